"""Splink 5 as its documentation would have somebody begin: ready-made comparisons on the raw columns.

Raw, but for capitals: Jaro-Winkler tells them apart, and anybody would see that in the first minute. EM in two sessions:
a third, on one KK, is full of brothers and sisters and makes it worse (F1 0.930 and not 0.933 on two tuning seeds).
u from as many random pairs as Splink takes by itself, or as many as it advises in the same breath: F1 is the same
(0.890 on a tuning seed), the cost is not. Both are shown where cost is shown.
"""

import tempfile
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from linking import stored
from linking.stages import Stages
from linking.weighed import Weighed

FLOOR_BITS = -8.0  # below this no threshold is sought
COLUMNS = ("nik", "kk", "name", "birth_date", "desa", "phone")
THREADS = 2
BY_DEFAULT, AS_ADVISED = 1e6, 1e8  # "consider increasing to 1e8 or 1e9", it warns at the default


def link(path: Path, *, stages: Stages, random_pairs: float = BY_DEFAULT) -> Weighed:
    """Trained on these rows by EM, their pairs weighed, and clusters made."""
    with tempfile.TemporaryDirectory() as spill:
        connection = duckdb.connect(config={"threads": THREADS, "temp_directory": spill})
        linker = _linker(connection, raw(stored.table(path)))
        stages.done("read")
        _train(linker, random_pairs)
        stages.done("train")
        made = linker.inference.predict(threshold_match_weight=FLOOR_BITS)
        answer = _weighed(connection, made.physical_name)
        stages.done("predict")
        linker.clustering.cluster_pairwise_predictions_at_threshold(made, threshold_match_weight=2.0)
        stages.done("decide")
        return answer


def raw(rows: pa.Table) -> pa.Table:
    """The rows as they came; an empty cell is null, names in capitals."""
    columns = {"id": rows["id"]}
    for name in COLUMNS:
        columns[name] = pc.if_else(pc.equal(rows[name], ""), None, rows[name])
    columns["name"] = pc.utf8_upper(columns["name"])
    return pa.table(columns)


def _rules() -> tuple[Any, Any, Any]:
    from splink import block_on

    return block_on("nik"), block_on("name", "birth_date"), block_on("kk")


def _linker(connection: Any, rows: pa.Table) -> Any:
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator

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
        blocking_rules_to_generate_predictions=list(_rules()),
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    return Linker(DuckDBAPI(connection).register(rows), settings, log_level="ERROR")


def _train(linker: Any, random_pairs: float) -> None:
    nik, born, _ = _rules()
    linker.training.estimate_probability_two_random_records_match([nik, born], recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=random_pairs, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(nik)
    linker.training.estimate_parameters_using_expectation_maximisation(born)


def _weighed(connection: Any, table: str) -> Weighed:
    made = connection.execute(
        f"SELECT least(id_l, id_r) a, greatest(id_l, id_r) b, match_weight w FROM {table} ORDER BY a, b"
    ).fetchnumpy()
    return Weighed(made["a"].astype(np.int64), made["b"].astype(np.int64), made["w"].astype(np.float64))
