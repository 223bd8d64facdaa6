"""What becomes of claims, in figures: by scheme and state, what was owed and paid, and how long families waited.

No person is told of. Owed is what the last approved computation says, without scholarships of later years.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from django.db.models import Min
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.models import Computation, Difference, Payment
from payung.claims.queries.claims import chunks, in_scope
from payung.claims.queries.money import paid_totals
from payung.claims.queries.unclaimed import unclaimed
from payung.claims.states import Scheme, State


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapRow:
    """The claims of one scheme in one state; `owed_rp` of those whose computation is approved."""

    scheme: Scheme
    state: State
    claims: int
    owed_rp: int
    paid_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """`waited_days`: the median from the telling to the first money, of those paid; None while nobody was.

    `unclaimed` and its rupiah are of today, whatever year is asked for.
    """

    rows: tuple[RecapRow, ...]
    years: tuple[int, ...]
    differences: int
    short_rp: int
    over_rp: int
    paid_claims: int
    waited_days: int | None
    longest_days: int | None
    unclaimed: int
    unclaimed_rp: int

    @property
    def claims(self) -> int:
        return sum(row.claims for row in self.rows)

    @property
    def owed_rp(self) -> int:
        return sum(row.owed_rp for row in self.rows)

    @property
    def paid_rp(self) -> int:
        return sum(row.paid_rp for row in self.rows)


def recap(*, actor: Actor, today: date, year: int | None = None) -> Recap:
    """Of events of the year (or of all) in the actor's part of the map; withdrawn claims do not count."""
    found = in_scope(actor).exclude(state=State.WITHDRAWN)
    years = sorted({day.year for day in found.order_by().values_list("event_date", flat=True)}, reverse=True)
    if year is not None:
        found = found.filter(event_date__year=year)
    told = {row[0]: row[1:] for row in found.order_by().values_list("id", "scheme", "state", "told_at")}
    owed, paid, first = owed_totals(told), paid_totals(claim_ids=list(told)), first_paid(told)
    waited = sorted(max((day - timezone.localdate(told[id_][2])).days, 0) for id_, day in first.items())
    short, over, differences = _differences(told)
    waits = unclaimed(actor=actor, today=today)
    places = sorted({row[:2] for row in told.values()}, key=lambda one: (one[0], [*State].index(State(one[1]))))
    return Recap(
        rows=tuple(
            RecapRow(
                scheme=Scheme(scheme),
                state=State(state),
                claims=len(ids),
                owed_rp=sum(owed.get(id_, 0) for id_ in ids),
                paid_rp=sum(paid.get(id_, 0) for id_ in ids),
            )
            for scheme, state in places
            if (ids := [id_ for id_, row in told.items() if row[:2] == (scheme, state)])
        ),
        years=tuple(years),
        differences=differences,
        short_rp=short,
        over_rp=over,
        paid_claims=len(first),
        waited_days=median_low(waited) if waited else None,
        longest_days=waited[-1] if waited else None,
        unclaimed=len(waits.deaths),
        unclaimed_rp=waits.owed_rp,
    )


def owed_totals(claim_ids: Collection[int]) -> dict[int, int]:
    """What the last approved computation of each says."""
    found: dict[int, int] = {}
    for chunk in chunks(sorted(claim_ids)):
        rows = Computation.objects.filter(claim__in=chunk, approved_at__isnull=False).order_by("id")
        found.update(rows.values_list("claim_id", "total_now_rp"))
    return found


def first_paid(claim_ids: Collection[int]) -> dict[int, date]:
    """The day of the first money of each that has any."""
    found: dict[int, date] = {}
    for chunk in chunks(sorted(claim_ids)):
        rows = Payment.objects.filter(claim__in=chunk).values_list("claim_id")
        found.update(rows.annotate(first=Min("paid_on")).values_list("claim_id", "first"))
    return found


def _differences(claim_ids: Collection[int]) -> tuple[int, int, int]:
    """What is short and over in open differences, and how many they are."""
    gaps: list[int] = []
    for chunk in chunks(sorted(claim_ids)):
        rows = Difference.objects.filter(claim__in=chunk, closed_at=None).values_list("owed_rp", "paid_rp")
        gaps.extend(owed - paid for owed, paid in rows)
    return sum(gap for gap in gaps if gap > 0), -sum(gap for gap in gaps if gap < 0), len(gaps)
