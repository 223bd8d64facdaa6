"""Overpayments (kelebihan bayar): which months BPJS received and nobody needed, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum

from payung.accounts.rules import Actor
from payung.contributions.models import Overpayment
from payung.contributions.states import BILL_STEPS, BillEvent, OverpaymentState
from payung.shared.dates import Month

ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("made_at", "id"),
    "nama": ("membership__person__name", "id"),
    "jumlah": ("-months", "id"),
}
MISTAKEN = "keliru"  # asked for as a state: closed, and its end proved mistaken
_MONEY_MOVED = (OverpaymentState.COMPENSATED, OverpaymentState.REFUNDED, OverpaymentState.GIVEN_UP)
_MAY_GO = frozenset(step.from_ for step in BILL_STEPS if step.event is BillEvent.CANCEL)
_ENDED_BEFORE = Q(membership__state="ended", membership__ended_month__lt=F("first_month"))
# Months of received bills after the end of their membership that no overpayment has told yet. By person: dues have
# no index of memberships.
_UNTOLD = """
SELECT d.membership_id, d.bill_id, d.fund_id, min(d.month), max(d.month), count(*), sum(d.jkk_rp), sum(d.jkm_rp),
       m.end_reason
  FROM membership_membership AS m
  JOIN contributions_due AS d ON d.person_id = m.person_id AND d.membership_id = m.id AND d.month > m.ended_month
  JOIN contributions_bill AS b ON b.id = d.bill_id
 WHERE b.programme_id = %s AND b.state = 'received' AND NOT d.void AND m.state = 'ended'
   AND NOT EXISTS (SELECT 1 FROM contributions_overpayment AS o
                    WHERE o.membership_id = d.membership_id AND o.bill_id = d.bill_id AND o.state <> 'withdrawn'
                      AND d.month BETWEEN o.first_month AND o.last_month)
 GROUP BY d.membership_id, d.bill_id, d.fund_id, m.end_reason
 ORDER BY d.bill_id, d.membership_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """Months of one member in one received bill that nobody needed."""

    membership_id: int
    bill_id: int
    fund_id: int
    first_month: date
    last_month: date
    months: int
    jkk_rp: int
    jkm_rp: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentFacts:
    id: int
    programme_id: int
    fund_id: int
    fund_name: str
    membership_id: int
    name: str
    desa_code: str
    bill_id: int
    bill_number: int
    first_month: Month
    last_month: Month
    months: int
    jkk_rp: int
    jkm_rp: int
    because: str
    state: OverpaymentState
    compensated_by_id: int | None
    compensated_by_number: int | None
    bill_may_go: bool  # the bill that it paid for can still be cancelled
    goes_on: bool  # closed, and the end that freed its months was taken back, or came later
    closed_on: date | None
    closed_by: str
    decision: str
    evidence_code: str
    evidence_name: str
    made_at: datetime

    @property
    def amount_rp(self) -> int:
        return self.jkk_rp + self.jkm_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentsAsked:
    words: str = ""
    state: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentSums:
    """Of one state: how many, person-months, rupiah."""

    count: int = 0
    months: int = 0
    amount_rp: int = 0


def untold(*, programme_id: int) -> list[Untold]:
    """What is overpaid and not told yet, by bill and member."""
    with connection.cursor() as cursor:
        cursor.execute(_UNTOLD, [programme_id])
        return [
            Untold(
                membership_id=row[0],
                bill_id=row[1],
                fund_id=row[2],
                first_month=_day(row[3]),
                last_month=_day(row[4]),
                months=row[5],
                jkk_rp=int(row[6]),
                jkm_rp=int(row[7]),
                because=row[8],
            )
            for row in cursor.fetchall()
        ]


def mistaken(*, programme_id: int) -> QuerySet[Overpayment]:
    """Open ones whose membership goes on after all, or ended later: nothing, or less, was paid too much."""
    return Overpayment.objects.filter(programme=programme_id, state=OverpaymentState.OPEN).exclude(_ENDED_BEFORE)


def overpayments(*, programme_id: int, actor: Actor, asked: OverpaymentsAsked) -> QuerySet[Overpayment]:
    """Those in the actor's part of the map, to be counted and cut into pages; `told` reads them."""
    found = Overpayment.objects.filter(
        programme=programme_id,
        programme__kabupaten=actor.kabupaten,
        membership__line__desa_code__startswith=actor.scope,
    )
    for word in asked.words.split():
        found = found.filter(Q(membership__person__name__icontains=word) | Q(membership__kpj__icontains=word))
    if asked.state == MISTAKEN:
        found = found.filter(state__in=_MONEY_MOVED).exclude(_ENDED_BEFORE)
    elif asked.state:
        found = found.filter(state=asked.state)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def told(found: QuerySet[Overpayment]) -> list[OverpaymentFacts]:
    """With one question to the database, whatever their number."""
    rows = found.select_related("fund", "membership__person", "membership__line", "bill", "compensated_by")
    return [_facts(one) for one in rows]


def overpayment(*, overpayment_id: int, actor: Actor) -> OverpaymentFacts | None:
    found = Overpayment.objects.filter(
        id=overpayment_id,
        programme__kabupaten=actor.kabupaten,
        membership__line__desa_code__startswith=actor.scope,
    )
    return next(iter(told(found)), None)


def sums_by_state(*, programme_id: int) -> dict[OverpaymentState, OverpaymentSums]:
    """Every state, also those of which there is none."""
    found = Overpayment.objects.filter(programme=programme_id).values("state").order_by("state")
    rows = found.annotate(n=Count("id"), m=Sum("months"), jkk=Sum("jkk_rp"), jkm=Sum("jkm_rp"))
    sums = {
        OverpaymentState(row["state"]): OverpaymentSums(
            count=row["n"], months=row["m"], amount_rp=int(row["jkk"] + row["jkm"])
        )
        for row in rows
    }
    return {state: sums.get(state, OverpaymentSums()) for state in OverpaymentState}


def _facts(one: Overpayment) -> OverpaymentFacts:
    return OverpaymentFacts(
        id=one.pk,
        programme_id=one.programme_id,
        fund_id=one.fund_id,
        fund_name=one.fund.name,
        membership_id=one.membership_id,
        name=one.membership.person.name,
        desa_code=one.membership.line.desa_code,
        bill_id=one.bill_id,
        bill_number=one.bill.number,
        first_month=Month.of(one.first_month),
        last_month=Month.of(one.last_month),
        months=one.months,
        jkk_rp=one.jkk_rp,
        jkm_rp=one.jkm_rp,
        because=one.because,
        state=OverpaymentState(one.state),
        compensated_by_id=one.compensated_by_id,
        compensated_by_number=one.compensated_by.number if one.compensated_by else None,
        bill_may_go=one.compensated_by is not None and one.compensated_by.state in _MAY_GO,
        goes_on=one.state in _MONEY_MOVED and not _ended_before(one),
        closed_on=one.closed_on,
        closed_by=one.closed_by,
        decision=one.decision,
        evidence_code=one.evidence_code,
        evidence_name=one.evidence_name,
        made_at=one.made_at,
    )


def _ended_before(one: Overpayment) -> bool:
    ended = one.membership.ended_month
    return one.membership.state == "ended" and ended is not None and ended < one.first_month


def _day(told: date | str) -> date:
    """SQLite tells days as texts."""
    return date.fromisoformat(told) if isinstance(told, str) else told
