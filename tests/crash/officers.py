"""Officers who race: each a process with a connection of its own, that begins when all of them are ready."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from typing import Any

from crash.faults import plant
from crash.processes import PATIENCE_SECONDS, Raised
from crash.ready import PROCESSES

Ask = tuple[Callable[..., Any], tuple[Any, ...]]


class Office:
    """So many officers; `race` lets each do one thing at the same moment and answers what they were told."""

    def __init__(self, pipes: Sequence[Connection]) -> None:
        self._pipes = pipes

    def race(self, asks: Sequence[Ask]) -> list[Any]:
        """The answers in the order of what was asked; whatever was raised as Raised. Nobody is asked for a spare officer."""
        busy = self._pipes[: len(asks)]
        for pipe, ask in zip(busy, asks, strict=True):
            pipe.send(ask)
        for pipe in busy:
            self._heard(pipe)  # each has what it needs; the start of the first is not far from that of the last
        for pipe in busy:
            pipe.send("go")
        return [self._heard(pipe) for pipe in busy]

    def _heard(self, pipe: Connection) -> Any:
        if not pipe.poll(PATIENCE_SECONDS):
            raise TimeoutError("an officer does not answer")
        return pipe.recv()


@contextmanager
def open_office(*, many: int, fault: str) -> Iterator[Office]:
    """Officers who leave when we do."""
    with ExitStack() as leaving:
        pipes = []
        for _ in range(many):
            ours, theirs = PROCESSES.Pipe()
            process = PROCESSES.Process(target=officer, args=(theirs, fault), daemon=True)
            process.start()
            leaving.callback(process.kill)
            pipes.append(ours)
        yield Office(pipes)


def officer(pipe: Connection, fault: str) -> None:
    plant(fault)
    while True:
        act, words = pipe.recv()
        pipe.send("ready")
        pipe.recv()
        pipe.send(answered(act, words))


def answered(act: Callable[..., Any], words: tuple[Any, ...]) -> Any:
    try:
        return act(*words)
    except Exception as raised:  # noqa: BLE001 -- a refusal is an answer; anything else the race will say
        return Raised(type(raised).__name__)
