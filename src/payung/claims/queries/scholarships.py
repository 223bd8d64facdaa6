"""Scholarships of claims: who is at school, each year of each child, and what is due."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from payung.accounts.rules import Actor
from payung.claims.models import Paper, Scholarship, ScholarshipYear
from payung.claims.rules.needed import YEARLY
from payung.claims.rules.scholarships import YearState

KEPT_DESA = Coalesce("scholarship__claim__person__same_as__desa_code", "scholarship__claim__person__desa_code")
KEPT_NAME = Coalesce("scholarship__claim__person__same_as__name", "scholarship__claim__person__name")
ORDERS = {
    "": ("due_date", "id"),
    "anak": ("scholarship__child__name", "due_date"),
    "peserta": ("worker", "due_date"),
    "jumlah": ("-amount_rp", "due_date", "id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilFacts:
    """A child that may have a scholarship, for the law's case: level and years left on the day of the event."""

    member_id: int
    name: str
    birth_date: date | None
    level: str
    years_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """`papers_there`: all yearly papers came and were found good; `ended` where no more years follow."""

    id: int
    scholarship_id: int
    claim_id: int
    claim_code: str
    member_id: int
    child: str
    worker: str
    desa_code: str
    number: int
    due_date: date
    level: str
    amount_rp: int
    state: YearState
    asked_on: date | None
    paid_on: date | None
    paid_rp: int
    decided_by: str
    note: str
    papers_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScholarshipFacts:
    id: int
    claim_id: int
    member_id: int
    child: str
    birth_date: date | None
    level: str
    years_left: int
    ended_on: date | None
    end_reason: str
    note: str
    years: tuple[YearFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsAsked:
    """What of the list is wanted: `which` is `tahun-ini`, `terlambat`, `tanpa-berkas`, a state, or empty for all."""

    words: str = ""
    which: str = ""
    order: str = ""


def pupils(*, claim_id: int) -> tuple[PupilFacts, ...]:
    """The children at school whose level and years left are known, in the order of their ids."""
    rows = Scholarship.objects.filter(claim=claim_id, child__taken_off="").order_by("child_id")
    return tuple(
        PupilFacts(member_id=id_, name=name, birth_date=born, level=level, years_left=left)
        for id_, name, born, level, left in rows.values_list(
            "child_id", "child__name", "child__birth_date", "level", "years_left"
        )
    )


def of_claim(*, claim_id: int) -> list[ScholarshipFacts]:
    """Every scholarship of the claim with its years, in their order."""
    years: defaultdict[int, list[YearFacts]] = defaultdict(list)
    for year in told(_read(ScholarshipYear.objects.filter(scholarship__claim=claim_id)).order_by("number")):
        years[year.scholarship_id].append(year)
    rows = Scholarship.objects.filter(claim=claim_id).select_related("child").order_by("child__birth_date", "id")
    return [
        ScholarshipFacts(
            id=row.pk,
            claim_id=claim_id,
            member_id=row.child_id,
            child=row.child.name,
            birth_date=row.child.birth_date,
            level=row.level,
            years_left=row.years_left,
            ended_on=row.ended_on,
            end_reason=row.end_reason,
            note=row.note,
            years=tuple(years[row.pk]),
        )
        for row in rows
    ]


def years(*, actor: Actor, asked: YearsAsked, today: date) -> QuerySet[ScholarshipYear]:
    """The years in the actor's part of the map that are wanted."""
    found = _in_scope(actor)
    if asked.words:
        found = found.filter(Q(scholarship__child__name__icontains=asked.words) | Q(worker__icontains=asked.words))
    if asked.which == "tahun-ini":
        found = found.filter(state=YearState.OWED, due_date__year=today.year)
    elif asked.which == "terlambat":
        found = found.filter(state=YearState.OWED, due_date__lt=today)
    elif asked.which == "tanpa-berkas":
        found = found.filter(~_papers_there(), state=YearState.OWED, due_date__lte=date(today.year, 12, 31))
    elif asked.which in set(YearState):
        found = found.filter(state=asked.which)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def counts(*, actor: Actor, today: date) -> tuple[int, int]:
    """How many years are due this year and not asked for, and how many of all are overdue."""
    return (
        years(actor=actor, asked=YearsAsked(which="tahun-ini"), today=today).count(),
        years(actor=actor, asked=YearsAsked(which="terlambat"), today=today).count(),
    )


def of_year(*, year_id: int) -> list[YearFacts]:
    """The one year; none for none."""
    return told(_read(ScholarshipYear.objects.filter(id=year_id)))


def claim_of(*, scholarship_id: int) -> int | None:
    return Scholarship.objects.values_list("claim_id", flat=True).filter(id=scholarship_id).first()


def claim_of_year(*, year_id: int) -> int | None:
    return ScholarshipYear.objects.values_list("scholarship__claim_id", flat=True).filter(id=year_id).first()


def told(found: QuerySet[ScholarshipYear]) -> list[YearFacts]:
    """These years, as `years`, with one question to the database."""
    return list(_told(found.select_related("scholarship__claim", "scholarship__child")))


def _in_scope(actor: Actor) -> QuerySet[ScholarshipYear]:
    inside = Q(desa_code=actor.scope) | Q(desa_code__startswith=f"{actor.scope}.")
    return _read(ScholarshipYear.objects.filter(scholarship__claim__kabupaten=actor.kabupaten)).filter(inside)


def _read(found: QuerySet[ScholarshipYear]) -> QuerySet[ScholarshipYear]:
    named = found.annotate(desa_code=KEPT_DESA, worker=KEPT_NAME, due_year=ExtractYear("due_date"))
    return named.annotate(papers_there=_papers_there())


def _papers_there() -> Q:
    """Each of the yearly papers came for the child and the year, and was found good."""
    there = Q()
    for kind in sorted(YEARLY):
        good = Paper.objects.filter(
            claim=OuterRef("scholarship__claim"),
            about=OuterRef("scholarship__child"),
            year=OuterRef("due_year"),
            kind=kind,
            seen_at__isnull=False,
            returned_because="",
        )
        there &= Q(Exists(good))
    return there


def _told(rows: Iterable[ScholarshipYear]) -> Iterable[YearFacts]:
    for row in rows:
        of = row.scholarship
        yield YearFacts(
            id=row.pk,
            scholarship_id=of.pk,
            claim_id=of.claim_id,
            claim_code=of.claim.code,
            member_id=of.child_id,
            child=of.child.name,
            worker=row.worker,  # type: ignore[attr-defined]
            desa_code=row.desa_code,  # type: ignore[attr-defined]
            number=row.number,
            due_date=row.due_date,
            level=row.level,
            amount_rp=row.amount_rp,
            state=YearState(row.state),
            asked_on=row.asked_on,
            paid_on=row.paid_on,
            paid_rp=row.paid_rp,
            decided_by=row.decided_by,
            note=row.note,
            papers_there=row.papers_there,  # type: ignore[attr-defined]
        )
