"""The fiscal year of contributions: when terms are to be billed, and the hole that January to March may tear. Pure."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from payung.contributions.rules.dues import Term
from payung.shared.dates import Month

FORECAST_FROM = 10  # October: the DPA of the next year is drawn up
HOLE_MONTHS = (1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPlan:
    """A term, and the day by which its bill should be paid so that no day stays without contribution."""

    term: Term
    pay_by: date  # the last day before the term
    bill_by: date  # changes after the cut-off day of the month before count a month later


@dataclass(frozen=True, slots=True, kw_only=True)
class HoleMonth:
    """How many members have no paid contribution for the month, and on how many days of it that tells."""

    month: Month
    people: int
    days: int

    @property
    def person_days(self) -> int:
        return self.people * self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """January to March of a year: members × days without contribution, until the budget first pays.

    `pays_from` None: nobody has entered from when the budget can be executed, so all three months count whole.
    """

    year: int
    pays_from: date | None
    people: int  # who have at least one such month
    months: tuple[HoleMonth, ...]

    @property
    def person_days(self) -> int:
        return sum(month.person_days for month in self.months)


def hole_year(today: date) -> int | None:
    """Whose January to March is looked at: of next year from October, of this one while it lasts; else of none."""
    if today.month >= FORECAST_FROM:
        return today.year + 1
    return today.year if today.month in HOLE_MONTHS else None


def hole_months(year: int) -> tuple[Month, ...]:
    return tuple(Month(year, month) for month in HOLE_MONTHS)


def days_without(*, month: Month, pays_from: date | None) -> int:
    """How many days of the month pass before the budget pays; all of them where that day is not known."""
    first, length = month.first_day, monthrange(month.year, month.month)[1]
    if pays_from is None:
        return length
    return max(0, min(length, (pays_from - first).days))


def hole(*, year: int, unpaid: Mapping[Month, int], people: int, pays_from: date | None) -> Hole:
    """Members without paid contribution, by month, made into days.

    Months that begin after the budget pays tear no hole.
    """
    months = tuple(
        HoleMonth(month=month, people=unpaid.get(month, 0), days=days_without(month=month, pays_from=pays_from))
        for month in hole_months(year)
    )
    torn = people if any(month.person_days for month in months) else 0
    return Hole(year=year, pays_from=pays_from, people=torn, months=months)


def terms_of(*, first: Month, last: Month, term_months: int, cut_off_day: int) -> Sequence[TermPlan]:
    """The terms of a programme in order, with their days."""
    starts = range(first.number, last.number + 1, term_months)
    return [
        _planned(
            Term(first=Month.numbered(start), last=min(Month.numbered(start + term_months - 1), last)), cut_off_day
        )
        for start in starts
    ]


def _planned(term: Term, cut_off_day: int) -> TermPlan:
    before = term.first.plus(-1)
    length = monthrange(before.year, before.month)[1]
    return TermPlan(
        term=term,
        pay_by=term.first.first_day - timedelta(days=1),
        bill_by=date(before.year, before.month, min(cut_off_day, length)),
    )
