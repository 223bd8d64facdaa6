"""The jobs that read a list of the dead from a page. Their arguments are numbers; the file lies sealed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.queries import actor_of_user
from payung.claims.actions import deaths
from payung.claims.rules.refusals import Refused
from payung.jobs.watching import Watched
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed

_REFUSALS = (Refused, MembershipRefused, NotAllowed)


def enqueue(*, list_id: int, user_id: int) -> None:
    """A worker will read the list."""
    with transaction.atomic():
        job_id = UUID(take_in.enqueue(list_id, user_id).id)
        deaths.give_job(list_id=list_id, job_id=job_id)


def enqueue_again(*, list_id: int, user_id: int) -> None:
    """A worker will hold it against the register once more."""
    with transaction.atomic():
        job_id = UUID(look_again.enqueue(list_id, user_id).id)
        deaths.give_job(list_id=list_id, job_id=job_id)


@task(takes_context=True)
def take_in(context: TaskContext, list_id: int, user_id: int) -> None:
    """Read, and all that is sure prepared."""
    job_id, actor = UUID(context.task_result.id), actor_of_user(user_id)
    if actor is None:
        return
    try:
        deaths.read_list(list_id=list_id, job_id=job_id, actor=actor, now=timezone.now())
    except _REFUSALS as refusal:
        Watched(job_id).refused(str(refusal))


@task(takes_context=True)
def look_again(context: TaskContext, list_id: int, user_id: int) -> None:
    """The same against the register as it is now."""
    job_id, actor = UUID(context.task_result.id), actor_of_user(user_id)
    if actor is None:
        return
    try:
        deaths.read_again(list_id=list_id, job_id=job_id, actor=actor, now=timezone.now())
    except _REFUSALS as refusal:
        Watched(job_id).refused(str(refusal))
