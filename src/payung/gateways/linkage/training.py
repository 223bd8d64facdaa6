"""Parameters from the register itself, by Splink's expectation maximisation.

Pairs of one name teach what the card, the household, place and phone weigh; pairs of one day of birth and desa what
the name weighs. What two different people have in common is counted (`learning`).
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from math import log2

import duckdb
import numpy as np
import pyarrow as pa
import splink
from splink import DuckDBAPI, Linker, SettingsCreator

from payung.gateways.linkage.comparing import COMPARISONS, Comparison
from payung.gateways.linkage.comparing.card import CARD
from payung.gateways.linkage.comparing.home import HOUSEHOLD, PHONE, PLACE, SEX
from payung.gateways.linkage.comparing.name import NAME
from payung.gateways.linkage.duck import Rows, as_table, connected, prepare_records
from payung.gateways.linkage.learning import Counts, chances, frequencies
from payung.gateways.linkage.model import LevelWeight, Model, shipped
from payung.gateways.linkage.predicting import make_pairs, weighed
from payung.gateways.linkage.records import COLUMNS
from payung.gateways.linkage.sanity import monotone
from payung.gateways.linkage.splinking import comparison_settings
from payung.gateways.linkage.weighing import prior_bits

SEED = 63_02
LEAST_RECORDS = 2_000
LEAST_PAIRS = 200  # of one human being, as far as the weights tell
_PAIRS = 400_000  # looked at by one session, at most
_LARGEST = 100  # records of one value in a session
_ALL_WEIGHED = 200_000  # records
_M_LEAST = 1e-5

_OF_ONE_NAME = "case when tf_part * (select count(*) from prepared) < 1 then sound end"  # names that hardly two share
_OF_ONE_BIRTH = "born || desa"


def train(
    *, records: Rows, version: str, trained_on: str, seed: int = SEED, memory_mb: int = 1200, threads: int = 2
) -> Model:
    """What the levels weigh in this register; the shipped weights for one that is too small to tell."""
    table = as_table(records)
    if len(table) < LEAST_RECORDS:
        return shipped()
    with connected(memory_mb=memory_mb, threads=threads) as connection:
        blank = _blank(connection, table=table, version=version, trained_on=trained_on)
        prepare_records(connection, records=table, model=blank)
        if not all(_can_teach(connection, shared) for shared in (_OF_ONE_NAME, _OF_ONE_BIRTH)):
            return shipped()
        u = chances(connection, seed=seed)
        model = replace(blank, comparisons=_levels(m=_expected(connection, u=u), u=u))
        return _with_prior(connection, model=model)


def _blank(connection: duckdb.DuckDBPyConnection, *, table: pa.Table, version: str, trained_on: str) -> Model:
    """The model before it has weights: what the records are, and how common their names."""
    connection.register("record", table)
    known, data_sha256 = frequencies(connection), _sha256(connection)
    connection.unregister("record")
    return Model(
        version=version,
        trained_on=trained_on,
        data_sha256=data_sha256,
        counts={"records": len(table)},
        splink=splink.__version__,
        prior=1 / len(table),
        comparisons={},
        frequencies=known,
    )


def _sha256(connection: duckdb.DuckDBPyConnection) -> str:
    """Of the table `record`: the same for the same records, whatever their order."""
    row = ", ".join(f"coalesce({column}::varchar, '')" for column in COLUMNS)
    each = f"select sha256(concat_ws('|', {row})) as one from record"
    (said,) = connection.execute(
        f"select sha256(coalesce(string_agg(one, '' order by one), '')) from ({each})"
    ).fetchall()[0]
    return str(said)


def _expected(connection: duckdb.DuckDBPyConnection, *, u: Counts) -> Counts:
    """How often two writings of one human being stand on each level (m)."""
    m = _session(connection, shared=_OF_ONE_NAME, comparisons=(CARD, SEX, HOUSEHOLD, PLACE, PHONE), u=u, m={})
    taught = {c.name: m[c.name] for c in (SEX, HOUSEHOLD, PHONE)}
    m |= {
        "name": _session(connection, shared=_OF_ONE_BIRTH, comparisons=(NAME, SEX, HOUSEHOLD, PHONE), u=u, m=taught)[
            "name"
        ]
    }
    return {name: monotone(m[name], u[name], comparison=name) for name in m}


def _session(
    connection: duckdb.DuckDBPyConnection, *, shared: str, comparisons: Sequence[Comparison], u: Counts, m: Counts
) -> Counts:
    """Splink's expectation maximisation over the pairs that share a value."""
    connection.execute(_taught_sql(connection, shared))
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="nth",
        comparisons=[comparison_settings(c, u=u[c.name], m=m.get(c.name)) for c in comparisons],
        probability_two_random_records_match=1e-5,
        max_iterations=60,
        em_convergence=1e-4,
        linker_uid="payung",
    )
    linker = Linker(DuckDBAPI(connection).register("taught"), settings, log_level=logging.ERROR)
    linker.training.estimate_parameters_using_expectation_maximisation(
        "l.shared = r.shared", estimate_without_term_frequencies=True, fix_u_probabilities=True
    )
    trained = {c["output_column_name"]: c["comparison_levels"] for c in linker.misc.save_model_to_json()["comparisons"]}
    return {
        c.name: {level["label_for_charts"]: level.get("m_probability") or _M_LEAST for level in trained[c.name][1:]}
        for c in comparisons
    }


def _can_teach(connection: duckdb.DuckDBPyConnection, shared: str) -> bool:
    """Whether enough pairs share the value."""
    return _shared(connection, shared)[2] >= LEAST_PAIRS / 2


def _shared(connection: duckdb.DuckDBPyConnection, shared: str) -> tuple[str, str, float]:
    """Queries of each record's value, and of the values that are looked at; and how many pairs share one."""
    value = f"select nth, {shared} as shared from prepared where {shared} is not null"
    kept = f"select shared, count(*) as many from ({value}) group by shared having count(*) between 2 and {_LARGEST}"
    (pairs,) = connection.execute(f"select coalesce(sum(many * (many - 1)), 0) / 2 from ({kept})").fetchall()[0]
    return value, kept, float(pairs)


def _taught_sql(connection: duckdb.DuckDBPyConnection, shared: str) -> str:
    """`prepared` with the value that pairs share, of so many values that not too many pairs are looked at."""
    value, kept, pairs = _shared(connection, shared)
    part = max(1, round(pairs / _PAIRS))
    return (
        f"create or replace table taught as select prepared.*, shared from prepared join ({value}) using (nth)"
        f" join (select shared from ({kept}) where hash(shared) % {part} = 0) using (shared)"
    )


def _levels(*, m: Counts, u: Counts) -> dict[str, tuple[LevelWeight, ...]]:
    return {
        c.name: tuple(
            LevelWeight(name=level.name, m=max(m[c.name][level.name], _M_LEAST), u=u[c.name][level.name])
            for level in c.ascending
        )
        for c in COMPARISONS
    }


def _with_prior(connection: duckdb.DuckDBPyConnection, *, model: Model) -> Model:
    """The model with the share of pairs that are of one human being, as its own weights tell; shipped for too few."""
    make_pairs(connection)
    (records,) = connection.execute("select count(*) from prepared").fetchall()[0]
    part = 1 + records // _ALL_WEIGHED  # of a large register every so many records' pairs are weighed
    connection.execute(f"delete from pair where a % {part} <> 0")
    weight = weighed(connection, model=model, floor_bits=-10.0).weight - prior_bits(model)
    prior, found = model.prior, 0.0
    for _ in range(20):
        found = part * float(np.sum(1 / (1 + np.exp2(-(weight + log2(prior / (1 - prior)))))))
        prior = max(found, 1.0) / (records * (records - 1) / 2)
    if found < LEAST_PAIRS:
        return shipped()
    return replace(model, prior=prior, counts={**model.counts, "pairs": round(found)})
