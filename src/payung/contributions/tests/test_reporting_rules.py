"""Days of the protection gap, what a bill waits for, and half years: tables of cases and their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.contributions.rules.gap import BillStand, Stand, Urgency, edge, stand_of_bill
from payung.contributions.rules.half_year import HalfYear
from payung.contributions.states import BillState, PaymentState
from payung.law.loader import load
from payung.law.present.cover import cover_answer
from payung.law.questions import CoverQuestion
from payung.law.rules.cover import terms_on
from payung.law.rules.receipts import Membership, Payment
from payung.shared.dates import Month

JANUARY = Month(2027, 1)
days = st.dates(min_value=date(2027, 1, 5), max_value=date(2027, 12, 31))


def of(on):
    return edge(paid_through=JANUARY, on=on, terms=terms_on(on=on, law=load("cover")))


class TestEdge:
    @given(days)
    def test_is_where_cover_itself_becomes_doubtful_and_ends(self, on):
        paid = Membership(registered_on=date(2027, 1, 5), payments=(Payment(month=JANUARY, paid_on=date(2027, 1, 5)),))
        status = cover_answer(CoverQuestion(membership=paid, on=on), law=load("cover")).status
        found = of(on)
        assert (status == "active") == (found.days_left >= 0)
        assert (status == "lapsed") == (found.urgency is Urgency.LAPSED)

    def test_counts_the_last_safe_day_as_none_left(self):
        last = of(date(2027, 2, 1)).safe_until
        assert (last, of(last).days_left, of(last).urgency) == (date(2027, 2, 28), 0, Urgency.WEEK)
        assert of(last + timedelta(days=1)).urgency is Urgency.DOUBTFUL


class TestStandOfBill:
    @pytest.mark.parametrize(
        ("state", "expires", "payments", "stand"),
        [
            (BillState.DRAWN_UP, None, (), Stand.NO_CODE),
            (BillState.ISSUED, date(2027, 1, 31), (), Stand.NO_REQUEST),
            (BillState.ISSUED, date(2027, 1, 10), (), Stand.CODE_EXPIRED),
            (BillState.ISSUED, date(2027, 1, 10), (PaymentState.ORDERED,), Stand.CODE_EXPIRED),
            (BillState.ISSUED, date(2027, 1, 31), (PaymentState.DISBURSED,), Stand.NO_REQUEST),
            (BillState.ISSUED, None, (PaymentState.DISBURSED, PaymentState.REQUESTED), Stand.REQUESTED),
            (BillState.ISSUED, None, (PaymentState.VERIFIED, PaymentState.ORDERED), Stand.VERIFIED),
            (BillState.ISSUED, None, (PaymentState.ORDERED, PaymentState.DISBURSED), Stand.ORDERED),
            (BillState.PAID, None, (PaymentState.DISBURSED, PaymentState.DISBURSED), Stand.PAID),
        ],
    )
    def test_tells_the_step_that_is_furthest_behind(self, state, expires, payments, stand):
        found = BillStand(state=state, code_expires=expires, payments=payments, schemes_owed=2)
        assert stand_of_bill(found, on=date(2027, 1, 11)) is stand


class TestHalfYear:
    @given(st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)))
    def test_holds_its_day_and_is_read_as_it_is_written(self, day):
        found = HalfYear.of(day)
        assert found.first_day <= day <= found.last_day
        assert HalfYear.parse(str(found)) == found

    @pytest.mark.parametrize("text", ["", "2027", "2027-0", "2027-3", "27-1", "2027-01"])
    def test_refuses_what_is_none(self, text):
        with pytest.raises(ValueError, match="half year"):
            HalfYear.parse(text)
