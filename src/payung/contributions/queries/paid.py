"""Which months BPJS has received: what membership asks, to say who is covered (membership.paid).

A month is paid by the receipt of its bill, on the day BPJS received it; a due itself says nothing of payment. One whose
money went to a later bill, or back to the treasury, is paid no longer, also where the end that freed it is taken back.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

import numpy as np
from django.db.models import Exists, OuterRef
from numpy.typing import NDArray

from payung.contributions.models import Bill, Due, Overpayment
from payung.contributions.states import BillState, OverpaymentState
from payung.membership.paid import PaidColumns, PaidMonth
from payung.membership.queries.packed import Cell, read_packed
from payung.shared.dates import Month

_AT_ONCE = 500
_MONEY_GONE = (OverpaymentState.COMPENSATED, OverpaymentState.REFUNDED)


def months_of(*, person_ids: Sequence[int]) -> dict[int, list[PaidMonth]]:
    """The paid months of these persons, oldest first; whoever has none is left out."""
    found: dict[int, list[PaidMonth]] = {}
    gone = Overpayment.objects.filter(
        state__in=_MONEY_GONE,
        membership=OuterRef("membership"),
        bill=OuterRef("bill"),
        first_month__lte=OuterRef("month"),
        last_month__gte=OuterRef("month"),
    )
    for some in pieces(sorted(set(person_ids))):
        received = Due.objects.filter(person__in=some, void=False, bill__state=BillState.RECEIVED)
        paid = received.exclude(Exists(gone)).order_by("month")
        for person, month, paid_on in paid.values_list("person_id", "month", "bill__receipt__received_date"):
            found.setdefault(person, []).append(PaidMonth(month=Month.of(month), paid_on=paid_on))
    return found


def columns(*, programme_id: int, memberships: NDArray[np.int64] | None = None) -> PaidColumns:
    """The paid months of a programme's members, or of these, read bill by bill and month by month."""
    parts = [(month, paid_on, _members(bill_id, month)) for bill_id, month, paid_on in _paid_bills(programme_id)]
    if memberships is not None:
        parts = [(month, paid_on, members[np.isin(members, memberships)]) for month, paid_on, members in parts]
    months = tuple(sorted({month for month, _, members in parts if len(members)}))
    known = _known([members for _, _, members in parts])
    paid = np.full((len(months), len(known)), np.datetime64("NaT"), dtype="datetime64[D]").T
    for month, paid_on, members in parts:
        if len(members):
            paid[np.searchsorted(known, members), months.index(month)] = np.datetime64(paid_on, "D")
    _forget_gone(programme_id, known, months, paid)
    return PaidColumns(months=months, membership_id=known, paid_on=paid)


def _forget_gone(
    programme_id: int, known: NDArray[np.int64], months: Sequence[Month], paid: NDArray[np.datetime64]
) -> None:
    """A month has one due at most, so that membership and month tell it."""
    gone = Overpayment.objects.filter(programme=programme_id, state__in=_MONEY_GONE)
    for membership_id, first, last in gone.values_list("membership_id", "first_month", "last_month"):
        row = np.searchsorted(known, membership_id)
        if row < len(known) and known[row] == membership_id:
            paid[row, [Month.of(first) <= month <= Month.of(last) for month in months]] = np.datetime64("NaT")


def _paid_bills(programme_id: int) -> list[tuple[int, Month, date]]:
    """Bill, each month of its term and the day of receipt of everything that BPJS received for a programme."""
    found = Bill.objects.filter(programme=programme_id, state=BillState.RECEIVED).order_by("id")
    terms = found.values_list("id", "first_month", "last_month", "receipt__received_date")
    return [
        (bill_id, Month.of(first).plus(ahead), paid_on)
        for bill_id, first, last, paid_on in terms
        for ahead in range(Month.of(last).number - Month.of(first).number + 1)
    ]


def _members(bill_id: int, month: Month) -> NDArray[np.int64]:
    """Memberships with a due of the bill for the month, ascending."""
    source = "FROM contributions_due WHERE bill_id = %s AND month = %s AND NOT void"
    [members] = read_packed(
        columns=[("membership_id", Cell.NUMBER)], source=source, params=[bill_id, month.first_day.isoformat()]
    )
    return members.astype(np.int64)


def _known(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Everybody in one of these, once; sorted runs are merged faster than a set of millions is made."""
    together = np.sort(np.concatenate(parts), kind="stable") if parts else np.empty(0, dtype=np.int64)
    return together[np.append(True, np.diff(together) != 0)] if len(together) else together


def pieces(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
