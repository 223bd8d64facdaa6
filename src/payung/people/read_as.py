"""Who a person is read as."""

from collections.abc import Sequence

from django.db import connection

from payung.people.columns import as_list, in_list


def read_as(*, person_ids: Sequence[int]) -> dict[int, int]:
    """For each of these persons the one that is kept; itself, if it is joined to nobody."""
    if not person_ids:
        return {}
    with connection.cursor() as cursor:
        sql = f"SELECT id, COALESCE(same_as_id, id) FROM people_person WHERE id IN ({in_list()})"  # noqa: S608
        cursor.execute(sql, [as_list(person_ids)])
        return dict(cursor.fetchall())
