"""What was put right of persons, for whoever told their facts to another office; read through `same_as`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from payung.people.columns import as_list, in_list
from payung.people.models import PersonChange


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFacts:
    """One fact of a person that was corrected: the old, the new, and when. Days are ISO."""

    person_id: int  # the kept one
    field: str
    old: str
    new: str
    changed_at: datetime


def corrections(*, kabupaten: str, since: datetime) -> list[CorrectionFacts]:
    """All corrections of a kabupaten after a moment, in the order in which they were made."""
    found = PersonChange.objects.filter(person__kabupaten=kabupaten, changed_at__gt=since).order_by("id")
    rows = found.values_list(Coalesce("person__same_as_id", "person_id"), "field", "old", "new", "changed_at")
    return [
        CorrectionFacts(person_id=person_id, field=field, old=old, new=new, changed_at=at)
        for person_id, field, old, new, at in rows
    ]


def nik_indexes(*, kabupaten: str, person_ids: NDArray[np.int64] | Sequence[int]) -> dict[int, bytes]:
    """The index of the current NIK that is each person's own; whoever has none is left out. Nothing is opened."""
    sql = f"""
        SELECT person.id, identity.nik_index
          FROM people_person AS person JOIN people_identity AS identity ON identity.person_id = person.id
         WHERE person.kabupaten = %s AND identity.to_date IS NULL AND person.id IN ({in_list()})
         ORDER BY identity.id DESC"""  # noqa: S608 - our words; the ids are one parameter
    with connection.cursor() as cursor:
        cursor.execute(sql, [kabupaten, as_list(np.unique(np.asarray(person_ids, dtype=np.int64)))])
        return {person_id: bytes(index) for person_id, index in cursor.fetchall()}
