"""A death becomes certain, or was no death: what that does to the claim and to the memberships of the dead."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.actions.asked import (
    locked_claim,
    others_of_human,
    plain_reason,
    refuse_but_workers,
    refuse_days,
    standing_of,
    tell,
)
from payung.claims.actions.stepping import step_within
from payung.claims.models import Claim, DeathWord
from payung.claims.queries.standing import latest_word
from payung.claims.rules.death_words import Certainty
from payung.claims.rules.refusals import (
    confirmer_is_reporter,
    death_claimed_already,
    death_told_already,
    event_claimed_already,
    evidence_missing,
    no_death_told,
    not_of_a_death,
    request_used,
)
from payung.claims.states import OVER, STANDS, Event, EventKind, NotAllowed, Scheme, Standing, State
from payung.membership import actions as membership
from payung.membership import queries as members
from payung.membership.actions.ending import lock_quotas
from payung.membership.queries import MembershipFacts
from payung.membership.rules.told import Ending, Paper
from payung.membership.states import EndReason
from payung.membership.states import Event as MembershipEvent
from payung.membership.states import State as MembershipState
from payung.people import queries as people

__all__ = ["confirm_death", "found_alive", "take_back"]

LONGEST_NOTE = 200
_OF_DEATH = frozenset({"died", "lost_at_sea"})  # why a membership is held


def confirm_death(
    *,
    claim_id: int,
    death_date: date,
    evidence: Paper | None,
    note: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """The death is certain: the memberships end with their document, their places are free by their rule.

    An accident that killed becomes a death; somebody lost at sea stays that, with a day of death. Whoever confirms is
    not whoever reported. Raises Refused, NotAllowed, and what memberships refuse.
    """
    refuse_but_workers(actor)
    if evidence is None:
        raise evidence_missing()
    plain = plain_reason(note, longest=LONGEST_NOTE)
    with transaction.atomic():
        mine = _memberships(claim_id, actor)
        lock_quotas([one.id for one in mine])
        claim = locked_claim(claim_id=claim_id, actor=actor)
        if _said_before(claim, request_key, Certainty.CERTAIN):
            return
        _refuse_unfit(claim, death_date, actor, now)
        was_kind = claim.kind
        _set_dead(claim, death_date)
        open_ = [one for one in mine if one.state is not MembershipState.ENDED]
        if open_:
            membership.end(
                ends=[
                    Ending(membership_id=one.id, reason=EndReason.DIED, happened_on=death_date, note=plain)
                    for one in open_
                ],
                source=_source(claim),
                evidence=evidence,
                request_key=request_key,
                actor=actor,
                now=now,
            )
        _say(claim, Certainty.CERTAIN, was_kind, plain, request_key, actor, now, death_date, evidence)
        facts = {
            "death_date": death_date.isoformat(),
            "evidence_sha256": evidence.sha256,
            "memberships": [one.id for one in open_],
        }
        tell("confirm_death", claim=claim, facts=facts, actor=actor, now=now)


def take_back(*, claim_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """It was no death: the memberships run again and the claim is withdrawn; an accident goes on as one.

    Raises Refused, NotAllowed where BPJS has the claim already, and what memberships refuse.
    """
    refuse_but_workers(actor)
    plain = plain_reason(because, longest=LONGEST_NOTE)
    with transaction.atomic():
        mine = _memberships(claim_id, actor)
        lock_quotas([one.id for one in mine])
        claim = locked_claim(claim_id=claim_id, actor=actor)
        if _said_before(claim, request_key, Certainty.TAKEN_BACK):
            return
        word = latest_word(claim_id=claim.pk)
        if word is None or word.said is not Certainty.CERTAIN:
            raise no_death_told()
        _say(claim, Certainty.TAKEN_BACK, claim.kind, plain, request_key, actor, now)
        restored = [one.id for one in mine if _ended_by(one, claim)]
        for id_ in restored:
            membership.restore(membership_id=id_, because=plain, request_key=request_key, actor=actor, now=now)
        _set_alive(claim, word.was_kind, plain, request_key, actor, now)
        tell("take_death_back", claim=claim, facts={"memberships": restored}, actor=actor, now=now)


def found_alive(*, claim_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> Standing:
    """Somebody told dead or lost lives: what was held for it runs on, and the claim is withdrawn.

    Of a death that is certain already: `take_back`. Raises Refused, NotAllowed, and what memberships refuse.
    """
    refuse_but_workers(actor)
    plain = plain_reason(because, longest=LONGEST_NOTE)
    with transaction.atomic():
        mine = _memberships(claim_id, actor)
        claim = locked_claim(claim_id=claim_id, actor=actor)
        if _said_before(claim, request_key, Certainty.ALIVE):
            return standing_of(claim)
        if claim.kind == EventKind.ACCIDENT:
            raise not_of_a_death()
        word = latest_word(claim_id=claim.pk)
        if word is not None and word.said is Certainty.CERTAIN:
            raise death_told_already(day=word.death_date or claim.event_date)
        _say(claim, Certainty.ALIVE, claim.kind, plain, request_key, actor, now)
        held = [one.id for one in mine if one.state is MembershipState.HELD and one.held_because in _OF_DEATH]
        if held:
            membership.release_many(
                membership_ids=held,
                note=plain,
                source=_source(claim),
                request_key=request_key,
                actor=actor,
                now=now,
            )
        standing = _withdraw(claim, plain, request_key, actor, now)
        tell("found_alive", claim=claim, facts={"memberships": held}, actor=actor, now=now)
    return standing


def _memberships(claim_id: int, actor: Actor) -> Sequence[MembershipFacts]:
    """All of the human being, whatever programme they are of: whoever is dead is so in each."""
    row = Claim.objects.filter(id=claim_id, kabupaten=actor.kabupaten).select_related("person").first()
    if row is None:
        return ()
    known = people.person(person_id=row.person_id, actor=actor)
    if known is None:
        return ()
    return members.of_person(person_ids=(known.person_id, *known.joined_ids), actor=actor)


def _source(claim: Claim) -> str:
    return f"claim:{claim.pk}"


def _said_before(claim: Claim, request_key: UUID, said: Certainty) -> bool:
    word = DeathWord.objects.filter(claim=claim, request_key=request_key).first()
    if word is not None and word.said != said:
        raise request_used()
    return word is not None


def _refuse_unfit(claim: Claim, death_date: date, actor: Actor, now: datetime) -> None:
    if claim.state in OVER:
        raise NotAllowed(STANDS[State(claim.state)])
    if actor.key == claim.reported_by:
        raise confirmer_is_reporter()
    word = latest_word(claim_id=claim.pk)
    if word is not None and word.said is Certainty.CERTAIN:
        raise death_told_already(day=word.death_date or death_date)
    human = claim.person.same_as or claim.person
    since = human.birth_date if claim.kind == EventKind.DEATH else claim.event_date
    refuse_days((death_date,), since=since, now=now)
    if claim.kind == EventKind.ACCIDENT and others_of_human(claim).exclude(kind=EventKind.ACCIDENT).exists():
        raise death_claimed_already()


def _set_dead(claim: Claim, death_date: date) -> None:
    """The document says the day: where it lies before the day that was told, the day that was told was wrong."""
    if claim.kind == EventKind.ACCIDENT:
        claim.kind = EventKind.DEATH
    claim.event_date = min(claim.event_date, death_date)
    claim.death_date = death_date
    try:
        with transaction.atomic():
            claim.save(update_fields=["kind", "event_date", "death_date"])
    except IntegrityError as refusal:
        raise event_claimed_already() from refusal


def _set_alive(claim: Claim, was_kind: EventKind, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """An accident of JKK goes on without a death; all else is withdrawn."""
    goes_on = was_kind is EventKind.ACCIDENT and claim.scheme == Scheme.JKK
    if not goes_on:
        _withdraw(claim, because, request_key, actor, now)
    claim.death_date = None
    if goes_on:
        claim.kind = EventKind.ACCIDENT
    claim.save(update_fields=["kind", "death_date"])


def _withdraw(claim: Claim, because: str, request_key: UUID, actor: Actor, now: datetime) -> Standing:
    return step_within(
        claim=claim,
        event=Event.WITHDRAW,
        happened_on=timezone.localtime(now).date(),
        note=because,
        request_key=request_key,
        actor=actor,
        now=now,
    )


def _ended_by(one: MembershipFacts, claim: Claim) -> bool:
    """Whether this claim ended it, and nobody did anything to it since."""
    acts = members.acts_of(membership_id=one.id)
    return one.state is MembershipState.ENDED and any(
        act.event is MembershipEvent.END and act.source == _source(claim) for act in acts[:1]
    )


def _say(
    claim: Claim,
    said: Certainty,
    was_kind: str,
    note: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    death_date: date | None = None,
    evidence: Paper | None = None,
) -> None:
    DeathWord.objects.create(
        claim=claim,
        said=said,
        death_date=death_date,
        was_kind=was_kind,
        note=note,
        evidence_code=evidence.code if evidence else "",
        evidence_name=evidence.name if evidence else "",
        evidence_sha256=evidence.sha256 if evidence else "",
        request_key=request_key,
        made_by=actor.key,
        made_at=now,
    )
