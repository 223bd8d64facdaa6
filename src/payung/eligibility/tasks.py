"""The job that judges a whole programme. It is told who asked for it by their key alone."""

from datetime import date

import numpy as np
from django.utils import timezone
from django_tasks import task

from payung.accounts.queries import actor_of_user
from payung.eligibility import held
from payung.eligibility.actions import judge_candidates
from payung.eligibility.rules.refusals import NotAllowed


def enqueue(*, programme_id: int, on_date: date, user_id: int) -> None:
    """A worker will judge. A job that is killed leaves a run nobody sees, and judges anew."""
    judge.enqueue(programme_id, on_date.isoformat(), user_id)


@task()
def judge(programme_id: int, on: str, user_id: int) -> None:
    actor = actor_of_user(user_id)
    if actor is None:
        raise NotAllowed("Yang meminta penilaian ini tidak lagi berperan.")
    judge_candidates(
        programme_id=programme_id,
        on_date=date.fromisoformat(on),
        held=np.asarray(held.in_period_before(programme_id=programme_id), dtype=np.int64),
        actor=actor,
        now=timezone.now(),
    )
