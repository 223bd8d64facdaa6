"""Processes of a harness: each does one thing in the house of this environment, and dies when its fate, or we, say so."""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.db import connections

from crash import cluster, deaths
from crash.deaths import Fate
from crash.faults import plant
from crash.ready import PROCESSES

PATIENCE_SECONDS = 120.0
KILLED = -9


class Killer:
    """Starts processes that die, counts their deaths, and keeps where they were."""

    def __init__(self, *, mark: Path, phases: Mapping[str, Sequence[str]], fault: str, dice: random.Random) -> None:
        self.kills = 0
        self.fault = fault
        self.hit: Counter[str] = Counter()
        self.slowest: dict[str, float] = {}  # what each thing took where nobody died of it
        self._mark = mark
        self._phases = phases
        self._dice = dice
        self._cluster = cluster.of_this_house()

    def run(
        self,
        act: Callable[..., Any],
        *words: Any,
        fate: Fate | None = None,
        after: float | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> tuple[bool, Any]:
        """Whether it lived, and what it answered: its value, or the name of what it raised.

        `after` so many seconds we kill it; `meanwhile` is done here as soon as it has begun. Where the house has a
        cluster to be killed, that dies in its stead and is started again: whoever had an answer by then keeps it.
        """
        self._mark.unlink(missing_ok=True)
        ours, theirs = PROCESSES.Pipe()
        told = {"mark": self._mark, "fate": fate, "phases": self._phases, "fault": self.fault}
        process = PROCESSES.Process(target=one_act, args=(theirs, told, act, words))
        process.start()
        theirs.close()
        began = self._under_way(process)
        meanwhile()
        struck = ""
        if after is not None:
            process.join(after)
            struck = deaths.last_seen(self._mark)
            self._strike(process)
        answer = self._answer(ours, process)
        if self._started_again() or process.exitcode == KILLED:
            self.kills += 1
            self.hit[" ".join((struck or deaths.last_seen(self._mark)).split()[::2])] += 1
            return False, answer
        taken = time.monotonic() - began
        self.slowest[act.__name__] = max(taken, self.slowest.get(act.__name__, 0.0))
        return True, answer

    def _strike(self, process: Any) -> None:
        if self._cluster:
            self._dice.choice((self._cluster.kill, self._cluster.stop_at_once))()
        else:
            process.kill()

    def _started_again(self) -> bool:
        """Whether the cluster had died. It answers again, and finds no connection of ours."""
        if self._cluster is None or self._cluster.is_up():
            return False
        connections.close_all()
        self._cluster.start()
        return True

    def moment(self, act: Callable[..., Any]) -> float:
        """A random moment of what the act takes, as far as we have seen."""
        return self._dice.uniform(0.0, self.slowest.get(act.__name__, 3.0))

    def _under_way(self, process: Any) -> float:
        """When the process had begun its act; before it only Python itself would die."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not deaths.last_seen(self._mark) and process.is_alive() and time.monotonic() < end:
            time.sleep(0.002)
        return time.monotonic()

    def _answer(self, ours: Connection, process: Any) -> Any:
        """What was said before the end; None where it died silent."""
        try:
            answer = ours.recv() if ours.poll(PATIENCE_SECONDS) else None
        except EOFError:
            answer = None
        process.join(PATIENCE_SECONDS)
        if process.is_alive():
            process.kill()
            raise TimeoutError("a process did not end")
        return answer


def one_act(pipe: Connection, told: dict[str, Any], act: Callable[..., Any], words: tuple[Any, ...]) -> None:
    """In the process: planted, watched, and what came of the act said, as the last thing."""
    plant(told["fault"])
    seen = deaths.watch(mark=told["mark"], fate=told["fate"], phases=told["phases"])
    try:
        answer = act(*words)
    except Exception as raised:  # noqa: BLE001 -- whatever it is, the harness is to be told
        answer = Raised(f"{type(raised).__name__}: {raised}"[:200])
    with seen.within("answer"):
        pipe.send(answer)


class Raised(str):
    """Instead of an answer: what was raised."""
