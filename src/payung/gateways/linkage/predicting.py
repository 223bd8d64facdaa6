"""Every pair of a register that may be one human being, weighed in DuckDB."""

from collections.abc import Sequence

import pyarrow as pa

from payung.gateways.linkage.model import Model
from payung.gateways.linkage.pairs import Pairs
from payung.gateways.linkage.records import Record


def predict(
    *,
    records: Sequence[Record] | pa.Table,
    model: Model,
    floor_bits: float,
    memory_mb: int = 1200,
    threads: int = 2,
) -> Pairs:
    """The pairs of one register that weigh at least `floor_bits`."""
    raise NotImplementedError


def predict_between(
    *,
    left: Sequence[Record] | pa.Table,
    right: Sequence[Record] | pa.Table,
    model: Model,
    floor_bits: float,
    memory_mb: int = 1200,
    threads: int = 2,
) -> Pairs:
    """The pairs of one of `left` and one of `right` that weigh at least `floor_bits`."""
    raise NotImplementedError
