"""Numbers in words: every turn of the language once, and no number without words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.shared.words import number_words


class TestNumberWords:
    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (0, "nol"),
            (1, "satu"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (12, "dua belas"),
            (20, "dua puluh"),
            (21, "dua puluh satu"),
            (100, "seratus"),
            (111, "seratus sebelas"),
            (200, "dua ratus"),
            (1_000, "seribu"),
            (1_001, "seribu satu"),
            (1_100, "seribu seratus"),
            (3_002, "tiga ribu dua"),
            (11_000, "sebelas ribu"),
            (101_000, "seratus satu ribu"),
            (1_000_000, "satu juta"),
            (1_008_000_000, "satu miliar delapan juta"),
            (2_000_000_000_019, "dua triliun sembilan belas"),
        ],
    )
    def test_speaks_as_offices_write(self, number, words):
        assert number_words(number) == words

    @given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1))
    def test_says_two_numbers_never_alike(self, one, other):
        assert (number_words(one) == number_words(other)) == (one == other)

    @given(st.integers(0, 10**15 - 1))
    def test_leaves_no_gap_between_words(self, number):
        assert number_words(number).split() == number_words(number).split(" ")

    @pytest.mark.parametrize("number", [-1, 10**15])
    def test_refuses_what_has_no_words(self, number):
        with pytest.raises(ValueError, match="no words"):
            number_words(number)
