"""Officers who bill and pay at once, on a database where commits are real."""

from uuid import uuid4

import pytest

from payung.audit.queries import verify
from payung.contributions.models import Bill, Due, Payment
from payung.contributions.queries.billing_facts import BillFacts
from payung.contributions.queries.paying import PaymentFacts
from payung.contributions.rules.refusals import Refused
from payung.contributions.states import BillState, NotAllowed, Scheme
from payung.contributions.tests import billing_cast as cast
from payung.decrees.tests.test_races import at_once
from payung.ledger import queries as ledger

pytestmark = pytest.mark.commits


def both(*acts):
    """Each answer, or the refusal of this room."""

    def caught(act):
        def run():
            try:
                return act()
            except (Refused, NotAllowed) as refusal:
                return refusal

        return run

    return at_once(*map(caught, acts))


class TestTwoOfficersAtOnce:
    def test_raise_one_bill_and_pay_it_once(self, cloned_database):
        one, _ = cast.members(2)
        found = both(
            lambda: cast.raised(one.programme, actor=cast.RINA), lambda: cast.raised(one.programme, actor=cast.BUDI)
        )
        assert sorted(isinstance(answer, BillFacts) for answer in found) == [False, True]
        assert (Bill.objects.count(), Due.objects.count()) == (1, 6)

        bill = cast.issued(next(answer for answer in found if isinstance(answer, BillFacts)))
        asked = both(*[lambda number=number: cast.requested([bill], Scheme.JKK, number=number) for number in "AB"])
        assert sorted(isinstance(answer, PaymentFacts) for answer in asked) == [False, True]
        other = cast.requested([bill], Scheme.JKM)
        ready = [cast.ordered(payment) for payment in (*Payment.objects.filter(scheme="JKK"), other)]
        both(*[lambda payment=payment: cast.disbursed(payment) for payment in ready])
        assert Bill.objects.get().state == BillState.PAID
        assert ledger.trial_balance(kabupaten="63.02").total_rp == 0
        assert verify(kabupaten="63.02").because == ""

    def test_send_one_request_twice(self, cloned_database):
        (one,) = cast.members(1)
        key = uuid4()
        first, second = both(*[lambda: cast.raised(one.programme, key=key)] * 2)
        assert first == second
        bill = cast.paid(first)
        key = uuid4()
        first, second = both(*[lambda: cast.received(bill, key=key)] * 2)
        assert first == second
        assert (Bill.objects.count(), Due.objects.count()) == (1, 3)
