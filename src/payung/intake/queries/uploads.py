"""What may be read of uploads: only by the visitor who dropped them, and only until they expire."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from payung.intake.models import Upload
from payung.intake.states import WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much lies here: waiting for a check, of one visitor, and bytes in all."""

    waiting: int
    of_visitor: int
    size_bytes: int


def upload_of(*, code: str, visitor: str | None, now: datetime) -> Upload | None:
    """The visitor's upload with this code; None for anyone else's, as for one that never was."""
    return Upload.objects.filter(code=code, visitor=visitor, expires_at__gt=now).first()


def uploads_of(*, visitor: str | None, now: datetime) -> list[Upload]:
    """What this visitor has dropped and may still see, the latest first."""
    if visitor is None:
        return []
    return list(Upload.objects.filter(visitor=visitor, expires_at__gt=now).order_by("-received_at", "-id")[:50])


def load(*, visitor: str) -> Load:
    found = Upload.objects.aggregate(
        waiting=Count("id", filter=Q(state__in=WAITING)),
        of_visitor=Count("id", filter=Q(visitor=visitor)),
        size_bytes=Sum("size_bytes", default=0),
    )
    return Load(**found)
