"""That somebody took a document is in the chain: it may show what no screen does."""

from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.actions import record


def open_paper(*, membership_id: int, code: str, actor: Actor, now: datetime) -> None:
    with transaction.atomic():
        record(
            kabupaten=actor.kabupaten,
            act="membership.open_paper",
            actor=actor.key,
            subject=f"membership:{membership_id}",
            facts={"code": code},
            now=now,
        )
