"""Everybody of the register who was born on one of many days: for a list of others, compared with all at once."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import compress
from typing import NamedTuple

import numpy as np
from django.db import connection

_BETWEEN = "\x1f"


class BornOn(NamedTuple):
    """A person of the register; `kept_id`: as who it is read. Its name may be that of a joined person."""

    kept_id: int
    birth_date: date
    name: str


def born_on(*, kabupaten: str, days: Collection[date]) -> Iterator[BornOn]:
    """Who of the kabupaten was born on one of these days, joined persons too.

    The engine joins whole columns into one text each, and only those born on such a day become objects: a million
    persons in a second.
    """
    wanted = {day.isoformat().encode(): day for day in days}
    if not wanted:
        return
    join, char = ("string_agg", "chr(31)") if connection.vendor == "postgresql" else ("group_concat", "char(31)")
    sql = f"""
        SELECT {join}(CAST(COALESCE(same_as_id, id) AS text), ','), {join}(CAST(birth_date AS text), ''),
               {join}(REPLACE(name, {char}, ' '), {char})
          FROM people_person WHERE kabupaten = %s"""  # noqa: S608 - our words
    with connection.cursor() as cursor:
        cursor.execute(sql, [kabupaten])
        ids, born, names = (text or "" for text in cursor.fetchone())
    of_days = np.frombuffer(born.encode(), dtype="S10")
    chosen = np.isin(of_days, np.array(sorted(wanted), dtype="S10"))
    kept = np.fromstring(ids, dtype=np.int64, sep=",")[chosen].tolist() if ids else []
    named = compress(names.split(_BETWEEN), chosen.tolist())
    yield from map(BornOn, kept, map(wanted.__getitem__, of_days[chosen].tolist()), named)
