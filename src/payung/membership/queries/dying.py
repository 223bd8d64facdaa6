"""Members told or known to have died, with the day and who told it: of whom somebody must see that the family is paid."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from payung.accounts.rules import Actor
from payung.membership.models import Act, Membership
from payung.membership.queries.facts import MembershipFacts, chunks, in_scope, told_all
from payung.membership.states import EndReason, Event, HoldReason, State

_Telling = tuple[date | None, datetime, str, str]  # the day told last; who told it first, and when; the last source


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDead:
    """`kept_id`: as who the person is read; `died_on` None where no day was told; `source` as acts keep it.

    `told_at` and `told_by` are of who told it first, empty where nobody's telling is known.
    """

    membership: MembershipFacts
    kept_id: int
    died_on: date | None
    told_at: datetime | None
    told_by: str
    source: str


def told_dead(*, actor: Actor) -> list[ToldDead]:
    """Memberships in the actor's part of the map that are held or have ended for a death. Queries grow with chunks."""
    held = Q(state=State.HELD, held_because=HoldReason.DIED)
    found = in_scope(actor).filter(held | Q(state=State.ENDED, end_reason=EndReason.DIED)).order_by("id")
    members = list(told_all(found))
    read_as: dict[int, int] = {}
    acts: dict[int, _Telling] = {}
    for chunk in chunks([one.id for one in members]):
        joined = Membership.objects.filter(id__in=chunk, person__same_as__isnull=False)
        read_as.update((id_, kept) for id_, kept in joined.values_list("id", "person__same_as_id") if kept)
        told = Act.objects.filter(membership__in=chunk, event__in=[Event.HOLD, Event.END], reason=HoldReason.DIED)
        rows = told.order_by("id").values_list("membership_id", "happened_on", "made_at", "made_by", "source")
        for membership_id, day, made_at, made_by, source in rows:
            first = acts.get(membership_id)
            acts[membership_id] = (
                (day or first[0], first[1], first[2], source) if first else (day, made_at, made_by, source)
            )
    return [_told(one, read_as.get(one.id, one.person_id), acts.get(one.id)) for one in members]


def _told(one: MembershipFacts, kept_id: int, act: _Telling | None) -> ToldDead:
    day, told_at, told_by, source = act or (None, None, "", "")
    return ToldDead(
        membership=one,
        kept_id=kept_id,
        died_on=one.ended_date or day,
        told_at=told_at,
        told_by=told_by,
        source=source,
    )
