"""The jobs that read the branch's report of claims from a page. Their arguments are numbers; the file lies sealed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.queries import actor_of_user
from payung.claims.actions import branch
from payung.claims.rules.refusals import Refused
from payung.claims.states import NotAllowed
from payung.jobs.watching import Watched
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed as MembershipNotNow

_REFUSALS = (Refused, NotAllowed, MembershipRefused, MembershipNotNow)


def enqueue(*, report_id: int, user_id: int) -> None:
    """A worker will read the report."""
    with transaction.atomic():
        job_id = UUID(take_in.enqueue(report_id, user_id).id)
        branch.give_job(report_id=report_id, job_id=job_id)


def enqueue_again(*, report_id: int, user_id: int) -> None:
    """A worker will hold what waits against our claims once more."""
    with transaction.atomic():
        job_id = UUID(look_again.enqueue(report_id, user_id).id)
        branch.give_job(report_id=report_id, job_id=job_id)


@task(takes_context=True)
def take_in(context: TaskContext, report_id: int, user_id: int) -> None:
    """Read, and all that is sure done."""
    job_id, actor = UUID(context.task_result.id), actor_of_user(user_id)
    if actor is None:
        return
    try:
        branch.read_report(report_id=report_id, job_id=job_id, actor=actor, now=timezone.now())
    except _REFUSALS as refusal:
        Watched(job_id).refused(str(refusal))


@task(takes_context=True)
def look_again(context: TaskContext, report_id: int, user_id: int) -> None:
    """The same against our claims as they are now."""
    job_id, actor = UUID(context.task_result.id), actor_of_user(user_id)
    if actor is None:
        return
    try:
        branch.read_again(report_id=report_id, job_id=job_id, actor=actor, now=timezone.now())
    except _REFUSALS as refusal:
        Watched(job_id).refused(str(refusal))
