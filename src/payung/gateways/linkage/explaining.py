"""What each comparison of a pair adds to its weight, in numbers. The words are the caller's."""

from collections.abc import Sequence
from math import log2
from typing import NamedTuple

from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.model import Model
from payung.gateways.linkage.weighing import level_bits, prior_bits


class Part(NamedTuple):
    """A level a pair stands on, and the bits it adds; level "" when nothing is known."""

    comparison: str
    level: str
    bits: float


def parts(model: Model, gammas: Sequence[int], *, weight: float | None = None) -> list[Part]:
    """First the prior ("prior"), then each comparison in order; with `weight`, last what rare values add ("rarity").

    A level with a rarity adds here what it does for a value as common as the average one.
    """
    found = [Part("prior", "", prior_bits(model))]
    for comparison, gamma in zip(COMPARISONS, gammas, strict=True):
        level = comparison.ascending[gamma - 1] if gamma else None
        bits = level_bits(model, comparison)[gamma]
        if level and level.rarity:
            bits -= log2(model.comparisons[comparison.name][gamma - 1].u)
        found.append(Part(comparison.name, level.name if level else "", bits))
    if weight is not None:
        found.append(Part("rarity", "", weight - sum(part.bits for part in found)))
    return found
