"""A claim goes one step on, as `states` allows and `needs` asks: with its history, its letter and one audit event."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from payung.accounts.rules import Actor, Role
from payung.claims.actions.asked import (
    Letter,
    NotFound,
    Refused,
    locked_claim,
    others_of_human,
    plain_note,
    refuse_but_dinas,
    refuse_days,
    standing_of,
    step_before,
    tell,
)
from payung.claims.actions.holding import hold_again
from payung.claims.actions.needs import refuse_lacking
from payung.claims.models import Claim, ClaimStep
from payung.claims.rules.refusals import death_claimed_already, event_claimed_already
from payung.claims.states import Event, EventKind, Standing, State, after

__all__ = ["Letter", "NotFound", "Refused", "step_within", "take_step"]


def take_step(
    *,
    claim_id: int,
    event: Event,
    happened_on: date,
    note: str = "",
    letter: Letter | None = None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> Standing:
    """The claim stands where the event leads. Raises NotAllowed, Refused."""
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        if step_before(claim=claim, request_key=request_key, event=event):
            return standing_of(claim)
        before = standing_of(claim)
        standing = step_within(
            claim=claim,
            event=event,
            happened_on=happened_on,
            note=note,
            letter=letter,
            request_key=request_key,
            actor=actor,
            now=now,
        )
        if event is Event.RESTORE and claim.kind != EventKind.ACCIDENT:
            hold_again(claim=claim, happened_on=happened_on, request_key=request_key, actor=actor, now=now)
        facts = {
            "event": event.value,
            "from_scheme": before.scheme.value,
            "from_state": before.state.value,
            "happened_on": happened_on.isoformat(),
            "scan_sha256": letter.scan.sha256 if letter and letter.scan else None,
        }
        tell("step", claim=claim, facts=facts, actor=actor, now=now)
    return standing


def step_within(
    *,
    claim: Claim,
    event: Event,
    happened_on: date,
    note: str = "",
    letter: Letter | None = None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> Standing:
    """The same inside another action's transaction, which holds the claim and tells the audit chain of it.

    `claim` is as it stands afterwards. Once a request. Raises NotAllowed, Refused.
    """
    before = standing_of(claim)
    if step_before(claim=claim, request_key=request_key, event=event):
        return before
    plain = plain_note(note)
    standing = after(before, event, actor.roles)
    refuse_days((happened_on, letter.date if letter else None), since=claim.event_date, now=now)
    refuse_lacking(claim=claim, event=event, letter=letter, note=plain, actor=actor)
    _refuse_second(claim, event)
    ClaimStep.objects.create(
        claim=claim,
        event=event,
        from_scheme=before.scheme,
        from_state=before.state,
        to_scheme=standing.scheme,
        to_state=standing.state,
        happened_on=happened_on,
        note=plain,
        paper_number=plain_note(letter.number, longest=80) if letter else "",
        paper_date=letter.date if letter else None,
        scan_code=letter.scan.code if letter and letter.scan else "",
        scan_name=letter.scan.name if letter and letter.scan else "",
        scan_sha256=letter.scan.sha256 if letter and letter.scan else "",
        request_key=request_key,
        made_by=actor.key,
        made_at=now,
    )
    _set(claim, standing, actor)
    return standing


def _set(claim: Claim, standing: Standing, actor: Actor) -> None:
    """Whoever works on it first, and did not report it, is its case officer."""
    restored = claim.state == State.WITHDRAWN
    claim.scheme, claim.state = standing.scheme, standing.state
    if not claim.officer and actor.may(Role.OPERATOR) and actor.key != claim.reported_by:
        claim.officer, claim.officer_name = actor.key, actor.name[:120]
    try:
        with transaction.atomic():
            claim.save(update_fields=["scheme", "state", "officer", "officer_name"])
    except IntegrityError as refusal:
        if not restored:
            raise
        raise event_claimed_already() from refusal  # somebody opened another meanwhile


def _refuse_second(claim: Claim, event: Event) -> None:
    """Raises TwoClaims where a claim was opened while this one lay withdrawn."""
    if event is not Event.RESTORE:
        return
    others = others_of_human(claim)
    if claim.kind != EventKind.ACCIDENT and others.exclude(kind=EventKind.ACCIDENT).exists():
        raise death_claimed_already()
    if others.exclude(state=State.CLOSED).filter(event_date=claim.event_date).exists():
        raise event_claimed_already()
