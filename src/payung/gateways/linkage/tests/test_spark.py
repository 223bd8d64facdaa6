"""Spark answers as DuckDB does. Runs where PySpark and Java are installed (`make spark`)."""

import shutil
from typing import Any

import numpy as np
import pytest

if shutil.which("java") is None:
    pytest.skip("NOT RUN: Spark was not tested. It needs Java 17.", allow_module_level=True)
pytest.importorskip("pyspark", reason="NOT RUN: Spark was not tested. `make spark` installs PySpark.")

import registers
from payung.gateways.linkage import predicting, spark
from payung.gateways.linkage.duck import SCHEMA
from payung.gateways.linkage.model import shipped
from payung.gateways.linkage.pairs import Pairs
from payung.gateways.linkage.records import Record
from payung.matching.rules.identities import Written, records

pytestmark = pytest.mark.filterwarnings("default")  # PySpark leaves sockets to the collector
EVERY_PAIR = -1e9


@pytest.fixture(scope="module")
def people() -> list[Record]:
    return records(Written(*row[:11]) for row in registers.sized(rows=300, seed=registers.TUNING_SEEDS[0]).rows())


@pytest.fixture(scope="module", autouse=True)
def _session():
    with spark.session(memory="1g"):
        yield


def are_alike(one: Pairs, other: Pairs) -> bool:
    assert len(one) > 0
    assert one.blocks == other.blocks
    return (
        np.array_equal(one.a, other.a)
        and np.array_equal(one.b, other.b)
        and np.array_equal(one.gammas, other.gammas)
        and np.array_equal(one.doubts, other.doubts)
        and np.allclose(one.weight, other.weight, rtol=0, atol=1e-9)
    )


class TestPredict:
    def test_finds_and_weighs_the_pairs_of_duckdb(self, people) -> None:
        facts: dict[str, Any] = {"records": people, "model": shipped(), "floor_bits": EVERY_PAIR}
        assert are_alike(predicting.predict(**facts), spark.predict(**facts))

    def test_looks_at_the_same_few_of_a_hundred_with_one_nik(self) -> None:
        """What is over a block's cap is chained, each with the next few."""
        nameless = (None,) * 6
        many = [Record(n, "6302061201800001", None, f"ABC{n}", f"ABC{n}", f"ABC{n}", *nameless) for n in range(120)]
        facts: dict[str, Any] = {"records": many, "model": shipped(), "floor_bits": EVERY_PAIR}
        assert are_alike(predicting.predict(**facts), spark.predict(**facts))

    def test_finds_nothing_among_nobody(self) -> None:
        assert len(spark.predict(records=SCHEMA.empty_table(), model=shipped(), floor_bits=0.0)) == 0


class TestPredictBetween:
    def test_finds_and_weighs_the_pairs_of_duckdb(self, people) -> None:
        facts = {"left": people[:150], "right": people[150:], "model": shipped(), "floor_bits": EVERY_PAIR}
        assert are_alike(predicting.predict_between(**facts), spark.predict_between(**facts))
