"""Insured people of a programme with an agreement, their bills, and the papers that pay them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID, uuid4

from payung.accounts.rules import Actor, Role
from payung.contributions.actions.billing_codes import issue_code
from payung.contributions.actions.billing_raising import raise_bill
from payung.contributions.actions.paying_disbursing import disburse, record_receipt
from payung.contributions.actions.paying_requests import request_payment
from payung.contributions.actions.paying_steps import order_payment, verify_payment
from payung.contributions.queries.billing_facts import BillFacts, facts_of
from payung.contributions.queries.paying import PaymentFacts
from payung.contributions.states import Scheme
from payung.decrees.tests import cast as decrees
from payung.ledger import queries as ledger
from payung.ledger.actions import post
from payung.ledger.rules import Move
from payung.ledger.states import AccountKind, EntryKind
from payung.membership.models import Membership
from payung.membership.tests.house import insured
from payung.programmes.models import Agreement, Fund, Programme
from payung.shared.dates import Month

NOW = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
TODAY = date(2027, 1, 11)
JANUARY, MARCH, APRIL = Month(2027, 1), Month(2027, 3), Month(2027, 4)
RINA, BUDI, HEAD = decrees.RINA, decrees.BUDI, decrees.HEAD
PPTK = decrees.actor("user:11", Role.PPTK)
PPK = decrees.actor("user:12", Role.PPK_SKPD)
TREASURER = decrees.actor("user:13", Role.TREASURER)
ACCOUNTS = {Scheme.JKK: "5.1.02.02.01.0053", Scheme.JKM: "5.1.02.02.01.0054"}
numbers = count(1)


def programme(*, term_months: int = 3, **words: int) -> Programme:
    made = decrees.programme(**words)
    Agreement.objects.create(
        programme=made,
        number="PKS/1/2026",
        signed_date=date(2026, 12, 1),
        first_date=date(2027, 1, 1),
        last_date=date(2027, 12, 31),
        term_months=term_months,
        cut_off_day=20,
        replacement_by="minutes",
    )
    return made


def members(many: int = 2, **words: int) -> list[Membership]:
    """Members from January to December 2027 of a programme whose terms are three months long."""
    of = programme(**words)
    return insured(many, of=of)


def fund_of(of: Programme) -> Fund:
    return Fund.objects.get(programme=of, code="apbd")


def raised(
    of: Programme,
    *,
    month: Month = JANUARY,
    actor: Actor = RINA,
    now: datetime = NOW,
    key: UUID | None = None,
    because: str = "Verval pertama menyusul",
) -> BillFacts:
    return raise_bill(
        programme_id=of.pk,
        fund_id=fund_of(of).pk,
        first_month=month,
        request_key=key or uuid4(),
        actor=actor,
        now=now,
        without_verval_because=because,
    )


def issued(bill: BillFacts, *, now: datetime = NOW, expires: date = date(2027, 3, 31)) -> BillFacts:
    return issue_code(
        bill_id=bill.id,
        code=f"8888{next(numbers):08}",
        head_count=bill.member_count,
        amount_rp=bill.payable_rp,
        issued_date=TODAY,
        expires_date=expires,
        request_key=uuid4(),
        actor=RINA,
        now=now,
    )


def requested(
    bills: Sequence[BillFacts],
    scheme: Scheme,
    *,
    amounts: Sequence[int] = (),
    now: datetime = NOW,
    key: UUID | None = None,
    number: str = "",
    actor: Actor = PPTK,
) -> PaymentFacts:
    sums = amounts or [bill.payable_of(scheme) for bill in bills]
    return request_payment(
        programme_id=bills[0].programme_id,
        scheme=scheme,
        spp_number=number or f"SPP/{next(numbers)}",
        spp_date=TODAY,
        account_code=ACCOUNTS[scheme],
        shares=[(bill.id, amount) for bill, amount in zip(bills, sums, strict=True)],
        request_key=key or uuid4(),
        actor=actor,
        now=now,
    )


def ordered(payment: PaymentFacts, *, now: datetime = NOW) -> PaymentFacts:
    verify_payment(payment_id=payment.id, request_key=uuid4(), actor=PPK, now=now)
    return order_payment(
        payment_id=payment.id,
        spm_number=f"SPM/{next(numbers)}",
        spm_date=TODAY,
        request_key=uuid4(),
        actor=HEAD,
        now=now,
    )


def disbursed(
    payment: PaymentFacts, *, day: date = TODAY, now: datetime = NOW, key: UUID | None = None
) -> PaymentFacts:
    return disburse(
        payment_id=payment.id,
        sp2d_number=f"SP2D/{next(numbers)}",
        sp2d_date=day,
        request_key=key or uuid4(),
        actor=TREASURER,
        now=now,
    )


def paid(bill: BillFacts, *, now: datetime = NOW) -> BillFacts:
    """Its code, and both SP2D."""
    bill = issued(bill, now=now) if bill.code is None else bill
    for scheme in Scheme:
        disbursed(ordered(requested([bill], scheme, now=now), now=now), now=now)
    return facts_of(bill.id)


def received(bill: BillFacts, *, day: date = TODAY, now: datetime = NOW, key: UUID | None = None) -> BillFacts:
    return record_receipt(
        bill_id=bill.id,
        received_date=day,
        amount_rp=bill.payable_rp,
        reference=f"BPJS-{next(numbers)}",
        request_key=key or uuid4(),
        actor=TREASURER,
        now=now,
    )


def post_release(of: Programme, *, keep_months: int) -> None:
    """All that is bound but so many months is free again."""
    fund = fund_of(of)
    bound = ledger.balances(programme_id=of.pk)[fund.pk][AccountKind.COMMITTED]
    move = Move(
        fund_id=fund.pk,
        from_=AccountKind.COMMITTED,
        to=AccountKind.AVAILABLE,
        amount_rp=bound.amount_rp - keep_months * 16_800,
        person_months=bound.person_months - keep_months,
    )
    post(
        programme_id=of.pk,
        kind=EntryKind.RELEASE,
        on_date=TODAY,
        about="Dilepas",
        source="decree:1",
        moves=[move],
        request_key=uuid4(),
        actor=RINA,
        now=NOW,
    )
