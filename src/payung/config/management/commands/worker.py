import uuid
from argparse import ArgumentParser
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from payung.config.engines import for_jobs
from payung.config.safety import refuse_unsafe
from payung.jobs import liveness
from payung.jobs.worker import LivingWorker


class Command(BaseCommand):
    help = "Run waiting jobs, one after another. SQLite takes one worker, PostgreSQL as many as wanted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="stop when no job waits")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks (1)")

    def handle(self, *, batch: bool, interval: float, **_: Any) -> None:
        for_jobs(connection.settings_dict)
        connection.close()
        refuse_unsafe()
        with ExitStack() as alone:
            if connection.vendor == "sqlite":
                lock = liveness.take_file(settings.PAYUNG_HOME / "jobs" / "worker.lock")
                if lock is None:
                    raise CommandError("Another worker runs already; SQLite takes one.", returncode=2)
                alone.enter_context(lock)
            worker = LivingWorker(
                queue_names=["*"],
                excluded_queue_names=[],
                backend_name="default",
                worker_id=uuid.uuid4().hex,
                batch=batch,
                interval=interval,
                startup_delay=False,
                max_tasks=None,
            )
            worker.configure_signals()
            worker.run()
