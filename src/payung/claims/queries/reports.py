"""What was told, as pages are told of it: in the actor's part of the map, and what they wrote down themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from payung.accounts.rules import Actor
from payung.claims.models import Report
from payung.claims.queries.claims import place_of
from payung.claims.rules.told import Reporter
from payung.claims.states import EventKind

_NEAR = timedelta(days=60)
_MOST_ALIKE = 10


class ReportState(StrEnum):
    WAITING = "waiting"
    CLAIM = "claim"
    ASIDE = "aside"


ORDERS = {
    "": ("-told_at", "-id"),
    "terlama": ("told_at", "id"),
    "nama": ("told_name", "id"),
    "kejadian": ("-event_date", "-id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsAsked:
    words: str = ""
    state: str = ""
    kind: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """`person_name` empty: nobody knows yet who it is."""

    id: int
    kabupaten: str
    code: str
    kind: EventKind
    reporter: Reporter
    reporter_name: str
    reporter_phone: str
    told_name: str
    told_kpj: str
    desa_code: str
    desa: str
    kecamatan: str
    person_id: int | None
    person_name: str
    event_date: date | None
    event_time: time | None
    place_text: str
    doing: str
    note: str
    told_at: datetime
    claim_id: int | None
    claim_code: str
    set_aside: str
    reported_by: str
    made_at: datetime

    @property
    def state(self) -> ReportState:
        if self.claim_id is not None:
            return ReportState.CLAIM
        return ReportState.ASIDE if self.set_aside else ReportState.WAITING


_OWN = (
    *("id", "kabupaten", "code", "kind", "reporter", "reporter_name", "reporter_phone", "told_name", "told_kpj"),
    *("desa_code", "event_date", "event_time", "place_text", "doing", "note", "told_at", "claim_id", "set_aside"),
    *("reported_by", "made_at"),
)
_MORE = {"person_id": "kept_id", "person_name": "kept_name", "claim_code": "claim__code"}


def one(*, report_id: int, actor: Actor) -> ReportFacts | None:
    return next(iter(told_all(in_scope(actor).filter(id=report_id))), None)


def reports(*, actor: Actor, asked: ReportsAsked) -> QuerySet[Report]:
    """Reports to be counted and cut; `told_all` reads them."""
    found = in_scope(actor)
    for word in asked.words.split():
        said = Q(told_name__icontains=word) | Q(kept_name__icontains=word) | Q(told_kpj__startswith=word.upper())
        found = found.filter(said | Q(code__startswith=word.upper()))
    if asked.kind in {*EventKind}:
        found = found.filter(kind=asked.kind)
    if asked.state in {*ReportState}:
        found = found.filter(_IN_STATE[ReportState(asked.state)])
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


_IN_STATE = {
    ReportState.WAITING: Q(claim=None, set_aside=""),
    ReportState.CLAIM: Q(claim__isnull=False),
    ReportState.ASIDE: ~Q(set_aside=""),
}


def by_code(*, code: str, actor: Actor) -> ReportFacts | None:
    """The report of a code as whoever told it has it, where the actor sees it."""
    return next(iter(told_all(in_scope(actor).filter(code=code))), None) if code else None


def of_person(*, person_ids: Sequence[int], actor: Actor) -> list[ReportFacts]:
    """All that was told of one human being, as far as the actor sees it, the latest telling first."""
    mine = Q(person__in=person_ids) | Q(person__same_as__in=person_ids)
    return list(told_all(in_scope(actor).filter(mine).order_by("-told_at", "-id")))


def waiting(*, actor: Actor) -> QuerySet[Report]:
    """What was told and is neither a claim nor set aside, the longest first."""
    return in_scope(actor).filter(_IN_STATE[ReportState.WAITING]).order_by("told_at", "id")


def of_claim(*, claim_id: int, actor: Actor) -> list[ReportFacts]:
    """All that was told of a claim, as far as the actor sees it, the first telling first."""
    return list(told_all(in_scope(actor).filter(claim=claim_id).order_by("told_at", "id")))


def alike(*, report: ReportFacts, actor: Actor) -> list[ReportFacts]:
    """Other reports that may tell the same: of this person, this KPJ or this name, within two months."""
    same = Q(told_name__iexact=report.told_name)
    if report.person_id is not None:
        same |= Q(person=report.person_id) | Q(person__same_as=report.person_id)
    if report.told_kpj:
        same |= Q(told_kpj=report.told_kpj)
    near = Q(told_at__range=(report.told_at - _NEAR, report.told_at + _NEAR))
    found = in_scope(actor).filter(same & near).exclude(id=report.id)
    return list(told_all(found.order_by("told_at", "id")[:_MOST_ALIKE]))


def in_scope(actor: Actor) -> QuerySet[Report]:
    """Reports of the actor's part of the map, and the actor's own; one without a place is the dinas's."""
    inside = Q(desa_code=actor.scope) | Q(desa_code__startswith=f"{actor.scope}.") | Q(reported_by=actor.key)
    if actor.scope == actor.kabupaten:
        inside |= Q(desa_code="")
    return _read(Report.objects.filter(inside, kabupaten=actor.kabupaten))


def _read(found: QuerySet[Report]) -> QuerySet[Report]:
    return found.annotate(
        kept_id=Coalesce("person__same_as_id", "person_id"), kept_name=Coalesce("person__same_as__name", "person__name")
    )


def told_all(found: QuerySet[Report]) -> Iterator[ReportFacts]:
    """These reports, with one question to the database."""
    names = (*_OWN, *_MORE)
    for row in found.values_list(*_OWN, *_MORE.values()):
        yield _told(dict(zip(names, row, strict=True)))


def _told(plain: dict[str, Any]) -> ReportFacts:
    code = plain["desa_code"]
    desa, kecamatan = place_of(plain["kabupaten"], code) if code else ("", "")
    return ReportFacts(
        kind=EventKind(plain.pop("kind")),
        reporter=Reporter(plain.pop("reporter")),
        person_name=plain.pop("person_name") or "",
        claim_code=plain.pop("claim_code") or "",
        desa=desa,
        kecamatan=kecamatan,
        **plain,
    )
