"""Numbers by which somebody is known, each None where it is none, or where somebody only filled the cell."""

import re
from functools import lru_cache

from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.person_cells import read_phone

_CARD_DIGITS = 16
_CARD = re.compile(r"[0-9]{16}")
_COUNTED = ("1234567890", "0123456789", "000000")
_MOBILE = re.compile(r"08[0-9]{8,11}")
_FEWEST_DIFFERENT = 3  # digits behind 08…: 081111111111 is nobody's
_RUN = "01234567890123456789"
_LONGEST_RUN = 8


def card(written: str) -> str | None:
    """The sixteen digits of a NIK or KK."""
    digits = written if _CARD.fullmatch(written) else plain_digits(written)
    if not _CARD.fullmatch(digits) or digits.startswith(_COUNTED) or digits == digits[0] * _CARD_DIGITS:
        return None
    return digits


def phone(written: str) -> str | None:
    """The national number, digits only."""
    digits = written if _MOBILE.fullmatch(written) else _read(written)
    return (
        None if digits is None or len({*digits[3:]}) < _FEWEST_DIFFERENT or digits[-_LONGEST_RUN:] in _RUN else digits
    )


@lru_cache(maxsize=50_000)
def _read(written: str) -> str | None:
    return read_phone(written)[0]
