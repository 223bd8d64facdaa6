"""DuckDB and Spark beside each other: the same pairs, gammas and weights from one model, and what each took.

make spark                                    (installs requirements/link.txt first; Java 17)
    python bench/spark.py --rows 10000
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

import registers  # noqa: E402
from payung.gateways.linkage import predicting, spark  # noqa: E402
from payung.gateways.linkage.duck import SCHEMA  # noqa: E402
from payung.gateways.linkage.model import shipped  # noqa: E402
from payung.gateways.linkage.pairs import Pairs  # noqa: E402
from payung.matching.rules.deciding import ASK_BITS  # noqa: E402
from payung.matching.rules.identities import Written, record_columns  # noqa: E402

EVERY_PAIR = -1e9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=registers.REPORTING_SEEDS[0])
    asked = parser.parse_args()
    table, model = _records(rows=asked.rows, seed=asked.seed), shipped()
    wall, cpu = time.time(), time.process_time()
    one = predicting.predict(records=table, model=model, floor_bits=EVERY_PAIR)
    told: dict[str, Any] = {
        "rows": len(table),
        "duckdb": {"cpu_s": time.process_time() - cpu, "wall_s": time.time() - wall},
    }
    with spark.session() as session:
        wall, before = time.time(), _cpu_of_java(session)
        other = spark.predict(records=table, model=model, floor_bits=EVERY_PAIR)
        told["spark"] = {"cpu_s": _cpu_of_java(session) - before, "wall_s": time.time() - wall}
    print(json.dumps(told | compared(one, other), indent=1))


def _records(*, rows: int, seed: int) -> pa.Table:
    written = (Written(*row[:11]) for row in registers.sized(rows=rows, seed=seed).rows())
    columns = record_columns(written)
    return pa.table([pa.array(columns[field.name], field.type) for field in SCHEMA], SCHEMA)


def _cpu_of_java(session: Any) -> float:
    """CPU seconds of Spark's process so far."""
    process = session.sparkContext._gateway.proc.pid  # noqa: SLF001 -- nobody else knows
    ticks = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, ticks)) / 100


def compared(one: Pairs, other: Pairs) -> dict[str, Any]:
    """What is the same and what is not."""
    ours, theirs = _keys(one), _keys(other)
    _, here, there = np.intersect1d(ours, theirs, return_indices=True)
    away = np.abs(one.weight[here] - other.weight[there])
    return {
        "pairs": {"duckdb": len(one), "spark": len(other), "both": len(here)},
        "blocks_differ": {
            name: [one.blocks[name], other.blocks[name]]
            for name in one.blocks
            if one.blocks[name] != other.blocks[name]
        },
        "gammas_differ": (one.gammas[here] != other.gammas[there]).sum(axis=0).tolist(),
        "doubts_differ": int((one.doubts[here] != other.doubts[there]).sum()),
        "weights_differ_by_1e-9": int((away > 1e-9).sum()),
        "weight_differs_at_most": float(away.max(initial=0.0)),
        "asked_or_joined_differ": int(((one.weight[here] >= ASK_BITS) != (other.weight[there] >= ASK_BITS)).sum()),
    }


def _keys(pairs: Pairs) -> Any:
    return pairs.a * (2**31) + pairs.b


if __name__ == "__main__":
    main()
