"""Eligibility and selection of whole registers: judged, locked, ranked and stored, and how that grows with their size.

CPU seconds of this process, the median of the runs; PostgreSQL's own are in the clock only. Each size is a programme of
its own in one database. The rule of choice alone is held against a reference in the same run: the same rule told person
by person in plain Python (selection/tests/oracle.py), which must name the same people.

    python bench/selection.py [--sizes 30000,100000,300000] [--runs 3]    (PAYUNG_DB for PostgreSQL: an empty database)
"""

import argparse
import json
import math
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "src/payung/selection/tests"))

from oracle import greedy

import registers

HELD = np.array([], dtype=np.int64)


def one(size: int, *, runs: int) -> dict[str, Any]:
    """The acts at one size; each run sets the selection before it aside."""
    programme = registers.open_programme(code=f"p{size}", places=size // 10)
    registers.fill(persons=size, programme_id=programme, seed=size)
    registers.analysed()
    told = [acts(programme) for _ in range(runs)]
    medians = {name: round(statistics.median(run[name] for run in told), 3) for name in told[0]}
    return {"candidates": size + int(size * 0.02), **counts(programme), **medians, "rule": rule(programme)}


def acts(programme: int) -> dict[str, float]:
    from payung.eligibility.actions import judge_candidates
    from payung.programmes.rules.setup import Division
    from payung.selection import actions, queries
    from payung.selection.what_if import what_if

    actor, now = registers.operator(), registers.NOW
    run, judged, judged_clock = registers.timed(
        lambda: judge_candidates(programme_id=programme, on_date=registers.ON, held=HELD, actor=actor, now=now)
    )
    terms = {"programme_id": programme, "run_id": run.id, "division": Division.NEED, "places": None, "actor": actor}
    _, tried, tried_clock = registers.timed(lambda: what_if(**terms))
    if standing := queries.standing(programme_id=programme):
        actions.set_aside(selection_id=standing.id, because="Bench", actor=actor, now=now)
    locked, lock, lock_clock = registers.timed(lambda: actions.lock(**terms, request_key=uuid4(), now=now))
    _, ranked, ranked_clock = registers.timed(
        lambda: actions.rank_candidates(selection_id=locked.id, actor=actor, now=now)
    )
    chosen, read, _ = registers.timed(lambda: queries.chosen(selection_id=locked.id))
    if len(chosen) != queries.standing(programme_id=programme).chosen_count:
        raise SystemExit("the chosen that are told are not those that were counted")
    return {
        "eligibility_cpu_s": judged,
        "lock_cpu_s": lock,
        "rank_cpu_s": ranked,
        "selection_cpu_s": lock + ranked,
        "cpu_s": judged + lock + ranked,
        "clock_s": judged_clock + lock_clock + ranked_clock,
        "what_if_cpu_s": tried,
        "what_if_clock_s": tried_clock,
        "chosen_cpu_s": read,
    }


def counts(programme: int) -> dict[str, int]:
    from payung.selection import queries

    found = queries.standing(programme_id=programme)
    return {"eligible": found.eligible_count, "chosen": found.chosen_count}


def rule(programme: int) -> dict[str, float]:
    """The rule of choice alone, in columns and person by person; both must name the same people."""
    from payung.programmes import queries as programmes
    from payung.selection import queries
    from payung.selection.reading import pool, terms
    from payung.selection.rules.draw import draw
    from payung.selection.rules.ranking import Taken, rank

    found = queries.standing(programme_id=programme)
    weights = programmes.criteria_by_id(criteria_id=found.criteria_id).weights
    everybody = pool(run_id=found.run_id, weights=weights, without=frozenset())
    facts = programmes.by_id(programme_id=programme)
    agreed = terms(programme=facts, division=found.division, places=None, taken=Taken())
    given = {"applicants": everybody.applicants, "score": everybody.score, "terms": agreed}
    drawn = draw(seed=found.seed, receipt_codes=everybody.receipt_codes)
    ranking, ours, _ = registers.timed(lambda: rank(**given, draw=drawn))
    desas, works = everybody.applicants.desa, everybody.applicants.occupation
    codes = everybody.receipt_codes

    def person_by_person() -> list[Any]:
        order = sorted(range(len(codes)), key=lambda at: (-everybody.score[at], drawn[at]))
        people = [(desas.names[desas.index[at]], works.names[works.index[at]]) for at in order]
        shares = dict(zip(desas.names, ranking.shares.tolist(), strict=True))
        funds = [(purse.places, purse.occupations or None) for purse in agreed.purses]
        return greedy(people, places=ranking.places, shares=shares, quotas={}, funds=funds)

    theirs, reference, _ = registers.timed(person_by_person)
    if [number for number, _, _ in theirs] != ranking.round.tolist():
        raise SystemExit("the rule in columns chooses others than the rule person by person")
    return {
        "columns_cpu_s": round(ours, 3),
        "person_by_person_cpu_s": round(reference, 3),
        "ratio": round(reference / ours, 1),
    }


def exponent(sizes: Sequence[dict[str, Any]], name: str) -> float:
    """The slope of CPU over size, both in logarithms, by least squares."""
    points = [(math.log(one["candidates"]), math.log(one[name])) for one in sizes]
    return round(statistics.linear_regression(*zip(*points, strict=True)).slope, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="30000,100000,300000")
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    registers.ready()
    from django.db import connection

    sizes = [one(int(size), runs=wanted.runs) for size in wanted.sizes.split(",")]
    told = {"what": "selection", "engine": connection.vendor, "reach": {"cpu_s": 20, "exponent": 1.15}, "sizes": sizes}
    if len(sizes) > 1:
        told["exponent"] = {name: exponent(sizes, name) for name in ("cpu_s", "eligibility_cpu_s", "selection_cpu_s")}
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
