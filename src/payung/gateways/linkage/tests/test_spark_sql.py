"""The statements of DuckDB in Spark's words: looked at without Spark; `test_spark` runs them."""

import pytest

from payung.gateways.linkage.comparing.prepared import Prepared
from payung.gateways.linkage.model import shipped
from payung.gateways.linkage.pairing import pair_statements, scored_sql
from payung.gateways.linkage.preparing import preparing_sql
from payung.gateways.linkage.spark_sql import in_spark, view_of

FLOORS = {"words": 1e-6, "sound": 1e-6, "word_part": 1e-5, "sound_part": 1e-5}


class TestInSpark:
    @pytest.mark.parametrize(
        ("duckdb", "spark"),
        [
            ("list_has_all(a, b)", "(SIZE(ARRAY_EXCEPT(b, a)) = 0)"),
            ("list_has_any(a, b)", "ARRAYS_OVERLAP(a, b)"),
            ("hash(1, nik)", "XXHASH64(1, nik)"),
            ("len(word_set_l)", "SIZE(word_set_l)"),
            ("length(name_l)", "LENGTH(name_l)"),
            ("list_filter(a, lambda word: length(word) > 1)", "FILTER(a, word -> LENGTH(word) > 1)"),
        ],
    )
    def test_says(self, duckdb: str, spark: str) -> None:
        assert in_spark(f"select {duckdb}") == f"SELECT {spark}"

    def test_leaves_no_word_that_only_duckdb_knows(self) -> None:
        scored = in_spark(scored_sql(source="pair", model=shipped(), columns=list(Prepared._fields)))
        views = [view_of(statement) for statement in [*preparing_sql(floors=FLOORS), *pair_statements()]]
        for query in [scored, *(view.query for view in views if view)]:
            assert not [
                word for word in ("LIST_", "&&", " HASH(", "UNNEST", "STRING_SPLIT", "UTINYINT") if word in query
            ]


class TestViewOf:
    def test_is_the_table_that_is_made(self) -> None:
        assert view_of("create table one as select nik from prepared") == ("one", "SELECT nik FROM prepared")

    def test_is_none_where_a_table_goes(self) -> None:
        assert view_of("drop table one") is None
