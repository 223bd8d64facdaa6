"""Reads the cells of an answer: KPJ and day. A number is never mended: what is damaged is said. Pure."""

import re
from datetime import date, timedelta

from payung.eligibility.rules.written_days import written_days
from payung.intake.rules.text import is_blank

KPJ_LENGTH = 11
_KPJ = re.compile(r"[0-9A-Z]{11}")
_SEPARATORS = str.maketrans("", "", " .-'`’\u00a0")
_FEWEST_DIGITS = 5  # `TIDAK ADA` is no KPJ; older ones hold letters beside a year and a serial (law.md §5.2)
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(36_000, 60_000)  # days of Excel, 1998 to 2064


def read_kpj(cell: str) -> tuple[str, bool]:
    """The KPJ of a cell, and whether it is one. `("1901234567", False)`: ten digits, a zero may be lost at its beginning.

    `("", True)`: nothing is written. What could be something else than a damaged KPJ (a NIK) is not given back.
    """
    if is_blank(cell):
        return "", True
    plain = cell.upper().translate(_SEPARATORS)
    if _KPJ.fullmatch(plain) and sum(map(str.isdigit, plain)) >= _FEWEST_DIGITS:
        return plain, True
    return (plain if len(plain) <= KPJ_LENGTH and plain.isalnum() and plain.isascii() else ""), False


def read_day(cell: str, *, not_after: date) -> date | None:
    """The day of a cell: day first, ISO, or Excel's number; None for none, several, or one still to come."""
    if cell.isascii() and cell.isdigit():
        found = {_DAY_ZERO + timedelta(days=int(cell))} if len(cell) < 6 and int(cell) in _SERIALS else set()
    else:
        found = set(written_days(cell))
    days = {day for day in found if day <= not_after}
    return days.pop() if len(days) == 1 else None
