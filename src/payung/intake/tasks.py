"""The job that checks a list. It holds no NIK: its argument is a number, what it reads lies sealed."""

import time
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import actions, files
from payung.intake.actions import Wish
from payung.intake.checking import Wishes, check_file
from payung.intake.files import Part
from payung.intake.models import Upload
from payung.intake.result import Counts, write_result
from payung.intake.steps import Step
from payung.jobs import actions as jobs

_SAYS_EVERY_SECONDS = 0.4


def receive(*, came: SealedUpload, visitor: str, wish: Wish, now: datetime) -> tuple[Upload, bool]:
    """The list is kept and its check waits for a worker; False beside one that was here before."""
    with transaction.atomic():
        upload = actions.receive(
            code=came.code,
            visitor=visitor,
            name=came.name or "",
            sha256=came.sha256,
            size=came.size or 0,
            wish=wish,
            now=now,
        )
        is_new = upload.code == came.code
        if is_new:
            actions.give_job(upload, job_id=UUID(check_list.enqueue(upload.id).id))
            clear_uploads.using(run_after=upload.expires_at).enqueue()
    if is_new:
        came.keep()
    return upload, is_new


def retry(upload: Upload) -> None:
    """A list whose check broke waits for a worker again. Raises NotAllowed for any other."""
    with transaction.atomic():
        actions.retry(upload)
        actions.give_job(upload, job_id=UUID(check_list.enqueue(upload.id).id))


@task(takes_context=True)
def check_list(context: TaskContext, upload_id: int) -> None:
    """Check one upload. Killed at any moment it begins again: what it writes it writes over, and counts once."""
    upload = actions.begin(upload_id=upload_id)
    if upload is None:
        return
    job_id = UUID(context.task_result.id)
    with files.clear_folder(job_id) as folder:
        counts, refused = _check(upload, folder=folder, job_id=job_id)
    if actions.record_answer(upload_id=upload_id, counts=counts, refused=refused):
        files.remove(upload.code, Part.RECEIVED)
    else:
        files.remove(upload.code)


@task()
def clear_uploads() -> None:
    """Take away what has expired; enqueued with each upload for the moment when it does."""
    actions.clear_expired(now=timezone.now())


def _check(upload: Upload, *, folder: Path, job_id: UUID) -> tuple[Counts, bool]:
    """The answer, its index and the marked workbook lie sealed; the clear ones are still in `folder`."""
    came, marked = folder / "daftar", folder / "bertanda.xlsx"
    files.unseal(upload.code, Part.RECEIVED, into=came)
    wishes = Wishes(on=upload.registration_date, occupation=upload.occupation or None, marked=marked)
    with files.nameless() as answer:
        check_file(path=came, name=upload.file_name, wishes=wishes, answer=answer, on_progress=_Saying(job_id).say)
        with files.written(upload.code, Part.ANSWER) as sealed, files.written(upload.code, Part.INDEX) as index:
            counts = write_result(answer=answer, sealed=sealed, index=index)
    if marked.exists():
        with marked.open("rb") as content:
            files.seal(upload.code, Part.MARKED, content=content)
    return counts, counts.rows == 0


class _Saying:
    """Leaves a checkpoint now and then. The child goes through the rows once for each step, each time from the first."""

    def __init__(self, job_id: UUID) -> None:
        self._job_id = job_id
        self._steps = iter(Step)
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
