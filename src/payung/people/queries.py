"""What others may know of persons. Everything is read through `same_as`; a NIK comes out masked, but for `niks`."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import numpy as np
from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Upper
from numpy.typing import NDArray

from payung.accounts.rules import Actor
from payung.gateways.sealing import Kind, Sealer, sealer
from payung.people.born import BornOn, born_on
from payung.people.columns import PersonColumns, as_list, columns, in_list
from payung.people.corrections import CorrectionFacts, corrections, nik_indexes
from payung.people.models import Child, Heir, Household, Identity, Person, PersonChange
from payung.people.rules import sought
from payung.shared.nik import masked

__all__ = [
    "BornOn",
    "CorrectionFacts",
    "PersonColumns",
    "born_on",
    "by_nik_indexes",
    "by_niks",
    "columns",
    "corrections",
    "count",
    "known",
    "nik_indexes",
    "niks",
    "person",
    "phone_counts",
    "search",
    "written",
]

T = TypeVar("T")
_AT_ONCE = 2000
MOST_FOUND = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who has a NIK, or had it last where nobody has it now."""

    person_id: int  # who it was given to
    kept_id: int  # who that is read as
    name: str
    birth_date: date
    desa_code: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityFacts:
    nik: str  # masked
    from_date: date
    to_date: date | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeirFacts:
    id: int
    name: str
    relation: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFacts:
    id: int
    name: str
    birth_date: date
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """A correction, as it was made."""

    field: str
    old: str
    new: str
    reason: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person in a list."""

    person_id: int
    name: str
    sex: str
    birth_date: date
    desa_code: str
    occupation: str
    nik: str  # masked; empty where none is current


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFacts:
    """What was written of one person, before it was read as another."""

    name: str
    sex: str
    birth_date: date
    desa_code: str
    address: str
    dusun: str
    rt: str
    occupation: str
    phone: str
    heirs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """All that is known of the person that is kept, with the persons joined to it."""

    person_id: int
    kabupaten: str
    name: str
    sex: str
    birth_date: date
    desa_code: str
    address: str
    dusun: str
    rt: str
    occupation: str
    phone: str
    household_id: int | None
    joined_ids: tuple[int, ...]
    identities: tuple[IdentityFacts, ...]  # current ones first
    heirs: tuple[HeirFacts, ...]
    children: tuple[ChildFacts, ...]
    household: tuple[Found, ...]  # the others of the same KK in the actor's part of the map
    changes: tuple[ChangeFacts, ...]  # the latest first

    @property
    def nik(self) -> str:
        """The current NIK, masked; empty where there is none."""
        return next((identity.nik for identity in self.identities if identity.to_date is None), "")


def known(*, indexes: Collection[bytes]) -> dict[bytes, Known]:
    """Who has each of these NIKs, by index. A NIK that nobody has now is still its last holder's."""
    found: dict[bytes, Known] = {}
    for chunk in _chunks(list(indexes)):
        rows = (
            Identity.objects.filter(nik_index__in=chunk)
            .order_by(F("to_date").asc(nulls_last=True), "id")  # the current one last, so that it stays
            .values_list(
                *("nik_index", "person_id", Coalesce("person__same_as_id", "person_id"), "person__name"),
                *("person__birth_date", "person__desa_code", "to_date"),
            )
        )
        for index, person_id, kept_id, name, birth_date, desa_code, to_date in rows:
            found[bytes(index)] = Known(
                person_id=person_id,
                kept_id=kept_id,
                name=name,
                birth_date=birth_date,
                desa_code=desa_code,
                is_current=to_date is None,
            )
    return found


def by_niks(*, kabupaten: str, niks: Iterable[str]) -> dict[str, int]:
    """Who has each of these NIKs, or had it last; unknown ones are left out."""
    indexed = sealer(kabupaten).index
    indexes = {nik: indexed(nik, Kind.NIK) for nik in dict.fromkeys(niks)}
    holders = by_nik_indexes(indexes=indexes.values())
    return {nik: holders[index] for nik, index in indexes.items() if index in holders}


def by_nik_indexes(*, indexes: Iterable[bytes]) -> dict[bytes, int]:
    """Who has each of these NIKs, or had it last, as who it is read as; unknown ones are left out.

    As `known`, for hundreds of thousands of whom nothing else is asked.
    """
    found: dict[bytes, int] = {}
    with connection.cursor() as cursor:
        for chunk in _chunks(list(indexes)):
            marks = ", ".join(["%s"] * len(chunk))
            sql = f"""
                SELECT i.nik_index, COALESCE(p.same_as_id, p.id)
                  FROM people_identity AS i JOIN people_person AS p ON p.id = i.person_id
                 WHERE i.nik_index IN ({marks})
                 ORDER BY CASE WHEN i.to_date IS NULL THEN 1 ELSE 0 END, i.to_date, i.id"""  # noqa: S608
            cursor.execute(sql, chunk)
            found.update((bytes(index), person_id) for index, person_id in cursor.fetchall())
    return found


def count(*, kabupaten: str) -> int:
    """How many persons the register has, as written: also those who are read as another."""
    return Person.objects.filter(kabupaten=kabupaten).count()


def niks(*, kabupaten: str, person_ids: NDArray[np.int64] | Sequence[int]) -> dict[int, str]:
    """The current NIK of each person, in clear: for papers that must hold it. Whoever asks records that.

    A person's own comes before those of persons joined to it; whoever has none is left out.
    """
    asked = np.unique(np.asarray(person_ids, dtype=np.int64))
    opened = sealer(kabupaten).opened
    found = dict(_own_niks(kabupaten, asked))
    without = asked[~np.isin(asked, np.fromiter(found, dtype=np.int64, count=len(found)))]
    found |= _niks_of_others(kabupaten, without)
    return {person_id: opened(sealed, Kind.NIK) for person_id, sealed in found.items()}


def person(*, person_id: int, actor: Actor) -> PersonFacts | None:
    """The person as the actor may see it: None out of the actor's part of the map, as for nobody."""
    asked = Person.objects.filter(id=person_id, kabupaten=actor.kabupaten).first()
    kept = asked.same_as or asked if asked else None
    if kept is None or not actor.sees(kept.desa_code):
        return None
    joined = tuple(Person.objects.filter(same_as=kept).order_by("id").values_list("id", flat=True))
    everyone = (kept.id, *joined)
    return PersonFacts(
        person_id=kept.id,
        kabupaten=kept.kabupaten,
        name=kept.name,
        sex=kept.sex,
        birth_date=kept.birth_date,
        desa_code=kept.desa_code,
        address=kept.address,
        dusun=kept.dusun,
        rt=kept.rt,
        occupation=kept.occupation,
        phone=kept.phone,
        household_id=kept.household_id,
        joined_ids=joined,
        identities=tuple(_identities(everyone, sealer(kept.kabupaten))),
        heirs=tuple(_heirs(everyone)),
        children=tuple(_children(everyone)),
        household=tuple(_household(kept, everyone, actor)),
        changes=tuple(_changes(everyone)),
    )


def written(*, person_id: int) -> WrittenFacts:
    """A person as it was written itself, whoever it is read as. Who may see that is for the caller to say."""
    row = Person.objects.get(id=person_id)
    return WrittenFacts(
        name=row.name,
        sex=row.sex,
        birth_date=row.birth_date,
        desa_code=row.desa_code,
        address=row.address,
        dusun=row.dusun,
        rt=row.rt,
        occupation=row.occupation,
        phone=row.phone,
        heirs=tuple(heir.name for heir in _heirs((person_id,))),
    )


def phone_counts(*, kabupaten: str, phones: Collection[str]) -> dict[str, int]:
    """How many persons, as read, have each of these numbers. A page of them."""
    having = Person.objects.filter(kabupaten=kabupaten, same_as=None, phone__in=phones)
    return dict(having.values_list("phone").annotate(count=Count("id")))


def heirs_of(*, person_ids: Collection[int]) -> dict[int, tuple[HeirFacts, ...]]:
    """The heirs named of each of these kept persons, or of one joined to it; whoever has none is left out."""
    found: dict[int, tuple[HeirFacts, ...]] = {}
    for chunk in _chunks(sorted(person_ids)):
        named = Heir.objects.filter(Q(person__in=chunk) | Q(person__same_as__in=chunk), ended_at=None).order_by("id")
        rows = named.annotate(kept=Coalesce("person__same_as_id", "person_id"))
        for kept, id_, name, relation, phone in rows.values_list("kept", "id", "name", "relation", "phone"):
            found[kept] = (*found.get(kept, ()), HeirFacts(id=id_, name=name, relation=relation, phone=phone))
    return found


def search(*, actor: Actor, words: str) -> list[Found]:
    """Persons in the actor's part of the map by NIK, KK, phone, or the first letters of words of their name."""
    asked = sought(words)
    here = in_scope(actor)
    if asked.card_number:
        found = here.filter(_has_card(asked.card_number, actor.kabupaten))
    elif asked.phone:
        found = here.filter(phone=asked.phone)
    elif asked.words:
        found = _named(here, asked.words)
    else:
        return []
    kept = found.values_list(Coalesce("same_as_id", "id"))
    return _found(in_scope(actor).filter(id__in=kept, same_as=None).order_by("name", "id")[:MOST_FOUND], actor)


def in_scope(actor: Actor) -> QuerySet[Person]:
    """The persons of the actor's part of the map."""
    inside = Q(desa_code=actor.scope) | Q(desa_code__startswith=f"{actor.scope}.")
    return Person.objects.filter(inside, kabupaten=actor.kabupaten)


def _own_niks(kabupaten: str, asked: NDArray[np.int64]) -> Iterator[tuple[int, bytes]]:
    sql = f"""
        SELECT person.id, identity.nik_sealed
          FROM people_person AS person JOIN people_identity AS identity ON identity.person_id = person.id
         WHERE person.kabupaten = %s AND identity.to_date IS NULL AND person.id IN ({in_list()})
         ORDER BY identity.id DESC"""  # noqa: S608 - our words; the ids are one parameter
    with connection.cursor() as cursor:
        cursor.execute(sql, [kabupaten, as_list(asked)])
        yield from cursor.fetchall()


def _niks_of_others(kabupaten: str, asked: NDArray[np.int64]) -> dict[int, bytes]:
    """Of persons without a NIK of their own, that of the person they are read as, or of one joined to the same."""
    found: dict[int, bytes] = {}
    for chunk in _chunks(asked.tolist()):
        kept = dict(
            Person.objects.filter(id__in=chunk, kabupaten=kabupaten).values_list("id", Coalesce("same_as_id", "id"))
        )
        near = Q(person_id__in=kept.values()) | Q(person__same_as_id__in=kept.values())
        rows = Identity.objects.filter(near, to_date=None).order_by("-person__same_as_id", "-id")
        of_kept = dict(rows.values_list(Coalesce("person__same_as_id", "person_id"), "nik_sealed"))
        of_kept |= dict(
            Identity.objects.filter(person_id__in=kept.values(), to_date=None).values_list("person_id", "nik_sealed")
        )
        found |= {id_: of_kept[root] for id_, root in kept.items() if root in of_kept}
    return found


def _identities(person_ids: tuple[int, ...], opener: Sealer) -> Iterator[IdentityFacts]:
    rows = Identity.objects.filter(person_id__in=person_ids).order_by(F("to_date").desc(nulls_first=True), "-id")
    for row in rows:
        yield IdentityFacts(
            nik=masked(opener.opened(bytes(row.nik_sealed), Kind.NIK)),
            from_date=row.from_date,
            to_date=row.to_date,
            because=row.because,
        )


def _heirs(person_ids: tuple[int, ...]) -> Iterator[HeirFacts]:
    for row in Heir.objects.filter(person_id__in=person_ids, ended_at=None).order_by("id"):
        yield HeirFacts(id=row.id, name=row.name, relation=row.relation, phone=row.phone)


def _children(person_ids: tuple[int, ...]) -> Iterator[ChildFacts]:
    for row in Child.objects.filter(person_id__in=person_ids, ended_at=None).order_by("birth_date", "id"):
        yield ChildFacts(id=row.id, name=row.name, birth_date=row.birth_date, level=row.level)


def _changes(person_ids: tuple[int, ...]) -> Iterator[ChangeFacts]:
    for row in PersonChange.objects.filter(person_id__in=person_ids).order_by("-id"):
        yield ChangeFacts(
            field=row.field,
            old=row.old,
            new=row.new,
            reason=row.reason,
            changed_by=row.changed_by,
            changed_at=row.changed_at,
        )


def _household(kept: Person, everyone: tuple[int, ...], actor: Actor) -> list[Found]:
    if kept.household_id is None:
        return []
    others = in_scope(actor).filter(household_id=kept.household_id, same_as=None).exclude(id__in=everyone)
    return _found(others.order_by("birth_date", "id")[:MOST_FOUND], actor)


def _has_card(number: str, kabupaten: str) -> Q:
    index = sealer(kabupaten).index
    with_nik = Identity.objects.filter(nik_index=index(number, Kind.NIK)).values("person_id")
    with_kk = Household.objects.filter(kabupaten=kabupaten, kk_index=index(number, Kind.KK)).values("id")
    return Q(id__in=with_nik) | Q(household_id__in=with_kk)


def _named(persons: QuerySet[Person], words: Sequence[str]) -> QuerySet[Person]:
    """Those of whose name some word begins with each of these words, small or capital."""
    persons = persons.annotate(said=Upper(Concat(Value(" "), "name")))
    for word in words:
        persons = persons.filter(said__contains=f" {word.upper()}")
    return persons


def _found(persons: Iterable[Person], actor: Actor) -> list[Found]:
    rows = list(persons)
    niks_of = niks(kabupaten=actor.kabupaten, person_ids=[row.id for row in rows])
    return [
        Found(
            person_id=row.id,
            name=row.name,
            sex=row.sex,
            birth_date=row.birth_date,
            desa_code=row.desa_code,
            occupation=row.occupation,
            nik=masked(niks_of[row.id]) if row.id in niks_of else "",
        )
        for row in rows
    ]


def _chunks(things: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(things), _AT_ONCE):
        yield things[start : start + _AT_ONCE]
