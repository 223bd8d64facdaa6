"""An answer of BPJS is received, and taken in: by a job, or at once by a command."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.rules import without_niks
from payung.enrolment.answering import files
from payung.enrolment.answering.counting import count
from payung.enrolment.answering.staging import HEADER_NOT_FOUND, stage
from payung.enrolment.models import Answer, AnswerColumn
from payung.enrolment.queries.answers import AnswerFacts, answer_facts
from payung.enrolment.rules.answer_columns import Field
from payung.enrolment.rules.answer_refusals import AnswerRefused
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake.rules.text import fold
from payung.jobs import liveness
from payung.programmes import queries as programmes

RECEIVERS = (Role.OPERATOR, Role.HEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says a column of an answer is: the heading of a sheet, as `rules.answer_columns.titles` calls it."""

    sheet: str
    heading: str
    field: Field


def receive_answer(
    *,
    programme_id: int,
    came: SealedUpload,
    answered_date: date,
    actor: Actor,
    now: datetime,
    mapping: Collection[Said] = (),
) -> tuple[AnswerFacts, bool]:
    """The answer is kept and waits to be taken in (`tasks.enqueue`, or `apply_answer` at once); False: it came before.

    The same file once more changes nothing. Raises AnswerRefused.
    """
    _permit(actor, programme_id)
    if answered_date > timezone.localdate(now):
        raise AnswerRefused("Tanggal jawaban masih di depan. Isi tanggal pada surat atau surel BPJS.")
    before = Answer.objects.filter(programme=programme_id, sha256=came.sha256).first()
    if before is not None:
        return answer_facts(before.pk), False
    files.keep(came)
    try:
        with transaction.atomic():
            answer = Answer.objects.create(
                programme_id=programme_id,
                file_name=without_niks(came.name or "")[:255],
                file_code=came.code,
                sha256=came.sha256,
                answered_date=answered_date,
                job_id=uuid.uuid4(),
                made_by=actor.key,
                made_at=now,
            )
            _keep_columns(answer, mapping)
    except IntegrityError:  # somebody was as quick
        files.remove(came.code)
        return answer_facts(Answer.objects.get(programme=programme_id, sha256=came.sha256).pk), False
    return answer_facts(answer.pk), True


def give_task(*, answer_id: int, task_id: uuid.UUID) -> None:
    """The job that will take it in is known."""
    Answer.objects.filter(id=answer_id).update(task_id=task_id)


def apply_answer(*, answer_id: int, now: datetime) -> AnswerFacts:
    """The answer counts, or says why it cannot: killed at any moment, the next call goes on where this one was.

    Nothing happens to one that counted before, nor while somebody else takes it in.
    """
    answer = Answer.objects.select_related("programme").get(id=answer_id)
    lock = liveness.take(answer.job_id) if answer.done_at is None else None
    if lock is not None:
        with lock:
            _take_in(answer, kabupaten=answer.programme.kabupaten, now=now)
    return answer_facts(answer_id)


def _take_in(answer: Answer, *, kabupaten: str, now: datetime) -> None:
    refusal = stage(answer, kabupaten=kabupaten)
    if refusal == HEADER_NOT_FOUND:
        Answer.objects.filter(id=answer.pk, done_at=None).update(columns_asked_at=now)
    elif refusal:
        Answer.objects.filter(id=answer.pk, done_at=None).update(refused_because=refusal, done_at=now)
    else:
        count(answer.pk, actor=_by(answer, kabupaten), now=now)


def _by(answer: Answer, kabupaten: str) -> Actor:
    """Whoever received it, for the rooms that are told of the answer."""
    return Actor(
        key=answer.made_by, name=answer.made_by, kabupaten=kabupaten, scope=kabupaten, roles=frozenset(RECEIVERS)
    )


def map_columns(*, answer_id: int, mapping: Collection[Said], actor: Actor) -> AnswerFacts:
    """A person says what the columns are, also for the next files with these headings. Raises AnswerRefused."""
    answer = Answer.objects.filter(id=answer_id, programme__kabupaten=actor.kabupaten).first()
    if answer is None:
        raise AnswerRefused("Jawaban ini tidak ada di kabupaten Anda. Buka lagi dari daftar jawaban.")
    _permit(actor, answer.programme_id)
    if answer.done_at is not None or answer.columns_asked_at is None:
        raise AnswerRefused("Kolom jawaban ini sudah dikenali. Muat ulang halamannya.")
    fields = {said.field for said in mapping}
    if not fields & {Field.NIK, Field.KPJ, Field.KPJ_ASKED} or not fields & {Field.RESULT, Field.REASON, Field.KPJ}:
        raise AnswerRefused("Pilih sedikitnya kolom NIK atau KPJ, dan kolom hasil, alasan atau KPJ.")
    with transaction.atomic():
        answer.columns.all().delete()
        _keep_columns(answer, mapping)
        Answer.objects.filter(id=answer_id).update(columns_asked_at=None)
    return answer_facts(answer_id)


def _keep_columns(answer: Answer, mapping: Collection[Said]) -> None:
    AnswerColumn.objects.bulk_create(
        AnswerColumn(answer=answer, sheet=said.sheet[:60], field=said.field, heading=said.heading[:200])
        for said in {(said.sheet, said.field): said for said in mapping if fold(said.heading)}.values()
    )


def _permit(actor: Actor, programme_id: int) -> None:
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None or programme.kabupaten != actor.kabupaten:
        raise AnswerRefused("Program ini tidak ada di kabupaten Anda. Pilih program yang lain.")
    if not actor.may(*RECEIVERS) or actor.scope != programme.kabupaten:
        raise AnswerRefused("Jawaban BPJS dimasukkan oleh operator atau kepala dinas. Mintalah salah satunya.")
