"""Splink 5 as its documentation would have somebody begin: ready-made comparisons on the raw columns.

Raw, but for capitals: Jaro-Winkler tells them apart, and anybody would see that in the first minute. EM in two sessions:
a third, on one KK, is full of brothers and sisters and makes it worse (F1 0.930 and not 0.939 on the tuning seeds).
"""

import tempfile
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from linking.weighed import Weighed

FLOOR_BITS = -8.0  # below this no threshold is sought
COLUMNS = ("nik", "kk", "name", "birth_date", "desa", "phone")


def link(columns: dict[str, list[Any]], *, seed: int = 1, threads: int = 2, memory_mb: int = 0) -> Weighed:
    """Trained on these rows by EM, and their pairs weighed."""
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.internals.duckdb.database_api import DuckDBAPI

    rules = (block_on("nik"), block_on("name", "birth_date"), block_on("kk"))
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            cl.NameComparison("name"),
            cl.DateOfBirthComparison("birth_date", input_is_string=True),
            cl.ExactMatch("nik"),
            cl.ExactMatch("kk"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("desa"),
        ],
        blocking_rules_to_generate_predictions=list(rules),
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    with tempfile.TemporaryDirectory() as spill:
        connection = duckdb.connect(config={"threads": threads, "temp_directory": spill})
        if memory_mb:
            connection.execute(f"SET memory_limit='{memory_mb}MB'")
        api = DuckDBAPI(connection)
        linker = Linker(api.register(raw_table(columns)), settings, log_level="ERROR")
        training = linker.training
        training.estimate_probability_two_random_records_match([rules[0], rules[1]], recall=0.9)
        training.estimate_u_using_random_sampling(max_pairs=1e6, seed=seed)
        training.estimate_parameters_using_expectation_maximisation(rules[0])
        training.estimate_parameters_using_expectation_maximisation(rules[1])
        made = linker.inference.predict(threshold_match_weight=FLOOR_BITS)
        return _weighed(connection, made.physical_name)


def raw_table(columns: dict[str, list[Any]]) -> pa.Table:
    """The rows as they came; an empty cell is null, names in capitals."""
    table = {"id": pa.array(columns["id"], pa.int64())}
    for name in COLUMNS:
        table[name] = pa.array([value or None for value in columns[name]], pa.string())
    table["name"] = pa.array([value.upper() or None for value in columns["name"]], pa.string())
    return pa.table(table)


def _weighed(connection: Any, table: str) -> Weighed:
    made = connection.execute(
        f"SELECT least(id_l, id_r) a, greatest(id_l, id_r) b, match_weight w FROM {table} ORDER BY a, b"
    ).fetchnumpy()
    return Weighed(made["a"].astype(np.int64), made["b"].astype(np.int64), made["w"].astype(np.float64))
