"""From probabilities to bits: what a level adds to the weight of a pair."""

from math import log2

from payung.gateways.linkage.comparing.base import Comparison
from payung.gateways.linkage.model import Model


def prior_bits(model: Model) -> float:
    """The weight of a pair of which nothing is known."""
    return log2(model.prior / (1 - model.prior))


def level_bits(model: Model, comparison: Comparison) -> tuple[float, ...]:
    """By gamma. A level with a rarity weighs log2 m here; minus log2 of the frequency of the value comes to it."""
    weights = model.comparisons[comparison.name]
    bits = [0.0]
    for level, weight in zip(comparison.ascending, weights, strict=True):
        if level.name != weight.name:
            raise ValueError(f"parameters of {comparison.name} for other levels: {weight.name}, not {level.name}")
        bits.append(log2(weight.m) if level.rarity else log2(weight.m / weight.u))
    return tuple(bits)
