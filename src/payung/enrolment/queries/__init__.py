"""What others, and our own pages, may know of batches and answers."""

from payung.enrolment.queries.answers import AnswerFacts, RowFacts, RowsAsked, answer, answers, rows, told_rows
from payung.enrolment.queries.answers_of_lines import (
    LastRejection,
    Refusals,
    Waiting,
    answers_of_person,
    last_rejections,
    learnt,
    rejected,
    unlearnt,
    waiting,
)
from payung.enrolment.queries.batches import BatchFacts, LineFacts, LinesAsked, batch, batches, line, lines, told_lines
from payung.enrolment.queries.batches_missing import MissingFacts, missing_fields
from payung.enrolment.queries.batches_to_send import ToSend, plan, to_send

__all__ = [
    "AnswerFacts",
    "BatchFacts",
    "LastRejection",
    "LineFacts",
    "LinesAsked",
    "MissingFacts",
    "Refusals",
    "RowFacts",
    "RowsAsked",
    "ToSend",
    "Waiting",
    "answer",
    "answers",
    "answers_of_person",
    "batch",
    "batches",
    "last_rejections",
    "learnt",
    "line",
    "lines",
    "missing_fields",
    "plan",
    "rejected",
    "rows",
    "to_send",
    "told_lines",
    "told_rows",
    "unlearnt",
    "waiting",
]
