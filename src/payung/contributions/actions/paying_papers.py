"""That somebody took the scan of an SP2D or of a receipt is in the chain: it may show what no screen does."""

from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.actions import record


def open_paper(*, subject: str, code: str, actor: Actor, now: datetime) -> None:
    """`subject` is `payment:3` or `bill:3`, `code` the name under which the scan lies."""
    with transaction.atomic():
        record(
            kabupaten=actor.kabupaten,
            act="contributions.open_paper",
            actor=actor.key,
            subject=subject,
            facts={"code": code},
            now=now,
        )
