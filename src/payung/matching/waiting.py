"""Reads candidates as newcomers to the register would be written. The one place here that reads a table of intake.

Which candidates wait is a question to links and questions *and* candidates: asked in two rooms, 300,000 ids would
travel between them for each chunk of 2,000.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from payung.matching.rules import Arrived, How
from payung.people.columns import as_list, in_list
from payung.people.rules import Newcomer

_FACTS = ", ".join(f"candidate.{name}" for name in Newcomer._fields)
# Windows over the key and a look at each row: with statistics that are behind, a planner would otherwise sort or hash
# all candidates once for each window.
_WAITING = """
 WHERE candidate.programme_id = %s AND candidate.id >= %s AND candidate.id < %s
   AND (SELECT link.person_id FROM matching_link AS link WHERE link.candidate_id = candidate.id) IS NULL
   AND (SELECT MIN(question.id) FROM matching_question AS question WHERE question.candidate_id = candidate.id) IS NULL
 ORDER BY candidate.id"""
_ENDS = """
SELECT MIN(candidate.id), MAX(candidate.id) FROM intake_candidate AS candidate
  JOIN programmes_programme AS programme ON programme.id = candidate.programme_id AND programme.kabupaten = %s
 WHERE candidate.programme_id = %s"""


def windows(*, kabupaten: str, programme_id: int, size: int) -> list[tuple[int, int]]:
    """From and below which ids the candidates of the programme lie, by windows of so many ids; none if it has none."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDS, [kabupaten, programme_id])
        first, last = cursor.fetchone()
    return [] if first is None else [(start, start + size) for start in range(first, last + 1, size)]


def waiting(*, programme_id: int, window: tuple[int, int]) -> list[Arrived]:
    """Candidates of the window that have neither a person nor a question, in the order in which they came."""
    return _read(_WAITING, [programme_id, *window])


def candidates(*, candidate_ids: Sequence[int]) -> dict[int, Newcomer]:
    """These candidates, whatever has become of them."""
    return dict(_read(f" WHERE candidate.id IN ({in_list()})", [as_list(candidate_ids)]))


def _read(which: str, params: list[Any]) -> list[Arrived]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT candidate.id, {_FACTS} FROM intake_candidate AS candidate{which}", params)  # noqa: S608
        return [Arrived(row[0], _newcomer(row)) for row in cursor.fetchall()]


def _newcomer(row: tuple[Any, ...]) -> Newcomer:
    born = row[3]
    return Newcomer(row[1], row[2], born if isinstance(born, date) else date.fromisoformat(born), *row[4:])


def linked_with(*, nik_index: bytes, person_id: int, how: How) -> list[int]:
    """Candidates with this NIK that are this person for this reason."""
    sql = """
        SELECT link.candidate_id FROM matching_link AS link
          JOIN intake_candidate AS candidate ON candidate.id = link.candidate_id
         WHERE link.person_id = %s AND link.how = %s AND candidate.nik_index = %s"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [person_id, how, nik_index])
        return [candidate_id for (candidate_id,) in cursor.fetchall()]
