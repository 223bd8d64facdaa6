"""How the levels of a pair are written to the database. Pure."""

from collections.abc import Sequence

from payung.gateways.linkage.comparing import COMPARISONS


def levels_text(gammas: Sequence[int]) -> str:
    """`card:3 name:1`: each comparison with its level, 0 where nothing is known."""
    return " ".join(f"{comparison.name}:{gamma}" for comparison, gamma in zip(COMPARISONS, gammas, strict=True))
