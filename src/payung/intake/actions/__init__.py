"""What is done to lists. `uploads`: dropped by visitors for a day. `received`: by the office, for a programme, for good.

`rows`: what a person decides of rows that wait. `returned`: candidates that go back to their senders. Each function is one transaction; files are changed before or after it.
"""

from payung.intake.actions.received import (
    begin_import,
    finish_import,
    give_import_job,
    receive_file,
    refuse_import,
    remember_mapping,
    retry_import,
    store_rows,
)
from payung.intake.actions.returned import restore_candidate, return_candidate
from payung.intake.actions.rows import Accepted, accept_row, accept_rows, refuse_row
from payung.intake.actions.uploads import (
    KEPT,
    Wish,
    begin,
    broken,
    clear_expired,
    give_job,
    notice_break,
    receive,
    record_answer,
    remove,
    retry,
)

__all__ = [
    "KEPT",
    "Accepted",
    "Wish",
    "accept_row",
    "accept_rows",
    "begin",
    "begin_import",
    "broken",
    "clear_expired",
    "finish_import",
    "give_import_job",
    "give_job",
    "notice_break",
    "receive",
    "receive_file",
    "record_answer",
    "refuse_import",
    "refuse_row",
    "remember_mapping",
    "remove",
    "restore_candidate",
    "retry",
    "retry_import",
    "return_candidate",
    "store_rows",
]
