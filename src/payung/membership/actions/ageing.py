"""Members whom the programme's rule on age lets go: those whom a person kept of the list, and nobody else."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.membership.actions.ending import end
from payung.membership.queries.ageing import age_at_most, aged_out
from payung.membership.queries.facts import facts_by_ids
from payung.membership.rules.refusals import below_the_age, no_age_rule
from payung.membership.rules.told import Ending
from payung.membership.states import EndReason, State
from payung.shared.dates import Month


def age_out(
    *,
    programme_id: int,
    membership_ids: Sequence[int],
    on: date,
    last_month: Month,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    """These members end with `last_month`, for by the rule they are too old on the day `on`. Raises NotOfTheRule, Refused."""
    most = age_at_most(programme_id=programme_id)
    if most is None:
        raise no_age_rule()
    known = {one.membership.id for one in aged_out(programme_id=programme_id, on=on)}
    ended = {id_ for id_, one in facts_by_ids(membership_ids).items() if one.state is State.ENDED}
    if others := {*membership_ids} - known - ended:
        raise below_the_age(len(others))
    note = f"melewati {most} tahun pada {on.day}-{on.month}-{on.year}"
    ends = [
        Ending(
            membership_id=id_,
            reason=EndReason.AGED_OUT,
            happened_on=timezone.localtime(now).date(),
            note=note,
            last_month=last_month,
        )
        for id_ in membership_ids
    ]
    return end(ends=ends, source="", evidence=None, request_key=request_key, actor=actor, now=now)
