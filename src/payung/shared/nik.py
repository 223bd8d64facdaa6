"""What the sixteen digits of a NIK say, and what they do not.

`PPKKCC DDMMYY SSSS`: province, kabupaten and kecamatan of *first issue* (never of present residence), birth date with
40 added to the day of a woman, serial. There is no check digit, so a well-formed NIK may still be nobody's.
A NIK is text: sixteen digits exceed what a spreadsheet's number keeps.

Source: practice of Ditjen Dukcapil as general knowledge of the field; no article was seen (verify).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sex = Literal["L", "P"]

LENGTH = 16
NO_SERIAL = "0000"
_DAY_ADDED_FOR_WOMEN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthDigits:
    """Digits 7 to 12 of a NIK: a day and month, a year without its century, and the sex."""

    day: int
    month: int
    year_of_century: int
    sex: Sex

    def date_on_or_before(self, day: date) -> date | None:
        """The latest date these digits can mean that is not after `day`; None if both centuries lie after it."""
        return latest_not_after(day=self.day, month=self.month, year_of_century=self.year_of_century, limit=day)


def is_well_formed(text: str) -> bool:
    """Sixteen ASCII digits and nothing else."""
    return len(text) == LENGTH and text.isascii() and text.isdigit()


def birth_digits(text: str) -> BirthDigits | None:
    """Read `DDMMYY` (a man's day 01 to 31, a woman's 41 to 71); None if that is no date in 19yy or 20yy."""
    day, month, year = int(text[:2]), int(text[2:4]), int(text[4:])
    sex: Sex = "L"
    if day > _DAY_ADDED_FOR_WOMEN:
        day, sex = day - _DAY_ADDED_FOR_WOMEN, "P"
    if any(_exists(century + year, month, day) for century in (1900, 2000)):
        return BirthDigits(day=day, month=month, year_of_century=year, sex=sex)
    return None


def digits_of(*, day: date, sex: Sex) -> str:
    """`DDMMYY` as the NIK of a person born on `day` holds it."""
    in_month = day.day + (_DAY_ADDED_FOR_WOMEN if sex == "P" else 0)
    return f"{in_month:02d}{day.month:02d}{day.year % 100:02d}"


def latest_not_after(*, day: int, month: int, year_of_century: int, limit: date) -> date | None:
    """The latest real date with this day, month and two-digit year that is not after `limit`."""
    for century in (2000, 1900):
        if _exists(century + year_of_century, month, day):
            found = date(century + year_of_century, month, day)
            if found <= limit:
                return found
    return None


def masked(nik: str) -> str:
    """`6302•• •••••• ••••`: the region digits only, as screens show a NIK."""
    return f"{nik[:4]}•• •••••• ••••"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
