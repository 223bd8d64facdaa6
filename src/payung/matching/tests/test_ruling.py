"""Edges of rulings: what a person says stands against rules, chains and other people, and can be taken back."""

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.matching import queries
from payung.matching.actions import join_persons, match_candidates, rule_pair, undo_join, undo_ruling
from payung.matching.models import Join, JoinByRule, Pair, PairRuling
from payung.matching.rules.pairs import Ruling
from payung.matching.tests import cast
from payung.matching.tests.cast import KABUPATEN, NOW, OPERATOR, RAMPA, SEMAYAP, brought
from payung.people.models import Person
from payung.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
ONE, TWO = Ruling.ONE, Ruling.TWO


@pytest.fixture
def folk():
    """Four persons, a to d."""
    came = brought()
    for number in range(4):
        came.sari(nik=f"63020652018000{number + 10}", name=f"Sari {number}")
    match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
    Pair.objects.all().delete()  # the door found some of them alike
    return list(Person.objects.order_by("id").values_list("id", flat=True))


def rule(one, other, ruling, *, actor=OPERATOR):
    rule_pair(low=one, high=other, ruling=ruling, reason="KTP dibandingkan", actor=actor, now=NOW)


def undo(one, other, *, actor=OPERATOR):
    undo_ruling(low=one, high=other, reason="keliru", actor=actor, now=NOW)


def by_rule(kept, joined, *, weight=15.0):
    """As a run would have joined them."""
    join_persons(kept_id=kept, joined_id=joined, reason="aturan", actor=OPERATOR, now=NOW)
    JoinByRule.objects.create(join=Join.objects.get(joined_id=joined, undone_at=None), weight=weight)


def read_as(folk):
    return [folk.index(kept) for kept in queries.kept(person_ids=folk).tolist()]


class TestOne:
    def test_joins_to_the_older_in_whatever_order_they_are_named(self, folk):
        a, b, *_ = folk
        rule(b, a, ONE)
        assert read_as(folk) == [0, 0, 2, 3]
        ruled = PairRuling.objects.get()
        assert (ruled.low_id, ruled.high_id, ruled.join.joined_id) == (a, b, b)
        event = Event.objects.get(act="matching.rule_pair")
        assert event.subject == f"person:{a}"

    def test_is_taken_back_alone_and_may_be_said_again(self, folk):
        a, b, c, _ = folk
        rule(a, b, ONE), rule(b, c, ONE)
        undo(a, b)
        assert read_as(folk) == [0, 1, 1, 3]
        assert not PairRuling.objects.filter(ruling=TWO).exists()
        rule(a, b, ONE)
        assert Join.objects.filter(undone_at=None).count() == 2

    def test_of_whom_a_rule_had_joined_confirms_it(self, folk):
        a, b, *_ = folk
        by_rule(a, b)
        rule(a, b, ONE)
        assert (Join.objects.count(), PairRuling.objects.get().join) == (1, None)
        undo(a, b)
        assert read_as(folk) == [0, 0, 2, 3]

    def test_is_refused_where_others_said_to_be_two_would_become_one(self, folk):
        a, b, c, d = folk
        rule(a, d, TWO)
        rule(a, b, ONE), rule(c, d, ONE)
        with pytest.raises(NotAllowed, match="Sari 0 dan Sari 3"):
            rule(b, c, ONE)
        with pytest.raises(NotAllowed, match="dua orang"):
            join_persons(kept_id=a, joined_id=c, reason="KTP sama", actor=OPERATOR, now=NOW)
        assert read_as(folk) == [0, 0, 2, 2]

    def test_is_refused_for_one_person(self, folk):
        a, b, *_ = folk
        join_persons(kept_id=a, joined_id=b, reason="KTP sama", actor=OPERATOR, now=NOW)
        for one, other in [(a, b), (a, a)]:
            with pytest.raises(NotAllowed):
                rule(one, other, ONE)


class TestTwo:
    def test_parts_whom_a_rule_had_joined(self, folk):
        a, b, *_ = folk
        by_rule(a, b)
        Pair.objects.create(
            kabupaten=KABUPATEN, low_id=a, high_id=b, weight=15.5, gammas="name:3", verdict="join", found_at=NOW
        )
        rule(a, b, TWO)
        assert read_as(folk) == [0, 1, 2, 3]
        assert PairRuling.objects.get().weight == 15.5
        assert Pair.objects.get().verdict == "ask"  # so that the queue has it when the ruling is taken back

    def test_parts_a_chain_at_its_weakest_rule_and_leaves_what_people_joined(self, folk):
        a, b, c, d = folk
        by_rule(a, b, weight=20), by_rule(b, c, weight=12)
        join_persons(kept_id=c, joined_id=d, reason="KTP sama", actor=OPERATOR, now=NOW)
        rule(a, d, TWO)
        assert read_as(folk) == [0, 0, 2, 2]

    def test_does_not_undo_what_a_person_confirmed(self, folk):
        a, b, c, _ = folk
        by_rule(a, b, weight=11), by_rule(b, c, weight=12)
        rule(a, b, ONE)
        rule(a, c, TWO)
        assert read_as(folk) == [0, 0, 2, 3]

    def test_is_refused_where_a_person_joined_them(self, folk):
        a, b, *_ = folk
        join_persons(kept_id=a, joined_id=b, reason="KTP sama", actor=OPERATOR, now=NOW)
        with pytest.raises(NotAllowed, match="Batalkan dulu"):
            rule(a, b, TWO)

    def test_is_taken_back_without_joining(self, folk):
        a, b, *_ = folk
        rule(a, b, TWO)
        undo(a, b)
        assert read_as(folk) == [0, 1, 2, 3]
        with pytest.raises(NotAllowed, match="belum diputus"):
            undo(a, b)


class TestBoth:
    def test_the_second_of_two_officers_is_told(self, folk):
        a, b, *_ = folk
        rule(a, b, TWO)
        for ruling in (ONE, TWO):
            with pytest.raises(NotAllowed, match="sudah diputus"):
                rule(b, a, ruling)

    @pytest.mark.parametrize(
        "who", [cast.actor(Role.DESA_OFFICER, scope=RAMPA), cast.actor(Role.OPERATOR, scope=SEMAYAP), cast.actor()]
    )
    def test_are_refused_to_others(self, folk, who):
        for act in (lambda: rule(*folk[:2], TWO, actor=who), lambda: undo(*folk[:2], actor=who)):
            with pytest.raises(NotAllowed):
                act()
        assert not PairRuling.objects.exists()

    def test_an_undone_join_counts_as_two_until_a_person_joins_again(self, folk):
        a, b, *_ = folk
        join_persons(kept_id=a, joined_id=b, reason="KTP sama", actor=OPERATOR, now=NOW)
        undo_join(joined_id=b, reason="kembar", actor=OPERATOR, now=NOW)
        assert PairRuling.objects.get(undone_at=None).ruling == TWO
        join_persons(kept_id=a, joined_id=b, reason="KTP sama", actor=OPERATOR, now=NOW)
        assert not PairRuling.objects.filter(undone_at=None).exists()

    def test_an_undone_join_ends_every_word_that_it_rested_on(self, folk):
        a, b, *_ = folk
        rule(a, b, ONE)
        undo_join(joined_id=b, reason="kembar", actor=OPERATOR, now=NOW)
        assert list(PairRuling.objects.filter(undone_at=None).values_list("ruling", flat=True)) == [TWO]
