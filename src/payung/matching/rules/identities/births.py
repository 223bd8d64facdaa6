"""Days of birth: read as lists write them, and as they are mistyped."""

import re
from datetime import date
from functools import lru_cache

_FIRST_OF_JANUARY = "-01-01"
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_EARLIEST_YEAR = 1850  # before that, the cell does not hold a birth


@lru_cache(maxsize=100_000)
def iso_day(written: str) -> str | None:
    """The day in ISO, or None where it is no day of the calendar."""
    if found := _ISO.fullmatch(written):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(written.strip()):
        day, month, year = found.groups()
    else:
        return None
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return born.isoformat() if born.year >= _EARLIEST_YEAR else None


def exchanged(born: str) -> str | None:
    """The ISO day with day and month exchanged (1980-03-07 → 1980-07-03), or None where that is no other day."""
    year, month, day = born[:4], born[5:7], born[8:10]
    return f"{year}-{day}-{month}" if day <= "12" and day != month else None


def is_default_day(born: str) -> bool:
    """Whether the ISO day is 1 January: what offices write where only the year is known."""
    return born.endswith(_FIRST_OF_JANUARY)
