"""What a cancelled bill gives back that no later bill will ask for."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.contributions.models import Bill, Due
from payung.contributions.rules.dues import ENDS_BY_PLAN
from payung.ledger.actions import post
from payung.ledger.rules import Move
from payung.ledger.states import AccountKind, EntryKind
from payung.membership.states import State
from payung.shared.money import grouped

_LATER = Q(membership__end_reason__in=ENDS_BY_PLAN, month__lte=F("membership__ended_month"))


def release_unowed(bill: Bill, *, request_key: UUID, actor: Actor, now: datetime) -> int:
    """Months of members who have ended meanwhile are free; those of members of another fund now are bound there.

    How many leave the fund of the bill. Inside the transaction that cancels it, after its money went back: while they
    stood on the bill, nobody could set them free or move them. Raises what the ledger refuses.
    """
    dues = Due.objects.filter(bill=bill)
    gone = dues.filter(membership__state=State.ENDED).exclude(_LATER)
    moved = dues.exclude(membership__fund=bill.fund_id).exclude(id__in=gone.values("id"))
    free = [(None, rp, months) for _, rp, months in _by_fund(gone)]
    parts = [*free, *_by_fund(moved)]
    moves = [move for fund_id, rp, months in parts for move in _moves(bill.fund_id, fund_id, rp, months)]
    released = sum(months for _, _, months in parts)
    if moves:
        post(
            programme_id=bill.programme_id,
            kind=EntryKind.RELEASE,
            on_date=timezone.localdate(now),
            about=f"Tidak ditagih lagi dari dana tagihan {bill.number}: {grouped(released)} orang-bulan",
            source=f"bill:{bill.pk}",
            moves=moves,
            request_key=uuid5(request_key, "release"),
            actor=actor,
            now=now,
        )
    return released


def _moves(fund_id: int, to_fund_id: int | None, rp: int, months: int) -> list[Move]:
    free = Move(
        fund_id=fund_id,
        from_=AccountKind.COMMITTED,
        to=AccountKind.AVAILABLE,
        amount_rp=rp,
        person_months=months,
    )
    if to_fund_id is None:
        return [free]
    return [free, replace(free, fund_id=to_fund_id, from_=AccountKind.AVAILABLE, to=AccountKind.COMMITTED)]


def _by_fund(dues: QuerySet[Due]) -> list[tuple[int | None, int, int]]:
    """Fund of the members now, rupiah, person-months."""
    groups = dues.values_list("membership__fund").annotate(rp=Sum(F("jkk_rp") + F("jkm_rp")), months=Count("id"))
    return list(groups.order_by("membership__fund"))
