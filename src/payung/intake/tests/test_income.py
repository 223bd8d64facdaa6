"""Incomes as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.income import read_income

READ = {
    "1000000": 1_000_000,
    "1.000.000": 1_000_000,
    "1,000,000": 1_000_000,
    "1 000 000": 1_000_000,
    "Rp 1.000.000,-": 1_000_000,
    "Rp. 1.500.000": 1_500_000,
    "Rp1.000.000,00": 1_000_000,
    "1,000,000.00": 1_000_000,
    "1.000.000,5": 1_000_000,
    "IDR 750000": 750_000,
    "1,5 juta": 1_500_000,
    "1.5 jt": 1_500_000,
    "Rp 2 juta/bulan": 2_000_000,
    "2jt per bln": 2_000_000,
    "500 ribu": 500_000,
    "500rb": 500_000,
    "± 1.000.000": 1_000_000,
    "1.000.000/bln": 1_000_000,
    "0": 0,
}


class TestReadIncome:
    @pytest.mark.parametrize("written, sum_rp", READ.items())
    def test_reads_whole_rupiah(self, written: str, sum_rp: int) -> None:
        """`1,000,000.00` had been a hundred million."""
        assert read_income(written) == sum_rp

    @pytest.mark.parametrize("raw, sum_rp", [(1_000_000, 1_000_000), (1_500_000.75, 1_500_000), (0.0, 0)])
    def test_takes_a_number_cell_as_it_is(self, raw: object, sum_rp: int) -> None:
        assert read_income(raw) == sum_rp

    @pytest.mark.parametrize(
        "raw",
        [
            *(
                "",
                "-",
                "UMR",
                "< 1 juta",
                "1.000.000 - 2.000.000",
                "1 juta 500 ribu",
                "tidak tentu",
                "9" * 13,
                "9" * 5000,
            ),
            *(None, True, -1, 1e12, float("nan"), float("inf"), "²", "١٠٠٠"),
        ],
    )
    def test_finds_no_sum_where_there_is_not_one(self, raw: object) -> None:
        assert read_income(raw) is None

    @given(st.integers(0, 10**12 - 1))
    def test_reads_every_sum_in_every_grouping(self, sum_rp: int) -> None:
        with_commas = f"{sum_rp:,}"
        for written in (str(sum_rp), with_commas, with_commas.replace(",", "."), f"Rp{with_commas}.00", f"{sum_rp},-"):
            assert read_income(written) == sum_rp, written

    @given(st.text())
    def test_never_fails(self, written: str) -> None:
        found = read_income(written)
        assert found is None or 0 <= found < 10**12
