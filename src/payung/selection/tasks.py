"""The job that ranks everybody eligible. It is told who asked for it by a number alone."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.queries import actor_of_user
from payung.jobs.watching import Watched
from payung.selection.actions import rank_candidates
from payung.selection.states import NotAllowed


def enqueue(*, selection_id: int, user_id: int) -> UUID:
    """A worker will rank; the job. One that is killed goes on where the ranks end."""
    return UUID(rank.enqueue(selection_id, user_id).id)


@task(takes_context=True)
def rank(context: TaskContext, selection_id: int, user_id: int) -> None:
    job_id = UUID(context.task_result.id)
    watched, actor = Watched(job_id), actor_of_user(user_id)
    try:
        if actor is None:
            raise NotAllowed("Yang meminta peringkat ini tidak lagi berperan.")
        rank_candidates(selection_id=selection_id, actor=actor, now=timezone.now(), job_id=job_id)
    except NotAllowed as refusal:
        watched.refused(str(refusal))
        return
    with transaction.atomic():
        watched.ended(str(selection_id))
