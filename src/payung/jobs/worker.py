"""The worker: django-tasks-db's, except that a job's lock is taken before the job is marked running."""

import logging
import time
from contextlib import ExitStack
from typing import Any
from uuid import UUID

from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from payung.jobs import actions, liveness
from payung.jobs.models import Job

SWEEP_EVERY_SECONDS = 10.0
logger = logging.getLogger(__name__)


class LivingWorker(Worker):
    """Runs waiting jobs one after another, and between them wakes those whose worker died.

    A signal lets the job at hand come to its end; a second one leaves it at its last checkpoint.
    """

    def run(self) -> None:
        sweep_next = time.monotonic()
        while self.running:
            close_old_connections()
            if time.monotonic() >= sweep_next:
                report(actions.sweep())
                sweep_next = time.monotonic() + SWEEP_EVERY_SECONDS
            if self.run_next():
                continue
            if self.batch:
                return
            if self.running:
                time.sleep(self.interval)

    def run_next(self) -> bool:
        """Run the first waiting job; False where there is none to be had now."""
        with ExitStack() as held:
            job = self.claim_next(held)
            if job is not None:
                self.run_task(job)
        return job is not None

    def claim_next(self, held: ExitStack) -> DBTaskResult[Any, Any] | None:
        """The first waiting job, its lock on `held`, marked running. None too while a sweep looks at it."""
        waiting = Job.objects.ready().filter(backend_name=self.backend_name)
        try:
            if not waiting.exists():
                return None  # asked apart, so that an idle worker never holds SQLite's one exclusive lock
            with exclusive_transaction():
                job = waiting.get_locked()
                lock = liveness.take(job.id) if job else None
                if job is None or lock is None:
                    return None
                held.enter_context(lock)
                job.claim(self.worker_id)
                return job
        except OperationalError as fault:
            if is_locked_database_exception(fault):
                return None  # a long writer has the file; we come back
            raise


def report(woken: list[UUID]) -> None:
    for job_id in woken:
        logger.warning("job %s had lost its worker and waits again", job_id)
