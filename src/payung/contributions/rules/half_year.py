"""The half years in which the Bupati reports on the programme (Inpres 2/2021; at least every six months, law.md §1.2)."""

from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """`2027-1` is January to June, `2027-2` July to December. Days include both ends."""

    year: int
    half: int

    def __post_init__(self) -> None:
        if self.half not in (1, 2) or not 1 <= self.year <= 9999:
            raise ValueError(f"no such half year: {self.year}-{self.half}")

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2027-1`. Raises ValueError on anything else."""
        year, _, half = text.partition("-")
        if not (len(year) == 4 and text.isascii() and year.isdigit() and half in ("1", "2")):
            raise ValueError(f"not a half year written YYYY-1 or YYYY-2: {text!r}")
        return cls(int(year), int(half))

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def text(self) -> str:
        return f"Semester {'I' if self.half == 1 else 'II'} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.half}"
