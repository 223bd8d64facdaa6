"""What the engine answers: pairs as columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from payung.gateways.linkage.doubts import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Candidate pairs, ordered by (a, b).

    `a`, `b`: int64 ids, a < b (between two sets: a of the left, b of the right). `weight`: float64, bits.
    `gammas`: uint8 (pairs, comparisons), in the order of COMPARISONS; 0: not known, 1: unlike, more: more alike.
    `doubts`: uint8, 0 for none, else the place in DOUBTS plus one. `blocks`: pairs each rule found first.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    weight: NDArray[np.float64]
    gammas: NDArray[np.uint8]
    doubts: NDArray[np.uint8]
    blocks: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.a)

    def smaller_first(self) -> "Pairs":
        """Each pair with its smaller id first, in order: for the pairs of one set."""
        return replace(self, a=np.minimum(self.a, self.b), b=np.maximum(self.a, self.b)).in_order()

    def in_order(self) -> "Pairs":
        """By (a, b)."""
        at = np.lexsort((self.b, self.a))
        return replace(
            self, a=self.a[at], b=self.b[at], weight=self.weight[at], gammas=self.gammas[at], doubts=self.doubts[at]
        )


class Scored(NamedTuple):
    """One pair."""

    weight: float
    gammas: tuple[int, ...]
    doubt: Doubt | None
