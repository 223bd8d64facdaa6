"""Nobody dead and unclaimed: all who are known to have died and whose family has no money yet, wherever it was told.

From claims that are not paid, memberships held or ended for a death (by verval too), sure lines of death lists, and
Dukcapil's answers to pre-checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.models import Claim, DeathLine
from payung.claims.queries import claims
from payung.claims.queries.claims import ClaimFacts, chunks, in_scope, told_all
from payung.claims.queries.covering import member_on
from payung.claims.queries.money import paid_totals
from payung.claims.queries.told_dead import Source, tellings
from payung.claims.rules.case import day_of_law
from payung.claims.rules.death_words import Agreement, Settled
from payung.claims.rules.unclaimed import lapses_on, owed_rp, stage_two_due_before
from payung.claims.states import EventKind, Scheme, State
from payung.law.dated import Law, LawMissing
from payung.law.loader import load
from payung.membership import queries as memberships
from payung.membership.queries import Cover, MembershipFacts
from payung.people import queries as people
from payung.people.queries import HeirFacts

_SETTLED = frozenset({State.PAID, State.CLOSED, State.WITHDRAWN})
_BEFORE_STAGE_TWO = (State.REPORTED, State.STAGE_ONE, State.SUSPECTED, State.CONCLUDED, State.IN_CARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed:
    """Somebody who died. `days` since the death, else since it was told; `owed_rp` None where the day or cover is not known.

    `early`: died within the first three months, so that BPJS pays the funeral only, or a person decides.
    """

    person_id: int
    name: str
    desa_code: str
    desa: str
    kecamatan: str
    kpj: str
    died_on: date | None
    told_on: date | None
    days: int
    source: Source
    line_id: int | None
    claim: ClaimFacts | None
    membership_id: int | None
    status: str  # of cover on that day, as `payung cover` says; empty where it cannot be said
    early: bool
    owed_rp: int | None
    lapses_on: date | None
    heirs: tuple[HeirFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The deaths, those who wait longest first; accidents without stage II, the oldest first."""

    deaths: tuple[Unclaimed, ...]
    accidents: tuple[ClaimFacts, ...]
    on: date

    @property
    def owed_rp(self) -> int:
        return sum(one.owed_rp or 0 for one in self.deaths)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A death as one of its sources tells it; the fullest source stands."""

    source: Source
    died_on: date | None
    told_on: date | None
    claim: ClaimFacts | None = None
    line_id: int | None = None
    membership: MembershipFacts | None = None
    paid_rp: int = 0  # of the claim, as a branch may report before BPJS's letter comes

    @property
    def law_day(self) -> date | None:
        """The day whose cover and law count; while the scheme is open that of JKM, which owes the least."""
        if self.claim is None or self.died_on is None:
            return self.died_on
        scheme = Scheme.JKK if self.claim.scheme is Scheme.JKK else Scheme.JKM
        return day_of_law(
            kind=self.claim.kind,
            scheme=scheme,
            event_date=self.claim.event_date,
            death_date=self.claim.death_date,
        )


def unclaimed(*, actor: Actor, today: date) -> Report:
    """The report for the actor's part of the map. Queries grow with chunks of persons, never with persons."""
    known = _known(actor, today)
    covers = _covers({id_: day for id_, one in known.items() if (day := one.law_day)})
    owed = {id_: _owed(one, covers.get(id_)) for id_, one in known.items()}
    ids = sorted(id_ for id_, one in known.items() if not _is_paid(one, owed[id_]))
    heirs = people.heirs_of(person_ids=ids)
    names = _names(ids)
    deaths = [
        _told(id_, known[id_], names[id_], covers.get(id_), owed[id_], heirs.get(id_, ()), actor, today) for id_ in ids
    ]
    deaths.sort(key=lambda one: (-one.days, one.name, one.person_id))
    return Report(deaths=tuple(deaths), accidents=tuple(_accidents(actor, today)), on=today)


def without_claim(*, actor: Actor, today: date) -> int:
    """How many of them have no claim yet."""
    return sum(one.claim is None for one in _known(actor, today).values())


def _known(actor: Actor, today: date) -> dict[int, _Known]:
    """By human being; a claim says more than a line, a line more than a membership."""
    found: dict[int, _Known] = {}
    for human, told in tellings(actor=actor, today=today).items():
        found[human] = _Known(
            source=told.source,
            died_on=told.died_on,
            told_on=timezone.localdate(told.told_at) if told.told_at else None,
            membership=told.membership,
        )
    _add_lines(found, actor)
    dead = Q(kind__in=[EventKind.DEATH, EventKind.LOST_AT_SEA]) | Q(death_date__isnull=False)
    over: set[int] = set()
    of_deaths = list(told_all(in_scope(actor).filter(dead).exclude(state=State.WITHDRAWN).order_by("id")))
    paid = paid_totals(claim_ids=[claim.id for claim in of_deaths if claim.state not in _SETTLED])
    for claim in of_deaths:
        if claim.state in _SETTLED:
            over.add(claim.person_id)
            continue
        found[claim.person_id] = _Known(
            source=Source.CLAIM,
            died_on=claim.death_date or (claim.event_date if claim.kind is EventKind.DEATH else None),
            told_on=timezone.localdate(claim.told_at),
            claim=claim,
            membership=found[claim.person_id].membership if claim.person_id in found else None,
            paid_rp=paid.get(claim.id, 0),
        )
    over |= _elsewhere_over([id_ for id_, one in found.items() if one.claim is None])
    return {id_: one for id_, one in found.items() if id_ not in over}


def _add_lines(found: dict[int, _Known], actor: Actor) -> None:
    """Sure lines that wait for a person, or were prepared without a claim."""
    lines = DeathLine.objects.filter(list__kabupaten=actor.kabupaten, claim=None, person__isnull=False)
    lines = lines.filter(Q(agreement=Agreement.SURE, settled=Settled.WAITING) | Q(settled=Settled.PREPARED))
    inside = Q(person__desa_code=actor.scope) | Q(person__desa_code__startswith=f"{actor.scope}.")
    rows = lines.filter(inside).order_by("id").annotate(kept=Coalesce("person__same_as_id", "person_id"))
    for line_id, kept, died_on, made_at in rows.values_list("id", "kept", "death_date", "list__made_at"):
        before = found.get(kept)
        found[kept] = _Known(
            source=Source.LIST,
            died_on=(before.died_on if before else None) or died_on,
            told_on=timezone.localdate(made_at),
            line_id=line_id,
            membership=before.membership if before else None,
        )


def _elsewhere_over(person_ids: list[int]) -> set[int]:
    """Of those known by a membership or a line: whose death was claimed and settled, wherever the person lives now."""
    found: set[int] = set()
    for chunk in chunks(person_ids):
        rows = Claim.objects.filter(
            Q(person__in=chunk) | Q(person__same_as__in=chunk), state__in=[State.PAID, State.CLOSED]
        )
        found.update(
            rows.exclude(kind=EventKind.ACCIDENT, death_date=None).values_list(
                Coalesce("person__same_as_id", "person_id"), flat=True
            )
        )
    return found


def _covers(days: Mapping[int, date]) -> dict[int, Cover]:
    begins = load("cover").begins("lapse_months")
    return memberships.covers(on={id_: day for id_, day in days.items() if day >= begins})


def _names(person_ids: list[int]) -> dict[int, tuple[str, str]]:
    if not person_ids:
        return {}
    read = people.columns(person_ids=person_ids)
    return dict(zip(read.ids.tolist(), zip(read.name.tolist(), read.desa_code.tolist(), strict=True), strict=True))


def _told(
    person_id: int,
    one: _Known,
    about: tuple[str, str],
    cover: Cover | None,
    owed: int | None,
    heirs: tuple[HeirFacts, ...],
    actor: Actor,
    today: date,
) -> Unclaimed:
    name, desa_code = about
    desa, kecamatan = claims.place_of(actor.kabupaten, desa_code)
    latest = next(iter(cover.memberships), None) if cover else one.membership
    since = one.died_on or one.told_on
    membership_id = one.claim.membership_id if one.claim else (latest.id if latest else None)
    return Unclaimed(
        person_id=person_id,
        name=name,
        desa_code=desa_code,
        desa=desa,
        kecamatan=kecamatan,
        kpj=latest.kpj if latest else "",
        died_on=one.died_on,
        told_on=one.told_on,
        days=max((today - since).days, 0) if since else 0,
        source=one.source,
        line_id=one.line_id,
        claim=one.claim,
        membership_id=membership_id,
        status=cover.answer.status if cover else "",
        early=cover is not None
        and cover.answer.jkm in ("funeral_only", "uncertain")
        and cover.answer.status == "active",
        owed_rp=None if owed is None else owed - one.paid_rp,
        lapses_on=_lapses(one.law_day or (one.claim.event_date if one.claim else None)),
        heirs=heirs,
    )


def _owed(known: _Known, cover: Cover | None) -> int | None:
    """By the law of the day, from months that BPJS had received by then; None where nobody can say."""
    day = known.law_day
    if day is None or cover is None or cover.registered_date is None:
        return None
    if day < cover.registered_date:
        return 0
    if cover.answer.status == "unpaid":  # a person decides whether anything is owed
        return None
    member = member_on(cover=cover, day=day)
    if member is None:
        return None
    try:
        return owed_rp(
            event_date=day,
            work=known.claim is not None and known.claim.scheme is Scheme.JKK,
            base_income_rp=_base_rp(day),
            registered_on=member.registered_on,
            months_paid=member.months_paid,
            status=member.status,
            benefit_law=load("benefit"),
            cover_law=load("cover"),
        )
    except LawMissing:
        return None


def _is_paid(known: _Known, owed: int | None) -> bool:
    """The family has the money already, though nobody has led the claim to its end."""
    return bool(known.paid_rp) and (owed is None or known.paid_rp >= owed)


def _base_rp(day: date) -> int:
    """Vulnerable workers are insured in the first row of incomes (law/contribution.yaml)."""
    law: Law = load("contribution")
    return law.on(day).brackets("bpu_brackets")[0].base_rp


def _lapses(day: date | None) -> date | None:
    if day is None:
        return None
    try:
        return lapses_on(event_date=day, law=load("benefit"))
    except LawMissing:
        return None


def _accidents(actor: Actor, today: date) -> list[ClaimFacts]:
    waiting = in_scope(actor).filter(kind=EventKind.ACCIDENT, death_date=None, state__in=_BEFORE_STAGE_TWO)
    old = waiting.filter(event_date__lte=stage_two_due_before(today=today))
    return list(told_all(old.order_by("event_date", "id")))
