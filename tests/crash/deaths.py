"""How a process dies of kill -9 at a told moment: at the nth event of a phase, before or after a statement or a commit.

It kills itself, so that nothing runs between the event and the death; or the whole cluster on which it works, where the
house has one to be killed. Whatever is killed, a mark in a file says where it was: the kernel keeps what was written
there.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from crash import cluster
from payung.gateways import bulk_rows

ROWS_EVERY = 500
OUTSIDE = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """Death at the nth `event` within `phase`: enter, exit, statement, stated, rows, commit or committed."""

    phase: str
    event: str
    nth: int = 1


class Watch:
    """Sees the events of this process, leaves a mark of the last, and kills it when its fate has come."""

    def __init__(self, *, mark: Path, fate: Fate | None) -> None:
        self._mark = os.open(mark, os.O_RDWR | os.O_CREAT, 0o600)
        self._fate = fate
        self._left = fate.nth if fate else 0
        self._phases = [OUTSIDE]
        self._is_over = False  # its cluster died: the mark stays where that was

    def happened(self, event: str) -> None:
        if self._is_over:
            return
        where = "inside" if connection.in_atomic_block else "outside"
        os.pwrite(self._mark, f"{self._phases[-1]} {event} {where}".ljust(80).encode(), 0)
        if self._fate and (self._phases[-1], event) == (self._fate.phase, self._fate.event):
            self._left -= 1
            if self._left == 0:
                self._is_over = True
                strike()

    @contextmanager
    def within(self, phase: str) -> Iterator[None]:
        self._phases.append(phase)
        try:
            self.happened("enter")
            yield
            self.happened("exit")
        finally:
            self._phases.pop()

    def wrapped(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **words: Any) -> Any:
            with self.within(phase):
                return function(*args, **words)

        return watched

    def statement(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.happened("statement")
        answer = execute(*args)
        self.happened("stated")
        return answer

    def rows(self, function: Callable[..., int]) -> Callable[..., int]:
        def watched(statement: str, rows: Iterable[Sequence[Any]]) -> int:
            return function(statement, self._counted(rows))

        return watched

    def _counted(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for number, row in enumerate(rows):
            if number % ROWS_EVERY == 0:
                self.happened("rows")
            yield row


def watch(*, mark: Path, fate: Fate | None, phases: Mapping[str, Sequence[str]]) -> Watch:
    """From now on the process is watched. `phases`: of each the functions, as `module:name`, where they are looked up."""
    seen = Watch(mark=mark, fate=fate)
    for phase, targets in phases.items():
        for target in targets:
            owner, name = owner_of(target)
            setattr(owner, name, seen.wrapped(phase, getattr(owner, name)))
    connection.execute_wrappers.append(seen.statement)
    bulk_rows._copied = seen.rows(bulk_rows._copied)
    bulk_rows._executed = seen.rows(bulk_rows._executed)
    commit = BaseDatabaseWrapper._commit

    def committed(self: BaseDatabaseWrapper) -> None:
        seen.happened("commit")
        commit(self)
        seen.happened("committed")

    BaseDatabaseWrapper._commit = committed
    return seen


def strike() -> None:
    doomed = cluster.of_this_house()
    if doomed:
        doomed.kill()
    else:
        os.kill(os.getpid(), signal.SIGKILL)


def owner_of(target: str) -> tuple[Any, str]:
    """`module:name` or `module:Class.name`: the object on which the name is to be set anew."""
    module, _, path = target.partition(":")
    *inner, name = path.split(".")
    owner = import_module(module)
    for part in inner:
        owner = getattr(owner, part)
    return owner, name


def last_seen(mark: Path) -> str:
    """Where the process was when it died: `store rows inside`; blank before its first event."""
    return mark.read_text().strip() if mark.exists() else ""
