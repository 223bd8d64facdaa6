"""Somebody takes the scan of a letter out of its seal, which the audit chain remembers."""

from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.claims.actions.asked import locked_claim, tell


def open_letter(*, claim_id: int, code: str, actor: Actor, now: datetime) -> None:
    """It stands in the chain that this letter was taken. Raises NotFound."""
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        tell("open_letter", claim=claim, facts={"code": code}, actor=actor, now=now)
