"""A bill as other rooms and pages are told of it, with its code and receipt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from payung.accounts.rules import Actor
from payung.contributions.models import Bill, Code, Receipt
from payung.contributions.rules.billing_refusals import bill_not_found
from payung.contributions.states import BillState, Scheme
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFacts:
    """A kode iuran. `expires_date` is the last day on which it can be paid."""

    id: int
    code: str
    head_count: int
    amount_rp: int
    issued_date: date
    expires_date: date
    replaces: str  # the code before it, or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    received_date: date
    amount_rp: int
    reference: str
    scan_code: str
    scan_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BillFacts:
    """`jkk_rp` and `jkm_rp` are the sums of its dues; `payable_*` what is left of them after compensation."""

    id: int
    programme_id: int
    fund_id: int
    fund_name: str
    number: int
    first_month: Month
    last_month: Month
    state: BillState
    member_count: int
    due_count: int
    jkk_rp: int
    jkm_rp: int
    compensated_jkk_rp: int
    compensated_jkm_rp: int
    compensated_months: int
    dues_sha256: str
    law_sha256: str
    verval_id: int | None
    asked_count: int
    confirmed_count: int
    silent_desa_count: int
    made_by: str
    made_at: datetime
    cancelled_because: str
    code: CodeFacts | None  # the one that stands
    receipt: ReceiptFacts | None

    @property
    def amount_rp(self) -> int:
        return self.jkk_rp + self.jkm_rp

    @property
    def compensated_rp(self) -> int:
        return self.compensated_jkk_rp + self.compensated_jkm_rp

    @property
    def payable_rp(self) -> int:
        return self.amount_rp - self.compensated_rp

    def payable_of(self, scheme: Scheme) -> int:
        """What the account of one scheme has to pay."""
        if scheme is Scheme.JKK:
            return self.jkk_rp - self.compensated_jkk_rp
        return self.jkm_rp - self.compensated_jkm_rp


def bill(*, bill_id: int, actor: Actor) -> BillFacts:
    """One bill, for an actor of the whole kabupaten. Raises NotFound."""
    found = _whole().filter(id=bill_id, programme__kabupaten=actor.kabupaten).first()
    if found is None or actor.scope != actor.kabupaten:
        raise bill_not_found()
    return _told(found)


def bills(*, programme_id: int, fund_id: int | None = None) -> tuple[BillFacts, ...]:
    """The bills of a programme, the latest first; of one fund where it is named."""
    found = _whole().filter(programme=programme_id).order_by("-number")
    return tuple(map(_told, found.filter(fund=fund_id) if fund_id is not None else found))


def facts_of(bill_id: int) -> BillFacts:
    """A bill that is known to be there."""
    return _told(_whole().get(id=bill_id))


def facts_by_ids(ids: Iterable[int]) -> dict[int, BillFacts]:
    return {one.pk: _told(one) for one in _whole().filter(id__in=list(ids))}


def codes(*, bill_id: int) -> tuple[CodeFacts, ...]:
    """Every code that a bill had, the latest first."""
    found = Code.objects.filter(bill=bill_id).select_related("replaces").order_by("-id")
    return tuple(map(_told_code, found))


def _whole() -> QuerySet[Bill]:
    return Bill.objects.select_related("fund", "receipt").prefetch_related("codes__replaces")


def _told(found: Bill) -> BillFacts:
    all_codes = sorted(found.codes.all(), key=lambda code: code.pk)
    receipt = getattr(found, "receipt", None)
    return BillFacts(
        id=found.pk,
        programme_id=found.programme_id,
        fund_id=found.fund_id,
        fund_name=found.fund.name,
        number=found.number,
        first_month=Month.of(found.first_month),
        last_month=Month.of(found.last_month),
        state=BillState(found.state),
        member_count=found.member_count,
        due_count=found.due_count,
        jkk_rp=found.jkk_rp,
        jkm_rp=found.jkm_rp,
        compensated_jkk_rp=found.compensated_jkk_rp,
        compensated_jkm_rp=found.compensated_jkm_rp,
        compensated_months=found.compensated_months,
        dues_sha256=found.dues_sha256,
        law_sha256=found.law_sha256,
        verval_id=found.verval_id,
        asked_count=found.asked_count,
        confirmed_count=found.confirmed_count,
        silent_desa_count=found.silent_desa_count,
        made_by=found.made_by,
        made_at=found.made_at,
        cancelled_because=found.cancelled_because,
        code=_told_code(all_codes[-1]) if all_codes else None,
        receipt=_told_receipt(receipt) if receipt else None,
    )


def _told_code(found: Code) -> CodeFacts:
    return CodeFacts(
        id=found.pk,
        code=found.code,
        head_count=found.head_count,
        amount_rp=found.amount_rp,
        issued_date=found.issued_date,
        expires_date=found.expires_date,
        replaces=found.replaces.code if found.replaces else "",
    )


def _told_receipt(found: Receipt) -> ReceiptFacts:
    return ReceiptFacts(
        received_date=found.received_date,
        amount_rp=found.amount_rp,
        reference=found.reference,
        scan_code=found.scan_code,
        scan_name=found.scan_name,
    )
