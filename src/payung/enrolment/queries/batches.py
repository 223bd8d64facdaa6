"""Batches and their lines as pages and other rooms are told of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from payung.accounts.rules import Actor
from payung.enrolment.models import Batch, BatchAct, BatchLine
from payung.enrolment.rules.batches_refusals import not_found
from payung.enrolment.states import UNANSWERED, Kind, LineState, Reason, State
from payung.gateways.sealing import Kind as Sealed
from payung.gateways.sealing import sealer
from payung.shared.dates import Month
from payung.shared.nik import masked

PAGE = 100
ORDERS: Mapping[str, tuple[str, ...]] = {"": ("number",), "nama": ("name", "number"), "desa": ("line__desa", "name")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFacts:
    """`counts`: lines by their state. `drafted_at` None: a job still draws it up. Control totals once exported."""

    id: int
    programme_id: int
    fund_id: int
    kind: Kind
    number: int
    state: State
    effective_month: Month | None
    layout: str
    layout_sha256: str
    line_count: int
    control_rp: int
    control_months: int
    control_digits: str
    file_code: str
    file_name: str
    file_sha256: str
    job_id: UUID | None
    made_by: str
    made_at: datetime
    drafted_at: datetime | None
    exported_at: datetime | None
    sent_date: date | None
    sent_reference: str
    answered_at: datetime | None
    set_aside_because: str
    counts: Mapping[LineState, int]

    @property
    def unanswered_count(self) -> int:
        return sum(self.counts.get(state, 0) for state in UNANSWERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One person in one batch; the NIK masked. `pair_id`: the NONAKTIF line of whoever is replaced."""

    id: int
    batch_id: int
    number: int
    row_key: str
    person_id: int
    line_id: int
    membership_id: int | None
    pair_id: int | None
    nik: str
    birth_date: date
    name: str
    desa_code: str
    desa: str
    kecamatan: str
    occupation: str
    kpj: str
    first_month: Month | None
    months: int
    amount_rp: int
    state: LineState
    registered_date: date | None
    reason: Reason | None
    reason_text: str
    answered_at: datetime | None
    again_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesAsked:
    """What of the lines is wanted."""

    words: str = ""
    state: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchActFacts:
    event: str
    made_by: str
    made_at: datetime
    note: str


_PLAIN = (
    *("id", "programme_id", "fund_id", "number", "layout", "layout_sha256", "line_count", "control_rp"),
    *("control_months", "control_digits", "file_code", "file_name", "file_sha256", "job_id", "made_by", "made_at"),
    *("drafted_at", "exported_at", "sent_date", "sent_reference", "answered_at", "set_aside_because"),
)


def batch(*, batch_id: int, actor: Actor) -> BatchFacts:
    """A batch of the actor's kabupaten. Raises NotFound."""
    found = Batch.objects.filter(id=batch_id, programme__kabupaten=actor.kabupaten)
    told = _told(found)
    if not told:
        raise not_found()
    return told[0]


def batches(*, programme_id: int) -> tuple[BatchFacts, ...]:
    """The batches of a programme, the latest first."""
    return tuple(_told(Batch.objects.filter(programme=programme_id).order_by("-number")))


def facts_of(batch_id: int) -> BatchFacts:
    """One that is known to be there."""
    return _told(Batch.objects.filter(id=batch_id))[0]


def lines(*, batch_id: int, actor: Actor, asked: LinesAsked) -> QuerySet[BatchLine]:
    """The lines in the actor's part of the map, to be counted and cut into pages; `told_lines` reads them."""
    inside = Q(line__desa_code=actor.scope) | Q(line__desa_code__startswith=f"{actor.scope}.")
    found = BatchLine.objects.filter(inside, batch=batch_id, batch__programme__kabupaten=actor.kabupaten)
    for word in asked.words.split():
        found = found.filter(Q(name__icontains=word) | Q(line__desa__icontains=word) | Q(kpj__startswith=word.upper()))
    if asked.state:
        found = found.filter(state=asked.state)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def told_lines(found: QuerySet[BatchLine], *, kabupaten: str) -> list[LineFacts]:
    """These lines, with one question to the database whatever their number."""
    opened = sealer(kabupaten).opened
    return [
        _told_line(row, nik=masked(opened(bytes(row.nik_sealed), Sealed.NIK))) for row in found.select_related("line")
    ]


def line(*, batch_id: int, line_id: int, actor: Actor) -> LineFacts | None:
    """One line (by its own id) in the actor's part of the map."""
    found = lines(batch_id=batch_id, actor=actor, asked=LinesAsked()).filter(id=line_id)
    return next(iter(told_lines(found, kabupaten=actor.kabupaten)), None)


def acts(*, batch_id: int) -> list[BatchActFacts]:
    """What was done to the batch, the latest first."""
    rows = BatchAct.objects.filter(batch=batch_id).order_by("-id")
    return [BatchActFacts(event=one.event, made_by=one.made_by, made_at=one.made_at, note=one.note) for one in rows]


def _told(found: QuerySet[Batch]) -> list[BatchFacts]:
    rows = list(found)
    counts = _counts([row.pk for row in rows])
    return [
        BatchFacts(
            **{name: getattr(row, name) for name in _PLAIN},
            kind=Kind(row.kind),
            state=State(row.state),
            effective_month=Month.of(row.effective_month) if row.effective_month else None,
            counts=counts.get(row.pk, {}),
        )
        for row in rows
    ]


def _counts(batch_ids: Sequence[int]) -> dict[int, dict[LineState, int]]:
    rows = BatchLine.objects.filter(batch__in=batch_ids).values_list("batch_id", "state").annotate(many=Count("id"))
    found: dict[int, dict[LineState, int]] = {}
    for batch_id, state, many in rows.order_by():
        found.setdefault(batch_id, {})[LineState(state)] = many
    return found


def _told_line(row: BatchLine, *, nik: str) -> LineFacts:
    return LineFacts(
        id=row.pk,
        batch_id=row.batch_id,
        number=row.number,
        row_key=row.row_key,
        person_id=row.person_id,
        line_id=row.line_id,
        membership_id=row.membership_id,
        pair_id=row.pair_id,
        nik=nik,
        birth_date=row.line.birth_date,
        name=row.name,
        desa_code=row.line.desa_code,
        desa=row.line.desa,
        kecamatan=row.line.kecamatan,
        occupation=row.line.occupation,
        kpj=row.kpj,
        first_month=Month.of(row.first_month) if row.first_month else None,
        months=row.months,
        amount_rp=row.amount_rp,
        state=LineState(row.state),
        registered_date=row.registered_date,
        reason=Reason(row.reason) if row.reason else None,
        reason_text=row.reason_text,
        answered_at=row.answered_at,
        again_because=row.again_because,
    )
