"""Who has a key. Of a key that many have nobody is told: it says little, and would be followed far."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from payung.gateways.linkage.blocking import BLOCKS

CAPS = {block.kind: block.cap for block in BLOCKS}  # so many records are compared through and through
_MOST = max(CAPS.values(), default=0)
# A value stops at its cap within the engine: of a hundred thousand namesakes a hundred and one are read.
_SQLITE = f"""
SELECT asked.value, (SELECT group_concat(person_id) FROM
       (SELECT person_id FROM matching_key WHERE value = asked.value LIMIT {_MOST + 1}))
  FROM json_each(%s) AS asked"""  # noqa: S608 - our number
_POSTGRESQL = f"""
SELECT asked.value, (SELECT string_agg(person_id::text, ',') FROM
       (SELECT person_id FROM matching_key WHERE value = asked.value LIMIT {_MOST + 1}) AS found)
  FROM unnest(%s::bigint[]) AS asked(value)"""  # noqa: S608 - our number


def holders(asked: Collection[Mapping[int, int]]) -> dict[int, list[int]]:
    """The persons of each of these keys (value → kind), in one query; keys that nobody has, or too many, are left out."""
    kinds = {value: kind for keys in asked for value, kind in keys.items()}
    values = list(kinds)
    sql, given = (_POSTGRESQL, values) if connection.vendor == "postgresql" else (_SQLITE, json.dumps(values))
    with connection.cursor() as cursor:
        cursor.execute(sql, [given])
        found = {value: list(map(int, ids.split(","))) for value, ids in cursor.fetchall() if ids}
    return {value: ids for value, ids in found.items() if len(ids) <= CAPS[kinds[value]]}


def nearest(keys: Iterable[int], of_keys: Mapping[int, list[int]], *, most: int) -> list[int]:
    """Who has most of these keys, so many at most."""
    shared = Counter(id_ for key in keys for id_ in of_keys.get(key, ()))
    return list(shared) if len(shared) <= most else [id_ for id_, _ in shared.most_common(most)]
