"""Rows of a sheet as the XML that stands in an .xlsx: every text in its cell as text, none ever as a formula or a link.

XlsxWriter makes a tuple, a list of attributes and the number of a style anew for each cell. Here what is the same for a
column is put together once. Everything else stays XlsxWriter's: headings, styles, widths, how it prints, the package.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from xlsxwriter.utility import xl_col_to_name

from payung.gateways.lists.columns import Cell, Column, Kind
from payung.gateways.spreadsheets.marked.new_cells import FIRST_YEAR, FORMULA_STARTS, is_exact, is_long
from payung.gateways.spreadsheets.marked.words import legible

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .,/:()'-]{0,1000}[A-Za-z0-9.)])?")  # to be written as it is
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_"})
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # `_x0041_` would be read as `A`
_DAY_ZERO = datetime(1899, 12, 31)  # noqa: DTZ001 -- days in a sheet know no zone
_BEFORE_THE_DAY_THAT_WAS_NONE = 59  # Excel counts a 29 February 1900
_DAY_S = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """Numbers of styles in the workbook. `guarded`: of texts that begin as a formula does; `whole`: of long numbers."""

    text: int
    guarded: int
    number: int
    whole: int
    day: int
    instant: int


class RowTexts:
    """Rows of these columns; with keys, one more cell in each. Raises ValueError for more or fewer cells than columns."""

    def __init__(self, columns: Sequence[Column], *, styles: Styles) -> None:
        self._styles = styles
        self._begins = [f'<c r="{xl_col_to_name(place)}' for place in range(len(columns))]
        self._as_is = [column.kind in (Kind.NUMBER, Kind.DAY) for column in columns]
        self._text = f'" s="{styles.text}" t="inlineStr"><is><t>'

    def row(self, at: int, cells: Sequence[Cell]) -> str:
        """The row of this number, from 1. Empty cells are left out."""
        return f'<row r="{at}">{"".join(self._cells(at, cells))}</row>'

    def _cells(self, at: int, cells: Sequence[Cell]) -> Iterator[str]:
        is_plain, text = _PLAIN.fullmatch, f"{at}{self._text}"
        for begin, as_is, value in zip(self._begins, self._as_is, cells, strict=True):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                yield f"{begin}{text}{value}</t></is></c>" if is_plain(value) else f"{begin}{at}{self._guarded(value)}"
            elif isinstance(value, date):
                yield f"{begin}{at}{self._moment(value)}"
            else:
                yield f"{begin}{at}{self._number(value) if as_is else self._guarded(str(value))}"

    def _guarded(self, value: str) -> str:
        """As text for good: also after someone opens the cell and presses Enter."""
        style = self._styles.guarded if value.startswith(FORMULA_STARTS) else self._styles.text
        shown = _LOOKS_ESCAPED.sub("_x005F_", legible(value)).translate(_ESCAPES)
        return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'

    def _number(self, value: float) -> str:
        """A number in a column of numbers; as text where a sheet would round it."""
        if not is_exact(value):
            return self._guarded(str(value))
        return f'" s="{self._styles.whole if is_long(value) else self._styles.number}"><v>{value:.16G}</v></c>'

    def _moment(self, value: date) -> str:
        if value.year < FIRST_YEAR:
            return self._guarded(f"{value:%d/%m/}{value.year:04d}")
        instant = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
        since = instant - _DAY_ZERO
        days = since.days + (since.days > _BEFORE_THE_DAY_THAT_WAS_NONE)
        if not since.seconds:
            return f'" s="{self._styles.day}"><v>{days}</v></c>'
        return f'" s="{self._styles.instant}"><v>{days + since.seconds / _DAY_S:.16G}</v></c>'
