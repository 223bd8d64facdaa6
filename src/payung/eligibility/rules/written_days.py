"""Days and months in what other offices write: `Meninggal tgl 3-2-2026`, `aktif s.d. Des 2026`. Day first. Pure."""

import re
from datetime import date, timedelta

from payung.shared.dates import MONTHS, Month

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[A-Za-z]{3,9})\.?\s*[-/. ,]\s*(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_MONTH = re.compile(r"(?:(?<!\d)(\d{1,2})\s*[-/]\s*|([A-Za-z]{3,9})\.?\s+|([A-Za-z]{3,9})-)(\d{4})(?!\d)")
_OTHER_SPELLINGS = {"peb": 2, "agt": 8, "ags": 8, "nop": 11, "may": 5, "aug": 8, "oct": 10, "dec": 12}
_EARLIEST, _LATEST = 1900, 2100
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(4_000, 60_000)  # days of Excel, 1910 to 2064


def written_days(text: str) -> frozenset[date]:
    """Every day that stands in a text."""
    found = [_day(year, month, day) for day, month, year in _DAY.findall(text)]
    found += [_day(year, month, day) for year, month, day in _ISO.findall(text)]
    return frozenset(day for day in found if day)


def day_of_cell(text: str) -> date | None:
    """The one day that a cell of days holds, also as Excel counts days; None where there is none, or several."""
    if text.isascii() and text.isdigit():
        return _DAY_ZERO + timedelta(days=int(text)) if len(text) < 6 and int(text) in _SERIALS else None
    days = written_days(text)
    return next(iter(days)) if len(days) == 1 else None


def written_month(text: str) -> Month | None:
    """The first month with a year in a text, also that of a day."""
    if found := _MONTH.search(text):
        number = _month_number(found[1] or found[2] or found[3])
        if number and _EARLIEST <= int(found[4]) <= _LATEST:
            return Month(int(found[4]), number)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = _month_number(month)
    if not number or not _EARLIEST <= int(year) <= _LATEST:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month_number(word: str) -> int:
    """1 to 12, or 0 for no month."""
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else 0
    start = word[:3].lower()
    by_name = next((place for place, name in enumerate(MONTHS, 1) if name[:3].lower() == start), 0)
    return by_name or _OTHER_SPELLINGS.get(start, 0)
