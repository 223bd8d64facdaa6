"""A programme with proposed persons, and the workbooks of other offices."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from xlsxwriter import Workbook

from payung.accounts.rules import Actor, Role
from payung.eligibility import answering
from payung.eligibility.prechecks.facts import AnswerFacts
from payung.eligibility.prechecks.taking_in import take_in
from payung.eligibility.rules.words import Register
from payung.gateways.sealing import Kind, sealer
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.matching.models import Link
from payung.people.models import Household, Identity, Person
from payung.programmes.models import Criteria, Criterion, Fund, Programme

KABUPATEN = "63.02"
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ANSWERED = date(2026, 11, 20)
RAMPA = "63.02.06.2014"
SARI, MASTURI, JUMIATI = "6302065201800001", "6302061708750002", "6302064304900003"
NAMES = {SARI: "Sari Wahyuni", MASTURI: "Masturi", JUMIATI: "Jumiati"}
numbers = count(1)


def actor(*roles: Role, key: str = "user:3") -> Actor:
    return Actor(key=key, name="Rina", kabupaten=KABUPATEN, scope=KABUPATEN, roles=frozenset(roles))


OPERATOR = actor(Role.OPERATOR)
HEAD = actor(Role.HEAD, key="user:1")


def programme(*, desil: bool = False, wadah: str = "PEMKAB KOTABARU PEKERJA RENTAN") -> Programme:
    made = Programme.objects.create(
        kabupaten=KABUPATEN,
        code=f"rentan-{next(numbers)}",
        name="Pekerja rentan 2027",
        first_month=date(2027, 1, 1),
        last_month=date(2027, 12, 1),
        registration_date=date(2026, 12, 28),
        made_at=NOW,
        made_by="user:3",
    )
    Fund.objects.create(programme=made, code="apbd", kind="apbd", name="APBD", ceiling_rp=10**9, wadah=wadah)
    criteria = Criteria.objects.create(programme=made, number=1, because="awal", made_at=NOW, made_by="user:3")
    kinds = ["alive", *(["desil"] if desil else [])]
    Criterion.objects.bulk_create(
        Criterion(criteria=criteria, kind=kind, audience="entering", at_most=4 if kind == "desil" else None)
        for kind in kinds
    )
    return made


def person(nik: str = SARI, name: str = "", **facts: Any) -> Person:
    seals = sealer(KABUPATEN)
    kk = f"63020601011{next(numbers):05}"
    household = Household.objects.create(
        kabupaten=KABUPATEN, kk_index=seals.index(kk, Kind.KK), kk_sealed=seals.sealed(kk, Kind.KK)
    )
    known: dict[str, Any] = {
        "sex": "P",
        "birth_date": date(1980, 1, 12),
        "desa_code": RAMPA,
        "occupation": "nelayan",
    } | facts
    made = Person.objects.create(
        kabupaten=KABUPATEN, name=name or NAMES[nik], household=household, made_at=NOW, **known
    )
    Identity.objects.create(
        person=made,
        nik_index=seals.index(nik, Kind.NIK),
        nik_sealed=seals.sealed(nik, Kind.NIK),
        from_date=date(2026, 1, 1),
    )
    return made


def propose(programme: Programme, *persons: Person) -> None:
    """Each is a candidate of a list."""
    file = ReceivedFile.objects.create(
        kabupaten=KABUPATEN,
        programme=programme,
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
    for one in persons:
        number = next(numbers)
        row = Row.objects.create(file=file, sheet="DATA", number=number, place=number, state="candidate")
        candidate = Candidate.objects.create(
            programme=programme,
            row=row,
            receipt_code=f"{number:012}",
            nik_index=f"{number:016}".encode(),
            nik_sealed=b"sealed",
            name=one.name,
            sex=one.sex,
            birth_date=one.birth_date,
            desa_code=one.desa_code,
            occupation=one.occupation,
        )
        Link.objects.create(candidate=candidate, person=one, how="new")


def workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]], merges: Iterable[str] = ()) -> Path:
    """Rows as an office leaves them; a list of cells begins in column A."""
    with Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for merged in merges:
                sheet.merge_range(merged, "")
    return path


def answer(programme: Programme, register: Register, path: Path, **more: Any) -> tuple[AnswerFacts, bool]:
    """Recorded and read at once; its facts as they are afterwards."""
    asked = {
        "request_code": None,
        "answered_date": ANSWERED,
        "source": "Surat 400.12/77",
        "actor": OPERATOR,
        "now": NOW,
    }
    found, is_new = answering.record_answer(programme_id=programme.pk, register=register, came=path, **asked | more)
    if is_new:
        read(found.id)
    return found, is_new


def read(answer_id: int, job_id: UUID | None = None) -> None:
    take_in(answer_id=answer_id, job_id=job_id or uuid4(), now=NOW)
