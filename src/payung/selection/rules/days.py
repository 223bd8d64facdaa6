"""How long a public notice hangs out. The opening day counts as the first, if it is a day that counts."""

from collections.abc import Collection
from datetime import date, timedelta

from payung.selection.rules.words import Counting

_SATURDAY = 5


def closes_on(*, opens_on: date, days: int, counting: Counting, holidays: Collection[date]) -> date:
    """The last day on which an objection is received. Working days leave out Saturdays, Sundays and holidays."""
    day, left = opens_on, days - counts(opens_on, counting=counting, holidays=holidays)
    while left > 0:
        day += timedelta(days=1)
        left -= counts(day, counting=counting, holidays=holidays)
    return day


def counts(day: date, *, counting: Counting, holidays: Collection[date]) -> bool:
    """Whether a day is one of the days counted."""
    return counting is Counting.CALENDAR or (day.weekday() < _SATURDAY and day not in holidays)
