"""What is done to batches and answers. Each function is one act, and asked again with the same key does nothing more."""

from payung.enrolment.actions.answers import apply_answer, map_columns, receive_answer
from payung.enrolment.actions.answers_learning import learn_reason
from payung.enrolment.actions.answers_settling import settle_row
from payung.enrolment.actions.batches_completing import complete_details
from payung.enrolment.actions.batches_drafting import draft_batch
from payung.enrolment.actions.batches_exporting import export_batch, take_workbook
from payung.enrolment.actions.batches_steps import drop_lines, mark_sent, send_again, set_aside

__all__ = [
    "apply_answer",
    "complete_details",
    "draft_batch",
    "drop_lines",
    "export_batch",
    "learn_reason",
    "map_columns",
    "mark_sent",
    "receive_answer",
    "send_again",
    "set_aside",
    "settle_row",
    "take_workbook",
]
