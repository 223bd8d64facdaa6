"""`make crash`: processes killed -9 in what they do, officers racing, machines of many steps; the outcome as JSON.

    python -m crash [sqlite] [postgresql] [cluster] [--only bills] [--kills 5] [--rounds 50] [--rows 2500] [--steps 2000]
                    [--seed 63] [--no-faults]

`cluster` is a PostgreSQL of our own that is killed whole, postmaster and all. The engines go at the same time. Each
harness has a migrated house of its own, and each planted fault another one: a line of JSON says what was broken, what
came of it, and how each fault was caught. 1 where anything was doubled, lost, oversold or self-approved, where a machine
left its model, or where a fault went by unseen.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from crash import cluster, machines
from crash.faults import CAUGHT_BY, faults_of
from crash.harness import HARNESSES

KILLS = {"sqlite": 50, "postgresql": 25, "cluster": 10}
OF_CLUSTER = ("answers", "bills", "payments")
SHORT = {"--kills": 4, "--rounds": 40, "--rows": 2500}  # of a run with a planted fault: it is to be caught at once
DATABASE = "payung_crash"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", metavar="ENGINE", help="sqlite, postgresql, cluster; all where left out")
    parser.add_argument("--only", action="append", choices=[*HARNESSES, machines.NAME], help="this harness alone")
    parser.add_argument(
        "--kills", type=int, help="of each harness (50 on SQLite, 25 on PostgreSQL and of jobs, 10 of a cluster)"
    )
    parser.add_argument("--rounds", type=int, default=1000, help="of the races (1000)")
    parser.add_argument("--rows", type=int, default=4500, help="of a list (4500)")
    parser.add_argument("--steps", type=int, default=20_000, help="of each machine (20000)")
    parser.add_argument("--seed", type=int, default=63)
    parser.add_argument("--no-faults", action="store_true", help="leave the planted faults out")
    wanted = parser.parse_args()
    with ThreadPoolExecutor(len(KILLS)) as all_of_them:
        return max(all_of_them.map(lambda engine: rehearse(engine, wanted), wanted.engines or KILLS))


def rehearse(engine: str, wanted: argparse.Namespace) -> int:
    """0 when every harness of this engine ended well, and saw its faults."""
    if missing := MISSING[engine]():
        print(f"!!! NOT RUN: {missing} !!!", file=sys.stderr)
        return 0
    names = [name for name in HARNESSES if engine != "cluster" or name in OF_CLUSTER]
    code = 0
    with tempfile.TemporaryDirectory(prefix="payung-crash-") as folder, open_house(engine, Path(folder)) as first:
        for name in names:
            if name in (wanted.only or names):
                code |= is_broken(one_harness(name, engine, first, wanted))
    if engine != "cluster" and machines.NAME in (wanted.only or [machines.NAME]):
        code |= is_broken(machines.run(engine, steps=wanted.steps))
    return code


def is_broken(told: dict[str, Any]) -> bool:
    """What a harness told is said, and judged."""
    print(json.dumps(told, ensure_ascii=False), flush=True)
    return told["outcome"] != "once" or not all(told.get("faults", {}).values())


def no_server() -> str:
    return "" if os.environ.get("PAYUNG_TEST_PG") else "no PostgreSQL; PAYUNG_TEST_PG=postgresql://… names one."


def no_programs() -> str:
    try:
        cluster.programs()
    except FileNotFoundError:
        return "no initdb; on Debian: apt-get install postgresql"
    return ""


MISSING: dict[str, Callable[[], str]] = {"sqlite": str, "postgresql": no_server, "cluster": no_programs}


def one_harness(name: str, engine: str, first: dict[str, str], wanted: argparse.Namespace) -> dict[str, Any]:
    most = 25 if name == "jobs" else KILLS[engine]
    words = {"--kills": wanted.kills or most, "--rounds": wanted.rounds, "--rows": wanted.rows}
    told = run(name, engine, first, words | {"--seed": wanted.seed})
    if not wanted.no_faults:
        faults = faults_of(name, of_cluster=engine == "cluster")
        told |= {"faults": {fault: seen(fault, name, engine, first) for fault in faults}}
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
    with ExitStack() as leaving:
        if engine == "cluster":
            own = leaving.enter_context(cluster.running())
            environment |= {cluster.FOLDER: str(own.folder), "PAYUNG_TEST_PG": own.address}
        if engine != "sqlite":
            leaving.callback(drop_database, environment, first_name(engine))
            environment["PAYUNG_DB"] = make_database(environment, first_name(engine))
        for command in ("init", "migrate"):
            subprocess.run(
                [sys.executable, "-m", "payung.config.command", command],
                check=True,
                stdout=subprocess.DEVNULL,
                env=environment,
            )
        yield environment


def first_name(engine: str) -> str:
    return f"{DATABASE}_{os.getpid()}_{engine}"


@contextmanager
def cloned(engine: str, first: dict[str, str]) -> Iterator[dict[str, str]]:
    """A copy of the house, gone afterwards."""
    name = f"{first_name(engine)}_copy"
    with tempfile.TemporaryDirectory(prefix="payung-crash-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(first["PAYUNG_HOME"], home)
        environment = first | {"PAYUNG_HOME": str(home)}
        if engine != "sqlite":
            environment["PAYUNG_DB"] = make_database(first, name, template=first_name(engine))
        try:
            yield environment
        finally:
            if engine != "sqlite":
                drop_database(first, name)


def make_database(house: dict[str, str], name: str, template: str = "template1") -> str:
    drop_database(house, name)
    server = house["PAYUNG_TEST_PG"]
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.rsplit("/", 1)[0] + f"/{name}"


def drop_database(house: dict[str, str], name: str) -> None:
    if own := house.get(cluster.FOLDER):
        cluster.Cluster(Path(own)).be_up()  # a harness that fell over may have left it dead
    with psycopg.connect(house["PAYUNG_TEST_PG"], autocommit=True) as session:
        session.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


if __name__ == "__main__":
    sys.exit(main())
