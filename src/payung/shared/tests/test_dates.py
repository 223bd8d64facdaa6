"""Days, months and ages as the office counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.shared.dates import Month, age_on, day_text

months = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))


class TestMonth:
    @given(months)
    def test_is_read_back_from_its_text_and_its_number(self, month: Month) -> None:
        assert Month.parse(str(month)) == month
        assert Month.numbered(month.number) == month

    @given(months, st.integers(-500, 500))
    def test_counts_over_the_end_of_a_year(self, month: Month, count: int) -> None:
        if 1 <= (month.number + count) // 12 <= 9999:
            assert month.plus(count).number - month.number == count

    @pytest.mark.parametrize(
        "text", ["", "2026", "2026-13", "2026-00", "2026-5", "26-05", "2026-05-01", "٢٠٢٦-05", "0000-01"]
    )
    def test_refuses_any_other_text(self, text: str) -> None:
        with pytest.raises(ValueError, match="month"):
            Month.parse(text)

    def test_is_in_order(self) -> None:
        assert Month(2025, 12) < Month(2026, 1) == Month.of(date(2026, 1, 31))

    def test_speaks_indonesian(self) -> None:
        assert (Month(2026, 8).text, day_text(date(2023, 12, 28))) == ("Agustus 2026", "28 Desember 2023")


class TestAgeOn:
    @pytest.mark.parametrize(
        "born, day, age",
        [
            (date(1961, 11, 2), date(2026, 11, 1), 64),
            (date(1961, 11, 2), date(2026, 11, 2), 65),
            (date(1960, 2, 29), date(2025, 2, 28), 64),
            (date(1960, 2, 29), date(2025, 3, 1), 65),
            (date(2026, 11, 2), date(2026, 11, 2), 0),
        ],
    )
    def test_turns_on_the_birthday_and_for_29_february_on_1_march(self, born: date, day: date, age: int) -> None:
        assert age_on(birth_date=born, day=day) == age

    @given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 40_000))
    def test_never_falls_from_one_day_to_the_next(self, born: date, lived: int) -> None:
        day = born + timedelta(days=lived)
        assert 0 <= age_on(birth_date=born, day=day + timedelta(days=1)) - age_on(birth_date=born, day=day) <= 1
