"""Annexes that have been printed and lie sealed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from payung.decrees.models import PrintedAnnex


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFacts:
    """`code` empty: a job is still printing it. `signed`: with number and day, kept for good."""

    id: int
    decree_id: int
    with_nik: bool
    signed: bool
    asked_by: str
    asked_at: datetime
    job_id: UUID | None
    made_at: datetime | None
    code: str
    sha256: str
    size: int
    lines_sha256: str


_FIELDS = (
    *("id", "decree_id", "with_nik", "signed", "asked_by", "asked_at", "job_id", "made_at", "code", "sha256", "size"),
    "lines_sha256",
)


def printed(*, decree_id: int, with_nik: bool, signed: bool) -> PrintedFacts | None:
    """The annex of this kind, made or being made."""
    found = PrintedAnnex.objects.filter(decree=decree_id, with_nik=with_nik, signed=signed).first()
    return told_printed(found) if found else None


def told_printed(found: PrintedAnnex) -> PrintedFacts:
    return PrintedFacts(**{name: getattr(found, name) for name in _FIELDS})
