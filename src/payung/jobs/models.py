"""Checkpoints of jobs, and how a job ends. The queue itself is django-tasks-db's table."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django_tasks_db.models import DBTaskResult


class Overtaken(Exception):
    """Another worker has moved this job on; whoever sees this stops and leaves no trace."""


class Job(DBTaskResult[Any, Any]):
    """A queued task that an end from outside (a signal, another worker) leaves running, for the sweep to find."""

    class Meta:
        proxy = True

    def set_failed(self, exc: BaseException) -> None:
        if not isinstance(exc, SystemExit | KeyboardInterrupt | Overtaken):
            super().set_failed(exc)


class Checkpoint(models.Model):
    """How far one step of one job has come; written in the transaction of the effect it counts."""

    job_id = models.UUIDField()
    step = models.CharField(max_length=40)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)  # None: not known beforehand
    note = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job_id", "step"], name="one_checkpoint_a_step"),
            models.CheckConstraint(condition=Q(done__gte=0), name="checkpoint_done_not_negative"),
            models.CheckConstraint(condition=Q(total=None) | Q(done__lte=F("total")), name="checkpoint_within_total"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.done}/{self.total}"
