"""What is done to uploads. Each function is one transaction; files are changed before or after it, never inside."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from payung.intake import files
from payung.intake.models import Upload
from payung.intake.result import Counts
from payung.intake.states import WAITING, Event, Role, State, after
from payung.jobs import queries as jobs

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the visitor said of a list."""

    registration_date: date
    occupation: str


def receive(*, code: str, visitor: str, name: str, sha256: str, size: int, wish: Wish, now: datetime) -> Upload:
    """The list waits under `code`; or the same list, dropped before with the same wishes, is answered instead.

    One whose check broke, or that has expired, makes room for the new one.
    """
    same = Upload.objects.filter(
        visitor=visitor, sha256=sha256, registration_date=wish.registration_date, occupation=wish.occupation
    )
    with transaction.atomic():
        for old in same.select_for_update():
            if old.expires_at > now and not broken(old):
                return old
            remove(old)
        return Upload.objects.get_or_create(
            visitor=visitor,
            sha256=sha256,
            registration_date=wish.registration_date,
            occupation=wish.occupation,
            defaults={
                "code": code,
                "file_name": name,
                "size_bytes": size,
                "received_at": now,
                "expires_at": now + KEPT,
            },
        )[0]


def give_job(upload: Upload, *, job_id: UUID) -> None:
    """The job that will check it is known."""
    upload.job_id = job_id
    upload.save(update_fields=["job_id"])


def begin(*, upload_id: int) -> Upload | None:
    """The list is being checked; None if it is gone or has its answer."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(id=upload_id, state__in=WAITING).first()
        return _moved(upload, Event.BEGIN, Role.WORKER) if upload else None


def record_answer(*, upload_id: int, counts: Counts, refused: bool) -> bool:
    """The list has its answer. False if it was taken away meanwhile: its files are the caller's to remove."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(id=upload_id, state=State.CHECKING).first()
        if upload is None:
            return False
        upload.row_count = counts.rows
        upload.ready_count = counts.ready
        upload.error_count = counts.error
        upload.decision_count = counts.decision
        upload.warning_count = counts.with_warning
        _moved(upload, Event.REFUSE if refused else Event.ANSWER, Role.WORKER)
        return True


def notice_break(upload: Upload) -> None:
    """An upload whose job has ended badly has failed. Nobody else can say so: a worker may have died of it."""
    if broken(upload) and upload.state != State.FAILED:
        with transaction.atomic():
            _moved(upload, Event.BREAK, Role.WORKER)


def retry(upload: Upload) -> None:
    """The list waits for a check once more. Raises NotAllowed unless its check broke."""
    with transaction.atomic():
        _moved(upload, Event.RETRY, Role.VISITOR)


def remove(upload: Upload) -> None:
    """Nothing of the upload is left: row first, for without it nobody finds the files."""
    Upload.objects.filter(id=upload.id).delete()
    transaction.on_commit(lambda: files.remove(upload.code))


def clear_expired(*, now: datetime) -> int:
    """Expired uploads are gone with their files, and whatever no upload owns; how many uploads."""
    expired = list(Upload.objects.filter(expires_at__lte=now))
    for upload in expired:
        remove(upload)
    known = frozenset(Upload.objects.values_list("code", flat=True))
    files.remove_strays(known=known, before=now - KEPT)
    files.remove_leftovers()
    return len(expired)


def broken(upload: Upload) -> bool:
    if upload.state in WAITING and upload.job_id is not None:
        return jobs.failed(upload.job_id)
    return upload.state == State.FAILED


def _moved(upload: Upload, event: Event, role: Role) -> Upload:
    upload.state = after(State(upload.state), event, role)
    upload.save()
    return upload
