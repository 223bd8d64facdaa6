"""What a million cases owe, column-wise, beside the same cases one at a time; and one case with its explanation.

CPU seconds of this process, medians. The one-at-a-time run takes the first so many cases of the same column (their facts
are put into single cases before the clock starts) and is counted up; both must give the same sums. One case is timed
with its words (`payung benefit`) and without (`owed`).

    python bench/benefits.py [--cases 1000000] [--alone 20000] [--runs 3]
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from payung.law.benefit_cases import DAYS_IN_MONTH, Cases, Children, Losses, part_words
from payung.law.benefit_columns import CODES, Owing, owing
from payung.law.benefit_questions import benefit_question
from payung.law.command import benefit_to
from payung.law.dated import DisabilityRow
from payung.law.loader import load
from payung.law.rules.benefit.case import (
    Aid,
    AidCost,
    Case,
    CaseOutcome,
    Cause,
    Cost,
    Hand,
    Level,
    Loss,
    MembershipFacts,
    Mode,
    Pupil,
)
from payung.law.rules.benefit.owed import Owed
from payung.law.rules.benefit.whole import owed
from payung.law.rules.cover import Status

LAW, COVER = load("benefit"), load("cover")
WORDS = part_words(LAW)
FIRST_DAY = date(2015, 7, 1)
EVENTS = (np.datetime64(FIRST_DAY), np.datetime64("2027-01-01"))
ONE = {
    "cause": "work",
    "outcome": "death",
    "event_date": "2025-06-01",
    "base_income_rp": 1_000_000,
    "membership": {"registered_on": "2024-01-10", "months_paid": 17, "status": "active", "other_paid_memberships": 0},
    "transport": [{"mode": "sea", "cost_rp": 2_400_000}, {"mode": "land", "cost_rp": 750_000}],
    "medical_cost_rp": 41_250_000,
    "home_care_cost_rp": 0,
    "months_unable": 1.5,
    "losses": [],
    "handedness": "right",
    "aids": [],
    "children": [
        {"level": "SD", "years_left_at_level": 4, "birth_date": "2016-03-09"},
        {"level": "SMA", "years_left_at_level": 1, "birth_date": "2008-11-30"},
    ],
    "has_heirs": True,
    "days_paid_late": 3,
}


def population(count: int) -> Cases:
    """Deaths of both kinds and accidents of every outcome through all regimes; most have no loss, one child in two."""
    random = np.random.default_rng(20261129)

    def among(choices: list[int], shares: list[float]) -> Any:
        return random.choice(np.array(choices, np.int64), count, p=shares)

    span = int((EVENTS[1] - EVENTS[0]).astype(int))
    event_date = EVENTS[0] + random.integers(0, span, count)
    outcome = among([*map(int, CaseOutcome)], [0.1, 0.3, 0.2, 0.02, 0.38])
    return Cases(
        cause=among([*map(int, Cause)], [0.3, 0.7]),
        outcome=outcome,
        event_date=event_date,
        base_income_rp=among([1_000_000, 1_200_000, 2_950_000, 20_700_000], [0.9, 0.05, 0.04, 0.01]),
        registered_on=event_date - random.integers(0, 1_500, count),
        months_paid=random.integers(1, 70, count),
        status=among([*map(int, Status)], [0.01, 0.94, 0.03, 0.02]),
        other_paid_memberships=among([0, 1, 2], [0.97, 0.02, 0.01]),
        transport_rp=random.integers(0, 3_000_000, (count, len(Mode))) * (random.random((count, len(Mode))) < 0.3),
        medical_cost_rp=random.integers(0, 90_000_000, count),
        home_care_cost_rp=random.integers(0, 25_000_000, count) * (random.random(count) < 0.1),
        aids_rp=random.integers(0, 6_000_000, (count, len(Aid))) * (random.random((count, len(Aid))) < 0.05),
        days_unable=random.integers(0, 500, count),
        handedness=among([*map(int, Hand)], [0.9, 0.1]),
        has_heirs=random.random(count) < 0.98,
        days_paid_late=among([0, 1, 5, 40], [0.9, 0.04, 0.04, 0.02]),
        losses=_losses(random, np.where(outcome == CaseOutcome.PARTIAL_DISABILITY, random.integers(1, 4, count), 0)),
        children=_children(random, among([0, 1, 2, 3, 4], [0.5, 0.2, 0.2, 0.07, 0.03])),
    )


def _losses(random: Any, of_case: Any) -> Losses:
    count = int(of_case.sum())
    rows = {row.part: row for row in LAW.on(FIRST_DAY).rows("anatomical_losses", DisabilityRow)}
    part = random.integers(0, len(WORDS), count)
    ranged = np.array([rows[word].is_range for word in WORDS])[part]
    per_ten = np.array([rows[word].per_ten for word in WORDS])[part]
    return Losses(
        start=np.concatenate([[0], np.cumsum(of_case)]),
        part=part,
        function_lost_bp=np.where(random.random(count) < 0.6, 10_000, random.integers(1, 10_000, count)),
        table_percent_bp=np.where(ranged, random.integers(1_000, 3_001, count), -1),
        units=np.where(per_ten, random.integers(0, 10, count), -1),
    )


def _children(random: Any, of_case: Any) -> Children:
    count = int(of_case.sum())
    born = np.datetime64("1995-01-01") + random.integers(0, 10_000, count)
    return Children(
        start=np.concatenate([[0], np.cumsum(of_case)]),
        level=random.integers(0, len(Level), count),
        years_left_at_level=random.integers(0, 7, count),
        birth_date=np.where(random.random(count) < 0.9, born, np.datetime64("NaT")),
    )


def single(cases: Cases, place: int) -> Case:
    """One case of the column, with all its facts."""
    losses, children = cases.losses, cases.children
    return Case(
        cause=Cause(int(cases.cause[place])),
        outcome=CaseOutcome(int(cases.outcome[place])),
        event_date=cases.event_date[place].item(),
        base_income_rp=int(cases.base_income_rp[place]),
        membership=MembershipFacts(
            registered_on=cases.registered_on[place].item(),
            months_paid=int(cases.months_paid[place]),
            status=Status(int(cases.status[place])).name.lower(),
            other_paid_memberships=int(cases.other_paid_memberships[place]),
        ),
        transport=tuple(Cost(mode=mode, cost_rp=int(cases.transport_rp[place, mode])) for mode in Mode),
        medical_cost_rp=int(cases.medical_cost_rp[place]),
        home_care_cost_rp=int(cases.home_care_cost_rp[place]),
        months_unable=Fraction(int(cases.days_unable[place]), DAYS_IN_MONTH),
        losses=tuple(_loss(losses, at) for at in range(losses.start[place], losses.start[place + 1])),
        handedness=Hand(int(cases.handedness[place])),
        aids=tuple(AidCost(kind=kind, cost_rp=int(cases.aids_rp[place, kind])) for kind in Aid),
        children=tuple(_pupil(children, at) for at in range(children.start[place], children.start[place + 1])),
        has_heirs=bool(cases.has_heirs[place]),
        days_paid_late=int(cases.days_paid_late[place]),
    )


def _loss(losses: Losses, at: int) -> Loss:
    percent, units = int(losses.table_percent_bp[at]), int(losses.units[at])
    return Loss(
        part=WORDS[losses.part[at]],
        function_lost_percent=Fraction(int(losses.function_lost_bp[at]), 100),
        table_percent=None if percent < 0 else Fraction(percent, 100),
        units=None if units < 0 else units,
    )


def _pupil(children: Children, at: int) -> Pupil:
    return Pupil(
        level=Level(int(children.level[at])),
        years_left_at_level=int(children.years_left_at_level[at]),
        birth_date=children.birth_date[at].item(),
    )


def cells_that_differ(found: Owing, alone: list[Owed]) -> int:
    """How many amounts of the two answers differ: a faster wrong answer would be no result."""
    differ = 0
    for place, answer in enumerate(alone):
        lines = {line.code: line.amount_rp for line in answer.lines}
        differ += sum(int(found.amount_rp[place, at]) != lines.get(code, 0) for at, code in enumerate(CODES))
        differ += int(found.scholarship_total_rp[place]) != answer.scholarship_total_rp
    return differ


def cpu_seconds(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


def many(count: int, *, alone: int, runs: int) -> dict[str, Any]:
    cases = population(count)
    few = [single(cases, place) for place in range(min(alone, count))]

    def columns() -> Owing:
        return owing(cases, law=LAW, cover_law=COVER)

    def one_by_one() -> list[Owed]:
        return [owed(case, law=LAW, cover_law=COVER) for case in few]

    differ = cells_that_differ(columns(), one_by_one())
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(cpu_seconds(columns))
        theirs.append(cpu_seconds(one_by_one))
    cpu, each = statistics.median(ours), statistics.median(theirs) / len(few)
    return {
        "cases": count,
        "losses": len(cases.losses.part),
        "children": len(cases.children.level),
        "cpu_s": round(cpu, 3),
        "runs": [round(seconds, 3) for seconds in ours],
        "reference": {
            "what": "one at a time, counted up from the first of them",
            "cases": len(few),
            "cpu_s": round(each * count, 3),
        },
        "amounts_that_differ": differ,
        "ratio": round(cpu / (each * count), 4),
    }


def one_case(*, runs: int = 1_001) -> dict[str, float]:
    """CPU milliseconds of one case: with its words, and the numbers alone."""
    case = benefit_question(ONE, law=LAW)
    if not isinstance(case, Case):
        raise SystemExit(f"the case has problems: {case}")
    acts = {
        "with_explanation_cpu_ms": lambda: benefit_to(ONE, law=LAW, cover_law=COVER),
        "numbers_cpu_ms": lambda: owed(case, law=LAW, cover_law=COVER),
    }
    return {
        name: round(1_000 * statistics.median(cpu_seconds(act) for _ in range(runs)), 3) for name, act in acts.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--alone", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    answer = {
        "bench": "benefits",
        "reach": {"columns_cpu_s": 10.0, "one_case_cpu_ms": 2.0},
        "one_case": one_case(),
        "columns": many(wanted.cases, alone=wanted.alone, runs=wanted.runs),
    }
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
