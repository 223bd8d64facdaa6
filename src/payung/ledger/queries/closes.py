"""The months that are closed, and whether their books are still what they were."""

from dataclasses import dataclass
from datetime import datetime

from payung.ledger.models import Entry, MonthClose
from payung.ledger.queries.balances import trial_balance
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFacts:
    month: Month
    entry_count: int  # of all entries up to its end
    balances_sha256: str
    closed_by: str
    closed_at: datetime


def closed_through(*, kabupaten: str) -> Month | None:
    """The last month whose books are closed, and with it all before."""
    last = MonthClose.objects.filter(kabupaten=kabupaten).order_by("-month").values_list("month", flat=True).first()
    return Month.of(last) if last else None


def closes(*, kabupaten: str) -> tuple[CloseFacts, ...]:
    """The latest first."""
    found = MonthClose.objects.filter(kabupaten=kabupaten).order_by("-month")
    return tuple(
        CloseFacts(
            month=Month.of(one.month),
            entry_count=one.entry_count,
            balances_sha256=one.balances_sha256,
            closed_by=one.closed_by,
            closed_at=one.closed_at,
        )
        for one in found
    )


def changed_since_closed(*, kabupaten: str) -> list[Month]:
    """Closed months whose balances or count of entries are others now; none, unless something went past the house."""
    return [
        Month.of(one.month)
        for one in MonthClose.objects.filter(kabupaten=kabupaten).order_by("month")
        if (one.entry_count, one.balances_sha256)
        != (
            Entry.objects.filter(kabupaten=kabupaten, on_date__lte=one.last_date).count(),
            trial_balance(kabupaten=kabupaten, on=one.last_date).sha256,
        )
    ]
