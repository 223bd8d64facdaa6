"""Kelebihan bayar: opened where BPJS received months that nobody needed, and closed by a later bill, a refund, a decision.

None is closed without one of the three; one whose cause was a mistake is withdrawn. The books move with each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.audit.rules import hash_of_lines
from payung.contributions.actions.billing_asked import plain_because, programme_of
from payung.contributions.models import Bill, Overpayment
from payung.contributions.queries.overpaying import Untold, mistaken, untold
from payung.contributions.rules.reconciling_refusals import (
    day_ahead,
    nothing_chosen,
    overpayment_not_found,
    refund_too_early,
)
from payung.contributions.rules.scans import Scan
from payung.contributions.states import OVERPAYMENT_STEPS, BillState, OverpaymentEvent, OverpaymentState, after
from payung.gateways.bulk_rows import insert_rows, moment
from payung.ledger.actions import post
from payung.ledger.rules import Move
from payung.ledger.states import AccountKind, EntryKind
from payung.shared.money import grouped

_COLUMNS = ("programme_id", "fund_id", "membership_id", "bill_id", "first_month", "last_month", "months")
_MORE = ("jkk_rp", "jkm_rp", "because", "state", "closed_by", "decision", "evidence_code", "evidence_name")
_NO_SCAN = Scan(code="", name="", sha256="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensated:
    """What earlier overpayments pay for of a bill."""

    months: int = 0
    jkk_rp: int = 0
    jkm_rp: int = 0


def find_overpayments(*, programme_id: int, actor: Actor, now: datetime) -> int:
    """Every month that BPJS received after the end of a membership is told as overpaid; how many members' bills are new.

    Open ones whose membership did not end after all are withdrawn. The same once more does nothing.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    after(OVERPAYMENT_STEPS, OverpaymentState.OPEN, OverpaymentEvent.WITHDRAW, actor.roles)
    with transaction.atomic():
        _lock_received(programme_id)
        withdrawn = _withdraw(programme_id, actor=actor, now=now)
        found = untold(programme_id=programme_id)
        _open(programme_id, found, actor=actor, now=now)
        if not found and not withdrawn:
            return 0
        record(
            kabupaten=programme.kabupaten,
            act="contributions.find_overpayments",
            actor=actor.key,
            subject=f"programme:{programme_id}",
            facts={
                "opened": len(found),
                "withdrawn": withdrawn,
                "months": sum(one.months for one in found),
                "amount_rp": sum(one.jkk_rp + one.jkm_rp for one in found),
                "lines_sha256": hash_of_lines(f"{one.membership_id}|{one.bill_id}|{one.first_month}" for one in found),
            },
            now=now,
        )
    return len(found)


def hold_open(*, fund_id: int) -> None:
    """The open overpayments of the fund are ours until the transaction ends: before its accounts, as for all who close them."""
    open_ = Overpayment.objects.select_for_update(no_key=True).filter(fund=fund_id, state=OverpaymentState.OPEN)
    list(open_.order_by("id").values_list("id", flat=True))


def compensate_with(*, bill_id: int, actor: Actor, now: datetime) -> Compensated:
    """Open overpayments of the bill's fund pay for it, oldest first, whole ones only, as far as JKK and JKM reach.

    Inside the transaction that raises the bill, after `hold_open` and once it stands in the books; its event tells of
    it. The bill holds the sums afterwards. Asked again for the same bill it answers the same and moves nothing.
    """
    bill = Bill.objects.select_for_update().get(id=bill_id)
    if bill.compensated_months:
        return Compensated(
            months=bill.compensated_months, jkk_rp=bill.compensated_jkk_rp, jkm_rp=bill.compensated_jkm_rp
        )
    chosen = _fitting(bill)
    if not chosen:
        return Compensated()
    sums = Compensated(
        months=sum(one.months for one in chosen),
        jkk_rp=sum(one.jkk_rp for one in chosen),
        jkm_rp=sum(one.jkm_rp for one in chosen),
    )
    Overpayment.objects.filter(id__in=[one.pk for one in chosen]).update(
        state=OverpaymentState.COMPENSATED,
        compensated_by=bill,
        closed_on=timezone.localdate(now),
        closed_by=actor.key,
        closed_key=bill.request_key,
    )
    Bill.objects.filter(id=bill_id).update(
        compensated_months=sums.months, compensated_jkk_rp=sums.jkk_rp, compensated_jkm_rp=sums.jkm_rp
    )
    post(
        programme_id=bill.programme_id,
        kind=EntryKind.COMPENSATION,
        on_date=timezone.localdate(now),
        about=f"Kompensasi kelebihan bayar pada tagihan {bill.number}: {grouped(sums.months)} orang-bulan",
        source=f"bill:{bill_id}",
        moves=[
            _move(bill.fund_id, AccountKind.OVERPAID, AccountKind.RECEIVED, sums),
            _move(bill.fund_id, AccountKind.BILLED, AccountKind.AVAILABLE, sums),
        ],
        request_key=uuid5(bill.request_key, "compensation"),
        actor=actor,
        now=now,
    )
    return sums


def release_compensation(*, bill_id: int, request_key: UUID, actor: Actor, now: datetime) -> int:
    """The bill is being cancelled: the overpayments that paid for it are open again; how many.

    Inside the transaction that cancels it, before its own money goes back in the books.
    """
    bill = Bill.objects.select_for_update().get(id=bill_id)
    held = Overpayment.objects.select_for_update().filter(compensated_by=bill, state=OverpaymentState.COMPENSATED)
    chosen = list(held.order_by("id"))
    if not chosen:
        return 0
    after(OVERPAYMENT_STEPS, OverpaymentState.COMPENSATED, OverpaymentEvent.REOPEN, actor.roles)
    sums = Compensated(months=bill.compensated_months, jkk_rp=bill.compensated_jkk_rp, jkm_rp=bill.compensated_jkm_rp)
    Overpayment.objects.filter(id__in=[one.pk for one in chosen]).update(
        state=OverpaymentState.OPEN, compensated_by=None, closed_on=None, closed_by="", closed_key=None
    )
    Bill.objects.filter(id=bill_id).update(compensated_months=0, compensated_jkk_rp=0, compensated_jkm_rp=0)
    post(
        programme_id=bill.programme_id,
        kind=EntryKind.COMPENSATION,
        on_date=timezone.localdate(now),
        about=f"Kompensasi pada tagihan {bill.number} dibatalkan bersama tagihannya",
        source=f"bill:{bill_id}",
        moves=[
            _move(bill.fund_id, AccountKind.RECEIVED, AccountKind.OVERPAID, sums),
            _move(bill.fund_id, AccountKind.AVAILABLE, AccountKind.BILLED, sums),
        ],
        request_key=uuid5(request_key, "compensation"),
        actor=actor,
        now=now,
    )
    return len(chosen)


def refund(
    *,
    overpayment_ids: Sequence[int],
    number: str,
    refunded_on: date,
    evidence: Scan | None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    """BPJS paid these back to the treasury, by the paper of this number; how many. Raises NotAllowed, Refused."""
    if refunded_on > timezone.localdate(now):
        raise day_ahead("pengembalian")
    return _closed(
        overpayment_ids,
        OverpaymentEvent.REFUND,
        decision=number,
        on_date=refunded_on,
        evidence=evidence or _NO_SCAN,
        request_key=request_key,
        actor=actor,
        now=now,
    )


def give_up(
    *,
    overpayment_ids: Sequence[int],
    decision: str,
    evidence: Scan | None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    """The head of the dinas decides, by name, that these do not come back; how many. Raises NotAllowed, Refused."""
    return _closed(
        overpayment_ids,
        OverpaymentEvent.GIVE_UP,
        decision=decision,
        on_date=timezone.localdate(now),
        evidence=evidence or _NO_SCAN,
        request_key=request_key,
        actor=actor,
        now=now,
    )


_TO: Mapping[OverpaymentEvent, tuple[AccountKind, EntryKind, str]] = {
    OverpaymentEvent.REFUND: (AccountKind.REFUNDED, EntryKind.REFUND, "Pengembalian kelebihan bayar ke kas daerah"),
    OverpaymentEvent.GIVE_UP: (AccountKind.GIVEN_UP, EntryKind.GIVING_UP, "Kelebihan bayar diputus tidak ditagih"),
}


def _closed(
    overpayment_ids: Sequence[int],
    event: OverpaymentEvent,
    *,
    decision: str,
    on_date: date,
    evidence: Scan,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    reason = plain_because(decision)
    with transaction.atomic():
        if before := Overpayment.objects.filter(closed_key=request_key).count():
            return before
        chosen = _chosen(overpayment_ids, actor)
        programme = programme_of(programme_id=chosen[0].programme_id, actor=actor)
        states = {after(OVERPAYMENT_STEPS, OverpaymentState(one.state), event, actor.roles) for one in chosen}
        _refuse_too_early(chosen, on_date)
        Overpayment.objects.filter(id__in=[one.pk for one in chosen]).update(
            state=states.pop(),
            decision=reason,
            closed_on=on_date,
            closed_by=actor.key,
            closed_key=request_key,
            evidence_code=evidence.code,
            evidence_name=evidence.name,
        )
        _post_closed(chosen, event, on_date=on_date, request_key=request_key, actor=actor, now=now)
        record(
            kabupaten=programme.kabupaten,
            act=f"contributions.{event}_overpayments",
            actor=actor.key,
            subject=f"programme:{programme.id}",
            facts={
                "overpayments": len(chosen),
                "amount_rp": sum(one.jkk_rp + one.jkm_rp for one in chosen),
                "because": reason,
                "on_date": on_date.isoformat(),
                "scan_sha256": evidence.sha256,
                "lines_sha256": hash_of_lines(str(one.pk) for one in chosen),
            },
            now=now,
        )
    return len(chosen)


def _refuse_too_early(chosen: Sequence[Overpayment], on_date: date) -> None:
    if (opened := max(_received_on(one) for one in chosen)) > on_date:
        raise refund_too_early(refunded_on=on_date, opened=opened)


def _post_closed(
    chosen: Sequence[Overpayment],
    event: OverpaymentEvent,
    *,
    on_date: date,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """One entry a fund; `chosen` stand by fund."""
    account, kind, about = _TO[event]
    for fund_id, some in groupby(chosen, key=lambda one: one.fund_id):
        sums, programme_id = _sums(some), chosen[0].programme_id
        post(
            programme_id=programme_id,
            kind=kind,
            on_date=on_date,
            about=f"{about}: {grouped(sums.months)} orang-bulan",
            source=f"programme:{programme_id}",
            moves=[_move(fund_id, AccountKind.OVERPAID, account, sums)],
            request_key=uuid5(request_key, f"fund:{fund_id}"),
            actor=actor,
            now=now,
        )


def _chosen(overpayment_ids: Sequence[int], actor: Actor) -> list[Overpayment]:
    """All of them, ours until the transaction ends, by fund. Of one programme, or refused."""
    wanted = set(overpayment_ids)
    if not wanted:
        raise nothing_chosen()
    rows = Overpayment.objects.select_for_update(of=("self",)).filter(
        id__in=wanted, programme__kabupaten=actor.kabupaten
    )
    chosen = list(rows.select_related("bill__receipt").order_by("fund_id", "id"))
    if len(chosen) != len(wanted) or len({one.programme_id for one in chosen}) != 1:
        raise overpayment_not_found()
    return chosen


def _received_on(one: Overpayment) -> date:
    return one.bill.receipt.received_date


def _lock_received(programme_id: int) -> None:
    """Two that look at the same moment would both tell the same months."""
    locked = Bill.objects.select_for_update().filter(programme=programme_id, state=BillState.RECEIVED)
    list(locked.order_by("id").values_list("id", flat=True))


def _open(programme_id: int, found: Sequence[Untold], *, actor: Actor, now: datetime) -> None:
    fixed = (OverpaymentState.OPEN, "", "", "", "", actor.key, moment(now))
    insert_rows(
        table="contributions_overpayment",
        columns=(*_COLUMNS, *_MORE, "made_by", "made_at"),
        rows=(
            (
                *(programme_id, one.fund_id, one.membership_id, one.bill_id),
                *(one.first_month.isoformat(), one.last_month.isoformat(), one.months),
                *(one.jkk_rp, one.jkm_rp, one.because, *fixed),
            )
            for one in found
        ),
    )
    numbers = dict(Bill.objects.filter(id__in={one.bill_id for one in found}).values_list("id", "number"))
    for (bill_id, fund_id), some in groupby(found, key=lambda one: (one.bill_id, one.fund_id)):
        sums = _sums(some)
        post(
            programme_id=programme_id,
            kind=EntryKind.OVERPAYMENT,
            on_date=timezone.localdate(now),
            about=f"Kelebihan bayar pada tagihan {numbers[bill_id]}: {grouped(sums.months)} orang-bulan",
            source=f"bill:{bill_id}",
            moves=[_move(fund_id, AccountKind.RECEIVED, AccountKind.OVERPAID, sums)],
            request_key=uuid4(),
            actor=actor,
            now=now,
        )


def _withdraw(programme_id: int, *, actor: Actor, now: datetime) -> int:
    """What was told as overpaid of a membership that had not ended, or ended later, is taken back."""
    wrong = list(mistaken(programme_id=programme_id).select_for_update(of=("self",)).order_by("fund_id", "id"))
    Overpayment.objects.filter(id__in=[one.pk for one in wrong]).update(
        state=OverpaymentState.WITHDRAWN, closed_on=timezone.localdate(now), closed_by=actor.key
    )
    for fund_id, some in groupby(wrong, key=lambda one: one.fund_id):
        sums = _sums(some)
        post(
            programme_id=programme_id,
            kind=EntryKind.OVERPAYMENT,
            on_date=timezone.localdate(now),
            about=f"Kelebihan bayar ditarik, kepesertaan berlanjut: {grouped(sums.months)} orang-bulan",
            source=f"programme:{programme_id}",
            moves=[_move(fund_id, AccountKind.OVERPAID, AccountKind.RECEIVED, sums)],
            request_key=uuid4(),
            actor=actor,
            now=now,
        )
    return len(wrong)


def _fitting(bill: Bill) -> list[Overpayment]:
    """The open ones that fit into the bill, the oldest first; one too large leaves room for the next."""
    rows = Overpayment.objects.select_for_update(of=("self",)).filter(fund=bill.fund_id, state=OverpaymentState.OPEN)
    sound = rows.exclude(id__in=mistaken(programme_id=bill.programme_id).values("id"))
    jkk, jkm, months = bill.jkk_rp, bill.jkm_rp, bill.due_count
    chosen = []
    for one in sound.order_by("made_at", "id"):
        if one.jkk_rp <= jkk and one.jkm_rp <= jkm and one.months <= months:
            jkk, jkm, months = jkk - one.jkk_rp, jkm - one.jkm_rp, months - one.months
            chosen.append(one)
    return chosen


def _sums(some: Iterable[Overpayment | Untold]) -> Compensated:
    both = list(some)
    return Compensated(
        months=sum(one.months for one in both),
        jkk_rp=sum(one.jkk_rp for one in both),
        jkm_rp=sum(one.jkm_rp for one in both),
    )


def _move(fund_id: int, from_: AccountKind, to: AccountKind, sums: Compensated) -> Move:
    return Move(fund_id=fund_id, from_=from_, to=to, amount_rp=sums.jkk_rp + sums.jkm_rp, person_months=sums.months)
