"""One at the door, or a thousand, looked for among a million persons by stored keys, on both engines.

An invented register (tests/registers) enters by the product's own act, keys written with it; a sample of its rows is held
back and asked for: half of them are persons of the register written otherwise, the others are not in it. Run by:

    python bench/door.py [--persons 1000000] [--engine sqlite]

Prints JSON. One: milliseconds by the clock from the raw row to the answer, each asked once. A thousand: CPU seconds in one
call; on PostgreSQL with those of the server's process that serves it. References of the same run: the exact NIK alone, and
the keys of one alone without opening or weighing anybody.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

KABUPATEN = "63.02"
NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/postgres"
SEED = 2027
ONE, MANY, WARM = 1000, 1000, 200
HELD_BACK = ONE + MANY + WARM
ROWS_A_PERSON = 1.62  # rows of one NIK, and those that no list could bring, fall away
CHUNK = 2000
TRAINED_ON = 50_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measured(options.engine, persons=options.persons)))
        return
    engines = [options.engine] if options.engine else ["sqlite", "postgresql"]
    answer: dict[str, object] = {"bench": "door: one, or a thousand, against a register"}
    print(json.dumps(answer | {engine: in_own_process(engine, options.persons) for engine in engines}, indent=1))


def in_own_process(engine: str, persons: int) -> object:
    """An engine is chosen when Django begins, so each is measured in a process with a home of its own."""
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as home:
        environment = os.environ | {
            "PAYUNG_ENV": "development",
            "PAYUNG_HOME": home,
            "PAYUNG_SECRET_KEY": "known-to-everyone " * 4,
            "PAYUNG_SEALING_KEY": bytes(range(64)).hex(),
            "DJANGO_SETTINGS_MODULE": "payung.config.settings",
        }
        environment.pop("PAYUNG_DB", None)
        if engine == "postgresql":
            environment["PAYUNG_DB"] = os.environ.get("PAYUNG_TEST_PG", POSTGRESQL)
        command = [sys.executable, __file__, "--here", "--engine", engine, "--persons", str(persons)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    return {"not_run": done.returncode} if done.returncode else json.loads(done.stdout.splitlines()[-1])


def measured(engine: str, *, persons: int) -> dict[str, object]:
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    connection.settings_dict["TEST"]["NAME"] = (
        f"payung_bench_{os.getpid()}" if engine == "postgresql" else str(Path(os.environ["PAYUNG_HOME"]) / "b.sqlite3")
    )
    made = setup_databases(verbosity=0, interactive=False)
    try:
        asked, known, filled = entered(persons)
        trained()
        analysed()
        connection.close()  # the door's own connection, with what a page has
        return filled | at_the_door(asked, known) | on_disk()
    finally:
        connection.close()
        teardown_databases(made, verbosity=0)


def entered(persons: int) -> tuple[list[Any], list[bool], dict[str, object]]:
    """The register stands in the database. Rows held back, whether each is of a person who entered, and what it cost."""
    import numpy as np
    from django.db import connection

    import registers
    from payung.config.engines import for_jobs

    connection.close()
    for_jobs(connection.settings_dict)
    invented = registers.sized(rows=int(persons * ROWS_A_PERSON) + HELD_BACK, seed=SEED)
    back = set(np.random.default_rng(SEED).choice(len(invented), HELD_BACK * 2, replace=False).tolist())
    mine = itertools.islice(_of_one_nik_each(row for row in complete(invented) if row.id - 1 not in back), persons)
    humans, cost = _enrolled(mine, invented.human)
    asked = [row for row in complete(invented) if row.id - 1 in back][:HELD_BACK]
    return asked, [int(invented.human[row.id - 1]) in humans for row in asked], cost


def complete(invented: Any) -> Iterator[Any]:
    """Rows that could enter a register: a list brings no others."""
    from payung.shared.nik import is_well_formed

    for row in invented.rows():
        if is_well_formed(row.nik) and row.birth_date and row.sex and row.desa and row.name:
            yield row


def _of_one_nik_each(rows: Iterator[Any]) -> Iterator[Any]:
    seen = set()
    for row in rows:
        if row.nik not in seen:
            seen.add(row.nik)
            yield row


def _enrolled(rows: Iterator[Any], human: Any) -> tuple[set[int], dict[str, object]]:
    from django.db import transaction

    from payung.matching.door.keys import write_keys
    from payung.people import keys, register

    spent = {"keys": 0.0, "all": 0.0}

    def timed_keys(**given: Any) -> None:
        began = cpu()
        write_keys(**given)
        spent["keys"] += cpu() - began

    keys.ask_of(timed_keys, None)
    humans: set[int] = set()
    count = 0
    while chunk := list(itertools.islice(rows, CHUNK)):
        humans.update(int(human[row.id - 1]) for row in chunk)
        newcomers = list(map(_newcomer, chunk))
        began = cpu()
        with transaction.atomic():
            register.enrol(kabupaten=KABUPATEN, newcomers=newcomers, now=NOW)
        spent["all"] += cpu() - began
        count += len(chunk)
    each = {name: round(seconds / count * 1e6, 1) for name, seconds in spent.items()}
    return humans, {"persons": count, "enrol_us_a_person": each["all"], "of_which_keys_us": each["keys"]}


def _newcomer(row: Any) -> Any:
    from payung.gateways.sealing import Kind, sealer
    from payung.intake.rules.person_cells import read_phone
    from payung.people.rules import Newcomer

    ((nik_sealed, nik_index),) = sealer(KABUPATEN).sealed_and_indexed([row.nik], Kind.NIK)
    kk = sealer(KABUPATEN).sealed_and_indexed([row.kk], Kind.KK)[0] if len(row.kk) == 16 else (None, None)
    return Newcomer(
        name=row.name,
        sex=row.sex,
        birth_date=date.fromisoformat(row.birth_date),
        desa_code=row.desa,
        address=row.address,
        dusun="",
        rt=row.rt[:12],
        occupation="nelayan",
        phone=read_phone(row.phone)[0] or "",
        nik_index=nik_index,
        nik_sealed=nik_sealed,
        kk_index=kk[1],
        kk_sealed=kk[0],
        heir_name=row.heir,
        heir_relation="",
        heir_phone="",
    )


def trained() -> None:
    """The weights that count are trained on this register, on as many as a kabupaten has."""
    from payung.gateways.linkage.training import train
    from payung.matching.models import Weights
    from payung.matching.rules.identities import Written, records
    from payung.people.plain import plain_register

    facts = itertools.chain.from_iterable(plain_register(kabupaten=KABUPATEN))
    told = records(map(Written._make, itertools.islice(facts, TRAINED_ON)))
    model = train(records=told, version="1", trained_on="2026-11-22")
    Weights.objects.create(
        kabupaten=KABUPATEN,
        version=1,
        trained_at=NOW,
        trained_by="command:bench",
        data_sha256=model.data_sha256,
        person_count=len(told),
        parameters=model.to_json(),
    )


def at_the_door(asked: Sequence[Any], known: Sequence[bool]) -> dict[str, object]:
    from payung.matching.door import likely
    from payung.matching.door.holders import holders
    from payung.matching.door.keys import keys_of
    from payung.matching.rules.identities import Written, records
    from payung.people.queries import by_niks

    written = [Written(*row[:11]) for row in asked]
    warm, one, many = written[:WARM], written[WARM : WARM + ONE], written[WARM + ONE :]
    likely(kabupaten=KABUPATEN, written=warm[:1])
    answered: list[Any] = []
    cold = [clocked(lambda who=who: likely(kabupaten=KABUPATEN, written=[who])) for who in warm]
    began = cpu()
    each = [clocked(lambda who=who: answered.extend(likely(kabupaten=KABUPATEN, written=[who]))) for who in one]
    one_cpu = round((cpu() - began) / ONE * 1000, 2)
    keyed = [keys_of(kabupaten=KABUPATEN, compared=records([who])) for who in one]
    began, clock = cpu(), time.perf_counter()
    answered += likely(kabupaten=KABUPATEN, written=many)
    thousand = {"cpu_s": round(cpu() - began, 3), "clock_s": round(time.perf_counter() - clock, 3)}
    return {
        "one_ms": spread(each) | {"cpu": one_cpu},
        "first_ones_ms": spread(cold),
        "thousand": thousand,
        "reference_nik_ms": spread(
            [clocked(lambda who=who: by_niks(kabupaten=KABUPATEN, niks=[who.nik])) for who in one]
        ),
        "reference_keys_ms": spread([clocked(lambda keys=keys: holders(keys)) for keys in keyed]),
        "asked": found(answered, known[WARM:]),
    }


def found(answered: Sequence[Any], known: Sequence[bool]) -> dict[str, object]:
    """How many of those who are in the register, and of those who are not, are somebody's likeness."""
    counts = {"in_register": 0, "likely": 0, "sure": 0, "strangers": 0, "strangers_likely": 0, "strangers_sure": 0}
    for those, is_known in zip(answered, known, strict=True):
        counts["in_register" if is_known else "strangers"] += 1
        counts["likely" if is_known else "strangers_likely"] += bool(those)
        counts["sure" if is_known else "strangers_sure"] += any(one.verdict == "join" for one in those)
    return counts


def on_disk() -> dict[str, object]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*), COUNT(DISTINCT person_id) FROM matching_key")
        keys, persons = cursor.fetchone()
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('matching_key'), pg_database_size(current_database())")
            size, whole = cursor.fetchone()
        else:
            whole = Path(str(connection.settings_dict["NAME"])).stat().st_size
            cursor.execute("DROP INDEX key_by_value")
            cursor.execute("DROP TABLE matching_key")
            cursor.execute("PRAGMA freelist_count")
            (free,) = cursor.fetchone()
            cursor.execute("PRAGMA page_size")
            size = free * cursor.fetchone()[0]
    return {
        "keys_a_person": round(keys / persons, 2),
        "key_bytes_a_person": round(size / persons),
        "database_mb": round(whole / 1e6),
    }


def analysed() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def clocked(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return {"p50": round(cuts[49], 2), "p99": round(cuts[98], 2), "most": round(max(milliseconds), 2)}


def cpu() -> float:
    """CPU seconds so far of this process and of the server's that serves it (0 on SQLite, or where it is far away)."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not (stat.exists() and "postgres" in stat.read_text()):
        return own
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return own + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
