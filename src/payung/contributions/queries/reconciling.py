"""Differences as pages tell of them, and what was named, billed and received of each fund."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from payung.accounts.rules import Actor
from payung.contributions.models import Difference
from payung.contributions.states import DifferenceKind, DifferenceState
from payung.ledger import queries as ledger
from payung.ledger.states import AccountKind
from payung.programmes import queries as programmes
from payung.shared.dates import Month

ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("opened_at", "id"),
    "nama": ("name", "id"),
    "jenis": ("kind", "name", "id"),
    "desa": ("desa_code", "name", "id"),
}
NOT_CLOSED = "terbuka"
_UNBOUND = frozenset({AccountKind.CEILING, AccountKind.AVAILABLE})
_CAME = frozenset({AccountKind.RECEIVED, AccountKind.OVERPAID, AccountKind.REFUNDED, AccountKind.GIVEN_UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceFacts:
    id: int
    programme_id: int
    kind: DifferenceKind
    membership_id: int | None
    person_id: int | None
    bill_id: int | None
    kpj: str
    month: Month | None
    name: str
    desa_code: str
    ours: str
    theirs: str
    amount_rp: int
    list_id: int | None
    state: DifferenceState
    owner: str
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str
    closed_because: str
    gone_by_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencesAsked:
    """`state` empty: those not closed."""

    words: str = ""
    kind: str = ""
    state: str = NOT_CLOSED
    owner: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundTie:
    """One fund in rupiah: bound by decrees, billed, received by BPJS; all three are one where all is done."""

    fund_id: int
    name: str
    named_rp: int
    billed_rp: int
    received_rp: int

    @property
    def not_billed_rp(self) -> int:
        return self.named_rp - self.billed_rp

    @property
    def not_received_rp(self) -> int:
        return self.billed_rp - self.received_rp


def differences(*, programme_id: int, actor: Actor, asked: DifferencesAsked) -> QuerySet[Difference]:
    """Those that the actor may see, to be counted and cut into pages; `told` reads them."""
    found = _seen(actor).filter(programme=programme_id)
    for word in asked.words.split():
        found = found.filter(Q(name__icontains=word) | Q(kpj__icontains=word) | Q(theirs__icontains=word))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state == NOT_CLOSED:
        found = found.exclude(state=DifferenceState.CLOSED)
    elif asked.state:
        found = found.filter(state=asked.state)
    if asked.owner:
        found = found.filter(owner=asked.owner)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def told(found: QuerySet[Difference]) -> list[DifferenceFacts]:
    """With one question to the database, whatever their number."""
    return [_facts(one) for one in found.select_related("membership")]


def difference(*, difference_id: int, actor: Actor) -> DifferenceFacts | None:
    return next(iter(told(_seen(actor).filter(id=difference_id))), None)


def open_by_kind(*, programme_id: int) -> dict[DifferenceKind, int]:
    """How many are not closed, of each kind; kinds without any are left out."""
    found = Difference.objects.filter(programme=programme_id).exclude(state=DifferenceState.CLOSED)
    rows = found.values("kind").annotate(n=Count("id")).order_by("kind")
    counts = {DifferenceKind(row["kind"]): row["n"] for row in rows}
    return {kind: counts[kind] for kind in DifferenceKind if kind in counts}


def ties(*, programme_id: int) -> list[FundTie]:
    """Named = billed = received? As the books say, fund by fund in the order of their entry."""
    books = ledger.balances(programme_id=programme_id)
    found = []
    for fund in programmes.funds(programme_id=programme_id):
        sums = {kind: one.amount_rp for kind, one in books.get(fund.id, {}).items() if kind not in _UNBOUND}
        named = sum(sums.values())
        found.append(
            FundTie(
                fund_id=fund.id,
                name=fund.name,
                named_rp=named,
                billed_rp=named - sums.get(AccountKind.COMMITTED, 0),
                received_rp=sum(amount for kind, amount in sums.items() if kind in _CAME),
            )
        )
    return found


def _seen(actor: Actor) -> QuerySet[Difference]:
    return Difference.objects.filter(programme__kabupaten=actor.kabupaten, desa_code__startswith=_scope(actor))


def _scope(actor: Actor) -> str:
    """Somebody of the whole kabupaten sees also what lies in no desa: bills, and people whom nobody knows."""
    return "" if actor.scope == actor.kabupaten else actor.scope


def _facts(one: Difference) -> DifferenceFacts:
    return DifferenceFacts(
        id=one.pk,
        programme_id=one.programme_id,
        kind=DifferenceKind(one.kind),
        membership_id=one.membership_id,
        person_id=one.membership.person_id if one.membership else None,
        bill_id=one.bill_id,
        kpj=one.kpj,
        month=Month.of(one.month) if one.month else None,
        name=one.name,
        desa_code=one.desa_code,
        ours=one.ours,
        theirs=one.theirs,
        amount_rp=one.amount_rp,
        list_id=one.list_id,
        state=DifferenceState(one.state),
        owner=one.owner,
        opened_at=one.opened_at,
        closed_at=one.closed_at,
        closed_by=one.closed_by,
        closed_because=one.closed_because,
        gone_by_itself=one.gone_from_id is not None,
    )
