"""A new workbook of the same cells, marked: for lists that came as .csv, .xls, .ods or .docx, and for very long ones.

Of a very long list only the rows that wait for someone are written, as they come and without being held, so that a
million rows need no more memory than a few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from payung.gateways.spreadsheets.marked.facts import Mark, MarkedRow, MarkedSheet
from payung.gateways.spreadsheets.marked.keys import SHA256_PROPERTY, VERSION, VERSION_PROPERTY
from payung.gateways.spreadsheets.marked.new_cells import OPTIONS, Cells
from payung.gateways.spreadsheets.marked.new_sheet import ALL_ROWS, SOME_ROWS, NewSheet
from payung.gateways.spreadsheets.marked.places import COLUMNS_MAX, row_and_column
from payung.gateways.spreadsheets.marked.titles import titles
from payung.gateways.spreadsheets.marked.words import COMMENTS_MAX

CELLS_MAX = 3_000_000  # 125,000 rows of twenty columns: more than anyone mends by hand
_WAITING = ("error", "decision")
_NO_MARKS: Mapping[int, Sequence[Mark]] = {}


def mark_new_workbook(*, sha256: str, sheets: Sequence[MarkedSheet], rows: Iterable[MarkedRow], out: Path) -> None:
    """All sheets with all their cells, every row where it was, are at `out`."""
    rows_of: dict[str, dict[int, MarkedRow]] = defaultdict(dict)
    for row in rows:
        rows_of[row.sheet][row.row] = row
    with _workbook(out, sha256=sha256) as workbook:
        for new in _new_sheets(workbook, sheets=sheets, headings=ALL_ROWS, sha256=sha256):
            _put_all(new, rows=rows_of[new.sheet.name])
            new.finish()


def mark_bad_rows(*, sha256: str, sheets: Sequence[MarkedSheet], rows: Iterable[MarkedRow], out: Path) -> None:
    """The headings of every list and its rows with an error or a decision, one under the other, are at `out`."""
    lists = [sheet for sheet in sheets if sheet.header_rows]
    with _workbook(out, sha256=sha256) as workbook:
        made = {new.sheet.name: new for new in _new_sheets(workbook, sheets=lists, headings=SOME_ROWS, sha256=sha256)}
        for new in made.values():
            _put_head(new)
        _put_all_waiting(made, rows=(row for row in rows if row.status in _WAITING))
        for new in made.values():
            new.finish()


def _put_all(new: NewSheet, *, rows: Mapping[int, MarkedRow]) -> None:
    grid = dict(new.sheet.grid)
    new.width = min(max(map(_used, grid.values()), default=0), COLUMNS_MAX - len(new.headings))
    marks = _by_cell([*new.sheet.marks, *(mark for row in rows.values() for mark in row.marks)])
    header = new.sheet.header_rows[-1] if new.sheet.header_rows else 0
    note = {header - 1} if header > 1 and new.sheet.marks else set()
    for at in sorted({*grid, *marks, *note}):
        new.put_row(at=at, cells=grid.get(at, ()), marks=marks.get(at, _NO_MARKS))
        if at in note:
            new.put_note(at=at)
        if at == header:
            new.put_headings(at=at)
        if at in rows:
            new.put_answer(rows[at], at=at)


def _put_head(new: NewSheet) -> None:
    """Titles and headings: they may name the desa or the occupation for all rows below."""
    header = new.sheet.header_rows[-1]
    head = dict(takewhile(lambda row: row[0] <= header, new.sheet.grid))
    new.width = max([new.sheet.width, *map(_used, head.values())])
    marks = _by_cell(new.sheet.marks)
    for at in range(1, header + 1):
        new.put_row(at=at, cells=head.get(at, ()), marks=marks.get(at, _NO_MARKS))
        if at == header - 1 and new.sheet.marks:
            new.put_note(at=at)
    new.put_headings(at=header)


def _put_all_waiting(made: Mapping[str, NewSheet], *, rows: Iterator[MarkedRow]) -> None:
    """Row after row, until there are more cells than an office computer opens; then that there are more."""
    cells = 0
    for row in rows:
        if cells > CELLS_MAX:
            made[row.sheet].put_left_over()
            return
        cells += len(row.cells) + len(SOME_ROWS)
        _put_waiting(made[row.sheet], row=row)


def _put_waiting(new: NewSheet, *, row: MarkedRow) -> None:
    at = new.last_row + 1
    new.put_row(at=at, cells=row.cells, marks=_by_cell(row.marks).get(row.row, _NO_MARKS))
    new.put_answer(row, at=at)


def _by_cell(marks: Iterable[Mark]) -> Mapping[int, Mapping[int, Sequence[Mark]]]:
    """Findings by row and then by column."""
    found: dict[int, dict[int, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        place = row_and_column(mark.cell) if mark.cell else None
        if place:
            found[place[0]][place[1]].append(mark)
    return found


def _used(cells: Sequence[object]) -> int:
    """How many columns the row uses."""
    return next((len(cells) - blank for blank, value in enumerate(reversed(cells)) if value not in (None, "")), 0)


@contextmanager
def _workbook(out: Path, *, sha256: str) -> Iterator[Workbook]:
    """A workbook that is at `out` afterwards. What XlsxWriter keeps on disk meanwhile is nobody else's to read."""
    with TemporaryDirectory(dir=out.parent, prefix=".payung-") as folder:
        workbook = Workbook(str(out), {**OPTIONS, "tmpdir": folder})
        workbook.set_custom_property(SHA256_PROPERTY, sha256, "text")
        workbook.set_custom_property(VERSION_PROPERTY, str(VERSION), "text")
        yield workbook
        workbook.close()


def _new_sheets(
    workbook: Workbook, *, sheets: Sequence[MarkedSheet], headings: Sequence[str], sha256: str
) -> Iterator[NewSheet]:
    cells = Cells(workbook=workbook)
    worksheets = [workbook.add_worksheet(title) for title in titles(sheet.name for sheet in sheets)]
    shown = [worksheet for worksheet, sheet in zip(worksheets, sheets, strict=True) if not sheet.hidden]
    for worksheet, sheet in zip(worksheets, sheets, strict=True):
        if shown and sheet.hidden:
            worksheet.hide()
    if shown:
        shown[0].activate()
        shown[0].set_first_sheet()
    for worksheet, sheet in zip(worksheets, sheets, strict=True):
        yield NewSheet(
            worksheet=worksheet,
            cells=cells,
            sheet=sheet,
            headings=headings,
            width=sheet.width,
            sha256=sha256,
            comments_left=COMMENTS_MAX // len(sheets),
        )
