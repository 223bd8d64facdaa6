"""Who acts, a programme with its money, and persons who were chosen."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from payung.accounts.rules import Actor, Role
from payung.decrees import actions
from payung.decrees.actions.drafting import draft_chosen
from payung.decrees.files import Paper
from payung.decrees.models import Decree
from payung.decrees.rules.choice import Choice
from payung.decrees.rules.fitting import Wanted
from payung.eligibility.models import Override
from payung.gateways.sealing import Kind, sealer
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.people.models import Identity, Person
from payung.programmes import queries as programmes
from payung.programmes.models import Agreement, Criteria, Fund, Programme, Quota
from payung.shared.dates import Month

KABUPATEN = "63.02"
NOW = datetime(2026, 12, 14, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
RAMPA, SEMAYAP = "63.02.06.2014", "63.02.06.1002"
JANUARY, DECEMBER = Month(2027, 1), Month(2027, 12)
MONTH_RP = 16_800  # JKK 10,000 and JKM 6,800 of the lowest row, PP 44/2015 Lampiran II
numbers = count(1)


def actor(key: str, *roles: Role, kabupaten: str = KABUPATEN, scope: str = KABUPATEN) -> Actor:
    return Actor(key=key, name=key, kabupaten=kabupaten, scope=scope, roles=frozenset(roles))


RINA, BUDI = actor("user:3", Role.OPERATOR), actor("user:4", Role.OPERATOR)
HEAD = actor("user:5", Role.HEAD)
BOTH = actor("user:6", Role.OPERATOR, Role.HEAD)
INSPECTOR = actor("user:7", Role.INSPECTOR)


def programme(*, person_months: int = 1200, **places: int) -> Programme:
    """One fund of so many person-months; `places` are quotas: `programme=3`, `desa=2` of Rampa, `occupation=1`."""
    made = Programme.objects.create(
        kabupaten=KABUPATEN,
        code=f"rentan-{next(numbers)}",
        name="Perlindungan pekerja rentan",
        first_month=date(2027, 1, 1),
        last_month=date(2027, 12, 1),
        registration_date=date(2026, 12, 28),
        made_at=NOW,
        made_by="user:3",
    )
    Criteria.objects.create(programme=made, number=1, because="awal", made_at=NOW, made_by="user:3")
    Fund.objects.create(
        programme=made, code="apbd", kind="apbd", name="APBD", ceiling_rp=person_months * MONTH_RP + MONTH_RP - 1
    )
    keys = {"programme": "", "kecamatan": "63.02.06", "desa": RAMPA, "occupation": "nelayan"}
    for kind, many in places.items():
        Quota.objects.create(programme=made, kind=kind, key=keys[kind], places=many)
    return made


def agreement(of: Programme, *, replacement_by: str = "minutes") -> None:
    Agreement.objects.create(
        programme=of,
        number="PKS/1/2026",
        signed_date=date(2026, 12, 1),
        first_date=date(2027, 1, 1),
        last_date=date(2027, 12, 31),
        term_months=12,
        cut_off_day=20,
        replacement_by=replacement_by,
    )


LIVES = {"rt": "03", "dusun": "Satu"}


def chosen(of: Programme, many: int, *, desa_code: str = RAMPA, occupation: str = "nelayan") -> list[Wanted]:
    """Persons with NIK and candidate, vouched for, in the order of their rank."""
    fund = Fund.objects.get(programme=of, code="apbd")
    file = ReceivedFile.objects.create(
        kabupaten=KABUPATEN,
        programme=of,
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
    return [_person(of, fund, file, desa_code, occupation, rank) for rank in range(1, many + 1)]


def _person(of: Programme, fund: Fund, file: ReceivedFile, desa_code: str, occupation: str, rank: int) -> Wanted:
    number = next(numbers)
    nik = f"630206520180{number:04d}"
    seals = sealer(KABUPATEN)
    cards = {"nik_index": seals.index(nik, Kind.NIK), "nik_sealed": seals.sealed(nik, Kind.NIK)}
    facts = {
        "name": f"Sari ke-{number}",
        "sex": "P",
        "birth_date": date(1980, 1, 12),
        "desa_code": desa_code,
        "occupation": occupation,
    }
    person = Person.objects.create(kabupaten=KABUPATEN, made_at=NOW, **facts)
    Identity.objects.create(person=person, from_date=date(2020, 1, 1), **cards)
    row = Row.objects.create(file=file, sheet="DATA", number=number, place=number, state="candidate")
    candidate = Candidate.objects.create(programme=of, row=row, receipt_code=f"{number:012}", **LIVES, **cards, **facts)
    vouch(of, person.pk)
    return Wanted(
        person_id=person.pk,
        candidate_id=candidate.pk,
        desa_code=desa_code,
        occupation=occupation,
        fund_id=fund.pk,
        fund_code=fund.code,
        rank=rank,
        first_month=JANUARY,
        last_month=DECEMBER,
    )


def vouch(of: Programme, person_id: int) -> None:
    """Both registers that every decree needs, by the word of two people."""
    for register in ("dukcapil", "bpjs"):
        Override.objects.create(
            programme=of,
            person_id=person_id,
            register=register,
            reason="Dikenal oleh kepala desa",
            proposed_by="user:3",
            proposed_at=NOW,
            made_by="user:5",
            made_at=NOW,
        )


def unvouch(person_id: int) -> None:
    Override.objects.filter(person=person_id).update(revoked_at=NOW, revoked_by="user:5", revoked_because="wafat")


def drafted(of: Programme, wanted: Sequence[Wanted], *, by: Actor = RINA, key=None) -> Decree:
    facts = programmes.by_id(programme_id=of.pk)
    assert facts is not None
    decree_id = draft_chosen(
        programme=facts,
        selection_id=None,
        about="Penerima bantuan iuran tahun 2027",
        choice=Choice(wanted=wanted, passed=()),
        request_key=key or uuid4(),
        actor=by,
        now=NOW,
    )
    return Decree.objects.get(id=decree_id)


def checked(decree: Decree) -> Decree:
    actions.check_decree(decree_id=decree.pk, request_key=uuid4(), actor=BUDI, now=NOW)
    return Decree.objects.get(id=decree.pk)


def frozen(decree: Decree) -> Decree:
    actions.send_for_signature(decree_id=checked(decree).pk, request_key=uuid4(), actor=HEAD, now=NOW)
    return Decree.objects.get(id=decree.pk)


SCAN = Paper(code="0" * 32, name="keputusan.pdf", sha256="a" * 64, size=3)


def signed(decree: Decree, *, number: str = "188.45/1/2026") -> Decree:
    frozen(decree)
    actions.record_signature(
        decree_id=decree.pk,
        number=number,
        signed_date=date(2026, 12, 20),
        scan=SCAN,
        scan_line_count=decree.lines.count(),
        request_key=uuid4(),
        actor=RINA,
        now=LATER,
    )
    return Decree.objects.get(id=decree.pk)


def in_force(decree: Decree, *, number: str = "188.45/1/2026") -> Decree:
    signed(decree, number=number)
    actions.put_in_force(
        decree_id=decree.pk, in_force_date=date(2027, 1, 1), request_key=uuid4(), actor=HEAD, now=LATER
    )
    return Decree.objects.get(id=decree.pk)
