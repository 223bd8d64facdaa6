"""An annex with whole NIKs leaves the house: for the Bupati and the insurer, with a reason that is recorded."""

from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.decrees.actions.asked import asked_decree, plain_reason
from payung.decrees.rules.refusals import not_yours


def reveal_annex(*, decree_id: int, because: str, actor: Actor, now: datetime) -> None:
    """It stands in the chain who took the NIKs of how many, and why. Raises Refused."""
    decree, programme = asked_decree(decree_id=decree_id, actor=actor)
    if not actor.may(Role.OPERATOR, Role.HEAD):
        raise not_yours("operator atau kepala dinas")
    reason = plain_reason(because)
    with transaction.atomic():
        record(
            kabupaten=programme.kabupaten,
            act="decrees.reveal_annex",
            actor=actor.key,
            subject=f"decree:{decree_id}",
            facts={"because": reason, "lines": decree.lines.count()},
            now=now,
        )


def open_paper(*, decree_id: int, paper: str, code: str, actor: Actor, now: datetime) -> None:
    """That somebody took a scanned paper is in the chain: it may show what no screen does. `paper`: scan, evidence."""
    with transaction.atomic():
        record(
            kabupaten=actor.kabupaten,
            act="decrees.open_paper",
            actor=actor.key,
            subject=f"decree:{decree_id}",
            facts={"paper": paper, "code": code},
            now=now,
        )
