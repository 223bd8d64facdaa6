"""Numbers by which somebody is known, each None where it is none, or where somebody only filled the cell."""

import re
from functools import lru_cache

from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.person_cells import read_phone

_DIGITS = re.compile(r"[0-9]{16}")
# Not what fills a cell (1111…, 1234…, 0000…), nor what a spreadsheet kept of 6,30206E+15.
_CARD = re.compile(r"(?!([0-9])\1{15}|0?1234567890|000000|[0-9]{8}00000000)[0-9]{16}")
_FILLED = r"08[0-9](?:([0-9])\1*|[0-9]*(?:12345678|23456789|34567890))$"  # 081111111111 is nobody's
_MOBILE = re.compile(rf"(?!{_FILLED})08[0-9]{{8,11}}")
_NOBODYS = re.compile(_FILLED)


def card(written: str) -> str | None:
    """The sixteen digits of a NIK or KK."""
    if _CARD.fullmatch(written):
        return written
    if _DIGITS.fullmatch(written):
        return None
    digits = plain_digits(written)
    return digits if _CARD.fullmatch(digits) else None


def phone(written: str) -> str | None:
    """The national number, digits only."""
    return written if _MOBILE.fullmatch(written) else _read(written)


@lru_cache(maxsize=50_000)
def _read(written: str) -> str | None:
    digits = read_phone(written)[0]
    return None if digits is None or _NOBODYS.match(digits) else digits
