"""Contribution and cover for columns of persons, month by month: the rules of one person, run on NumPy arrays.

Persons are taken some thousands at a time, so that the arrays of one step stay in the processor's cache and a million
persons need little memory. Not here: any rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.law.cells import row_of
from payung.law.dated import Law, LawMissing, Through
from payung.law.rules.contribution import Payer, Sector, due_in_row, kind_of, tariff
from payung.law.rules.cover import Paid, after_payment, nothing_read, standing, terms_on
from payung.shared.dates import Month

PERSONS_AT_ONCE = 12_288  # below 16,384 a column of eight-byte numbers needs no fresh pages from the system
DAY_ZERO = date(1970, 1, 1).toordinal()  # NumPy counts days from here, the rules from 1 January of year 1
MONTH_ZERO = Month(1970, 1).number


@dataclass(frozen=True, slots=True, kw_only=True)
class Dues:
    """What months cost: `jkk_rp`, `jkm_rp` int32 and `uncertain` bool, all of shape (persons, months)."""

    jkk_rp: NDArray[np.int32]
    jkm_rp: NDArray[np.int32]
    uncertain: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """Cover on days: numbers of the enums of `rules/cover.py` as int8, `unpaid_months` int32; (persons, days)."""

    status: NDArray[np.int8]
    unpaid_months: NDArray[np.int32]
    jkk: NDArray[np.int8]
    jkm: NDArray[np.int8]
    scholarship_jkm: NDArray[np.int8]


def dues(
    *, months: Sequence[Month], income_rp: NDArray[Any], sector: NDArray[Any], payer: NDArray[Any], law: Law
) -> Dues:
    """What each month costs each person.

    `income_rp` whole rupiah, `sector` and `payer` numbers of the enums: each (persons,), or (persons, months) where
    it changes. Raises ValueError for negative incomes and unknown numbers, LawMissing for months before July 2015.
    """
    _refuse_outside(name="income_rp", values=income_rp, last=np.iinfo(np.int64).max)
    _refuse_outside(name="sector", values=sector, last=len(Sector) - 1)
    _refuse_outside(name="payer", values=payer, last=len(Payer) - 1)
    tariffs = [tariff(month=month, law=law) for month in months]
    shape = (len(months), len(income_rp))
    answer = Dues(
        jkk_rp=np.empty(shape, np.int32).T, jkm_rp=np.empty(shape, np.int32).T, uncertain=np.empty(shape, np.bool_).T
    )
    for persons in _slices(len(income_rp)):
        row = bounds = kind = None
        for place, price in enumerate(tariffs):
            if row is None or income_rp.ndim == 2 or bounds != price.lower_bounds:
                bounds = price.lower_bounds
                row = row_of(bounds, _column(income_rp, persons, place))
            if kind is None or sector.ndim == 2 or payer.ndim == 2:
                kind = kind_of(
                    sector=_column(sector, persons, place).astype(np.intp), payer=_column(payer, persons, place)
                )
            cost = due_in_row(tariff=price, row=row, kind=kind)
            answer.jkk_rp[persons, place] = cost.jkk_rp
            answer.jkm_rp[persons, place] = cost.jkm_rp
            answer.uncertain[persons, place] = cost.uncertain
    return answer


def standings(
    *, registered_on: NDArray[Any], months: Sequence[Month], paid_on: NDArray[Any], on: Sequence[date], law: Law
) -> Standings:
    """The cover of each person on each of the days `on`.

    `registered_on` datetime64[D] (persons,); `paid_on` datetime64[D] (persons, months): the day on which the month of
    that column was paid, NaT where it was not. Raises ValueError where a registration is not known, LawMissing for a
    payment or an `on` before July 2015.
    """
    if np.isnat(registered_on).any():
        raise ValueError("registered_on: every member needs a day of registration")
    lapse_months = law.through("lapse_months")
    terms = [terms_on(on=day, law=law) for day in on]
    shape = (len(on), len(registered_on))
    answer = Standings(
        status=np.empty(shape, np.int8).T,
        unpaid_months=np.empty(shape, np.int32).T,
        jkk=np.empty(shape, np.int8).T,
        jkm=np.empty(shape, np.int8).T,
        scholarship_jkm=np.empty(shape, np.int8).T,
    )
    for persons in _slices(len(registered_on)):
        registered_day = _days(registered_on[persons])
        receipts = _in_order_of_paying(day=_days(paid_on[persons].T), months=months)
        history = _history(receipts, registered_day=registered_day, lapse_months=lapse_months)
        for place, day in enumerate(on):
            cell = standing(
                history.on(day.toordinal()),
                on_day=day.toordinal(),
                on_month=Month.of(day).number,
                registered_day=registered_day,
                terms=terms[place],
            )
            answer.status[persons, place] = cell.status
            answer.unpaid_months[persons, place] = cell.unpaid_months
            answer.jkk[persons, place] = cell.jkk
            answer.jkm[persons, place] = cell.jkm
            answer.scholarship_jkm[persons, place] = cell.scholarship_jkm
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Receipts:
    """Receipts slot by slot, of each person in the order of paying; (slots, persons)."""

    day: NDArray[np.int32]  # an empty slot repeats the day before it, 0 at the start
    made: NDArray[np.bool_]
    month: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _History:
    """The fields of `Paid` after each slot; (slots + 1, persons)."""

    day: NDArray[np.int32]
    fields: dict[str, NDArray[np.int32]]

    def on(self, day: int) -> Paid:
        """What was paid by the end of a day: after as many slots as do not lie after it."""
        persons = self.day.shape[1]
        place = _count(self.day <= day) * persons + np.arange(persons)
        return Paid(**{name: field.take(place) for name, field in self.fields.items()})


def _in_order_of_paying(*, day: NDArray[np.int32], months: Sequence[Month]) -> _Receipts:
    """Those who paid their months in order are in order already; only the others are sorted."""
    month = np.empty(day.shape, np.int32)
    month[:] = [[month.number] for month in months]
    day_so_far, unordered = np.empty_like(day), np.zeros(day.shape[1], np.bool_)
    before = np.zeros(day.shape[1], np.int32)
    for slot, made_on in enumerate(day):
        unordered |= (made_on > 0) & (made_on < before)
        before = np.maximum(before, made_on, out=day_so_far[slot])
    made = day > 0
    if unordered.any():
        persons = np.flatnonzero(unordered)
        order = day[:, persons].argsort(axis=0)
        sorted_day = np.take_along_axis(day[:, persons], order, axis=0)
        day_so_far[:, persons], made[:, persons] = sorted_day, sorted_day > 0
        month[:, persons] = np.take_along_axis(month[:, persons], order, axis=0)
    return _Receipts(day=day_so_far, made=made, month=month)


def _history(receipts: _Receipts, *, registered_day: NDArray[np.int32], lapse_months: Through) -> _History:
    """Take the receipts of all persons, one slot after the other."""
    first_day = lapse_months.from_days[0]
    if (receipts.made & (receipts.day < first_day)).any():
        raise LawMissing(f"cover.yaml: lapse_months has no value before {date.fromordinal(first_day)}")
    slots, persons = receipts.day.shape
    after_slots = {field.name: np.empty((slots + 1, persons), np.int32) for field in fields(Paid)}
    registered_month = (registered_day - DAY_ZERO).astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
    month_of_day = _months_of(receipts.day, first_day=first_day)
    reading = nothing_read(registered_month=registered_month + np.int32(MONTH_ZERO))
    for slot in range(slots + 1):
        if slot:
            reading = after_payment(
                reading,
                made=receipts.made[slot - 1],
                month=receipts.month[slot - 1],
                day=receipts.day[slot - 1],
                month_of_day=month_of_day[slot - 1],
                registered_day=registered_day,
                lapse_months=lapse_months,
            )
        for name, after_slot in after_slots.items():
            after_slot[slot] = getattr(reading.paid, name)
    return _History(day=receipts.day, fields=after_slots)


def _count(truths: NDArray[np.bool_]) -> NDArray[np.intp]:
    """How many of the slots are true for each person. Bytes add up many times faster than wide numbers."""
    if len(truths) > 255:
        return np.asarray(truths.sum(axis=0, dtype=np.intp))
    return np.asarray(np.add.reduce(truths.view(np.uint8), axis=0, dtype=np.uint8), dtype=np.intp)


def _refuse_outside(*, name: str, values: NDArray[Any], last: int) -> None:
    if values.dtype.kind not in "iu" or (values.size and not 0 <= values.min() <= values.max() <= last):
        raise ValueError(f"{name}: whole numbers from 0 to {last} are needed")


def _slices(persons: int) -> Iterator[slice]:
    for start in range(0, persons, PERSONS_AT_ONCE):
        yield slice(start, min(start + PERSONS_AT_ONCE, persons))


def _column(values: NDArray[Any], persons: slice, place: int) -> NDArray[Any]:
    """The values of some persons in one month; those with one dimension hold in every month."""
    return values[persons] if values.ndim == 1 else values[persons, place]


def _days(values: NDArray[Any]) -> NDArray[np.int32]:
    """datetime64[D] as day ordinals, NaT (the smallest of all numbers) as 0."""
    days = values.astype("datetime64[D]", copy=False).view(np.int64)
    return np.maximum(days, -DAY_ZERO).astype(np.int32) + np.int32(DAY_ZERO)


def _months_of(days: NDArray[np.int32], *, first_day: int) -> NDArray[np.int32]:
    """The month number of each day not before the first, by looking it up: the calendar is worked out once per day."""
    last_day = max(int(days.max(initial=0)), first_day)
    calendar = np.arange(first_day - DAY_ZERO, last_day - DAY_ZERO + 1).astype("datetime64[D]")
    month_numbers = calendar.astype("datetime64[M]").astype(np.int32) + np.int32(MONTH_ZERO)
    return month_numbers.take(days - np.int32(first_day), mode="clip")
