"""Money is whole rupiah. Not here: rates, which are `Fraction`s of the rule that uses them."""

from fractions import Fraction
from typing import NewType

Rupiah = NewType("Rupiah", int)


def rounded_half_up(amount: Fraction | int) -> Rupiah:
    """The whole rupiah nearest to `amount`; a half goes up. Amounts here are never negative."""
    return Rupiah(int((2 * amount + 1) // 2))


def rupiah_text(amount: int) -> str:
    """`16800` as people write it in Indonesia: `Rp16.800`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{grouped(abs(amount))}"


def grouped(amount: int) -> str:
    """`1000000` as `1.000.000`, for formulas and tables."""
    return f"{amount:,}".replace(",", ".")
