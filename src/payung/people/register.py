"""What `matching` does to the register within its own act: persons enter it, a NIK moves, one person points to another.

Nothing here records an event: whoever calls does, once for all it did, in the same transaction.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from payung.gateways.bulk_rows import fresh_ids, insert_rows, moment
from payung.people import keys
from payung.people.models import Household, Identity, Person
from payung.people.rules import Newcomer

_PERSON = (
    *("id", "kabupaten", "name", "sex", "birth_date", "desa_code", "address", "dusun", "rt", "occupation", "phone"),
    *("household_id", "made_at"),
)


_MOVED = {
    "postgresql": "unnest(%s::bigint[], %s::bigint[]) AS moved(id, kept)",
    "sqlite": "(SELECT CAST(key AS INTEGER) AS id, value AS kept FROM json_each(%s)) AS moved",
}


def hold(kabupaten: str) -> None:
    """Until this transaction ends nobody else finds who is new in this register, or moves a NIK in it.

    Two who at the same moment find a NIK unknown would both make a person of it. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"payung people {kabupaten}"])


def enrol(*, kabupaten: str, newcomers: Sequence[Newcomer], now: datetime) -> Sequence[int]:
    """The newcomers are persons, each with its NIK, household and heir; their ids in the same order."""
    ids = fresh_ids(table="people_person", count=len(newcomers))
    households = _households(kabupaten, newcomers)
    at = moment(now)
    insert_rows(
        table="people_person",
        columns=_PERSON,
        rows=[
            (
                *(id_, kabupaten, new.name, new.sex, new.birth_date, new.desa_code, new.address, new.dusun, new.rt),
                *(new.occupation, new.phone, households[new.kk_index] if new.kk_index else None, at),
            )
            for id_, new in zip(ids, newcomers, strict=True)
        ],
    )
    today = timezone.localdate(now)
    insert_rows(
        table="people_identity",
        columns=("person_id", "nik_index", "nik_sealed", "from_date", "because"),
        rows=[(id_, new.nik_index, new.nik_sealed, today, "") for id_, new in zip(ids, newcomers, strict=True)],
    )
    insert_rows(
        table="people_heir",
        columns=("person_id", "name", "relation", "phone"),
        rows=[
            (id_, new.heir_name, new.heir_relation, new.heir_phone)
            for id_, new in zip(ids, newcomers, strict=True)
            if new.heir_name
        ],
    )
    keys.of_newcomers(kabupaten=kabupaten, ids=ids, newcomers=newcomers)
    return ids


def end_nik(*, person_id: int, nik_index: bytes, because: str, today: date) -> None:
    """The NIK was the person's until today."""
    Identity.objects.filter(person_id=person_id, nik_index=nik_index, to_date=None).update(
        to_date=today, because=because
    )
    _find_anew(person_id)


def give_nik(*, person_id: int, nik_index: bytes, nik_sealed: bytes, because: str, today: date) -> None:
    """The NIK is the person's from today. Raises IntegrityError while it is another's."""
    Identity.objects.create(
        person_id=person_id, nik_index=nik_index, nik_sealed=nik_sealed, from_date=today, because=because
    )
    _find_anew(person_id)


def point(*, person_ids: Sequence[int], kept_id: int | None) -> None:
    """The persons are read as the kept one from now on; None: as themselves."""
    Person.objects.filter(id__in=person_ids).update(same_as=kept_id)


def point_many(*, roots: Mapping[int, int]) -> None:
    """Each of these, who are read as themselves, and whoever is read as one of them: read as another from now on.

    Those below first: nobody may ever be read through a person that is itself read as another.
    """
    for whose in ("same_as_id", "id"):
        sql = f"UPDATE people_person SET same_as_id = moved.kept FROM {_MOVED[connection.vendor]} WHERE people_person.{whose} = moved.id"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, _as_moved(roots))


def hold_persons(person_ids: Sequence[int]) -> None:
    """Until this transaction ends nobody else changes what is written of these persons."""
    list(Person.objects.select_for_update().filter(id__in=person_ids).order_by("id").values_list("id"))


def _as_moved(roots: Mapping[int, int]) -> list[Any]:
    return [list(roots), list(roots.values())] if connection.vendor == "postgresql" else [json.dumps(dict(roots))]


def _find_anew(person_id: int) -> None:
    """The person is found by the NIK it has now. Held: somebody may be putting its name right, and writing its keys."""
    hold_persons([person_id])
    keys.rewrite(kabupaten=Person.objects.values_list("kabupaten", flat=True).get(id=person_id), person_ids=[person_id])


def _households(kabupaten: str, newcomers: Sequence[Newcomer]) -> dict[bytes, int]:
    """The household of each KK that the newcomers bring; those nobody had before are made."""
    brought = {new.kk_index: new.kk_sealed for new in newcomers if new.kk_index}
    known = Household.objects.filter(kabupaten=kabupaten, kk_index__in=list(brought))
    found = {bytes(index): id_ for index, id_ in known.values_list("kk_index", "id")}
    missing = [index for index in brought if index not in found]
    ids = fresh_ids(table="people_household", count=len(missing))
    insert_rows(
        table="people_household",
        columns=("id", "kabupaten", "kk_index", "kk_sealed"),
        rows=[(id_, kabupaten, index, brought[index]) for id_, index in zip(ids, missing, strict=True)],
    )
    return found | dict(zip(missing, ids, strict=True))
