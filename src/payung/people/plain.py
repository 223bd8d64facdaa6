"""Persons with their numbers in clear, to be compared with others in memory: nothing of this is kept or shown.

Each person as it was written, also one that is read as another (`same_as`): a writing is what is compared.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from payung.gateways.sealing import Kind, sealer
from payung.people.columns import as_list, in_list
from payung.people.rules import Newcomer

_AT_ONCE = 2000
_FACTS = """
SELECT person.id, identity.nik_sealed, household.kk_sealed, person.name, CAST(person.birth_date AS text), person.sex,
       person.desa_code, person.phone, person.address, person.rt,
       (SELECT heir.name FROM people_heir AS heir
         WHERE heir.person_id = person.id AND heir.ended_at IS NULL ORDER BY heir.id LIMIT 1),
       COALESCE(person.same_as_id, person.id)
  FROM people_person AS person
  LEFT JOIN people_identity AS identity ON identity.person_id = person.id AND identity.to_date IS NULL
  LEFT JOIN people_household AS household ON household.id = person.household_id
 WHERE person.kabupaten = %s AND"""


class PlainFacts(NamedTuple):
    """What is written of a person; "" or None where nothing is. NIK and KK in clear."""

    id: int
    nik: str | None  # the current one
    kk: str | None
    name: str
    birth_date: str  # ISO
    sex: str
    desa: str
    phone: str
    address: str
    rt: str
    heir: str | None  # the first who is named now


class Read(NamedTuple):
    """Persons as written, by id, and as whom each is read."""

    facts: list[PlainFacts]
    kept: dict[int, int]


def plain_facts(*, kabupaten: str, person_ids: Sequence[int]) -> list[PlainFacts]:
    """These persons of the kabupaten, by id; whoever is not of it is left out."""
    return plain_and_kept(kabupaten=kabupaten, person_ids=person_ids).facts


def plain_and_kept(*, kabupaten: str, person_ids: Sequence[int]) -> Read:
    """The same, with who each is read as."""
    if not person_ids:
        return Read([], {})
    with connection.cursor() as cursor:
        cursor.execute(f"{_FACTS} person.id IN ({in_list()}) ORDER BY person.id", [kabupaten, as_list(person_ids)])
        rows = {row[0]: row for row in cursor.fetchall()}  # a person with two current NIKs comes once, with either
    facts = list(_opened(kabupaten, (row[:-1] for row in rows.values())))
    return Read(facts, {id_: row[-1] for id_, row in rows.items()})


def plain_register(*, kabupaten: str, after: int = 0, at_once: int = _AT_ONCE) -> Iterator[list[PlainFacts]]:
    """All persons of the kabupaten with ids above `after`, by id, in chunks."""
    while ids := next_ids(kabupaten=kabupaten, after=after, count=at_once):
        yield plain_facts(kabupaten=kabupaten, person_ids=ids)
        after = ids[-1]


def next_ids(*, kabupaten: str, after: int, count: int) -> list[int]:
    """The next so many persons of the kabupaten."""
    # Joined to nothing, the kabupaten is no key of the index by desa: that would be sorted by id for every chunk.
    sql = "SELECT id FROM people_person WHERE kabupaten || '' = %s AND id > %s ORDER BY id LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [kabupaten, after, count])
        return [id_ for (id_,) in cursor.fetchall()]


def kabupatens() -> list[str]:
    """Whose persons the register has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT kabupaten FROM people_person ORDER BY kabupaten")
        return [code for (code,) in cursor.fetchall()]


def last_id() -> int:
    """Whoever enters later has a higher id; 0 where nobody is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM people_person")
        (found,) = cursor.fetchone()
        return int(found)


def of_newcomers(*, kabupaten: str, ids: Sequence[int], newcomers: Sequence[Newcomer]) -> list[PlainFacts]:
    """The same of newcomers as they enter the register under these ids."""
    rows = (
        (
            *(id_, new.nik_sealed, new.kk_sealed, new.name, new.birth_date.isoformat(), new.sex, new.desa_code),
            *(new.phone, new.address, new.rt, new.heir_name or None),
        )
        for id_, new in zip(ids, newcomers, strict=True)
    )
    return list(_opened(kabupaten, rows))


def _opened(kabupaten: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[PlainFacts]:
    opened = sealer(kabupaten).opened
    for id_, nik, kk, *rest in rows:
        yield PlainFacts(id_, opened(nik, Kind.NIK) if nik else None, opened(kk, Kind.KK) if kk else None, *rest)
