"""What both engines answer here: pairs of ids with a weight."""

from typing import Any, NamedTuple

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]


class Weighed(NamedTuple):
    """`a` < `b`: ids of rows; `weight`: bits. Every pair that was looked at and is not far below any threshold."""

    a: Ints
    b: Ints
    weight: Floats

    def above(self, threshold: float) -> "Weighed":
        return self.where(self.weight >= threshold)

    def where(self, mask: Any) -> "Weighed":
        return Weighed(self.a[mask], self.b[mask], self.weight[mask])
