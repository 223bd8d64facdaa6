"""Names that can be one person's, and names that cannot."""

import pytest

from payung.eligibility.rules.lines import names_agree


class TestNamesAgree:
    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            ("Sari Wahyuni", "SARI  WAHYUNI"),
            ("Sari Wahyuni", "WAHYUNI SARI"),
            ("H. Basri, S.Pd", "BASRI"),
            ("M. Yusuf", "MUHAMMAD YUSUF"),
            ("Muhammad Yusuf", "MOHAMMAD YUSUF"),
            ("Sarifah", "SARIFAH BINTI USMAN"),
            ("Sari Wahyuni", "-"),
            ("Sari Wahyuni", ""),
        ],
    )
    def test_of_one_person_written_in_two_ways(self, ours, theirs):
        assert names_agree(ours, theirs)

    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [("Sari Wahyuni", "BAHARUDDIN"), ("Siti Aminah", "SITI RAHMAWATI"), ("Muhammad Yusuf", "MUHAMMAD RIDUAN")],
    )
    def test_of_two_people_even_with_a_word_in_common(self, ours, theirs):
        assert not names_agree(ours, theirs)
