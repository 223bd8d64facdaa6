"""Whether a member is covered on a day, and what a death on that day would leave: from registration and receipts alone.

Payments are taken in the order in which they were paid; what they add up to is kept as `Paid`, cell by cell, so the
same code serves one member and a column of members. Days and months are numbers here (`date.toordinal()`,
`Month.number`). Not here: whether a loss came from work, and amounts of benefits.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from payung.law.cells import Cells, Truths, choose, greater, pick, row_of
from payung.law.dated import Law, Through


class Status(IntEnum):
    NOT_STARTED = 0
    ACTIVE = 1
    UNPAID = 2
    LAPSED = 3


class Jkk(IntEnum):
    NONE = 0
    COVERED = 1
    UNCERTAIN = 2


class Jkm(IntEnum):
    NONE = 0
    FULL = 1
    FUNERAL_ONLY = 2
    UNCERTAIN = 3


class Scholarship(IntEnum):
    NO = 0
    YES = 1
    UNCERTAIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What the payments so far add up to: of one member (ints), or of columns of members (arrays of one shape)."""

    last_month: Cells  # the last month with a counted payment; 0 before the first
    months: Cells  # months with a counted payment since the (re-)registration
    earlier_months: Cells  # the same, from before a lapse
    since_month: Cells  # the month of the (re-)registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far the payments have been read: what they add up to, and what must be remembered of the day at hand."""

    paid: Paid
    day: Cells  # of the latest payment read, counted or not; 0 before the first
    last_month_before: Cells  # `paid.last_month` as it stood when that day began
    restarted_day: Cells  # of the latest re-registration; 0 if there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The numbers of law in force on the day asked about, all in months."""

    doubt_months: int
    lapse_months: int
    jkm_full_paid_months: int
    jkm_full_membership_months: int
    scholarship_paid_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The answer, as numbers of the enums above: of one member, or of columns of members."""

    status: Cells
    unpaid_months: Cells
    jkk: Cells
    jkm: Cells
    scholarship_jkm: Cells


def terms_on(*, on: date, law: Law) -> Terms:
    """The terms in force on a day.

    Source: law/cover.yaml.   Unit: months.   Edge: raises LawMissing before July 2015.
    """
    in_force = law.on(on)
    return Terms(
        doubt_months=in_force.whole("doubt_months"),
        lapse_months=in_force.whole("lapse_months"),
        jkm_full_paid_months=in_force.whole("jkm_full_paid_months"),
        jkm_full_membership_months=in_force.whole("jkm_full_membership_months"),
        scholarship_paid_months=in_force.whole("scholarship_jkm_paid_months"),
    )


def nothing_read(*, registered_month: Cells) -> Reading:
    """The reading before the first payment."""
    zero = registered_month * 0
    paid = Paid(last_month=zero, months=zero, earlier_months=zero, since_month=registered_month)
    return Reading(paid=paid, day=zero, last_month_before=zero, restarted_day=zero)


def after_payment(
    reading: Reading,
    *,
    made: Truths,
    month: Cells,
    day: Cells,
    month_of_day: Cells,
    registered_day: Cells,
    lapse_months: Through,
) -> Reading:
    """What a payment for `month`, made on `day`, adds. Payments come in the order of their days, no month twice.

    A payment after a lapse is a new registration on its day, and counts only if its month is not before the month of
    that day. Whether cover had lapsed is judged as the day began, so payments of one day may come in any order.
    Source: domain/law.md 0.4 and 2.3, CONTRACTS `payung cover` (law/cover.yaml: lapse_months).
    Unit:   months.   Edge: nobody lapses before the registration, nor before the first counted payment.
    Cells:  one int each, or arrays (members,) of whole numbers; where `made` is false `day` repeats the day before it.
    """
    paid = reading.paid
    before = choose(day != reading.day, paid.last_month, reading.last_month_before)
    unpaid_months = month_of_day - 1 - before
    lapsed = (before > 0) & (unpaid_months >= _on(lapse_months, day=day)) & (day >= registered_day)
    counts = made & (lapsed <= (month >= month_of_day))  # of truths, <= reads "only if"
    restarts = counts & lapsed & (reading.restarted_day != day)
    return Reading(
        paid=Paid(
            last_month=greater(paid.last_month, month * counts),
            months=choose(restarts, 0, paid.months) + counts,
            earlier_months=paid.earlier_months + paid.months * restarts,
            since_month=greater(paid.since_month, month_of_day * restarts),
        ),
        day=day,
        last_month_before=before,
        restarted_day=greater(reading.restarted_day, day * restarts),
    )


def standing(paid: Paid, *, on_day: Cells, on_month: Cells, registered_day: Cells, terms: Terms) -> Standing:
    """Status, JKK, JKM and scholarship on a day, from what was paid by that day.

    Source: domain/law.md 2.3, 3.4; CONTRACTS `payung cover`.   Unit: months.
    Edge:   the running month is never unpaid; months in doubt are for a person to decide; after a lapse nothing is owed.
    Cells:  one int each, or arrays (members,) of whole numbers; the answer has their shape.
    """
    started = (paid.last_month > 0) & (on_day >= registered_day)
    unpaid_months = choose(started, greater(on_month - 1 - paid.last_month, 0), 0)
    in_doubt, lapsed = unpaid_months >= terms.doubt_months, unpaid_months >= terms.lapse_months
    status = choose(started, choose(lapsed, Status.LAPSED, choose(in_doubt, Status.UNPAID, Status.ACTIVE)), 0)
    active, unpaid = status == Status.ACTIVE, status == Status.UNPAID
    return Standing(
        status=status,
        unpaid_months=unpaid_months,
        jkk=choose(active, Jkk.COVERED, choose(unpaid, Jkk.UNCERTAIN, Jkk.NONE)),
        jkm=choose(active, jkm(paid, on_month=on_month, terms=terms), choose(unpaid, Jkm.UNCERTAIN, Jkm.NONE)),
        scholarship_jkm=choose(active | unpaid, scholarship(paid, terms=terms), Scholarship.NO),
    )


def jkm(paid: Paid, *, on_month: Cells, terms: Terms) -> Cells:
    """What JKM the death of an active member would leave: a number of `Jkm`.

    Source: Permenaker 1/2025 from 24 February 2025 (law/cover.yaml: jkm_full_paid_months, jkm_full_membership_months).
    Unit:   paid months, and running calendar months since (re-)registration.
    Edge:   registered in January, three months are complete on 1 April; prepaid months do not shorten that.
    """
    enough = paid.months >= terms.jkm_full_paid_months
    recent = on_month - paid.since_month < terms.jkm_full_membership_months
    return choose(enough, choose(recent, Jkm.UNCERTAIN, Jkm.FULL), Jkm.FUNERAL_ONLY)


def scholarship(paid: Paid, *, terms: Terms) -> Cells:
    """Whether enough months are paid for the JKM scholarship: a number of `Scholarship`.

    Source: PP 82/2019, before 2 December 2019 PP 44/2015 (law/cover.yaml: scholarship_jkm_paid_months).
    Unit:   paid months.   Edge: uncertain where only months from before a lapse make them enough.
    """
    enough = paid.months >= terms.scholarship_paid_months
    with_earlier = paid.months + paid.earlier_months >= terms.scholarship_paid_months
    return choose(enough, Scholarship.YES, choose(with_earlier, Scholarship.UNCERTAIN, Scholarship.NO))


def _on(numbers: Through, *, day: Cells) -> Cells:
    """The number of law in force on a day, which is not before its first."""
    if len(numbers.numbers) == 1:
        return numbers.numbers[0]
    return pick(numbers.numbers, row_of(numbers.from_days, day))
