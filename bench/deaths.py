"""100,000 deaths against 1,000,000 members: the list is kept, read in any layout, compared, and all that is sure prepared.

Inside `cpu_s`: sealing the upload, the child process that opens the .xlsx, reading names and days, the keyed index of
every NIK, the names and birth dates of the whole register, and for each sure line the hold, the claim and the line. Of
a thousand rows fifty are members who agree in all, five in the NIK alone, five in name and birth date alone. CPU of
this process, of the child, and on PostgreSQL of the server's process that works for it (where it runs on this machine).
Writing the list is not inside. Each run is another list, of other members.

Rows that nobody's number is on are looked up by likeness, of NIKs of elsewhere the first thousand of a list (ADR 0021):
`--keys` first writes the keys by which likeness is looked up (minutes for a million), so that this too costs what it
costs. Who is only alike is not part of what the reference must find.

The reference of the same run asks row by row, over a few of the rows: who has the NIK, who was born on the day and has
the name, whose memberships these are. It must find the same.

    python bench/deaths.py [--members 1000000] [--deaths 100000] [--runs 3] [--keys]    (PAYUNG_DB for PostgreSQL: an empty database)
"""

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import dues
import registers

NOW = datetime(2027, 4, 12, 2, 0, tzinfo=UTC)
FIRST_DAY = date(1950, 1, 1)
DAYS = 20_000
SYLLABLES = "sa ri mas tu ri rah mat nur ah mad si ti ba har ud din jum ri ah her man su par mi yan ti ru dy".split()  # noqa: SIM905
FIRSTS, LASTS = 211, 397
SURE, NIK_ALONE, NAME_ALONE, EVERY = 50, 5, 5, 1000
_DAY = {"sqlite": "date('1950-01-01', '+' || ({}) || ' days')", "postgresql": "DATE '1950-01-01' + CAST({} AS int)"}


def house(members: int) -> None:
    """So many members, each born on one of 20,000 days and named with two words, with a NIK."""
    from django.db import connection, transaction

    dues.insured(members=members)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE words (i int PRIMARY KEY, w text)")
        cursor.executemany("INSERT INTO words VALUES (%s, %s)", [(i, word(i)) for i in range(max(FIRSTS, LASTS))])
        born = _DAY[connection.vendor].format(f"(id * 7919) % {DAYS}")
        cursor.execute(
            f"UPDATE people_person SET birth_date = {born}, name = (SELECT w FROM words WHERE i = people_person.id % {FIRSTS})"
            f" || ' ' || (SELECT w FROM words WHERE i = (people_person.id / {FIRSTS}) % {LASTS})"
        )
        identities()
    registers.analysed()


def word(number: int) -> str:
    parts = SYLLABLES[number % 29 % len(SYLLABLES)], SYLLABLES[number // 29 % len(SYLLABLES)], SYLLABLES[number % 7]
    return "".join(parts).capitalize() + chr(97 + number % 26)


def name_of(person: int) -> str:
    return f"{word(person % FIRSTS)} {word(person // FIRSTS % LASTS)}"


def born_of(person: int) -> date:
    return FIRST_DAY + timedelta(days=person * 7919 % DAYS)


def nik_of(person: int) -> str:
    """Of a woman born on the 12th; its last four digits are never 0000, nor its last one 0."""
    return f"63020652{1 + person // 656_100:02d}{person // 6561 % 100:02d}{_serial(person % 6561)}"


def _serial(number: int) -> str:
    """Four digits of which none is 0: base nine."""
    return "".join(str(number // 9**place % 9 + 1) for place in (3, 2, 1, 0))


def identities() -> None:
    from payung.gateways.bulk_rows import insert_rows, read_columns
    from payung.gateways.sealing import Kind, sealer

    (ids,) = read_columns(sql="SELECT id FROM people_person ORDER BY id")
    niks = sealer(registers.KABUPATEN).sealed_and_indexed((nik_of(number) for number in ids), Kind.NIK)
    insert_rows(
        table="people_identity",
        columns=("person_id", "nik_sealed", "nik_index", "from_date", "because"),
        rows=((person, sealed, index, "2026-01-01", "") for person, (sealed, index) in zip(ids, niks, strict=True)),
    )


def rows_of(*, deaths: int, members: int, run: int) -> Iterator[tuple[str, str, str, str]]:
    """NIK, name, born, died. Members of other runs are others."""
    chance = random.Random(run)
    first = run * deaths * (SURE + NIK_ALONE + NAME_ALONE) // EVERY
    who = iter(range(first + 1, members + 1))
    for number in range(deaths):
        died = (date(2027, 1, 10) + timedelta(days=number % 80)).strftime("%d/%m/%Y")
        at = number % EVERY
        if at < SURE + NIK_ALONE + NAME_ALONE:
            person = next(who)
            born = born_of(person) if at < SURE or at >= SURE + NIK_ALONE else born_of(person) + timedelta(days=1)
            nik = nik_of(person) if at < SURE + NIK_ALONE else f"63710152018{10**4 + number % 90_000}"
            yield nik, f"Alm. {name_of(person)}", f"Kotabaru, {born:%d-%m-%Y}", died
        else:
            stranger = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            name = f"{word(chance.randrange(FIRSTS))} {word(chance.randrange(LASTS))}"
            yield f"63710252018{10**4 + number % 90_000}", name, f"Banjarmasin, {stranger:%d-%m-%Y}", died


def written(told: list[tuple[str, str, str, str]], folder: str, run: int) -> Path:
    from xlsxwriter import Workbook

    path = Path(folder) / f"kematian-{run}.xlsx"
    with Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("DATA")
        sheet.write_row(0, 0, ("No", "NIK", "Nama Almarhum", "Tempat/Tgl Lahir", "Tanggal Kematian", "Desa"))
        for number, (nik, name, born, died) in enumerate(told, start=1):
            sheet.write_row(number, 0, (number, nik, name, born, died, "Rampa"))
    return path


def taken(path: Path) -> dict[str, Any]:
    from payung.claims.actions.deaths import take_list
    from payung.claims.queries.deaths import Tab, counts

    found, cpu_s = spent(lambda: take_list(upload=path, source="Dukcapil", actor=registers.operator(), now=NOW))
    many = counts(list_id=found.id)
    return {
        "list_id": found.id,
        "rows": found.row_count,
        "prepared": many.prepared,
        "waiting": many.waiting,
        "unread": found.unread_count,
        "alike": many.tabs[Tab.LIKELY],
        "unsought": found.unsought_count,
        "cpu_s": cpu_s,
    }


def spent(act: Callable[[], Any]) -> tuple[Any, float]:
    """What an act answers, and CPU seconds of this process, its children and the server's."""
    before, children = dues.server_cpu(), _children()
    answer, mine, _clock = registers.timed(act)
    return answer, mine + (_children() - children) + (dues.server_cpu() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def one_at_a_time(told: list[tuple[str, str, str, str]], list_id: int, *, sample: int) -> dict[str, Any]:
    """Each row by itself, from the database; it must find whom the list found."""
    from django.apps import apps

    chosen = told[:sample]
    found, cpu_s = spent(lambda: [who for row, one in enumerate(chosen, start=2) for who in _asked(row, one)])
    lines = apps.get_model("claims.DeathLine").objects.filter(list=list_id, row__lte=sample + 1)
    ours = sorted(lines.exclude(person=None).exclude(agreement="likely").values_list("row", "person_id", "agreement"))
    if sorted(found) != ours:
        raise SystemExit("row by row others are found than at once")
    return {"what": f"row by row, {sample} rows", "cpu_s": cpu_s, "ms_a_row": cpu_s / sample * 1000}


def _asked(row: int, told: tuple[str, str, str, str]) -> Iterator[tuple[int, int, str]]:
    from django.apps import apps

    from payung.intake.rules.names import read_name
    from payung.people import queries as people

    nik, name, born, _died = told
    folded, day = read_name(name)[2], datetime.strptime(born.rpartition(" ")[2], "%d-%m-%Y").date()  # noqa: DTZ007
    holder = people.by_niks(kabupaten=registers.KABUPATEN, niks=[nik]).get(nik)
    alike = apps.get_model("people.Person").objects.filter(kabupaten=registers.KABUPATEN, birth_date=day)
    same = {one.pk for one in alike if read_name(one.name)[2] == folded}
    members = apps.get_model("membership.Membership").objects
    if holder in same:
        yield row, holder, "sure"
        return
    if holder and members.filter(person=holder).exists():
        yield row, holder, "nik_alone"
    for one in same - {holder}:
        if members.filter(person=one).exists():
            yield row, one, "name_and_date"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--deaths", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--keys", action="store_true")
    asked = parser.parse_args()
    registers.ready()
    from django.db import connection

    house(asked.members)
    if asked.keys:
        from payung.matching.door.filling import fill_keys

        fill_keys(kabupaten=registers.KABUPATEN)
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(asked.runs):
            told = list(rows_of(deaths=asked.deaths, members=asked.members, run=run))
            runs.append(taken(written(told, folder, run)))
    reference = one_at_a_time(told, runs[-1]["list_id"], sample=asked.sample)
    ours = {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0] if name != "list_id"}
    ratio = reference["ms_a_row"] / (ours["cpu_s"] / asked.deaths * 1000)
    print(
        json.dumps(
            {
                "bench": "deaths",
                "engine": connection.vendor,
                "members": asked.members,
                "deaths": asked.deaths,
                "reach": {"members": 1_000_000, "deaths": 100_000, "cpu_s": 20},
                **ours,
                "runs": [round(run["cpu_s"], 2) for run in runs],
                "reference": {
                    **reference,
                    "cpu_s": round(reference["cpu_s"], 3),
                    "ms_a_row": round(reference["ms_a_row"], 3),
                    "times_slower": round(ratio, 1),
                },
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
