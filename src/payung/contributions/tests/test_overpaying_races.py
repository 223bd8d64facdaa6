"""An overpayment that is paid back while the next bill would take it: one of the two has it, and nobody is turned away."""

import time
from uuid import uuid4

import pytest

from payung.contributions.actions import billing_raising, overpaying
from payung.contributions.models import Bill, Overpayment
from payung.contributions.states import NotAllowed, OverpaymentState
from payung.contributions.tests import billing_cast as billing
from payung.contributions.tests import reconciling_cast as cast
from payung.decrees.tests.test_races import at_once
from payung.ledger import queries as ledger

pytestmark = pytest.mark.commits


def test_a_refund_and_a_bill_take_it_once(cloned_database, monkeypatch):
    one, _ = cast.paid_members(2)
    cast.ended(one, billing.JANUARY)
    overpaying.find_overpayments(programme_id=one.programme_id, actor=cast.RINA, now=cast.SPRING)
    row = Overpayment.objects.get()
    for module, name in ((overpaying, "_chosen"), (billing_raising, "_post")):
        monkeypatch.setattr(module, name, slowly(getattr(module, name)))
    words = {"number": "STS 1/2027", "refunded_on": cast.SPRING.date(), "evidence": None, "request_key": uuid4()}

    def refunded():
        try:
            return overpaying.refund(overpayment_ids=[row.pk], **words, actor=cast.TREASURER, now=cast.SPRING)
        except NotAllowed as refusal:
            return refusal

    _, bill = at_once(refunded, lambda: billing.raised(one.programme, month=billing.APRIL, now=cast.SPRING))
    row.refresh_from_db()
    taken = {OverpaymentState.REFUNDED: 0, OverpaymentState.COMPENSATED: row.months}
    assert Bill.objects.get(id=bill.id).compensated_months == taken[OverpaymentState(row.state)]
    assert ledger.trial_balance(kabupaten="63.02").total_rp == 0


def slowly(act):
    def acted(*args, **words):
        found = act(*args, **words)
        time.sleep(0.5)
        return found

    return acted
