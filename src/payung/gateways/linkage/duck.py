"""DuckDB in memory: a private temporary directory, a limit of memory, and nothing left behind."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TypeAlias

import duckdb
import numpy as np
import pyarrow as pa

from payung.gateways.linkage.model import Model
from payung.gateways.linkage.preparing import preparing_sql
from payung.gateways.linkage.records import COLUMNS, Record

Rows: TypeAlias = Sequence[Record] | pa.Table

SCHEMA = pa.schema([(name, pa.int64() if name == "id" else pa.string()) for name in COLUMNS])


@contextmanager
def connected(*, memory_mb: int, threads: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that is gone, files and all, when the block is left."""
    with TemporaryDirectory(prefix="payung-link-") as private:
        connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{memory_mb}MB",
                "threads": threads,
                "temp_directory": private,
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        try:
            yield connection
        finally:
            connection.close()


def as_table(records: Rows) -> pa.Table:
    """The records as columns of SCHEMA. A column that a table lacks is not known of anybody."""
    if isinstance(records, pa.Table):
        missing = [pa.nulls(len(records), field.type) for field in SCHEMA if field.name not in records.column_names]
        names = [field.name for field in SCHEMA if field.name not in records.column_names]
        for name, column in zip(names, missing, strict=True):
            records = records.append_column(name, column)
        return records.select(COLUMNS).cast(SCHEMA)
    columns = zip(*records, strict=True) if records else ([] for _ in COLUMNS)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)], SCHEMA)


def prepare_records(connection: duckdb.DuckDBPyConnection, *, records: pa.Table, model: Model) -> None:
    """The tables `record`, `frequency` and `prepared`."""
    connection.register("given", records.append_column("nth", pa.array(np.arange(len(records), dtype=np.int32))))
    connection.execute("create table record as select * from given")
    connection.unregister("given")
    put_frequencies(connection, model=model)
    floors = {kind: known.floor for kind, known in model.frequencies.items()}
    for statement in preparing_sql(floors=floors):
        connection.execute(statement)


def put_frequencies(connection: duckdb.DuckDBPyConnection, *, model: Model) -> None:
    rows = [(kind, value, tf) for kind, known in model.frequencies.items() for value, tf in known.common.items()]
    kinds, values, tfs = zip(*rows, strict=True) if rows else ((), (), ())
    connection.register(
        "given",
        pa.table(
            {
                "kind": pa.array(kinds, pa.string()),
                "value": pa.array(values, pa.string()),
                "tf": pa.array(tfs, pa.float64()),
            }
        ),
    )
    connection.execute("create table frequency as select * from given")
    connection.unregister("given")
