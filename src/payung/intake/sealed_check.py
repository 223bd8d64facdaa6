"""A list checked and its answer sealed: what visitors' uploads and the office's files have in common.

What is written last makes the rest whole: where an answer lies, its index and marked workbook lie beside it.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from django.db import transaction

from payung.intake import files
from payung.intake.checking import Wishes, check_file
from payung.intake.files import Part, Shelf
from payung.intake.result import Counts, write_result
from payung.intake.steps import STEPS_OF_CHECK
from payung.jobs import actions as jobs

_SAYS_EVERY_SECONDS = 0.4


def check_and_seal(
    *,
    code: str,
    shelf: Shelf,
    name: str,
    wishes: Wishes,
    folder: Path,
    on_progress: Callable[[int, int], None],
) -> Counts:
    """The marked workbook, the index and the answer lie sealed; the clear ones are still in `folder`."""
    came, marked = folder / "daftar", folder / "bertanda.xlsx"
    files.unseal(code, Part.RECEIVED, into=came, shelf=shelf)
    with files.nameless() as answer:
        check_file(path=came, name=name, wishes=replace(wishes, marked=marked), answer=answer, on_progress=on_progress)
        if marked.exists():
            with marked.open("rb") as content:
                files.seal(code, Part.MARKED, content=content, shelf=shelf)
        with (
            files.written(code, Part.ANSWER, shelf=shelf) as sealed,  # closed last
            files.written(code, Part.INDEX, shelf=shelf) as index,
        ):
            return write_result(answer=answer, sealed=sealed, index=index)


class Saying:
    """Leaves a checkpoint now and then. The child goes through the rows once for each step, each time from the first."""

    def __init__(self, job_id: UUID) -> None:
        self._job_id = job_id
        self._steps = iter(STEPS_OF_CHECK)
        self._step = next(self._steps)
        self._last = 0
        self._said_at = 0.0

    def say(self, done: int, total: int) -> None:
        if done < self._last:
            self._step = next(self._steps, self._step)
        self._last = done
        if time.monotonic() - self._said_at < _SAYS_EVERY_SECONDS:
            return
        self._said_at = time.monotonic()
        before = jobs.begin(job_id=self._job_id, step=self._step, total=total).done
        with transaction.atomic():
            jobs.advance(job_id=self._job_id, step=self._step, before=before, done=min(done, total))
