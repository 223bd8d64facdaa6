"""What a run leaves for its pictures: how many pairs of each weight, and of each block. Counts, and nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`bits`: pairs by weight, cut down to whole bits. `blocks`: pairs that each rule was the first to find."""

    bits: Mapping[int, int]
    blocks: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        return {"weights": {str(bit): count for bit, count in self.bits.items()}, "blocks": dict(self.blocks)}

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "Counts":
        """As it was written; of a run that left nothing, nothing."""
        bits = {int(bit): int(count) for bit, count in written.get("weights", {}).items()}
        return cls(bits=bits, blocks={name: int(count) for name, count in written.get("blocks", {}).items()})


def counted(*, weights: NDArray[np.float64], blocks: Mapping[str, int]) -> Counts:
    """The counts of a run. `weights`: float64, bits, one a pair."""
    bits, pairs = np.unique(np.floor(weights).astype(np.int64), return_counts=True)
    return Counts(bits=dict(zip(bits.tolist(), pairs.tolist(), strict=True)), blocks=dict(blocks))
