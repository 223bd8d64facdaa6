"""What it costs to store an import, beside the engine's own bulk insert of the very tuples, in the same run.

Three times, turn about: checked rows in memory become rows and candidates, in chunks with their checkpoints, as the
job does it; and the same tuples go raw into the same tables with the same indexes (executemany on SQLite, COPY on
PostgreSQL), in one transaction. Sealing of NIK and KK is measured apart. Run by: python bench/imports.py [--rows 100000]

Prints JSON. `ratio` is our rate over the raw rate (1: as fast; to reach: 0.6), from medians: CPU seconds of this process
on SQLite; on PostgreSQL by the clock too, as the server works in processes of its own.
"""

import argparse
import gc
import json
import os
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

KABUPATEN = "63.02"
CHUNK = 2000
POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/postgres"


def invented(count: int) -> Iterator[dict[str, Any]]:
    """Rows as a check answers them: one in nine waits, a few have every optional field."""
    chance = random.Random(20261122)
    for place in range(count):
        status = "ready" if place % 9 else chance.choice(("error", "decision"))
        code = {"ready": [], "error": [{"code": "NIK_LENGTH"}], "decision": [{"code": "NIK_SEX_MISMATCH"}]}[status]
        yield {
            "sheet": "DATA",
            "row": place + 5,
            "status": status,
            "nik": f"63020645018{place:05d}" if status != "error" else None,
            "kk_number": f"63020601012{place // 3:05d}",
            "name": chance.choice(("Siti Aminah", "Masturi", "Abdul Aziz", "Nur Hidayah Rahman")),
            "sex": "P",
            "birth_date": f"19{chance.randrange(62, 99)}-0{chance.randrange(1, 10)}-12",
            "desa_code": f"63.02.06.20{chance.randrange(10, 18)}",
            "occupation": chance.choice(("nelayan", "buruh harian lepas", "petani")),
            "phone": f"08125{place:07d}",
            "address": f"Jl. Mawar {place % 300}",
            "rt": f"{place % 20:03d}/001",
            "birth_place": "Kotabaru",
            "mother_name": chance.choice(("Rukiah", "Hj. Mariam", "Aisyah")),
            "marital_status": "K",
            "postal_code": "72111",
            "work_location": "Kotabaru",
            "work_hours": "08.00-16.00",
            "income_rp": 1_000_000,
            "heir_name": "Masturi",
            "heir_relation": "suami",
            "problems": code,
        }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="this engine, in this process")
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(measured(options.engine, rows=options.rows, runs=options.runs)))
        return
    answer: dict[str, object] = {"bench": "import: checked rows in memory → committed", "rows": options.rows}
    for engine in ("sqlite", "postgresql"):
        answer[engine] = in_own_process(engine, options)
    print(json.dumps(answer, indent=1, ensure_ascii=False))


def in_own_process(engine: str, options: argparse.Namespace) -> object:
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
        command = [sys.executable, __file__, "--engine", engine, "--rows", str(options.rows)]
        done = subprocess.run(
            [*command, "--runs", str(options.runs)], env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        return {"not_run": done.stderr.strip().splitlines()[-1:]}
    return json.loads(done.stdout.splitlines()[-1])  # migrations may speak before


def measured(engine: str, *, rows: int, runs: int) -> dict[str, object]:
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from payung.config.engines import for_jobs

    for_jobs(connection.settings_dict)
    connection.settings_dict["TEST"]["NAME"] = (
        f"payung_bench_{os.getpid()}" if engine == "postgresql" else str(Path(os.environ["PAYUNG_HOME"]) / "b.sqlite3")
    )
    made = setup_databases(verbosity=0, interactive=False)
    try:
        return compared(rows=rows, runs=runs)
    finally:
        connection.close()
        teardown_databases(made, verbosity=0)


def compared(*, rows: int, runs: int) -> dict[str, object]:
    from payung.gateways.sealing import sealer
    from payung.intake.recording import CANDIDATE_COLUMNS, CANDIDATE_TABLE, ROW_COLUMNS, ROW_TABLE, identities

    checked = list(invented(rows))
    programme = opened_programme()
    sealed: list[Any] = []
    sealing = timed(lambda: sealed.extend(identities(checked, sealer(KABUPATEN))))
    gc.freeze()  # a job holds one chunk in memory, not all these rows: the collector would go through them again and again
    ours, raw, chunked = [], [], []
    for _ in range(runs):
        file_id = received(programme, rows)
        ours.append(timed(lambda file_id=file_id: stored(file_id, programme, checked, sealed)))
        tuples = [
            (ROW_TABLE, ROW_COLUMNS, taken_out(ROW_TABLE, ROW_COLUMNS)),
            (CANDIDATE_TABLE, CANDIDATE_COLUMNS, taken_out(CANDIDATE_TABLE, CANDIDATE_COLUMNS)),
        ]
        emptied()
        raw.append(timed(lambda tuples=tuples: put_raw(tuples)))
        emptied()
        chunked.append(timed(lambda tuples=tuples: put_raw_in_chunks(tuples)))
        emptied()
    return told(rows, ours=ours, raw=raw, chunked=chunked, sealing=sealing)


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds of this process, and seconds by the clock."""
    clock, cpu = time.perf_counter(), time.process_time()
    act()
    return time.process_time() - cpu, time.perf_counter() - clock


def stored(file_id: int, programme: int, checked: list[dict[str, Any]], sealed: list[Any]) -> None:
    """As the job: each chunk planned outside its transaction, and stored with the place reached."""
    import uuid

    from payung.intake.actions.received import store_rows
    from payung.intake.recording import Origin, planned
    from payung.jobs import actions as jobs

    job_id = uuid.uuid4()
    jobs.begin(job_id=job_id, step="catat", total=len(checked))
    origin = Origin(file_id=file_id, programme_id=programme)
    for start in range(0, len(checked), CHUNK):
        stop = min(start + CHUNK, len(checked))
        plan = planned(origin=origin, start=start, rows=checked[start:stop], sealed=sealed[start:stop])
        store_rows(file_id=file_id, job_id=job_id, step="catat", before=start, said=start, after_=stop, plan=plan)


def put_raw(tuples: list[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]) -> None:
    """The engine's own way, in one transaction."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in tuples:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join("?" * len(columns))
                cursor.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def put_raw_in_chunks(tuples: list[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]) -> None:
    """The engine's own way with as many commits as ours: what DESIGN §6 asks for costs, apart from our code."""
    (table, columns, rows), (of_people, their_columns, people) = tuples
    first = 0
    for start in range(0, len(rows), CHUNK):
        piece = rows[start : start + CHUNK]
        last = bisect_right(people, piece[-1][0], key=lambda person: person[0])  # both begin with the id of the row
        put_raw([(table, columns, piece), (of_people, their_columns, people[first:last])])
        first = last


def taken_out(table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
        return [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in cursor.fetchall()]


def emptied() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("intake_candidate", "intake_row"):
            cursor.execute(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM intake_candidate, intake_row")


def opened_programme() -> int:
    from payung.accounts.rules import Actor, Role
    from payung.programmes import actions
    from payung.programmes.tests.cast import NOW, PLAN

    actor = Actor(
        key="command:bench", name="bench", kabupaten=KABUPATEN, scope=KABUPATEN, roles=frozenset({Role.OPERATOR})
    )
    return actions.open_programme(plan=PLAN, actor=actor, now=NOW).id


def received(programme: int, rows: int) -> int:
    from django.utils import timezone

    from payung.intake.models import ReceivedFile

    return ReceivedFile.objects.create(
        kabupaten=KABUPATEN,
        programme_id=programme,
        code=secrets.token_hex(16),
        sha256=secrets.token_hex(32),
        file_name="usulan.xlsx",
        size_bytes=1,
        source="desa",
        sender="Desa Semayap",
        registration_date="2026-12-28",
        state="checking",
        row_count=rows,
        received_by="command:bench",
        received_at=timezone.now(),
    ).pk


def told(
    rows: int,
    *,
    ours: list[tuple[float, float]],
    raw: list[tuple[float, float]],
    chunked: list[tuple[float, float]],
    sealing: tuple[float, float],
) -> dict[str, object]:
    our_cpu, our_clock = (statistics.median(each) for each in zip(*ours, strict=True))
    raw_cpu, raw_clock = (statistics.median(each) for each in zip(*raw, strict=True))
    chunked_cpu, chunked_clock = (statistics.median(each) for each in zip(*chunked, strict=True))
    return {
        "ours_cpu_s": round(our_cpu, 3),
        "raw_cpu_s": round(raw_cpu, 3),
        "ratio_cpu": round(raw_cpu / our_cpu, 2),
        "ours_clock_s": round(our_clock, 3),
        "raw_clock_s": round(raw_clock, 3),
        "ratio_clock": round(raw_clock / our_clock, 2),
        "raw_with_as_many_commits": {
            "cpu_s": round(chunked_cpu, 3),
            "ratio_cpu": round(chunked_cpu / our_cpu, 2),
            "clock_s": round(chunked_clock, 3),
            "ratio_clock": round(chunked_clock / our_clock, 2),
        },
        "sealing_us_a_row": round(sealing[0] / rows * 1e6, 1),
        "whole_us_a_row": round((our_cpu + sealing[0]) / rows * 1e6, 1),
    }


if __name__ == "__main__":
    main()
