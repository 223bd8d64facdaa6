"""How right answers are, over all true pairs, found or not.

Precision, recall and F1 of pairs: a pair said to be one human being, against every pair of rows of one human being.
Cluster F1: the same over the pairs *within* the clusters that the said pairs make (connected components, or those our
decisions answer), so that what follows from two joins counts as well.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from linking.weighed import Floats, Ints, Weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts, and what follows from them."""

    said: int
    right: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0

    def shown(self) -> dict[str, float]:
        return {"f1": round(self.f1, 5), "precision": round(self.precision, 5), "recall": round(self.recall, 5)}


def of_pairs(said: Weighed, *, human: Ints) -> Score:
    """`human[i]`: who row i + 1 is."""
    right = int((human[said.a - 1] == human[said.b - 1]).sum())
    return Score(said=len(said.a), right=right, true=pairs_within(human))


def pairs_within(group: Ints) -> int:
    """How many pairs have both ends in one group."""
    sizes = np.unique(group, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def of_clusters(cluster: Ints, *, human: Ints) -> Score:
    """`cluster[i]`: the cluster of row i + 1."""
    both = cluster.astype(np.int64) * (int(human.max()) + 1) + human
    return Score(said=pairs_within(cluster), right=pairs_within(both), true=pairs_within(human))


def components(said: Weighed, *, rows: int) -> Ints:
    """The least row of each row's connected component: label propagation with shortcuts."""
    label = np.arange(rows, dtype=np.int64)
    a, b = said.a - 1, said.b - 1
    while True:
        least = np.minimum(label[a], label[b])
        before = label.copy()
        for ends in (a, b):
            np.minimum.at(label, label[ends], least)
            np.minimum.at(label, ends, least)
        label = label[label]
        if (label == before).all():
            return label


def best_threshold(measured: list[tuple[Weighed, Ints]]) -> float:
    """The weight at which the mean F1 over these registers is highest, by quarters of a bit.

    Where several do as well, the middle one: the least of them would stand at a brink.
    """
    grid = np.arange(-8.0, 40.0, 0.25)
    sums = sum(_curve(said, human, grid) for said, human in measured)
    best = np.flatnonzero(sums >= sums.max() - 1e-12)
    return float(grid[best[len(best) // 2]])


def _curve(said: Weighed, human: Ints, grid: Floats) -> Any:
    """F1 at each threshold."""
    right = human[said.a - 1] == human[said.b - 1]
    order = np.argsort(-said.weight, kind="stable")
    sums = np.concatenate(([0], np.cumsum(right[order])))
    count = np.searchsorted(-said.weight[order], -grid, side="right")
    return 2 * sums[count] / (count + pairs_within(human))


def spread(values: list[float]) -> dict[str, Any]:
    """Mean, least and most over the seeds."""
    return {"mean": round(float(np.mean(values)), 5), "min": round(min(values), 5), "max": round(max(values), 5)}
