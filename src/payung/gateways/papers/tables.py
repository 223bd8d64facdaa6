"""Ruled tables on A4, as many as a report has: a heading on every page, groups, totals; fifty thousand rows in seconds.

Texts in, a file out: what a number means and how it is written is the caller's. Rows are read once and not kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import IO

from payung.gateways.papers.annex_lines import AuditHead
from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.type import BOLD, ITALIC, REGULAR, fitted, wrapped
from payung.shared.dates import day_text
from payung.shared.money import grouped

_MARGIN = 30.0
_SIZE, _LEADING, _BASE, _GAP = 7.4, 13.0, 3.8, 5.0
_HEAD_LEADING = 8.4
_NOTHING = "–"


class Row(Enum):
    """How a row stands: an ordinary one, a line over those that follow, or a sum."""

    PLAIN = "plain"
    GROUP = "group"  # one text over the whole width
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """`width`: its share of the page's width. `right`: money and counts."""

    heading: str
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A cell for each column; a group has one."""

    cells: Sequence[str]
    row: Row = Row.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTable:
    title: str
    columns: Sequence[TableColumn]
    rows: Iterable[TableRow]
    empty: str = "Tidak ada."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """`answer`: the sentence that the report is read for. `notes`: what the numbers mean, in small letters at the end."""

    office: str
    title: str
    about: str
    answer: str
    notes: Sequence[str] = ()
    audit: AuditHead | None = None


def write_report(*, out: IO[bytes], head: ReportHead, tables: Iterable[PaperTable], wide: bool = False) -> None:
    """The report is in `out`. Raises ValueError for a row that has not a cell for each column."""
    with Sheets(out=out, title=head.title, subject=head.about, wide=wide, margin=_MARGIN) as sheets:
        sheets.begin_part(tail=head.about)
        _put_title(sheets, head)
        for table in tables:
            put_table(sheets, table, above=f"{head.title} · {head.about}")
        put_notes(sheets, audit_notes(head.notes, head.audit), open_page=sheets.open_page)


def put_table(sheets: Sheets, table: PaperTable, *, above: str) -> int:
    """The table stands below `sheets.y`; how many plain rows it has. `above` heads every page that it goes on to."""
    ruled = Ruled(sheets, table.columns, above=above)
    ruled.begin(table.title)
    count = 0
    for row in table.rows:
        ruled.put(row)
        count += row.row is Row.PLAIN
    if not count:
        ruled.put(TableRow(cells=(table.empty,), row=Row.GROUP))
    sheets.y -= 10
    return count


class Ruled:
    """Rows on their pages, each page with the headings."""

    def __init__(self, sheets: Sheets, columns: Sequence[TableColumn], *, above: str, size: float = _SIZE) -> None:
        self._sheets, self._columns, self._above, self._size = sheets, columns, above, size
        share = (sheets.right - sheets.left) / sum(column.width for column in columns)
        self._widths = [column.width * share for column in columns]
        self._starts = [sheets.left + sum(self._widths[:place]) for place in range(len(columns))]
        self._words = [
            wrapped(column.heading, font=BOLD, size=7, width=width - _GAP)
            for column, width in zip(columns, self._widths, strict=True)
        ]
        self._head_height = _HEAD_LEADING * max(len(words) for words in self._words) + 7
        self._group: str | None = None

    def begin(self, title: str) -> None:
        """Title and headings, never at the foot of a page without a row."""
        sheets = self._sheets
        if sheets.y - self._head_height - 3 * _LEADING - 24 < sheets.bottom:
            self._open_bare_page()
        if title:
            sheets.y -= 16
            sheets.put_left(sheets.left, sheets.y, title, width=sheets.right - sheets.left, size=9.5, font=BOLD)
            sheets.y -= 6
        self._put_heading()

    def put(self, row: TableRow) -> None:
        if row.row is Row.GROUP:
            self._group = row.cells[0]
            self._need(2 * _LEADING)
            self._put_group(row.cells[0])
        else:
            self._need(_LEADING, keeps_group=row.row is Row.PLAIN)
            self._put_cells(row.cells, font=BOLD if row.row is Row.TOTAL else REGULAR)
            if row.row is Row.TOTAL:
                self._group = None

    def _need(self, height: float, *, keeps_group: bool = False) -> None:
        if self._sheets.y - height >= self._sheets.bottom:
            return
        self._open_bare_page()
        self._put_heading()
        if keeps_group and self._group:
            self._put_group(f"{self._group} (lanjutan)")

    def _open_bare_page(self) -> None:
        sheets = self._sheets
        sheets.open_page()
        sheets.put_left(sheets.left, sheets.y - 6, self._above, width=sheets.right - sheets.left, size=6.5, font=ITALIC)
        sheets.y -= 12

    def _put_heading(self) -> None:
        sheets = self._sheets
        sheets.box(sheets.y, height=self._head_height, grey=0.88)
        for start, width, column, words in zip(self._starts, self._widths, self._columns, self._words, strict=True):
            y = sheets.y - _HEAD_LEADING - 1
            for word in words:
                _put_bold(sheets, start + 2, y, word, width=width - _GAP, size=7, to_right=column.right)
                y -= _HEAD_LEADING
        sheets.y -= self._head_height
        sheets.rule(sheets.y, thick=0.8, grey=0)

    def _put_group(self, text: str) -> None:
        sheets = self._sheets
        sheets.y -= _LEADING + 1
        sheets.put_left(
            sheets.left + 2, sheets.y + _BASE, text, width=sheets.right - sheets.left - 4, size=self._size, font=BOLD
        )
        sheets.rule(sheets.y)

    def _put_cells(self, cells: Sequence[str], *, font: str) -> None:
        sheets = self._sheets
        if font == BOLD:
            sheets.rule(sheets.y, thick=0.8, grey=0)
        sheets.y -= _LEADING
        y = sheets.y + _BASE
        for start, width, column, text in zip(self._starts, self._widths, self._columns, cells, strict=True):
            if font == REGULAR:
                sheets.put_cell(
                    start + 2, y, text or _NOTHING, width=width - _GAP, size=self._size, to_right=column.right
                )
            elif text:
                _put_bold(sheets, start + 2, y, text, width=width - _GAP, size=self._size, to_right=column.right)
        sheets.rule(sheets.y, thick=0.25, grey=0.8)


def put_notes(sheets: Sheets, notes: Sequence[str], *, open_page: Callable[[], None]) -> None:
    """Small print below what stands on the page."""
    for note in notes:
        lines = wrapped(note, font=REGULAR, size=7.2, width=sheets.right - sheets.left)
        if sheets.y - 9.6 * len(lines) < sheets.bottom:
            open_page()
        sheets.put_lines(sheets.left, lines, size=7.2, leading=9.6)
        sheets.y -= 3


def audit_notes(notes: Sequence[str], audit: AuditHead | None) -> list[str]:
    """The notes and, last, the head of the audit chain at the end of the last closed day."""
    if audit is None:
        return [*notes, "Jejak audit belum mempunyai hari yang tertutup."]
    told = f"Kepala jejak audit nomor {grouped(audit.number)}, {day_text(audit.day)}: {audit.sha256}"
    return [*notes, told]


def _put_title(sheets: Sheets, head: ReportHead) -> None:
    sheets.y -= 10
    sheets.put_left(sheets.left, sheets.y, head.office.upper(), width=sheets.right - sheets.left, size=8)
    sheets.y -= 6
    sheets.rule(sheets.y, thick=1, grey=0)
    sheets.y -= 20
    sheets.put_left(sheets.left, sheets.y, head.title, width=sheets.right - sheets.left, size=14, font=BOLD)
    sheets.y -= 13
    sheets.put_left(sheets.left, sheets.y, head.about, width=sheets.right - sheets.left, size=8.5)
    sheets.y -= 6
    lines = wrapped(head.answer, font=BOLD, size=10, width=sheets.right - sheets.left)
    sheets.put_lines(sheets.left, lines, size=10, leading=13.5, font=BOLD)
    sheets.y -= 8


def _put_bold(sheets: Sheets, x: float, y: float, text: str, *, width: float, size: float, to_right: bool) -> None:
    fit = fitted(text, font=BOLD, size=size, width=width)
    sheets.put(x + width - fit.width if to_right else x, y, fit.text, size=fit.size, font=BOLD)
