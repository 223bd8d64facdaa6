"""`make crash`: one long job on each engine, its worker killed -9 twenty-five times; the outcome as JSON.

`python -m crash` runs both engines, each in a process of its own; `python -m crash sqlite` one of them here.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import django
import psycopg
from tqdm import tqdm

KILLS = 25
DATABASE = "payung_crash"
STEPS_BETWEEN = (1, 12)


def main(engines: list[str]) -> int:
    if len(engines) == 1:
        return rehearse(engines[0])
    codes = [subprocess.run([sys.executable, "-m", "crash", engine]).returncode for engine in ("sqlite", "postgresql")]
    return max(codes)


def rehearse(engine: str) -> int:
    """0 when the job ended with each effect exactly once."""
    if engine == "postgresql" and not os.environ.get("PAYUNG_TEST_PG"):
        print("!!! NOT RUN: there is no PostgreSQL; PAYUNG_TEST_PG=postgresql://… names one. !!!", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="payung-crash-") as home:
        found = kill_and_look(open_house(engine, Path(home)), engine)
    if engine == "postgresql":
        drop_database(os.environ["PAYUNG_TEST_PG"])
    print(json.dumps(found))
    return 0 if found["outcome"] == "once" else 1


def open_house(engine: str, home: Path) -> dict[str, str]:
    """A migrated house of its own; the environment in which workers find it."""
    os.environ |= {"PAYUNG_ENV": "development", "PAYUNG_HOME": str(home)}
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.config.settings"
    if engine == "postgresql":
        os.environ["PAYUNG_DB"] = make_database(os.environ["PAYUNG_TEST_PG"])
    for command in ("init", "migrate"):
        subprocess.run([sys.executable, "-m", "payung.config.command", command], check=True, stdout=subprocess.DEVNULL)
    django.setup()
    return dict(os.environ)


def make_database(server: str) -> str:
    drop_database(server)
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(f"CREATE DATABASE {DATABASE}")
    return server.rsplit("/", 1)[0] + f"/{DATABASE}"


def drop_database(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def kill_and_look(environment: dict[str, str], engine: str) -> dict[str, object]:
    from crash import scene

    dice = random.Random(63)
    scene.lay_out()
    job_id = scene.enqueue(upto=KILLS * STEPS_BETWEEN[1])
    for _ in tqdm(range(KILLS), desc=engine, unit="kill", disable=None):
        scene.kill_midway(environment, job_id, after_steps=dice.randint(*STEPS_BETWEEN))
    before_last = scene.done(job_id)
    scene.run_to_end(environment)
    return {
        "engine": engine,
        "kills": KILLS,
        "effects_before_the_last_worker": before_last,
        "effects": scene.done(job_id),
        "outcome": scene.outcome(job_id),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
