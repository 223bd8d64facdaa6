"""Days and months as the office writes them.

Periods in Payung include both ends: `2025-02-24` to `2025-12-31` holds both days.
Django's Indonesian locale prints `28 Des. 2023`; offices write the month in full, so the words are here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def day_text(day: date) -> str:
    """`28 Desember 2023`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month. Written `2026-05` in files and commands, `Mei 2026` for people."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-05`. Raises ValueError on anything else."""
        year, separator, month = text.partition("-")
        if not (
            separator and len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()
        ):
            raise ValueError(f"not a month written YYYY-MM: {text!r}")
        return cls(int(year), int(month))

    @classmethod
    def numbered(cls, number: int) -> Self:
        """The month whose `number` is given: the inverse of `number`."""
        return cls(number // 12, number % 12 + 1)

    @property
    def number(self) -> int:
        """Months since year 0, so that differences count months."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    def plus(self, months: int) -> Self:
        return type(self).numbered(self.number + months)

    @property
    def text(self) -> str:
        return f"{MONTHS[self.month - 1]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def age_on(*, birth_date: date, day: date) -> int:
    """Whole years lived on `day`. Someone born on 29 February turns a year older on 1 March in common years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
