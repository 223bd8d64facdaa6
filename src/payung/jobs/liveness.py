"""A job is alive while its lock is held. The kernel or PostgreSQL frees it when the process is gone, however it went.

SQLite: `flock` on $PAYUNG_HOME/jobs/<job>.lock (one machine). PostgreSQL: an advisory lock of a session of its own,
so that no commit or rollback of the job touches it; a pool between that hands sessions around would break it.
"""

import fcntl
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

HELD: set[int] = set()  # descriptors that a child made by fork must not keep open: the lock would outlive us


class Lock:
    """A lock that is held until `free` or the end of this process; also a context manager."""

    def __init__(self, *, descriptor: int, release: Callable[[], None]) -> None:
        self.descriptor = descriptor
        self.release = release
        HELD.add(descriptor)

    def free(self) -> None:
        HELD.discard(self.descriptor)
        self.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.free()


def take(job_id: UUID) -> Lock | None:
    """The lock of this job, or None while someone holds it."""
    if connection.vendor == "sqlite":
        return take_file(settings.PAYUNG_HOME / "jobs" / f"{job_id}.lock")
    return take_advisory(key=int.from_bytes(job_id.bytes[:8], signed=True))


def take_file(path: Path) -> Lock | None:
    """The lock on this file, or None while a process holds it. The file is gone once freed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(descriptor), path.stat()):
            raise BlockingIOError  # the holder before us took the file away while we opened it
    except (BlockingIOError, FileNotFoundError):
        os.close(descriptor)
        return None

    def release() -> None:
        path.unlink()  # before the lock goes, or we would take away the next holder's file
        os.close(descriptor)

    return Lock(descriptor=descriptor, release=release)


def take_advisory(*, key: int) -> Lock | None:
    """The advisory lock of this key, held by a session opened for it, or None while another session holds it."""
    session = connection.copy()
    with ExitStack() as unless_taken:
        unless_taken.callback(session.close)
        if not ask(session, "SELECT pg_try_advisory_lock(%s)", key):
            return None
        unless_taken.pop_all()
    return Lock(descriptor=session.connection.fileno(), release=session.close)


def ask(session: BaseDatabaseWrapper, query: str, key: int) -> bool:
    with session.cursor() as cursor:
        cursor.execute(query, [key])
        return bool(cursor.fetchone()[0])


def let_go_in_child() -> None:
    """In a forked child the held descriptors lead nowhere; closing them would free their numbers for other files."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in HELD:
        os.dup2(nowhere, descriptor, inheritable=False)
    os.close(nowhere)
    HELD.clear()


os.register_at_fork(after_in_child=let_go_in_child)
