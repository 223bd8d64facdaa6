"""What is done about who is who."""

from payung.matching.actions.answers import answer_question, undo_answer
from payung.matching.actions.candidates import Matched, match_candidates
from payung.matching.actions.joins import join_persons, undo_join
from payung.matching.actions.ruling import rule_pair, undo_ruling

__all__ = [
    "Matched",
    "answer_question",
    "join_persons",
    "match_candidates",
    "rule_pair",
    "undo_answer",
    "undo_join",
    "undo_ruling",
]
