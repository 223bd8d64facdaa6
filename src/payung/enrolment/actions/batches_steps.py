"""A batch goes to BPJS, or is not needed after all; a refused line may go again; what BPJS asks is written down."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.rules import could_hold_nik
from payung.enrolment import workbooks
from payung.enrolment.actions.batches_asked import AGAIN, asked_batch, done_before, leave, locked_batch, plain_reason
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.queries.batches import BatchFacts, facts_of
from payung.enrolment.rules.batches_refusals import day_ahead, day_before, holds_nik, no_line, not_a_draft
from payung.enrolment.states import Event, LineState, State, after


def mark_sent(
    *, batch_id: int, sent_date: date, reference: str = "", request_key: UUID, actor: Actor, now: datetime
) -> BatchFacts:
    """BPJS has the workbook since this day. Raises NotAllowed, Refused."""
    _, programme = asked_batch(batch_id=batch_id, actor=actor)
    reference = " ".join(reference.split())[:80]
    if could_hold_nik(reference):
        raise holds_nik()
    with transaction.atomic():
        batch = locked_batch(batch_id)
        if done_before(request_key=request_key, event=Event.SEND, batch_id=batch_id):
            return facts_of(batch_id)
        to = after(State(batch.state), Event.SEND, actor.roles)
        if sent_date > timezone.localdate(now):
            raise day_ahead(sent_date)
        if batch.exported_at and sent_date < (exported := timezone.localdate(batch.exported_at)):
            raise day_before(day=sent_date, exported=exported)
        Batch.objects.filter(id=batch_id).update(state=to, sent_date=sent_date, sent_reference=reference)
        leave(
            batch=batch,
            programme=programme,
            event=Event.SEND,
            act="mark_sent",
            facts={"sent_date": sent_date.isoformat(), "reference": reference, "file_sha256": batch.file_sha256},
            request_key=request_key,
            actor=actor,
            now=now,
            note=reference,
        )
    return facts_of(batch_id)


def set_aside(*, batch_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> BatchFacts:
    """The batch is never sent; whoever waited in it may go into another. Raises NotAllowed, Refused."""
    _, programme = asked_batch(batch_id=batch_id, actor=actor)
    because = plain_reason(because)
    with transaction.atomic():
        batch = locked_batch(batch_id)
        if done_before(request_key=request_key, event=Event.SET_ASIDE, batch_id=batch_id):
            return facts_of(batch_id)
        to = after(State(batch.state), Event.SET_ASIDE, actor.roles)
        lines = BatchLine.objects.filter(batch=batch_id).update(set_aside=True)
        Batch.objects.filter(id=batch_id).update(state=to, set_aside_because=because, job_id=None)
        if batch.file_code:
            transaction.on_commit(lambda: workbooks.forget(batch.file_code))
        leave(
            batch=batch,
            programme=programme,
            event=Event.SET_ASIDE,
            act="set_aside_batch",
            facts={"because": because, "lines": lines},
            request_key=request_key,
            actor=actor,
            now=now,
            note=because,
        )
    return facts_of(batch_id)


def drop_lines(
    *, batch_id: int, line_ids: Sequence[int], because: str, request_key: UUID, actor: Actor, now: datetime
) -> int:
    """These go out of the draft, to be told another time; how many. Raises Refused."""
    _, programme = asked_batch(batch_id=batch_id, actor=actor)
    because = plain_reason(because)
    with transaction.atomic():
        batch = locked_batch(batch_id)
        if done_before(request_key=request_key, event="drop", batch_id=batch_id):
            return 0
        if batch.state != State.DRAFT:
            raise not_a_draft()
        count, _ = BatchLine.objects.filter(batch=batch, id__in=line_ids).delete()
        if count == 0:
            raise no_line()
        Batch.objects.filter(id=batch_id).update(line_count=batch.lines.count())
        leave(
            batch=batch,
            programme=programme,
            event="drop",
            act="drop_lines",
            facts={"lines": count, "because": because},
            request_key=request_key,
            actor=actor,
            now=now,
            note=because,
        )
    return count


def send_again(
    *, batch_id: int, line_ids: Sequence[int], because: str, request_key: UUID, actor: Actor, now: datetime
) -> int:
    """Refused lines may go into a new batch though nothing of the persons changed (cleared at the branch); how many.

    Raises Refused.
    """
    _, programme = asked_batch(batch_id=batch_id, actor=actor)
    because = plain_reason(because)
    with transaction.atomic():
        batch = locked_batch(batch_id)
        if done_before(request_key=request_key, event=AGAIN, batch_id=batch_id):
            return 0
        refused = BatchLine.objects.filter(batch=batch, id__in=line_ids, state=LineState.REJECTED)
        count = refused.update(again_because=because)
        if count == 0:
            raise no_line()
        leave(
            batch=batch,
            programme=programme,
            event=AGAIN,
            act="send_again",
            facts={"lines": count, "because": because},
            request_key=request_key,
            actor=actor,
            now=now,
            note=because,
        )
    return count
