"""What one row of the workbook says, column by column, by the insurer's layout. Pure.

A cell that the layout needs and that stays empty is a `Lack`, also where our value has no code of the insurer's.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from payung.programmes.rules.layout import Form, Known, LayoutColumn, Told
from payung.shared.dates import Month

Fact = str | int | date | Month | None
Facts = Mapping[Told | Known, Fact]

_HOURS = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|s\.?d\.?|sampai)\s*(\d{1,2})[.:](\d{2})", re.IGNORECASE)
CHECKSUM_LENGTH = 16


class LackWhy(StrEnum):
    EMPTY = "empty"
    NO_CODE = "no_code"  # the value is known, but the layout has no word of the insurer's for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A cell that would come back: its column, and our word where it has no code."""

    title: str
    fact: Told | Known
    why: LackWhy
    ours: str = ""


class RowCells:
    """The rows of a layout's columns, one after another. A value that comes again (a sex, a desa, a month) is put into
    the insurer's words once.
    """

    _REMEMBERED_MAX = 1000  # of each column: names and numbers are hardly ever the same

    def __init__(self, columns: Sequence[LayoutColumn]) -> None:
        self._columns = [(column, dict[Fact, tuple[str, Lack | None]]()) for column in columns]

    def of(self, facts: Facts) -> tuple[list[str], list[Lack]]:
        """The texts of a row in the order of the columns, and what they lack."""
        cells, lacks = [], []
        for column, remembered in self._columns:
            value = facts.get(column.fact)
            found = remembered.get(value)
            if found is None:
                found = _cell(column, value)
                if len(remembered) < self._REMEMBERED_MAX:
                    remembered[value] = found
            cells.append(found[0])
            if found[1]:
                lacks.append(found[1])
        return cells, lacks


def _cell(column: LayoutColumn, value: Fact) -> tuple[str, Lack | None]:
    text = _text(value, column.form)
    if not text:
        lacks = column.needed and not column.default
        return column.default, Lack(title=column.title, fact=column.fact, why=LackWhy.EMPTY) if lacks else None
    if not column.codes:
        return text, None
    coded = column.codes.get(" ".join(text.casefold().split()))
    if coded is not None:
        return coded, None
    lacks = column.needed and not column.default
    lack = Lack(title=column.title, fact=column.fact, why=LackWhy.NO_CODE, ours=text)
    return column.default, lack if lacks else None


def _text(value: Fact, form: Form) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Month):
        return f"{value.month:02d}-{value.year}" if form is Form.MONTH else str(value)
    if isinstance(value, date):
        return f"{value:%d-%m-}{value.year:04d}" if form is Form.DAY else value.isoformat()
    return str(value)


def hours_of(text: str) -> tuple[str, str]:
    """`08.00-16.00` as its two hours; two empty ones where it is written otherwise."""
    found = _HOURS.search(text)
    if not found:
        return "", ""
    begin, end = (f"{int(found[hour]):02d}.{found[hour + 1]}" for hour in (1, 3))
    return begin, end


def says(cells: Iterable[str]) -> str:
    """The checksum of what a row says: whoever typed over a NIK or a name is found by it. It holds no secret."""
    return sha256("\x1f".join(cells).encode()).hexdigest()[:CHECKSUM_LENGTH]


class Control:
    """The control totals of a workbook: heads, months, rupiah, and a hash over row keys and what their rows say."""

    def __init__(self) -> None:
        self.heads = self.months = self.amount_rp = 0
        self._digest = sha256()

    def add(self, *, row_key: str, checksum: str, months: int, amount_rp: int) -> None:
        self.heads += 1
        self.months += months
        self.amount_rp += amount_rp
        self._digest.update(f"{row_key} {checksum}\n".encode())

    @property
    def digits(self) -> str:
        return self._digest.hexdigest()
