"""A list leaves the house as it came, with whole NIKs in it: who took it stands in the audit chain."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.intake.models import ReceivedFile
from payung.intake.states import NotAllowed

OPENERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD)


class Paper(StrEnum):
    MARKED = "marked"
    LETTER = "letter"


def open_paper(*, file_id: int, paper: Paper, actor: Actor, now: datetime) -> None:
    """The marked workbook or the cover letter goes to somebody who works with the list. Raises NotAllowed."""
    with transaction.atomic():
        file = ReceivedFile.objects.filter(id=file_id, kabupaten=actor.kabupaten).first()
        if file is None or not actor.may(*OPENERS) or not actor.sees(file.desa_code or file.kabupaten):
            raise NotAllowed("Berkas ini dibuka oleh yang mengerjakannya di wilayahnya. Mintalah operator dinas.")
        audit.record(
            kabupaten=file.kabupaten,
            act="intake.open_paper",
            actor=actor.key,
            subject=f"file:{file_id}",
            facts={"paper": str(paper), "file_sha256": file.sha256},
            now=now,
        )
