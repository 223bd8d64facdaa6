"""Who is behind an oddity: persons with their rows, or lists. Those out of the actor's part of the map are only counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from payung.accounts.rules import Actor
from payung.intake import queries as intake
from payung.intake.queries import Origin
from payung.matching.queries.oddities.odd import Odd, here, month_sql, on_january, rows_of
from payung.matching.rules.oddities import Oddity
from payung.people.columns import as_list, in_list

MOST_BEHIND = 100
_PERSONS = """
  FROM people_person AS person
 WHERE person.same_as_id IS NULL AND person.kabupaten = %s AND """
_OF_PERSON = """
SELECT person.id, person.name, person.birth_date, person.desa_code,
       (SELECT MIN(link.candidate_id) FROM matching_link AS link WHERE link.person_id = person.id)"""
_CANDIDATES = """
  FROM intake_candidate AS candidate
  JOIN intake_row AS line ON line.id = candidate.row_id
  JOIN intake_receivedfile AS file ON file.id = line.file_id
  LEFT JOIN matching_link AS link ON link.candidate_id = candidate.id
  LEFT JOIN people_person AS person ON person.id = link.person_id
 WHERE candidate.returned_at IS NULL AND file.kabupaten = %s AND """
_OF_CANDIDATE = """
SELECT COALESCE(person.same_as_id, person.id), candidate.name, candidate.birth_date, candidate.desa_code, candidate.id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A person or candidate behind a question, with the row that brought it."""

    person_id: int | None  # None: a candidate that is nobody yet
    name: str
    birth_date: date
    desa_code: str
    origin: Origin | None


class ListName(NamedTuple):
    file_name: str
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    id: int
    file_name: str
    sender: str
    received_by: str
    received_at: datetime
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """At most MOST_BEHIND of them; `more` are here and not shown, `elsewhere` in other parts of the map."""

    faces: Sequence[Face]
    lists: Sequence[ListFacts]
    more: int
    elsewhere: int


def behind(*, odd: Odd, actor: Actor) -> Behind:
    """Persons by name, candidates as their list has them, or a sender's lists with the latest first."""
    if odd.kind is Oddity.PACE:
        lists = lists_of(sender=odd.name, actor=actor)
        return Behind(faces=(), lists=lists[:MOST_BEHIND], more=max(0, len(lists) - MOST_BEHIND), elsewhere=0)
    if odd.file_id is not None:
        cause, params = _candidates_behind(odd)
        return _faces(_OF_CANDIDATE, _CANDIDATES + cause, params, "candidate.desa_code", "line.place", actor)
    cause, params = _persons_behind(odd)
    return _faces(_OF_PERSON, _PERSONS + cause, params, "person.desa_code", "person.name, person.id", actor)


def lists_of(*, sender: str, actor: Actor) -> list[ListFacts]:
    """The lists of a sender that the actor may open, the latest first; none that mends another."""
    found = intake.seen_files(actor=actor).filter(sender=sender, mends=None, row_count__gt=0).order_by("-received_at")
    return [
        ListFacts(
            id=file.pk,
            file_name=file.file_name,
            sender=file.sender,
            received_by=file.received_by,
            received_at=file.received_at,
            rows=file.row_count,
        )
        for file in found
    ]


def lists_by_id(*, odds: Sequence[Odd], kabupaten: str) -> dict[int, ListName]:
    """The lists that these questions are about: their names are no secret to whoever is asked."""
    ids = sorted({odd.file_id for odd in odds if odd.file_id is not None})
    sql = f"""
        SELECT id, file_name, sender FROM intake_receivedfile
         WHERE kabupaten = %s AND id IN ({in_list()})"""  # noqa: S608
    return {id_: ListName(*names) for id_, *names in rows_of(sql, [kabupaten, as_list(ids)])}


def _persons_behind(odd: Odd) -> tuple[str, list[Any]]:
    if odd.kind is Oddity.PHONE:
        return "person.phone = %s", [odd.name]
    if odd.kind is Oddity.KK:
        return "person.household_id = %s", [int(odd.subject)]
    if odd.kind is Oddity.GROWTH:
        return f"person.desa_code = %s AND {month_sql('person.made_at')} = %s", [odd.desa_code, odd.month]
    return f"person.desa_code = %s AND {on_january('person.birth_date')}", [odd.desa_code]


def _candidates_behind(odd: Odd) -> tuple[str, list[Any]]:
    if odd.kind is Oddity.SERIALS:
        return f"candidate.id IN ({in_list()})", [as_list(odd.candidate_ids)]
    return f"line.file_id = %s AND {on_january('candidate.birth_date')}", [odd.file_id]


def _faces(columns: str, source: str, params: list[Any], desa: str, order: str, actor: Actor) -> Behind:
    seen, scope = here(actor, desa)
    params = [actor.kabupaten, *params]
    rows = rows_of(f"{columns} {source} AND {seen} ORDER BY {order} LIMIT {MOST_BEHIND}", [*params, *scope])
    counts = f"SELECT COUNT(*), COALESCE(SUM(CASE WHEN {seen} THEN 1 ELSE 0 END), 0) {source}"
    ((count, count_here),) = rows_of(counts, [*scope, *params])
    origins = intake.origin(candidate_ids=[row[4] for row in rows if row[4] is not None])
    return Behind(
        faces=[_face(row, origins.get(row[4])) for row in rows],
        lists=(),
        more=count_here - len(rows),
        elsewhere=count - count_here,
    )


def _face(row: tuple[Any, ...], origin: Origin | None) -> Face:
    person_id, name, born, desa_code, _candidate_id = row
    birth_date = born if isinstance(born, date) else date.fromisoformat(born)
    return Face(person_id=person_id, name=name, birth_date=birth_date, desa_code=desa_code, origin=origin)
