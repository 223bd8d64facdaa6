"""Numbers of law as people write them: nothing is rounded on the way to the page."""

from fractions import Fraction

import pytest

from payung.law.wording import number_text, percent_text


class TestNumberText:
    @pytest.mark.parametrize(
        "number, text",
        [
            (0, "0"),
            (Fraction(24, 2), "12"),
            (1_000_000, "1.000.000"),
            (Fraction("12.5"), "12,5"),
            (Fraction("12.05"), "12,05"),
            (Fraction("0.001"), "0,001"),
            (Fraction("1234.50"), "1.234,5"),
            (Fraction(1, 3), "1/3"),
            (Fraction(44, 30), "22/15"),
        ],
    )
    def test_keeps_every_digit(self, number, text):
        assert (number_text(number), percent_text(number)) == (text, f"{text}%")
