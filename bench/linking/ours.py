"""Our engine on raw rows: normalised, trained, weighed, decided."""

from typing import Any, NamedTuple

import numpy as np

from linking.weighed import Ints, Weighed

TRAINED_ON = "2026-11-23"


class Decisions(NamedTuple):
    """What the office would see: joined by rule, asked of a person, and the cluster of each row (place, from 0)."""

    joined: Weighed
    asked: Weighed
    cluster: Ints


class Linked(NamedTuple):
    pairs: Any  # of payung.gateways.linkage.pairs
    weighed: Weighed
    blocks: dict[str, int]
    rows: int

    def decided(self) -> Decisions:
        return _decided(self)


def link(columns: dict[str, list[Any]], *, seed: int = 1, threads: int = 2, memory_mb: int = 1200) -> Linked:
    """As `payung link` does it, from the rows of a list to weighed pairs."""
    from payung.gateways.linkage.predicting import predict
    from payung.gateways.linkage.training import train
    from payung.matching.rules.identities import Written, records

    written = zip(*(columns[name] for name in Written._fields), strict=True)
    given = records(map(Written._make, written))
    model = train(records=given, version="bench", trained_on=TRAINED_ON, seed=seed)
    pairs = predict(records=given, model=model, floor_bits=-8.0, threads=threads, memory_mb=memory_mb)
    return Linked(pairs, Weighed(pairs.a, pairs.b, pairs.weight), dict(pairs.blocks), len(columns["id"]))


def _decided(linked: Linked) -> Decisions:
    from payung.matching.rules.deciding import decide
    from payung.matching.rules.pairs import Verdict

    pairs = linked.pairs
    made = decide(a=pairs.a, b=pairs.b, weight=pairs.weight, doubts=pairs.doubts)
    cluster = np.arange(linked.rows, dtype=np.int64)
    for row, least in made.clusters.items():
        cluster[row - 1] = least - 1
    return Decisions(
        linked.weighed.where(made.verdict == Verdict.JOIN), linked.weighed.where(made.verdict == Verdict.ASK), cluster
    )
