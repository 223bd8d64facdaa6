"""A KPJ as lists write it, and what a damaged number still looks like. Pure."""

import re

LENGTH = 11
_SIGNS = str.maketrans("", "", " .-'`’‘´/‐‑–—\u00a0\u2007\u202f\t\r\n\u200b\u200e\ufeff")
_KPJ = re.compile(r"[0-9A-Z]{11}")
_FEWEST = 8  # of digits: a number of fewer than these has not only lost its zeros
_FEWEST_MEANT = 5
_NIP = re.compile(r"(?:19|20)\d{6}(?:19|20)\d{8}")  # of whoever signed the list
_DAY = re.compile(r"\s*\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}\s*")
_BROKEN = re.compile(r"#[A-Z/0!?]+[!?A]|Err:\d+")


def read_kpj(text: str) -> str:
    """Eleven letters and digits, or nothing.

    A spreadsheet that took the number for a number dropped its leading zeros; they come back, so long as only digits
    are there and no more than three are gone (domain/law.md §5.2: eleven characters, never a number).
    """
    if len(text) == LENGTH and text.isascii() and text.isdigit():
        return text
    plain = text.translate(_SIGNS).upper()
    if plain.isascii() and plain.isdigit() and _FEWEST <= len(plain) < LENGTH:
        return plain.zfill(LENGTH)
    return plain if _KPJ.fullmatch(plain) else ""


def is_meant_as_number(text: str) -> bool:
    """Whether somebody's number was to stand here, too short, too long or broken as it is.

    Not a day, the NIP of a signatory, a count, or words with a number in them.
    """
    plain = text.translate(_SIGNS)
    digits = sum(letter.isdigit() for letter in plain)
    if _BROKEN.fullmatch(text.strip()):
        return True
    if digits < _FEWEST_MEANT or digits * 2 < len(plain) * 1.5:
        return False
    return not _DAY.fullmatch(text) and not _NIP.search(plain)
