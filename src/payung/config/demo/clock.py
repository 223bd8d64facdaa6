"""The demo's clock: eight months of an office's work are done in a minute, and dated as if they had taken them.

The invented year is always the same, whatever day it is outside; so the site of a demo says that it is `TODAY`, in all
its processes (PAYUNG_TODAY, which only a development house obeys). Rules take their day as an argument; but sessions,
jobs and pages ask Django's clock, so that is what is moved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

TODAY = date(2027, 5, 24)  # of whoever looks at the demo: in the middle of its second term
BEGINS = date(2026, 11, 6)
_real_now = timezone.now


@dataclass(slots=True, kw_only=True)
class Clock:
    """How far the demo's time lies behind the real one; it lies before it where that is below nothing."""

    behind: timedelta

    @classmethod
    def at(cls, day: date) -> "Clock":
        return cls(behind=_real_now().astimezone(timezone.get_default_timezone()).date() - day)

    def now(self) -> datetime:
        return _real_now() - self.behind

    def go_to(self, day: date) -> None:
        """From now on it is that day; never earlier than it was."""
        self.behind = min(self.behind, Clock.at(day).behind)


def stands_at(day: date) -> None:
    """Django's clock is the demo's, for as long as this process lives."""
    timezone.now = Clock.at(day).now


@contextmanager
def invented_time() -> Iterator[Clock]:
    """Django's clock is the demo's, for this process alone and until its year is over."""
    clock, before = Clock.at(BEGINS), timezone.now
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = before
