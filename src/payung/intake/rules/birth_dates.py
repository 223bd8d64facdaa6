"""Reads birth dates as offices write them. Day first, unless the column itself shows that the month comes first.

A column decides its order once (`order_of`); a cell that a mixed column leaves open is asked about, never guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from payung.intake.rules.numbers import Findings
from payung.intake.rules.problems import Finding
from payung.intake.rules.text import UNSEEN, cell_text, is_blank
from payung.programmes.rules import Limits
from payung.shared.dates import MONTHS, age_on, day_text
from payung.shared.nik import latest_not_after

_NUMERIC = re.compile(r"(\d{1,4})\s*[-/., ]{1,2}\s*(\d{1,2})\s*[-/., ]{1,2}\s*(\d{1,4})")
_WITH_NAME = re.compile(r"(\d{1,2})[\s\-/.,]*([A-Za-z]{3,})[\s\-/.,'’]*(\d{4}|\d{2})")
_NAME_FIRST = re.compile(r"([A-Za-z]{3,})[\s.\-]*(\d{1,2})[\s,\-]+(\d{4})")
_TIME = re.compile(r"[T ]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?Z?$")
_PLAIN = re.compile(r"\d{2}([-/])\d{2}\1\d{4}|\d{4}-\d{2}-\d{2}(?:[T ]00:00(?::00)?)?")
_EARLIEST_YEAR = 1900
_EARLIEST_YEAR_WRITTEN = 1800  # a day in the calendar, if of nobody alive: the age says so
_AROUND = " \t\r\n\u00a0.,'`’" + UNSEEN
_MONTH_OF = {
    word: number
    for number, words in enumerate(
        (
            "jan januari january",
            "feb peb februari pebruari february",
            "mar mrt maret march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agt ags agus agust agustus aug august",
            "sep sept september",
            "okt oktober oct october",
            "nov nop november nopember",
            "des desember dec december",
        ),
        start=1,
    )
    for word in words.split()
}


class Order(StrEnum):
    """Which part of `03/04/1980` is the month."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNCLEAR = "unclear"


class Birth(NamedTuple):
    """A birth date as read: the day, what to say of it, and what its age asks for."""

    day: date | None
    findings: Findings
    other_day: date | None = None  # the second way to read it, in a column of unclear order
    age_code: str | None = None
    age: int = 0


NO_BIRTH = Birth(None, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Day, month and year as written; the year may lack its century."""

    day: int
    month: int
    year: int
    year_digits: int
    swappable: bool = False  # first and second part are both at most 12 and differ


def order_of(written: Iterable[object]) -> Order:
    """The order of a column: month first if some second part is above 12 and no first part is (CONTRACTS, "Dates")."""
    day_seen = month_seen = False
    for cell in written:
        if cell.__class__ is str and _plain_day(cell):
            day_seen |= int(cell[:2]) > 12
        elif isinstance(cell, str) and (found := _NUMERIC.fullmatch(_without_time(date_part(cell)))):
            first, second, last = found.groups()
            if len(first) <= 2 and int(first) <= 31 and len(last) in (2, 4):
                day_seen |= int(first) > 12 >= int(second)
                month_seen |= int(second) > 12 >= int(first)
    if day_seen and month_seen:
        return Order.UNCLEAR
    return Order.MONTH_FIRST if month_seen else Order.DAY_FIRST


def date_part(text: str) -> str:
    """`Kotabaru, 9 Mei 1982` → `9 Mei 1982`; text without digits has no date part."""
    return place_and_date(text)[1]


def place_and_date(text: str) -> tuple[str, str]:
    """Split a cell of place and date. Without digits all is place; without letters before the digits all is date."""
    start = next((place for place, letter in enumerate(text) if letter.isdigit()), None)
    if start is None:
        before, comma, after = text.rpartition(",")
        return (before.strip(), after.strip()) if comma else (text.strip(), "")
    before, comma, after = text.rpartition(",")
    if comma and after.strip() and not any(letter.isdigit() for letter in before):
        return before.strip(), after.strip()
    return text[:start].strip(" ,;:/-."), text[start:].strip()


class BirthReader:
    """Reads birth cells of one column.

    `in_place_cell`: the column holds "place, date". `date_1904`: the workbook counts days from 1904.
    """

    def __init__(self, *, on: date, limits: Limits, order: Order, date_1904: bool, in_place_cell: bool) -> None:
        self._on = on
        self._limits = limits
        self._order = order
        self._epoch = date(1904, 1, 1) if date_1904 else date(1899, 12, 30)
        self._in_place_cell = in_place_cell

    def read_parts(self, day: object, month: object, year: object) -> Birth:
        """Three columns: day, month (a number or a name) and year."""
        if all(is_blank(part) for part in (day, month, year)):
            return NO_BIRTH
        written = " ".join(cell_text(part) for part in (day, month, year))
        parts = _parse(written, Order.DAY_FIRST)
        return self._dated(written, parts, read_as=False) if parts else self._impossible(written)

    def of_day(self, day: date, findings: Findings) -> Birth:
        """A birth date already known to be a real day."""
        if day > self._on:
            words = (("tanggal", day_text(day)), ("pada", day_text(self._on)))
            return Birth(None, (Finding("BIRTH_DATE_FUTURE", "birth_date", words),))
        age = age_on(birth_date=day, day=self._on)
        return Birth(day, findings, age_code=self._age_code(age), age=age)

    def _age_code(self, age: int) -> str | None:
        if age >= self._limits.age_below:
            return "AGE_OVER_LIMIT"
        if age < self._limits.legal_age_from:
            return "AGE_UNDER_LIMIT"
        return "AGE_BELOW_PROGRAMME" if age < self._limits.age_from else None

    def read(self, raw: object) -> Birth:
        """Read one cell of the column."""
        if raw.__class__ is str and self._order is Order.DAY_FIRST and (day := _plain_day(raw)):
            return self.of_day(day, ())
        if is_blank(raw):
            return NO_BIRTH
        if isinstance(raw, date):
            day = raw.date() if isinstance(raw, datetime) else raw
            return self.of_day(day, ()) if day.year >= _EARLIEST_YEAR else self._impossible(cell_text(raw))
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return self._serial(raw)
        text = str(raw).strip()
        if self._in_place_cell:
            text = date_part(text)
        return self._text(text) if not is_blank(text) else NO_BIRTH

    def _text(self, text: str) -> Birth:
        written = _without_time(text)
        if re.fullmatch(r"\d{4,8}", written):
            return self._serial(int(written))
        parts = _parse(written, self._order) or _parse(_without_time(date_part(text)), self._order)
        if parts is None:
            return self._impossible(f"'{text[:40]}'")
        plain = _PLAIN.fullmatch(text) is not None and self._order is not Order.MONTH_FIRST
        return self._dated(text, parts, read_as=not (plain and _reads_day_first(text, parts)))

    def _serial(self, number: float) -> Birth:
        """A day counted by a spreadsheet, or eight digits typed without separators."""
        whole = int(number) if number == number and abs(number) < 1e9 else 0
        digits = str(whole)
        if whole > 0 and len(digits) in (7, 8) and (parts := _eight_digits(digits)):
            return self._dated(digits, parts, read_as=True)
        if not (366 <= whole < 80_000) or _EARLIEST_YEAR <= whole <= 2100:
            return self._impossible(f"'{cell_text(number)}'")
        day = self._epoch + timedelta(days=whole)
        return self.of_day(day, (_read_as(day),))

    def _dated(self, written: str, parts: Parts, *, read_as: bool) -> Birth:
        day = self._day(parts.day, parts.month, parts)
        if day is None:
            return self._impossible(_calendar_words(parts) or f"'{written[:40]}'")
        if self._order is Order.UNCLEAR and parts.swappable:
            other = self._day(parts.month, parts.day, parts)
            words = (("dibaca", day_text(day)), ("atau", day_text(other) if other else ""))
            return self.of_day(day, (Finding("DATE_ORDER_UNCLEAR", "birth_date", words),))._replace(other_day=other)
        return self.of_day(day, (_read_as(day),) if read_as else ())

    def _day(self, day: int, month: int, parts: Parts) -> date | None:
        if parts.year_digits == 2:
            return latest_not_after(day=day, month=month, year_of_century=parts.year, limit=self._on)
        try:
            found = date(parts.year, month, day)
        except ValueError:
            return None
        return found if found.year >= _EARLIEST_YEAR_WRITTEN else None

    def _impossible(self, shown: str) -> Birth:
        return Birth(None, (Finding("BIRTH_DATE_IMPOSSIBLE", "birth_date", (("nilai", shown),)),))


def _plain_day(text: str) -> date | None:
    """The day of `12/01/1980` or `12-01-1980`, which is how nearly every cell is written; None for all else."""
    if len(text) == 10 and (text[2] == text[5] == "/" or text[2] == text[5] == "-"):
        day, month, year = text[:2], text[3:5], text[6:]
        if text.isascii() and day.isdigit() and month.isdigit() and year.isdigit() and int(year) >= _EARLIEST_YEAR:
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                return None
    return None


def _read_as(day: date) -> Finding:
    return Finding("DATE_READ_AS", "birth_date", (("tanggal", day_text(day)),))


def _without_time(text: str) -> str:
    return _TIME.sub("", text.strip(_AROUND)).strip(_AROUND)


def _parse(text: str, order: Order) -> Parts | None:
    if found := _NUMERIC.fullmatch(text):
        return _numeric_parts(*found.groups(), order=order)
    if found := _WITH_NAME.fullmatch(text):
        day, name, year = found.groups()
    elif found := _NAME_FIRST.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month = _MONTH_OF.get(name.lower())
    return Parts(day=int(day), month=month, year=int(year), year_digits=len(year)) if month else None


def _numeric_parts(first: str, second: str, last: str, *, order: Order) -> Parts | None:
    """`d/m/y` in the column's order; a first part of four digits, or of two above 31, is the year."""
    if len(first) == 4 and len(last) <= 2:
        return Parts(day=int(last), month=int(second), year=int(first), year_digits=4)
    if len(first) == 2 and int(first) > 31 and len(last) <= 2:
        return Parts(day=int(last), month=int(second), year=int(first), year_digits=2)
    if len(first) > 2 or len(last) not in (2, 4):
        return None
    a, b = int(first), int(second)
    month_first = order is Order.MONTH_FIRST or (order is Order.UNCLEAR and b > 12 >= a)
    day, month = (b, a) if month_first else (a, b)
    return Parts(day=day, month=month, year=int(last), year_digits=len(last), swappable=a <= 12 and b <= 12 and a != b)


def _eight_digits(digits: str) -> Parts | None:
    """`19800112`, `12011980`, or `1011980` that lost its leading zero."""
    if len(digits) == 8 and _EARLIEST_YEAR <= int(digits[:4]) <= 2100 and int(digits[4:6]) <= 12:
        return Parts(day=int(digits[6:]), month=int(digits[4:6]), year=int(digits[:4]), year_digits=4)
    padded = digits.rjust(8, "0")
    if _EARLIEST_YEAR <= int(padded[4:]) <= 2100:
        return Parts(day=int(padded[:2]), month=int(padded[2:4]), year=int(padded[4:]), year_digits=4)
    return None


def _reads_day_first(text: str, parts: Parts) -> bool:
    """Whether a plainly written date was taken as written: `05/13/1980` read as 13 May was not."""
    return text[4:5] == "-" or int(text[:2]) == parts.day


def _calendar_words(parts: Parts) -> str:
    """`31 Februari 1979`, for a day that the calendar lacks; empty if even the month does not exist."""
    if not 1 <= parts.month <= 12 or parts.year_digits == 2:
        return ""
    return f"{parts.day} {MONTHS[parts.month - 1]} {parts.year}"
