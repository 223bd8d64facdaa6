"""Our reading of a NIK beside python-stdnum's, wherever both apply.

Where they are known to part: stdnum takes day 81 for 1 (it counts modulo 40) and reads year 05 as 1905; it knows no
province younger than its own table.
"""

import csv
from datetime import date
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from stdnum import numdb
from stdnum.exceptions import ValidationError
from stdnum.id import nik as oracle

import payung.regions
from payung.shared.nik import birth_digits, is_well_formed

LAST_WOMANS_DAY = 71
PROVINCES = Path(payung.regions.__file__).parent / "data" / "provinces.csv"


def told_by_oracle(six: str) -> tuple[int, int, int] | None:
    """Day, month and two-digit year as stdnum reads them, None where it refuses."""
    try:
        day: date = oracle.get_birth_date(f"630206{six}0017")
    except ValidationError:
        return None
    return day.day, day.month, day.year % 100


def told_by_us(six: str) -> tuple[int, int, int] | None:
    read = birth_digits(six)
    return None if read is None else (read.day, read.month, read.year_of_century)


class TestBirthDigits:
    def test_are_read_as_stdnum_reads_them_on_every_day_of_a_century(self) -> None:
        days, months, years = range(LAST_WOMANS_DAY + 9), range(14), range(100)
        every = (f"{day:02d}{month:02d}{year:02d}" for day, month, year in product(days, months, years))
        assert [six for six in every if told_by_us(six) != told_by_oracle(six)] == []

    def test_refuse_the_days_that_stdnum_counts_twice(self) -> None:
        twice = [day for day in range(80, 100) if told_by_oracle(f"{day}0180") is not None]
        assert twice == list(range(81, 100))
        assert [day for day in twice if told_by_us(f"{day}0180") is not None] == []

    @given(st.dates(date(1930, 1, 1), date(2025, 12, 31)), st.booleans())
    def test_name_the_sex_by_the_forty_added_to_a_womans_day(self, born: date, woman: bool) -> None:
        read = birth_digits(f"{born.day + 40 * woman:02d}{born:%m%y}")
        assert read is not None
        assert (read.sex, read.date_on_or_before(born)) == ("P" if woman else "L", born)


class TestWellFormed:
    @given(st.text("0123456789", min_size=14, max_size=18) | st.text(max_size=18))
    def test_is_what_stdnum_takes_for_sixteen_digits(self, text: str) -> None:
        """stdnum strips separators first, ours are gone by then: texts that hold one are not compared."""
        if oracle.compact(text) == text:
            assert is_well_formed(text) == (len(text) == 16 and oracle.isdigits(text))


class TestProvinces:
    def test_hold_every_province_that_stdnum_knows(self) -> None:
        places = numdb.get("id/loc")
        known = {
            f"{province:02d}"
            for province in range(100)
            if any(places.info(f"{province:02d}{k:02d}")[0][1] for k in range(100))
        }
        with PROVINCES.open(encoding="utf-8", newline="") as lines:
            ours = {line["code"] for line in csv.DictReader(lines)}
        assert known - ours == set()
        assert ours - known <= {"65", "92", "93", "95", "96"}  # founded after stdnum's table
