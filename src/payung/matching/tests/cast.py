"""Who acts, a programme, and candidates as an import would have left them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from payung.accounts.rules import Actor, Role
from payung.gateways.sealing import Kind, sealer
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.programmes.models import Programme

KABUPATEN = "63.02"
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
RAMPA, SEMAYAP = "63.02.06.2012", "63.02.06.2014"
SARI_NIK, MASTURI_NIK = "6302065201800001", "6302061708750002"
numbers = count(1)


def actor(*roles: Role, scope: str = KABUPATEN) -> Actor:
    return Actor(key="user:3", name="Rina", kabupaten=KABUPATEN, scope=scope, roles=frozenset(roles))


OPERATOR = actor(Role.OPERATOR)


def programme() -> Programme:
    return Programme.objects.create(
        kabupaten=KABUPATEN,
        code=f"pekerja-rentan-{next(numbers)}",
        name="Perlindungan pekerja rentan",
        first_month=date(2027, 1, 1),
        last_month=date(2027, 12, 1),
        registration_date=date(2026, 12, 28),
        made_at=NOW,
        made_by="user:3",
    )


@dataclass(kw_only=True)
class Brought:
    """A list of a desa, and the candidates that came of its rows."""

    programme: Programme

    def __post_init__(self) -> None:
        self.file = ReceivedFile.objects.create(
            kabupaten=KABUPATEN,
            programme=self.programme,
            code=uuid4().hex,
            file_name="usulan.xlsx",
            sha256=uuid4().hex * 2,
            size_bytes=1,
            source="desa",
            sender="Desa Rampa",
            registration_date=date(2026, 12, 28),
            state="checked",
            received_by="user:3",
            received_at=NOW,
        )

    def candidate(
        self, *, nik=SARI_NIK, name="Sari Wahyuni", birth_date=date(1980, 1, 12), kk="", **facts
    ) -> Candidate:
        number = next(numbers)
        row = Row.objects.create(file=self.file, sheet="DATA", number=number, place=number, state="candidate")
        seals = sealer(KABUPATEN)
        cards = {"nik_index": seals.index(nik, Kind.NIK), "nik_sealed": seals.sealed(nik, Kind.NIK)}
        if kk:
            cards |= {"kk_index": seals.index(kk, Kind.KK), "kk_sealed": seals.sealed(kk, Kind.KK)}
        facts = {"sex": "P", "desa_code": RAMPA, "occupation": "nelayan"} | facts
        return Candidate.objects.create(
            programme=self.programme,
            row=row,
            receipt_code=f"{number:012}",
            name=name,
            birth_date=birth_date,
            **cards,
            **facts,
        )

    def sari(self, **facts) -> Candidate:
        return self.candidate(**facts)

    def masturi(self, **facts) -> Candidate:
        man = {"nik": MASTURI_NIK, "name": "Masturi", "birth_date": date(1975, 8, 17), "sex": "L"}
        return self.candidate(**man | facts)


def brought() -> Brought:
    return Brought(programme=programme())
