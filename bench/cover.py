"""Who of all members is covered on a day, and one person with the reasons, from the database: memberships and receipts.

CPU seconds of this process and of the PostgreSQL process that works for it. The bills of the months are raised and
received before the clock starts. References of the same run: the rule alone on the same arrays in memory; of one person
the answer of `payung cover` without a database.

    python bench/cover.py [--members 1000000] [--months 3] [--runs 3]    (PAYUNG_DB for PostgreSQL: an empty database)
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

import dues
import registers

ON, RECEIVED = date(2027, 3, 20), date(2027, 1, 11)
PERSONS = 300


def received(programme_id: int, month: int) -> None:
    """The month of everybody is billed and paid, and BPJS received it: by the acts of the office."""
    from payung.contributions.queries import bills
    from payung.contributions.tests import billing_cast

    dues.raised(programme_id, month)
    bill = max(bills(programme_id=programme_id), key=lambda one: one.id)
    billing_cast.received(billing_cast.paid(bill))


def column(programme_id: int) -> tuple[Any, float]:
    """Of all members: how many are covered, CPU seconds of both sides."""
    from payung.law.rules.cover import Status
    from payung.membership import queries

    found, mine, _, server = dues.timed(lambda: queries.covered_column(programme_id=programme_id, on=ON))
    return int((found.covered.status == Status.ACTIVE).sum()), mine + server


def rule(members: int, months: int) -> float:
    """The same members in memory: CPU seconds of the law alone."""
    from payung.law.columns import standings
    from payung.law.loader import load
    from payung.shared.dates import Month

    paid_on = np.array([RECEIVED] * months, dtype="datetime64[D]")
    facts = {
        "registered_on": np.full(members, np.datetime64("2027-01-05"), dtype="datetime64[D]"),
        "months": [Month(2027, month) for month in range(1, months + 1)],
        "paid_on": np.tile(paid_on, (members, 1)),
    }
    return registers.timed(lambda: standings(**facts, on=[ON], law=load("cover")))[1]


def one_person(persons: list[int]) -> dict[str, float]:
    """Milliseconds of a person with its reasons, by CPU and by the clock: medians."""
    from payung.law.command import cover_to
    from payung.law.loader import load
    from payung.membership import queries

    actor, law = registers.operator(), load("cover")
    case = {"registered_on": "2027-01-05", "paid_months": ["2027-01", "2027-02", "2027-03"], "on": ON.isoformat()}
    told = [each(lambda person=person: queries.cover(person_id=person, on=ON, actor=actor)) for person in persons]
    without = [each(lambda: cover_to(case, law=law)) for _ in persons]
    cpu, clock = (round(statistics.median(times) * 1000, 3) for times in zip(*told, strict=True))
    alone = round(statistics.median(times[0] for times in without) * 1000, 3)
    return {"cpu_ms": cpu, "clock_ms": clock, "p99_clock_ms": _p99(told), "payung_cover_cpu_ms": alone}


def each(act: Callable[[], Any]) -> tuple[float, float]:
    cpu, clock = time.process_time(), time.perf_counter()
    if not act():
        raise SystemExit("nobody was found")
    return time.process_time() - cpu, time.perf_counter() - clock


def _p99(told: list[tuple[float, float]]) -> float:
    return round(sorted(clock for _, clock in told)[int(len(told) * 0.99)] * 1000, 3)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, default=3)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    registers.ready()
    from django.db import connection

    programme_id = dues.insured(members=asked.members)
    for month in range(1, asked.months + 1):
        received(programme_id, month)
    registers.analysed()
    runs = [column(programme_id) for _ in range(asked.runs)]
    if runs[0][0] != asked.members:
        raise SystemExit(f"{runs[0][0]} of {asked.members} members are said to be covered")
    cpu = statistics.median(seconds for _, seconds in runs)
    alone = statistics.median(rule(asked.members, asked.months) for _ in range(asked.runs))
    step = max(1, asked.members // PERSONS)
    print(
        json.dumps(
            {
                "bench": "cover",
                "engine": connection.vendor,
                "members": asked.members,
                "months": asked.months,
                "column_cpu_s": round(cpu, 3),
                "runs": [round(seconds, 3) for _, seconds in runs],
                "reference": {
                    "what": "the rule alone, on arrays in memory",
                    "cpu_s": round(alone, 3),
                    "times_slower": round(cpu / alone, 1),
                },
                "one_person": one_person(list(range(1, asked.members + 1, step))),
            }
        )
    )


if __name__ == "__main__":
    main()
