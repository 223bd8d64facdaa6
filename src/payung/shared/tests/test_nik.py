"""The digits of a NIK, beyond what `tests/lists/test_nik_against_stdnum.py` compares."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.shared.nik import birth_digits, digits_of, is_well_formed, latest_not_after, masked

NIK = "6302065201800001"


class TestIsWellFormed:
    @pytest.mark.parametrize(
        "text", ["", NIK[:15], NIK + "1", " " + NIK[1:], "６" * 16, "²" * 16, "٦" * 16, "-" + NIK[1:]]
    )
    def test_takes_sixteen_digits_of_a_card_and_nothing_else(self, text: str) -> None:
        assert is_well_formed(NIK)
        assert not is_well_formed(text)


class TestDigitsOf:
    @given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["L", "P"]))
    def test_are_read_back(self, day: date, sex) -> None:
        read = birth_digits(digits_of(day=day, sex=sex))
        assert read is not None
        assert (read.day, read.month, read.year_of_century, read.sex) == (day.day, day.month, day.year % 100, sex)


class TestLatestNotAfter:
    @given(st.dates(date(1901, 1, 1), date(2026, 11, 2)))
    def test_is_never_after_the_limit_and_never_a_century_too_early(self, born: date) -> None:
        limit = date(2026, 11, 2)
        found = latest_not_after(day=born.day, month=born.month, year_of_century=born.year % 100, limit=limit)
        assert found is not None
        assert limit - timedelta(days=36_525) < found <= limit or (born.day, born.month) == (29, 2)

    @pytest.mark.parametrize("day, found", [(2, date(2026, 11, 2)), (3, date(1926, 11, 3))])
    def test_counts_the_limit_itself(self, day: int, found: date) -> None:
        assert latest_not_after(day=day, month=11, year_of_century=26, limit=date(2026, 11, 2)) == found

    def test_finds_29_february_only_in_a_year_that_has_it(self) -> None:
        assert latest_not_after(day=29, month=2, year_of_century=0, limit=date(2026, 1, 1)) == date(2000, 2, 29)
        assert latest_not_after(day=29, month=2, year_of_century=0, limit=date(1999, 1, 1)) is None


class TestMasked:
    def test_shows_the_region_only(self) -> None:
        assert masked(NIK) == "6302•• •••••• ••••"
