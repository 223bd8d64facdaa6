"""Edges of what is odd enough to ask about: one less is never asked."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.matching.rules import oddities as rules

CARD, JANUARY = 630206_520180_0000, 630206_410175_0000  # women of one kecamatan: 12 January 1980, 1 January 1975


def runs(niks, places=None):
    """The runs as the NIKs that are in them."""
    niks = np.array(niks, dtype=np.int64)
    places = np.arange(len(niks)) * 2 if places is None else np.array(places)  # no two rows follow each other
    return [niks[run].tolist() for run in rules.serial_runs(niks=niks, places=places)]


class TestThresholds:
    @pytest.mark.parametrize(
        ("persons", "houses", "asked"), [(6, 3, True), (5, 3, False), (60, 2, False), (5, 5, False)]
    )
    def test_of_a_phone(self, persons, houses, asked):
        assert rules.shares_phone(persons=persons, houses=houses) is asked

    @pytest.mark.parametrize(("persons", "asked"), [(10, True), (9, False)])
    def test_of_a_card(self, persons, asked):
        assert rules.crowds_card(persons=persons) is asked

    @pytest.mark.parametrize(("before", "new", "asked"), [(40, 20, True), (40, 19, False), (39, 390, False)])
    def test_of_a_desa(self, before, new, asked):
        assert rules.has_grown(before=before, new=new) is asked

    @pytest.mark.parametrize(
        ("pace", "others", "asked"),
        [(500, [100] * 5, True), (499, [100] * 5, False), (240, [1] * 5, False), (500, [100] * 4, False)],
    )
    def test_of_a_sender(self, pace, others, asked):
        assert rules.is_fast(pace=pace, usual=rules.usual_pace(others=others)) is asked


class TestHeapsJanuary:
    @pytest.mark.parametrize(
        ("born", "of", "usual", "asked"),
        [
            (10, 20, 0.03, True),
            (9, 9, 0.03, False),  # too few, however sure
            (60, 1000, 0.03, True),
            (59, 1000, 0.03, False),  # less than twice what others have
            (10, 70, 0.05, False),  # twice, but chance does it once in a few hundred
            (300, 1000, 0.2, False),
        ],
    )
    def test_asks_for_many_and_twice_the_share_and_beyond_chance(self, born, of, usual, asked):
        assert rules.heaps_january(born=born, of=of, usual=usual) is asked

    def test_takes_a_share_of_its_own_only_of_many_others(self):
        assert rules.usual_january(born=0, of=0) == rules.USUAL_JANUARY
        assert rules.usual_january(born=3_000, of=300_000) == pytest.approx(0.01, rel=0.01)

    @given(of=st.integers(1, 60), hits=st.integers(-1, 61), share=st.floats(0.001, 0.999))
    def test_tail_is_the_binomial_one(self, of, hits, share):
        exact = sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(max(0, hits), of + 1))
        assert rules.at_least(hits=hits, of=of, share=share) == pytest.approx(exact, rel=1e-6, abs=1e-15)

    def test_tail_of_the_impossible_and_the_certain(self):
        assert rules.at_least(hits=1, of=9, share=0.0) == 0.0
        assert rules.at_least(hits=9, of=9, share=1.0) == 1.0


class TestSerialRuns:
    def test_four_anywhere_or_three_from_row_to_row(self):
        assert runs([CARD + n for n in (3, 1, 2, 4)]) == [[CARD + n for n in (1, 2, 3, 4)]]
        assert runs([CARD + n for n in (3, 1, 2)]) == []
        assert runs([CARD + n for n in (1, 2, 3)], places=[7, 8, 9]) == [[CARD + n for n in (1, 2, 3)]]
        assert runs([CARD + n for n in (1, 2, 3)], places=[7, 8, 10]) == []
        assert runs([CARD + n for n in (1, 2, 3)], places=[9, 8, 7]) == []

    def test_twins_are_no_run_and_a_gap_ends_one(self):
        assert runs([CARD + 1, CARD + 2], places=[1, 2]) == []
        assert runs([CARD + n for n in (1, 2, 4, 5)], places=[1, 2, 3, 4]) == []

    def test_needs_twice_as_many_on_the_first_of_january(self):
        assert len(runs([JANUARY + n for n in range(1, 9)])) == 1
        assert runs([JANUARY + n for n in range(1, 8)]) == []
        assert len(runs([JANUARY + n for n in range(1, 7)], places=range(6))) == 1
        assert runs([JANUARY + n for n in range(1, 6)], places=range(5)) == []

    def test_does_not_run_over_the_end_of_a_day(self):
        assert runs([CARD + n for n in (9998, 9999, 10_000, 10_001)]) == []

    def test_counts_a_nik_that_is_written_twice_once(self):
        assert runs([CARD + n for n in (1, 2, 2, 3)]) == []

    def test_of_no_rows(self):
        assert runs([]) == []

    @given(serials=st.lists(st.integers(1, 40), max_size=25, unique=True), turned=st.randoms())
    def test_knows_no_order_where_no_rows_follow_each_other(self, serials, turned):
        mixed = list(serials)
        turned.shuffle(mixed)
        assert runs([CARD + n for n in serials]) == runs([CARD + n for n in mixed])
