"""The clock of a report: when it was late, and whether a deadline is over, today, this week or later."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class When(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"  # until Sunday
    LATER = "later"  # or without a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An event as it was told: the hour may be unknown, then the whole day counts."""

    day: date
    hour: time | None


def told_late(*, event: Happened, told_at: datetime, hours: int) -> bool:
    """Whether the event was told later than so many hours after it.

    Source: law/benefit.yaml report_hours (law.md §4.1: 2×24 hours). A late report of a BPU warns and never rejects.
    Edge: without an hour the last minute of the day counts, so that nobody is called late who may not be. `told_at` is
    in the zone of the office.
    """
    if event.hour is None:
        happened_at = datetime.combine(event.day + timedelta(days=1), time.min, told_at.tzinfo)
    else:
        happened_at = datetime.combine(event.day, event.hour, told_at.tzinfo)
    return told_at > happened_at + timedelta(hours=hours)


def when_due(*, by: date | datetime | None, now: datetime) -> When:
    """Where a deadline stands among the tasks. `by` and `now` are in the zone of the office.

    Edge: a day is over when it has passed, an hour when it has struck; a week ends with Sunday.
    """
    if by is None:
        return When.LATER
    today = now.date()
    day = by.date() if isinstance(by, datetime) else by
    if day < today or (isinstance(by, datetime) and by < now):
        return When.OVERDUE
    if day == today:
        return When.TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    return When.THIS_WEEK if day <= sunday else When.LATER
