"""A death or loss that is told again: the next dues wait again, as when it was told first."""

from datetime import date, datetime
from uuid import UUID

from payung.accounts.rules import Actor
from payung.claims.models import Claim
from payung.claims.states import EventKind
from payung.membership import actions as membership
from payung.membership import queries as members
from payung.membership.rules.told import Told
from payung.membership.states import HoldReason, State


def hold_again(*, claim: Claim, happened_on: date, request_key: UUID, actor: Actor, now: datetime) -> None:
    """Every membership of the human being that runs waits. Raises what memberships refuse."""
    human = claim.person.same_as_id or claim.person_id
    reason = HoldReason.LOST_AT_SEA if claim.kind == EventKind.LOST_AT_SEA else HoldReason.DIED
    told = [
        Told(membership_id=one.id, reason=reason, happened_on=happened_on)
        for one in members.of_humans(humans=[human]).get(human, ())
        if one.state is State.RUNNING
    ]
    if told:
        membership.hold(told=told, source=f"claim:{claim.pk}", request_key=request_key, actor=actor, now=now)
