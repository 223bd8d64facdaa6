"""Contribution and cover for columns of persons × 24 months against OpenFisca-core on the same rule, and one person.

Both get the same arrays in memory and answer the same questions; CPU seconds of this process, medians. OpenFisca is
favoured where there is a choice: its receipts are laid out by calendar month beforehand (ours are sorted within the
time measured), its cover is asked on the last day of each month so that one state serves recursion and answer, its
joint state is worked out in one formula, and of several numbers of persons at once its fastest counts. OpenFisca-core
is AGPL: it is a development dependency, used here and in tests only.

    python bench/law.py [--sizes 10000,100000,1000000] [--runs 3]
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from law_oracle.openfisca_law import contribution_system, cover_system
from law_oracle.populations import calculate, receipts_by_month
from payung.law import columns
from payung.law.command import contribution_to, cover_to
from payung.law.loader import load
from payung.law.present import contribution as contribution_texts
from payung.law.rules.contribution import tariff
from payung.shared.dates import Month

MONTHS = [Month(2025, 1).plus(ahead) for ahead in range(24)]
NUMBERS = [month.number for month in MONTHS]
FIRST_DAYS = np.array([month.first_day for month in MONTHS], dtype="datetime64[D]")
MONTH_ENDS = [month.plus(1).first_day - timedelta(days=1) for month in MONTHS]
AT_ONCE = (columns.PERSONS_AT_ONCE, 100_000, 1_000_000)
DUES = {"jkk_rp": "jkk", "jkm_rp": "jkm", "uncertain": "uncertain"}  # our name: OpenFisca's
COVER = {
    "status": "status",
    "unpaid_months": "unpaid_months",
    "jkk": "jkk_cover",
    "jkm": "jkm_cover",
    "scholarship_jkm": "scholarship",
}
Facts = dict[str, Any]


def population(persons: int) -> Facts:
    """Most pay month by month, some by the quarter, some late; one month in twelve is left out, one in five stops."""
    random = np.random.default_rng(20261122)
    shape = (persons, len(MONTHS))
    kind = random.random((persons, 1))
    delay = np.where(kind < 0.9, random.integers(0, 28, shape), random.integers(0, 90, shape))
    paid_on = FIRST_DAYS + delay
    quarterly = np.repeat(paid_on[:, ::3], 3, axis=1)
    paid_on = np.where((kind > 0.6) & (kind < 0.8), quarterly, paid_on)
    stops = np.where(random.random((persons, 1)) < 0.2, random.integers(1, len(MONTHS), (persons, 1)), len(MONTHS))
    left_out = (random.random(shape) < 1 / 12) | (np.arange(len(MONTHS)) >= stops)
    paid_on[left_out] = np.datetime64("NaT")
    return {
        "income_rp": np.asfortranarray(random.integers(0, 5_000_000, shape, dtype=np.int32)),
        "sector": random.integers(0, 2, persons, dtype=np.int8),
        "payer": random.integers(0, 4, persons, dtype=np.int8),
        "registered_on": np.datetime64("2024-12-01") + random.integers(0, 45, persons),
        "paid_on": np.asfortranarray(paid_on),
    }


def our_contribution(facts: Facts) -> columns.Dues:
    return columns.dues(
        months=MONTHS,
        income_rp=facts["income_rp"],
        sector=facts["sector"],
        payer=facts["payer"],
        law=load("contribution"),
    )


def our_cover(facts: Facts) -> columns.Standings:
    return columns.standings(
        registered_on=facts["registered_on"],
        months=MONTHS,
        paid_on=facts["paid_on"],
        on=MONTH_ENDS,
        law=load("cover"),
    )


def reference_inputs(facts: Facts) -> tuple[Facts, Facts, int]:
    """The same facts in OpenFisca's layout: of contribution, of cover, and the receipts a month may hold."""
    slots, receipt_day, receipt_month = receipts_by_month(paid_on=facts["paid_on"], contributed=NUMBERS, months=NUMBERS)
    registered_month = facts["registered_on"].astype("datetime64[M]")
    cover = {
        "registered_month": (registered_month.astype(np.int32) + 1970 * 12).astype(np.int32),
        "registered_day": (facts["registered_on"] - registered_month.astype("datetime64[D]")).astype(np.int32) + 1,
        **{f"receipt_day_{slot}": receipt_day[slot] for slot in range(slots)},
        **{f"receipt_month_{slot}": receipt_month[slot] for slot in range(slots)},
    }
    return {"income": facts["income_rp"], "sector": facts["sector"], "payer": facts["payer"]}, cover, slots


def in_openfisca(system: Any, *, inputs: Facts, asked: tuple[str, ...], persons: int, at_once: int) -> None:
    for start in range(0, persons, at_once):
        part = {name: values[start : start + at_once] for name, values in inputs.items()}
        calculate(system, persons=min(at_once, persons - start), inputs=part, asked=asked, months=NUMBERS)


def cells_that_differ(ours: Any, theirs: Facts, names: dict[str, str]) -> int:
    """How many cells of the two answers differ: a faster wrong answer would be no result."""
    return sum(
        int((getattr(ours, name)[:, place] != values).sum())
        for name, asked in names.items()
        for place, values in enumerate(theirs[asked])
    )


def cpu_seconds(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


def compare(ours: Callable[[], object], theirs: Callable[[int], None], *, persons: int, runs: int) -> Facts:
    """Medians of both, taken in turn; the reference with the number of persons at once that suits it best."""
    tried = {
        at_once: cpu_seconds(partial(theirs, at_once)) for at_once in AT_ONCE if at_once <= max(persons, AT_ONCE[0])
    }
    best = min(tried, key=lambda at_once: tried[at_once])
    ours()
    seconds, reference = [], []
    for _ in range(runs):
        seconds.append(cpu_seconds(ours))
        reference.append(cpu_seconds(partial(theirs, best)))
    ratio = statistics.median(seconds) / statistics.median(reference)
    return {
        "cpu_s": round(statistics.median(seconds), 3),
        "openfisca_cpu_s": round(statistics.median(reference), 3),
        "openfisca_persons_at_once": best,
        "openfisca_tried_cpu_s": {str(at_once): round(took, 3) for at_once, took in tried.items()},
        "ratio": round(ratio, 3),
    }


def size(persons: int, *, runs: int) -> Facts:
    facts = population(persons)
    contribution, cover, slots = reference_inputs(facts)
    cover_law = cover_system(opening=NUMBERS[0], receipts=slots, asked_at_month_end=True)
    contribution_law = contribution_system()
    whole = partial(calculate, persons=persons, months=NUMBERS)
    asked_dues, asked_cover = tuple(DUES.values()), tuple(COVER.values())
    differ = cells_that_differ(
        our_contribution(facts), whole(contribution_law, inputs=contribution, asked=asked_dues), DUES
    )
    differ += cells_that_differ(our_cover(facts), whole(cover_law, inputs=cover, asked=asked_cover), COVER)

    def their_contribution(at_once: int) -> None:
        in_openfisca(contribution_law, inputs=contribution, asked=asked_dues, persons=persons, at_once=at_once)

    def their_cover(at_once: int) -> None:
        in_openfisca(cover_law, inputs=cover, asked=asked_cover, persons=persons, at_once=at_once)

    return {
        "persons": persons,
        "months": len(MONTHS),
        "receipts_in_a_month": slots,
        "cells_that_differ": differ,
        "contribution": compare(partial(our_contribution, facts), their_contribution, persons=persons, runs=runs),
        "cover": compare(partial(our_cover, facts), their_cover, persons=persons, runs=runs),
    }


def one_person() -> Facts:
    """Milliseconds for one answer with its explanation: kept tariffs and lines in hand, and with nothing kept."""
    case = {
        "month": "2026-05",
        "income_rp": 2_650_000,
        "sector": "other",
        "payer": "village",
        "schemes": ["JKK", "JKM"],
    }
    member = {
        "registered_on": "2024-12-05",
        "paid_months": [{"month": str(month), "paid_on": month.first_day.isoformat()} for month in MONTHS],
        "on": date(2026, 12, 31).isoformat(),
    }
    contribution, cover = load("contribution"), load("cover")

    def afresh() -> None:
        tariff.cache_clear()
        contribution_texts.forget_lines()
        contribution_to(case, law=contribution)

    acts = {
        "contribution_ms": lambda: contribution_to(case, law=contribution),
        "contribution_afresh_ms": afresh,
        "cover_24_months_ms": lambda: cover_to(member, law=cover),
    }
    return {name: round(1000 * wall_median(act), 3) for name, act in acts.items()}


def wall_median(act: Callable[[], object], *, runs: int = 1_001) -> float:
    taken = []
    for _ in range(runs):
        before = time.perf_counter()
        act()
        taken.append(time.perf_counter() - before)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    sizes = [size(int(persons), runs=wanted.runs) for persons in wanted.sizes.split(",")]
    answer = {"what": "law", "reach": {"ratio": 1.0, "one_person_ms": 1.0}, "one_person": one_person(), "sizes": sizes}
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
