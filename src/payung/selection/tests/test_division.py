"""Places over desa by largest remainder."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.selection.rules.choosing import NO_LIMIT
from payung.selection.rules.division import divide, divide_within

BASES = st.lists(st.integers(0, 40), min_size=1, max_size=8)


def ints(values):
    return np.array(values, dtype=np.int64)


@pytest.mark.parametrize(
    "basis, places, shares",
    [
        pytest.param([45, 30, 25], 10, [5, 3, 2], id="the example of the docstring: a tie goes to the larger basis"),
        pytest.param([10, 10, 10], 10, [4, 3, 3], id="equal remainders and bases: the first code"),
        pytest.param([10, 10, 10], 3, [1, 1, 1], id="even"),
        pytest.param([7, 0, 3], 10, [7, 0, 3], id="all get all; nobody without basis"),
        pytest.param([7, 0, 3], 99, [7, 0, 3], id="never more than the basis"),
        pytest.param([0, 0], 5, [0, 0], id="no basis at all"),
        pytest.param([1_000_000, 999_999, 1], 300_000, [150_000, 150_000, 0], id="large numbers"),
    ],
)
def test_divides(basis, places, shares):
    assert divide(basis=ints(basis), places=places).tolist() == shares


class TestDivide:
    @given(BASES, st.integers(0, 300))
    def test_gives_out_every_place_that_there_is_room_for(self, basis, places):
        assert divide(basis=ints(basis), places=places).sum() == min(places, sum(basis))

    @given(BASES, st.integers(0, 300))
    def test_stays_within_one_of_the_exact_proportion(self, basis, places):
        shares = divide(basis=ints(basis), places=min(places, sum(basis)))
        exact = [Fraction(one * min(places, sum(basis)), sum(basis) or 1) for one in basis]
        assert all(abs(int(share) - quota) < 1 for share, quota in zip(shares, exact, strict=True))

    @given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8), st.integers(0, 300))
    def test_obeys_caps_and_hands_what_they_free_to_the_others(self, pairs, places):
        basis, caps = ints([pair[0] for pair in pairs]), ints([pair[1] for pair in pairs])
        shares, most = divide(basis=basis, places=places, caps=caps), np.minimum(basis, caps)
        assert (shares <= most).all()
        assert shares.sum() == min(places, most.sum())
        free = shares < most  # those that no cap holds stand within one of their part of the rest
        rest, weight = int(shares[free].sum()), int(basis[free].sum())
        assert all(
            abs(share * weight - one * rest) <= weight for share, one in zip(shares[free], basis[free], strict=True)
        )

    @given(st.lists(st.integers(0, 40), min_size=1, max_size=8, unique=True), st.integers(0, 200), st.randoms())
    def test_does_not_look_at_the_order_of_different_bases(self, basis, places, random):
        mixed = list(range(len(basis)))
        random.shuffle(mixed)
        straight = divide(basis=ints(basis), places=places)
        assert divide(basis=ints(basis)[mixed], places=places).tolist() == straight[mixed].tolist()

    def test_knows_the_alabama_paradox(self):
        """Stated in the module: with one place more in all the third gets one less. Chosen with open eyes."""
        assert divide(basis=ints([60, 60, 20]), places=10).tolist() == [4, 4, 2]
        assert divide(basis=ints([60, 60, 20]), places=11).tolist() == [5, 5, 1]


class TestDivideWithin:
    def test_holds_a_kecamatan_at_its_quota_and_gives_the_rest_to_the_others(self):
        shares = divide_within(
            basis=ints([30, 10, 40, 20]),
            places=50,
            caps=ints([NO_LIMIT] * 4),
            part=ints([0, 0, 1, 1]),
            part_caps=ints([8, NO_LIMIT]),
        )
        assert shares.tolist() == [6, 2, 28, 14]

    @given(
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 2)), min_size=1, max_size=8),
        st.lists(st.integers(0, 40), min_size=3, max_size=3),
        st.integers(0, 200),
    )
    def test_never_goes_beyond_a_quota_nor_leaves_a_place_that_fits(self, desas, part_caps, places):
        basis, caps, part = (ints([desa[at] for desa in desas]) for at in range(3))
        shares = divide_within(basis=basis, places=places, caps=caps, part=part, part_caps=ints(part_caps))
        most = np.minimum(basis, caps)
        room = [min(int(most[part == number].sum()), cap) for number, cap in enumerate(part_caps)]
        assert (shares <= most).all()
        assert all(shares[part == number].sum() <= cap for number, cap in enumerate(part_caps))
        assert shares.sum() == min(places, sum(room))
