"""What weights come to: joined, asked or apart, and who is one human being in the end. Pure; columns in, columns out."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

JOIN_BITS = 10.0
ASK_BITS = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """For each pair: `verdict` object array of Verdict, `because` of Doubt or None, `cluster` the least id of a's
    cluster; `clusters`: id → least id of its cluster, for those that are joined to another.
    """

    verdict: NDArray[np.object_]
    because: NDArray[np.object_]
    clusters: dict[int, int]


def decide(
    *,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    weight: NDArray[np.float64],
    doubts: NDArray[np.uint8],
    one: Iterable[tuple[int, int]] = (),
    two: Iterable[tuple[int, int]] = (),
) -> Decided:
    """Verdicts over pairs as `predict` answers them. Rulings of people (`one`, `two`, low id first) outrank weights."""
    raise NotImplementedError
