"""What weights come to, whatever their order, and under what people ruled."""

import random
from typing import Any

import numpy as np
import pytest

from payung.gateways.linkage.doubts import DOUBTS, Doubt
from payung.matching.rules.deciding import ASK_BITS, JOIN_BITS, Decided, decide
from payung.matching.rules.pairs import Verdict

SURE, UNSURE, LITTLE = JOIN_BITS + 5, (JOIN_BITS + ASK_BITS) / 2, ASK_BITS - 1
JOIN, ASK, APART = Verdict.JOIN, Verdict.ASK, Verdict.APART


def decided(*pairs: tuple[int, int, float] | tuple[int, int, float, Doubt], one=(), two=()) -> Decided:
    a, b, weight = ([pair[at] for pair in pairs] for at in range(3))
    doubts = [DOUBTS.index(pair[3]) + 1 if len(pair) == 4 else 0 for pair in pairs]
    return decide(
        a=np.array(a, dtype=np.int64),
        b=np.array(b, dtype=np.int64),
        weight=np.array(weight, dtype=np.float64),
        doubts=np.array(doubts, dtype=np.uint8),
        one=one,
        two=two,
    )


class TestDecide:
    def test_joins_what_is_sure_asks_what_is_not_and_leaves_the_rest(self) -> None:
        made = decided((1, 2, JOIN_BITS), (3, 4, ASK_BITS), (5, 6, LITTLE))
        assert made.verdict.tolist() == [JOIN, ASK, APART]
        assert made.because.tolist() == [None, None, None]
        assert made.clusters == {1: 1, 2: 1}

    @pytest.mark.parametrize("doubt", DOUBTS)
    def test_asks_of_relatives_however_much_they_weigh(self, doubt: Doubt) -> None:
        made = decided((1, 2, 40.0, doubt), (3, 4, LITTLE, doubt))
        assert made.verdict.tolist() == [ASK, APART]
        assert made.because.tolist() == [doubt, None]
        assert made.clusters == {}

    def test_asks_rather_than_join_relatives_by_way_of_a_third(self) -> None:
        made = decided((1, 2, SURE + 1), (2, 3, SURE), (1, 3, LITTLE, Doubt.TWINS))
        assert made.verdict.tolist() == [JOIN, ASK, APART]
        assert made.clusters == {1: 1, 2: 1}

    def test_calls_one_whom_a_third_makes_one(self) -> None:
        made = decided((1, 2, SURE), (2, 3, SURE), (1, 3, UNSURE))
        assert made.verdict.tolist() == [JOIN, JOIN, JOIN]
        assert made.clusters == {1: 1, 2: 1, 3: 1}

    def test_heeds_people_before_weights(self) -> None:
        made = decided((1, 2, 40.0), (3, 4, LITTLE), (5, 6, SURE, Doubt.TWINS), one={(3, 4), (5, 6)}, two={(1, 2)})
        assert made.verdict.tolist() == [APART, JOIN, JOIN]
        assert made.clusters == {3: 3, 4: 3, 5: 5, 6: 5}

    def test_never_joins_across_two_people(self) -> None:
        links = [(1, 2, SURE + 3), (2, 3, SURE), (3, 4, SURE + 2), (4, 5, SURE + 1)]
        made = decided(*links, (1, 5, SURE - 1), two={(1, 5)})
        assert made.verdict.tolist() == [JOIN, ASK, JOIN, JOIN, APART]  # the weakest link on the way is asked
        assert made.clusters == {1: 1, 2: 1, 3: 3, 4: 3, 5: 3}

    def test_keeps_two_people_apart_who_are_no_pair(self) -> None:
        made = decided((1, 2, SURE), (2, 3, SURE - 1), two={(1, 3)})
        assert made.verdict.tolist() == [JOIN, ASK]

    def test_says_the_same_in_any_order(self) -> None:
        chance = random.Random(5)
        pairs: list[Any] = [
            (a, b, chance.uniform(0, 12)) for a in range(30) for b in range(a + 1, 30) if chance.random() < 0.2
        ]
        pairs = [(*pair, chance.choice(DOUBTS)) if chance.random() < 0.2 else pair for pair in pairs]
        two = [(a, b) for a, b, *_ in chance.sample(pairs, 5)]
        shuffled = chance.sample(pairs, len(pairs))
        made, again = decided(*pairs, two=two), decided(*shuffled, two=two)
        said = {pair: (verdict, why) for pair, verdict, why in zip(pairs, made.verdict, made.because, strict=True)}
        assert said == {
            pair: (verdict, why) for pair, verdict, why in zip(shuffled, again.verdict, again.because, strict=True)
        }
        assert made.clusters == again.clusters

    def test_decides_nothing_of_no_pairs(self) -> None:
        made = decide(
            a=np.zeros(0, np.int64), b=np.zeros(0, np.int64), weight=np.zeros(0), doubts=np.zeros(0, np.uint8)
        )
        assert (len(made.verdict), made.clusters) == (0, {})
