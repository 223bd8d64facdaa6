"""Invented registers for benchmarks: persons, households, candidates, links and answers of three registers, straight into the tables.

The people are of no country: sealed numbers are chance and open nowhere. Other benches call `fill`; by itself it makes a
database in a home of its own:

    python bench/registers.py --persons 300000          (PAYUNG_DB for PostgreSQL: an empty database)
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import numpy as np

ON = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
KABUPATEN = "63.02"
_EPOCH = date(1970, 1, 1)
_ALPHABET = np.array(list("23456789ABCDEFGHJKLMNPQRSTUVWXYZ"))
_OUTCOMES = {  # of each register, with how often; the rest has no answer
    "dukcapil": {"alive": 0.93, "name_differs": 0.02, "died": 0.01, "moved_out": 0.015, "nik_unknown": 0.01},
    "bpjs": {"not_active": 0.80, "own_wadah": 0.08, "self_paying": 0.04, "other_payer": 0.03, "wage_earner": 0.03},
    "dtsen": {"listed": 0.85, "not_listed": 0.12},
}


def fill(*, persons: int, programme_id: int, seed: int = 2027, several: float = 0.02) -> None:
    """So many persons are proposed for the programme, a few twice, and each register has answered nearly all of them.

    In one transaction; needs a migrated database with the programme in it. A third of the persons share a household.
    """
    from django.db import transaction

    random = np.random.default_rng(seed)
    with transaction.atomic():
        households = _households(random, max(1, persons * 2 // 3))
        people = _people(random, persons, households)
        _candidates(random, people, programme_id=programme_id, several=int(persons * several))
        _answers(random, people["id"], programme_id=programme_id)


def rows_of(model: Any, given: dict[str, Any], count: int) -> int:
    """Rows with these columns (a list, or one value for all); every other column as the model has it by default."""
    from payung.gateways.bulk_rows import insert_rows, moment

    columns, values = [], []
    about = model._meta  # noqa: SLF001 - Django's own, and documented
    for field in about.concrete_fields:
        name = field.column
        if name in given or field.attname in given:
            value = given.get(name, given.get(field.attname))
        elif field.primary_key or field.has_db_default():
            continue
        else:
            value = field.get_default()
        if isinstance(value, datetime):
            value = moment(value)
        columns.append(name)
        values.append(value if isinstance(value, list) else [value] * count)
    return insert_rows(table=about.db_table, columns=columns, rows=zip(*values, strict=True))


def _model(name: str) -> Any:
    from django.apps import apps

    return apps.get_model(name)


def _ids(table: str, count: int) -> list[int]:
    from payung.gateways.bulk_rows import fresh_ids

    return list(fresh_ids(table=table, count=count))


def _bytes(random: np.random.Generator, count: int, width: int) -> list[bytes]:
    whole = random.bytes(count * width)
    return [whole[start : start + width] for start in range(0, len(whole), width)]


def _households(random: np.random.Generator, count: int) -> np.ndarray[Any, Any]:
    ids = _ids("people_household", count)
    given = {"id": ids, "kabupaten": KABUPATEN, "kk_index": _bytes(random, count, 16)}
    rows_of(_model("people.Household"), given | {"kk_sealed": _bytes(random, count, 32)}, count)
    return np.array(ids)


def _people(random: np.random.Generator, count: int, households: Any) -> dict[str, list[Any]]:
    from payung.programmes.load import standings
    from payung.programmes.rules import Standing
    from payung.regions.load import gazetteer

    desas = np.array([desa.code for desa in gazetteer(KABUPATEN).desas], dtype=object)
    weights = 1 / np.arange(1, len(desas) + 1) ** 0.6
    work = {standing: [name for name, of in standings().items() if of is standing] for standing in Standing}
    covered = np.array(work[Standing.COVERED], dtype=object)[random.integers(0, len(work[Standing.COVERED]), count)]
    others = np.array(work[Standing.ASK] + work[Standing.EXCLUDED], dtype=object)
    days = random.integers((date(1958, 1, 1) - _EPOCH).days, (date(2009, 12, 31) - _EPOCH).days, count)
    ids = _ids("people_person", count)
    people = {
        "id": ids,
        "kabupaten": KABUPATEN,
        "name": [f"ORANG {number}" for number in range(count)],
        "sex": np.array(["L", "P"], dtype=object)[random.integers(0, 2, count)].tolist(),
        "birth_date": days.astype("datetime64[D]").tolist(),
        "desa_code": desas[random.choice(len(desas), count, p=weights / weights.sum())].tolist(),
        "occupation": np.where(
            random.random(count) < 0.05, others[random.integers(0, len(others), count)], covered
        ).tolist(),
        "household_id": households[random.integers(0, len(households), count)].tolist(),
        "made_at": NOW,
    }
    rows_of(_model("people.Person"), people, count)
    given = {"person_id": ids, "nik_index": _bytes(random, count, 16), "nik_sealed": _bytes(random, count, 32)}
    rows_of(_model("people.Identity"), given | {"from_date": ON}, count)
    return people | {"nik_index": given["nik_index"], "nik_sealed": given["nik_sealed"]}


def _candidates(random: np.random.Generator, people: dict[str, Any], *, programme_id: int, several: int) -> None:
    count = len(people["id"]) + several
    who = np.concatenate((random.permutation(count - several), random.integers(0, count - several, several))).tolist()
    file_id = _file(random, programme_id, count)
    rows, candidates = _ids("intake_row", count), _ids("intake_candidate", count)
    places = list(range(count))
    row = {"id": rows, "file_id": file_id, "number": [place + 5 for place in places], "place": places}
    rows_of(_model("intake.Row"), row | {"state": "candidate", "sheet": "DATA"}, count)
    told = ("name", "sex", "birth_date", "desa_code", "occupation", "nik_index", "nik_sealed")
    given = {name: [people[name][place] for place in who] for name in told}
    codes = _ALPHABET[random.integers(0, len(_ALPHABET), (count, 12))]
    given |= {"id": candidates, "programme_id": programme_id, "row_id": rows}
    given |= {"receipt_code": ["".join(code) for code in codes], "income_rp": None}
    rows_of(_model("intake.Candidate"), given, count)
    link = {"candidate_id": candidates, "person_id": [people["id"][place] for place in who], "how": "new"}
    rows_of(_model("matching.Link"), link, count)


def _file(random: np.random.Generator, programme_id: int, count: int) -> int:
    made = _model("intake.ReceivedFile").objects.create(
        kabupaten=KABUPATEN,
        programme_id=programme_id,
        code=random.bytes(16).hex(),
        file_name="register.xlsx",
        sha256=sha256(random.bytes(16)).hexdigest(),
        size_bytes=1,
        source="dinas",
        sender="Bench",
        registration_date=ON,
        received_by="command:bench",
        received_at=NOW,
        row_count=count,
        candidate_count=count,
    )
    return int(made.pk)


def _answers(random: np.random.Generator, person_ids: Sequence[int], *, programme_id: int) -> None:
    people = np.array(person_ids)
    for register, shares in _OUTCOMES.items():
        answer = _model("eligibility.Answer").objects.create(
            programme_id=programme_id,
            register=register,
            code=random.bytes(16).hex(),
            file_name="balasan.xlsx",
            sha256=sha256(random.bytes(16)).hexdigest(),
            answered_date=ON,
            source="Bench",
            state="read",
            received_by="command:bench",
            received_at=NOW,
        )
        words = np.array([*shares, ""], dtype=object)
        odds = [*shares.values(), 1 - sum(shares.values())]
        drawn = words[random.choice(len(words), len(people), p=odds)]
        there = drawn != ""
        rows_of(
            _model("eligibility.Result"),
            _result(random, register, drawn[there]) | {"person_id": people[there].tolist(), "answer_id": answer.pk},
            int(there.sum()),
        )


def _result(random: np.random.Generator, register: str, drawn: Any) -> dict[str, Any]:
    count = len(drawn)
    given: dict[str, Any] = {"register": register, "outcome": drawn.tolist(), "answered_date": ON}
    given["valid_until"] = ON + timedelta(days=90)
    if register == "dukcapil":
        given["resident_since_date"] = (np.datetime64(ON) - random.integers(0, 9000, count)).tolist()
    if register == "bpjs":
        others = np.isin(drawn, ["other_payer", "wage_earner"])
        given["payer"] = np.where(others, np.array("PT MAJU BERSAMA", dtype=object), "").tolist()
    if register == "dtsen":
        desil = random.choice(10, count, p=[0.2, 0.18, 0.16, 0.13, 0.1, 0.08, 0.06, 0.04, 0.03, 0.02]) + 1
        listed = drawn == "listed"
        given["desil"] = [int(one) if there else None for one, there in zip(desil, listed, strict=True)]
        given["head_of_family"] = _maybe(random, listed, 0.4)
        given["disability"] = _maybe(random, listed, 0.03)
    return given


def _maybe(random: np.random.Generator, listed: Any, share: float) -> list[Any]:
    drawn = random.random(len(listed)) < share
    return [bool(one) if there else None for one, there in zip(drawn, listed, strict=True)]


def operator() -> Any:
    """Who opens programmes and judges in benchmarks."""
    from payung.accounts.rules import Actor, Role

    roles = frozenset({Role.OPERATOR, Role.HEAD})
    return Actor(key="command:bench", name="bench", kabupaten=KABUPATEN, scope=KABUPATEN, roles=roles)


def open_programme(*, code: str = "bench", places: int = 30_000) -> int:
    """A programme of 2027 with three funds and the shipped criteria; its id."""
    from payung.programmes.actions import open_programme as opened
    from payung.programmes.rules.plan import FundPlan, ProgrammePlan
    from payung.programmes.rules.setup import FundKind, QuotaFacts, QuotaKind
    from payung.shared.dates import Month

    full = places * 12 * 16_800
    plan = ProgrammePlan(
        code=code,
        name="Bench",
        first_month=Month(2027, 1),
        last_month=Month(2027, 12),
        registration_date=date(2027, 1, 1),
        funds=(
            FundPlan(
                code="sawit",
                kind=FundKind.DBH_SAWIT,
                name="DBH Sawit",
                ceiling_rp=full // 10,
                occupations=frozenset({"petani", "pekebun", "buruh tani"}),
            ),
            FundPlan(code="apbd", kind=FundKind.APBD, name="APBD", ceiling_rp=full),
        ),
        quotas=(QuotaFacts(kind=QuotaKind.PROGRAMME, key="", places=places),),
    )
    return int(opened(plan=plan, actor=operator(), now=NOW).id)


def ready() -> None:
    """Django stands on an empty, migrated database: that of PAYUNG_DB, or SQLite in a home of its own."""
    home = tempfile.mkdtemp(prefix="payung-bench-")
    os.environ |= {
        "PAYUNG_ENV": "development",
        "PAYUNG_HOME": os.environ.get("PAYUNG_HOME") or home,
        "PAYUNG_SECRET_KEY": "known-to-everyone " * 4,
        "PAYUNG_SEALING_KEY": bytes(range(64)).hex(),
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from payung.config.engines import for_jobs

    for_jobs(connection.settings_dict)
    connection.close()
    call_command("migrate", verbosity=0)


def timed(act: Any) -> tuple[Any, float, float]:
    """What an act answers, with its CPU seconds and its seconds by the clock."""
    cpu, clock = time.process_time(), time.perf_counter()
    answer = act()
    return answer, time.process_time() - cpu, time.perf_counter() - clock


def analysed() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def figures(sizes: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Eligibility alone, at each size, in one database: each size is a programme of its own."""
    from payung.eligibility.actions import judge_candidates

    for size in sizes:
        programme = open_programme(code=f"p{size}")
        _, filled, _ = timed(
            lambda programme=programme, size=size: fill(persons=size, programme_id=programme, seed=size)
        )
        analysed()
        held = np.array([], dtype=np.int64)
        run, cpu, clock = timed(
            lambda programme=programme, held=held: judge_candidates(
                programme_id=programme, on_date=ON, held=held, actor=operator(), now=NOW
            )
        )
        counts = [run.eligible_count, run.decision_count, run.unchecked_count, run.not_eligible_count]
        yield {"persons": size, "fill_cpu_s": filled, "judge_cpu_s": cpu, "judge_s": clock, "counts": counts}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", default="300000", help="one size or several, with commas")
    ready()
    sizes = [int(size) for size in parser.parse_args().persons.split(",")]
    print(json.dumps({"what": "eligibility", "sizes": list(figures(sizes))}, indent=2))


if __name__ == "__main__":
    main()
