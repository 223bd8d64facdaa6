"""What others may know of who is who."""

from payung.matching.queries.joined import JoinFacts, joins
from payung.matching.queries.proposals import Proposal, ProposedColumns, candidates_of, kept, person_of, proposed
from payung.matching.queries.questions import (
    DecisionFacts,
    Line,
    Listed,
    QuestionFacts,
    Shown,
    Side,
    question,
    questions,
)

__all__ = [
    "DecisionFacts",
    "JoinFacts",
    "Line",
    "Listed",
    "Proposal",
    "ProposedColumns",
    "QuestionFacts",
    "Shown",
    "Side",
    "candidates_of",
    "joins",
    "kept",
    "person_of",
    "proposed",
    "question",
    "questions",
]
