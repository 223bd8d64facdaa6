"""What columns of cases owe: the rules of one case, run on NumPy arrays, exact to the rupiah.

Cases are taken some thousands at a time, and of those the cases of one law together, so that the arrays of one step stay
in the processor's cache. Not here: any rule, and how cases are laid out (`benefit_cases`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.law.benefit_cases import ALL_BP, DAYS_IN_MONTH, MOST_CHILDREN, Cases, part_words, refuse_impossible
from payung.law.cells import pick
from payung.law.dated import DisabilityRow, Law, LawMissing
from payung.law.rules.benefit.amounts import Amounts, amounts
from payung.law.rules.benefit.case import Aid, Cause, Hand, LineCode, Mode
from payung.law.rules.benefit.disability import is_anatomical, worth
from payung.law.rules.benefit.facts import Facts, ScholarshipFacts
from payung.law.rules.benefit.owed import Open
from payung.law.rules.benefit.scholarship import years_owed
from payung.law.rules.benefit.terms import Terms, terms_on, turning_days
from payung.shared.dates import Month

CASES_AT_ONCE = 8_192
CODES = tuple(LineCode)
WHOLE = ALL_BP * ALL_BP  # percent of the table × function lost
MONTH_ZERO = Month(1970, 1).number


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Owing:
    """What each case owes: `amount_rp` int64 (cases, codes) in the order of `LineCode`, the others (cases,).

    `flags` uint32: bit `Open.X` is set where that must be told.
    """

    amount_rp: NDArray[np.int64]
    total_now_rp: NDArray[np.int64]
    scholarship_total_rp: NDArray[np.int64]
    flags: NDArray[np.uint32]

    def raised(self, its: Open) -> NDArray[np.bool_]:
        return np.asarray((self.flags >> np.uint32(its)) & np.uint32(1), dtype=np.bool_)


def owing(cases: Cases, *, law: Law, cover_law: Law) -> Owing:
    """What each of the cases owes.

    Raises ValueError naming the column for facts that no case can have, LawMissing for events before July 2015.
    """
    refuse_impossible(cases)
    days = turning_days(law=law, cover_law=cover_law)
    turns = np.array(days, dtype="datetime64[D]")
    period = np.searchsorted(turns, cases.event_date.astype("datetime64[D]"), side="right") - 1
    if (period < 0).any():
        raise LawMissing(f"{law.file}: multiplier has no value before {days[0]}")
    terms = [terms_on(on=day, law=law, cover_law=cover_law) for day in days]
    anatomical, functional, any_range_row = _weights(cases, period=period, terms=terms, law=law)
    scholarships = _scholarships(cases, period=period, terms=terms)
    count = len(cases.event_date)
    answer = Owing(
        amount_rp=np.empty((len(CODES), count), np.int64).T,
        total_now_rp=np.empty(count, np.int64),
        scholarship_total_rp=np.empty(count, np.int64),
        flags=np.empty(count, np.uint32),
    )
    for governed, which in _governed(period):
        facts = _facts(
            cases,
            which,
            anatomical=anatomical,
            functional=functional,
            any_range_row=any_range_row,
            scholarships=scholarships,
        )
        _write(answer, which, amounts(facts, terms[governed]))
    return answer


def _governed(period: NDArray[Any]) -> Iterator[tuple[int, Any]]:
    """Cases of one law, some thousands at a time: the place of the law, and a slice or the places of the cases."""
    for start in range(0, len(period), CASES_AT_ONCE):
        stop = min(start + CASES_AT_ONCE, len(period))
        here = period[start:stop]
        governing = np.unique(here)
        if len(governing) == 1:
            yield int(governing[0]), slice(start, stop)
            continue
        for governed in governing:
            yield int(governed), start + np.flatnonzero(here == governed)


def _facts(
    cases: Cases,
    which: Any,
    *,
    anatomical: NDArray[np.int64],
    functional: NDArray[np.int64],
    any_range_row: NDArray[np.bool_],
    scholarships: ScholarshipFacts,
) -> Facts:
    """The numbers of some cases."""

    def column(values: Any) -> Any:
        return values[which].astype(np.int64, copy=False)

    def truths(values: Any) -> Any:
        return values[which]

    children: ScholarshipFacts = ScholarshipFacts(
        **{field.name: truths(getattr(scholarships, field.name)) for field in fields(ScholarshipFacts)}
    )
    return Facts(
        work=truths(cases.cause) == int(Cause.WORK),
        outcome=column(cases.outcome),
        base_income_rp=column(cases.base_income_rp),
        status=column(cases.status),
        months_paid=column(cases.months_paid),
        registered_month=_months(cases.registered_on[which]),
        event_month=_months(cases.event_date[which]),
        other_paid_memberships=column(cases.other_paid_memberships),
        transport_rp=tuple(column(cases.transport_rp[:, mode]) for mode in Mode),
        medical_cost_rp=column(cases.medical_cost_rp),
        home_care_cost_rp=column(cases.home_care_cost_rp),
        aids_rp=tuple(column(cases.aids_rp[:, aid]) for aid in Aid),
        unable=column(cases.days_unable),
        parts_of_month=DAYS_IN_MONTH,
        anatomical=anatomical[which],
        functional=functional[which],
        parts_of_whole=WHOLE,
        any_loss=(cases.losses.start[1:][which] > cases.losses.start[:-1][which]),
        any_range_row=truths(any_range_row),
        scholarship=children,
        has_heirs=truths(cases.has_heirs),
        days_paid_late=column(cases.days_paid_late),
    )


def _write(answer: Owing, which: Any, sums: Amounts) -> None:
    for place, code in enumerate(CODES):
        answer.amount_rp[which, place] = sums.payable_rp[code]
    answer.total_now_rp[which] = sums.total_now_rp
    answer.scholarship_total_rp[which] = sums.scholarship_total_rp
    flags: Any = np.uint32(0)
    for its, raised in sums.flags.items():
        flags = flags | (raised * np.uint32(1 << its))
    answer.flags[which] = flags


def _weights(
    cases: Cases, *, period: NDArray[Any], terms: list[Terms], law: Law
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Of each case the worth of its anatomical and of its functional losses, in parts of WHOLE, and any row by range."""
    losses, words = cases.losses, part_words(law)
    if losses.part.max(initial=0) >= len(words):
        raise ValueError(f"part: whole numbers from 0 to {len(words) - 1} are needed")
    owner = _owners(losses.start)
    hand = cases.handedness[owner].astype(np.intp)
    place = (period[owner].astype(np.intp) * len(Hand) + hand) * len(words) + losses.part
    table = [row for governed in terms for hand_ in Hand for row in _rows(governed, hand=hand_, words=words)]
    absent = np.array([row is None for row in table], np.bool_)
    if absent[place].any():
        raise ValueError("part: a part that the table of the day does not name")
    per_ten = np.array([row is not None and row.per_ten for row in table], np.bool_)[place]
    ranged = np.array([row is not None and row.is_range for row in table], np.bool_)[place]
    lowest = np.array([_bp(row and row.percent) for row in table], np.int64)[place]
    highest = np.array([_bp(row and row.percent_to) for row in table], np.int64)[place]
    doctors = losses.table_percent_bp
    if (ranged & ((doctors < lowest) | (doctors > highest))).any():
        raise ValueError("table_percent_bp: a row that is a range needs the doctor's figure within it")
    if (per_ten & (losses.units < 0)).any():
        raise ValueError("units: a row that counts by tens needs them")
    lost = losses.function_lost_bp.astype(np.int64, copy=False)
    percent = np.where(ranged, doctors, lowest).astype(np.int64, copy=False)
    units = losses.units.astype(np.int64, copy=False)
    weight: Any = worth(percent=percent, function_lost=lost, units=units, per_ten=per_ten, whole=ALL_BP)
    anatomical: Any = is_anatomical(function_lost=lost, whole=ALL_BP, per_ten=per_ten)
    of_anatomical = weight * anatomical
    return (
        _sums(of_anatomical, losses.start),
        _sums(weight - of_anatomical, losses.start),
        _sums(ranged.astype(np.int64), losses.start) > 0,
    )


def _rows(terms: Terms, *, hand: Hand, words: tuple[str, ...]) -> list[DisabilityRow | None]:
    """The row of each part for a hand, as for one case."""
    rows = [terms.rows.get(word) for word in words]
    if hand is Hand.RIGHT:
        return rows
    return [terms.rows[row.other_hand] if row is not None and row.other_hand is not None else row for row in rows]


def _bp(percent: Any) -> int:
    hundredths = (percent or 0) * 100
    if hundredths != int(hundredths):
        raise LawMissing(f"benefit.yaml: anatomical_losses has {percent} %, finer than columns of cases can hold")
    return int(hundredths)


def _scholarships(cases: Cases, *, period: NDArray[Any], terms: list[Terms]) -> ScholarshipFacts:
    """What the children of each case would be paid; all (cases,)."""
    children = cases.children
    owner = _owners(children.start)
    born = children.birth_date.astype("datetime64[D]")
    known = ~np.isnat(born)
    event_year, event_day = _year_and_day(cases.event_date)
    birth_year, birth_day = _year_and_day(np.where(known, born, np.datetime64("1970-01-01")))
    of_period = period[owner]
    years, first_rp, total_rp = (np.zeros(len(owner), np.int64) for _ in range(3))
    way_goes_on = np.zeros(len(owner), np.bool_)
    for governed in np.unique(of_period):
        which, its = np.flatnonzero(of_period == governed), terms[governed]
        found: Any = years_owed(
            event_year=event_year[owner[which]],
            event_day=event_day[owner[which]],
            birth_year=birth_year[which],
            birth_day=birth_day[which],
            birth_known=known[which],
            terms=its,
        )
        place: Any = its.paths.place(
            level=children.level[which].astype(np.int64),
            years_left=children.years_left_at_level[which].astype(np.int64),
        )
        years[which] = found
        first_rp[which] = its.paths.sum_rp(place=place, years=np.minimum(found, 1))
        total_rp[which] = its.paths.sum_rp(place=place, years=found)
        way_goes_on[which] = its.paths.sum_rp(place=place, years=np.full(len(which), its.paths.longest)) > 0
    paid_for = _paid_for(total_rp, start=children.start, owner=owner, most=_children_at_most(period, terms))
    entitled = _sums((total_rp > 0).astype(np.int64), children.start)
    return ScholarshipFacts(
        first_rp=_sums(first_rp * paid_for, children.start),
        total_rp=_sums(total_rp * paid_for, children.start),
        any_child=np.diff(children.start) > 0,
        any_too_old=_sums((known & (years == 0) & way_goes_on).astype(np.int64), children.start) > 0,
        more_than_paid_for=entitled > _sums(paid_for.astype(np.int64), children.start),
        no_birth_date=_sums((paid_for & ~known).astype(np.int64), children.start) > 0,
    )


def _children_at_most(period: NDArray[Any], terms: list[Terms]) -> NDArray[Any]:
    most: Any = pick(tuple(its.children_at_most for its in terms), period)
    return np.asarray(most)


def _paid_for(
    total_rp: NDArray[np.int64], *, start: NDArray[Any], owner: NDArray[Any], most: NDArray[Any]
) -> NDArray[np.bool_]:
    """The children with the largest ways of each case, of equal ones the first: taken one after the other."""
    place = np.arange(len(owner)) - start[owner]
    left = total_rp * MOST_CHILDREN + (MOST_CHILDREN - 1 - place)  # the larger way, then the earlier place
    left[total_rp == 0] = 0
    chosen = np.zeros(len(owner), np.bool_)
    begins = start[:-1][np.diff(start) > 0]
    group = np.repeat(np.arange(len(begins)), np.diff(start)[np.diff(start) > 0])
    for turn in range(int(most.max(initial=0)) if len(owner) else 0):
        largest = np.maximum.reduceat(left, begins)
        taken = (left > 0) & (left == largest[group]) & (most[owner] > turn)
        chosen |= taken
        left[taken] = 0
    return chosen


def _owners(start: NDArray[Any]) -> NDArray[np.intp]:
    """Of each loss or child the place of its case."""
    return np.repeat(np.arange(len(start) - 1), np.diff(start))


def _sums(values: NDArray[np.int64], start: NDArray[Any]) -> NDArray[np.int64]:
    """Of each case the sum over its losses or children."""
    so_far = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=so_far[1:])
    return np.asarray(so_far[start[1:]] - so_far[start[:-1]])


def _months(days: NDArray[Any]) -> NDArray[np.int64]:
    return days.astype("datetime64[M]").astype(np.int64) + MONTH_ZERO


def _year_and_day(days: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The year, and the day in it as month × 100 + day."""
    months = days.astype("datetime64[M]")
    number = months.astype(np.int64)
    day = (days.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64) + 1
    return number // 12 + 1970, (number % 12 + 1) * 100 + day
