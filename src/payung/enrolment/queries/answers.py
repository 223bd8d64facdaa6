"""Answers of BPJS: what came of each, and which rows of them wait for a person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from payung.accounts.rules import Actor
from payung.enrolment.models import Answer, AnswerRow
from payung.enrolment.rules.answer_words import Doubt
from payung.enrolment.states import Kind, LineState, Outcome, Reason, Verdict
from payung.gateways.sealing import Kind as Number
from payung.gateways.sealing import sealer
from payung.shared.nik import masked

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """`done_at` None: it does not count yet. The counts are as it was taken in; `waiting_count`: rows that still wait."""

    id: int
    programme_id: int
    programme_name: str
    file_name: str
    sha256: str
    answered_date: date
    row_count: int
    applied_count: int
    same_count: int
    queued_count: int
    unknown_count: int
    older_count: int
    blank_count: int
    job_id: UUID
    task_id: UUID | None
    columns_asked_at: datetime | None
    done_at: datetime | None
    refused_because: str
    made_by: str
    made_at: datetime
    accepted_count: int
    waiting_count: int

    @property
    def rejected_count(self) -> int:
        return self.applied_count - self.accepted_count


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacts:
    """A row of an answer beside our line, where it has one; the NIK masked."""

    id: int
    answer_id: int
    answered_date: date
    sheet: str
    row: int
    matched_by: str
    verdict: Verdict
    outcome: Outcome
    doubt: Doubt | None
    name: str
    kpj: str
    reason: Reason | None
    reason_text: str
    registered_date: date | None
    settled_by: str
    settled_at: datetime | None
    settled_because: str
    line_id: int | None
    person_id: int | None
    our_name: str
    our_nik: str
    our_kpj: str
    our_state: LineState | None
    desa: str
    batch_id: int | None
    batch_number: int | None
    kind: Kind | None
    line_number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsAsked:
    """What of the rows is wanted."""

    words: str = ""
    outcome: str = ""
    verdict: str = ""
    order: str = ""


ORDERS = {"": ("id",), "nama": ("name", "id"), "kpj": ("kpj", "id")}
_COUNTED = tuple(name for name in AnswerFacts.__dataclass_fields__ if name != "programme_name")


def answer(*, answer_id: int, actor: Actor) -> AnswerFacts | None:
    """The answer, of the actor's kabupaten."""
    found = _counted().filter(id=answer_id, programme__kabupaten=actor.kabupaten).first()
    return _told(found) if found else None


def answers(*, actor: Actor, programme_id: int | None = None, words: str = "") -> list[AnswerFacts]:
    """The answers of the kabupaten, or of one programme, the latest first."""
    found = _counted().filter(programme__kabupaten=actor.kabupaten)
    if programme_id is not None:
        found = found.filter(programme=programme_id)
    for word in words.split():
        found = found.filter(Q(file_name__icontains=word) | Q(programme__name__icontains=word))
    return [_told(one) for one in found.order_by("-answered_date", "-id")]


def answer_facts(answer_id: int) -> AnswerFacts:
    """The same for one that is known to be there."""
    return _told(_counted().get(id=answer_id))


def _counted() -> QuerySet[Answer]:
    queued = AnswerRow.objects.filter(answer=OuterRef("id"), outcome=Outcome.QUEUED).order_by().values("answer")
    waiting = Coalesce(Subquery(queued.annotate(many=Count("id")).values("many")), 0)
    return Answer.objects.select_related("programme").annotate(waiting_count=waiting)


def _told(found: Answer) -> AnswerFacts:
    plain = {name: getattr(found, name) for name in _COUNTED}
    return AnswerFacts(**plain, programme_name=found.programme.name)


def rows(*, answer_id: int | None = None, actor: Actor, asked: RowsAsked) -> QuerySet[AnswerRow]:
    """Rows of answers that count, to be counted and cut into pages; `told_rows` reads them."""
    found = AnswerRow.objects.filter(answer__programme__kabupaten=actor.kabupaten, answer__done_at__isnull=False)
    if answer_id is not None:
        found = found.filter(answer=answer_id)
    for word in asked.words.split():
        mine = Q(name__icontains=word) | Q(line__name__icontains=word) | Q(reason_text__icontains=word)
        found = found.filter(mine | Q(kpj__icontains=word))
    if asked.outcome:
        found = found.filter(outcome=asked.outcome)
    if asked.verdict:
        found = found.filter(verdict=asked.verdict)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def told_rows(found: QuerySet[AnswerRow], *, kabupaten: str) -> list[RowFacts]:
    """These rows, with one question to the database whatever their number."""
    opened = sealer(kabupaten).opened
    related = found.select_related("answer", "line__batch", "line__line")
    return [
        _told_row(one, masked(opened(bytes(one.line.nik_sealed), Number.NIK)) if one.line else "") for one in related
    ]


def _told_row(row: AnswerRow, nik: str) -> RowFacts:
    line = row.line
    return RowFacts(
        id=row.pk,
        answer_id=row.answer_id,
        answered_date=row.answer.answered_date,
        sheet=row.sheet,
        row=row.row,
        matched_by=row.matched_by,
        verdict=Verdict(row.verdict),
        outcome=Outcome(row.outcome),
        doubt=Doubt(row.because) if row.because else None,
        name=row.name,
        kpj=row.kpj,
        reason=Reason(row.reason) if row.reason else None,
        reason_text=row.reason_text,
        registered_date=row.registered_date,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
        settled_because=row.settled_because,
        line_id=row.line_id,
        person_id=line.person_id if line else None,
        our_name=line.name if line else "",
        our_nik=nik,
        our_kpj=line.kpj if line else "",
        our_state=LineState(line.state) if line else None,
        desa=line.line.desa if line else "",
        batch_id=line.batch_id if line else None,
        batch_number=line.batch.number if line else None,
        kind=Kind(line.batch.kind) if line else None,
        line_number=line.number if line else None,
    )
