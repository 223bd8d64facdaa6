"""The protection gap: until when those who are covered have been paid for, and what stands between them and the next month.

Cover follows `law.cover` (CONTRACTS, `payung cover`): the running month never counts as unpaid, so who is paid
through January is safe until the end of February, doubtful from 1 March, and lapsed from 1 May. Both days are told: by
the first the next money must be with BPJS, on the second the membership is off. How many months is the law's to say
(law/cover.yaml).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from payung.contributions.states import BillState, PaymentState
from payung.law.rules.cover import Terms
from payung.shared.dates import Month


class Stand(StrEnum):
    """What the next month waits for: the first four where it stands on no bill, the others as its bill stands."""

    ENDING = "ending"  # no month of the decree is left
    HELD = "held"  # something was told of the person, the desa must say
    COLLIDES = "collides"  # another payer, not settled
    NOT_BILLED = "not_billed"
    NO_CODE = "no_code"
    CODE_EXPIRED = "code_expired"
    NO_REQUEST = "no_request"  # no SPP, or not of both schemes
    REQUESTED = "requested"  # PPK-SKPD
    VERIFIED = "verified"  # SPM
    ORDERED = "ordered"  # SP2D
    PAID = "paid"  # BPJS has not confirmed


class Urgency(IntEnum):
    """How near: the days that are left until cover is doubtful."""

    LAPSED = 0  # already off
    DOUBTFUL = 1  # months unpaid: a person decides on a claim
    WEEK = 2
    MONTH = 3
    LATER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Where cover ends for who is paid through a month."""

    safe_until: date  # the last day on which cover is beyond doubt
    lapses_on: date  # the first day without
    days_left: int  # of safety; below nothing where it is over
    urgency: Urgency


def edge(*, paid_through: Month, on: date, terms: Terms) -> Edge:
    """Where cover ends for who is paid through this month and no further.

    Source: CONTRACTS `payung cover`, law.md §2.3 (law/cover.yaml: doubt_months, lapse_months).
    Edge:   on the last safe day 0 days are left.
    """
    safe_until = paid_through.plus(terms.doubt_months + 1).first_day - timedelta(days=1)
    lapses_on = paid_through.plus(terms.lapse_months + 1).first_day
    left = (safe_until - on).days
    return Edge(
        safe_until=safe_until, lapses_on=lapses_on, days_left=left, urgency=_urgency(left, is_off=on >= lapses_on)
    )


def _urgency(left: int, *, is_off: bool) -> Urgency:
    if is_off:
        return Urgency.LAPSED
    if left < 0:
        return Urgency.DOUBTFUL
    if left <= 7:
        return Urgency.WEEK
    return Urgency.MONTH if left <= 31 else Urgency.LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class BillStand:
    """A bill on its way: its state, until when its kode iuran holds, and the state of the payment of each scheme owed.

    `payments` holds one state for each scheme that has a request; `schemes_owed` how many must have one.
    """

    state: BillState
    code_expires: date | None
    payments: tuple[PaymentState, ...]
    schemes_owed: int


_OF_PAYMENT = (
    (PaymentState.REQUESTED, Stand.REQUESTED),
    (PaymentState.VERIFIED, Stand.VERIFIED),
    (PaymentState.ORDERED, Stand.ORDERED),
)


def stand_of_bill(bill: BillStand, *, on: date) -> Stand:
    """What the months of this bill wait for; the payment that is furthest behind counts."""
    if bill.state is BillState.PAID:
        return Stand.PAID
    if bill.state is BillState.DRAWN_UP:
        return Stand.NO_CODE
    if len(bill.payments) < bill.schemes_owed:
        is_expired = bill.code_expires is not None and bill.code_expires < on
        return Stand.CODE_EXPIRED if is_expired else Stand.NO_REQUEST
    for state, stand in _OF_PAYMENT:
        if state in bill.payments:
            return stand
    return Stand.PAID  # disbursed as far as requested


OF_TREASURER = frozenset({Stand.NO_REQUEST, Stand.REQUESTED, Stand.VERIFIED, Stand.ORDERED, Stand.CODE_EXPIRED})
