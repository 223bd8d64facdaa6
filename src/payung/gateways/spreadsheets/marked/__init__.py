"""The marked workbook: the user's list with every finding where it belongs, and the way to know it again.

Nouns: a *mark* is a finding in the user's words; a *key* is the hidden text that says which row this was; a *return*
is a marked workbook that came back. Not here: deciding what is wrong.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from payung.gateways.spreadsheets.marked.facts import Form, Mark, MarkedRow, MarkedSheet
from payung.gateways.spreadsheets.marked.new_workbook import mark_bad_rows, mark_new_workbook
from payung.gateways.spreadsheets.marked.own.marking import mark_own_workbook
from payung.gateways.spreadsheets.marked.own.xml import NotEditable
from payung.gateways.spreadsheets.marked.returned import Returned, ReturnedRow, read_return

__all__ = ["ROWS_MAX", "Form", "Mark", "MarkedRow", "MarkedSheet", "Returned", "ReturnedRow", "mark", "read_return"]

ROWS_MAX = 50_000  # a longer list gives back only the rows that wait for someone


def mark(
    *,
    source: Path,
    own: bool,
    sha256: str,
    sheets: Sequence[MarkedSheet],
    rows: Iterable[MarkedRow],
    row_count: int,
    out: Path,
) -> Form:
    """The marked workbook of `source` is at `out`, whole or not at all; says which form it has.

    `own`: `source` is a workbook (.xlsx, .xlsm) that can be marked itself. `sheets` and their `grid` are in the order
    of the list; the grid is read only where a new workbook is made. `row_count` counts the data rows.
    """
    with TemporaryDirectory(dir=out.parent, prefix=".payung-") as folder:
        made = Path(folder) / out.name
        form = _mark(source=source, own=own, sha256=sha256, sheets=sheets, rows=rows, row_count=row_count, out=made)
        made.replace(out)
    return form


def _mark(
    *,
    source: Path,
    own: bool,
    sha256: str,
    sheets: Sequence[MarkedSheet],
    rows: Iterable[MarkedRow],
    row_count: int,
    out: Path,
) -> Form:
    if row_count > ROWS_MAX:
        mark_bad_rows(sha256=sha256, sheets=sheets, rows=rows, out=out)
        return Form.BAD_ROWS
    every = list(rows)
    if own:
        try:
            mark_own_workbook(source=source, sha256=sha256, sheets=sheets, rows=every, out=out)
            return Form.OWN
        except NotEditable:
            pass  # a workbook of an unusual make: its cells go into a new one instead
    mark_new_workbook(sha256=sha256, sheets=sheets, rows=every, out=out)
    return Form.NEW
