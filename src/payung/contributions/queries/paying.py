"""Payments as other rooms and pages are told of them, and what is left to pay of each bill."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from payung.accounts.rules import Actor
from payung.contributions.models import Code, Payment, Share
from payung.contributions.rules.paying_refusals import payment_not_found
from payung.contributions.states import PaymentState, Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFacts:
    bill_id: int
    bill_number: int
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """One SPP-LS with its SPM and SP2D, from the account of one scheme."""

    id: int
    programme_id: int
    fund_id: int
    fund_name: str
    scheme: Scheme
    account_code: str
    amount_rp: int
    state: PaymentState
    spp_number: str
    spp_date: date
    spm_number: str
    spm_date: date | None
    sp2d_number: str
    sp2d_date: date | None
    scan_code: str
    scan_name: str
    made_by: str
    made_at: datetime
    verified_by: str
    ordered_by: str
    withdrawn_because: str
    shares: tuple[ShareFacts, ...]


def payment(*, payment_id: int, actor: Actor) -> PaymentFacts:
    """One payment, for an actor of the whole kabupaten. Raises NotFound."""
    found = _whole().filter(id=payment_id, programme__kabupaten=actor.kabupaten).first()
    if found is None or actor.scope != actor.kabupaten:
        raise payment_not_found()
    return _told(found)


def payments(*, programme_id: int) -> tuple[PaymentFacts, ...]:
    """The payments of a programme, the latest first."""
    return tuple(map(_told, _whole().filter(programme=programme_id).order_by("-id")))


def payments_of_bill(*, bill_id: int) -> tuple[PaymentFacts, ...]:
    """Every payment with a share for the bill, the first first; withdrawn ones too."""
    return tuple(map(_told, _whole().filter(shares__bill=bill_id).order_by("id")))


def payment_facts_of(payment_id: int) -> PaymentFacts:
    """A payment that is known to be there."""
    return _told(_whole().get(id=payment_id))


def asked_sums(*, bill_ids: Iterable[int]) -> dict[tuple[int, Scheme], int]:
    """By bill and scheme, what payments that were not withdrawn ask for."""
    return _sums(Share.objects.filter(bill__in=list(bill_ids)).exclude(payment__state=PaymentState.WITHDRAWN))


def disbursed_sums(*, bill_ids: Iterable[int]) -> dict[tuple[int, Scheme], int]:
    """By bill and scheme, what left the treasury by SP2D."""
    return _sums(Share.objects.filter(bill__in=list(bill_ids), payment__state=PaymentState.DISBURSED))


def last_sp2d_date(*, bill_id: int) -> date | None:
    """The day of the last SP2D that pays for the bill."""
    paid = Share.objects.filter(bill=bill_id, payment__state=PaymentState.DISBURSED)
    return paid.order_by("-payment__sp2d_date").values_list("payment__sp2d_date", flat=True).first()


def first_code_date(*, bill_id: int) -> date | None:
    """The day on which BPJS gave the first kode iuran of the bill."""
    return Code.objects.filter(bill=bill_id).order_by("issued_date").values_list("issued_date", flat=True).first()


def account_codes(*, programme_id: int) -> dict[str, Scheme]:
    """The budget's accounts that payments of the programme name, with the scheme that each is for."""
    found = Payment.objects.filter(programme=programme_id).exclude(state=PaymentState.WITHDRAWN)
    return {code: Scheme(scheme) for code, scheme in found.order_by("id").values_list("account_code", "scheme")}


def _sums(found: QuerySet[Share]) -> dict[tuple[int, Scheme], int]:
    rows = found.values_list("bill_id", "payment__scheme").annotate(Sum("amount_rp")).order_by()
    return {(bill_id, Scheme(scheme)): amount_rp for bill_id, scheme, amount_rp in rows}


def _whole() -> QuerySet[Payment]:
    return Payment.objects.select_related("fund").prefetch_related("shares__bill")


def _told(found: Payment) -> PaymentFacts:
    return PaymentFacts(
        id=found.pk,
        programme_id=found.programme_id,
        fund_id=found.fund_id,
        fund_name=found.fund.name,
        scheme=Scheme(found.scheme),
        account_code=found.account_code,
        amount_rp=found.amount_rp,
        state=PaymentState(found.state),
        spp_number=found.spp_number,
        spp_date=found.spp_date,
        spm_number=found.spm_number,
        spm_date=found.spm_date,
        sp2d_number=found.sp2d_number,
        sp2d_date=found.sp2d_date,
        scan_code=found.scan_code,
        scan_name=found.scan_name,
        made_by=found.made_by,
        made_at=found.made_at,
        verified_by=found.verified_by,
        ordered_by=found.ordered_by,
        withdrawn_because=found.withdrawn_because,
        shares=tuple(
            ShareFacts(bill_id=share.bill_id, bill_number=share.bill.number, amount_rp=share.amount_rp)
            for share in sorted(found.shares.all(), key=lambda share: share.pk)
        ),
    )
