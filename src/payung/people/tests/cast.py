"""Who acts, and a few people of the register."""

from datetime import UTC, date, datetime

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.gateways.sealing import Kind, sealer
from payung.people import queries
from payung.people.models import Person
from payung.people.queries import PersonFacts
from payung.people.register import enrol
from payung.people.rules import Newcomer

KABUPATEN = "63.02"
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
RAMPA, SEMAYAP = "63.02.06.2012", "63.02.06.2014"
SARI_NIK, MASTURI_NIK, KK = "6302065201800001", "6302061708750002", "6302061234560001"
SARI = {"nik": SARI_NIK, "name": "Sari Wahyuni", "sex": "P", "birth_date": date(1980, 1, 12)}
MASTURI = {"nik": MASTURI_NIK, "name": "Masturi", "sex": "L", "birth_date": date(1975, 8, 17)}


def actor(*roles: Role, scope: str = KABUPATEN) -> Actor:
    return Actor(key="user:3", name="Rina", kabupaten=KABUPATEN, scope=scope, roles=frozenset(roles))


OPERATOR = actor(Role.OPERATOR)


def newcomer(*, nik=SARI_NIK, name="Sari Wahyuni", sex="P", birth_date=date(1980, 1, 12), kk="", heir="", **facts):
    seals = sealer(KABUPATEN)
    blank = dict.fromkeys(("address", "dusun", "rt", "phone", "heir_relation", "heir_phone"), "")
    blank |= {"desa_code": RAMPA, "occupation": "nelayan"} | facts
    return Newcomer(
        name=name,
        sex=sex,
        birth_date=birth_date,
        nik_index=seals.index(nik, Kind.NIK),
        nik_sealed=seals.sealed(nik, Kind.NIK),
        kk_index=seals.index(kk, Kind.KK) if kk else None,
        kk_sealed=seals.sealed(kk, Kind.KK) if kk else None,
        heir_name=heir,
        **blank,
    )


def enrolled(*newcomers: Newcomer) -> list[Person]:
    with transaction.atomic():
        ids = enrol(kabupaten=KABUPATEN, newcomers=newcomers, now=NOW)
    return [Person.objects.get(id=id_) for id_ in ids]


def sari(**facts) -> Person:
    return enrolled(newcomer(**SARI | facts))[0]


def masturi(**facts) -> Person:
    return enrolled(newcomer(**MASTURI | facts))[0]


def seen(person: Person) -> PersonFacts:
    """What the operator sees of the person."""
    found = queries.person(person_id=person.pk, actor=OPERATOR)
    assert found is not None
    return found
