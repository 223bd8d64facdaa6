"""The job that checks a list. It holds no NIK: its argument is a number, what it reads lies sealed."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskContext, task

from payung.accounts.rules import Actor
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import actions, files, importing
from payung.intake.actions import Accepted, Wish
from payung.intake.checking import Wishes
from payung.intake.files import Part, Shelf
from payung.intake.models import Upload
from payung.intake.queries import FileFacts, file_facts, file_of_row
from payung.intake.result import Counts
from payung.intake.rules.headings import Layout
from payung.intake.rules.proposals import Source
from payung.intake.sealed_check import Saying, check_and_seal

IMPORT_TASK = "payung.intake.tasks.import_list"


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


def receive_list(
    *,
    kabupaten: str,
    programme_id: int,
    came: SealedUpload,
    source: Source,
    sender: str,
    registration_date: date,
    actor: Actor,
    now: datetime,
    desa_code: str = "",
    occupation: str = "",
    letter: SealedUpload | None = None,
    mapping: Mapping[str, Layout] | None = None,
) -> tuple[FileFacts, bool]:
    """The office's list is kept and its import waits for a worker; False beside one received before. Raises NotAllowed."""
    with transaction.atomic():
        file, is_new = actions.receive_file(
            kabupaten=kabupaten,
            programme_id=programme_id,
            came=came,
            source=source,
            sender=sender,
            registration_date=registration_date,
            actor=actor,
            now=now,
            desa_code=desa_code,
            occupation=occupation,
            letter=letter,
            mapping=mapping,
        )
        if is_new:
            enqueue_import(file_id=file.id)
    return file, is_new


def retry_list(*, file_id: int) -> None:
    """An import that broke waits for a worker again. Raises NotAllowed for any other."""
    with transaction.atomic():
        actions.retry_import(file_id=file_id)
        enqueue_import(file_id=file_id)


def accept_row(*, row_id: int, reason: str, actor: Actor, now: datetime) -> str:
    """As the action; and a job waits that says who the new candidate is. Raises NotAllowed."""
    with transaction.atomic():
        code = actions.accept_row(row_id=row_id, reason=reason, actor=actor, now=now)
        _enqueue_match(file_of_row(row_id=row_id), actor=actor)
    return code


def accept_rows(*, file_id: int, code: str, reason: str, actor: Actor, now: datetime) -> Accepted:
    """As the action; and a job waits that says who the new candidates are. Raises NotAllowed."""
    with transaction.atomic():
        accepted = actions.accept_rows(file_id=file_id, code=code, reason=reason, actor=actor, now=now)
        if accepted.count:
            _enqueue_match(file_facts(file_id=file_id), actor=actor)
    return accepted


def _enqueue_match(file: FileFacts | None, *, actor: Actor) -> None:
    """A job waits that says who the new candidates of its programme are, where the house names one."""
    name = getattr(settings, "PAYUNG_MATCH_TASK", "")
    if name and file:
        import_string(name).enqueue(file.programme_id, actor.kabupaten, actor.key)


def enqueue_import(*, file_id: int) -> UUID:
    """A job waits that imports the list: the one that the house names, which may go on beyond this room."""
    job = import_string(getattr(settings, "PAYUNG_IMPORT_TASK", IMPORT_TASK))
    job_id = UUID(job.enqueue(file_id).id)
    actions.give_import_job(file_id=file_id, job_id=job_id)
    return job_id


@task(takes_context=True)
def import_list(context: TaskContext, file_id: int) -> None:
    """Rows and candidates of one list, and nothing beyond."""
    importing.run(file_id=file_id, job_id=UUID(context.task_result.id))


@task()
def clear_uploads() -> None:
    """Take away what has expired; enqueued with each upload for the moment when it does."""
    actions.clear_expired(now=timezone.now())


def _check(upload: Upload, *, folder: Path, job_id: UUID) -> tuple[Counts, bool]:
    """The answer, its index and the marked workbook lie sealed."""
    counts = check_and_seal(
        code=upload.code,
        shelf=Shelf.DAY,
        name=upload.file_name,
        wishes=Wishes(on=upload.registration_date, occupation=upload.occupation or None),
        folder=folder,
        on_progress=Saying(job_id).say,
    )
    return counts, counts.rows == 0
