"""Money leaves the treasury by SP2D, and BPJS confirms that it came: from that day the months of the bill cover."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.contributions.actions.billing_asked import asked_bill, billed_before, locked_bill, plain_words
from payung.contributions.actions.billing_codes import leave as leave_on_bill
from payung.contributions.actions.paying_asked import asked_payment, leave, locked_payment, paid_before
from payung.contributions.models import Bill, BillAct, Payment, Receipt
from payung.contributions.queries.billing_facts import BillFacts, facts_by_ids, facts_of
from payung.contributions.queries.paying import (
    PaymentFacts,
    disbursed_sums,
    first_code_date,
    last_sp2d_date,
    payment_facts_of,
)
from payung.contributions.rules.paying import check_receipt_day, check_sp2d_day
from payung.contributions.rules.paying_refusals import code_expired, number_missing, number_used, receipt_differs
from payung.contributions.rules.scans import Scan
from payung.contributions.states import (
    BILL_STEPS,
    PAYMENT_STEPS,
    BillEvent,
    BillState,
    PaymentEvent,
    PaymentState,
    Scheme,
    after,
)
from payung.ledger.actions import post
from payung.ledger.rules import Move
from payung.ledger.states import AccountKind, EntryKind


def disburse(
    *,
    payment_id: int,
    sp2d_number: str,
    sp2d_date: date,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    scan: Scan | None = None,
) -> PaymentFacts:
    """BPKAD gave the SP2D: the money is on its way to BPJS. A bill is paid once JKK and JKM cover it whole.

    Raises NotFound, NotAllowed, NumberDoesNotFit, DayDoesNotFit, CodeExpired, and what the ledger refuses.
    """
    programme = asked_payment(payment_id=payment_id, actor=actor)
    number = plain_words(sp2d_number, longest=80)
    with transaction.atomic():
        bills = _locked_bills(payment_id)
        payment = locked_payment(payment_id)
        if paid_before(request_key=request_key, event=PaymentEvent.DISBURSE, payment_id=payment_id) is None:
            to = after(PAYMENT_STEPS, PaymentState(payment.state), PaymentEvent.DISBURSE, actor.roles)
            _refuse_unfit(payment, bills, number=number, day=sp2d_date, now=now)
            _write_sp2d(payment_id, to, number=number, day=sp2d_date, scan=scan)
            whole = _paid_whole(bills)
            _mark_paid(whole, request_key=request_key, actor=actor, now=now)
            _post(payment, number, sp2d_date, whole, request_key=request_key, actor=actor, now=now)
            leave(
                payment=payment,
                programme=programme,
                event=PaymentEvent.DISBURSE,
                act="contributions.disburse",
                facts={
                    "sp2d": number,
                    "sp2d_date": sp2d_date.isoformat(),
                    "amount_rp": payment.amount_rp,
                    "scan_sha256": scan.sha256 if scan else "",
                    "paid_bills": [f"bill:{bill.id}" for bill in whole],
                },
                request_key=request_key,
                actor=actor,
                now=now,
                note=number,
            )
    return payment_facts_of(payment_id)


def record_receipt(
    *,
    bill_id: int,
    received_date: date,
    amount_rp: int,
    reference: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    scan: Scan | None = None,
) -> BillFacts:
    """BPJS received the whole of a paid bill on a day: from that day its months cover.

    Raises NotFound, NotAllowed, ReceiptDiffers (note the difference instead), DayDoesNotFit, NumberDoesNotFit.
    """
    _, programme = asked_bill(bill_id=bill_id, actor=actor)
    words = plain_words(reference, longest=80)
    with transaction.atomic():
        bill = locked_bill(bill_id)
        if billed_before(request_key=request_key, event=BillEvent.RECEIVE, bill_id=bill_id) is None:
            to = after(BILL_STEPS, BillState(bill.state), BillEvent.RECEIVE, actor.roles)
            facts = facts_of(bill_id)
            _refuse_receipt(facts, amount_rp=amount_rp, words=words, day=received_date, now=now)
            receipt = Receipt.objects.create(
                bill=bill,
                received_date=received_date,
                amount_rp=amount_rp,
                reference=words,
                scan_code=scan.code if scan else "",
                scan_name=scan.name if scan else "",
                request_key=request_key,
                made_by=actor.key,
                made_at=now,
            )
            Bill.objects.filter(id=bill_id).update(state=to)
            _post_received(facts, received_date, request_key=request_key, actor=actor, now=now)
            told = _receipt_facts(receipt, facts, scan)
            leave_on_bill(
                bill, programme, BillEvent.RECEIVE, "contributions.record_receipt", told, words, request_key, actor, now
            )
    return facts_of(bill_id)


def _receipt_facts(receipt: Receipt, bill: BillFacts, scan: Scan | None) -> dict[str, object]:
    return {
        "received_date": receipt.received_date.isoformat(),
        "amount_rp": receipt.amount_rp,
        "reference": receipt.reference,
        "person_months": bill.due_count,
        "scan_sha256": scan.sha256 if scan else "",
    }


def _write_sp2d(payment_id: int, to: PaymentState, *, number: str, day: date, scan: Scan | None) -> None:
    Payment.objects.filter(id=payment_id).update(
        state=to,
        sp2d_number=number,
        sp2d_date=day,
        scan_code=scan.code if scan else "",
        scan_name=scan.name if scan else "",
    )


def _refuse_receipt(bill: BillFacts, *, amount_rp: int, words: str, day: date, now: datetime) -> None:
    if amount_rp != bill.payable_rp:
        raise receipt_differs(amount_rp=amount_rp, payable_rp=bill.payable_rp)
    if not words:
        raise number_missing("bukti terima")
    check_receipt_day(
        day=day,
        code_date=first_code_date(bill_id=bill.id),
        paid_date=last_sp2d_date(bill_id=bill.id),
        today=timezone.localtime(now).date(),
    )


def _locked_bills(payment_id: int) -> list[int]:
    found = Bill.objects.select_for_update().filter(shares__payment=payment_id).order_by("id")
    return list(found.values_list("id", flat=True))


def _refuse_unfit(payment: Payment, bill_ids: list[int], *, number: str, day: date, now: datetime) -> None:
    if not number:
        raise number_missing("SP2D")
    others = Payment.objects.filter(programme=payment.programme_id, sp2d_number=number)
    if others.exclude(id=payment.pk).exists():
        raise number_used(what="SP2D", number=number)
    if payment.spm_date is not None:
        check_sp2d_day(day=day, spm_date=payment.spm_date, today=timezone.localtime(now).date())
    for bill in facts_by_ids(bill_ids).values():
        after(BILL_STEPS, bill.state, BillEvent.PAY, [role for step in BILL_STEPS for role in step.who])
        if bill.code and bill.code.expires_date < day:
            raise code_expired(number=bill.number, expires=bill.code.expires_date)


def _paid_whole(bill_ids: list[int]) -> list[BillFacts]:
    """The bills that are now paid from both accounts."""
    paid = disbursed_sums(bill_ids=bill_ids)
    return [
        bill
        for bill in facts_by_ids(bill_ids).values()
        if all(paid.get((bill.id, scheme), 0) == bill.payable_of(scheme) for scheme in Scheme)
    ]


def _mark_paid(bills: list[BillFacts], *, request_key: UUID, actor: Actor, now: datetime) -> None:
    Bill.objects.filter(id__in=[bill.id for bill in bills]).update(state=BillState.PAID)
    BillAct.objects.bulk_create(
        [
            BillAct(
                bill_id=bill.id,
                event=BillEvent.PAY,
                request_key=uuid5(request_key, f"bill:{bill.id}"),
                made_by=actor.key,
                made_at=now,
            )
            for bill in bills
        ]
    )


def _post(
    payment: Payment,
    number: str,
    day: date,
    whole: list[BillFacts],
    *,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """The sum of the SP2D moves; person-months move with the payment that makes their bill whole."""
    move = Move(
        fund_id=payment.fund_id,
        from_=AccountKind.BILLED,
        to=AccountKind.PAID,
        amount_rp=payment.amount_rp,
        person_months=sum(bill.due_count - bill.compensated_months for bill in whole),
    )
    post(
        programme_id=payment.programme_id,
        kind=EntryKind.PAYMENT,
        on_date=day,
        about=f"SP2D {number} untuk iuran {payment.scheme}",
        source=f"payment:{payment.pk}",
        moves=[move],
        request_key=uuid5(request_key, "payment"),
        actor=actor,
        now=now,
    )


def _post_received(bill: BillFacts, day: date, *, request_key: UUID, actor: Actor, now: datetime) -> None:
    """Nothing moves where overpayments paid for the whole bill: their money had been received before."""
    months = bill.due_count - bill.compensated_months
    if not bill.payable_rp and not months:
        return
    move = Move(
        fund_id=bill.fund_id,
        from_=AccountKind.PAID,
        to=AccountKind.RECEIVED,
        amount_rp=bill.payable_rp,
        person_months=months,
    )
    post(
        programme_id=bill.programme_id,
        kind=EntryKind.RECEIPT,
        on_date=day,
        about=f"Tagihan {bill.number} diterima BPJS",
        source=f"bill:{bill.id}",
        moves=[move],
        request_key=uuid5(request_key, "receipt"),
        actor=actor,
        now=now,
    )
