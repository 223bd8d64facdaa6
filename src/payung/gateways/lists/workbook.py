"""Writes a list as .xlsx, row by row: 300,000 rows need no more memory than ten.

What XlsxWriter keeps on the disk meanwhile lies in a folder that only this process may enter, and is gone at the end.
There is no password: .xlsx encryption has no kept-up library that writes it (msoffcrypto-tool calls its own
experimental), and a zip with AES would be the fork of an old `zipfile`. The file is sealed where it rests and leaves on
a named request; its SHA-256 stands in the letter that goes with it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from tempfile import TemporaryDirectory
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payung.gateways.lists.columns import Cell, Column, Kind, ListRow
from payung.gateways.lists.keys import REQUEST_PROPERTY, key_text
from payung.gateways.spreadsheets.marked.new_cells import OPTIONS, Cells
from payung.gateways.spreadsheets.marked.titles import titles
from payung.gateways.spreadsheets.marked.words import KEY_HEADING, KEY_WIDTH, legible

_A4 = 9
_CHOICES_UNITS_MAX = 255  # Excel's limit for a list of choices written into the rule


def write_list(
    *,
    out: IO[bytes],
    title: str,
    columns: Sequence[Column],
    rows: Iterable[ListRow],
    request: str = "",
    notes: Sequence[str] = (),
) -> int:
    """The list is in `out`: title, notes, headings, rows; how many rows.

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
            workbook.close()
        finally:
            sheet.row_data_fh.close()  # XlsxWriter leaves it open where it is not closed itself
    return made.count


class _Sheet:
    """Rows count from 1, as people count."""

    def __init__(self, sheet: Worksheet, cells: Cells, columns: Sequence[Column], *, request: str) -> None:
        self._sheet = sheet
        self._cells = cells
        self._columns = columns
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

    def put(self, row: ListRow) -> None:
        self._at += 1
        self.count += 1
        for place, (column, value) in enumerate(zip(self._columns, row.cells, strict=True), start=1):
            self._cells.put(self._sheet, row=self._at, column=place, value=_kept(value, column.kind))
        if self._request:
            key = key_text(request=self._request, row=row.code)
            self._cells.put(self._sheet, row=self._at, column=len(self._columns) + 1, value=key)

    def end(self) -> None:
        """What surrounds the rows: heading in sight, filter, choices, and how it prints."""
        first, last = self._heading, max(self._at, self._heading + 1)
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
            self._sheet.set_column(place, place, column.width, self._cells.format() if as_text else None)
        if self._request:
            place = len(self._columns)
            self._sheet.set_column(place, place, KEY_WIDTH, self._cells.format(), {"hidden": True})


def _kept(value: Cell, kind: Kind) -> Cell:
    """A number in a column of digits would lose its zeros."""
    if value is None or kind in (Kind.NUMBER, Kind.DAY):
        return value
    return value if isinstance(value, (str, date)) else str(value)


def _rule(column: Column) -> dict[str, object]:
    """Excel offers the choices, and lets through what the other office insists on."""
    choices = list(column.choices)
    if len(",".join(choices)) > _CHOICES_UNITS_MAX:
        raise ValueError("Excel takes no more than 255 letters of choices")
    return {"validate": "list", "source": choices, "error_type": "warning"}
