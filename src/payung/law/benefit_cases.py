"""How columns of cases are laid out, and what no case can have.

Losses and children, of which a case has any number, stand in columns of their own; `start` says where those of a case
begin. Not here: what the cases owe (`benefit_columns`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.law.dated import DisabilityRow, Law
from payung.law.rules.benefit.case import CaseOutcome, Cause, Hand, Level
from payung.law.rules.cover import Status

DAYS_IN_MONTH = 30
ALL_BP = 10_000  # 100 % in hundredths of a percent
NOT_KNOWN = -1

# Above these, products of a rule would leave int64; no case comes near them.
LARGEST_BASE_RP = 500_000_000
LARGEST_COST_RP = 10**12
LONGEST_DAYS = 100_000
MOST_CHILDREN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Losses:
    """The losses of all cases, those of one case together, in the order of the cases; all (losses,) but `start`.

    start                int64 (cases + 1,): the losses of case i are start[i] to start[i + 1]
    part                 places in `part_words(law)`
    function_lost_bp     hundredths of a percent; 10,000 is anatomical
    table_percent_bp     the doctor's figure in hundredths of a percent, -1 where there is none
    units                whole tens, -1 where there are none
    """

    start: NDArray[Any]
    part: NDArray[Any]
    function_lost_bp: NDArray[Any]
    table_percent_bp: NDArray[Any]
    units: NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Children:
    """The children of all cases, laid out as `Losses`: level of school, years left there, datetime64[D] or NaT."""

    start: NDArray[Any]
    level: NDArray[Any]
    years_left_at_level: NDArray[Any]
    birth_date: NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cases:
    """Columns of cases; all (cases,) unless said, whole numbers of any width, enums by their numbers.

    event_date, registered_on   datetime64[D]
    status                      `rules.cover.Status`
    transport_rp                (cases, 3) in the order of `Mode`; several costs of one way added up
    aids_rp                     (cases, 4) in the order of `Aid`; likewise
    days_unable                 whole days; a month is 30
    has_heirs                   bool
    """

    cause: NDArray[Any]
    outcome: NDArray[Any]
    event_date: NDArray[Any]
    base_income_rp: NDArray[Any]
    registered_on: NDArray[Any]
    months_paid: NDArray[Any]
    status: NDArray[Any]
    other_paid_memberships: NDArray[Any]
    transport_rp: NDArray[Any]
    medical_cost_rp: NDArray[Any]
    home_care_cost_rp: NDArray[Any]
    aids_rp: NDArray[Any]
    days_unable: NDArray[Any]
    handedness: NDArray[Any]
    has_heirs: NDArray[Any]
    days_paid_late: NDArray[Any]
    losses: Losses
    children: Children


def part_words(law: Law) -> tuple[str, ...]:
    """The parts of the body in the order of the table; those of later tables after them."""
    words: dict[str, None] = {}
    for period in law.periods("anatomical_losses"):
        if isinstance(period.value, tuple):
            words.update((row.part, None) for row in period.value if isinstance(row, DisabilityRow))
    return tuple(words)


def refuse_impossible(cases: Cases) -> None:
    """Raises ValueError naming the first column that holds what no case can have."""
    count, losses, children = len(cases.event_date), cases.losses, cases.children
    for name in ("event_date", "registered_on"):
        if np.isnat(getattr(cases, name)).any():
            raise ValueError(f"{name}: every case needs a day")
    if (cases.event_date < cases.registered_on).any():
        raise ValueError("event_date: lies before registered_on")
    if cases.has_heirs.dtype != np.bool_:
        raise ValueError("has_heirs: needs true or false")
    limits: list[tuple[str, NDArray[Any], int, int]] = [
        ("cause", cases.cause, 0, len(Cause) - 1),
        ("outcome", cases.outcome, 0, len(CaseOutcome) - 1),
        ("status", cases.status, 0, len(Status) - 1),
        ("handedness", cases.handedness, 0, len(Hand) - 1),
        ("base_income_rp", cases.base_income_rp, 0, LARGEST_BASE_RP),
        ("months_paid", cases.months_paid, 0, LONGEST_DAYS),
        ("other_paid_memberships", cases.other_paid_memberships, 0, LONGEST_DAYS),
        ("transport_rp", cases.transport_rp, 0, LARGEST_COST_RP),
        ("medical_cost_rp", cases.medical_cost_rp, 0, LARGEST_COST_RP),
        ("home_care_cost_rp", cases.home_care_cost_rp, 0, LARGEST_COST_RP),
        ("aids_rp", cases.aids_rp, 0, LARGEST_COST_RP),
        ("days_unable", cases.days_unable, 0, LONGEST_DAYS),
        ("days_paid_late", cases.days_paid_late, 0, LONGEST_DAYS),
        ("function_lost_bp", losses.function_lost_bp, 0, ALL_BP),
        ("table_percent_bp", losses.table_percent_bp, NOT_KNOWN, ALL_BP),
        ("units", losses.units, NOT_KNOWN, ALL_BP),
        ("part", losses.part, 0, np.iinfo(np.int64).max),
        ("level", children.level, 0, len(Level) - 1),
        ("years_left_at_level", children.years_left_at_level, 0, LONGEST_DAYS),
    ]
    for name, values, least, most in limits:
        if values.dtype.kind not in "iu" or (values.size and not least <= values.min() <= values.max() <= most):
            raise ValueError(f"{name}: whole numbers from {least} to {most} are needed")
    _refuse_layout("losses", losses.start, cases=count, length=len(losses.part))
    _refuse_layout("children", children.start, cases=count, length=len(children.level))
    if np.diff(children.start).max(initial=0) > MOST_CHILDREN:
        raise ValueError(f"children: at most {MOST_CHILDREN} in one case")


def _refuse_layout(name: str, start: NDArray[Any], *, cases: int, length: int) -> None:
    whole = start.shape == (cases + 1,) and start[0] == 0 and start[-1] == length
    if not whole or (np.diff(start) < 0).any():
        raise ValueError(f"{name}: start must go from 0 to {length} in {cases} steps")
