"""Reads a hostile file in a process of its own, which may die of it: the caller gets an answer or a refusal.

The child has limits on memory, CPU and time, an empty environment, and ends with its parent. It is given its request on
standard input, writes only the answer to standard output, and says `progress DONE TOTAL` on standard error; whatever
else it says there is kept from people and logs, for it may quote the file.
"""

import contextlib
import json
import logging
import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from payung.gateways.spreadsheets.inspection import Refusal

_log = logging.getLogger(__name__)
_CONFINED = Path(__file__).with_name("confined.py")
_SOURCES = Path(__file__).parents[3]
_OUT_OF_MEMORY = 71  # confined.py gives it
_LINE_MOST = 1024
_BONES_MOST = 20
_CHUNK = 1 << 16
_TOO_LARGE = (signal.SIGABRT, signal.SIGXCPU, signal.SIGKILL, signal.SIGXFSZ)  # a failed allocation in Rust aborts
_PROGRESS = re.compile(rb"progress (\d{1,18}) (\d{1,18})\r?")
_PLACE = re.compile(rb'^  File ".*?([^/\\"]+)", line (\d+)')
_FAULT = re.compile(rb"^([A-Za-z_][\w.]*(?:Error|Exception|Exit|Fault|Interrupt|Refused|Warning))\b")
# Threads of number libraries each reserve memory that would count against the limit; one row at a time needs none.
_ENVIRONMENT = {"LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
_INHERITED = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a child may use. It may last twice its CPU seconds by the clock, for one that sleeps uses none."""

    memory_bytes: int = 3 * 2**30
    cpu_seconds: int = 120


def run(
    *,
    module: str,
    request: Mapping[str, object],
    answer: IO[bytes],
    on_progress: Callable[[int, int], None] | None = None,
    limits: Limits = Limits(),
) -> Refusal | None:
    """Run `python -m module` on a request; None when its whole answer stands in `answer`.

    A refusal FILE_TOO_LARGE means the child met a limit: `diagnose` tells whether the file was made for that.
    FILE_UNREADABLE means it failed otherwise; part of an answer may then stand in `answer`.
    `answer` must be a real file: the child writes to its descriptor.
    """
    deadline = time.monotonic() + 2 * limits.cpu_seconds
    heard = _Heard(on_progress)
    child = _started(module, answer, limits)
    try:
        _attend(child, json.dumps(request).encode(), heard, deadline)
        code = child.wait(timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return _too_large()
    finally:
        _end(child)
    if code == 0:
        return None
    if code == _OUT_OF_MEMORY or -code in _TOO_LARGE:
        return _too_large()
    _log.error("%s ended with %s: %s", module, code, heard.bones)
    return Refusal(code="FILE_UNREADABLE", detail="isinya tidak dapat kami baca sampai selesai")


def _too_large() -> Refusal:
    return Refusal(
        code="FILE_TOO_LARGE", detail="isinya membutuhkan lebih banyak memori atau waktu daripada yang wajar"
    )


def _started(module: str, answer: IO[bytes], limits: Limits) -> subprocess.Popen[bytes]:
    numbers = [str(number) for number in (limits.memory_bytes, limits.cpu_seconds, os.getpid())]
    path = os.pathsep.join([str(_SOURCES), *(entry for entry in sys.path if entry)])
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return subprocess.Popen(
        # -I -S: no user site, no .pth files, nothing from the environment; the parent's import path is handed over.
        [sys.executable, "-I", "-S", str(_CONFINED), *numbers, module, path],
        stdin=subprocess.PIPE,
        stdout=answer,
        stderr=subprocess.PIPE,
        env=_ENVIRONMENT | inherited,
        start_new_session=True,
        bufsize=0,
    )


def _attend(child: subprocess.Popen[bytes], request: bytes, heard: "_Heard", deadline: float) -> None:
    """Hand over the request and listen until the child ends. Raises TimeoutExpired."""
    assert child.stdin is not None  # noqa: S101 -- we asked for the pipes
    assert child.stderr is not None  # noqa: S101
    unsent = memoryview(request)
    with selectors.DefaultSelector() as ready:
        for pipe, wish in ((child.stdin, selectors.EVENT_WRITE), (child.stderr, selectors.EVENT_READ)):
            os.set_blocking(pipe.fileno(), False)
            ready.register(pipe, wish)
        while child.stderr in ready.get_map():
            events = ready.select(min(1.0, deadline - time.monotonic()))
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(child.args, 0)
            if not events and child.poll() is not None:
                return  # someone else still holds its standard error
            for key, _ in events:
                if key.fileobj is child.stdin:
                    unsent = unsent[_sent(child.stdin, unsent) :]
                    if not unsent:
                        ready.unregister(child.stdin)
                        child.stdin.close()
                elif chunk := child.stderr.read(_CHUNK):
                    heard.feed(chunk)
                else:
                    ready.unregister(child.stderr)


def _sent(pipe: IO[bytes], unsent: memoryview) -> int:
    """How much the pipe took; all of it when the child reads no more."""
    try:
        return os.write(pipe.fileno(), unsent[:_CHUNK])
    except BrokenPipeError:
        return len(unsent)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Whatever happened, nothing of the child runs on and no pipe stays open."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stderr):
        if pipe is not None:
            pipe.close()


class _Heard:
    """Splits what a child says into progress, which is passed on, and the bare bones of its faults."""

    def __init__(self, on_progress: Callable[[int, int], None] | None) -> None:
        self._on_progress = on_progress
        self._line = b""
        self._bones: deque[str] = deque(maxlen=_BONES_MOST)

    def feed(self, chunk: bytes) -> None:
        *lines, rest = (self._line + chunk).split(b"\n")
        for line in lines:
            self._hear(line[:_LINE_MOST])
        self._line = rest[:_LINE_MOST]

    def _hear(self, line: bytes) -> None:
        if progress := _PROGRESS.fullmatch(line):
            if self._on_progress:
                self._on_progress(int(progress[1]), int(progress[2]))
        elif place := _PLACE.match(line):
            self._bones.append(f"{place[1].decode(errors='replace')}:{int(place[2])}")
        elif fault := _FAULT.match(line):
            self._bones.append(fault[1].decode())

    @property
    def bones(self) -> str:
        """`child.py:30 book.py:81 CalamineError`: where and what kind, never the words, which may quote a person."""
        return " ".join(self._bones)
