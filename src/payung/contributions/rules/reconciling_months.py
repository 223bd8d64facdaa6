"""Months as offices write them in lists: 2027-03, 202703, 03/2027, Maret 2027, Mar-27, 31/03/2027, a day of Excel. Pure.

What can be read two ways (03/12) is not read. A stretch (`Jan - Mar 2027`, `01/2027 s.d. 03/2027`) has two ends.
"""

import re
from datetime import date, timedelta

from payung.shared.dates import MONTHS, Month

_YEARS = range(2015, 2101)
_SHORT_YEARS = range(15, 100)  # never a month: 03/12 stays unread
_SERIALS = range(42_000, 74_000)  # days of Excel, 2014 to 2102
_DAY_ZERO = date(1899, 12, 30)
_OTHER_SPELLINGS = {"peb": 2, "agt": 8, "ags": 8, "nop": 11, "may": 5, "aug": 8, "oct": 10, "dec": 12}
_UNTIL = re.compile(
    r"\s*(?:\bs\s*[./]?\s*d\b\.?(?:\s*/\s*)?|\bsampai(?:\s+dengan)?\b|\bhingga\b|–|—|\s-\s|(?<=[a-z])-(?=[a-z])|\bto\b)\s*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:\d{1,2}[\s\-/.]+)?([A-Za-z]{3,9})\.?[\s\-/.']*(\d{4}|\d{2})?")
_YEAR_FIRST = re.compile(r"(\d{4})[\s\-/.](\d{1,2})(?:[\s\-/.]\d{1,2})?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_DAY_FIRST = re.compile(r"\d{1,2}[\s\-/.](\d{1,2})[\s\-/.](\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[\s\-/.](\d{4}|\d{2})")
_MONTHS_BEFORE = re.compile(r"^(?:bulan|periode|iuran|blth|thbl)\b[\s:]*", re.IGNORECASE)


def written_month(text: str) -> Month | None:
    """The one month that a cell means; the last of a stretch. None where none is written, or it can mean two."""
    stretch = written_stretch(text)
    return stretch[1] if stretch else None


def written_stretch(text: str) -> tuple[Month, Month] | None:
    """The first and last month of a cell; both the same where only one is written. None for a last before the first."""
    plain = _MONTHS_BEFORE.sub("", " ".join(text.split()))
    if single := _one(plain):
        return single, single
    parts = [part for part in _UNTIL.split(plain) if part.strip()]
    if not parts or (last := _one(parts[-1])) is None:
        return None
    if len(parts) == 1:
        return last, last
    first = _one(parts[0]) or _without_year(parts[0], last)
    return (first, last) if len(parts) == 2 and first and first <= last else None


def _one(text: str) -> Month | None:
    text = text.strip(" .,;:()'")
    if text.isascii() and text.isdigit():
        return _of_digits(text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _month(found[1], int(found[2]))
    if found := _DAY_FIRST.fullmatch(text):
        return _month(found[2], int(found[1]))
    if found := _MONTH_FIRST.fullmatch(text):
        return _month(found[2], int(found[1]))
    if (found := _NAMED.fullmatch(text)) and found[2]:
        return _month(found[2], _number(found[1]))
    return None


def _of_digits(text: str) -> Month | None:
    """`202703`, `032027`, `20270331`, `31032027`, or the day that Excel counts."""
    if len(text) == 5:
        return Month.of(_DAY_ZERO + timedelta(days=int(text))) if int(text) in _SERIALS else None
    if len(text) == 6:
        return _month(text[:4], int(text[4:])) or _month(text[2:], int(text[:2]))
    if len(text) == 8:
        return _month(text[:4], int(text[4:6])) or _month(text[4:], int(text[2:4]))
    return None


def _without_year(text: str, last: Month) -> Month | None:
    """`Januari` before `Maret 2027`, `Nopember` before `Januari 2028`: of the year in which it is not after the last."""
    text = text.strip(" .,;:()'")
    found = _NAMED.fullmatch(text)
    number = _number(found[1]) if found else int(text) if text.isdigit() and len(text) < 3 else 0
    if not 1 <= number <= 12:
        return None
    return Month(last.year - (number > last.month), number)


def _month(year: str, number: int) -> Month | None:
    if len(year) == 2:
        return Month(2000 + int(year), number) if int(year) in _SHORT_YEARS and 1 <= number <= 12 else None
    return Month(int(year), number) if int(year) in _YEARS and 1 <= number <= 12 else None


def _number(word: str) -> int:
    """1 to 12, or 0 for a word that is no month."""
    folded = word.casefold()
    if folded[:3] in _OTHER_SPELLINGS and len(folded) <= 9:
        return _OTHER_SPELLINGS[folded[:3]]
    return next((place for place, name in enumerate(MONTHS, 1) if _names(folded, name.casefold())), 0)


def _names(word: str, name: str) -> bool:
    """`mar`, `maret`, `sept`: three letters or more with which the month begins; English in full."""
    return name.startswith(word) or word in _ENGLISH.get(name, ())


_ENGLISH = {
    "januari": ("january",),
    "februari": ("february",),
    "maret": ("march",),
    "juni": ("june",),
    "juli": ("july",),
    "agustus": ("august",),
}
