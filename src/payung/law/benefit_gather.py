"""Puts single cases of benefit into columns, so that many can be worked out at once. Not here: any rule.

Columns hold whole days and hundredths of a percent: a case that is finer is refused, and is worked out alone.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from payung.law.benefit_cases import DAYS_IN_MONTH, NOT_KNOWN, Cases, Children, Losses, part_words
from payung.law.dated import Law
from payung.law.rules.benefit.case import Aid, Case, Loss, Mode, Pupil
from payung.law.rules.cover import Status


def columns_of(cases: Sequence[Case], *, law: Law) -> Cases:
    """The cases as columns, in their order. Raises ValueError naming the fact that a column cannot hold."""
    members = [case.membership for case in cases]
    return Cases(
        cause=_bytes(int(case.cause) for case in cases),
        outcome=_bytes(int(case.outcome) for case in cases),
        event_date=_days([case.event_date for case in cases]),
        base_income_rp=_numbers([case.base_income_rp for case in cases]),
        registered_on=_days([member.registered_on for member in members]),
        months_paid=_numbers([member.months_paid for member in members]),
        status=_bytes(_status(member.status) for member in members),
        other_paid_memberships=_numbers([member.other_paid_memberships for member in members]),
        transport_rp=_numbers(
            [[sum(cost.cost_rp for cost in case.transport if cost.mode is mode) for mode in Mode] for case in cases],
            width=len(Mode),
        ),
        medical_cost_rp=_numbers([case.medical_cost_rp for case in cases]),
        home_care_cost_rp=_numbers([case.home_care_cost_rp for case in cases]),
        aids_rp=_numbers(
            [[sum(aid.cost_rp for aid in case.aids if aid.kind is kind) for kind in Aid] for case in cases],
            width=len(Aid),
        ),
        days_unable=_numbers(
            [_whole(case.months_unable * DAYS_IN_MONTH, name="months_unable", unit="days") for case in cases]
        ),
        handedness=_bytes(int(case.handedness) for case in cases),
        has_heirs=np.array([case.has_heirs for case in cases], np.bool_),
        days_paid_late=_numbers([case.days_paid_late for case in cases]),
        losses=_losses([case.losses for case in cases], law=law),
        children=_children([case.children for case in cases]),
    )


def _losses(of_cases: Sequence[Sequence[Loss]], *, law: Law) -> Losses:
    places = {word: place for place, word in enumerate(part_words(law))}
    losses = [loss for of_case in of_cases for loss in of_case]
    unknown = next((loss.part for loss in losses if loss.part not in places), None)
    if unknown is not None:
        raise ValueError(f"part: {unknown!r} is not in the table of disability")
    return Losses(
        start=_start(of_cases),
        part=_numbers([places[loss.part] for loss in losses]),
        function_lost_bp=_numbers([_bp(loss.function_lost_percent, name="function_lost_percent") for loss in losses]),
        table_percent_bp=_numbers(
            [
                NOT_KNOWN if loss.table_percent is None else _bp(loss.table_percent, name="table_percent")
                for loss in losses
            ]
        ),
        units=_numbers([NOT_KNOWN if loss.units is None else loss.units for loss in losses]),
    )


def _children(of_cases: Sequence[Sequence[Pupil]]) -> Children:
    children = [pupil for of_case in of_cases for pupil in of_case]
    return Children(
        start=_start(of_cases),
        level=_bytes(int(pupil.level) for pupil in children),
        years_left_at_level=_numbers([pupil.years_left_at_level for pupil in children]),
        birth_date=_days([pupil.birth_date for pupil in children]),
    )


def _status(word: str) -> int:
    if word.upper() not in Status.__members__:
        raise ValueError(f"status: {word!r} is not a word of cover")
    return int(Status[word.upper()])


def _bp(percent: Fraction, *, name: str) -> int:
    return _whole(percent * 100, name=name, unit="hundredths of a percent")


def _whole(number: Fraction, *, name: str, unit: str) -> int:
    if number.denominator != 1:
        raise ValueError(f"{name}: columns hold whole {unit}")
    return int(number)


def _start(of_cases: Sequence[Sequence[object]]) -> Any:
    return np.concatenate([[0], np.cumsum([len(of_case) for of_case in of_cases], dtype=np.int64)])


def _numbers(numbers: Sequence[Any], *, width: int | None = None) -> Any:
    column = np.array(numbers, np.int64)
    return column if width is None else column.reshape(len(numbers), width)


def _bytes(numbers: Iterable[int]) -> Any:
    return np.fromiter(numbers, np.int8)


def _days(days: Sequence[object]) -> Any:
    return np.array(days, "datetime64[D]")
