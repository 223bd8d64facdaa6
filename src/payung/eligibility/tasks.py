"""The jobs that judge a whole programme, and ask a register about everybody. They are told who asked by a number alone."""

from datetime import date
from uuid import UUID

import numpy as np
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.queries import actor_of_user
from payung.accounts.rules import Actor
from payung.eligibility import asking, held
from payung.eligibility.actions import judge_candidates
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Register
from payung.jobs.watching import Watched


def enqueue(*, programme_id: int, on_date: date, user_id: int) -> UUID:
    """A worker will judge; the job. One that is killed leaves a run nobody sees, and judges anew."""
    return UUID(judge.enqueue(programme_id, on_date.isoformat(), user_id).id)


def enqueue_asking(*, programme_id: int, register: Register, letter_number: str, again: bool, user_id: int) -> UUID:
    """A worker will ask; the job. `again`: also about those whom an open request asks about."""
    return UUID(ask.enqueue(programme_id, str(register), letter_number, again, user_id).id)


@task(takes_context=True)
def judge(context: TaskContext, programme_id: int, on: str, user_id: int) -> None:
    job_id = UUID(context.task_result.id)
    try:
        judge_candidates(
            programme_id=programme_id,
            on_date=date.fromisoformat(on),
            held=np.asarray(held.in_period_before(programme_id=programme_id), dtype=np.int64),
            actor=_whoever(user_id),
            now=timezone.now(),
            job_id=job_id,
        )
    except NotAllowed as refusal:
        Watched(job_id).refused(str(refusal))


@task(takes_context=True)
def ask(context: TaskContext, programme_id: int, register: str, letter_number: str, again: bool, user_id: int) -> None:
    job_id, now, about = UUID(context.task_result.id), timezone.now(), Register(register)
    wanted = asking.unchecked if again else asking.unasked
    try:
        asking.ask(
            programme_id=programme_id,
            register=about,
            letter_number=letter_number,
            person_ids=wanted(programme_id=programme_id, register=about, now=now),
            actor=_whoever(user_id),
            now=now,
            job_id=job_id,
        )
    except NotAllowed as refusal:
        Watched(job_id).refused(str(refusal))


def _whoever(user_id: int) -> Actor:
    """Who asked for it, with the roles of now. Raises NotAllowed."""
    actor = actor_of_user(user_id)
    if actor is None:
        raise NotAllowed("Yang meminta pekerjaan ini tidak lagi berperan.")
    return actor
