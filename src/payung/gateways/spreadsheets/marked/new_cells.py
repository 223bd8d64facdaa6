"""Writes one cell after another into a new workbook, each as what it is, none ever as a formula or a link."""

from datetime import date, datetime, time, timedelta
from math import isfinite

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payung.gateways.spreadsheets.marked.words import FILL, legible
from payung.shared.problems import Level

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_EXACT_MAX = 2**53  # whole numbers beyond it would be rounded
_LONG = 10**11  # shorter numbers are shown in full anyway
FIRST_YEAR = 1900  # Excel knows no earlier day
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

TEXT, GENERAL, WHOLE = "@", "General", "0"
DAY, INSTANT, _CLOCK, _DURATION = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm", "[h]:mm:ss"


def is_exact(value: float) -> bool:
    """Whether a sheet keeps this number as it is."""
    return isfinite(value) and abs(value) <= _EXACT_MAX


def is_long(value: float) -> bool:
    """Whether it would be shown as `6,3E+15` unless told otherwise."""
    return abs(value) >= _LONG and value == int(value)


class Cells:
    """Rows and columns count from 1, as people and keys do."""

    def __init__(self, *, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[str, Level | None, str], Format] = {}

    def put(self, sheet: Worksheet, *, row: int, column: int, value: object, level: Level | None = None) -> None:
        """The value stands in the cell, in its own kind; an empty one is only coloured."""
        at = row - 1, column - 1
        if isinstance(value, str) and value:
            self._put_text(sheet, at, value, level=level)
        elif value is None or value == "":
            if level is not None:
                sheet.write_blank(*at, None, self.format(TEXT, level=level))
        elif isinstance(value, bool):
            sheet.write_boolean(*at, value, self.format(GENERAL, level=level))
        elif isinstance(value, int | float) and is_exact(value):
            sheet.write_number(*at, value, self.format(WHOLE if is_long(value) else GENERAL, level=level))
        elif isinstance(value, date | time | timedelta):
            self._put_moment(sheet, at, value, level=level)
        else:
            self._put_text(sheet, at, str(value), level=level)

    def put_own(self, sheet: Worksheet, *, row: int, column: int, text: str, level: Level | None = None) -> None:
        """Text of ours: wrapped, from the top."""
        look = self.format(TEXT, level=level, look="own")
        if text:
            sheet.write_string(row - 1, column - 1, text, look)
        else:
            sheet.write_blank(row - 1, column - 1, None, look)

    def put_heading(
        self, sheet: Worksheet, *, row: int, column: int, value: object, level: Level | None = None
    ) -> None:
        text = "" if value is None else legible(str(value))
        sheet.write_string(row - 1, column - 1, text, self.format(TEXT, level=level, look="heading"))

    def format(self, kind: str = TEXT, *, level: Level | None = None, look: str = "") -> Format:
        """The style for this kind of value, colour and look (`own`, `heading`, `guarded` or plain)."""
        name = (kind, level, look)
        if name not in self._formats:
            properties: dict[str, object] = {"num_format": kind, "valign": "top"}
            if level is not None:
                properties["bg_color"] = f"#{FILL[level]}"
            if look in ("own", "heading"):
                properties["text_wrap"] = True
            if look == "heading":
                properties |= {"bold": True, "bottom": 1, "valign": "vcenter"}
            if look == "guarded":
                properties["quote_prefix"] = True
            self._formats[name] = self._workbook.add_format(properties)
        return self._formats[name]

    def _put_text(self, sheet: Worksheet, at: tuple[int, int], text: str, *, level: Level | None) -> None:
        """As text for good: also after someone opens the cell and presses Enter."""
        look = "guarded" if text.startswith(FORMULA_STARTS) else ""
        if text.startswith("<r>"):
            text = f" {text}"  # XlsxWriter would take it for its own markup
        sheet.write_string(*at, legible(text), self.format(TEXT, level=level, look=look))

    def _put_moment(
        self, sheet: Worksheet, at: tuple[int, int], value: date | time | timedelta, *, level: Level | None
    ) -> None:
        if isinstance(value, date) and value.year < FIRST_YEAR:
            self._put_text(sheet, at, f"{value:%d/%m/}{value.year:04d}", level=level)
            return
        sheet.write_datetime(*at, value, self.format(_kind_of(value), level=level))


def _kind_of(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return INSTANT if value.time() != time() else DAY
    if isinstance(value, date):
        return DAY
    return _CLOCK if isinstance(value, time) else _DURATION
