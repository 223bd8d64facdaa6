"""Who fits into what is left, by rank."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from payung.decrees.rules.fitting import FUND, UseKey, Wanted, fit, months_used, net, total, use_of
from payung.shared.dates import Month

JANUARY, JULY, DECEMBER = Month(2027, 1), Month(2027, 7), Month(2027, 12)


def wanted(rank, *, desa="63.02.06.2014", occupation="nelayan", fund="apbd", first=JANUARY):
    return Wanted(
        person_id=rank,
        candidate_id=rank,
        desa_code=desa,
        occupation=occupation,
        fund_id=1,
        fund_code=fund,
        rank=rank,
        first_month=first,
        last_month=DECEMBER,
    )


class TestFit:
    def test_leaves_a_place_that_one_cannot_use_to_the_next_by_rank(self):
        left = {UseKey("programme", ""): 2, UseKey("desa", "63.02.06.2014"): 1}
        everyone = [wanted(1), wanted(2), wanted(3, desa="63.02.06.1002")]
        found = fit(wanted=everyone, left=left)
        assert [one.rank for one in found.named] == [1, 3]
        assert [(one.rank, key.kind) for one, key in found.beyond] == [(2, "desa")]

    def test_counts_months_of_a_fund_and_not_persons(self):
        found = fit(wanted=[wanted(1), wanted(2), wanted(3, first=JULY)], left={UseKey(FUND, "apbd"): 18})
        assert [one.rank for one in found.named] == [1, 3]

    def test_takes_by_rank_whatever_the_order_of_the_list(self):
        found = fit(wanted=[wanted(2), wanted(1)], left={UseKey("programme", ""): 1})
        assert [one.rank for one in found.named] == [1]

    @given(
        st.lists(
            st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.sampled_from([JANUARY, JULY])), max_size=30
        ),
        st.dictionaries(
            st.sampled_from(
                [
                    UseKey("programme", ""),
                    UseKey("desa", "a"),
                    UseKey("desa", "b"),
                    UseKey("occupation", "x"),
                    UseKey(FUND, "apbd"),
                ]
            ),
            st.integers(0, 40),
        ),
    )
    def test_never_goes_beyond_and_passes_over_only_whom_there_is_no_room_for(self, people, left):
        everyone = [
            wanted(rank, desa=desa, occupation=work, first=first) for rank, (desa, work, first) in enumerate(people, 1)
        ]
        found = fit(wanted=everyone, left=left)
        used = total(found.named)
        assert all(used[key] <= places for key, places in left.items())
        for one, key in found.beyond:
            before = total(other for other in found.named if other.rank < one.rank)
            assert before[key] + dict(use_of(one))[key] > left[key]
        assert len(found.named) + len(found.beyond) == len(everyone)


class TestNet:
    def test_frees_nothing_before_it_is_in_force(self):
        a, b = UseKey("desa", "a"), UseKey("desa", "b")
        assert net(taken=Counter({a: 3}), freed=Counter({a: 1, b: 2})) == {a: 2}


class TestMonthsUsed:
    def test_counts_none_where_the_place_was_freed_before_its_first_month(self):
        assert months_used(first_month=JANUARY, last_month=DECEMBER, freed_month=Month(2026, 12)) == 0

    def test_counts_both_ends(self):
        assert months_used(first_month=JANUARY, last_month=DECEMBER, freed_month=JULY) == 7
