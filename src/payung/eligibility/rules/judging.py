"""Who may enter and who may stay: one table of conditions for one person and for a column of a million. Pure.

Each kind of criterion gives a mark: `+` met, `-` not met, `!` a person decides, `?` not checked, `.` not asked. A verdict
follows from the marks alone: any `-` refuses, else any `!` asks a person, else any `?` leaves it unchecked. So what is
not known never counts as met, and more knowledge never turns a `-` into something else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from payung.eligibility.rules.facts import CODES, NOBODY, STANDINGS, WORDS, FactColumns
from payung.eligibility.rules.words import Outcome, Verdict
from payung.programmes.rules import Standing
from payung.programmes.rules.setup import Audience, CriteriaFacts, CriterionFacts, CriterionKind, Unmet

Marks = NDArray[np.uint8]
KINDS = (*CriterionKind,)
MET, UNMET, ASKED, UNCHECKED, NOT_ASKED = (ord(mark) for mark in "+-!?.")
VERDICTS = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.UNCHECKED, Verdict.DECISION)

# What the answer of a register says of a criterion. Whatever is not here, and no answer at all, leaves it unchecked.
FROM_DUKCAPIL: Mapping[CriterionKind, Mapping[Outcome, str]] = {
    CriterionKind.ALIVE: {Outcome.ALIVE: "+", Outcome.MOVED_OUT: "+", Outcome.DIED: "-"},
    CriterionKind.IDENTITY: {
        Outcome.ALIVE: "+",
        Outcome.MOVED_OUT: "+",
        Outcome.DIED: "+",
        Outcome.NAME_DIFFERS: "!",
        Outcome.NIK_UNKNOWN: "-",
    },
    CriterionKind.RESIDENCE: {Outcome.ALIVE: "+", Outcome.MOVED_OUT: "-"},
}
# DESIGN §1.5: ours continues, self-paying may move, another payer collides, a wage earner is asked about.
FROM_BPJS: Mapping[CriterionKind, Mapping[Outcome, str]] = {
    CriterionKind.NOT_WAGE_EARNER: {
        Outcome.NOT_ACTIVE: "+",
        Outcome.OWN_WADAH: "+",
        Outcome.SELF_PAYING: "+",
        Outcome.OTHER_PAYER: "+",
        Outcome.WAGE_EARNER: "-",
    },
    CriterionKind.NOT_OTHER_PAYER: {
        Outcome.NOT_ACTIVE: "+",
        Outcome.OWN_WADAH: "+",
        Outcome.SELF_PAYING: "+",
        Outcome.OTHER_PAYER: "-",
        Outcome.WAGE_EARNER: "+",  # his wage is the business of the criterion before
    },
}
FROM_STANDING: Mapping[Standing, str] = {Standing.COVERED: "+", Standing.ASK: "!", Standing.EXCLUDED: "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictColumns:
    """One row a person, in the order of the facts. `marks` is (persons, kinds), `verdict` places in VERDICTS."""

    marks: Marks
    verdict: NDArray[np.int8]
    age: NDArray[np.int64]
    residence_months: NDArray[np.int64]  # -1: not known
    place_in_kk: NDArray[np.int64]  # 0: no place, or no household known


def judge(*, facts: FactColumns, criteria: CriteriaFacts, registration_date: date) -> VerdictColumns:
    """Every person under the criteria of those entering or those staying, whichever they are."""
    measured = _measured(facts, registration_date)
    marks = np.full((facts.count, len(KINDS)), NOT_ASKED, dtype=np.uint8)
    for audience, theirs in ((Audience.ENTERING, ~facts.staying), (Audience.STAYING, facts.staying)):
        for kind, one in criteria.asked(audience).items():
            if kind in _CONDITIONS:
                place = KINDS.index(kind)
                marks[:, place] = np.where(
                    theirs, _unmet_as(one, _CONDITIONS[kind](facts, measured, one)), marks[:, place]
                )
    places = _places_in_kk(facts, marks)
    for audience, theirs in ((Audience.ENTERING, ~facts.staying), (Audience.STAYING, facts.staying)):
        limit = criteria.asked(audience).get(CriterionKind.MOST_PER_KK)
        if limit is not None:
            place = KINDS.index(CriterionKind.MOST_PER_KK)
            marks[:, place] = np.where(theirs, _unmet_as(limit, _per_kk(facts, places, limit)), marks[:, place])
    return VerdictColumns(
        marks=marks,
        verdict=verdict_of(marks),
        age=measured.age,
        residence_months=measured.residence_months,
        place_in_kk=places.own,
    )


def verdict_of(marks: Marks) -> NDArray[np.int8]:
    """The verdict that follows from marks, as a place in VERDICTS."""
    refused, asked, unchecked = ((marks == mark).any(axis=1) for mark in (UNMET, ASKED, UNCHECKED))
    found = np.select(
        [refused, asked, unchecked],
        [VERDICTS.index(verdict) for verdict in (Verdict.NOT_ELIGIBLE, Verdict.DECISION, Verdict.UNCHECKED)],
        default=VERDICTS.index(Verdict.ELIGIBLE),
    )
    return found.astype(np.int8)


def whole_months(*, since: NDArray[np.datetime64], on: date) -> NDArray[np.int64]:
    """Months completed on a day, counted to the same day of the month; -1 where the beginning is not known.

    Edge: what began on the 31st completes a month of 30 days on the 1st after it, as `shared.dates.age_on` has it for
    29 February. A beginning that lies ahead has completed none.
    """
    months = since.astype("datetime64[M]")
    day = (since - months.astype("datetime64[D]")).astype(np.int64) + 1
    passed = (np.datetime64(on, "M") - months).astype(np.int64) - (day > on.day)
    return np.where(np.isnat(since), -1, np.maximum(passed, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    age: NDArray[np.int64]
    residence_months: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Who stands before a person in the household: those sure of their place, and all who may get one."""

    own: NDArray[np.int64]
    sure_before: NDArray[np.int64]


def _measured(facts: FactColumns, on: date) -> _Measured:
    return _Measured(
        age=whole_months(since=facts.birth_date, on=on) // 12,
        residence_months=whole_months(since=facts.resident_since, on=on),
    )


def _alive(facts: FactColumns, _measured: _Measured, _one: CriterionFacts) -> Marks:
    """Whom Dukcapil once called dead and now alive, or of whom perhaps a line says so, a person looks at."""
    found = _asked_if_alike(_read(FROM_DUKCAPIL[CriterionKind.ALIVE], facts.dukcapil), facts, Outcome.DIED)
    return np.where(facts.died_before & (found != UNMET), np.uint8(ASKED), found)


def _identity(facts: FactColumns, _measured: _Measured, _one: CriterionFacts) -> Marks:
    return _read(FROM_DUKCAPIL[CriterionKind.IDENTITY], facts.dukcapil)


def _age(_facts: FactColumns, measured: _Measured, one: CriterionFacts) -> Marks:
    return _within(measured.age, one)


def _residence(facts: FactColumns, _measured: _Measured, _one: CriterionFacts) -> Marks:
    found = _read(FROM_DUKCAPIL[CriterionKind.RESIDENCE], facts.dukcapil)
    found = _asked_if_alike(found, facts, Outcome.MOVED_OUT)
    return np.where(facts.lives_here, found, np.uint8(UNMET))


def _months_of_residence(_facts: FactColumns, measured: _Measured, one: CriterionFacts) -> Marks:
    months = measured.residence_months
    return np.where(months < 0, np.uint8(UNCHECKED), _within(months, one))


def _occupation(facts: FactColumns, _measured: _Measured, _one: CriterionFacts) -> Marks:
    return np.where(facts.standing > 0, np.uint8(MET), np.uint8(UNCHECKED))


def _standing(facts: FactColumns, _measured: _Measured, _one: CriterionFacts) -> Marks:
    marks = [ord(FROM_STANDING[standing]) if standing else UNCHECKED for standing in STANDINGS]
    return np.array(marks, dtype=np.uint8)[facts.standing]


def _not_wage_earner(facts: FactColumns, _measured: _Measured, _one: CriterionFacts) -> Marks:
    found = _read(FROM_BPJS[CriterionKind.NOT_WAGE_EARNER], facts.bpjs)
    return _asked_if_alike(found, facts, Outcome.WAGE_EARNER)


def _not_other_payer(facts: FactColumns, _measured: _Measured, _one: CriterionFacts) -> Marks:
    found = _read(FROM_BPJS[CriterionKind.NOT_OTHER_PAYER], facts.bpjs)
    return _asked_if_alike(found, facts, Outcome.OTHER_PAYER)


def _desil(facts: FactColumns, _measured: _Measured, one: CriterionFacts) -> Marks:
    """Not listed in DTSEN is an answer: nothing shows that the desil is within the limit."""
    listed = (facts.dtsen == CODES[Outcome.LISTED]) & (facts.desil > 0)
    found = np.where(listed, _within(facts.desil.astype(np.int64), one), np.uint8(UNCHECKED))
    return np.where(facts.dtsen == CODES[Outcome.NOT_LISTED], np.uint8(UNMET), found)


# All kinds but MOST_PER_KK, which is about the others of a household too and comes last.
_CONDITIONS: Mapping[CriterionKind, Callable[[FactColumns, _Measured, CriterionFacts], Marks]] = {
    CriterionKind.ALIVE: _alive,
    CriterionKind.IDENTITY: _identity,
    CriterionKind.AGE: _age,
    CriterionKind.RESIDENCE: _residence,
    CriterionKind.MONTHS_OF_RESIDENCE: _months_of_residence,
    CriterionKind.OCCUPATION: _occupation,
    CriterionKind.STANDING: _standing,
    CriterionKind.NOT_WAGE_EARNER: _not_wage_earner,
    CriterionKind.NOT_OTHER_PAYER: _not_other_payer,
    CriterionKind.DESIL: _desil,
}


def _asked_if_alike(found: Marks, facts: FactColumns, outcome: Outcome) -> Marks:
    """A line about one who is like the person neither refuses nor passes: a person decides."""
    alike = facts.alike.get(outcome)
    return found if alike is None else np.where(alike & (found != UNMET), np.uint8(ASKED), found)


def _read(table: Mapping[Outcome, str], codes: NDArray[np.int8]) -> Marks:
    known: Mapping[str, str] = {str(outcome): mark for outcome, mark in table.items()}
    marks = [ord(known.get(word, "?")) for word in WORDS]
    return np.array(marks, dtype=np.uint8)[codes]


def _within(measure: NDArray[np.int64], one: CriterionFacts) -> Marks:
    """Both limits belong to what is allowed."""
    fits = np.ones(len(measure), dtype=np.bool_)
    if one.at_least is not None:
        fits &= measure >= one.at_least
    if one.at_most is not None:
        fits &= measure <= one.at_most
    return np.where(fits, np.uint8(MET), np.uint8(UNMET))


def _unmet_as(one: CriterionFacts, marks: Marks) -> Marks:
    if one.unmet is Unmet.REFUSES:
        return marks
    return np.where(marks == UNMET, np.uint8(ASKED), marks)


def _places_in_kk(facts: FactColumns, marks: Marks) -> _Places:
    """Places within each household among those not refused: who stays first, then by the earliest proposal.

    A person's ruling counts here: who was ruled out leaves the place, who was ruled in takes it.
    """
    refused = np.where(facts.ruled == 0, (marks == UNMET).any(axis=1), facts.ruled < 0)
    sure = np.where(facts.ruled == 0, np.isin(marks, (MET, NOT_ASKED)).all(axis=1), facts.ruled > 0)
    counts = ~refused & (facts.household_id != NOBODY)
    who = np.flatnonzero(counts)
    who = who[np.lexsort((facts.candidate_id[who], ~facts.staying[who], facts.household_id[who]))]
    begins = np.flatnonzero(np.diff(facts.household_id[who], prepend=NOBODY))
    first = np.repeat(begins, np.diff(begins, append=len(who)))
    own = np.zeros(facts.count, dtype=np.int64)
    own[who] = np.arange(len(who)) - first + 1
    sure_here = np.concatenate(([0], np.cumsum(sure[who])))
    sure_before = np.zeros(facts.count, dtype=np.int64)
    sure_before[who] = sure_here[:-1] - sure_here[first]
    return _Places(own=own, sure_before=sure_before)


def _per_kk(facts: FactColumns, places: _Places, one: CriterionFacts) -> Marks:
    """Not met once as many as allowed are sure before; unchecked where that hangs on those not yet decided.

    Who is refused for something else has no place and is not asked; without a household nothing can be counted.
    """
    most = one.at_most or 0
    found = np.select([places.sure_before >= most, places.own > most], [UNMET, UNCHECKED], default=MET)
    found = np.where(places.own > 0, found, NOT_ASKED)
    return np.where(facts.household_id == NOBODY, UNCHECKED, found).astype(np.uint8)
