"""Memberships by the hundred thousand, as NumPy columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.law.columns import MONTH_ZERO
from payung.membership.queries.packed import Cell, read_packed
from payung.membership.states import EndReason, State

STATES = tuple(State)  # their numbers in columns
REASONS = (None, *EndReason)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningColumns:
    """Every membership of a programme, ended ones too, by id; all (members,). Months are `Month.number`.

    `last_month` of an ended one is the last that is owed, before `first_month` where none is. `state` is a place in
    `STATES`, `end_reason` one in `REASONS` (0: not ended).
    """

    membership_id: NDArray[np.int64]
    person_id: NDArray[np.int64]
    line_id: NDArray[np.int64]
    fund_id: NDArray[np.int64]
    first_month: NDArray[np.int32]
    last_month: NDArray[np.int32]
    registered_date: NDArray[np.datetime64]  # datetime64[D]
    state: NDArray[np.int8]
    end_reason: NDArray[np.int8]

    def in_state(self, *states: State) -> NDArray[np.bool_]:
        """Which of them are in one of these states."""
        return np.isin(self.state, [STATES.index(state) for state in states])


def running(*, programme_id: int, fund_id: int | None = None) -> RunningColumns:
    """The memberships of a programme, or of one fund of it."""
    of_fund = " AND m.fund_id = %s" if fund_id is not None else ""
    found: list[Any] = read_packed(
        columns=(
            *((f"m.{name}", Cell.NUMBER) for name in ("id", "person_id", "line_id", "fund_id")),
            ("m.first_month", Cell.DAY),
            ("COALESCE(m.ended_month, m.last_month)", Cell.DAY),
            ("m.registered_date", Cell.DAY),
            (place_of("m.state", STATES), Cell.PLACE),
            (place_of("m.end_reason", REASONS), Cell.PLACE),
        ),
        source=f"FROM membership_membership AS m WHERE m.programme_id = %s{of_fund}",
        params=[programme_id] if fund_id is None else [programme_id, fund_id],
    )
    return RunningColumns(
        membership_id=found[0],
        person_id=found[1],
        line_id=found[2],
        fund_id=found[3],
        first_month=month_numbers(found[4]),
        last_month=month_numbers(found[5]),
        registered_date=found[6],
        state=found[7],
        end_reason=found[8],
    )


def month_numbers(days: NDArray[np.datetime64]) -> NDArray[np.int32]:
    """`Month.number` of each day."""
    return days.astype("datetime64[M]").astype(np.int32) + np.int32(MONTH_ZERO)


def place_of(column: str, words: tuple[State | EndReason | None, ...]) -> str:
    """SQL of the place of a word in a short list; 0 for none."""
    cases = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(words) if word)
    return f"CASE {column} {cases} ELSE 0 END"
