"""Folding, blanks and column letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.text import BLANK_CELLS, cell_text, column_index, column_letters, fold, is_blank


class TestFold:
    @pytest.mark.parametrize("written", ["N I K", "nik", "N.I.K", "N-I-K", " N\nI\nK ", "NIK*"])
    def test_makes_one_of_many_ways(self, written: str) -> None:
        assert fold(written) == "nik"

    @given(st.text())
    def test_keeps_only_letters_digits_and_single_spaces(self, written: str) -> None:
        folded = fold(written)
        assert folded == " ".join(folded.split())
        assert not folded or folded.replace(" ", "").isascii()


class TestIsBlank:
    @pytest.mark.parametrize(
        "cell", ["", " ", "\u00a0", "\u00a0\u00a0", "\t", "\n", "-", " - ", "–", "—", None, " " * 40]
    )
    def test_holds_for_nothing_written_and_is_known_at_a_look(self, cell: object) -> None:
        """A cell of one no-break space, as exports write, was blank for the column and not for the row."""
        assert is_blank(cell)
        assert cell in BLANK_CELLS

    @given(st.sampled_from(sorted(BLANK_CELLS - {None}, key=str)))
    def test_holds_for_all_that_is_known_at_a_look(self, cell: object) -> None:
        assert is_blank(cell)

    @pytest.mark.parametrize("cell", ["x", "0", 0, 0.0, False, "...", "n/a"])
    def test_holds_for_nothing_else(self, cell: object) -> None:
        assert not is_blank(cell)


class TestCellText:
    @pytest.mark.parametrize("cell, text", [(5.0, "5"), (5.5, "5.5"), (" a  b\n", "a b"), (None, ""), (True, "True")])
    def test_is_what_a_person_sees(self, cell: object, text: str) -> None:
        assert cell_text(cell) == text


class TestColumnLetters:
    @given(st.integers(0, 16_383))
    def test_are_read_back(self, index: int) -> None:
        assert column_index(column_letters(index).lower()) == index

    @pytest.mark.parametrize("letters", ["", "1", "A1", "XFE", "ZZZ", "AAAA", "Ä", " A"])
    def test_end_at_xfd(self, letters: str) -> None:
        with pytest.raises(ValueError, match="no such column"):
            column_index(letters)
