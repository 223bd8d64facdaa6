"""Many rows into one table at the speed of the engine: COPY on PostgreSQL, executemany on SQLite. Knows no table of ours.

Values go in as the database stores them: whole numbers, texts, bytes, days, None. A moment first goes through
`moment()`. Defaults of models do not apply: every column that may not be NULL is named by the caller.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

_AT_ONCE = 1000


def insert_rows(*, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """The rows stand in the table, in the caller's transaction; how many. Ids are the database's unless `id` is named.

    Raises TransactionManagementError outside a transaction: half a list must not stay behind.
    """
    _in_transaction()
    name, names = connection.ops.quote_name(table), ", ".join(map(connection.ops.quote_name, columns))
    if connection.vendor == "postgresql":
        return _copied(f"COPY {name} ({names}) FROM STDIN", rows)
    marks = ", ".join(["%s"] * len(columns))
    return _executed(f"INSERT INTO {name} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names are our tables'


def fresh_ids(*, table: str, count: int) -> Sequence[int]:
    """So many ids of the table that nobody has or will get: for rows that others of the same act point to.

    On SQLite they are ours because the transaction holds the one write lock (IMMEDIATE) from its beginning.
    """
    _in_transaction()
    if count == 0:
        return ()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [connection.ops.quote_name(table), count])
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last: int = found[0] if found else 0
        return range(last + 1, last + 1 + count)


def read_columns(*, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What a query finds, one tuple a column: as the engine gives it (SQLite tells days as ISO texts)."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
        return list(zip(*found, strict=True)) if found else [() for _ in cursor.description]


def moment(at: datetime) -> object:
    """A moment as the engine stores it."""
    return connection.ops.adapt_datetimefield_value(at)


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Rows go in within the transaction of their act.")


def _copied(statement: str, rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def _executed(statement: str, rows: Iterable[Sequence[Any]]) -> int:
    """By pieces: Django's cursor keeps all that one call is given."""
    count = 0
    with connection.cursor() as cursor:
        for piece in _pieces(rows):
            cursor.executemany(statement, piece)
            count += len(piece)
    return count


def _pieces(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    rest = iter(rows)
    while piece := list(islice(rest, _AT_ONCE)):
        yield piece
