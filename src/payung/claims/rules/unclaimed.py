"""How long a family has waited, until when it may still claim, and what it waits for. Pure."""

from datetime import date, timedelta

from payung.law.dated import Law
from payung.law.rules.benefit.case import Case, CaseOutcome, Cause, MembershipFacts
from payung.law.rules.benefit.deadlines import deadlines_on
from payung.law.rules.benefit.whole import owed

STAGE_TWO_DAYS = 90  # issue 5: after so many days without stage II somebody looks; no article orders it


def lapses_on(*, event_date: date, law: Law) -> date:
    """The day on which the right to claim lapses.

    Source: PP 82/2019 pasal 26, PP 44/2015 pasal 26 (law/benefit.yaml: claim_lapse_years).   Unit: a day.
    Edge:   the law of the day of the event decides how many years; of 29 February the 28th. Raises LawMissing before
            July 2015.
    """
    years = deadlines_on(event_date=event_date, law=law).claim_lapse_years
    try:
        return event_date.replace(year=event_date.year + years)
    except ValueError:
        return event_date.replace(year=event_date.year + years, day=28)


def owed_rp(
    *,
    event_date: date,
    work: bool,
    base_income_rp: int,
    registered_on: date,
    months_paid: int,
    status: str,
    benefit_law: Law,
    cover_law: Law,
) -> int:
    """What the family waits for, in rupiah: without scholarships, and the least where the scheme is still open (JKM).

    Raises LawMissing; ValueError for a death before registration.
    """
    case = Case(
        cause=Cause.WORK if work else Cause.OTHER,
        outcome=CaseOutcome.DEATH,
        event_date=event_date,
        base_income_rp=base_income_rp,
        membership=MembershipFacts(registered_on=registered_on, months_paid=months_paid, status=status),
    )
    return owed(case, law=benefit_law, cover_law=cover_law).total_now_rp


def stage_two_due_before(*, today: date) -> date:
    """Accidents of this day or earlier have waited too long for stage II."""
    return today - timedelta(days=STAGE_TWO_DAYS)
