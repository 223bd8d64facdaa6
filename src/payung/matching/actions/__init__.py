"""What is done about who is who."""

from payung.matching.actions.answers import answer_question, undo_answer
from payung.matching.actions.candidates import Matched, match_candidates
from payung.matching.actions.explaining import explain_oddity, undo_explanation
from payung.matching.actions.joins import join_persons, undo_join
from payung.matching.actions.linking import Linked, ask_for_run, begin_run, link_register
from payung.matching.actions.ruling import rule_pair, undo_ruling

__all__ = [
    "Linked",
    "Matched",
    "answer_question",
    "ask_for_run",
    "begin_run",
    "explain_oddity",
    "join_persons",
    "link_register",
    "match_candidates",
    "rule_pair",
    "undo_answer",
    "undo_explanation",
    "undo_join",
    "undo_ruling",
]
