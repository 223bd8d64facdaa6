"""Two who write at once, on a database where commits are real: money of one account is spent once."""

import time
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from payung.audit.queries import verify
from payung.ledger import actions, queries
from payung.ledger.actions import writing
from payung.ledger.models import Account, Entry
from payung.ledger.queries.balances import sums_of
from payung.ledger.rules.refusals import MonthClosed, NotEnough, Refused
from payung.ledger.states import AccountKind
from payung.ledger.tests import cast
from payung.shared.dates import Month

pytestmark = pytest.mark.commits
ROUNDS = 3


def at_once(*acts):
    """What each answered, or was refused with."""
    ready, found = Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        ready.wait()
        try:
            found[place] = act()
        except Refused as refusal:
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


def committing(programme, months, key=None, **said):
    key = key or uuid4()

    def act():
        with transaction.atomic():
            return cast.committed(programme, months, key=key, **said)

    return act


def opened(**said):
    made = cast.programme(**said)
    with transaction.atomic():
        cast.stated(made)
    return made


@pytest.fixture
def slowly(monkeypatch):
    """Time passes between looking at what is there and taking it: without the lock the other looks meanwhile."""

    def sums_slowly(accounts):
        found = sums_of(accounts)
        time.sleep(0.2)
        return found

    monkeypatch.setattr(writing, "sums_of", sums_slowly)


@pytest.mark.usefixtures("slowly")
class TestTwoPostsFromOneAccount:
    def test_spend_no_more_than_there_is(self, cloned_database):
        for _ in range(ROUNDS):
            programme = opened()
            found = at_once(committing(programme, 60), committing(programme, 60))
            assert sum(isinstance(one, NotEnough) for one in found) == 1
            there = queries.balances(programme_id=programme.pk)[cast.fund(programme)]
            assert there[AccountKind.AVAILABLE].person_months == 40
        balance = queries.trial_balance(kabupaten=cast.KABUPATEN)
        assert (balance.total_rp, balance.total_person_months) == (0, 0)

    def test_both_go_where_there_is_enough(self, cloned_database):
        programme = opened()
        found = at_once(committing(programme, 50), committing(programme, 50))
        assert all(isinstance(one, int) for one in found)

    def test_of_one_request_write_one_entry(self, cloned_database):
        for _ in range(ROUNDS):
            programme, key = opened(), uuid4()
            first, second = at_once(*[committing(programme, 60, key=key)] * 2)
            assert first == second


class TestTheFirstTwoPostsOfAFund:
    def test_open_its_accounts_once(self, cloned_database):
        for _ in range(ROUNDS):
            programme = cast.programme()
            at_once(*[lambda programme=programme: _stated(programme)] * 2)
            assert Account.objects.filter(programme=programme).count() == 2 * len(AccountKind)
            assert Entry.objects.filter(programme=programme).count() == 1


@pytest.mark.usefixtures("slowly")
class TestAPostAndTheCloseOfItsMonth:
    def test_one_comes_first_and_the_close_has_counted_it(self, cloned_database):
        for number in range(ROUNDS):
            kabupaten = f"63.0{number + 3}"
            programme = opened(kabupaten=kabupaten)
            found, _ = at_once(committing(programme, 1, on=Month(2027, 2).first_day), _closing(kabupaten))
            assert isinstance(found, int | MonthClosed)
            assert queries.changed_since_closed(kabupaten=kabupaten) == []
            assert verify(kabupaten=kabupaten).because == ""


class TestOutsideATransaction:
    def test_nothing_is_written(self, cloned_database):
        with pytest.raises(transaction.TransactionManagementError):
            cast.committed(cast.programme(), 1)
        assert not Entry.objects.exists()


def _stated(programme):
    with transaction.atomic():
        cast.stated(programme)
    return True


def _closing(kabupaten):
    keeper, key = cast.actor("user:8", *cast.KEEPER.roles, kabupaten=kabupaten), uuid4()
    return lambda: actions.close_month(
        kabupaten=kabupaten, month=Month(2027, 2), request_key=key, actor=keeper, now=cast.NOW
    )
