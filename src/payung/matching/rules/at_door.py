"""What the weight of one pair comes to, taken alone: at the door there are no clusters. Pure."""

from payung.gateways.linkage.doubts import Doubt
from payung.matching.rules.deciding import ASK_BITS, JOIN_BITS
from payung.matching.rules.pairs import Verdict


def verdict_of(*, weight: float, doubt: Doubt | None) -> Verdict:
    """As a run through the register decides of a pair that has nothing to do with others."""
    if weight < ASK_BITS:
        return Verdict.APART
    return Verdict.JOIN if weight >= JOIN_BITS and doubt is None else Verdict.ASK
