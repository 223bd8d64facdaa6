"""Every pair of a register that may be one human being, weighed in DuckDB."""

import duckdb
import numpy as np

from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.comparing.prepared import Prepared
from payung.gateways.linkage.blocking import BLOCKS
from payung.gateways.linkage.doubts import DOUBTS, Doubt
from payung.gateways.linkage.duck import Rows, as_table, connected, prepare_records
from payung.gateways.linkage.model import Model
from payung.gateways.linkage.pairing import pair_statements, scored_sql
from payung.gateways.linkage.pairs import Pairs

_COLUMNS = list(Prepared._fields)
_ALWAYS = DOUBTS.index(Doubt.ONE_NIK) + 1  # one NIK on two people is said however little the pair weighs


def predict(*, records: Rows, model: Model, floor_bits: float, memory_mb: int = 1200, threads: int = 2) -> Pairs:
    """The pairs of one register that weigh at least `floor_bits`, and those of one NIK on two people."""
    with connected(memory_mb=memory_mb, threads=threads) as connection:
        prepare_records(connection, records=as_table(records), model=model)
        for statement in pair_statements():
            connection.execute(statement)
        return weighed(connection, model=model, floor_bits=floor_bits)


def weighed(connection: duckdb.DuckDBPyConnection, *, model: Model, floor_bits: float) -> Pairs:
    """The table `pair` weighed."""
    found = connection.execute(
        f"select * from ({scored_sql(source='pair', model=model, columns=_COLUMNS)})"
        f" where weight >= {floor_bits!r} or doubt = {_ALWAYS}"
    ).fetchnumpy()
    ids = connection.execute("select id from prepared order by nth").fetchnumpy()["id"]
    counted = dict(connection.execute("select kind, count(*) from pair group by kind").fetchall())
    one, other = ids[found["a"]], ids[found["b"]]
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((high, low))
    return Pairs(
        a=low[order],
        b=high[order],
        weight=np.asarray(found["weight"])[order],
        gammas=np.column_stack([found[comparison.name] for comparison in COMPARISONS])[order],
        doubts=np.asarray(found["doubt"])[order],
        blocks={block.name: counted.get(block.kind, 0) for block in BLOCKS},
    )
