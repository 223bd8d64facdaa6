"""Lists of the dead as pages are told of them: each list, its lines by what became of them, one line with both sides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from payung.accounts.rules import Actor
from payung.claims.models import DeathDecision, DeathLine, DeathList
from payung.claims.queries import claims
from payung.claims.queries.claims import ClaimFacts
from payung.claims.rules.death_words import Agreement, Said, Settled
from payung.claims.rules.deaths import Lack
from payung.gateways.sealing import Kind, sealer
from payung.matching.rules.outside import Likeness, Nearness
from payung.membership import queries as memberships
from payung.membership.queries import MembershipFacts
from payung.membership.states import EndReason, State
from payung.people import queries as people
from payung.people.queries import HeirFacts, PersonColumns
from payung.shared.nik import masked


class Tab(StrEnum):
    """The parts of one list."""

    SURE = "pasti"
    NIK = "nik"
    NAME = "nama"
    LIKELY = "mirip"
    UNREAD = "tak-terbaca"


AGREEMENT_OF: Mapping[Tab, Agreement] = {
    Tab.SURE: Agreement.SURE,
    Tab.NIK: Agreement.NIK_ALONE,
    Tab.NAME: Agreement.NAME_AND_DATE,
    Tab.LIKELY: Agreement.LIKELY,
    Tab.UNREAD: Agreement.NOBODY,
}
ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("sheet", "row", "id"),
    "nama": ("name", "id"),
    "meninggal": ("-death_date", "id"),
    "desa": ("membership__line__kecamatan", "membership__line__desa", "name", "id"),
}
_ENDED = Q(membership__state=State.ENDED, membership__end_reason=EndReason.DIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    id: int
    source: str
    file_name: str
    file_code: str
    sha256: str
    row_count: int
    unread_count: int
    unsought_count: int
    refusal: str
    job_id: UUID | None
    read_at: datetime | None
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of one list: lines by tab; and of those about members how many are prepared and how many wait for a person."""

    tabs: Mapping[Tab, int]
    prepared: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesAsked:
    tab: Tab | None = None
    words: str = ""
    settled: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """A line with both sides. `name` to `nik` are the list's; `ours` is who is kept. `nik` is masked."""

    id: int
    list_id: int
    source: str
    sheet: str
    row: int
    name: str
    birth_date: date | None
    death_date: date | None
    nik: str
    agreement: Agreement
    settled: Settled
    lacks: tuple[Lack, ...]
    likeness: Likeness | None
    because: str
    decided_by: str
    decided_at: datetime | None
    person_id: int | None
    our_name: str
    our_birth_date: date | None
    our_nik: str
    desa_code: str
    desa: str
    kecamatan: str
    membership: MembershipFacts | None
    claim: ClaimFacts | None
    heirs: tuple[HeirFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    said: Said
    death_date: date | None
    because: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DesaAsked:
    """The members of one desa whose death it is to confirm."""

    desa_code: str
    desa: str
    kecamatan: str
    lines: tuple[LineFacts, ...]


def list_facts(one: DeathList) -> ListFacts:
    return ListFacts(
        id=one.pk,
        source=one.source,
        file_name=one.file_name,
        file_code=one.file_code,
        sha256=one.sha256,
        row_count=one.row_count,
        unread_count=one.unread_count,
        unsought_count=one.unsought_count,
        refusal=one.refusal,
        job_id=one.job_id,
        read_at=one.read_at,
        made_by=one.made_by,
        made_at=one.made_at,
    )


def lists(*, actor: Actor) -> list[tuple[ListFacts, Counts]]:
    """The lists of the kabupaten, the latest first, each with its counts."""
    found = [list_facts(one) for one in DeathList.objects.filter(kabupaten=actor.kabupaten).order_by("-id")]
    counted = _counts([one.id for one in found])
    return [(one, counted[one.id]) for one in found]


def one_list(*, list_id: int, actor: Actor) -> ListFacts | None:
    found = DeathList.objects.filter(id=list_id, kabupaten=actor.kabupaten).first()
    return list_facts(found) if found else None


def counts(*, list_id: int) -> Counts:
    return _counts([list_id])[list_id]


def lines(*, list_id: int, asked: LinesAsked) -> QuerySet[DeathLine]:
    """The lines that were asked for, in their order; `told` reads them."""
    found = DeathLine.objects.filter(list=list_id)
    if asked.tab is not None:
        found = found.filter(agreement=AGREEMENT_OF[asked.tab])
    for word in asked.words.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(membership__line__name__icontains=word)
            | Q(membership__line__desa__icontains=word)
        )
    if asked.settled == Settled.CONFIRMED:
        found = found.filter(_ENDED, settled=Settled.PREPARED)
    elif asked.settled == Settled.PREPARED:
        found = found.filter(settled=Settled.PREPARED).exclude(_ENDED)
    elif asked.settled in {*Settled}:
        found = found.filter(settled=asked.settled)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def one_line(*, line_id: int, actor: Actor) -> LineFacts | None:
    found = DeathLine.objects.filter(id=line_id, list__kabupaten=actor.kabupaten)
    return next(iter(told(found, kabupaten=actor.kabupaten)), None)


def decisions(*, line_id: int) -> list[DecisionFacts]:
    """What people said of it, the latest first."""
    return [
        DecisionFacts(
            said=Said(one.said),
            death_date=one.death_date,
            because=one.because,
            made_by=one.made_by,
            made_at=one.made_at,
        )
        for one in DeathDecision.objects.filter(line=line_id).order_by("-id")
    ]


def asked_of_desas(*, list_id: int, actor: Actor) -> list[DesaAsked]:
    """Whom each desa is to confirm: held for this list, not yet ended; by kecamatan and desa."""
    held = DeathLine.objects.filter(list=list_id, list__kabupaten=actor.kabupaten, agreement=Agreement.SURE)
    held |= DeathLine.objects.filter(list=list_id, list__kabupaten=actor.kabupaten, settled=Settled.PREPARED)
    waiting = held.filter(settled__in=[Settled.WAITING, Settled.PREPARED]).exclude(_ENDED)
    by_desa: dict[tuple[str, str, str], list[LineFacts]] = {}
    for one in told(waiting.order_by("name", "id"), kabupaten=actor.kabupaten):
        by_desa.setdefault((one.kecamatan, one.desa, one.desa_code), []).append(one)
    return [
        DesaAsked(desa_code=code, desa=desa, kecamatan=kecamatan, lines=tuple(found))
        for (kecamatan, desa, code), found in sorted(by_desa.items())
    ]


def told(found: QuerySet[DeathLine], *, kabupaten: str) -> list[LineFacts]:
    """These lines with both sides, with a handful of questions to the database."""
    rows = list(found.select_related("list"))
    persons = sorted({one.person_id for one in rows if one.person_id})
    names = people.columns(person_ids=persons) if persons else None
    known = _Known(
        kabupaten=kabupaten,
        persons=dict(zip(persons, _each(names), strict=True)) if names else {},
        niks=people.niks(kabupaten=kabupaten, person_ids=persons) if persons else {},
        claims=claims.facts_by_ids({one.claim_id for one in rows if one.claim_id}),
        memberships=memberships.facts_by_ids({one.membership_id for one in rows if one.membership_id}),
        heirs=people.heirs_of(person_ids=persons),
    )
    return [_line(one, known) for one in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Our side of some lines, by person, claim and membership."""

    kabupaten: str
    persons: Mapping[int, tuple[str, date | None, str]]  # name, birth date, desa
    niks: Mapping[int, str]
    claims: Mapping[int, ClaimFacts]
    memberships: Mapping[int, MembershipFacts]
    heirs: Mapping[int, tuple[HeirFacts, ...]]


def _each(found: PersonColumns) -> Iterable[tuple[str, date | None, str]]:
    return zip(found.name.tolist(), found.birth_date.tolist(), found.desa_code.tolist(), strict=True)


def _line(one: DeathLine, known: _Known) -> LineFacts:
    name, born, desa_code = known.persons.get(one.person_id or 0, ("", None, ""))
    desa, kecamatan = claims.place_of(known.kabupaten, desa_code) if desa_code else ("", "")
    membership = known.memberships.get(one.membership_id or 0)
    ours = known.niks.get(one.person_id or 0)
    theirs = sealer(known.kabupaten).opened(bytes(one.nik_sealed), Kind.NIK) if one.nik_sealed else ""
    return LineFacts(
        id=one.pk,
        list_id=one.list_id,
        source=one.list.source,
        sheet=one.sheet,
        row=one.row,
        name=one.name,
        birth_date=one.birth_date,
        death_date=one.death_date,
        nik=masked(theirs) if theirs else "",
        agreement=Agreement(one.agreement),
        settled=_settled(one, membership),
        lacks=tuple(Lack(word) for word in one.lacks.split()),
        likeness=None if one.weight is None else Likeness(one.weight, one.gammas, Nearness(one.nearness)),
        because=one.because,
        decided_by=one.decided_by,
        decided_at=one.decided_at,
        person_id=one.person_id,
        our_name=name,
        our_birth_date=born,
        our_nik=masked(ours) if ours else "",
        desa_code=desa_code,
        desa=desa,
        kecamatan=kecamatan,
        membership=membership,
        claim=known.claims.get(one.claim_id or 0),
        heirs=known.heirs.get(one.person_id or 0, ()),
    )


def _settled(one: DeathLine, membership: MembershipFacts | None) -> Settled:
    """Prepared, and the membership has ended with the death: confirmed, by whomever."""
    ended = membership is not None and membership.end_reason is EndReason.DIED
    return Settled.CONFIRMED if ended and one.settled == Settled.PREPARED else Settled(one.settled)


def _counts(list_ids: Sequence[int]) -> dict[int, Counts]:
    tab_of = {agreement: tab for tab, agreement in AGREEMENT_OF.items()}
    found = {list_id: Counts(tabs=dict.fromkeys(Tab, 0), prepared=0, waiting=0) for list_id in list_ids}
    tabs: dict[int, dict[Tab, int]] = {list_id: dict.fromkeys(Tab, 0) for list_id in list_ids}
    settled: dict[int, dict[str, int]] = {list_id: {} for list_id in list_ids}
    rows = DeathLine.objects.filter(list__in=list(list_ids)).order_by().values_list("list_id", "agreement", "settled")
    for list_id, agreement, state, many in rows.annotate(many=Count("id")):
        tabs[list_id][tab_of[Agreement(agreement)]] += many
        settled[list_id][state] = settled[list_id].get(state, 0) + many
    for list_id in found:
        found[list_id] = Counts(
            tabs=tabs[list_id],
            prepared=settled[list_id].get(Settled.PREPARED, 0),
            waiting=settled[list_id].get(Settled.WAITING, 0),
        )
    return found
