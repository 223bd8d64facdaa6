"""The jobs that read a list from a page, and hold it against our own. Their arguments are numbers; the file lies sealed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.queries import actor_of_user
from payung.contributions.actions.colliding import find_collisions
from payung.contributions.actions.reconciling import compare
from payung.contributions.actions.reconciling_lists import give_job, read_list
from payung.contributions.queries.reconciling_lists import ListFacts, ListKind
from payung.contributions.rules.refusals import Refused
from payung.jobs.watching import Watched


def enqueue(*, found: ListFacts, user_id: int) -> None:
    """A worker will read the list, and compare it where somebody may still ask for that."""
    with transaction.atomic():
        job_id = UUID(take_in.enqueue(str(found.kind), found.id, user_id).id)
        give_job(kind=found.kind, list_id=found.id, job_id=job_id)


@task(takes_context=True)
def take_in(context: TaskContext, kind: str, list_id: int, user_id: int) -> None:
    """Read, and then compared (BPJS's) or looked through for collisions (another payer's)."""
    job_id, now = UUID(context.task_result.id), timezone.now()
    found = read_list(kind=ListKind(kind), list_id=list_id, job_id=job_id, now=now)
    actor = actor_of_user(user_id)
    if actor is None or found.read_at is None:
        return
    try:
        if found.kind is ListKind.INSURER:
            compare(list_id=list_id, actor=actor, now=now)
        else:
            find_collisions(programme_id=found.programme_id, actor=actor, now=now)
    except Refused as refusal:
        Watched(job_id).refused(str(refusal))
