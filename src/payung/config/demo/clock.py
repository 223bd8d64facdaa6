"""The demo's clock: what an office does in six weeks is done in a minute, and dated as if it had taken six weeks.

Rules take their day as an argument; but jobs ask Django's clock, so that is what is set back while the demo is built.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

WEEKS_AGO = timedelta(weeks=6)
_real_now = timezone.now


@dataclass(slots=True, kw_only=True)
class Clock:
    """How far the demo's time lies behind."""

    behind: timedelta = WEEKS_AGO

    def now(self) -> datetime:
        return _real_now() - self.behind

    def days_before_today(self, days: int) -> None:
        """From now on it is so many days before today; never earlier than it was."""
        self.behind = min(self.behind, timedelta(days=days))


@contextmanager
def invented_time() -> Iterator[Clock]:
    """Django's clock is the demo's, for this process alone."""
    clock = Clock()
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = _real_now
