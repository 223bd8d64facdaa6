"""FEBRL as we link: nothing counted twice, u counted, m from EM with u held, the prior from the weights themselves.

The comparisons are our kind without anything Indonesian: given name and surname in one (they are exchanged), the day
of birth, the number with one digit wrong, the address in one, the place in one.
"""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from linking.febrl_splink import linked, weighed
from linking.weighed import Weighed

FLOOR_BITS = -8.0
RANDOM_PAIRS = 1_000_000


def _near(column: str, other: str = "") -> str:
    return f"jaro_winkler_similarity({column}_l, {other or column}_r) >= 0.88"


def _same(*columns: str) -> str:
    return " and ".join(f"{column}_l = {column}_r" for column in columns)


_EXCHANGED = "given_name_l = surname_r and surname_l = given_name_r"
_TURNED = "left(date_of_birth_l, 4) = left(date_of_birth_r, 4) and date_of_birth_l[5:6] = date_of_birth_r[7:8] and date_of_birth_l[7:8] = date_of_birth_r[5:6]"  # fmt: skip
COMPARISONS: dict[str, tuple[str, ...]] = {  # not known first; then from most alike down; the rest is unlike
    "name": (
        "(given_name_l is null or given_name_r is null) and (surname_l is null or surname_r is null)",
        _same("given_name", "surname"),
        _EXCHANGED,
        f"{_near('given_name')} and {_near('surname')}",
        f"{_near('given_name', 'surname')} and {_near('surname', 'given_name')}",
        _same("surname"),
        _same("given_name"),
        f"{_near('surname')} or {_near('given_name')}",
    ),
    "born": (
        "date_of_birth_l is null or date_of_birth_r is null",
        _same("date_of_birth"),
        f"damerau_levenshtein(date_of_birth_l, date_of_birth_r) = 1 or ({_TURNED})",
        "damerau_levenshtein(date_of_birth_l, date_of_birth_r) = 2",
    ),
    "number": (
        "soc_sec_id_l is null or soc_sec_id_r is null",
        _same("soc_sec_id"),
        "damerau_levenshtein(soc_sec_id_l, soc_sec_id_r) = 1",
        "damerau_levenshtein(soc_sec_id_l, soc_sec_id_r) = 2",
    ),
    "address": (
        "(address_1_l is null or address_1_r is null) and (street_number_l is null or street_number_r is null)",
        _same("address_1", "street_number"),
        f"({_near('address_1')} or {_near('address_1', 'address_2')}) and street_number_l = street_number_r",
        f"{_near('address_1')} or {_near('address_2')} or {_near('address_1', 'address_2')} or {_near('address_2', 'address_1')}",
        _same("street_number"),
    ),
    "place": (
        "(suburb_l is null or suburb_r is null) and (postcode_l is null or postcode_r is null)",
        _same("suburb", "postcode"),
        f"{_near('suburb')} and damerau_levenshtein(postcode_l, postcode_r) <= 1",
        f"{_same('postcode')} or {_near('suburb')}",
        _same("state"),
    ),
}
BLOCKS = ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode", "address_1")


def link(rows: pa.Table, *, two: bool) -> Weighed:
    from splink import SettingsCreator, block_on

    with duckdb.connect() as connection:
        settings = SettingsCreator(
            unique_id_column_name="id",
            source_dataset_column_name="file",
            link_type="link_only" if two else "dedupe_only",
            blocking_rules_to_generate_predictions=[block_on(name) for name in BLOCKS],
            comparisons=_settings(_chances(connection, rows)),
            probability_two_random_records_match=1 / len(rows),
        )
        linker = linked(connection, rows, settings, two=two)
        for block in ("date_of_birth", "soc_sec_id"):
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(block), fix_u_probabilities=True, estimate_without_term_frequencies=True
            )
        made = linker.inference.predict()
        answer = weighed(connection, made.physical_name)
        shift = _prior_shift(answer.weight, rows=len(rows), two=two)
        return Weighed(answer.a, answer.b, answer.weight + shift).above(FLOOR_BITS)


def _case(levels: tuple[str, ...]) -> str:
    return (
        "case " + " ".join(f"when {sql} then {place}" for place, sql in enumerate(levels)) + f" else {len(levels)} end"
    )


def _chances(connection: Any, rows: pa.Table) -> dict[str, Any]:
    """u: how often two random rows stand on each level; half a pair where none does."""
    connection.register("given", rows)
    both = ", ".join(f"l.{c} {c}_l, r.{c} {c}_r" for c in rows.column_names)
    cases = ", ".join(f"{_case(levels)} as {name}" for name, levels in COMPARISONS.items())
    connection.execute(f"create table drawn as select {cases} from (select {both} from ("
        f"select 1 + (hash(i, 1) % {len(rows)}) a, 1 + (hash(i, 2) % {len(rows)}) b from range({RANDOM_PAIRS}) t(i)) p"
        " join given l on l.id = a join given r on r.id = b where a <> b and l.soc_sec_id <> r.soc_sec_id)")  # fmt: skip
    found = {}
    for name, levels in COMPARISONS.items():
        counted = dict(connection.execute(f"select {name}, count(*) from drawn where {name} > 0 group by 1").fetchall())
        known = sum(counted.values())
        found[name] = [max(counted.get(place, 0), 0.5) / known for place in range(1, len(levels) + 1)]
    connection.unregister("given")
    return found


def _settings(u: dict[str, list[float]]) -> list[dict[str, Any]]:
    made = []
    for name, (unknown, *levels) in COMPARISONS.items():
        given: list[dict[str, Any]] = [{"sql_condition": unknown, "label_for_charts": "unknown", "is_null_level": True}]
        for sql, chance in zip([*levels, "ELSE"], u[name], strict=True):
            given.append(
                {"sql_condition": sql, "label_for_charts": sql, "u_probability": chance, "fix_u_probability": True}
            )
        made.append({"output_column_name": name, "comparison_levels": given})
    return made


def _prior_shift(weight: Any, *, rows: int, two: bool) -> float:
    """Bits to add so that the prior is the share of pairs that the weights themselves say are of one human being."""
    all_pairs = rows * rows / 4 if two else rows * (rows - 1) / 2
    first = np.log2((1 / rows) / (1 - 1 / rows))
    prior = 1 / rows
    for _ in range(30):
        found = np.sum(1 / (1 + np.exp2(-(weight - first + np.log2(prior / (1 - prior))))))
        prior = max(float(found), 1.0) / all_pairs
    return float(np.log2(prior / (1 - prior)) - first)
