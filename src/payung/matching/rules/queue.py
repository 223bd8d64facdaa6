"""In which order doubts of two kinds stand in one list. Pure; decides nothing."""

from payung.matching.rules.cards import Alike
from payung.matching.rules.deciding import ASK_BITS, JOIN_BITS


def as_bits(found: Alike) -> float:
    """Two with one NIK among pairs that were weighed: from the least weight that is asked about to one that joins."""
    return ASK_BITS + (JOIN_BITS - ASK_BITS) * found.weight / 2
