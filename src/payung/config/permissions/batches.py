"""Addresses of batches to BPJS."""

from payung.accounts.rules import Role
from payung.config.permissions.row import FIELD_AND_DINAS, OPERATOR, Row

_LOOKERS = FIELD_AND_DINAS | {Role.PPTK, Role.INSPECTOR}

BATCHES: tuple[Row, ...] = (
    Row("enrolment:batches", "GET", _LOOKERS, "who is to be told to BPJS now, and the batches of a programme"),
    Row("enrolment:batch_draft", "GET POST", OPERATOR, "a batch is drawn up; many persons by a job"),
    Row("enrolment:batch_job", "GET", OPERATOR, "how far the job is that draws up a batch or makes its workbook"),
    Row("enrolment:batch", "GET", _LOOKERS, "where a batch stands, and its persons in one's own part of the map"),
    Row("enrolment:batch_export", "POST", OPERATOR, "its workbook is made, its lines are frozen"),
    Row("enrolment:batch_take", "POST", OPERATOR, "the workbook with whole NIKs, with a reason that is recorded"),
    Row("enrolment:batch_send", "POST", OPERATOR, "BPJS has the workbook"),
    Row("enrolment:batch_set_aside", "POST", OPERATOR, "it is never sent; its persons may go into another"),
    Row("enrolment:batch_missing", "GET", _LOOKERS, "who lacks what BPJS asks, also as a workbook to be filled in"),
    Row("enrolment:batch_filled", "POST", OPERATOR, "that workbook comes back, filled in"),
    Row("enrolment:batch_line", "GET", _LOOKERS, "one person of a batch: what is lacking, what BPJS answered"),
    Row("enrolment:batch_complete", "POST", OPERATOR, "what BPJS asks of the person is written down"),
    Row("enrolment:batch_drop", "POST", OPERATOR, "the person goes out of the draft"),
    Row("enrolment:batch_again", "POST", OPERATOR, "a refused person may go into a new batch as they are"),
)
