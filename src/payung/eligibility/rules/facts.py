"""What is known of persons when they are judged, as columns of one length; and what was, of one judged. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from payung.eligibility.rules.words import Outcome, Register, Verdict
from payung.programmes.rules import Standing
from payung.programmes.rules.setup import Audience

NEVER = ""  # the register has not answered
EXPIRED = "expired"  # it has, but the answer may no longer be relied on
WORDS = (NEVER, EXPIRED, *Outcome)  # what may be known from a register; columns hold the place in this table
STANDINGS = (None, *Standing)  # None: the occupation is not understood
CODES = {word: place for place, word in enumerate(WORDS)}
NOBODY = -1  # a household that is not known
NO_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactColumns:
    """One row a person. Codes are places in WORDS and STANDINGS. `desil` 0 and NaT: not known.

    `dukcapil` is DIED also where that answer has expired: a death does not expire.
    """

    person_id: NDArray[np.int64]
    candidate_id: NDArray[np.int64]  # the earliest proposal
    staying: NDArray[np.bool_]
    birth_date: NDArray[np.datetime64]
    lives_here: NDArray[np.bool_]  # the desa is one of the kabupaten
    standing: NDArray[np.int8]
    household_id: NDArray[np.int64]
    dukcapil: NDArray[np.int8]
    died_before: NDArray[np.bool_]  # Dukcapil once said so, and says otherwise now
    resident_since: NDArray[np.datetime64]
    bpjs: NDArray[np.int8]
    dtsen: NDArray[np.int8]
    desil: NDArray[np.int8]
    ruled: NDArray[np.int8]  # by a person: 1 eligible, -1 not, 0 nobody has
    alike: Mapping[Outcome, NDArray[np.bool_]] = field(default_factory=dict)  # told of one like the person; undecided

    @property
    def count(self) -> int:
        return len(self.person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeFinding:
    """A line about somebody like the person that waited for a decision. `nearness` and `why` in words."""

    outcome: Outcome
    register: Register
    answered_date: date
    file_name: str
    sheet: str
    row: int
    payer: str
    nearness: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementFacts:
    """One person as judged: the marks, and the facts they were made from. Kept whole, so that it explains itself for ever."""

    run_id: int
    person_id: int
    candidate_id: int
    audience: Audience
    verdict: Verdict
    marks: str
    age: int | None
    desil: int | None
    residence_months: int | None
    place_in_kk: int | None
    dukcapil: str  # an Outcome, NEVER or EXPIRED
    dukcapil_date: date | None
    bpjs: str
    bpjs_date: date | None
    dtsen: str
    dtsen_date: date | None
    payer: str
    desa_code: str
    occupation: str
    registration_date: date
    on_date: date
    alike: tuple[AlikeFinding, ...] = ()
