"""Officers acting at once, on a database where commits are real. The harness of 1,000 rounds calls the same actions."""

import time
from collections.abc import Callable
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from payung.audit.queries import verify
from payung.decrees import actions
from payung.decrees.actions import drafting
from payung.decrees.models import Act, Decree, Place
from payung.decrees.queries.uses import differences
from payung.decrees.rules.fitting import fit
from payung.decrees.rules.refusals import MakerIsChecker, Refused
from payung.decrees.states import NotAllowed
from payung.decrees.tests import cast

pytestmark = pytest.mark.commits
ROUNDS = 4


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each answered, or was refused with."""
    ready = Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        ready.wait()
        try:
            found[place] = act()
        except (Refused, NotAllowed) as refusal:
            found[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert None not in found
    return found


def draft_of(programme, wanted, *, by=cast.RINA, key=None):
    """The act with its key chosen before the threads begin."""
    key = key or uuid4()
    return lambda: cast.drafted(programme, wanted, by=by, key=key)


def opened(places):
    """A programme whose counters stand already: opening them makes the second wait, lock or no lock."""
    programme = cast.programme(programme=places)
    cast.drafted(programme, cast.chosen(programme, 1))
    return programme


@pytest.fixture
def slowly(monkeypatch):
    """Time passes between looking at what is left and taking it: without the lock the other looks meanwhile."""

    def fit_slowly(**asked):
        found = fit(**asked)
        time.sleep(0.2)
        return found

    monkeypatch.setattr(drafting, "fit", fit_slowly)


@pytest.mark.usefixtures("slowly")
class TestTheLastPlace:
    def test_goes_to_one_of_two_drafts(self, cloned_database):
        for _ in range(ROUNDS):
            programme = opened(4)
            first, second = cast.chosen(programme, 2), cast.chosen(programme, 2)
            at_once(draft_of(programme, first), draft_of(programme, second, by=cast.BUDI))
            assert Place.objects.filter(programme=programme).count() == 4
            assert not differences(programme_id=programme.pk)
        assert verify(kabupaten=cast.KABUPATEN).because == ""

    def test_of_one_person_goes_to_one_of_two_drafts(self, cloned_database):
        for _ in range(ROUNDS):
            programme = opened(9)
            wanted = cast.chosen(programme, 1)
            found = at_once(draft_of(programme, wanted), draft_of(programme, wanted, by=cast.BUDI))
            assert sorted(isinstance(one, Decree) for one in found) == [False, True]


class TestOneRequestTwice:
    def test_makes_one_draft(self, cloned_database):
        for _ in range(ROUNDS):
            programme, key = cast.programme(), uuid4()
            wanted = cast.chosen(programme, 2)
            first, second = at_once(*[draft_of(programme, wanted, key=key)] * 2)
            assert first == second
            assert Act.objects.filter(request_key=key).count() == 1


class TestMakerAndChecker:
    def test_are_never_one_when_both_check_at_once(self, cloned_database):
        for _ in range(ROUNDS):
            programme = cast.programme()
            decree = cast.drafted(programme, cast.chosen(programme, 1))
            found = at_once(*[_checking(decree, by) for by in (cast.RINA, cast.BUDI)])
            assert isinstance(found[0], MakerIsChecker | NotAllowed)
            decree.refresh_from_db()
            assert (decree.made_by, decree.checked_by) == ("user:3", "user:4")

    def test_of_two_checkers_one_is_written(self, cloned_database):
        programme = cast.programme()
        decree = cast.drafted(programme, cast.chosen(programme, 1))
        found = at_once(*[_checking(decree, by) for by in (cast.BUDI, cast.BOTH)])
        assert sum(isinstance(one, NotAllowed) for one in found) == 1
        assert Act.objects.filter(decree=decree, event="check").count() == 1


def _checking(decree, by):
    key = uuid4()
    return lambda: actions.check_decree(decree_id=decree.pk, request_key=key, actor=by, now=cast.NOW)
