"""A job whose every effect can be counted afterwards: one row a step, nothing that would hide a double.

And one that says how its connection was opened.
"""

import time
from uuid import UUID

from django.db import connection, transaction
from django_tasks import TaskContext, task

from payung.jobs import actions

EFFECTS = "CREATE TABLE crash_effect (job_id varchar(36), n integer)"


@task(takes_context=True)
def count_up(context: TaskContext, upto: int, pause: float) -> int:
    """Write the numbers below `upto`, pausing both inside and outside the transaction so that death meets both."""
    job_id = UUID(context.task_result.id)
    start = actions.begin(job_id=job_id, step="count", total=upto)
    for done in range(start.done, upto):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO crash_effect VALUES (%s, %s)", [str(job_id), done])
            time.sleep(pause / 2)
            actions.advance(job_id=job_id, step="count", before=done, done=done + 1)
        time.sleep(pause / 2)
    return upto


@task()
def ask_connection(questions: list[str]) -> list[object]:
    """What the database answers on the connection of a job."""
    with connection.cursor() as cursor:
        return [cursor.execute(question).fetchone()[0] for question in questions]
