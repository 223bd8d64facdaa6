"""One member's receipts, read one by one with what became of each: the story behind a standing.

Not here: the rules themselves (`cover.py`), which columns of members share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from payung.law.dated import Law
from payung.law.rules.cover import Paid, Reading, Standing, Terms, after_payment, nothing_read, standing, terms_on
from payung.shared.dates import Month


class Outcome(Enum):
    """What a payment did."""

    COUNTED = "counted"
    RESTARTED = "restarted"  # counted, as a new registration after a lapse
    AFTER_LAPSE = "after_lapse"  # not counted: made after a lapse for a month gone by
    AFTER_THE_DAY = "after_the_day"  # not counted: made after the day asked about
    TWICE = "twice"  # the month had been paid already


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    month: Month
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What is known of one member: the day of registration and every payment, in any order."""

    registered_on: date
    payments: Sequence[Payment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A standing with all that led to it."""

    standing: Standing
    paid: Paid
    outcomes: tuple[tuple[Payment, Outcome], ...]  # in the order of paying
    terms: Terms


def presumed_day(*, month: Month, registered_on: date) -> date:
    """The day on which a month without a receipt date counts as paid: its first, or the registration if that is later.

    Source: CONTRACTS `payung cover`.   Unit: a day.   Edge: a month before the registration is paid on registering.
    """
    return max(month.first_day, registered_on)


def story(*, membership: Membership, on: date, law: Law) -> Story:
    """Whether the member is covered on a day, and why.

    Source: law/cover.yaml.   Unit: months.
    Edge:   raises LawMissing for an `on` before July 2015; days of payment before that are refused by the caller.
    """
    registered_day, registered_month = membership.registered_on.toordinal(), Month.of(membership.registered_on).number
    lapse_months = law.through("lapse_months")
    reading = nothing_read(registered_month=registered_month)
    outcomes: list[tuple[Payment, Outcome]] = []
    counted: set[Month] = set()
    for payment in sorted(membership.payments, key=_by_day):
        if payment.month in counted or payment.paid_on > on:
            outcomes.append((payment, Outcome.AFTER_THE_DAY if payment.paid_on > on else Outcome.TWICE))
            continue
        before, reading = (
            reading,
            after_payment(
                reading,
                made=True,
                month=payment.month.number,
                day=payment.paid_on.toordinal(),
                month_of_day=Month.of(payment.paid_on).number,
                registered_day=registered_day,
                lapse_months=lapse_months,
            ),
        )
        outcome = _outcome(before=before, after=reading)
        outcomes.append((payment, outcome))
        if outcome is not Outcome.AFTER_LAPSE:
            counted.add(payment.month)
    terms = terms_on(on=on, law=law)
    answer = standing(
        reading.paid, on_day=on.toordinal(), on_month=Month.of(on).number, registered_day=registered_day, terms=terms
    )
    return Story(standing=answer, paid=reading.paid, outcomes=tuple(outcomes), terms=terms)


def _by_day(payment: Payment) -> tuple[date, Month]:
    return payment.paid_on, payment.month


def _outcome(*, before: Reading, after: Reading) -> Outcome:
    if after.restarted_day != before.restarted_day:
        return Outcome.RESTARTED
    return Outcome.COUNTED if after.paid.months != before.paid.months else Outcome.AFTER_LAPSE
