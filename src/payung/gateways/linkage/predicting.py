"""Every pair of a register that may be one human being, weighed in DuckDB."""

import duckdb
import numpy as np
import pyarrow as pa

from payung.gateways.linkage.blocking import BLOCKS
from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.comparing.prepared import Prepared
from payung.gateways.linkage.duck import Rows, as_table, connected, prepare_records
from payung.gateways.linkage.model import Model
from payung.gateways.linkage.pairing import pair_statements, scored_sql
from payung.gateways.linkage.pairs import Pairs

_COLUMNS = list(Prepared._fields)


def predict(*, records: Rows, model: Model, floor_bits: float, memory_mb: int = 1200, threads: int = 2) -> Pairs:
    """The pairs of one register that weigh at least `floor_bits`."""
    with connected(memory_mb=memory_mb, threads=threads) as connection:
        prepare_records(connection, records=as_table(records), model=model)
        make_pairs(connection)
        return weighed(connection, model=model, floor_bits=floor_bits).smaller_first()


def predict_between(
    *, left: Rows, right: Rows, model: Model, floor_bits: float, memory_mb: int = 1200, threads: int = 2
) -> Pairs:
    """The pairs of one of `left` and one of `right` that weigh at least `floor_bits`; a is of the left."""
    one, other = as_table(left), as_table(right)
    with connected(memory_mb=memory_mb, threads=threads) as connection:
        prepare_records(connection, records=pa.concat_tables([one, other]), model=model)
        make_pairs(connection, left=len(one))
        return weighed(connection, model=model, floor_bits=floor_bits)


def make_pairs(connection: duckdb.DuckDBPyConnection, *, left: int | None = None) -> None:
    """The table `pair` of `prepared`; with `left`, only of one of the first `left` records and one after these."""
    for statement in pair_statements(left=left):
        connection.execute(statement)


def weighed(connection: duckdb.DuckDBPyConnection, *, model: Model, floor_bits: float) -> Pairs:
    """The table `pair` weighed; a comes before b in the table `prepared`."""
    found = connection.execute(
        f"select * from ({scored_sql(source='pair', model=model, columns=_COLUMNS)}) where weight >= {floor_bits!r}"
    ).fetchnumpy()
    ids = connection.execute("select id from prepared order by nth").fetchnumpy()["id"]
    counted = dict(connection.execute("select kind, count(*) from pair group by kind").fetchall())
    return Pairs(
        a=ids[found["a"]],
        b=ids[found["b"]],
        weight=np.asarray(found["weight"]),
        gammas=np.column_stack([found[comparison.name] for comparison in COMPARISONS]),
        doubts=np.asarray(found["doubt"]),
        blocks={block.name: counted.get(block.kind, 0) for block in BLOCKS},
    ).in_order()
