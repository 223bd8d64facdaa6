"""Why members are held: what was told last of each, when it happened, and where all that holds them was told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from payung.membership.models import Act
from payung.membership.queries.facts import chunks
from payung.membership.states import Event, HoldReason, State

_CLAIMED = ("claim:", "deaths:")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFor:
    """`source`: of the last telling, as acts keep it (`claim:4`, `deaths:2`, `verval:7`, or nothing); `note`: its words.

    `for_claim`: something that holds it came of a claim or a list of the dead; whoever has the claim lifts that.
    """

    reason: HoldReason
    happened_on: date | None
    note: str
    source: str
    for_claim: bool


def held_for(*, membership_ids: Collection[int]) -> dict[int, HeldFor]:
    """By membership, since it ran last; whoever is not held is left out."""
    found: dict[int, HeldFor] = {}
    for chunk in chunks(sorted(membership_ids)):
        acts = Act.objects.filter(membership__in=chunk, membership__state=State.HELD).order_by("id")
        rows = acts.values_list("membership_id", "event", "reason", "happened_on", "note", "source")
        for membership_id, event, reason, happened_on, note, source in rows:
            if event in (Event.RELEASE, Event.RESTORE):
                found.pop(membership_id, None)
            if event != Event.HOLD:
                continue
            before = found.get(membership_id)
            found[membership_id] = HeldFor(
                reason=HoldReason(reason),
                happened_on=happened_on,
                note=note,
                source=source,
                for_claim=source.startswith(_CLAIMED) or (before is not None and before.for_claim),
            )
    return found
