"""Jobs of this room. Their argument is a number; what they read lies sealed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from payung.enrolment.actions import answers


def enqueue_answer(*, answer_id: int) -> None:
    """A worker will take the answer in."""
    with transaction.atomic():
        answers.give_task(answer_id=answer_id, task_id=UUID(take_in_answer.enqueue(answer_id).id))


@task()
def take_in_answer(answer_id: int) -> None:
    answers.apply_answer(answer_id=answer_id, now=timezone.now())
