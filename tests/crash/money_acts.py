"""What requesters of the harnesses of bills and payments ask for: an act under a key, a short answer."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from crash.asking import Act, Step
from crash.house import OPERATOR, actor
from crash.insured import NOW, TODAY
from payung.accounts.rules import Role
from payung.contributions.actions import (
    cancel_bill,
    disburse,
    issue_code,
    order_payment,
    raise_bill,
    record_receipt,
    request_payment,
    verify_payment,
    withdraw_payment,
)
from payung.contributions.queries.billing_facts import BillFacts
from payung.contributions.queries.paying import PaymentFacts
from payung.contributions.states import Scheme
from payung.shared.dates import Month

PPTK, PPK, HEAD = actor("user:11", Role.PPTK), actor("user:12", Role.PPK_SKPD), actor("user:5", Role.HEAD)
TREASURER = actor("user:13", Role.TREASURER)
ACCOUNTS = {Scheme.JKK: "5.1.02.02.01.0053", Scheme.JKM: "5.1.02.02.01.0054"}
BECAUSE = "Jumlah peserta keliru"
EXPIRES = date(2027, 3, 31)


def bill(programme_id: int, fund_id: int, month: Month, key: UUID) -> tuple[int, str]:
    return of_bill(
        raise_bill(
            programme_id=programme_id,
            fund_id=fund_id,
            first_month=month,
            request_key=key,
            actor=OPERATOR,
            now=NOW,
            without_verval_because="Verval pertama menyusul",
        )
    )


def issue(bill_id: int, head_count: int, amount_rp: int, key: UUID) -> tuple[int, str]:
    return of_bill(
        issue_code(
            bill_id=bill_id,
            code=f"8888{bill_id:08}",
            head_count=head_count,
            amount_rp=amount_rp,
            issued_date=TODAY,
            expires_date=EXPIRES,
            request_key=key,
            actor=OPERATOR,
            now=NOW,
        )
    )


def cancel(bill_id: int, key: UUID) -> tuple[int, str]:
    return of_bill(cancel_bill(bill_id=bill_id, because=BECAUSE, request_key=key, actor=OPERATOR, now=NOW))


def request(
    programme_id: int, scheme: Scheme, number: str, shares: Sequence[tuple[int, int]], key: UUID
) -> tuple[int, str]:
    return of_payment(
        request_payment(
            programme_id=programme_id,
            scheme=scheme,
            spp_number=number,
            spp_date=TODAY,
            account_code=ACCOUNTS[scheme],
            shares=shares,
            request_key=key,
            actor=PPTK,
            now=NOW,
        )
    )


def verify(payment_id: int, key: UUID) -> tuple[int, str]:
    return of_payment(verify_payment(payment_id=payment_id, request_key=key, actor=PPK, now=NOW))


def order(payment_id: int, key: UUID) -> tuple[int, str]:
    number = f"SPM/{payment_id}"
    words = {"payment_id": payment_id, "spm_number": number, "spm_date": TODAY, "request_key": key}
    return of_payment(order_payment(**words, actor=HEAD, now=NOW))


def pay(payment_id: int, key: UUID) -> tuple[int, str]:
    number = f"SP2D/{payment_id}"
    words = {"payment_id": payment_id, "sp2d_number": number, "sp2d_date": TODAY, "request_key": key}
    return of_payment(disburse(**words, actor=TREASURER, now=NOW))


def withdraw(payment_id: int, key: UUID) -> tuple[int, str]:
    return of_payment(
        withdraw_payment(payment_id=payment_id, because=BECAUSE, request_key=key, actor=HEAD_AND_PPTK, now=NOW)
    )


def receive(bill_id: int, amount_rp: int, key: UUID) -> tuple[int, str]:
    return of_bill(
        record_receipt(
            bill_id=bill_id,
            received_date=TODAY,
            amount_rp=amount_rp,
            reference=f"BPJS-{bill_id}",
            request_key=key,
            actor=TREASURER,
            now=NOW,
        )
    )


HEAD_AND_PPTK = actor("user:5", Role.HEAD, Role.PPTK)


def of_bill(facts: BillFacts) -> tuple[int, str]:
    return facts.id, str(facts.state)


def of_payment(facts: PaymentFacts) -> tuple[int, str]:
    return facts.id, str(facts.state)


OF_BILLS: dict[Act, Step] = {
    bill: Step(watched=["crash.money_acts:raise_bill"], event="raise", audited="raise_bill", statements=30),
    issue: Step(watched=["crash.money_acts:issue_code"], event="issue", audited="issue_code", statements=16),
    cancel: Step(watched=["crash.money_acts:cancel_bill"], event="cancel", audited="cancel_bill", statements=24),
    receive: Step(
        watched=["crash.money_acts:record_receipt"], event="receive", audited="record_receipt", statements=28
    ),
}
OF_PAYMENTS: dict[Act, Step] = {
    request: Step(
        watched=["crash.money_acts:request_payment"], event="request", audited="request_payment", statements=20
    ),
    verify: Step(watched=["crash.money_acts:verify_payment"], event="verify", audited="verify_payment", statements=10),
    order: Step(watched=["crash.money_acts:order_payment"], event="order", audited="order_payment", statements=12),
    pay: Step(watched=["crash.money_acts:disburse"], event="disburse", audited="disburse", statements=32),
    withdraw: Step(
        watched=["crash.money_acts:withdraw_payment"], event="withdraw", audited="withdraw_payment", statements=10
    ),
}
STEPS = OF_BILLS | OF_PAYMENTS
