"""An act that a job does for a page: how far it is, and what came of it.

An act below `AT_ONCE` persons is done in the request itself; a longer one is a job, whose page may be left. Steps lie
in the checkpoints of `jobs`: the act's own, then one that says what came of it, written with the last effect. So a
worker that died after that effect finds it, and does nothing twice.
"""

from uuid import UUID

from django.db import transaction

from payung.jobs import actions as jobs
from payung.jobs.queries import progress

AT_ONCE = 5000  # persons whom a request takes care of itself
DONE, REFUSED = "selesai", "ditolak"
_NOTE = 200


class Watched:
    """The job of an act. Of an act without one nothing is counted."""

    def __init__(self, job_id: UUID | None) -> None:
        self._job_id = job_id
        self._step, self._done = "", 0
        self._total: int | None = None

    @property
    def done(self) -> int:
        """How far the step has come."""
        return self._done

    def outcome(self) -> str:
        """What came of the job earlier; nothing where it has not ended."""
        reached = progress(self._job_id) if self._job_id else None
        return reached.note if reached and reached.step == DONE else ""

    def begin(self, step: str, *, total: int | None = None) -> str:
        """Another step, or one begun before, which goes on where it stopped: the note that it left."""
        if not self._job_id:
            return ""
        at = jobs.begin(job_id=self._job_id, step=step, total=total)
        self._step, self._done, self._total = step, at.done, at.total
        return at.note

    def reach(self, done: int, *, note: str = "") -> None:
        """Inside the transaction of its effect: the step has come so far."""
        if self._job_id:
            jobs.advance(job_id=self._job_id, step=self._step, before=self._done, done=done, note=note)
            self._done = done

    def show(self, done: int) -> None:
        """Of a step without effects, for whoever watches: it has come so far. Begun again, it does not go back."""
        done = min(done, done if self._total is None else self._total)
        if done > self._done:
            with transaction.atomic():
                self.reach(done)

    def ended(self, outcome: str) -> None:
        """Inside the transaction of the last effect: this came of it."""
        self.begin(DONE, total=1)
        if self._done == 0:
            self.reach(1, note=outcome)

    def refused(self, sentence: str) -> None:
        """The act was refused, with this sentence for whoever asked."""
        self.begin(REFUSED, total=1)
        if self._done == 0:
            with transaction.atomic():
                self.reach(1, note=sentence[:_NOTE])
