"""Reads what a person earns in a month, for the insurer's list. Nothing of the check depends on it."""

import re
from fractions import Fraction

from payung.intake.rules.text import cell_text

_LESS_THAN = 10**12
_WORDS = {"juta": 1_000_000, "jt": 1_000_000, "ribu": 1_000, "rb": 1_000, "": 1}
_SUM = re.compile(
    r"(?:±|\+/-|kurang lebih|sekitar)?\s*(?:rp|idr)?[.\s]*"
    r"(?P<number>[0-9][0-9., ]{0,30}?)\s*(?P<word>juta|jt|ribu|rb|)[.\s]*"
    r"(?:,?-)?\s*(?:(?:/|per|se)\s*(?:bulan|bln))?[.\s]*"
)
_CENTS = re.compile(r"(?<=[0-9])[.,][0-9]{1,2}")  # a group of thousands has three digits


def read_income(raw: object) -> int | None:
    """Whole rupiah from `1000000`, `1.000.000`, `Rp 1.000.000,-`, `1,5 juta`; None where it is not one sum."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return int(raw) if 0 <= raw < _LESS_THAN else None
    found = _SUM.fullmatch(cell_text(raw).lower())
    if found is None:
        return None
    factor, number = _WORDS[found["word"]], found["number"].replace(" ", "")
    sum_rp = _decimal(number) * factor if factor > 1 else _whole(number)
    return int(sum_rp) if sum_rp < _LESS_THAN else None


def _whole(number: str) -> int:
    """`1.000.000,00` and `1,000,000.00` without their cents and separators."""
    cents = _CENTS.fullmatch(number, len(number) - 3) or _CENTS.fullmatch(number, len(number) - 2)
    return int(re.sub(r"[.,]", "", number[: cents.start()] if cents else number))


def _decimal(number: str) -> Fraction:
    """`1,5` and `1.5`, for so people write before `juta`."""
    whole, _, part = number.strip(".,").replace(",", ".").rpartition(".")
    return Fraction(f"{whole.replace('.', '') or '0'}.{part}") if whole else Fraction(part)
