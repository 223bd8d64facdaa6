"""What NIK, birth date and sex say of each other. Whole lists: `tests/lists/nik-against-*`, `AGE_*`, `NIK_*_MISMATCH`."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.agreement import Agreement
from payung.intake.rules.birth_dates import BirthReader, Order
from payung.programmes.load import limits

ON = date(2026, 11, 2)
LIMITS = limits()
AGREEMENT = Agreement(
    on=ON,
    limits=LIMITS,
    births=BirthReader(on=ON, limits=LIMITS, order=Order.DAY_FIRST, date_1904=False, in_place_cell=False),
)
days = st.dates(date(1927, 1, 1), ON)


def codes(nik_digits: str, born: object = "", sex: object = "") -> list[str]:
    return [finding.code for finding in AGREEMENT.settle((nik_digits, born, sex))[2]]


def digits(born: date, sex: str = "L") -> str:
    return f"{born.day + (40 if sex == 'P' else 0):02d}{born:%m%y}"


class TestSettle:
    @given(days, st.sampled_from("LP"))
    def test_finds_nothing_to_say_where_all_agree(self, born: date, sex: str) -> None:
        birth, settled_sex, findings = AGREEMENT.settle((digits(born, sex), f"{born:%d/%m/%Y}", sex))
        assert (birth.day, settled_sex, findings) == (born, sex, ())

    @given(days, st.sampled_from("LP"))
    def test_takes_from_the_nik_what_no_cell_says(self, born: date, sex: str) -> None:
        birth, settled_sex, findings = AGREEMENT.settle((digits(born, sex), "", ""))
        assert (birth.day, settled_sex) == (born, sex)
        assert [finding.code for finding in findings] == ["BIRTH_DATE_FROM_NIK"]

    @given(days, st.integers(1, 20_000))
    def test_asks_about_any_other_day_of_the_same_century(self, born: date, later: int) -> None:
        other = born + timedelta(days=later)
        if other <= ON and (other.day, other.month, other.year % 100) != (born.day, born.month, born.year % 100):
            assert codes(digits(born), other) == ["NIK_BIRTH_DATE_MISMATCH"]

    def test_lets_the_column_tell_the_century(self) -> None:
        birth, _, findings = AGREEMENT.settle((digits(date(1926, 1, 1)), "01/01/1926", "L"))
        assert (birth.day, birth.age, findings) == (date(1926, 1, 1), 100, ())

    @pytest.mark.parametrize("nik_digits", ["320180", "001080", "721080", "401080", "011380", "290281", "310680"])
    def test_compares_nothing_with_a_nik_that_holds_no_date(self, nik_digits: str) -> None:
        assert codes(nik_digits, "12/01/1980", "P") == ["NIK_BIRTH_DATE_IMPOSSIBLE"]

    def test_knows_29_february_of_a_leap_year_of_either_century(self) -> None:
        assert codes("290200", "29/02/2000", "L") == []
        assert codes("690200", "", "") == ["BIRTH_DATE_FROM_NIK"]

    def test_counts_age_from_the_nik_where_the_cell_is_no_date(self) -> None:
        birth, _, findings = AGREEMENT.settle((digits(date(1950, 1, 1)), "tidak tahu", ""))
        assert (birth.day, birth.age_code) == (None, "AGE_OVER_LIMIT")
        assert [finding.code for finding in findings] == ["BIRTH_DATE_IMPOSSIBLE"]

    @pytest.mark.parametrize(
        "column, nik, age_code",
        [
            (date(1961, 11, 2), date(1961, 11, 3), None),  # 65 by the column, 64 by the NIK
            (date(1960, 11, 2), date(1960, 11, 3), "AGE_OVER_LIMIT"),  # 66 and 65
            (date(2008, 11, 3), date(2008, 11, 2), None),  # 17 and 18
            (date(2011, 11, 3), date(2011, 11, 2), None),  # 14 and 15
            (date(2009, 11, 3), date(2009, 11, 2), "AGE_BELOW_PROGRAMME"),  # 16 and 17
        ],
    )
    def test_says_nothing_of_age_where_column_and_nik_fall_on_different_sides(
        self, column: date, nik: date, age_code: str | None
    ) -> None:
        birth, _, findings = AGREEMENT.settle((digits(nik), column, "L"))
        assert [finding.code for finding in findings] == ["NIK_BIRTH_DATE_MISMATCH"]
        assert birth.age_code == age_code

    @pytest.mark.parametrize(
        "written, settled, found", [("P", "P", ["NIK_SEX_MISMATCH"]), ("L", "L", []), ("?", "L", [])]
    )
    def test_believes_the_sex_column_and_asks(self, written: str, settled: str, found: list[str]) -> None:
        _, sex, findings = AGREEMENT.settle((digits(date(1980, 1, 12)), "12/01/1980", written))
        assert (sex, [finding.code for finding in findings]) == (settled, found)

    def test_reads_cells_alone_where_there_is_no_nik(self) -> None:
        birth, sex, findings = AGREEMENT.settle(("", "12/01/1980", "P"))
        assert (birth.day, sex, findings) == (date(1980, 1, 12), "P", ())

    def test_reads_three_cells_as_one_date(self) -> None:
        assert AGREEMENT.settle((digits(date(1980, 1, 12)), (12, "Januari", 1980), "L"))[2] == ()


class TestAge:
    @pytest.mark.parametrize(
        "born, is_member, code, bound",
        [
            (date(1961, 11, 2), False, "AGE_OVER_LIMIT", "65"),
            (date(1961, 11, 2), True, "AGE_OVER_LIMIT_CONTINUING", "65"),
            (date(2008, 11, 3), True, "AGE_BELOW_PROGRAMME", "18"),
            (date(2011, 11, 3), True, "AGE_UNDER_LIMIT", "15"),
        ],
    )
    def test_names_the_bound_and_spares_only_old_members(
        self, born: date, is_member: bool, code: str, bound: str
    ) -> None:
        birth, _, _ = AGREEMENT.settle((digits(born), born, "L"))
        (finding,) = AGREEMENT.age(birth=birth, name="Sari", is_member=is_member)
        assert (finding.code, dict(finding.words)["batas"]) == (code, bound)

    @pytest.mark.parametrize("born", [date(1961, 11, 3), date(2008, 11, 2)])
    def test_asks_nothing_between_the_bounds(self, born: date) -> None:
        birth, _, _ = AGREEMENT.settle((digits(born), born, "L"))
        assert AGREEMENT.age(birth=birth, name="Sari", is_member=False) == ()
