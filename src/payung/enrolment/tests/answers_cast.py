"""A decree in force with a small known cast, their lines in sent batches, and what BPJS sends back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from xlsxwriter import Workbook

from payung.accounts.rules import Actor, Role
from payung.decrees.models import Decree, Line, Place
from payung.enrolment.actions import answers
from payung.enrolment.models import Answer, AnswerRow, Batch, BatchLine
from payung.enrolment.queries.answers import AnswerFacts
from payung.enrolment.states import Kind, LineState, State
from payung.gateways.lists import key_text
from payung.gateways.sealed_uploads import SealedUpload
from payung.gateways.sealing import Kind as Number
from payung.gateways.sealing import sealer
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.people.models import Identity, Person
from payung.programmes.models import Fund, Programme

KABUPATEN = "63.02"
NOW = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
SENT = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
ANSWERED = date(2027, 1, 15)
RAMPA = "63.02.06.2014"
SARI, MASTURI, JUMIATI = "6302065201800001", "6302061708750002", "6302064304900003"
NAMES = {SARI: "Sari Wahyuni", MASTURI: "Masturi", JUMIATI: "Jumiati"}
KPJ = {SARI: "26001000017", MASTURI: "26001000025", JUMIATI: "26001000033"}
numbers = count(1)


def actor(*roles: Role, key: str = "user:3", kabupaten: str = KABUPATEN) -> Actor:
    return Actor(key=key, name="Rina", kabupaten=kabupaten, scope=kabupaten, roles=frozenset(roles))


OPERATOR = actor(Role.OPERATOR)
HEAD_OF_DINAS = actor(Role.HEAD, key="user:5")
INSPECTOR = actor(Role.INSPECTOR, key="user:7")


def programme(kabupaten: str = KABUPATEN) -> Programme:
    made = Programme.objects.create(
        kabupaten=kabupaten,
        code=f"rentan-{next(numbers)}",
        name="Pekerja rentan 2027",
        first_month=date(2027, 1, 1),
        last_month=date(2027, 12, 1),
        registration_date=date(2026, 12, 28),
        made_at=NOW,
        made_by="user:3",
    )
    for code in ("apbd", "csr"):
        Fund.objects.create(programme=made, code=code, kind=code, name=code.upper(), ceiling_rp=10**9)
    return made


def person(nik: str, name: str = "") -> Person:
    seals = sealer(KABUPATEN)
    facts = {"sex": "P", "birth_date": date(1980, 1, 12), "desa_code": RAMPA, "occupation": "nelayan"}
    made = Person.objects.create(kabupaten=KABUPATEN, name=name or NAMES[nik], made_at=NOW, **facts)
    cards = {"nik_index": seals.index(nik, Number.NIK), "nik_sealed": seals.sealed(nik, Number.NIK)}
    Identity.objects.create(person=made, from_date=date(2026, 1, 1), **cards)
    return made


def decree(of: Programme) -> Decree:
    """A draft, so that lines can still be added; `put_in_force` ends that."""
    return Decree.objects.create(programme=of, about="Penerima", made_by="user:3", made_at=NOW)


def put_in_force(paper: Decree) -> None:
    Decree.objects.filter(id=paper.pk).update(
        state="in_force",
        checked_by="user:4",
        checked_at=NOW,
        frozen_at=NOW,
        lines_sha256="a" * 64,
        number=f"188.45/{next(numbers)}",
        signed_date=date(2026, 12, 20),
        scan_code="0" * 32,
        scan_line_count=0,
        in_force_date=date(2027, 1, 1),
    )


def named(paper: Decree, who: Person, nik: str, **more: Any) -> Line:
    """The person stands in the decree, and holds a place."""
    number = next(numbers)
    facts = {
        "name": who.name,
        "sex": "P",
        "birth_date": who.birth_date,
        "desa_code": RAMPA,
        "occupation": "nelayan",
    }
    file = ReceivedFile.objects.create(
        kabupaten=KABUPATEN,
        programme=paper.programme,
        code=uuid4().hex,
        file_name="usulan.xlsx",
        sha256=uuid4().hex * 2,
        size_bytes=1,
        source="desa",
        sender="Desa Rampa",
        registration_date=date(2026, 12, 28),
        received_by="user:3",
        received_at=NOW,
    )
    row = Row.objects.create(file=file, sheet="DATA", number=number, place=number, state="candidate")
    sealed = {"nik_sealed": sealer(KABUPATEN).sealed(nik, Number.NIK)}
    index = {"nik_index": sealer(KABUPATEN).index(nik, Number.NIK)}
    candidate = Candidate.objects.create(
        programme=paper.programme, row=row, receipt_code=f"{number:012}", **sealed, **index, **facts
    )
    months = {"first_month": date(2027, 1, 1), "last_month": date(2027, 12, 1), "months": 12}
    fund = Fund.objects.get(programme=paper.programme, code="apbd")
    of_line = {"decree": paper, "number": number, "person": who, "candidate": candidate, "fund": fund}
    line = Line.objects.create(
        **of_line, **sealed, **facts, desa="Rampa", kecamatan="Pulau Laut Utara", fund_name="APBD", **(months | more)
    )
    Place.objects.create(programme=paper.programme, person=who, line=line)
    return line


def batch(of: Programme, kind: Kind = Kind.NEW) -> Batch:
    """A draft, so that persons can still be asked for in it; `leaves` ends that."""
    facts: dict[str, Any] = {
        "fund": Fund.objects.get(programme=of, code="apbd"),
        "number": next(numbers),
        "layout": "default",
        "made_by": "user:3",
        "made_at": SENT,
        "drafted_at": SENT,
        "request_key": uuid4(),
    }
    return Batch.objects.create(programme=of, kind=kind, **facts)


def leaves(made: Batch, state: State = State.SENT) -> None:
    made.state, made.exported_at, made.file_code, made.sent_date = state, SENT, "0" * 32, SENT.date()
    made.save()


def asked(of: Batch, line: Line, nik: str, **more: Any) -> BatchLine:
    """The named person stands in the batch."""
    seals, number = sealer(KABUPATEN), next(numbers)
    cards = {"nik_sealed": seals.sealed(nik, Number.NIK), "nik_index": seals.index(nik, Number.NIK)}
    facts = {"person": line.person, "line": line, "name": line.name, "number": number, "kind": of.kind}
    return BatchLine.objects.create(
        batch=of, programme=of.programme, row_key=f"R{number:011}", **facts, **cards, **more
    )


def three_sent(kind: Kind = Kind.NEW, state: State = State.SENT, **more: Any) -> tuple[Programme, dict[str, BatchLine]]:
    """Sari, Masturi and Jumiati wait for the answer to one batch."""
    of = programme()
    paper, sent = decree(of), batch(of, kind)
    lines = {nik: asked(sent, named(paper, person(nik), nik), nik, **more) for nik in NAMES}
    leaves(sent, state)
    put_in_force(paper)
    return of, lines


HEAD = ("NO", "NIK", "NAMA TK", "NO KPJ", "STATUS UPLOAD", "KETERANGAN")


def own_layout(*rows: Sequence[Any]) -> dict[str, list[Sequence[Any]]]:
    """As the branch writes it, without any key of ours."""
    numbered = [(number, *row) for number, row in enumerate(rows, start=1)]
    return {"HASIL": [("BPJS KETENAGAKERJAAN KANTOR CABANG BATULICIN",), ("HASIL UPLOAD",), HEAD, *numbered]}


def returned(*rows: tuple[BatchLine, Sequence[Any]]) -> dict[str, list[Sequence[Any]]]:
    """Our own workbook with its three columns filled; each row ends with its key."""
    head = ("NO", "NIK", "NAMA (SESUAI KTP)", "STATUS KAWIN", "HASIL", "KPJ", "ALASAN", "Kunci")
    told = [
        (at, sealed_nik(line), line.name, "KAWIN", *said, key_text(request="B1", row=line.row_key))
        for at, (line, said) in enumerate(rows, start=1)
    ]
    return {"DAFTAR BARU": [head, *told]}


def sealed_nik(line: BatchLine) -> str:
    return sealer(KABUPATEN).opened(bytes(line.nik_sealed), Number.NIK)


def workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> Path:
    with Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def receive(of: Programme, path: Path, on: date = ANSWERED) -> tuple[AnswerFacts, bool]:
    return answers.receive_answer(
        programme_id=of.pk, came=SealedUpload.of_file(path), answered_date=on, actor=OPERATOR, now=NOW
    )


def answer(
    of: Programme, folder: Path, sheets: Mapping[str, Iterable[Sequence[Any]]], on: date = ANSWERED
) -> AnswerFacts:
    """Received and taken in at once."""
    found, _ = receive(of, workbook(folder / f"jawaban-{next(numbers)}.xlsx", sheets), on)
    return answers.apply_answer(answer_id=found.id, now=NOW)


def states(lines: Mapping[str, BatchLine]) -> list[tuple[LineState, str]]:
    """State and KPJ of each line, as the database has them now."""
    found = {one.pk: one for one in BatchLine.objects.filter(id__in=[line.pk for line in lines.values()])}
    return [(LineState(found[line.pk].state), found[line.pk].kpj) for line in lines.values()]


def outcomes(found: AnswerFacts) -> list[tuple[str, str]]:
    """Outcome and doubt of each row, in the order of the file."""
    rows = AnswerRow.objects.filter(answer=found.id).order_by("id")
    return list(rows.values_list("outcome", "because"))


def answer_of(found: AnswerFacts) -> Answer:
    return Answer.objects.get(id=found.id)
