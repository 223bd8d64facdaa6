"""What is done to jobs: a step begins, a step moves on with its effect, and the sweep wakes what died.

A job looks like this. Whatever moment it is killed in, it goes on after its last commit, and once only:

    start = actions.begin(job_id=job_id, step="terapkan", total=len(lines))
    for done in range(start.done, len(lines), 2000):
        with transaction.atomic():
            apply(lines[done:done + 2000])
            actions.advance(job_id=job_id, step="terapkan", before=done, done=min(done + 2000, len(lines)))

What a job is told (its arguments) never holds a NIK.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus

from payung.jobs import liveness
from payung.jobs.models import Checkpoint, Job, Overtaken
from payung.jobs.queries import Progress, as_progress, running

GIVES_UP_AFTER = 50  # deaths: a job that brings its worker down each time must not do so for ever


def begin(*, job_id: UUID, step: str, total: int | None = None) -> Progress:
    """The step has a checkpoint: a new one at 0, or the one where a worker before us stopped."""
    checkpoint, _ = Checkpoint.objects.get_or_create(job_id=job_id, step=step, defaults={"total": total})
    return as_progress(checkpoint)


def advance(*, job_id: UUID, step: str, before: int, done: int, note: str = "") -> None:
    """Inside the caller's transaction, the step has moved from `before` to `done`: both commit or neither.

    Raises Overtaken when the checkpoint no longer stands at `before`: another worker has this job, and the
    caller's transaction must not commit. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A checkpoint is written in the transaction of its effect.")
    moved = Checkpoint.objects.filter(job_id=job_id, step=step, done=before).update(
        done=done, note=note, updated_at=timezone.now()
    )
    if not moved:
        raise Overtaken(f"{step} of job {job_id} no longer stands at {before}")


def sweep() -> list[UUID]:
    """Jobs marked running whose lock is free wait again, as nobody runs them; which ones these were.

    While the lock is ours no worker can hold it, so the state that we then read is the last word.
    """
    woken = []
    for job_id in running():
        lock = liveness.take(job_id)
        if lock is not None:
            with lock:
                woken += [job_id] if wake(job_id) else []
    return woken


def wake(job_id: UUID) -> bool:
    """The dead job waits for a worker again, unless it has died too often: then it has failed and says so."""
    job = Job.objects.running().filter(id=job_id).first()
    if job is None:
        return False  # it ended between our look and our lock
    if len(job.worker_ids) >= GIVES_UP_AFTER:
        job.set_failed(RuntimeError(f"its worker died {len(job.worker_ids)} times"))
        return False
    return bool(Job.objects.running().filter(id=job_id).update(status=TaskResultStatus.READY))
