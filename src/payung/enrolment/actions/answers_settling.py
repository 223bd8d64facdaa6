"""Rows of answers that waited for a person, settled by one: accepted, refused, or set aside. A row is settled once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.db.models import OuterRef, Subquery

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.audit.rules import hash_of_lines
from payung.enrolment.answering.counting import accepted_of, close_batches, move_fund_of
from payung.enrolment.answering.standing import Stood, lines_by_id, row_of
from payung.enrolment.models import AnswerRow, Batch, BatchLine
from payung.enrolment.rules import answer_settling as sentences
from payung.enrolment.rules.answer_cells import read_kpj
from payung.enrolment.rules.answer_deciding import REGISTERING, RowSaid, doubt_of_accepting
from payung.enrolment.rules.answer_refusals import AnswerRefused, plain_reason
from payung.enrolment.rules.answer_settling import CANNOT_ACCEPT, Decision
from payung.enrolment.states import Kind, LineState, Outcome, Reason, Verdict
from payung.membership import actions as memberships
from payung.membership.rules.refusals import Refused

SETTLERS = (Role.OPERATOR, Role.HEAD)


def settle_row(
    *,
    row_id: int,
    decision: Decision,
    because: str,
    actor: Actor,
    now: datetime,
    kpj: str = "",
    reason: Reason | None = None,
    row_key: str = "",
) -> None:
    """The row means this, of its line or of the one whose key is given. Raises AnswerRefused."""
    because = permitted(actor, because)
    with transaction.atomic():
        row = _locked(row_id, row_key, actor)
        if decision is Decision.ACCEPT:
            _accept(row, kpj, actor=actor, now=now)
        elif decision is Decision.REJECT:
            _reject(row, reason, now=now)
        else:
            _set_aside(row)
        settle(row, because=because, actor=actor, now=now, others=decision is not Decision.SET_ASIDE)
        close_batches(_batches_of(row), now=now)
        record(row.answer_id, decision, [row.pk], reason, because, actor=actor, now=now)


def permitted(actor: Actor, because: str) -> str:
    """The reason, plain. Raises AnswerRefused."""
    if not actor.may(*SETTLERS) or actor.scope != actor.kabupaten:
        raise AnswerRefused("Baris yang menunggu diselesaikan oleh operator atau kepala dinas. Mintalah salah satunya.")
    return plain_reason(because)


def _locked(row_id: int, row_key: str, actor: Actor) -> AnswerRow:
    """The row, its batch locked before it. Raises AnswerRefused."""
    found = AnswerRow.objects.filter(id=row_id, answer__programme__kabupaten=actor.kabupaten)
    row = found.select_related("answer").first()
    if row is None or row.answer.done_at is None:
        raise AnswerRefused(sentences.NOT_WAITING)
    line_id = _line_of_key(row, row_key) if row_key.strip() else row.line_id
    of_line = BatchLine.objects.filter(id__in=[line_id] if line_id else []).values("batch_id")
    list(Batch.objects.select_for_update().filter(id__in=of_line).values_list("id"))
    row = AnswerRow.objects.select_for_update(of=("self",)).select_related("answer").get(id=row_id)
    if row.outcome != Outcome.QUEUED:
        raise AnswerRefused(sentences.NOT_WAITING)
    if line_id != row.line_id:
        row.line_id = line_id
        row.save(update_fields=["line"])
    return row


def _batches_of(row: AnswerRow) -> list[int]:
    return list(BatchLine.objects.filter(answers=row.pk).values_list("batch_id", flat=True))


def _line_of_key(row: AnswerRow, row_key: str) -> int:
    plain = row_key.strip().upper()
    found = (
        BatchLine.objects.filter(row_key=plain, programme=row.answer.programme_id).values_list("id", flat=True).first()
    )
    if found is None:
        raise AnswerRefused(sentences.NO_SUCH_KEY)
    return found


def _stands(row: AnswerRow) -> Stood:
    if row.line_id is None:
        raise AnswerRefused(sentences.NO_LINE)
    return lines_by_id([row.line_id])[row.line_id]


def _accept(row: AnswerRow, kpj: str, *, actor: Actor, now: datetime) -> None:
    line = _stands(row)
    text, is_whole = read_kpj(kpj or row.kpj)
    if not is_whole:
        raise AnswerRefused(sentences.KPJ_DAMAGED)
    said = row_of(row)._replace(kpj=text, verdict=Verdict.ACCEPTED)
    doubt = doubt_of_accepting(said, line=line.stands, answered_date=row.answer.answered_date)
    if doubt in CANNOT_ACCEPT:
        raise AnswerRefused(CANNOT_ACCEPT[doubt])
    membership_id = _member(row, said, line, actor=actor, now=now)
    registered = said.registered_date or row.answer.answered_date
    BatchLine.objects.filter(id=line.stands.id).update(
        state=LineState.ACCEPTED,
        kpj=text or line.stands.kpj,
        registered_date=registered,
        membership=membership_id,
        reason="",
        reason_text=row.reason_text,
        said_date=row.answer.answered_date,
        answered_at=now,
    )


def _member(row: AnswerRow, said: RowSaid, line: Stood, *, actor: Actor, now: datetime) -> int | None:
    """The membership of the line: registered now, or of before and with this KPJ from now on."""
    if line.membership_id is not None:
        _change_kpj(row, said, line, actor=actor, now=now)
        _move_fund(row, line, actor=actor, now=now)
        return line.membership_id
    if line.stands.kind not in REGISTERING:
        return None
    accepted = accepted_of(said, line, row.answer)
    found = memberships.register(programme_id=row.answer.programme_id, accepted=[accepted], actor=actor, now=now)
    if found.refused:
        raise AnswerRefused(sentences.KPJ_TAKEN)
    if found.members:
        raise AnswerRefused(sentences.MEMBER_ALREADY)
    return found.by_line[line.decree_line_id]


def _change_kpj(row: AnswerRow, said: RowSaid, line: Stood, *, actor: Actor, now: datetime) -> None:
    if not said.kpj or said.kpj == line.stands.runs_with_kpj or line.membership_id is None:
        return
    try:
        memberships.change_kpj(
            membership_id=line.membership_id,
            kpj=said.kpj,
            source=f"answer:{row.answer_id}",
            request_key=uuid5(row.answer.job_id, f"kpj {row.pk}"),
            actor=actor,
            now=now,
        )
    except Refused as refusal:
        raise AnswerRefused(str(refusal)) from refusal


def _move_fund(row: AnswerRow, line: Stood, *, actor: Actor, now: datetime) -> None:
    if line.stands.kind is not Kind.MOVE:
        return
    try:
        move_fund_of([line], answer=row.answer, key=f"move row {row.pk}", actor=actor, now=now)
    except Refused as refusal:
        raise AnswerRefused(str(refusal)) from refusal


def _reject(row: AnswerRow, reason: Reason | None, *, now: datetime) -> None:
    line = _stands(row)
    if line.stands.state is LineState.ACCEPTED:
        raise AnswerRefused(sentences.ACCEPTED_ALREADY)
    meant = reason or (Reason(row.reason) if row.reason else None)
    if meant in (None, Reason.UNMAPPED):
        raise AnswerRefused(sentences.REASON_MISSING)
    reject_lines([row.pk], [line.stands.id], meant, now=now)


def reject_lines(row_ids: Sequence[int], line_ids: Sequence[int], reason: Reason, *, now: datetime) -> None:
    """These lines are refused, with the words and day of their rows."""
    words = AnswerRow.objects.filter(id__in=row_ids, line=OuterRef("pk"))
    BatchLine.objects.filter(id__in=line_ids).update(
        state=LineState.REJECTED,
        reason=reason,
        reason_text=Subquery(words.values("reason_text")[:1]),
        said_date=Subquery(words.values("answer__answered_date")[:1]),
        answered_at=now,
    )


def _set_aside(row: AnswerRow) -> None:
    """The line waits again, unless another row of it is still in doubt."""
    others = AnswerRow.objects.filter(line=row.line_id, outcome=Outcome.QUEUED).exclude(id=row.pk)
    if row.line_id is not None and not others.exists():
        doubted = BatchLine.objects.filter(id=row.line_id, state=LineState.DOUBTFUL)
        doubted.update(state=LineState.WAITING, answered_at=None, said_date=None)


def settle(row: AnswerRow, *, because: str, actor: Actor, now: datetime, others: bool) -> None:
    """The row is settled, and with it what else waited of its line."""
    settled = {"outcome": Outcome.SETTLED, "settled_by": actor.key, "settled_at": now, "settled_because": because}
    AnswerRow.objects.filter(id=row.pk).update(**settled)
    if others:
        AnswerRow.objects.filter(line=row.line_id, outcome=Outcome.QUEUED, answer__done_at__isnull=False).update(
            **settled
        )


def record(
    answer_id: int,
    decision: Decision,
    row_ids: Collection[int],
    reason: Reason | None,
    because: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act="enrolment.settle_row",
        actor=actor.key,
        subject=f"insurer_answer:{answer_id}",
        facts={
            "decision": str(decision),
            "reason": str(reason or ""),
            "because": because,
            "rows_sha256": hash_of_lines(str(id_) for id_ in sorted(row_ids)),
        },
        now=now,
    )
