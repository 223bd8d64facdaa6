"""A batch of 50,000 drawn up, and its workbook for BPJS written and sealed: 30 columns of texts, keys and checksums.

CPU seconds of this process, and on PostgreSQL of the server's process that works for it. `write`: of the workbook, the
list alone, its facts gathered before. The reference of the same run is XlsxWriter writing the same cells, and nothing else.

    python bench/batches.py [--lines 50000] [--runs 3]    (PAYUNG_DB for PostgreSQL: an empty database)
"""

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent))

import answers
import registers

NOW = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
TOLD = {
    "birth_place": "Kotabaru",
    "mother_name": "Aminah",
    "marital_status": "Kawin",
    "address": "Jl. Pesisir",
    "rt": "3",
    "dusun": "Tanjung",
    "postal_code": "72112",
    "work_location": "Selat Makassar",
    "work_hours": "05.00 - 11.00",
    "phone": "081200000000",
    "email": "",
    "heir_name": "",
}


def named(*, lines: int, run: int) -> tuple[int, int]:
    """A programme with a decree in force that names so many, of whom a list told everything: its id and the fund's."""
    from django.db import transaction

    programme_id = registers.open_programme(code=f"batches-{run}", places=lines)
    fund_id = answers._model("programmes.Fund").objects.get(programme=programme_id, code="apbd").pk  # noqa: SLF001
    with transaction.atomic():
        _people(programme_id, fund_id, lines, run)
    registers.analysed()
    return programme_id, fund_id


def _people(programme_id: int, fund_id: int, lines: int, run: int) -> None:
    from payung.gateways.bulk_rows import fresh_ids
    from payung.gateways.sealing import Kind, sealer

    model, rows_of = answers._model, registers.rows_of  # noqa: SLF001
    paper = answers._decree(programme_id)  # noqa: SLF001
    file_id = model("intake.Candidate").objects.get(id=paper["candidate"]).row.file_id
    niks = [f"6302{run:02d}{1 + n % 28:02d}{1 + n % 12:02d}80{n // 10:04d}"[:15] + str(n % 10) for n in range(lines)]
    seals = sealer(registers.KABUPATEN).sealed_and_indexed(niks, Kind.NIK)
    sealed = {"nik_sealed": [one for one, _ in seals]}
    indexed = sealed | {"nik_index": [index for _, index in seals]}
    about: dict[str, Any] = {"name": [f"ORANG {n}" for n in range(lines)], "sex": "P", "birth_date": date(1980, 1, 12)}
    about |= {"desa_code": "63.02.06.2014", "occupation": "nelayan"}
    tables = ("people_person", "intake_row", "intake_candidate", "decrees_line")
    person, row, candidate, line = (list(fresh_ids(table=table, count=lines)) for table in tables)
    numbers = list(range(1, lines + 1))
    rows_of(model("people.Person"), about | {"id": person, "kabupaten": registers.KABUPATEN, "made_at": NOW}, lines)
    identity = {"person_id": person, "from_date": registers.ON}
    rows_of(model("people.Identity"), identity | indexed, lines)
    listed = {"id": row, "file_id": file_id, "sheet": "LAGI", "number": numbers, "place": [n + 9 for n in numbers]}
    rows_of(model("intake.Row"), listed | {"state": "candidate"}, lines)
    proposed = {"id": candidate, "programme_id": programme_id, "row_id": row, "income_rp": 1_250_000}
    proposed |= {"receipt_code": [f"B{run:02d}{n:09d}" for n in numbers]}
    rows_of(model("intake.Candidate"), about | indexed | TOLD | proposed, lines)
    rows_of(model("matching.Link"), {"candidate_id": candidate, "person_id": person, "how": "new"}, lines)
    of_decree = {"id": line, "decree_id": paper["decree"], "candidate_id": candidate, "person_id": person}
    of_decree |= {"number": numbers, "fund_id": fund_id, "fund_name": "APBD", "months": 12, "desa": "Rampa"}
    of_decree |= {"kecamatan": "Pulau Laut Utara", "first_month": date(2027, 1, 1), "last_month": date(2027, 12, 1)}
    rows_of(model("decrees.Line"), about | sealed | of_decree, lines)
    rows_of(model("decrees.Place"), {"programme_id": programme_id, "person_id": person, "line_id": line}, lines)
    _in_force(paper["decree"], run)


def _in_force(decree_id: int, run: int) -> None:
    from django.db.models import F

    answers._model("decrees.Decree").objects.filter(id=decree_id).update(  # noqa: SLF001
        state="in_force",
        checked_by="command:checker",
        checked_at=NOW,
        frozen_at=NOW,
        lines_sha256="a" * 64,
        number=f"188.45/{run}",
        signed_date=date(2026, 12, 20),
        scan_code="0" * 32,
        scan_line_count=F("line_count"),
        in_force_date=date(2027, 1, 1),
    )


def told(programme_id: int, fund_id: int) -> dict[str, float]:
    """CPU seconds of the draft, of the export, and of writing the list of it alone."""
    from payung.enrolment import actions
    from payung.enrolment.states import Kind

    common: dict[str, Any] = {"actor": registers.operator(), "now": NOW}
    batch, draft_s = answers.cpu(
        lambda: actions.draft_batch(
            programme_id=programme_id, fund_id=fund_id, kind=Kind.NEW, request_key=uuid4(), **common
        )
    )
    done, export_s = answers.cpu(lambda: actions.export_batch(batch_id=batch.id, request_key=uuid4(), **common))
    made = _list_of(done.id)
    return {
        "draft_cpu_s": draft_s,
        "export_cpu_s": export_s,
        "write_cpu_s": answers.cpu(lambda: _ours(*made))[1],
        "reference_cpu_s": answers.cpu(lambda: _xlsxwriter(*made))[1],
    }


def _list_of(batch_id: int) -> tuple[Sequence[Any], Sequence[Any]]:
    """Columns and rows, as they went into the workbook."""
    from payung.enrolment.layouts import layout_named
    from payung.enrolment.models import Batch
    from payung.enrolment.workbooks import _Writing

    batch = Batch.objects.get(id=batch_id)
    writing = _Writing(batch, layout_named(batch.layout), passing=lambda _done: None)
    return writing.columns, list(writing.rows())


def _ours(columns: Sequence[Any], rows: Sequence[Any]) -> None:
    from payung.gateways.lists import write_list

    write_list(out=BytesIO(), title="DAFTAR BARU 1", columns=columns, rows=rows, request="B1")


def _xlsxwriter(columns: Sequence[Any], rows: Sequence[Any]) -> None:
    from xlsxwriter import Workbook

    from payung.gateways.lists import key_text

    with Workbook(BytesIO(), {"constant_memory": True}) as book:
        sheet, text = book.add_worksheet(), book.add_format({"num_format": "@"})
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row.cells):
                if cell:
                    sheet.write_string(number, place, cell, text)
            sheet.write_string(number, len(columns), key_text(request="B1", row=row.code), text)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    registers.ready()
    from django.db import connection

    found = [told(*named(lines=asked.lines, run=run)) for run in range(asked.runs)]
    ours = {name: round(statistics.median(one[name] for one in found), 3) for name in found[0]}
    walked = ours.pop("reference_cpu_s")
    print(
        json.dumps(
            {
                "bench": "batches",
                "engine": connection.vendor,
                "lines": asked.lines,
                "reach": {"lines": 50_000, "export_cpu_s": 6},
                **ours,
                "reference": {
                    "what": "XlsxWriter writing the same cells",
                    "cpu_s": walked,
                    "times_as_fast": round(walked / ours["write_cpu_s"], 2),
                },
            }
        )
    )


if __name__ == "__main__":
    main()
