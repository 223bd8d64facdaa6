"""What others may know of a job: how far it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django_tasks.base import TaskResultStatus

from payung.jobs.models import Checkpoint, Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of a job, as its last checkpoint left it. `total` None: not known beforehand."""

    step: str
    done: int
    total: int | None
    note: str
    updated_at: datetime


def progress(job_id: UUID) -> Progress | None:
    """The step that the job is at, or None before its first."""
    last = Checkpoint.objects.filter(job_id=job_id).order_by("-id").first()
    return as_progress(last) if last else None


def running() -> list[UUID]:
    """Jobs marked running, whether or not anyone still runs them."""
    return list(Job.objects.running().values_list("id", flat=True))


def is_open(job_id: UUID) -> bool:
    """Whether the job waits or runs: it has not ended yet."""
    return Job.objects.filter(id=job_id, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists()


def failed(job_id: UUID) -> bool:
    """Whether the job has ended badly: by a fault of its own, or because its workers kept dying."""
    return Job.objects.failed().filter(id=job_id).exists()


def as_progress(checkpoint: Checkpoint) -> Progress:
    return Progress(
        step=checkpoint.step,
        done=checkpoint.done,
        total=checkpoint.total,
        note=checkpoint.note,
        updated_at=checkpoint.updated_at,
    )
