"""What a selection tells other rooms and pages. Frozen; no table of ours leaves the room."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from payung.programmes.rules.setup import Division
from payung.selection.rules.words import Counting, ObjectionKind, Outcome, Why
from payung.selection.states import ObjectionState, State
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionFacts:
    """A selection with the terms it was locked on."""

    id: int
    programme_id: int
    run_id: int
    criteria_id: int
    division: Division
    first_month: Month
    months: int
    asked_places: int | None
    places: int
    eligible_count: int
    eligible_sha256: str
    state: State
    seed: str
    request_key: UUID
    locked_by: str
    locked_at: datetime
    chosen_count: int
    ranks_sha256: str
    ranked_at: datetime | None
    set_aside_because: str
    set_aside_by: str
    set_aside_at: datetime | None

    @property
    def reserve_count(self) -> int:
        return self.eligible_count - self.chosen_count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChosenColumns:
    """People in the order of choice, as columns of one length. `fund_id` -1: the reserve has none yet."""

    person_id: NDArray[np.int64]
    candidate_id: NDArray[np.int64]
    fund_id: NDArray[np.int64]
    desa_code: NDArray[np.str_]  # U13
    occupation: NDArray[np.object_]
    rank: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RankFacts:
    """Where one person came out."""

    rank_id: int
    person_id: int
    candidate_id: int
    receipt_code: str
    name: str
    birth_year: int
    desa_code: str
    occupation: str
    fund_id: int | None
    score: int
    draw: str
    rank: int
    place_in_desa: int
    reserve_number: int | None
    outcome: Outcome
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class DesaFacts:
    """What the division gave a desa, and what came of it. `last_score`: of the last one chosen there."""

    desa_code: str
    eligible: int
    basis: int
    places: int
    chosen: int
    last_score: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundUse:
    """What a selection takes of a fund. A place costs `place_rp` for all months."""

    fund_id: int
    code: str
    name: str
    ceiling_rp: int
    place_rp: int
    capacity: int  # places that the ceiling pays
    places: int
    person_months: int  # OB
    rp: int

    @property
    def left_rp(self) -> int:
        return self.ceiling_rp - self.rp


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    id: int
    selection_id: int
    opens_on: date
    closes_on: date
    days: int
    counting: Counting
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionFacts:
    id: int
    notice_id: int
    kind: ObjectionKind
    person_id: int | None
    name: str  # of the person it is about
    desa_code: str
    by_name: str
    text: str
    evidence_name: str
    state: ObjectionState
    received_by: str
    received_at: datetime
    answer: str
    minutes: str
    answered_by: str
    answered_at: datetime | None
    promoted_name: str  # who came from the reserve list instead
