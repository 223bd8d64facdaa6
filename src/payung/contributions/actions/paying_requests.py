"""An SPP-LS is drawn up: so much for these bills, from the account of one scheme."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.contributions.actions.billing_asked import locked_programme, plain_words, programme_of
from payung.contributions.actions.paying_asked import leave, paid_before
from payung.contributions.models import Bill, Payment, Share
from payung.contributions.queries.billing_facts import BillFacts, facts_by_ids
from payung.contributions.queries.paying import PaymentFacts, account_codes, asked_sums, payment_facts_of
from payung.contributions.rules.paying import check_spp_day
from payung.contributions.rules.paying_refusals import (
    account_missing,
    account_shared,
    another_fund,
    beyond_bill,
    bill_elsewhere,
    bill_not_issued,
    bill_twice,
    code_expired,
    not_above_nothing,
    nothing_to_pay,
    number_missing,
    number_used,
)
from payung.contributions.rules.refusals import not_yours
from payung.contributions.states import BillState, PaymentState, Scheme
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

REQUEST = "request"  # the event with which a payment begins


def request_payment(
    *,
    programme_id: int,
    scheme: Scheme,
    spp_number: str,
    spp_date: date,
    account_code: str,
    shares: Sequence[tuple[int, int]],
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> PaymentFacts:
    """An SPP-LS for these bills: `shares` are (bill, rupiah) of one fund, never more than a bill still needs.

    Raises NotFound, NotYours, SharesDoNotFit, NumberDoesNotFit, DayDoesNotFit, CodeExpired.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    if not actor.may(Role.PPTK, Role.OPERATOR):
        raise not_yours("PPTK atau operator dinas")
    number, account = plain_words(spp_number, longest=80), plain_words(account_code, longest=40)
    today = timezone.localtime(now).date()
    with transaction.atomic():
        locked_programme(programme.id)
        payment_id = paid_before(request_key=request_key, event=REQUEST)
        if payment_id is None:
            check_spp_day(day=spp_date, today=today, calendar=programmes.calendar(programme_id=programme.id))
            _refuse_numbers(programme.id, scheme=scheme, number=number, account=account)
            fund_id = _refuse_shares(programme.id, scheme=scheme, shares=shares, today=today)
            payment = Payment(
                programme_id=programme.id,
                fund_id=fund_id,
                scheme=scheme,
                account_code=account,
                amount_rp=sum(amount for _, amount in shares),
                spp_number=number,
                spp_date=spp_date,
                made_by=actor.key,
                made_at=now,
            )
            _draw_up(payment, shares, programme=programme, request_key=request_key, actor=actor)
            payment_id = payment.pk
    return payment_facts_of(payment_id)


def _draw_up(
    payment: Payment,
    shares: Sequence[tuple[int, int]],
    *,
    programme: ProgrammeFacts,
    request_key: UUID,
    actor: Actor,
) -> None:
    payment.save()
    Share.objects.bulk_create([Share(payment=payment, bill_id=bill_id, amount_rp=amount) for bill_id, amount in shares])
    leave(
        payment=payment,
        programme=programme,
        event=REQUEST,
        act="contributions.request_payment",
        facts={
            "scheme": str(payment.scheme),
            "spp": payment.spp_number,
            "spp_date": payment.spp_date.isoformat(),
            "account": payment.account_code,
            "amount_rp": payment.amount_rp,
            "shares": [f"bill:{bill_id} {amount}" for bill_id, amount in shares],
        },
        request_key=request_key,
        actor=actor,
        now=payment.made_at,
        note=payment.spp_number,
    )


def _refuse_numbers(programme_id: int, *, scheme: Scheme, number: str, account: str) -> None:
    if not number:
        raise number_missing("SPP")
    if not account:
        raise account_missing()
    live = Payment.objects.filter(programme=programme_id, spp_number=number).exclude(state=PaymentState.WITHDRAWN)
    if live.exists():
        raise number_used(what="SPP", number=number)
    other = account_codes(programme_id=programme_id).get(account)
    if other not in (None, scheme):
        raise account_shared(code=account, other=other)


def _refuse_shares(programme_id: int, *, scheme: Scheme, shares: Sequence[tuple[int, int]], today: date) -> int:
    """The one fund of the bills."""
    if not shares:
        raise nothing_to_pay()
    ids = [bill_id for bill_id, _ in shares]
    list(Bill.objects.select_for_update().filter(id__in=ids).order_by("id"))
    found = facts_by_ids(ids)
    asked = asked_sums(bill_ids=ids)
    if any(bill_id not in found or found[bill_id].programme_id != programme_id for bill_id in ids):
        raise bill_elsewhere()
    fund_id = found[ids[0]].fund_id
    for place, (bill_id, amount) in enumerate(shares):
        bill = found[bill_id]
        if bill_id in ids[:place]:
            raise bill_twice(bill.number)
        if bill.fund_id != fund_id:
            raise another_fund(bill.number)
        _refuse_share(bill, scheme=scheme, amount=amount, asked=asked.get((bill_id, scheme), 0), today=today)
    return fund_id


def _refuse_share(bill: BillFacts, *, scheme: Scheme, amount: int, asked: int, today: date) -> None:
    if bill.state is not BillState.ISSUED or bill.code is None:
        raise bill_not_issued(bill.number)
    if bill.code.expires_date < today:
        raise code_expired(number=bill.number, expires=bill.code.expires_date)
    if amount <= 0:
        raise not_above_nothing(bill.number)
    left = bill.payable_of(scheme) - asked
    if amount > left:
        raise beyond_bill(number=bill.number, scheme=scheme, left_rp=left)
