"""Persons by the hundred thousand, as NumPy columns, read through `same_as`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

NO_HOUSEHOLD = -1
_DAYS = {  # since 1970-01-01, so that no engine's text is read 300,000 times
    "postgresql": "kept.birth_date - DATE '1970-01-01'",
    "sqlite": "CAST(julianday(kept.birth_date) - 2440587.5 AS INTEGER)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonColumns:
    """One row for each id asked for, in that order. A joined person has the facts of the one that is kept."""

    ids: NDArray[np.int64]
    kept_id: NDArray[np.int64]
    birth_date: NDArray[np.datetime64]  # datetime64[D]
    sex: NDArray[np.str_]  # U1
    desa_code: NDArray[np.str_]  # U13
    occupation: NDArray[np.object_]
    household_id: NDArray[np.int64]  # -1: none known
    name: NDArray[np.object_]


def columns(*, person_ids: NDArray[np.int64] | Sequence[int]) -> PersonColumns:
    """The facts of these persons. Raises LookupError for an id that is nobody's."""
    asked = np.asarray(person_ids, dtype=np.int64)
    # The words of SQL are ours; the ids go in as one parameter.
    sql = f"""
        SELECT person.id, kept.id, {_DAYS[connection.vendor]}, kept.sex, kept.desa_code, kept.occupation,
               COALESCE(kept.household_id, {NO_HOUSEHOLD}), kept.name
          FROM people_person AS person JOIN people_person AS kept ON kept.id = COALESCE(person.same_as_id, person.id)
         WHERE person.id IN ({in_list()})"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_list(np.unique(asked))])
        found = list(zip(*cursor.fetchall(), strict=True)) or [()] * 8
    ids = np.array(found[0], dtype=np.int64)
    order = np.argsort(ids)
    if not np.isin(asked, ids).all():
        raise LookupError("One of these persons is not in the register.")
    places = order[np.searchsorted(ids, asked, sorter=order)]
    return PersonColumns(
        ids=asked,
        kept_id=np.array(found[1], dtype=np.int64)[places],
        birth_date=np.array(found[2], dtype=np.int64)[places].astype("datetime64[D]"),
        sex=np.array(found[3], dtype="U1")[places],
        desa_code=np.array(found[4], dtype="U13")[places],
        occupation=np.array(found[5], dtype=np.object_)[places],
        household_id=np.array(found[6], dtype=np.int64)[places],
        name=np.array(found[7], dtype=np.object_)[places],
    )


def in_list() -> str:
    """What stands between the brackets of IN for any number of ids given as one parameter."""
    return "SELECT unnest(%s::bigint[])" if connection.vendor == "postgresql" else "SELECT value FROM json_each(%s)"


def as_list(person_ids: NDArray[np.int64] | Sequence[int]) -> Any:
    """The ids as that one parameter."""
    ids = np.asarray(person_ids, dtype=np.int64).tolist()
    return ids if connection.vendor == "postgresql" else json.dumps(ids)
