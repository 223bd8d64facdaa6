"""The facts of a claim from which the law computes: what happened, what was lost, what it cost."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.rules import hash_of_lines
from payung.claims.actions.asked import locked_claim, refuse_but_workers, tell
from payung.claims.models import AidCost, Claim, Inability, Injury, TransportCost
from payung.claims.queries.facts import facts, parts_on
from payung.claims.rules.facts import FactsTold, unfit
from payung.claims.rules.refusals import FactsDoNotFit, facts_closed
from payung.claims.states import EventKind, State

__all__ = ["FactsTold", "tell_facts"]

CLOSED_IN = frozenset({State.SUBMITTED, State.DECIDED, State.PAID, State.CLOSED, State.WITHDRAWN})
_OF_CLAIM = (
    *("event_time", "place_text", "doing", "chronology", "body_part_text", "facility", "handedness", "outcome"),
    *("medical_cost_rp", "home_care_cost_rp"),
)


def tell_facts(*, claim_id: int, told: FactsTold, request_key: UUID, actor: Actor, now: datetime) -> None:
    """These facts stand, all of them; the same once more changes nothing.

    Raises FactsDoNotFit with all that is wrong, Refused where the claim is with BPJS for its sum, or over. The key of
    the request is in the audit chain only: facts stand as a whole, so twice the same is once.
    """
    refuse_but_workers(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        if claim.state in CLOSED_IN:
            raise facts_closed()
        sentences = unfit(
            told,
            event_date=claim.event_date,
            today=timezone.localtime(now).date(),
            parts=parts_on(claim.event_date),
            kind=EventKind(claim.kind),
        )
        if sentences:
            raise FactsDoNotFit(sentences)
        before = facts(claim_id=claim_id)
        _write(claim, told)
        after = facts(claim_id=claim_id)
        if after != before:
            words = {
                "facts_sha256": hash_of_lines([" ".join(repr(after).split())]),
                "injuries": len(told.injuries),
                "inabilities": len(told.inabilities),
                "transports": len(told.transports),
                "aids": len(told.aids),
                "request_key": str(request_key),
            }
            tell("tell_facts", claim=claim, facts=words, actor=actor, now=now)


def _write(claim: Claim, told: FactsTold) -> None:
    """Whole lists take the place of whole lists; what they were is in the chain by its hash."""
    for name in _OF_CLAIM:
        setattr(claim, name, getattr(told, name))
    claim.place = told.place or ""
    claim.save(update_fields=[*_OF_CLAIM, "place"])
    for model in (Injury, Inability, TransportCost, AidCost):
        model.objects.filter(claim=claim).delete()
    Injury.objects.bulk_create(
        Injury(
            claim=claim,
            part=one.part,
            function_lost_percent=one.function_lost_percent,
            table_percent=one.table_percent,
            units=one.units,
            doctor=one.doctor,
        )
        for one in told.injuries
    )
    Inability.objects.bulk_create(
        Inability(claim=claim, from_date=one.from_date, to_date=one.to_date, note=one.note) for one in told.inabilities
    )
    TransportCost.objects.bulk_create(
        TransportCost(claim=claim, mode=one.mode, cost_rp=one.cost_rp, note=one.note) for one in told.transports
    )
    AidCost.objects.bulk_create(AidCost(claim=claim, kind=one.kind, cost_rp=one.cost_rp) for one in told.aids)
