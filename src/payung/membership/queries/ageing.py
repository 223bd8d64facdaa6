"""Whom the programme's rule on age would end: told to a person, who decides."""

from dataclasses import dataclass
from datetime import date

from payung.membership.models import Membership
from payung.membership.queries.facts import MembershipFacts, told_all
from payung.membership.states import HoldReason, State
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Audience, CriterionKind
from payung.shared.dates import age_on


@dataclass(frozen=True, slots=True, kw_only=True)
class AgedOut:
    membership: MembershipFacts
    birth_date: date
    age: int


def age_at_most(*, programme_id: int) -> int | None:
    """The age up to which a member may stay, by the latest criteria; None where they say nothing of it."""
    asked = programmes.criteria(programme_id=programme_id).conditions
    return next(
        (one.at_most for one in asked if (one.kind, one.audience) == (CriterionKind.AGE, Audience.STAYING)), None
    )


def aged_out(*, programme_id: int, on: date) -> list[AgedOut]:
    """Members whose age on the day is beyond the rule, the eldest first; nobody where there is none.

    Whoever is lost at sea is not among them: of the loss somebody decides first (issue 5).

    Source: the programme's criteria for those who stay; by law whoever turns 65 stays covered while paid (law.md §5.1).
    """
    most = age_at_most(programme_id=programme_id)
    if most is None:
        return []
    known = Membership.objects.filter(programme=programme_id).exclude(state=State.ENDED)
    open_ = list(told_all(known.exclude(held_because=HoldReason.LOST_AT_SEA)))
    if not open_:
        return []
    born = people.columns(person_ids=[one.person_id for one in open_]).birth_date.tolist()
    ages = ((one, day, age_on(birth_date=day, day=on)) for one, day in zip(open_, born, strict=True))
    found = [AgedOut(membership=one, birth_date=day, age=age) for one, day, age in ages if age > most]
    return sorted(found, key=lambda one: (one.birth_date, one.membership.id))
