"""What it costs to store an import, beside the engine's own bulk insert of the very tuples, in the same run.

Three times, turn about: checked rows in memory become rows and candidates by the job's own loop, in its chunks with their
checkpoints; and the same tuples go raw into the same tables with the same indexes (executemany on SQLite, COPY on
PostgreSQL), in one transaction, and once more in as many as ours. Sealing of NIK and KK is measured apart.
Run by: python bench/imports.py [--rows 100000]

Prints JSON. `ratio` is our rate over the raw rate (1: as fast; to reach: 0.6), from medians, with the lowest and the highest
of the runs: by CPU seconds, and by the clock. On PostgreSQL the CPU seconds are this process's and those of the server's process that
serves it (from /proc, so only where the server runs on this machine; elsewhere they are this process's alone, and it says so).
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

KABUPATEN = "63.02"
TABLES = ("intake_candidate", "intake_row")
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


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of this process and of the server's that serves it, and seconds by the clock."""

    own: float
    server: float
    clock: float

    @property
    def cpu(self) -> float:
        return self.own + self.server


@dataclass
class Checked:
    """The answer of a check, in memory: as much of a `Result` as the job's loop reads; and which chunks it asked for."""

    answered: Sequence[dict[str, Any]]
    sealed: Sequence[Any]
    asked: list[range] = field(default_factory=list)

    def rows(self, places: range) -> Iterable[dict[str, Any]]:
        self.asked.append(places)
        return self.answered[places.start : places.stop]

    def identities(self, *_: object) -> Sequence[Any]:
        """The numbers of the rows asked for last, sealed before."""
        return self.sealed[self.asked[-1].start : self.asked[-1].stop]


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
        file, answer = received(programme, rows), Checked(checked, sealed)
        ours.append(timed(partial(stored, file, answer)))
        tuples = [
            (ROW_TABLE, ROW_COLUMNS, taken_out(ROW_TABLE, ROW_COLUMNS)),
            (CANDIDATE_TABLE, CANDIDATE_COLUMNS, taken_out(CANDIDATE_TABLE, CANDIDATE_COLUMNS)),
        ]
        emptied()
        raw.append(timed(partial(put_raw, tuples)))
        emptied()
        chunked.append(timed(partial(put_raw_in_chunks, tuples, answer.asked)))
        emptied()
    return told(rows, chunks=len(answer.asked), ours=ours, raw=raw, chunked=chunked, sealing=sealing)


def timed(act: Callable[[], object]) -> Cost:
    clock, own, server = time.perf_counter(), time.process_time(), server_cpu()
    act()
    return Cost(time.process_time() - own, server_cpu() - server, time.perf_counter() - clock)


def server_cpu() -> float:
    """CPU seconds so far of the server's process that serves us; 0 on SQLite, which has none, or where it is far away."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not (stat.exists() and "postgres" in stat.read_text()):
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def stored(file: Any, answer: Any) -> None:
    """By the job's own loop; only reading and sealing of the rows have been done before."""
    import uuid

    from payung.intake import importing

    setattr(importing, "identities", answer.identities)  # noqa: B010 - which mypy would not let through
    importing.record_rows(file, answer, job_id=uuid.uuid4())


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


def put_raw_in_chunks(
    tuples: list[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]], chunks: Sequence[range]
) -> None:
    """The engine's own way with as many commits as ours: what they cost, apart from our code."""
    (table, columns, rows), (of_people, their_columns, people) = tuples
    first = 0
    for chunk in chunks:
        piece = rows[chunk.start : chunk.stop]
        last = bisect_right(people, piece[-1][0], key=lambda person: person[0])  # both begin with the id of the row
        put_raw([(table, columns, piece), (of_people, their_columns, people[first:last])])
        first = last


def taken_out(table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
        return [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in cursor.fetchall()]


def emptied() -> None:
    """Both tables are empty again: what the triggers forbid to everybody else, so they are put aside meanwhile."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}")
            cursor.execute("RESET session_replication_role")
            cursor.execute(f"VACUUM {', '.join(TABLES)}")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)", TABLES)
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")
        for _, statement in triggers:
            cursor.connection.execute(statement)


def opened_programme() -> int:
    from payung.accounts.rules import Actor, Role
    from payung.programmes import actions
    from payung.programmes.tests.cast import NOW, PLAN

    actor = Actor(
        key="command:bench", name="bench", kabupaten=KABUPATEN, scope=KABUPATEN, roles=frozenset({Role.OPERATOR})
    )
    return actions.open_programme(plan=PLAN, actor=actor, now=NOW).id


def received(programme: int, rows: int) -> Any:
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
    )


def told(
    rows: int, *, chunks: int, ours: list[Cost], raw: list[Cost], chunked: list[Cost], sealing: Cost
) -> dict[str, object]:
    def median(costs: list[Cost], of: str) -> float:
        return float(statistics.median(getattr(cost, of) for cost in costs))

    def ratio(costs: list[Cost], of: str) -> dict[str, float]:
        each = [getattr(cost, of) / getattr(our, of) for cost, our in zip(costs, ours, strict=True)]
        whole = median(costs, of) / median(ours, of)
        return {"of_medians": round(whole, 2), "lowest": round(min(each), 2), "highest": round(max(each), 2)}

    def seconds(costs: list[Cost]) -> dict[str, float]:
        return {of: round(median(costs, of), 3) for of in ("own", "server", "clock")}

    return {
        "reach": {"ratio_cpu": 0.6},
        "chunks": chunks,
        "ratio_cpu": ratio(raw, "cpu"),
        "ratio_clock": ratio(raw, "clock"),
        "ours_s": seconds(ours),
        "raw_s": seconds(raw),
        "raw_with_as_many_commits": {"ratio_cpu": ratio(chunked, "cpu"), "ratio_clock": ratio(chunked, "clock")}
        | seconds(chunked),
        "sealing_us_a_row": round(sealing.cpu / rows * 1e6, 1),
        "whole_us_a_row": round((median(ours, "cpu") + sealing.cpu) / rows * 1e6, 1),
    }


if __name__ == "__main__":
    main()
