"""An annex that was printed is kept sealed with its hash. That of a signed decree is kept for good: the same bytes
come again, whoever asks and whenever, so that a paper in a drawer can be compared with it.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.decrees.actions.asked import asked_decree
from payung.decrees.files import Paper, forget
from payung.decrees.models import PrintedAnnex
from payung.decrees.queries.facts import DecreeFacts
from payung.decrees.queries.printed import PrintedFacts, told_printed


def ask_annex(*, decree: DecreeFacts, with_nik: bool, job_id: UUID, actor: Actor, now: datetime) -> PrintedFacts | None:
    """A job is to print it; None where one does, or has, already. A draft's is printed anew, for it may have changed."""
    kind = {"decree_id": decree.id, "with_nik": with_nik, "signed": is_signed(decree)}
    with transaction.atomic():
        before = PrintedAnnex.objects.select_for_update().filter(**kind).first()
        if before and (before.signed or before.made_at is None):
            return None
        if before:
            _forget(before)
        made = PrintedAnnex.objects.create(**kind, asked_by=actor.key, asked_at=now, job_id=job_id)
    return told_printed(made)


def ask_again(*, printed_id: int, job_id: UUID) -> None:
    """Its job had ended badly; another takes it up."""
    PrintedAnnex.objects.filter(id=printed_id, made_at=None).update(job_id=job_id)


def keep_annex(
    *, decree: DecreeFacts, with_nik: bool, paper: Paper, lines_sha256: str, actor: Actor, now: datetime
) -> PrintedFacts:
    """The printed annex stays; where two printed at once the first stays, and the other is gone."""
    _, programme = asked_decree(decree_id=decree.id, actor=actor)
    with transaction.atomic():
        row, _ = PrintedAnnex.objects.select_for_update().get_or_create(
            decree_id=decree.id,
            with_nik=with_nik,
            signed=is_signed(decree),
            defaults={"asked_by": actor.key, "asked_at": now},
        )
        if row.made_at is not None:
            forget(paper)
            return told_printed(row)
        row.made_at, row.code, row.sha256, row.size = now, paper.code, paper.sha256, paper.size
        row.lines_sha256 = lines_sha256
        row.save(update_fields=["made_at", "code", "sha256", "size", "lines_sha256"])
        record(
            kabupaten=programme.kabupaten,
            act="decrees.keep_annex",
            actor=actor.key,
            subject=f"decree:{decree.id}",
            facts={"sha256": paper.sha256, "lines_sha256": lines_sha256, "with_nik": with_nik, "signed": row.signed},
            now=now,
        )
    return told_printed(row)


def is_signed(decree: DecreeFacts) -> bool:
    """Whether its annex has number and day; what is printed before says RANCANGAN on every page."""
    return bool(decree.number) and decree.signed_date is not None


def _forget(before: PrintedAnnex) -> None:
    code = before.code
    before.delete()
    transaction.on_commit(lambda: forget(Paper(code=code, name="", sha256="", size=0)))
