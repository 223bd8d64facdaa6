"""The five questions of a death are answered, and answered again when more is known."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.actions.asked import locked_claim, plain_note, refuse_but_workers, refuse_days, tell
from payung.claims.models import DeathAnswers
from payung.claims.queries.standing import death_facts, death_verdict
from payung.claims.rules.death import DeathFacts, Verdict
from payung.claims.rules.refusals import before_the_attack, facts_closed, not_of_a_death
from payung.claims.rules.told import YesNo
from payung.claims.states import EventKind, State

__all__ = ["DeathFacts", "Verdict", "answer"]

LONGEST_DOING = 200
ANSWERED_IN = frozenset({State.UNDETERMINED, State.REPORTED, State.PAPERS, State.STAGE_ONE, State.SUSPECTED})


def answer(*, claim_id: int, facts: DeathFacts, request_key: UUID, actor: Actor, now: datetime) -> Verdict:
    """What is known of the death stands; the same once more changes nothing. Raises Refused.

    The key of the request is in the audit chain only: answers are one row, so twice the same is once.
    """
    refuse_but_workers(actor)
    doing = plain_note(facts.doing, longest=LONGEST_DOING)
    _refuse_hours(facts, now=now)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        if claim.kind == EventKind.ACCIDENT:
            raise not_of_a_death()
        if claim.state not in ANSWERED_IN:
            raise facts_closed()
        before = DeathAnswers.objects.filter(claim=claim).first()
        row = before or DeathAnswers(claim=claim)
        known = death_facts(before) if before else None
        row.place, row.doing = facts.place or "", doing
        row.was_working = facts.was_working or YesNo.UNKNOWN
        row.on_the_way = facts.on_the_way or YesNo.UNKNOWN
        row.attack_at, row.attack_unknown = facts.attack_at, facts.attack_unknown and facts.attack_at is None
        row.died_at, row.died_unknown = facts.died_at, facts.died_unknown and facts.died_at is None
        if death_facts(row) != known:
            row.answered_by, row.answered_at = actor.key, now
            row.save()
            told = _verdict(claim_id)
            words = {
                "points": [one.value for one in told.points],
                "unknown": [one.value for one in (*told.unasked, *told.unknown)],
                "possibly_work": told.possibly_work,
                "request_key": str(request_key),
            }
            tell("answer", claim=claim, facts=words, actor=actor, now=now)
        return _verdict(claim_id)


def _verdict(claim_id: int) -> Verdict:
    found = death_verdict(claim_id=claim_id)
    if found is None:
        raise LookupError("The answers that were just written are not there.")
    return found


def _refuse_hours(facts: DeathFacts, *, now: datetime) -> None:
    days = [timezone.localtime(at).date() for at in (facts.attack_at, facts.died_at) if at]
    refuse_days(days, since=min([*days, timezone.localtime(now).date()]), now=now)
    if facts.attack_at and facts.died_at and facts.died_at < facts.attack_at:
        raise before_the_attack()
