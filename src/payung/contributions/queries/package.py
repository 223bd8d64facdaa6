"""All that a paket SPP-LS says of a bill, each sum from its own source: so that they can be held against one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from payung.accounts.rules import Actor
from payung.audit.rules import hash_of_lines
from payung.contributions.models import BillAct, Difference, Due, Share, VervalDesa, VervalLine, VervalRound
from payung.contributions.queries.billing_facts import BillFacts, bill
from payung.contributions.queries.billing_lines import MemberDue, due_lines, dues_of_bill
from payung.contributions.rules.package import Booked, Payable, Requested, Sums
from payung.contributions.states import DifferenceKind, DifferenceState, PaymentState, Scheme, VervalAnswer, VervalState
from payung.decrees import queries as decrees
from payung.decrees.queries import DecreeFacts
from payung.ledger import queries as ledger
from payung.ledger.states import AccountKind, EntryKind
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import AgreementFacts, FundFacts, ProgrammeFacts

_RAISE = "raise"


@dataclass(frozen=True, slots=True, kw_only=True)
class DesaSums:
    desa_code: str
    desa: str
    kecamatan: str
    sums: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """A payment request (SPP-LS) with what it asks for this bill."""

    payment_id: int
    spp_number: str
    spp_date: date
    scheme: Scheme
    account_code: str
    amount_rp: int
    state: PaymentState
    sp2d_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VervalFacts:
    """What the desas said before the bill. `answers` counts members by answer, `None` for no answer."""

    due_date: date
    answers: dict[VervalAnswer | None, int]
    silent: Sequence[tuple[str, int]]  # desa code and its members of the fund


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDifferences:
    kind: DifferenceKind
    count: int
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """`dues` and `desas` are summed anew from the dues, `booked` from the books: none is taken from the bill."""

    bill: BillFacts
    programme: ProgrammeFacts
    fund: FundFacts
    agreement: AgreementFacts | None
    decrees: Sequence[DecreeFacts]
    dues: Sums
    dues_sha256: str
    booked: Booked
    desas: Sequence[DesaSums]
    requests: Sequence[RequestFacts]
    verval: VervalFacts | None
    without_verval_because: str
    differences: Sequence[OpenDifferences]

    @property
    def owed(self) -> Sums:
        """As the bill says."""
        one = self.bill
        return Sums(heads=one.member_count, months=one.due_count, jkk_rp=one.jkk_rp, jkm_rp=one.jkm_rp)

    @property
    def payable(self) -> Payable:
        return Payable(jkk_rp=self.bill.payable_of(Scheme.JKK), jkm_rp=self.bill.payable_of(Scheme.JKM))

    @property
    def requested(self) -> Requested:
        shares: dict[Scheme, int] = {}
        for one in self.requests:
            shares[one.scheme] = shares.get(one.scheme, 0) + one.amount_rp
        return Requested(shares_rp=shares)


def package(*, bill_id: int, actor: Actor) -> PackageFacts:
    """For an actor of the whole kabupaten. Raises NotFound."""
    found = bill(bill_id=bill_id, actor=actor)
    programme = programmes.by_id(programme_id=found.programme_id)
    if programme is None:
        raise LookupError(f"programme {found.programme_id} is gone")
    (fund,) = (one for one in programmes.funds(programme_id=programme.id) if one.id == found.fund_id)
    desas = _desas(bill_id)
    return PackageFacts(
        bill=found,
        programme=programme,
        fund=fund,
        agreement=programmes.agreement(programme_id=programme.id),
        decrees=_decrees(bill_id, programme.id),
        dues=_dues(bill_id),
        dues_sha256=hash_of_lines(due_lines(bill_id=bill_id)),
        booked=_booked(bill_id),
        desas=desas,
        requests=requests_of_bill(bill_id=bill_id),
        verval=_verval(found.verval_id, found.fund_id) if found.verval_id else None,
        without_verval_because=_without_verval(bill_id),
        differences=open_differences(programme_id=programme.id),
    )


def lines(*, bill_id: int) -> Iterator[MemberDue]:
    """The members of the bill in the order of its papers."""
    return dues_of_bill(bill_id=bill_id)


def requests_of_bill(*, bill_id: int) -> tuple[RequestFacts, ...]:
    """Those that were not withdrawn, JKK before JKM."""
    found = Share.objects.filter(bill=bill_id).exclude(payment__state=PaymentState.WITHDRAWN)
    return tuple(
        RequestFacts(
            payment_id=one.payment_id,
            spp_number=one.payment.spp_number,
            spp_date=one.payment.spp_date,
            scheme=Scheme(one.payment.scheme),
            account_code=one.payment.account_code,
            amount_rp=one.amount_rp,
            state=PaymentState(one.payment.state),
            sp2d_number=one.payment.sp2d_number,
        )
        for one in found.select_related("payment").order_by("payment__scheme", "payment_id")
    )


def open_differences(*, programme_id: int) -> tuple[OpenDifferences, ...]:
    """How many differences of each kind nobody has closed."""
    found = Difference.objects.filter(programme=programme_id).exclude(state=DifferenceState.CLOSED)
    rows = found.values_list("kind").annotate(Count("id"), Sum("amount_rp")).order_by("kind")
    return tuple(
        OpenDifferences(kind=DifferenceKind(kind), count=count, amount_rp=amount_rp) for kind, count, amount_rp in rows
    )


def _dues(bill_id: int) -> Sums:
    found = Due.objects.filter(bill=bill_id, void=False).aggregate(
        heads=Count("membership", distinct=True), months=Count("id"), jkk_rp=Sum("jkk_rp"), jkm_rp=Sum("jkm_rp")
    )
    return Sums(**{name: value or 0 for name, value in found.items()})


def _desas(bill_id: int) -> tuple[DesaSums, ...]:
    place = ("membership__line__kecamatan", "membership__line__desa", "membership__line__desa_code")
    found = Due.objects.filter(bill=bill_id, void=False).values_list(*place).order_by(*place)
    rows = found.annotate(Count("membership", distinct=True), Count("id"), Sum("jkk_rp"), Sum("jkm_rp"))
    return tuple(
        DesaSums(
            desa_code=code,
            desa=desa,
            kecamatan=kecamatan,
            sums=Sums(heads=heads, months=months, jkk_rp=jkk_rp, jkm_rp=jkm_rp),
        )
        for kecamatan, desa, code, heads, months, jkk_rp, jkm_rp in rows
    )


def _decrees(bill_id: int, programme_id: int) -> tuple[DecreeFacts, ...]:
    """Those that name members of the bill, the first first."""
    ids = set(Due.objects.filter(bill=bill_id).order_by().values_list("membership__line__decree", flat=True).distinct())
    return tuple(one for one in reversed(decrees.decrees(programme_id=programme_id)) if one.id in ids)


def _booked(bill_id: int) -> Booked:
    entries = [one for one in ledger.entries_of_source(source=f"bill:{bill_id}") if one.kind is EntryKind.BILL]
    billed = [one for entry in entries for one in entry.postings if one.kind is AccountKind.BILLED]
    return Booked(rp=sum(one.amount_rp for one in billed), months=sum(one.person_months for one in billed))


def _without_verval(bill_id: int) -> str:
    found: str | None = BillAct.objects.filter(bill=bill_id, event=_RAISE).values_list("note", flat=True).first()
    return found or ""


def _verval(round_id: int, fund_id: int) -> VervalFacts:
    """Only of members of the bill's fund; a desa is silent where none of its lines was answered in time."""
    of_fund = VervalLine.objects.filter(desa__round=round_id, membership__fund=fund_id)
    counted = of_fund.order_by().values_list("answer").annotate(Count("id"))
    silent = VervalDesa.objects.filter(round=round_id).exclude(state=VervalState.ANSWERED)
    many = Count("lines", filter=Q(lines__membership__fund=fund_id))
    return VervalFacts(
        due_date=VervalRound.objects.values_list("due_date", flat=True).get(id=round_id),
        answers={VervalAnswer(answer) if answer else None: count for answer, count in counted},
        silent=tuple(
            silent.annotate(many=many).filter(many__gt=0).order_by("desa_code").values_list("desa_code", "many")
        ),
    )
