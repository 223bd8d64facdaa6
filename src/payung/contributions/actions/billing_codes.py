"""A bill goes on: BPJS gave a kode iuran, or another when it expired; or the bill was wrong and is cancelled."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.contributions.actions.billing_asked import (
    asked_bill,
    billed_before,
    locked_bill,
    locked_quotas,
    plain_because,
    plain_words,
)
from payung.contributions.actions.billing_releasing import release_unowed
from payung.contributions.actions.overpaying import release_compensation
from payung.contributions.models import Bill, BillAct, Code, Due, Share
from payung.contributions.queries.billing_facts import BillFacts, facts_of
from payung.contributions.rules.billing_refusals import (
    code_ahead,
    code_days,
    code_differs,
    code_missing,
    code_used,
    in_payment,
)
from payung.contributions.states import BILL_STEPS, BillEvent, BillState, PaymentState, after
from payung.ledger.actions import post
from payung.ledger.rules import Move
from payung.ledger.states import AccountKind, EntryKind
from payung.programmes.rules.setup import ProgrammeFacts

_ACTS = {BillEvent.ISSUE: "contributions.issue_code", BillEvent.REISSUE: "contributions.reissue_code"}


def issue_code(
    *,
    bill_id: int,
    code: str,
    head_count: int,
    amount_rp: int,
    issued_date: date,
    expires_date: date,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> BillFacts:
    """BPJS takes the money of the bill under this code until it expires. Heads and sum are those of the bill.

    A bill that earlier overpayments pay for whole is paid with it. Raises NotFound, NotAllowed, CodeDoesNotFit.
    """
    wanted = Code(code=code, head_count=head_count, amount_rp=amount_rp, issued_date=issued_date)
    wanted.expires_date = expires_date
    return _coded(bill_id, BillEvent.ISSUE, wanted, note="", request_key=request_key, actor=actor, now=now)


def reissue_code(
    *,
    bill_id: int,
    code: str,
    head_count: int,
    amount_rp: int,
    issued_date: date,
    expires_date: date,
    because: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> BillFacts:
    """Another code takes the place of the one that expired, and is linked to it. Raises as `issue_code`."""
    wanted = Code(code=code, head_count=head_count, amount_rp=amount_rp, issued_date=issued_date)
    wanted.expires_date = expires_date
    note = plain_because(because)
    return _coded(bill_id, BillEvent.REISSUE, wanted, note=note, request_key=request_key, actor=actor, now=now)


def cancel_bill(*, bill_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> BillFacts:
    """Before money moved: its dues are void, and what it had billed is bound by the decree again.

    Months that no later bill will ask for are free at once. Raises NotFound, NotAllowed, BillInPayment, and what the
    ledger refuses.
    """
    _, programme = asked_bill(bill_id=bill_id, actor=actor)
    reason = plain_because(because)
    with transaction.atomic():
        locked_quotas(programme=programme, actor=actor, now=now)
        bill = locked_bill(bill_id)
        if billed_before(request_key=request_key, event=BillEvent.CANCEL, bill_id=bill_id) is None:
            to = after(BILL_STEPS, BillState(bill.state), BillEvent.CANCEL, actor.roles)
            _refuse_in_payment(bill)
            reopened = release_compensation(bill_id=bill_id, request_key=request_key, actor=actor, now=now)
            Bill.objects.filter(id=bill_id).update(state=to, cancelled_because=reason)
            Due.objects.filter(bill=bill_id).update(void=True)
            _post_cancelled(bill, request_key=request_key, actor=actor, now=now)
            released = release_unowed(bill, request_key=request_key, actor=actor, now=now)
            facts = {
                "because": reason,
                "person_months": bill.due_count,
                "amount_rp": bill.jkk_rp + bill.jkm_rp,
                "overpayments_reopened": reopened,
                "released_months": released,
            }
            leave(
                bill, programme, BillEvent.CANCEL, "contributions.cancel_bill", facts, reason, request_key, actor, now
            )
    return facts_of(bill_id)


def _coded(
    bill_id: int, event: BillEvent, wanted: Code, *, note: str, request_key: UUID, actor: Actor, now: datetime
) -> BillFacts:
    _, programme = asked_bill(bill_id=bill_id, actor=actor)
    wanted.code = plain_words(wanted.code, longest=40)
    with transaction.atomic():
        bill = locked_bill(bill_id)
        if billed_before(request_key=request_key, event=event, bill_id=bill_id) is None:
            to = after(BILL_STEPS, BillState(bill.state), event, actor.roles)
            _refuse_unfit(bill, wanted, today=timezone.localtime(now).date())
            wanted.bill, wanted.made_by, wanted.made_at = bill, actor.key, now
            wanted.replaces = Code.objects.filter(bill=bill_id).order_by("-id").first()
            wanted.save(force_insert=True)
            Bill.objects.filter(id=bill_id).update(state=to)
            _pay_nothing(bill, request_key=request_key, actor=actor, now=now)
            facts = {
                "code": wanted.code,
                "heads": wanted.head_count,
                "amount_rp": wanted.amount_rp,
                "issued": wanted.issued_date.isoformat(),
                "expires": wanted.expires_date.isoformat(),
                "replaces": wanted.replaces.code if wanted.replaces else "",
                "because": note,
            }
            leave(bill, programme, event, _ACTS[event], facts, note or wanted.code, request_key, actor, now)
    return facts_of(bill_id)


def _refuse_unfit(bill: Bill, wanted: Code, *, today: date) -> None:
    payable = bill.jkk_rp + bill.jkm_rp - bill.compensated_jkk_rp - bill.compensated_jkm_rp
    if not wanted.code:
        raise code_missing()
    if (wanted.head_count, wanted.amount_rp) != (bill.member_count, payable):
        raise code_differs(
            heads=wanted.head_count, amount_rp=wanted.amount_rp, our_heads=bill.member_count, our_rp=payable
        )
    if wanted.issued_date > today:
        raise code_ahead(wanted.issued_date)
    if wanted.expires_date < wanted.issued_date:
        raise code_days(issued=wanted.issued_date, expires=wanted.expires_date)
    if Code.objects.filter(code=wanted.code).exists():
        raise code_used(wanted.code)


def _pay_nothing(bill: Bill, *, request_key: UUID, actor: Actor, now: datetime) -> None:
    """Nothing is left to pay where overpayments cover the whole bill: only BPJS's receipt is awaited."""
    if (bill.jkk_rp, bill.jkm_rp) == (bill.compensated_jkk_rp, bill.compensated_jkm_rp):
        Bill.objects.filter(id=bill.pk).update(state=BillState.PAID)
        paid_key = uuid5(request_key, "paid")
        BillAct.objects.create(bill=bill, event=BillEvent.PAY, request_key=paid_key, made_by=actor.key, made_at=now)


def _refuse_in_payment(bill: Bill) -> None:
    live = Share.objects.filter(bill=bill).exclude(payment__state=PaymentState.WITHDRAWN)
    spp = live.values_list("payment__spp_number", flat=True).first()
    if spp is not None:
        raise in_payment(spp)


def _post_cancelled(bill: Bill, *, request_key: UUID, actor: Actor, now: datetime) -> None:
    move = Move(
        fund_id=bill.fund_id,
        from_=AccountKind.BILLED,
        to=AccountKind.COMMITTED,
        amount_rp=bill.jkk_rp + bill.jkm_rp,
        person_months=bill.due_count,
    )
    post(
        programme_id=bill.programme_id,
        kind=EntryKind.BILL_CANCELLED,
        on_date=timezone.localtime(now).date(),
        about=f"Tagihan {bill.number} dibatalkan",
        source=f"bill:{bill.pk}",
        moves=[move],
        request_key=uuid5(request_key, "cancel"),
        actor=actor,
        now=now,
    )


def leave(
    bill: Bill,
    programme: ProgrammeFacts,
    event: BillEvent,
    act: str,
    facts: Mapping[str, object],
    note: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """The act stands in the history of the bill, and, as the last write, in the audit chain."""
    BillAct.objects.create(
        bill=bill, event=event, note=note[:200], request_key=request_key, made_by=actor.key, made_at=now
    )
    record(
        kabupaten=programme.kabupaten,
        act=act,
        actor=actor.key,
        subject=f"bill:{bill.pk}",
        facts=facts,
        now=now,
    )
