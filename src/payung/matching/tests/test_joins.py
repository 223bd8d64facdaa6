"""Edges of joins: read through one step, taken apart exactly as put together."""

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.matching import queries
from payung.matching.actions import join_persons, match_candidates, undo_join
from payung.matching.models import Join
from payung.matching.tests import cast
from payung.matching.tests.cast import NOW, OPERATOR, RAMPA, SEMAYAP, brought
from payung.people.models import Person
from payung.people.rules import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def folk():
    """Four persons, a to d."""
    came = brought()
    for number in range(4):
        came.sari(nik=f"63020652018000{number + 10}", name=f"Sari {number}")
    match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
    return list(Person.objects.order_by("id").values_list("id", flat=True))


def join(kept, joined, *, actor=OPERATOR):
    join_persons(kept_id=kept, joined_id=joined, reason="KTP sama", actor=actor, now=NOW)


def undo(joined, *, actor=OPERATOR):
    undo_join(joined_id=joined, reason="ternyata kembar", actor=actor, now=NOW)


def read_as(folk):
    return [folk.index(kept) for kept in queries.kept(person_ids=folk).tolist()]


class TestJoinPersons:
    def test_the_joined_is_read_as_the_kept_and_so_are_its_candidates(self, folk):
        a, b, *_ = folk
        join(a, b)
        assert read_as(folk) == [0, 0, 2, 3]
        assert len(queries.candidates_of(person_id=b)) == 2
        assert Event.objects.filter(act="matching.join_persons", subject=f"person:{b}").count() == 1

    def test_those_joined_before_go_along(self, folk):
        a, b, c, d = folk
        join(b, c)
        join(c, d)  # to one that is itself joined: it is read as b
        join(a, b)
        assert read_as(folk) == [0, 0, 0, 0]

    def test_is_refused_for_one_person_or_one_that_is_joined_already(self, folk):
        a, b, c, _ = folk
        join(a, b)
        for kept, joined in [(a, a), (a, b), (b, a), (c, b)]:
            with pytest.raises(NotAllowed):
                join(kept, joined)
        assert read_as(folk) == [0, 0, 2, 3]

    @pytest.mark.parametrize(
        "who", [cast.actor(Role.DESA_OFFICER, scope=RAMPA), cast.actor(Role.OPERATOR, scope=SEMAYAP), cast.actor()]
    )
    def test_is_refused_to_others(self, folk, who):
        with pytest.raises(NotAllowed):
            join(*folk[:2], actor=who)
        assert not Join.objects.exists()


class TestUndoJoin:
    def test_takes_apart_what_was_put_together_in_any_order(self, folk):
        a, b, c, d = folk
        join(b, c), join(c, d), join(a, b)
        undo(b)
        assert read_as(folk) == [0, 1, 1, 1]
        undo(c)
        assert read_as(folk) == [0, 1, 2, 2]
        undo(d)
        assert read_as(folk) == [0, 1, 2, 3]
        join(a, b)
        assert Join.objects.count() == 4

    def test_is_refused_for_who_is_not_joined(self, folk):
        with pytest.raises(NotAllowed, match="tidak digabung"):
            undo(folk[0])

    def test_leaves_the_join_to_be_read(self, folk):
        a, b, *_ = folk
        join(a, b), undo(b)
        past = Join.objects.get()
        assert (past.reason, past.undone_because, past.undone_by) == ("KTP sama", "ternyata kembar", "user:3")
