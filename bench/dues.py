"""The dues, the bill and the entry in the books for all members of a fund, one month: one act, with every constraint on.

CPU seconds of this process and, on PostgreSQL, of the server's process that works for it (read from /proc where it runs
on this machine). The reference of the same run is the same INSERT … SELECT into a bare table: no key, no index, no
trigger, nothing hashed and nothing in the books.

    python bench/dues.py [--members 1000000] [--runs 3]    (PAYUNG_DB for PostgreSQL: an empty database)
"""

import argparse
import json
import os
import statistics
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent))

import registers

NOW = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
TICKS = os.sysconf("SC_CLK_TCK")
_SERIES = {
    "sqlite": "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < %s)",
    "postgresql": "WITH series(n) AS (SELECT generate_series(1, %s))",
}


def insured(*, members: int, term_months: int = 1) -> int:
    """A programme whose APBD fund pays for so many members, all of 2027, bound by a decree; its id."""
    from django.db import connection, transaction

    from payung.ledger.actions import post, state_ceilings
    from payung.ledger.rules import Move
    from payung.ledger.states import AccountKind, EntryKind

    programme_id = registers.open_programme(code="dues", places=members)
    fund_id = _row("programmes.Fund").get(programme=programme_id, code="apbd").pk
    _agreement(programme_id, term_months)
    with transaction.atomic():
        line = _decree(programme_id) | {"fund": fund_id, "programme": programme_id, "now": registers.NOW}
        _people(connection, members, line)
        state_ceilings(programme_id=programme_id, actor=registers.operator(), now=NOW)
        bound = Move(
            fund_id=fund_id,
            from_=AccountKind.AVAILABLE,
            to=AccountKind.COMMITTED,
            amount_rp=members * 12 * 16_800,
            person_months=members * 12,
        )
        post(
            programme_id=programme_id,
            kind=EntryKind.COMMITMENT,
            on_date=date(2027, 1, 4),
            about="Bench",
            source="decree:1",
            moves=[bound],
            request_key=uuid4(),
            actor=registers.operator(),
            now=NOW,
        )
    registers.analysed()
    return programme_id


def _row(model: str) -> Any:
    from django.apps import apps

    return apps.get_model(model).objects


def _agreement(programme_id: int, term_months: int) -> None:
    _row("programmes.Agreement").create(
        programme_id=programme_id,
        number="PKS/1/2026",
        signed_date=date(2026, 12, 1),
        first_date=date(2027, 1, 1),
        last_date=date(2027, 12, 31),
        term_months=term_months,
        cut_off_day=20,
        replacement_by="minutes",
    )


def _decree(programme_id: int) -> dict[str, Any]:
    """A decree, and the one candidate that stands for the rows of everybody."""
    file = _row("intake.ReceivedFile").create(
        kabupaten=registers.KABUPATEN,
        programme_id=programme_id,
        code=uuid4().hex,
        file_name="bench.xlsx",
        sha256=uuid4().hex * 2,
        size_bytes=1,
        source="dinas",
        sender="Bench",
        registration_date=registers.ON,
        received_by="command:bench",
        received_at=registers.NOW,
    )
    row = _row("intake.Row").create(file=file, sheet="DATA", number=1, place=1, state="candidate")
    candidate = _row("intake.Candidate").create(
        programme_id=programme_id,
        row=row,
        receipt_code="BENCH2345678",
        nik_index=b"0" * 16,
        nik_sealed=b"0" * 32,
        name="Bench",
        sex="P",
        birth_date=date(1980, 1, 12),
        desa_code="63.02.06.2014",
        occupation="nelayan",
    )
    decree = _row("decrees.Decree").create(
        programme_id=programme_id, about="Bench", made_by="command:bench", made_at=registers.NOW
    )
    return {"decree": decree.pk, "candidate": candidate.pk}


def _people(connection: Any, members: int, line: dict[str, Any]) -> None:
    """Person, line and membership, a set statement each."""
    from payung.gateways.bulk_rows import moment

    series, now, last = _SERIES[connection.vendor], moment(line["now"]), "'2027-12-01'"
    sealed = "x'00'" if connection.vendor == "sqlite" else "'\\x00'::bytea"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO people_person (kabupaten, name, sex, birth_date, desa_code, address, dusun, rt, occupation,"
            f" phone, made_at) {series} SELECT '63.02', 'ORANG ' || n, 'P', '1980-01-12', '63.02.06.2014', '', '', '',"
            " 'nelayan', '', %s FROM series",
            [members, now],
        )
        cursor.execute(
            "INSERT INTO decrees_line (decree_id, number, person_id, candidate_id, fund_id, nik_sealed, name, sex,"
            " birth_date, desa_code, desa, kecamatan, address, occupation, fund_name, first_month, last_month, months,"
            f" state) SELECT %s, id, id, %s, %s, {sealed}, name, sex, birth_date, desa_code, 'Rampa', 'Pulaulaut Utara',"
            f" '', occupation, 'APBD', '2027-01-01', {last}, 12, 'named' FROM people_person",
            [line["decree"], line["candidate"], line["fund"]],
        )
        cursor.execute(
            "INSERT INTO membership_membership (programme_id, fund_id, person_id, line_id, kpj, registered_date,"
            " first_month, last_month, state, held_because, end_reason, made_by, made_at)"
            " SELECT %s, fund_id, person_id, id, CAST(26000000000 + id AS char(11)), '2027-01-05', first_month,"
            " last_month, 'running', '', '', 'command:bench', %s FROM decrees_line",
            [line["programme"], now],
        )


def raised(programme_id: int, month: int) -> dict[str, Any]:
    """One month of everybody is billed."""
    from payung.contributions.actions import raise_bill
    from payung.shared.dates import Month

    fund_id = _row("programmes.Fund").get(programme=programme_id, code="apbd").pk
    bill, mine, clock, server = timed(
        lambda: raise_bill(
            programme_id=programme_id,
            fund_id=fund_id,
            first_month=Month(2027, month),
            request_key=uuid4(),
            actor=registers.operator(),
            now=NOW,
            without_verval_because="Bench",
        )
    )
    return {
        "dues": bill.due_count,
        "cpu_s": mine + server,
        "client_cpu_s": mine,
        "server_cpu_s": server,
        "clock_s": clock,
    }


def bare(programme_id: int) -> float:
    """The same rows into a table without anything; CPU seconds of both sides."""
    from django.db import connection

    from payung.contributions.queries.billing_owing import owing
    from payung.contributions.queries.billing_plan import asked_of
    from payung.programmes import queries as programmes
    from payung.shared.dates import Month

    programme = programmes.by_id(programme_id=programme_id)
    fund = next(one for one in programmes.funds(programme_id=programme_id) if one.code == "apbd")
    assert programme is not None
    sql, params = owing(asked_of(programme=programme, fund=fund, first_month=Month(2027, 12)))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_bare (membership_id bigint, person_id bigint, fund_id bigint, month date,"
            " jkk_rp int, jkm_rp int)"
        )
        _, mine, _, server = timed(lambda: cursor.execute(f"INSERT INTO bench_bare {sql}", params))
        cursor.execute("DROP TABLE bench_bare")
    return mine + server


def timed(act: Callable[[], Any]) -> tuple[Any, float, float, float]:
    """What an act answers; CPU seconds of this process, seconds by the clock, CPU seconds of the server."""
    before = server_cpu()
    answer, mine, clock = registers.timed(act)
    return answer, mine, clock, server_cpu() - before


def server_cpu() -> float:
    """Of the PostgreSQL process of this connection; nothing on SQLite, or where it runs elsewhere."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not path.exists():
        return 0.0
    words = path.read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    registers.ready()
    from django.db import connection

    programme_id = insured(members=asked.members)
    runs = [raised(programme_id, month) for month in range(1, asked.runs + 1)]
    reference = statistics.median(bare(programme_id) for _ in range(asked.runs))
    told = {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]}
    print(
        json.dumps(
            {
                "bench": "dues",
                "engine": connection.vendor,
                "members": asked.members,
                **told,
                "runs": [round(run["cpu_s"], 3) for run in runs],
                "reference": {
                    "what": "the same INSERT … SELECT into a bare table",
                    "cpu_s": round(reference, 3),
                    "times_slower": round(told["cpu_s"] / reference, 2),
                },
            }
        )
    )


if __name__ == "__main__":
    main()
