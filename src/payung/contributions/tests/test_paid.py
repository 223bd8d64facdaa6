"""Which months count as paid: never those whose money has gone elsewhere."""

from datetime import date
from uuid import uuid4

import pytest

from payung.contributions.actions.overpaying import find_overpayments, give_up, refund
from payung.contributions.models import Overpayment
from payung.contributions.tests import billing_cast as billing
from payung.contributions.tests import reconciling_cast as cast
from payung.law.rules.cover import Status
from payung.membership import actions as memberships
from payung.membership import queries as membership
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
IN_MARCH = date(2027, 3, 20)


def overpaid():
    """January to March received; the membership ended with January, by mistake."""
    one, other = cast.paid_members(2)
    cast.ended(one, billing.JANUARY)
    find_overpayments(programme_id=one.programme_id, actor=cast.RINA, now=cast.SPRING)
    return one, other, Overpayment.objects.get()


def restored(one):
    words = {"because": "Salah orang", "request_key": uuid4(), "actor": cast.RINA, "now": cast.SPRING}
    memberships.restore(membership_id=one.pk, **words)
    find_overpayments(programme_id=one.programme_id, actor=cast.RINA, now=cast.SPRING)


def covered_in_march(one):
    """By the answer for one person, and by the column, which must agree."""
    found = membership.cover(person_id=one.person_id, on=IN_MARCH, actor=cast.RINA)
    told = membership.covered_column(programme_id=one.programme_id, on=IN_MARCH)
    (status,) = told.covered.status[told.membership_id == one.pk].tolist()
    assert (found.answer.status == "active") == (status == Status.ACTIVE)
    return found.answer.status == "active", [payment.month for payment in found.paid]


def closing(row):
    return {
        "overpayment_ids": [row.pk],
        "evidence": None,
        "request_key": uuid4(),
        "now": cast.SPRING,
    }


class TestAnEndTakenBack:
    def test_after_the_refund_covers_no_month_that_was_refunded(self):
        one, other, row = overpaid()
        refund(**closing(row), number="STS 1/2027", refunded_on=cast.SPRING.date(), actor=cast.TREASURER)
        restored(one)
        assert covered_in_march(one) == (False, [billing.JANUARY])
        assert covered_in_march(other)[0]

    def test_after_the_compensation_covers_no_month_that_paid_for_others(self):
        one, other, _row = overpaid()
        billing.raised(one.programme, month=Month(2027, 4), now=cast.SPRING)
        restored(one)
        assert covered_in_march(one) == (False, [billing.JANUARY])
        assert covered_in_march(other)[0]

    def test_covers_again_where_the_money_stayed_with_bpjs(self):
        one, _other, row = overpaid()
        give_up(**closing(row), decision="Keputusan 3/2027", actor=cast.HEAD)
        restored(one)
        assert covered_in_march(one)[0]

    def test_covers_again_where_the_overpayment_was_still_open(self):
        one, _other, _row = overpaid()
        restored(one)
        assert covered_in_march(one)[0]
