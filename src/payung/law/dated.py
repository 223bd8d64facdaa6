"""Law is asked with a date: values with their biographies, and the refusal when a number is missing.

Not here: reading files (`loader.py`) and what the numbers mean (`rules/`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias, TypeVar


class LawMissing(LookupError):
    """The law holds no such number for that day. The message names the file and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """One printed row of the table of incomes. `upper_rp` is None for the last row."""

    row: int
    lower_rp: int
    upper_rp: int | None
    base_rp: int
    jkk_rp: int
    verify: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DisabilityRow:
    """One printed row of the table of lost parts: `percent_to` is above `percent` only where the row is a range.

    `per_ten`: the percent counts once for every whole ten (dB, percent) that is lost. `other_hand` is the part that
    takes its place for a left-handed person; None where the row knows no hand.
    """

    row: str
    part: str
    percent: Fraction
    percent_to: Fraction
    per_ten: bool
    other_hand: str | None
    verify: bool

    @property
    def is_range(self) -> bool:
        return self.percent_to > self.percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """The part of the base income for the months of temporary incapacity of one tier; `last_month` None: without end."""

    first_month: int
    last_month: int | None
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLevel:
    """What a year at one level of school is worth, and how many years at most."""

    level: str
    rp_a_year: int
    years: int


Row: TypeAlias = Bracket | DisabilityRow | Tier | SchoolLevel
LawValue: TypeAlias = int | Fraction | str | Mapping[str, str] | tuple[Row, ...]
Rows = TypeVar("Rows", Bracket, DisabilityRow, Tier, SchoolLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A value and its biography: in force from `from_date` to `to_date`, both days included (None: still in force)."""

    value: LawValue
    unit: str
    from_date: date
    to_date: date | None
    regulation: str
    article: str
    note: str
    source: str
    verify: bool

    @property
    def citation(self) -> str:
        return f"{self.regulation} {self.article}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """A number of law through all days since the first: `numbers[i]` holds from day `from_days[i]` (day ordinals)."""

    from_days: tuple[int, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Law:
    """One file of law, never changed after loading. `hash` is the sha256 of its content, kept by every computation."""

    file: str
    hash: str
    values: Mapping[str, tuple[Dated, ...]]

    def on(self, day: date) -> "InForce":
        """The values in force on `day`."""
        return InForce(law=self, day=day)

    def begins(self, key: str) -> date:
        """The first day on which the key has a value."""
        return self.periods(key)[0].from_date

    def through(self, key: str) -> Through:
        """A number for columns of days. Raises LawMissing if a day since its first one has no value."""
        periods = self.periods(key)
        ends = [period.to_date for period in periods]
        if ends[-1] is not None:
            raise LawMissing(f"{self.file}: {key} ends on {ends[-1]}")
        for end, following in zip(ends, periods[1:], strict=False):
            if end is None or end.toordinal() + 1 != following.from_date.toordinal():
                raise LawMissing(f"{self.file}: {key} has no value just before {following.from_date}")
        return Through(
            from_days=tuple(period.from_date.toordinal() for period in periods),
            numbers=tuple(_whole(file=self.file, key=key, value=period.value) for period in periods),
        )

    def turning_days(self, *keys: str) -> tuple[date, ...]:
        """Every day on which one of these values begins or has just ended: between two of them none of them changes."""
        periods = [period for key in keys for period in self.periods(key)]
        ended = [period.to_date + timedelta(days=1) for period in periods if period.to_date]
        return tuple(sorted({*(period.from_date for period in periods), *ended}))

    def periods(self, key: str) -> tuple[Dated, ...]:
        if key not in self.values:
            raise LawMissing(f"{self.file}: {key} is not there")
        return self.values[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The law on one day. Every question raises LawMissing when the file holds no answer for that day."""

    law: Law
    day: date

    def entry(self, key: str) -> Dated:
        """The value with its biography."""
        for period in self.law.periods(key):
            if period.from_date <= self.day and (period.to_date is None or self.day <= period.to_date):
                return period
        raise LawMissing(f"{self.law.file}: {key} has no value on {self.day}")

    def whole(self, key: str) -> int:
        """Rupiah, months: a whole number."""
        return _whole(file=self.law.file, key=key, value=self.entry(key).value)

    def share(self, key: str) -> Fraction:
        """The payable part of a sum."""
        value = self.entry(key).value
        if not isinstance(value, Fraction):
            raise LawMissing(f"{self.law.file}: {key} is not a share on {self.day}")
        return value

    def word(self, key: str, about: str) -> str:
        """What the law says about one word of a list."""
        value = self.entry(key).value
        if not isinstance(value, Mapping) or about not in value:
            raise LawMissing(f"{self.law.file}: {key} says nothing about {about} on {self.day}")
        return value[about]

    def rule(self, key: str) -> str:
        """The name of the rule that holds: where a formula changed, the law says which function counts."""
        value = self.entry(key).value
        if not isinstance(value, str):
            raise LawMissing(f"{self.law.file}: {key} is not the name of a rule on {self.day}")
        return value

    def brackets(self, key: str) -> tuple[Bracket, ...]:
        """The rows of a table of incomes, lowest first."""
        return self.rows(key, Bracket)

    def rows(self, key: str, kind: type[Rows]) -> tuple[Rows, ...]:
        """The rows of a table, as printed."""
        value = self.entry(key).value
        rows = tuple(row for row in value if isinstance(row, kind)) if isinstance(value, tuple) else ()
        if not rows:
            raise LawMissing(f"{self.law.file}: {key} is not a table of {kind.__name__} on {self.day}")
        return rows


def _whole(*, file: str, key: str, value: LawValue) -> int:
    if not isinstance(value, int):
        raise LawMissing(f"{file}: {key} is not a whole number")
    return value
