"""Was the person covered on that day? From memberships, with the explanation; never typed."""

from dataclasses import dataclass
from datetime import date

from payung.accounts.rules import Actor
from payung.claims.rules.case import Member
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.law.rules.receipts import Membership as Registration
from payung.law.rules.receipts import Outcome as Counted
from payung.law.rules.receipts import story
from payung.membership import queries as membership
from payung.membership.queries import Cover


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredOn:
    """Cover on one day of a claim; `cover` is None for a day before there was any law of it."""

    on: date
    of_death: bool  # the day of death, where that is another than the day of the event
    cover: Cover | None

    @property
    def is_covered(self) -> bool:
        return self.cover is not None and self.cover.answer.status == "active"


def covered_on(*, person_id: int, event_date: date, death_date: date | None, actor: Actor) -> tuple[CoveredOn, ...]:
    """Cover on the day of the event, and on that of a later death. Queries do not grow with memberships."""
    days = [(event_date, False)]
    if death_date is not None and death_date != event_date:
        days.append((death_date, True))
    return tuple(CoveredOn(on=on, of_death=later, cover=_cover(person_id, on, actor)) for on, later in days)


def _cover(person_id: int, on: date, actor: Actor) -> Cover | None:
    try:
        return membership.cover(person_id=person_id, on=on, actor=actor)
    except LawMissing:
        return None


def member_on(*, cover: Cover, day: date) -> Member | None:
    """The registration that runs on the day: after a lapse that which began anew, as `payung cover` counts."""
    if cover.registered_date is None:
        return None
    membership = Registration(registered_on=cover.registered_date, payments=cover.paid)
    told = story(membership=membership, on=day, law=load("cover"))
    again = [payment.paid_on for payment, what in told.outcomes if what is Counted.RESTARTED]
    return Member(
        registered_on=max(again) if again else cover.registered_date,
        months_paid=int(told.paid.months),
        earlier_months=int(told.paid.earlier_months),
        status=cover.answer.status,
    )
