"""One job, workers that are killed with -9 while it runs, and what is left when the last has ended."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.db import connection
from django_tasks import task_backends

from crash.job_to_kill import EFFECTS, count_up
from payung.jobs import liveness
from payung.jobs.queries import progress

PATIENCE_SECONDS = 240.0  # a loaded machine takes minutes for what takes seconds


def lay_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute(EFFECTS)


def enqueue(*, upto: int = 30, pause: float = 0.02) -> UUID:
    return UUID(count_up.enqueue(upto=upto, pause=pause).id)


@contextmanager
def worker(environment: dict[str, str], fault: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """A worker process; whatever happens it is gone afterwards."""
    words = [sys.executable, "-m", "crash.worker", *([fault] if fault else [])]
    process = subprocess.Popen(words, env=environment | {"PYTHONPATH": str(Path(__file__).parents[1])})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def kill_midway(environment: dict[str, str], job_id: UUID, *, after_steps: int, fault: str = "") -> None:
    """Start a worker and kill -9 it once the job has taken that many more steps."""
    goal = done(job_id) + after_steps
    with worker(environment, fault):
        wait_until(lambda: done(job_id) >= goal)
    wait_until(lambda: is_free(job_id))  # a busy PostgreSQL sees a moment later that its client is gone


def is_free(job_id: UUID) -> bool:
    lock = liveness.take(job_id)
    if lock is not None:
        lock.free()
    return lock is not None


def run_to_end(environment: dict[str, str], fault: str = "") -> None:
    with worker(environment, fault) as process:
        process.wait(PATIENCE_SECONDS)


def done(job_id: UUID) -> int:
    """Effects so far; counted by themselves, so that it holds without checkpoints too."""
    return len(effects(job_id))


def effects(job_id: UUID) -> Counter[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM crash_effect WHERE job_id = %s", [str(job_id)])
        return Counter(n for (n,) in cursor.fetchall())


def outcome(job_id: UUID) -> str:
    """`once` when the job ended and each effect is there exactly once; else what went wrong."""
    status = task_backends["default"].get_result(str(job_id)).status
    if status != "SUCCESSFUL":
        return f"left {status}"
    reached = progress(job_id)
    found = effects(job_id)
    if found.total() != len(found):
        return "doubled"
    return "once" if reached and len(found) == reached.total else "lost"


def wait_until(true_at_last: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not true_at_last():
        if time.monotonic() > end:
            raise TimeoutError("the worker did not get that far")
        time.sleep(0.01)
