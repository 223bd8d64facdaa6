"""Each operation on a column gives in every cell what it gives on that cell alone."""

from fractions import Fraction
from itertools import accumulate

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from payung.law.cells import choose, greater, lesser, no, part_of, pick, row_of, where
from payung.shared.money import rounded_half_up

SMALL = st.integers(-60, 60)
COLUMNS = st.lists(st.tuples(st.booleans(), SMALL, SMALL), min_size=1)


def column(values):
    return np.array(values, dtype=np.int32)


def listed(cells):
    return np.asarray(cells).tolist()


class TestChoose:
    @given(COLUMNS)
    def test_of_two_columns_is_that_of_each_cell(self, cells):
        where, yes, no = (np.array(part) for part in zip(*cells, strict=True))
        assert listed(choose(where, yes, no)) == [choose(*cell) for cell in cells]

    @given(COLUMNS, SMALL, st.sampled_from([0, 7]))
    def test_of_a_column_and_a_number_is_that_of_each_cell(self, cells, yes, no):
        where, numbers = np.array([cell[0] for cell in cells]), column([cell[1] for cell in cells])
        assert listed(choose(where, yes, no)) == [choose(cell[0], yes, no) for cell in cells]
        assert listed(choose(where, numbers, no)) == [choose(cell[0], cell[1], no) for cell in cells]
        assert listed(choose(where, no, numbers)) == [choose(cell[0], no, cell[1]) for cell in cells]

    def test_of_plain_numbers_is_a_narrow_column(self):
        assert np.asarray(choose(np.array([True, False]), 3, 1)).dtype == np.int8


class TestGreater:
    @given(COLUMNS)
    def test_is_that_of_each_cell(self, cells):
        _, one, other = zip(*cells, strict=True)
        assert listed(greater(column(one), column(other))) == [greater(*pair) for pair in zip(one, other, strict=True)]


class TestLesser:
    @given(COLUMNS)
    def test_is_that_of_each_cell(self, cells):
        _, one, other = zip(*cells, strict=True)
        assert listed(lesser(column(one), column(other))) == [lesser(*pair) for pair in zip(one, other, strict=True)]


class TestWhere:
    @given(COLUMNS, st.integers(0, 10**12))
    def test_is_that_of_each_cell_for_columns_and_numbers_of_any_size(self, cells, number):
        holds, values = np.array([cell[0] for cell in cells]), column([cell[1] for cell in cells])
        assert listed(where(holds, values)) == [where(cell[0], cell[1]) for cell in cells]
        assert listed(where(holds, number)) == [where(cell[0], number) for cell in cells]


class TestNo:
    def test_is_that_of_each_cell(self):
        assert listed(no(np.array([True, False]))) == [no(True), no(False)] == [False, True]


class TestPartOf:
    @given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**6)), min_size=1), st.integers(1, 10**6))
    def test_is_that_of_each_cell_and_rounds_a_half_up(self, cells, of):
        amounts, parts = zip(*cells, strict=True)
        found = listed(part_of(np.array(amounts), parts=np.array(parts), of=of))
        assert found == [part_of(amount, parts=part, of=of) for amount, part in cells]
        assert found == [rounded_half_up(Fraction(amount * part, of)) for amount, part in cells]


class TestPick:
    @given(st.lists(st.integers(0, 10**12), min_size=1), st.data())
    def test_is_that_of_each_cell(self, table, data):
        places = data.draw(st.lists(st.integers(0, len(table) - 1)))
        assert listed(pick(tuple(table), column(places))) == [pick(tuple(table), place) for place in places]


class TestRowOf:
    @given(st.lists(st.integers(1, 50), max_size=30), st.sampled_from([1, 100_000]), st.data())
    def test_is_that_of_each_cell_with_round_bounds_and_others(self, gaps, unit, data):
        bounds = tuple(unit * bound for bound in accumulate(gaps, initial=0))
        near = st.sampled_from(bounds).flatmap(lambda bound: st.integers(max(bound - 2, 0), bound + 2))
        values = data.draw(st.lists(st.one_of(near, st.integers(0, 2 * bounds[-1] + 5))))
        assert listed(row_of(bounds, column(values))) == [row_of(bounds, value) for value in values]

    def test_searches_where_the_bounds_have_no_round_step(self):
        bounds = (0, 735_780, 739_306)
        values = [0, 735_779, 735_780, 739_305, 739_306, 800_000]
        assert [row_of(bounds, value) for value in values] == [0, 0, 1, 1, 2, 2]
        assert listed(row_of(bounds, column(values))) == [0, 0, 1, 1, 2, 2]
