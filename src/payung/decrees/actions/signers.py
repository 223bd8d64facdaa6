"""Who will sign, where, on which regulations: entered with the draft, mended while it is one."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.rules import could_hold_nik
from payung.decrees.actions.asked import asked_decree, done_before, leave, locked_decree, refuse_but_operators
from payung.decrees.models import Decree
from payung.decrees.queries.facts import DecreeFacts, facts_of, signing_of
from payung.decrees.rules.refusals import holds_nik, not_a_draft
from payung.decrees.rules.signing import WORDS, Signing
from payung.decrees.states import Kind, State

SIGNING = "signing"


def set_signing(*, decree_id: int, signing: Signing, request_key: UUID, actor: Actor, now: datetime) -> DecreeFacts:
    """The draft says who signs it. Raises Refused: for one that another has checked already, among others."""
    _, programme = asked_decree(decree_id=decree_id, actor=actor)
    refuse_but_operators(actor)
    refuse_niks(signing)
    with transaction.atomic():
        decree = locked_decree(decree_id)
        if not done_before(request_key=request_key, event=SIGNING, decree_id=decree_id):
            if decree.state != State.DRAFT:
                raise not_a_draft()
            Decree.objects.filter(id=decree_id).update(**words_of(signing))
            leave(
                decree=decree,
                programme=programme,
                event=SIGNING,
                act="set_signing",
                facts={"entered": [word for word in WORDS if getattr(signing, word)]},
                request_key=request_key,
                actor=actor,
                now=now,
            )
    return facts_of(decree_id)


def remembered(*, programme_id: int, kind: Kind) -> Signing:
    """What the latest decree of this kind said, for the next is mostly signed by the same."""
    kinds = [Kind.MINUTES] if kind is Kind.MINUTES else [Kind.FIRST, Kind.AMENDMENT]
    latest = Decree.objects.filter(programme=programme_id, kind__in=kinds).order_by("-id").first()
    return signing_of(latest) if latest else Signing()


def refuse_niks(signing: Signing) -> None:
    """A NIP has eighteen digits and may stand in its own place; nothing else may look like a NIK."""
    if any(could_hold_nik(str(getattr(signing, word))) for word in WORDS if word != "signer_nip"):
        raise holds_nik()


def words_of(signing: Signing) -> dict[str, str]:
    return {field.name: getattr(signing, field.name) for field in fields(signing)}
