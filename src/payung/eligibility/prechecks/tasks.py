"""The job that reads an answer. Its argument is a number; what it reads lies sealed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.eligibility import answering
from payung.eligibility.prechecks.taking_in import take_in


def enqueue(*, answer_id: int) -> None:
    """A worker will read the answer."""
    with transaction.atomic():
        answering.give_job(answer_id=answer_id, job_id=UUID(read_answer.enqueue(answer_id).id))


@task(takes_context=True)
def read_answer(context: TaskContext, answer_id: int) -> None:
    take_in(answer_id=answer_id, job_id=UUID(context.task_result.id), now=timezone.now())
