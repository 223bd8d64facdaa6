"""Pairs in Spark, for registers beyond one machine: the same blocks, comparisons and weights as in DuckDB.

The SQL is the one of DuckDB, translated (`spark_sql`); the model is the same numbers. `predict` runs a table of this
machine through a Spark of this machine; `scored` is for records that a cluster holds. Needs the extra `spark`
(PySpark, Java 17). What Spark writes to its own disk is encrypted, and gone with the session.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from payung.gateways.linkage.blocking import BLOCKS
from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.comparing.prepared import Prepared
from payung.gateways.linkage.duck import Rows, as_table
from payung.gateways.linkage.model import Model
from payung.gateways.linkage.pairing import pair_statements, scored_sql
from payung.gateways.linkage.pairs import Pairs
from payung.gateways.linkage.preparing import preparing_sql
from payung.gateways.linkage.spark_sql import in_spark, view_of

_COLUMNS = list(Prepared._fields)
_GAMMAS = [comparison.name for comparison in COMPARISONS]

# Blocks of people who live near each other: over many provinces these are looked at within each (docs/linkage.md).
NEAR_HOME = ("born_word", "name_year", "name_day")


def predict(*, records: Rows, model: Model, floor_bits: float) -> Pairs:
    """As `predicting.predict`."""
    table = as_table(records)
    found = _found(table, model=model, floor_bits=floor_bits, left=None)
    return found.smaller_first()


def predict_between(*, left: Rows, right: Rows, model: Model, floor_bits: float) -> Pairs:
    """As `predicting.predict_between`."""
    one, other = as_table(left), as_table(right)
    return _found(pa.concat_tables([one, other]), model=model, floor_bits=floor_bits, left=len(one)).in_order()


def scored(
    spark: SparkSession,
    *,
    records: DataFrame,
    model: Model,
    left: int | None = None,
    within_provinces: tuple[str, ...] = (),
) -> DataFrame:
    """a, b (`nth`), kind, gammas, weight and doubt of every pair that shares a block.

    `records`: the columns of `Record` and `nth`, 0, 1, 2 … `within_provinces`: blocks whose pairs are only looked at
    where both live in one province.
    """
    records.createOrReplaceTempView("record")
    _put_frequencies(spark, model)
    floors = {kind: known.floor for kind, known in model.frequencies.items()}
    for statement in [*preparing_sql(floors=floors), *pair_statements(left=left)]:
        view = view_of(statement)
        if view is None:
            continue
        made = spark.sql(view.query)
        if view.name == "key":
            made = _apart(spark, made, within_provinces)
        made.persist().createOrReplaceTempView(view.name)  # read more than once
    return spark.sql(in_spark(scored_sql(source="pair", model=model, columns=_COLUMNS)))


@contextmanager
def session(*, memory: str = "3g") -> Iterator[SparkSession]:
    """The session that runs already, else one of this machine, which ends with the block."""
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    with TemporaryDirectory(prefix="payung-spark-") as private:
        builder = SparkSession.builder.master("local[2]").appName("payung")
        for name, value in _settings(memory=memory, private=private).items():
            builder = builder.config(name, value)
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        try:
            yield spark
        finally:
            spark.stop()


def _settings(*, memory: str, private: str) -> Mapping[str, str]:
    """One machine's: few partitions, nothing to look at, nothing heard by others, nothing in clear on the disk."""
    return {
        "spark.driver.memory": memory,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.io.encryption.enabled": "true",
        "spark.local.dir": private,
        "spark.sql.warehouse.dir": private,
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.session.timeZone": "UTC",
    }


def _put_frequencies(spark: SparkSession, model: Model) -> None:
    rows = [(kind, value, tf) for kind, known in model.frequencies.items() for value, tf in known.common.items()]
    made = spark.createDataFrame(rows, "kind string, value string, tf double")
    made.createOrReplaceTempView("frequency")


def _apart(spark: SparkSession, keys: DataFrame, blocks: tuple[str, ...]) -> DataFrame:
    """The keys of these blocks with the province of whom they are of: where somebody lives, else where the NIK is from."""
    kinds = ", ".join(str(block.kind) for block in BLOCKS if block.name in blocks)
    if not kinds:
        return keys
    keys.createOrReplaceTempView("key_of_all")
    return spark.sql(
        "select kind, key_of_all.nth, case when kind in (" + kinds + ")"
        " then xxhash64(value, coalesce(substr(desa, 1, 2), substr(nik, 1, 2))) else value end as value"
        " from key_of_all join prepared on prepared.nth = key_of_all.nth"
    )


def _found(table: pa.Table, *, model: Model, floor_bits: float, left: int | None) -> Pairs:
    if not len(table):
        return _pairs(
            pa.table({name: pa.array([], pa.int64()) for name in ("a", "b", "weight", "doubt", *_GAMMAS)}), table, {}
        )
    with session() as spark:
        numbered = table.append_column("nth", pa.array(np.arange(len(table), dtype=np.int32)))
        pairs = scored(spark, records=spark.createDataFrame(numbered), model=model, left=left)
        kept = pairs.where(f"weight >= {floor_bits!r}D").toArrow()
        counted = {row["kind"]: row["count"] for row in spark.table("pair").groupBy("kind").count().collect()}
        return _pairs(kept, table, counted)


def _pairs(found: pa.Table, table: pa.Table, counted: Mapping[int, int]) -> Pairs:
    ids = table.column("id").to_numpy()
    columns = {name: found.column(name).to_numpy() for name in found.column_names}
    return Pairs(
        a=ids[columns["a"]],
        b=ids[columns["b"]],
        weight=columns["weight"].astype(np.float64),
        gammas=np.column_stack([columns[name] for name in _GAMMAS]).astype(np.uint8),
        doubts=columns["doubt"].astype(np.uint8),
        blocks={block.name: counted.get(block.kind, 0) for block in BLOCKS},
    )
