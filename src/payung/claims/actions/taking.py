"""An operator has a claim in hand. Never who wrote its report: where money is decided, they are different people."""

from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.claims.actions.asked import locked_claim, tell
from payung.claims.rules.refusals import NotYours, Refused
from payung.claims.states import OVER, State


def take_in_hand(*, claim_id: int, actor: Actor, now: datetime) -> None:
    """The actor is the case officer, also instead of another. Raises NotYours, NotFound, Refused."""
    if not actor.may(Role.OPERATOR):
        raise NotYours("Klaim ditangani oleh operator dinas. Mintalah operator menanganinya.")
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        if claim.officer == actor.key:
            return
        if claim.reported_by == actor.key:
            raise NotYours(
                "Anda yang mencatat laporannya. Klaim ini ditangani operator lain: mintalah rekan Anda menanganinya."
            )
        if State(claim.state) in OVER:
            raise Refused(
                "Klaim ini sudah selesai, jadi tidak perlu ditangani lagi. Pulihkan dahulu bila ternyata perlu."
            )
        was = claim.officer
        claim.officer, claim.officer_name = actor.key, actor.name[:120]
        claim.save(update_fields=["officer", "officer_name"])
        tell("take_in_hand", claim=claim, facts={"was": was or None}, actor=actor, now=now)
