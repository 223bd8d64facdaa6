"""Whole rupiah."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.shared.money import grouped, rounded_half_up, rupiah_text


class TestRoundedHalfUp:
    @pytest.mark.parametrize(
        "amount, rupiah", [(Fraction(1, 2), 1), (Fraction(3, 2), 2), (Fraction(5, 2), 3), (Fraction(249, 100), 2)]
    )
    def test_takes_a_half_up_and_never_to_the_even(self, amount: Fraction, rupiah: int) -> None:
        assert rounded_half_up(amount) == rupiah

    @given(st.fractions(0, 10**12))
    def test_is_at_most_half_a_rupiah_away(self, amount: Fraction) -> None:
        assert -Fraction(1, 2) <= amount - rounded_half_up(amount) < Fraction(1, 2)

    @given(st.integers(0, 10**15))
    def test_leaves_whole_rupiah_alone(self, amount: int) -> None:
        assert rounded_half_up(amount) == amount


class TestRupiahText:
    @pytest.mark.parametrize(
        "amount, text", [(0, "Rp0"), (16_800, "Rp16.800"), (1_008_000_000, "Rp1.008.000.000"), (-500, "-Rp500")]
    )
    def test_groups_by_points(self, amount: int, text: str) -> None:
        assert rupiah_text(amount) == text
        assert grouped(abs(amount)) in text
