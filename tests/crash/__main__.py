"""`make crash`: processes killed -9 in jobs, imports and decrees, and officers racing, on both engines; the outcome as JSON.

    python -m crash [sqlite] [postgresql] [--only imports] [--kills 5] [--rounds 50] [--rows 2500] [--seed 63] [--no-faults]

The engines go at the same time. Each harness has a migrated house of its own, and each planted fault another one: a
line of JSON says what was broken, what came of it, and how each fault was caught. 1 where anything was doubled, lost,
oversold or self-approved, or where a fault went by unseen.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from crash.faults import CAUGHT_BY
from crash.harness import HARNESSES

KILLS = {"sqlite": 50, "postgresql": 25}
SHORT = {"--kills": 4, "--rounds": 40, "--rows": 2500}  # of a run with a planted fault: it is to be caught at once
DATABASE = "payung_crash"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", metavar="ENGINE", help="sqlite, postgresql; both where left out")
    parser.add_argument("--only", action="append", choices=HARNESSES, help="this harness alone")
    parser.add_argument("--kills", type=int, help="of each harness (50 on SQLite, 25 on PostgreSQL and of jobs)")
    parser.add_argument("--rounds", type=int, default=1000, help="of the races (1000)")
    parser.add_argument("--rows", type=int, default=4500, help="of a list (4500)")
    parser.add_argument("--seed", type=int, default=63)
    parser.add_argument("--no-faults", action="store_true", help="leave the planted faults out")
    wanted = parser.parse_args()
    with ThreadPoolExecutor(len(KILLS)) as both:
        return max(both.map(lambda engine: rehearse(engine, wanted), wanted.engines or KILLS))


def rehearse(engine: str, wanted: argparse.Namespace) -> int:
    """0 when every harness of this engine ended well, and saw its faults."""
    if engine == "postgresql" and not os.environ.get("PAYUNG_TEST_PG"):
        print("!!! NOT RUN: there is no PostgreSQL; PAYUNG_TEST_PG=postgresql://… names one. !!!", file=sys.stderr)
        return 0
    code = 0
    with tempfile.TemporaryDirectory(prefix="payung-crash-") as folder, open_house(engine, Path(folder)) as first:
        for name in wanted.only or HARNESSES:
            told = one_harness(name, engine, first, wanted)
            print(json.dumps(told, ensure_ascii=False), flush=True)
            unseen = [fault for fault, caught in told.get("faults", {}).items() if not caught]
            code |= told["outcome"] != "once" or bool(unseen)
    return code


def one_harness(name: str, engine: str, first: dict[str, str], wanted: argparse.Namespace) -> dict[str, Any]:
    most = 25 if name == "jobs" else KILLS[engine]
    words = {"--kills": wanted.kills or most, "--rounds": wanted.rounds, "--rows": wanted.rows}
    told = run(name, engine, first, words | {"--seed": wanted.seed})
    if not wanted.no_faults:
        told |= {"faults": {fault: seen(fault, name, engine, first) for fault in CAUGHT_BY.get(name, ())}}
    return told


def seen(fault: str, name: str, engine: str, first: dict[str, str]) -> str:
    """What gave the planted fault away; nothing where it went by, or where something else was wrong."""
    told = run(name, engine, first, SHORT | {"--fault": fault})
    return next((each for each in told["wrong"] if CAUGHT_BY[name][fault].says in each), "")


def run(name: str, engine: str, first: dict[str, str], words: dict[str, Any]) -> dict[str, Any]:
    """What the harness told, in a house of its own."""
    said = [str(word) for pair in words.items() for word in pair]
    with cloned(engine, first) as environment:
        done = subprocess.run(
            [sys.executable, "-m", "crash.harness", name, *said], env=environment, stdout=subprocess.PIPE, text=True
        )
    try:
        told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        return {"harness": name, "engine": engine, "outcome": "the harness itself fell over", "wrong": []}
    return told


@contextmanager
def open_house(engine: str, home: Path) -> Iterator[dict[str, str]]:
    """A migrated house from which the others are copied; the environment in which processes find it."""
    environment = os.environ | {"PAYUNG_ENV": "development", "PAYUNG_HOME": str(home / "first")}
    environment.pop("PAYUNG_DB", None)
    if engine == "postgresql":
        environment["PAYUNG_DB"] = make_database(f"{DATABASE}_{os.getpid()}")
    try:
        for command in ("init", "migrate"):
            subprocess.run(
                [sys.executable, "-m", "payung.config.command", command],
                check=True,
                stdout=subprocess.DEVNULL,
                env=environment,
            )
        yield environment
    finally:
        if engine == "postgresql":
            drop_database(f"{DATABASE}_{os.getpid()}")


@contextmanager
def cloned(engine: str, first: dict[str, str]) -> Iterator[dict[str, str]]:
    """A copy of the house, gone afterwards."""
    name = f"{DATABASE}_{os.getpid()}_copy"
    with tempfile.TemporaryDirectory(prefix="payung-crash-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(first["PAYUNG_HOME"], home)
        environment = first | {"PAYUNG_HOME": str(home)}
        if engine == "postgresql":
            environment["PAYUNG_DB"] = make_database(name, template=f"{DATABASE}_{os.getpid()}")
        try:
            yield environment
        finally:
            if engine == "postgresql":
                drop_database(name)


def make_database(name: str, template: str = "template1") -> str:
    server = os.environ["PAYUNG_TEST_PG"]
    drop_database(name)
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.rsplit("/", 1)[0] + f"/{name}"


def drop_database(name: str) -> None:
    with psycopg.connect(os.environ["PAYUNG_TEST_PG"], autocommit=True) as session:
        session.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


if __name__ == "__main__":
    sys.exit(main())
