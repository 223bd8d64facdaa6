"""Edges of a run's plan: what people said outranks weights, in whatever order pairs come, and a second run is content."""

from random import Random

import pytest

from payung.matching.rules.linking import Edge, Found, Groups, Ruled, Standing, edges, plan
from payung.matching.rules.pairs import Because, Ruling, Verdict

JOIN, ASK, ONE, TWO = Verdict.JOIN, Verdict.ASK, Ruling.ONE, Ruling.TWO


def pair(low, high, weight, verdict=None, because=""):
    verdict = verdict or (JOIN if weight >= 10 else ASK)
    return Found(low, high, float(weight), "name:3", verdict, because)


def planned(*found, joins=(), ruled=()):
    return plan(found=found, joins=[Standing(*one) for one in joins], ruled=[Ruled(*one) for one in ruled])


def ends(pairs):
    return [(one.low, one.high) for one in pairs]


def asked(made):
    return [(one.low, one.high, one.because) for one in made.told if one.verdict is ASK]


class TestPlan:
    def test_joins_sure_pairs_and_asks_the_best_doubtful_pair_of_each_two_groups(self):
        made = planned(pair(1, 2, 12), pair(1, 3, 4), pair(2, 3, 6), pair(4, 5, 2))
        assert ends(made.joins) == [(1, 2)]
        assert asked(made) == [(2, 3, ""), (4, 5, "")]

    def test_never_joins_across_two_through_a_chain(self):
        made = planned(pair(1, 2, 12), pair(2, 3, 11), ruled=[(1, 3, TWO)])
        assert ends(made.joins) == [(1, 2)]
        assert asked(made) == []

    def test_does_not_ask_again_what_a_person_ruled_nor_what_follows_from_it(self):
        made = planned(pair(1, 2, 5), pair(2, 3, 4), joins=[(1, 3, False)], ruled=[(1, 2, TWO)])
        assert (made.joins, made.told) == ([], [])

    def test_asks_about_a_rules_join_that_nothing_supports_any_longer(self):
        made = planned(joins=[(1, 2, True)])
        assert made.lost == [Standing(1, 2, True)]
        assert made.joins == []

    def test_asks_with_the_pair_itself_where_it_is_doubtful_now(self):
        made = planned(pair(1, 2, 5, because="twins"), joins=[(1, 2, True)])
        assert (asked(made), made.lost) == ([(1, 2, Because.LOST)], [])

    @pytest.mark.parametrize("ground", [{"joins": [(1, 2, False)]}, {"joins": [(1, 2, True)], "ruled": [(1, 2, ONE)]}])
    def test_a_persons_word_needs_no_weight(self, ground):
        made = planned(**ground)
        assert (made.joins, made.told, made.lost) == ([], [], [])

    def test_a_better_pair_of_today_makes_an_earlier_join_a_question(self):
        made = planned(pair(2, 3, 14), pair(1, 2, 11), joins=[(1, 2, True)], ruled=[(1, 3, TWO)])
        assert made.joins == []
        assert made.lost == [Standing(1, 2, True)]

    def test_is_the_same_for_any_order_of_the_pairs_and_a_second_run_has_nothing_to_join(self):
        drawn = Random(7)
        for _turn in range(200):
            found = {}
            for _pair in range(12):
                low, high = sorted(drawn.sample(range(1, 9), 2))
                found[low, high] = pair(low, high, drawn.randrange(20))
            ruled = [(*sorted(drawn.sample(range(1, 9), 2)), TWO)]
            pairs = list(found.values())
            first = planned(*pairs, ruled=ruled)
            drawn.shuffle(pairs)
            assert planned(*pairs, ruled=ruled) == first
            groups = Groups(one=ends(first.joins), two=[])
            assert not groups.are_one(*ruled[0][:2])
            again = planned(*pairs, ruled=ruled, joins=[(low, high, True) for low, high in ends(first.joins)])
            assert (again.joins, again.lost, again.told) == ([], [], first.told)

    def test_a_stranger_changes_nothing_between_others(self):
        pairs = [pair(1, 2, 12), pair(2, 3, 4)]
        assert set(planned(*pairs).told) <= set(planned(*pairs, pair(8, 9, 15)).told)


class TestEdges:
    def test_lead_from_the_oldest_root_outward(self):
        found = [pair(3, 4, 12), pair(2, 4, 11), pair(8, 9, 13)]
        assert edges(found, root_of={2: 2, 3: 3, 4: 4, 8: 8, 9: 1}) == [
            Edge(9, 8, 13.0),
            Edge(2, 4, 11.0),
            Edge(4, 3, 12.0),
        ]
