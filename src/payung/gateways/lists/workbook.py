"""Writes a list as .xlsx, row by row: 300,000 rows need no more memory than ten.

What XlsxWriter keeps on the disk meanwhile lies in a folder that only this process may enter, and is gone at the end.
There is no password: .xlsx encryption has no kept-up library that writes it (msoffcrypto-tool calls its own
experimental), and a zip with AES would be the fork of an old `zipfile`. The file is sealed where it rests and leaves on
a named request; its SHA-256 stands in the letter that goes with it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payung.gateways.lists.columns import Cell, Column, Kind, ListRow
from payung.gateways.lists.keys import REQUEST_PROPERTY, key_text
from payung.gateways.lists.row_texts import RowTexts, Styles
from payung.gateways.spreadsheets.marked.new_cells import DAY, GENERAL, INSTANT, OPTIONS, TEXT, WHOLE, Cells
from payung.gateways.spreadsheets.marked.titles import titles
from payung.gateways.spreadsheets.marked.words import KEY_HEADING, KEY_WIDTH, legible

_A4 = 9
_CLOSING_WIDTHS = 34, 70
_KEYS = Column(heading=KEY_HEADING, width=KEY_WIDTH, hidden=True)
_CHOICES_UNITS_MAX = 255  # Excel's limit for a list of choices written into the rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingSheet:
    """What a workbook says of itself at its end: names and values, as control totals."""

    title: str
    rows: Sequence[tuple[str, Cell]]


def write_list(
    *,
    out: IO[bytes],
    title: str,
    columns: Sequence[Column],
    rows: Iterable[ListRow],
    request: str = "",
    notes: Sequence[str] = (),
    closing: Callable[[], ClosingSheet] | None = None,
) -> int:
    """The list is in `out`: title, notes, headings, rows; how many rows. `closing`: a last sheet, asked for after them.

    `request`: the code of the request, in each row's hidden key, the properties and the printed foot; without it the
    list has no keys. Raises ValueError where a row has more or fewer cells than there are columns.
    """
    with TemporaryDirectory(prefix="payung-") as folder:
        workbook = Workbook(out, {**OPTIONS, "tmpdir": folder})
        workbook.set_properties({"title": legible(title), "author": "Payung"})
        if request:
            workbook.set_custom_property(REQUEST_PROPERTY, request, "text")
        sheet = workbook.add_worksheet(titles([title])[0])
        made = _Sheet(sheet, Cells(workbook=workbook), columns, request=request)
        try:
            made.begin(title, notes, look=workbook.add_format({"bold": True, "font_size": 14}))
            for row in rows:
                made.put(row)
            made.end()
            if closing is not None:
                _close(workbook, closing())
            workbook.close()
        finally:
            sheet.row_data_fh.close()  # XlsxWriter leaves it open where it is not closed itself
    return made.count


def _close(workbook: Workbook, closing: ClosingSheet) -> None:
    sheet, cells = workbook.add_worksheet(closing.title), Cells(workbook=workbook)
    sheet.set_column(0, 0, _CLOSING_WIDTHS[0])
    sheet.set_column(1, 1, _CLOSING_WIDTHS[1])
    for at, (name, value) in enumerate(closing.rows, start=1):
        cells.put_heading(sheet, row=at, column=1, value=name)
        cells.put(sheet, row=at, column=2, value=value)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1)


class _Sheet:
    """Rows count from 1, as people count."""

    def __init__(self, sheet: Worksheet, cells: Cells, columns: Sequence[Column], *, request: str) -> None:
        self._sheet = sheet
        self._cells = cells
        self._columns = columns
        self._texts = RowTexts([*columns, *([_KEYS] if request else [])], styles=_styles(cells))
        self._request = request
        self._at = 0
        self._heading = 0
        self.count = 0

    def begin(self, title: str, notes: Sequence[str], *, look: Format) -> None:
        self._set_columns()
        self._at = 1
        self._sheet.write_string(0, 0, legible(title), look)
        for note in notes:
            self._at += 1
            self._cells.put(self._sheet, row=self._at, column=1, value=note)
        self._at += 1
        self._heading = self._at
        for place, column in enumerate(self._columns, start=1):
            self._cells.put_heading(self._sheet, row=self._at, column=place, value=column.heading)
        if self._request:
            self._cells.put_heading(self._sheet, row=self._at, column=len(self._columns) + 1, value=KEY_HEADING)

        self._sheet._write_single_row(self._at)  # noqa: SLF001 -- the heading is on its way before the rows

    def put(self, row: ListRow) -> None:
        self._at += 1
        self.count += 1
        keys = [key_text(request=self._request, row=row.code)] if self._request else []
        self._sheet.row_data_fh.write(self._texts.row(self._at, [*row.cells, *keys]))

    def end(self) -> None:
        """What surrounds the rows: heading in sight, filter, choices, and how it prints."""
        first, last = self._heading, max(self._at, self._heading + 1)
        self._sheet.dim_rowmax = self._at - 1  # of the rows that it did not write itself
        self._sheet.freeze_panes(first, 0)
        self._sheet.autofilter(first - 1, 0, last - 1, len(self._columns) - 1)
        for place, column in enumerate(self._columns):
            if column.choices:
                self._sheet.data_validation(first, place, last - 1, place, _rule(column))
        self._sheet.set_paper(_A4)
        self._sheet.set_landscape()
        self._sheet.hide_gridlines(0)  # so that they are printed
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(first - 1)
        self._sheet.print_area(0, 0, last - 1, len(self._columns) - 1)
        self._sheet.set_footer(f"&L{self._request}&Rhalaman &P dari &N")

    def _set_columns(self) -> None:
        for place, column in enumerate(self._columns):
            as_text = column.kind in (Kind.TEXT, Kind.DIGITS)
            hidden = {"hidden": True} if column.hidden else {}
            self._sheet.set_column(place, place, column.width, self._cells.format() if as_text else None, hidden)
        if self._request:
            place = len(self._columns)
            self._sheet.set_column(place, place, KEY_WIDTH, self._cells.format(), {"hidden": True})


def _styles(cells: Cells) -> Styles:
    def number(kind: str, *, look: str = "") -> int:
        return int(cells.format(kind, look=look)._get_xf_index())  # noqa: SLF001 -- as it does for each of its cells

    return Styles(
        text=number(TEXT),
        guarded=number(TEXT, look="guarded"),
        number=number(GENERAL),
        whole=number(WHOLE),
        day=number(DAY),
        instant=number(INSTANT),
    )


def _rule(column: Column) -> dict[str, object]:
    """Excel offers the choices, and lets through what the other office insists on."""
    choices = list(column.choices)
    if len(",".join(choices)) > _CHOICES_UNITS_MAX:
        raise ValueError("Excel takes no more than 255 letters of choices")
    return {"validate": "list", "source": choices, "error_type": "warning"}
