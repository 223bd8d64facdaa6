"""Our engine on the raw rows: normalised, trained, weighed, decided."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from linking import stored
from linking.stages import Stages
from linking.weighed import Ints, Weighed

TRAINED_ON = "2026-11-23"
FLOOR_BITS = -8.0  # below this no threshold is sought
THREADS, MEMORY_MB = 2, 1200


def link(path: Path, *, stages: Stages) -> Any:
    """Pairs as `payung link` has them, and what is decided of them."""
    from payung.gateways.linkage.predicting import predict
    from payung.gateways.linkage.training import train

    rows = normalised(stored.batches(path))
    stages.done("normalise")
    model = train(records=rows, version="bench", trained_on=TRAINED_ON)
    stages.done("train")
    pairs = predict(records=rows, model=model, floor_bits=FLOOR_BITS, threads=THREADS, memory_mb=MEMORY_MB)
    stages.done("predict")
    decided(pairs.a, pairs.b, pairs.weight, pairs.doubts, rows=len(rows))
    stages.done("decide")
    return pairs


def normalised(batches: Iterable[dict[str, list[Any]]]) -> pa.Table:
    from payung.matching.rules.identities import Written, record_table

    made = []
    for columns in batches:
        cells = [pa.array(columns[name], pa.int64() if name == "id" else pa.string()) for name in Written._fields]
        made.append(record_table(pa.table(cells, names=[*Written._fields])))
    return pa.concat_tables(made)


class Decisions:
    """What the office would see: joined by rule, asked of a person, and the cluster of each row (its place, from 0)."""

    def __init__(self, *, verdict: Any, pairs: Weighed, clusters: dict[int, int], rows: int) -> None:
        from payung.matching.rules.pairs import Verdict

        self.joined = pairs.where(verdict == Verdict.JOIN)
        self.asked = pairs.where(verdict == Verdict.ASK)
        self.cluster: Ints = np.arange(rows, dtype=np.int64)
        for row, least in clusters.items():
            self.cluster[row - 1] = least - 1


def decided(a: Ints, b: Ints, weight: Any, doubts: Any, *, rows: int, one: Any = (), two: Any = ()) -> Decisions:
    """`one` and `two`: what people ruled, low id first."""
    from payung.matching.rules.deciding import decide

    made = decide(a=a, b=b, weight=weight, doubts=doubts, one=one, two=two)
    return Decisions(verdict=made.verdict, pairs=Weighed(a, b, weight), clusters=made.clusters, rows=rows)
