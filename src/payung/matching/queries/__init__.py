"""What others may know of who is who."""

from payung.matching.door import Likely, likely
from payung.matching.queries.joined import JoinFacts, ShownJoins, joins, joins_of
from payung.matching.queries.outcomes import Outcome, outcome
from payung.matching.queries.outside import LikenessSeeker, Lookalike, outside_index
from payung.matching.queries.proposals import (
    Proposal,
    ProposedColumns,
    candidates_of,
    kept,
    person_of,
    persons_in_file,
    persons_of,
    proposed,
)
from payung.matching.queries.questions import (
    DecisionFacts,
    Line,
    Listed,
    QuestionFacts,
    Shown,
    Side,
    question,
    question_of,
    questions,
)

__all__ = [
    "DecisionFacts",
    "JoinFacts",
    "Likely",
    "LikenessSeeker",
    "Line",
    "Listed",
    "Lookalike",
    "Outcome",
    "Proposal",
    "ProposedColumns",
    "QuestionFacts",
    "Shown",
    "ShownJoins",
    "Side",
    "candidates_of",
    "joins",
    "joins_of",
    "kept",
    "likely",
    "outcome",
    "outside_index",
    "person_of",
    "persons_in_file",
    "persons_of",
    "proposed",
    "question",
    "question_of",
    "questions",
]
