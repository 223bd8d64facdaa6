"""Whether a payer is we. Pure."""

from collections.abc import Iterable


def is_own(payer: str, *, own: Iterable[str]) -> bool:
    """Whether one of our names stands in a payer's, or the payer's is a shorter form of one. All as they are compared."""
    words = set(payer.split())
    return any(f" {name} " in f" {payer} " or (len(words) > 1 and words <= set(name.split())) for name in own)
