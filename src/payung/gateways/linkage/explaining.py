"""What each comparison of a pair adds to its weight, in numbers. The words are the caller's."""

from collections.abc import Sequence
from typing import NamedTuple

from payung.gateways.linkage.model import Model


class Part(NamedTuple):
    """A level a pair stands on, and the bits it adds; level "" when nothing is known."""

    comparison: str
    level: str
    bits: float


def parts(model: Model, gammas: Sequence[int], *, weight: float | None = None) -> list[Part]:
    """First the prior ("prior"), then each comparison in order; with `weight`, last what rare values add ("rarity")."""
    raise NotImplementedError
