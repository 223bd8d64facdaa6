"""Two officers at once, on a database where commits are real."""

from threading import Barrier
from uuid import uuid4

import pytest

from payung.audit.queries import verify
from payung.decrees.tests import cast as decrees
from payung.decrees.tests.test_races import at_once
from payung.enrolment import actions
from payung.enrolment.actions import batches_drafting
from payung.enrolment.models import BatchAct, BatchLine
from payung.enrolment.queries import BatchFacts
from payung.enrolment.rules.batches_refusals import Refused
from payung.enrolment.states import Kind, NotAllowed
from payung.enrolment.tests import batches_cast as cast

pytestmark = pytest.mark.commits


def drafting(programme, *, by=cast.RINA, key=None):
    """The act with its key chosen before the threads begin; its refusal as an answer."""
    key = key or uuid4()

    def act() -> object:
        try:
            return cast.drafted(programme, Kind.NEW, by=by, key=key)
        except (Refused, NotAllowed) as refusal:
            return refusal

    return act


@pytest.fixture
def both_look_first(monkeypatch):
    """Neither writes before both have seen who is to be told: the worst moment, each time."""
    looked, look = Barrier(2, timeout=60), batches_drafting.to_send

    def together(**asked):
        found = look(**asked)
        looked.wait()
        return found

    monkeypatch.setattr(batches_drafting, "to_send", together)


class TestTwoDraftsAtOnce:
    def test_never_both_hold_one_person_and_one_request_makes_one_batch(self, cloned_database, both_look_first):
        for _ in range(2):
            programme, _decree = cast.in_force(3)
            found = at_once(drafting(programme), drafting(programme, by=cast.BUDI))
            assert sorted(isinstance(one, BatchFacts) for one in found) == [False, True]
            assert BatchLine.objects.filter(programme=programme).count() == 3
        programme, _decree = cast.in_force(2)
        key = uuid4()
        first, second = at_once(*[drafting(programme, key=key)] * 2)
        assert first.id == second.id
        assert BatchAct.objects.filter(request_key=key).count() == 1
        exports = [uuid4(), uuid4()]

        def exporting(of):
            def act() -> object:
                try:
                    return actions.export_batch(batch_id=first.id, request_key=of, actor=cast.RINA, now=cast.NOW)
                except (Refused, NotAllowed) as refusal:
                    return refusal

            return act

        found = at_once(*map(exporting, exports))
        assert sorted(isinstance(one, BatchFacts) for one in found) == [False, True]
        assert verify(kabupaten=decrees.KABUPATEN).because == ""
