"""Whom the decrees in force name, as columns: who is to be registered with BPJS."""

from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from payung.decrees.states import HOLDING, LineState
from payung.gateways.bulk_rows import read_columns
from payung.matching.queries import kept

_MONTH = {  # since year 0, as `Month.number`
    "postgresql": "CAST(EXTRACT(YEAR FROM {0}) * 12 + EXTRACT(MONTH FROM {0}) - 1 AS INTEGER)",
    "sqlite": "CAST(substr({0}, 1, 4) AS INTEGER) * 12 + CAST(substr({0}, 6, 2) AS INTEGER) - 1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InForceColumns:
    """Every line that stands, of a decree in force, whose place is not freed; by id, all (lines,)."""

    line_id: NDArray[np.int64]
    person_id: NDArray[np.int64]  # as read now
    candidate_id: NDArray[np.int64]
    fund_id: NDArray[np.int64]
    first_month: NDArray[np.int32]  # `Month.number`
    last_month: NDArray[np.int32]
    replaces_id: NDArray[np.int64]  # a line; 0: none


def in_force(*, programme_id: int) -> InForceColumns:
    """Raises nothing: a programme without decrees in force has no lines."""
    month = _MONTH[connection.vendor].format
    sql = f"""
        SELECT line.id, line.person_id, line.candidate_id, line.fund_id, {month("line.first_month")},
               {month("line.last_month")}, COALESCE(line.replaces_id, 0)
          FROM decrees_line AS line
          JOIN decrees_decree AS decree ON decree.id = line.decree_id
          JOIN decrees_place AS place ON place.line_id = line.id
         WHERE decree.programme_id = %s AND decree.state IN ({", ".join(["%s"] * len(HOLDING))})
           AND line.state = %s AND place.freed_month IS NULL
         ORDER BY line.id"""  # noqa: S608 - our words; values go in as parameters
    found = read_columns(sql=sql, params=[programme_id, *HOLDING, LineState.NAMED])
    persons = np.array(found[1], dtype=np.int64)
    return InForceColumns(
        line_id=np.array(found[0], dtype=np.int64),
        person_id=kept(person_ids=persons),
        candidate_id=np.array(found[2], dtype=np.int64),
        fund_id=np.array(found[3], dtype=np.int64),
        first_month=np.array(found[4], dtype=np.int32),
        last_month=np.array(found[5], dtype=np.int32),
        replaces_id=np.array(found[6], dtype=np.int64),
    )
