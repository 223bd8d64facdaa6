"""FEBRL as the Splink documentation links it: its example for febrl3, for all four sets."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from linking.weighed import Weighed

FLOOR_BITS = -8.0


def link(rows: pa.Table, *, two: bool) -> Weighed:
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    blocks = [block_on(name) for name in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")]
    settings = SettingsCreator(
        unique_id_column_name="id",
        source_dataset_column_name="file",
        link_type="link_only" if two else "dedupe_only",
        blocking_rules_to_generate_predictions=blocks,
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
    )
    with duckdb.connect() as connection:
        linker = linked(connection, rows, settings, two=two)
        sure = ["l.soc_sec_id = r.soc_sec_id", block_on("given_name", "surname", "date_of_birth")]
        sure.append("l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth")
        linker.training.estimate_probability_two_random_records_match(sure, recall=0.9)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("postcode"))
        made = linker.inference.predict(threshold_match_weight=FLOOR_BITS)
        return weighed(connection, made.physical_name)


def linked(connection: Any, rows: pa.Table, settings: Any, *, two: bool) -> Any:
    """A linker of one file, or of two."""
    from splink import DuckDBAPI, Linker

    api = DuckDBAPI(connection)
    if not two:
        return Linker(api.register(rows.drop_columns(["file"])), settings, log_level="ERROR")
    files = np.array(rows["file"].to_pylist())
    parts = [api.register(rows.filter(pa.array(files == name))) for name in ("a", "b")]
    return Linker(parts, settings, log_level="ERROR")


def weighed(connection: Any, table: str) -> Weighed:
    made = connection.execute(
        f"select least(id_l, id_r) a, greatest(id_l, id_r) b, match_weight w from {table} order by a, b"
    ).fetchnumpy()
    return Weighed(made["a"].astype(np.int64), made["b"].astype(np.int64), made["w"].astype(np.float64))
