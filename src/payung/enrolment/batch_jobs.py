"""The jobs that draw up a long batch, and make its workbook. They are told numbers of our own; names they read where they lie."""

from uuid import UUID

from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.queries import actor_of_user
from payung.accounts.rules import Actor
from payung.enrolment import actions
from payung.enrolment.rules.batches_refusals import Refused, not_yours
from payung.enrolment.states import Kind, NotAllowed
from payung.jobs.watching import Watched
from payung.shared.dates import Month


def enqueue_drafting(
    *, programme_id: int, fund_id: int, kind: Kind, effective: Month | None, request_key: UUID, user_id: int
) -> UUID:
    """A worker will draw it up; the job. One that is killed goes on after the last piece that it wrote."""
    told = programme_id, fund_id, str(kind), str(effective or ""), str(request_key), user_id
    return UUID(draft.enqueue(*told).id)


def enqueue_exporting(*, batch_id: int, request_key: UUID, user_id: int) -> UUID:
    """A worker will make the workbook; the job. One that is killed makes it anew: it is kept once."""
    return UUID(export.enqueue(batch_id, str(request_key), user_id).id)


@task(takes_context=True)
def draft(
    context: TaskContext, programme_id: int, fund_id: int, kind: str, effective: str, request_key: str, user_id: int
) -> None:
    job_id = UUID(context.task_result.id)
    if Watched(job_id).outcome():
        return
    try:
        actions.draft_batch(
            programme_id=programme_id,
            fund_id=fund_id,
            kind=Kind(kind),
            effective_month=Month.parse(effective) if effective else None,
            request_key=UUID(request_key),
            actor=_whoever(user_id),
            now=timezone.now(),
            job_id=job_id,
        )
    except (Refused, NotAllowed) as refusal:
        Watched(job_id).refused(str(refusal))


@task(takes_context=True)
def export(context: TaskContext, batch_id: int, request_key: str, user_id: int) -> None:
    job_id = UUID(context.task_result.id)
    if Watched(job_id).outcome():
        return
    try:
        actions.export_batch(
            batch_id=batch_id,
            request_key=UUID(request_key),
            actor=_whoever(user_id),
            now=timezone.now(),
            job_id=job_id,
        )
    except (Refused, NotAllowed) as refusal:
        Watched(job_id).refused(str(refusal))


def _whoever(user_id: int) -> Actor:
    """Who asked for it, with the roles of now. Raises NotYours."""
    actor = actor_of_user(user_id)
    if actor is None:
        raise not_yours()
    return actor
