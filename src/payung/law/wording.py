"""Numbers of law as people write them in Indonesian: `4,5%`, `12,5`, `1/3`. Money and days are in `shared`."""

from fractions import Fraction

from payung.shared.money import grouped


def percent_text(percent: Fraction | int) -> str:
    """`70%`, `4,5%`."""
    return f"{number_text(percent)}%"


def number_text(number: Fraction | int) -> str:
    """`1.000`, `12,5`; a number without an end as the fraction it is, `1/3`. Not for numbers below zero."""
    number = Fraction(number)
    whole, rest = divmod(number.numerator, number.denominator)
    if not rest:
        return grouped(whole)
    places = _places(number.denominator)
    if not places:
        return f"{grouped(number.numerator)}/{grouped(number.denominator)}"
    return f"{grouped(whole)},{rest * 10**places // number.denominator:0{places}}"


def _places(denominator: int) -> int:
    """How many decimals the number has; 0 where they never end."""
    places, scale = 0, 1
    while scale % denominator and places < 60:
        places, scale = places + 1, scale * 10
    return 0 if scale % denominator else places
