"""The lines of a decree as pages show them, the corrections beside them, and where a person is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from payung.accounts.rules import Actor
from payung.decrees.models import Correction, LeftOut, Line, Strike
from payung.decrees.states import CorrectionKind, LeftOutWhy, LineState, State
from payung.gateways.sealing import Kind, sealer
from payung.shared.dates import Month
from payung.shared.nik import masked

PAGE = 100
ORDERS: Mapping[str, tuple[str, ...]] = {"": ("number",), "nama": ("name", "number"), "lahir": ("birth_date", "number")}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """A named person; the NIK masked."""

    id: int
    decree_id: int
    decree_number: str
    decree_state: State
    number: int
    person_id: int
    candidate_id: int
    name: str
    nik: str
    sex: str
    birth_date: date
    desa_code: str
    desa: str
    kecamatan: str
    address: str
    occupation: str
    fund_id: int
    fund_name: str
    first_month: Month
    last_month: Month
    months: int
    state: LineState
    replaces_id: int | None
    correction: str  # kinds of those not settled, spaces between


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesAsked:
    """What of the lines is wanted."""

    words: str = ""
    desa_code: str = ""  # or of a kecamatan
    occupation: str = ""
    fund_id: int | None = None
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFacts:
    id: int
    line_id: int
    number: int
    name: str
    desa_code: str
    kind: CorrectionKind
    note: str
    happened_on: date | None
    made_by: str
    made_at: datetime
    settled_by_id: int | None
    evidence_code: str
    evidence_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutFacts:
    person_id: int
    name: str
    desa_code: str
    rank: int
    why: LeftOutWhy
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeFacts:
    """A line that an amendment takes off, and who comes in its place."""

    line_id: int
    decree_id: int  # of the line
    number: int
    name: str
    desa_code: str
    desa: str
    last_month: Month
    because: str
    replaced_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementFacts:
    """One name goes, another comes: `named` and `first_month` empty where nobody does."""

    number: int  # of the struck line
    out: str
    because: str
    named: str
    desa: str
    first_month: Month | None
    person_id: int | None  # of whoever comes


def lines(*, decree_id: int, actor: Actor, asked: LinesAsked) -> QuerySet[Line]:
    """The lines in the actor's part of the map, to be counted and cut into pages; `told_lines` reads them."""
    found = Line.objects.filter(decree=decree_id, desa_code__startswith=actor.scope)
    for word in asked.words.split():
        found = found.filter(Q(name__icontains=word) | Q(desa__icontains=word) | Q(number__contains=word))
    if asked.desa_code:
        found = found.filter(desa_code__startswith=asked.desa_code)
    if asked.occupation:
        found = found.filter(occupation=asked.occupation)
    if asked.fund_id is not None:
        found = found.filter(fund=asked.fund_id)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def told_lines(found: QuerySet[Line], *, kabupaten: str) -> list[LineFacts]:
    """These lines, with three questions to the database whatever their number."""
    opened = sealer(kabupaten).opened
    rows = list(found.select_related("decree").prefetch_related("corrections"))
    return [_told(line, nik=masked(opened(bytes(line.nik_sealed), Kind.NIK))) for line in rows]


def line(*, decree_id: int, number: int, actor: Actor) -> LineFacts | None:
    """One line in the actor's part of the map."""
    found = lines(decree_id=decree_id, actor=actor, asked=LinesAsked()).filter(number=number)
    return next(iter(told_lines(found, kabupaten=actor.kabupaten)), None)


def lines_of_person(*, person_ids: list[int], actor: Actor) -> list[LineFacts]:
    """Wherever one of these persons (one human being, joined) is named, the latest decree first."""
    found = Line.objects.filter(
        person__in=person_ids, decree__programme__kabupaten=actor.kabupaten, desa_code__startswith=actor.scope
    )
    return told_lines(found.order_by("-decree_id"), kabupaten=actor.kabupaten)


def corrections(*, decree_id: int) -> list[CorrectionFacts]:
    found = Correction.objects.filter(line__decree=decree_id).select_related("line").order_by("line__number", "id")
    return [
        CorrectionFacts(
            id=one.pk,
            line_id=one.line_id,
            number=one.line.number,
            name=one.line.name,
            desa_code=one.line.desa_code,
            kind=CorrectionKind(one.kind),
            note=one.note,
            happened_on=one.happened_on,
            made_by=one.made_by,
            made_at=one.made_at,
            settled_by_id=one.settled_by_id,
            evidence_code=one.evidence_code,
            evidence_name=one.evidence_name,
        )
        for one in found
    ]


def left_out(*, decree_id: int, why: str = "") -> QuerySet[LeftOut]:
    """Whom the draft does not name, by rank."""
    found = LeftOut.objects.filter(decree=decree_id).order_by("rank", "id")
    return found.filter(why=why) if why else found


def told_left_out(found: QuerySet[LeftOut]) -> list[LeftOutFacts]:
    return [
        LeftOutFacts(
            person_id=one.person_id,
            name=one.name,
            desa_code=one.desa_code,
            rank=one.rank,
            why=LeftOutWhy(one.why),
            about=one.about,
        )
        for one in found
    ]


def strikes(*, decree_id: int) -> list[StrikeFacts]:
    """What an amendment strikes, in the order of the lines."""
    found = Strike.objects.filter(decree=decree_id).select_related("line").order_by("line__number")
    names = dict(Line.objects.filter(decree=decree_id).exclude(replaces=None).values_list("replaces_id", "name"))
    return [
        StrikeFacts(
            line_id=one.line_id,
            decree_id=one.line.decree_id,
            number=one.line.number,
            name=one.line.name,
            desa_code=one.line.desa_code,
            desa=one.line.desa,
            last_month=Month.of(one.last_month),
            because=one.because,
            replaced_by=names.get(one.line_id, ""),
        )
        for one in found
    ]


def replacements(*, decree_id: int) -> list[ReplacementFacts]:
    """Each struck line of an amendment with who comes in its place, in the order of the struck lines."""
    found = Strike.objects.filter(decree=decree_id).select_related("line").order_by("line__number")
    new = {one.replaces_id: one for one in Line.objects.filter(decree=decree_id).exclude(replaces=None)}
    return [_replacement(one, new.get(one.line_id)) for one in found]


def _replacement(strike: Strike, new: Line | None) -> ReplacementFacts:
    return ReplacementFacts(
        number=strike.line.number,
        out=strike.line.name,
        because=strike.because,
        named=new.name if new else "",
        desa=new.desa if new else strike.line.desa,
        first_month=Month.of(new.first_month) if new else None,
        person_id=new.person_id if new else None,
    )


def _told(found: Line, *, nik: str) -> LineFacts:
    open_kinds = [one.kind for one in found.corrections.all() if one.settled_at is None]
    return LineFacts(
        id=found.pk,
        decree_id=found.decree_id,
        decree_number=found.decree.number,
        decree_state=State(found.decree.state),
        number=found.number,
        person_id=found.person_id,
        candidate_id=found.candidate_id,
        name=found.name,
        nik=nik,
        sex=found.sex,
        birth_date=found.birth_date,
        desa_code=found.desa_code,
        desa=found.desa,
        kecamatan=found.kecamatan,
        address=found.address,
        occupation=found.occupation,
        fund_id=found.fund_id,
        fund_name=found.fund_name,
        first_month=Month.of(found.first_month),
        last_month=Month.of(found.last_month),
        months=found.months,
        state=LineState(found.state),
        replaces_id=found.replaces_id,
        correction=" ".join(sorted(open_kinds)),
    )
