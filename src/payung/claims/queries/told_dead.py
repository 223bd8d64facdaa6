"""Members of whom somebody says that they died: their desa, whoever wrote it on their page, Dukcapil when it was asked.

Claims and lists of the dead are told of elsewhere. A Dukcapil answer counts until somebody here found the person alive.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q
from django.db.models.functions import Coalesce

from payung.accounts.rules import Actor
from payung.claims.models import DeathWord
from payung.claims.queries.claims import chunks
from payung.claims.rules.death_words import Certainty
from payung.eligibility.prechecks.results import SaidDead, said_dead
from payung.membership import queries as memberships
from payung.membership.queries import MembershipFacts
from payung.membership.states import State
from payung.shared.dates import Month

_ALIVE = (Certainty.ALIVE, Certainty.TAKEN_BACK)


class Source(StrEnum):
    """Where a death is known from."""

    CLAIM = "claim"
    VERVAL = "verval"
    LIST = "list"
    MEMBERSHIP = "membership"  # told or ended on the member's own page
    PRECHECK = "precheck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A death as it was told first; `told_by` is the key of whoever told it, or took the answer in."""

    source: Source
    died_on: date | None
    told_at: datetime | None
    told_by: str
    membership: MembershipFacts


def tellings(*, actor: Actor, today: date, humans: Collection[int] | None = None) -> dict[int, Telling]:
    """By human being, in the actor's part of the map; what a desa or an officer said stands before Dukcapil's answer."""
    wanted = None if humans is None else sorted(humans)
    found = _of_prechecks(actor, today, wanted)
    for told in memberships.told_dead(actor=actor):
        if wanted is not None and told.kept_id not in wanted:
            continue
        before = found.get(told.kept_id)
        found[told.kept_id] = Telling(
            source=Source.VERVAL if told.source.startswith("verval:") else Source.MEMBERSHIP,
            died_on=told.died_on or (before.died_on if before else None),
            told_at=told.told_at,
            told_by=told.told_by,
            membership=told.membership,
        )
    return found


def _of_prechecks(actor: Actor, today: date, humans: Sequence[int] | None) -> dict[int, Telling]:
    said = {one.person_id: one for one in said_dead(kabupaten=actor.kabupaten, on=today, person_ids=humans)}
    members = memberships.of_humans(humans=list(said))
    alive = found_alive(list(said))
    found: dict[int, Telling] = {}
    for human, one in said.items():
        mine = [member for member in members.get(human, ()) if actor.sees(member.desa_code) and _concerns(member, one)]
        if not mine or (human in alive and alive[human] >= one.received_at):
            continue
        found[human] = Telling(
            source=Source.PRECHECK,
            died_on=one.died_date,
            told_at=one.received_at,
            told_by=one.received_by,
            membership=mine[0],
        )
    return found


def _concerns(member: MembershipFacts, said: SaidDead) -> bool:
    """Who is a member, or was one on the day; whoever had gone before has nothing to claim here."""
    if member.state is not State.ENDED:
        return True
    day = said.died_date
    return day is not None and member.registered_date <= day and Month.of(day) <= member.owed_through


def found_alive(humans: Sequence[int]) -> dict[int, datetime]:
    """When a person decided last that it was no death."""
    found: dict[int, datetime] = {}
    for chunk in chunks(sorted(humans)):
        rows = DeathWord.objects.filter(Q(claim__person__in=chunk) | Q(claim__person__same_as__in=chunk))
        kept = Coalesce("claim__person__same_as_id", "claim__person_id")
        for human, said, made_at in rows.order_by("id").values_list(kept, "said", "made_at"):
            if said in _ALIVE:
                found[human] = made_at
            else:
                found.pop(human, None)
    return found
