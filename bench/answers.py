"""An answer of BPJS to a batch of 50,000, taken in as one act: read, matched, kept by chunks, registered, and one event.

CPU seconds of this process, of the child that reads the workbook, and on PostgreSQL of the server's process that works
for it. `key`: our own workbook come back, matched by row key; `nik`: the branch's own layout, matched by NIK. `count_s`:
the transaction in which all of it counts. One row in forty is refused. The reference of the same run is openpyxl going
through the same workbook, and nothing else.

    python bench/answers.py [--lines 50000] [--runs 3]    (PAYUNG_DB for PostgreSQL: an empty database)
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent))

import dues
import registers

NOW = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
SENT = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
ANSWERED = date(2027, 1, 15)
REFUSED_ONE_IN = 40
LAYOUTS = ("key", "nik")


def sent(*, lines: int, run: int) -> tuple[int, list[tuple[str, str, str]]]:
    """A programme with so many named persons in one sent batch: its id, and NIK, name and row key of each."""
    from django.db import transaction

    programme_id = registers.open_programme(code=f"answers-{run}", places=lines)
    with transaction.atomic():
        told = _lines(programme_id, lines, run)
    registers.analysed()
    return programme_id, told


def _lines(programme_id: int, lines: int, run: int) -> list[tuple[str, str, str]]:
    from payung.enrolment.models import Batch, BatchLine
    from payung.gateways.bulk_rows import fresh_ids
    from payung.gateways.sealing import Kind, sealer

    fund_id = _model("programmes.Fund").objects.get(programme=programme_id, code="apbd").pk
    paper = _decree(programme_id)
    niks = [f"6302{run:02d}{1 + n % 28:02d}{1 + n % 12:02d}80{n // 10:04d}"[:15] + str(n % 10) for n in range(lines)]
    seals = sealer(registers.KABUPATEN).sealed_and_indexed(niks, Kind.NIK)
    names = [f"ORANG {n}" for n in range(lines)]
    about = {"name": names, "sex": "P", "birth_date": date(1980, 1, 12), "desa_code": "63.02.06.2014"}
    about |= {"occupation": "nelayan"}
    people = list(fresh_ids(table="people_person", count=lines))
    of_decree = list(fresh_ids(table="decrees_line", count=lines))
    person = {"id": people, "kabupaten": registers.KABUPATEN, "made_at": NOW}
    registers.rows_of(_model("people.Person"), about | person, lines)
    line = {"id": of_decree, "decree_id": paper["decree"], "candidate_id": paper["candidate"], "person_id": people}
    line |= {"number": list(range(1, lines + 1)), "fund_id": fund_id, "fund_name": "APBD", "months": 12}
    line |= {"nik_sealed": [sealed for sealed, _ in seals], "desa": "Rampa", "kecamatan": "Pulau Laut Utara"}
    line |= {"first_month": date(2027, 1, 1), "last_month": date(2027, 12, 1)}
    registers.rows_of(_model("decrees.Line"), about | line, lines)
    place = {"programme_id": programme_id, "person_id": people, "line_id": of_decree}
    registers.rows_of(_model("decrees.Place"), place, lines)
    batch = Batch.objects.create(
        programme_id=programme_id,
        fund_id=fund_id,
        kind="new",
        number=1,
        state="draft",
        layout="default",
        made_by="command:bench",
        made_at=SENT,
        request_key=uuid4(),
        file_code="0" * 32,
    )
    keys = [f"K{run:02d}{n:09d}" for n in range(lines)]
    asked = {
        "batch_id": batch.pk,
        "programme_id": programme_id,
        "kind": "new",
        "number": line["number"],
        "row_key": keys,
    }
    asked |= {"person_id": people, "line_id": of_decree, "name": names}
    asked |= {"nik_sealed": line["nik_sealed"], "nik_index": [index for _, index in seals]}
    registers.rows_of(BatchLine, asked, lines)
    Batch.objects.filter(id=batch.pk).update(state="sent", drafted_at=SENT, exported_at=SENT, sent_date=SENT.date())
    return list(zip(niks, names, keys, strict=True))


def _decree(programme_id: int) -> dict[str, int]:
    """A draft, and the one candidate that stands for the rows of everybody."""
    file = _model("intake.ReceivedFile").objects.create(
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
    row = _model("intake.Row").objects.create(file=file, sheet="DATA", number=1, place=1, state="candidate")
    candidate = _model("intake.Candidate").objects.create(
        programme_id=programme_id,
        row=row,
        receipt_code=f"BENCH{programme_id:07d}",
        nik_index=b"0" * 16,
        nik_sealed=b"0" * 32,
        name="Bench",
        sex="P",
        birth_date=date(1980, 1, 12),
        desa_code="63.02.06.2014",
        occupation="nelayan",
    )
    decree = _model("decrees.Decree").objects.create(
        programme_id=programme_id, about="Bench", made_by="command:bench", made_at=registers.NOW
    )
    return {"decree": decree.pk, "candidate": candidate.pk}


def _model(name: str) -> Any:
    from django.apps import apps

    return apps.get_model(name)


def written(path: Path, layout: str, told: Sequence[tuple[str, str, str]], run: int) -> Path:
    """The answer as a workbook."""
    from xlsxwriter import Workbook

    with Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("HASIL")
        for number, row in enumerate(_rows(layout, told, run)):
            sheet.write_row(number, 0, row)
    return path


def _rows(layout: str, told: Sequence[tuple[str, str, str]], run: int) -> Iterator[tuple[object, ...]]:
    from payung.gateways.lists import key_text

    yield ("NO", "NIK", "NAMA TK", "STATUS UPLOAD", "NO KPJ", "KETERANGAN", *(["Kunci"] if layout == "key" else []))
    for number, (nik, name, row_key) in enumerate(told, start=1):
        refused = number % REFUSED_ONE_IN == 0
        kpj = "" if refused else f"26{run:02d}{number:07d}"
        said = ("GAGAL" if refused else "BERHASIL", kpj, "Nama ibu kandung kosong" if refused else "")
        yield number, nik, name, *said, *([key_text(request="B1", row=row_key)] if layout == "key" else [])


def taken_in(programme_id: int, path: Path) -> dict[str, Any]:
    """The answer is received and counts."""
    from payung.enrolment.actions import answers
    from payung.enrolment.answering import counting
    from payung.gateways.sealed_uploads import SealedUpload

    counted: list[float] = []
    real = answers.count

    def timed_count(*words: Any, **more: Any) -> None:
        counted.append(cpu(lambda: real(*words, **more))[1])

    def act() -> Any:
        came = SealedUpload.of_file(path)
        found, _ = answers.receive_answer(
            programme_id=programme_id, came=came, answered_date=ANSWERED, actor=registers.operator(), now=NOW
        )
        return answers.apply_answer(answer_id=found.id, now=NOW)

    answers.count = timed_count
    try:
        began = time.monotonic()
        found, cpu_s = cpu(act)
        clock = time.monotonic() - began
    finally:
        answers.count = counting.count
    return {"applied": found.applied_count, "cpu_s": cpu_s, "count_s": counted[0], "clock_s": clock}


def cpu(act: Callable[[], Any]) -> tuple[Any, float]:
    """What an act answers; CPU seconds of this process, its children and the server."""
    before = _spent()
    answer = act()
    return answer, _spent() - before


def _spent() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used) + dues.server_cpu()


def gone_through(path: Path) -> float:
    from openpyxl import load_workbook

    def act() -> None:
        for _ in load_workbook(path, read_only=True).active.iter_rows(values_only=True):
            pass

    return cpu(act)[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    registers.ready()
    from django.db import connection

    runs: dict[str, list[dict[str, Any]]] = {layout: [] for layout in LAYOUTS}
    reference = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(asked.runs * len(LAYOUTS)):
            layout = LAYOUTS[run % len(LAYOUTS)]
            programme_id, told = sent(lines=asked.lines, run=run)
            path = written(Path(folder) / f"{run}.xlsx", layout, told, run)
            runs[layout].append(taken_in(programme_id, path))
            if layout == "nik":
                reference.append(gone_through(path))
    ours = {
        layout: {name: round(statistics.median(one[name] for one in found), 3) for name in found[0]}
        for layout, found in runs.items()
    }
    walked = statistics.median(reference)
    print(
        json.dumps(
            {
                "bench": "answers",
                "engine": connection.vendor,
                "lines": asked.lines,
                "reach": {"lines": 50_000, "cpu_s": 12},
                **ours,
                "reference": {
                    "what": "openpyxl going through the same workbook",
                    "cpu_s": round(walked, 3),
                    "times_slower": round(ours["nik"]["cpu_s"] / walked, 2),
                },
            }
        )
    )


if __name__ == "__main__":
    main()
