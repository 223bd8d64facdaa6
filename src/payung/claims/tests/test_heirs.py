"""Who inherits: the order of law.md §4.4, case by case and against an oracle written from its words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.claims.rules.family import Relation
from payung.claims.rules.heirs import RANK_OF, Kin, Rank, heirs
from payung.claims.tests.heirs_oracle import order_of

DIED, ON = date(2027, 3, 10), date(2027, 4, 1)
GROWN = date(1990, 1, 1)


def wife(**words):
    return Kin(
        relation=Relation.SPOUSE,
        **{"id": 1, "name": "Aminah", "marriage_registered": True, "birth_date": GROWN} | words,
    )


def child(**words):
    return Kin(relation=Relation.CHILD, **{"id": 2, "name": "Adi", "acknowledged": True, "birth_date": GROWN} | words)


def kin(relation, **words):
    return Kin(relation=relation, **{"id": 3, "name": "Budi", "birth_date": GROWN} | words)


def asked(*family, died_on=DIED, on=ON):
    return heirs(family=family, died_on=died_on, on=on)


def ids(found):
    return [one.id for one in found]


class TestOrder:
    @pytest.mark.parametrize("relation", [one for one in Relation if one is not Relation.BURIED])
    def test_each_relation_inherits_where_nobody_stands_nearer(self, relation):
        answer = asked(kin(relation, marriage_registered=True, acknowledged=True))
        assert (answer.rank, ids(answer.heirs), answer.has_heirs) == (RANK_OF[relation], [3], True)

    @pytest.mark.parametrize(
        ("nearer", "further"),
        [
            (child(), kin(Relation.PARENT)),
            (kin(Relation.GRANDCHILD, id=5), kin(Relation.SIBLING)),
            (kin(Relation.SIBLING, id=5), kin(Relation.PARENT_IN_LAW)),
            (kin(Relation.PARENT_IN_LAW, id=5), kin(Relation.NAMED_IN_WILL)),
        ],
    )
    def test_the_nearer_rank_shuts_out_the_further(self, nearer, further):
        answer = asked(further, nearer)
        assert ids(answer.heirs) == [nearer.id]
        assert any("Budi" in line and "tidak mewaris" in line for line in answer.explanation)

    def test_widow_and_children_are_of_one_rank_and_somebody_says_who_is_paid(self):
        answer = asked(child(), wife())
        assert (ids(answer.heirs), answer.for_a_person) == ([1, 2], ())
        assert "Kepada siapa" in answer.missing[0]
        paid = asked(child(), wife(receives=True, has_account=True))
        assert paid.settled

    def test_parents_grandparents_and_grandchildren_are_of_one_rank(self):
        family = [kin(r, id=n) for n, r in enumerate((Relation.GRANDCHILD, Relation.PARENT, Relation.GRANDPARENT))]
        assert sorted(ids(asked(*family).heirs)) == [0, 1, 2]

    def test_nobody_leaves_the_funeral_to_whoever_buries_and_the_rest_to_the_fund(self):
        answer = asked(kin(Relation.BURIED, has_account=True))
        assert (answer.rank, answer.heirs, ids(answer.buriers), answer.has_heirs) == (Rank.NOBODY, (), [3], False)
        assert any("Dana Jaminan Sosial" in line for line in answer.explanation)
        assert answer.settled
        assert "mengurus pemakaman" in asked().missing[0]

    def test_two_who_say_that_they_buried_are_for_a_person(self):
        assert asked(kin(Relation.BURIED), kin(Relation.BURIED, id=4)).for_a_person


class TestMarriage:
    def test_of_several_widows_only_the_registered_count(self):
        answer = asked(wife(), wife(id=7, name="Salmah", marriage_registered=False))
        assert (ids(answer.heirs), answer.undecided) == ([1], ())
        assert any("Salmah" in line and "tidak tercatat" in line for line in answer.explanation)

    def test_two_registered_widows_are_both_heirs_and_their_shares_a_persons(self):
        answer = asked(wife(), wife(id=7, name="Salmah"))
        assert sorted(ids(answer.heirs)) == [1, 7]
        assert "2 suami/istri" in answer.for_a_person[0]

    def test_an_unknown_registration_is_a_persons_and_holds_the_rank(self):
        answer = asked(wife(marriage_registered=None), kin(Relation.PARENT))
        assert (answer.rank, answer.heirs, ids(answer.undecided)) == (Rank.FAMILY, (), [1])
        assert "buku nikah" in answer.for_a_person[0]

    def test_whoever_lives_apart_is_still_the_spouse(self):
        answer = asked(wife(separated=True))
        assert ids(answer.heirs) == [1]
        assert "terpisah" in answer.heirs[0].why

    def test_an_unregistered_widow_alone_lets_the_parents_inherit(self):
        assert ids(asked(wife(marriage_registered=False), kin(Relation.PARENT)).heirs) == [3]


class TestDeaths:
    @pytest.mark.parametrize(
        ("day", "rank", "undecided"),
        [
            (date(2027, 3, 9), Rank.STRAIGHT_LINE, []),  # the day before the worker
            (DIED, Rank.FAMILY, [1]),  # the same day: who was first?
            (date(2027, 3, 11), Rank.FAMILY, [1]),  # the day after: the right went on
        ],
    )
    def test_before_the_worker_out_after_it_a_persons(self, day, rank, undecided):
        answer = asked(wife(died_on=day), kin(Relation.PARENT))
        assert (answer.rank, ids(answer.undecided)) == (rank, undecided)

    def test_an_heir_who_died_later_leaves_the_others_of_the_rank_heirs(self):
        answer = asked(wife(died_on=ON), child())
        assert (ids(answer.heirs), ids(answer.undecided)) == ([2], [1])
        assert "ahli warisnya sendiri" in answer.for_a_person[0]


class TestChildren:
    @pytest.mark.parametrize(("acknowledged", "words"), [(None, "Belum diketahui"), (False, "Tidak tercatat")])
    def test_a_child_that_is_not_acknowledged_is_a_persons(self, acknowledged, words):
        answer = asked(child(acknowledged=acknowledged))
        assert ids(answer.undecided) == [2]
        assert words in answer.for_a_person[0]

    def test_a_child_born_after_the_death_is_a_persons(self):
        assert ids(asked(child(birth_date=date(2027, 3, 11))).undecided) == [2]
        assert ids(asked(child(birth_date=DIED)).heirs) == [2]

    @pytest.mark.parametrize(("born", "minor"), [(date(2009, 4, 1), False), (date(2009, 4, 2), True)])
    def test_a_guardian_until_the_eighteenth_birthday(self, born, minor):
        (heir,) = asked(child(birth_date=born)).heirs
        assert heir.is_minor is minor

    def test_the_surviving_parent_is_the_guardian_and_whoever_is_named_comes_first(self):
        small = child(birth_date=date(2020, 1, 1))
        unregistered = wife(marriage_registered=False)
        assert asked(small, unregistered).heirs[0].guardian == "Aminah"
        assert asked(replace(small, guardian_name="Nenek Siti"), unregistered).heirs[0].guardian == "Nenek Siti"

    @pytest.mark.parametrize(
        "spouses",
        [
            (),
            (wife(died_on=date(2027, 3, 1)),),
            (wife(), wife(id=7, name="Salmah")),
        ],
    )
    def test_without_one_surviving_parent_the_guardian_is_missing(self, spouses):
        answer = asked(child(birth_date=date(2020, 1, 1)), *spouses)
        assert any(one.startswith("Wali Adi") for one in answer.missing)

    def test_a_child_without_birth_date_is_asked_for_it(self):
        assert "Tanggal lahir Adi" in asked(child(birth_date=None, has_account=True)).missing[0]

    def test_a_married_minor_has_no_guardian(self):
        assert asked(wife(birth_date=date(2010, 1, 1))).heirs[0].is_minor is False


days = st.sampled_from([None, date(2027, 3, 9), DIED, date(2027, 3, 11)])
born = st.sampled_from([None, GROWN, date(2015, 5, 5), date(2027, 3, 11)])
flags = st.sampled_from([None, True, False])
people = st.builds(
    Kin,
    id=st.just(0),
    name=st.sampled_from(["Adi", "Budi"]),
    relation=st.sampled_from(Relation),
    birth_date=born,
    died_on=days,
    marriage_registered=flags,
    acknowledged=flags,
    separated=st.booleans(),
)
families = st.lists(people, max_size=6).map(lambda all_: [replace(one, id=n) for n, one in enumerate(all_)])


class TestProperties:
    @given(families)
    def test_agrees_with_the_words_of_the_law(self, family):
        answer = heirs(family=family, died_on=DIED, on=ON)
        assert (answer.rank, set(ids(answer.heirs)), set(ids(answer.undecided))) == order_of(family, DIED)

    @given(families, st.randoms(use_true_random=False))
    def test_the_order_in_which_a_family_is_told_is_irrelevant(self, family, chance):
        other = list(family)
        chance.shuffle(other)
        assert heirs(family=other, died_on=DIED, on=ON) == heirs(family=family, died_on=DIED, on=ON)

    @given(families, people)
    def test_somebody_of_a_later_rank_never_changes_the_heirs(self, family, more):
        before, more = heirs(family=family, died_on=DIED, on=ON), replace(more, id=99)
        after = heirs(family=[*family, more], died_on=DIED, on=ON)
        if RANK_OF[more.relation] > before.rank:
            assert (after.rank, after.heirs, after.undecided) == (before.rank, before.heirs, before.undecided)

    @given(families, people)
    def test_whoever_died_before_the_worker_never_changes_the_heirs(self, family, more):
        dead = replace(more, id=99, died_on=date(2027, 3, 9))
        before, after = (heirs(family=all_, died_on=DIED, on=ON) for all_ in (family, [*family, dead]))
        assert (after.rank, after.heirs, after.undecided) == (before.rank, before.heirs, before.undecided)

    @given(families)
    def test_what_is_undecided_has_a_sentence_for_a_person_and_every_line_of_rank_its_article(self, family):
        answer = heirs(family=family, died_on=DIED, on=ON)
        assert len(answer.for_a_person) >= len(answer.undecided)
        assert any("pasal 37" in line for line in answer.explanation)
