"""Between decree, membership, bill and books: each month of each place is bound, billed or free, and never two of them."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from payung.contributions.actions import cancel_bill, raise_bill
from payung.contributions.actions.overpaying import find_overpayments, refund
from payung.contributions.models import Due, Overpayment
from payung.contributions.queries import preview
from payung.contributions.queries.billed import billed_months
from payung.contributions.rules.dues import LeftOut
from payung.contributions.tests import billing_cast as cast
from payung.contributions.tests.reconciling_cast import SPRING
from payung.contributions.tests.reconciling_cast import ended as ended_by_plan
from payung.decrees.models import Decree
from payung.decrees.rules.change import Out
from payung.decrees.tests import cast as decrees
from payung.ledger import queries as ledger
from payung.ledger.models import Entry
from payung.ledger.states import AccountKind
from payung.membership.actions import move_fund
from payung.membership.models import Membership
from payung.membership.rules.refusals import FundShort
from payung.membership.tests import house
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
YEAR = tuple(Month(2027, number) for number in range(1, 13))
MARCH, MAY = YEAR[2], YEAR[4]


def months(of, kind=AccountKind.COMMITTED, code="apbd"):
    """Person-months on the account of a fund; the rupiah are seen to be their price."""
    found = ledger.balances(programme_id=of.pk)[cast.Fund.objects.get(programme=of, code=code).pk][kind]
    assert found.amount_rp == found.person_months * 16_800
    return found.person_months


def planned(of, month=cast.JANUARY):
    asked = {"programme_id": of.pk, "fund_id": cast.fund_of(of).pk, "first_month": month}
    return preview(**asked, today=cast.TODAY, actor=cast.RINA)


def cancelled(bill):
    return cancel_bill(bill_id=bill.id, because="salah", request_key=uuid4(), actor=cast.HEAD, now=SPRING)


def died(member, day=date(2027, 5, 3)):
    assert house.ended(member, day=day) == 1


class TestFreeing:
    def test_never_gives_back_a_month_that_stands_on_a_bill(self):
        one, _ = cast.members(2)
        cast.raised(one.programme, month=cast.APRIL)
        assert months(one.programme) == 24 - 6
        assert billed_months(line_ids=[one.line_id]) == {one.line_id: frozenset(YEAR[3:6])}
        died(one)  # in May, with June on the bill, and January to March on none
        assert months(one.programme) == 9
        assert months(one.programme, AccountKind.BILLED) == 6

    def test_gives_back_also_the_months_of_which_the_member_was_held(self):
        one, _ = cast.members(2)
        house.held(one)
        assert cast.raised(one.programme).due_count == 3
        died(one, day=date(2027, 4, 2))
        assert months(one.programme) == 9  # of the other one only

    def test_keeps_what_an_end_by_plan_still_owes(self):
        one, _ = cast.members(2)
        ended_by_plan(one, MARCH)
        assert months(one.programme) == 12 + 3
        assert cast.raised(one.programme).due_count == 6
        assert months(one.programme) == 9

    def test_twice_and_taken_back_leaves_the_books_as_they_were(self):
        one, _ = cast.members(2)
        house.held(one)
        cast.raised(one.programme)
        before = months(one.programme)
        died(one)
        house.restored(one)
        assert months(one.programme) == before
        died(one)
        assert months(one.programme) == 9


class TestStriking:
    def test_leaves_what_is_billed_and_the_end_that_follows_gives_back_the_rest(self):
        one, _ = cast.members(2)
        cast.raised(one.programme)
        decree = Decree.objects.get()
        line = decree.lines.get(id=one.line_id)
        draft = decrees.actions.amend_decree(
            decree_id=decree.pk,
            about="Perubahan",
            out=[Out(line_id=line.pk, last_month=MAY, because="wafat")],
            named=[],
            request_key=uuid4(),
            actor=decrees.RINA,
            now=decrees.LATER,
        )
        decrees.in_force(Decree.objects.get(id=draft.id), number="188.45/99/2026")
        assert months(one.programme) == 9 + 2  # April and May may still be billed
        died(one)
        assert months(one.programme) == 9


class TestCancelling:
    def test_frees_the_months_of_whoever_ended_while_they_were_billed(self):
        one, _ = cast.members(2)
        bill = cast.raised(one.programme)
        died(one, day=date(2027, 2, 3))
        assert months(one.programme) == 9
        cancelled(bill)
        assert months(one.programme) == 12
        house.restored(one)
        assert months(one.programme) == 24
        assert cast.raised(one.programme).due_count == 6

    def test_keeps_those_that_an_end_by_plan_still_owes(self):
        one, _ = cast.members(2)
        bill = cast.raised(one.programme)
        ended_by_plan(one, Month(2027, 2))
        cancelled(bill)
        assert months(one.programme) == 12 + 2
        assert cast.raised(one.programme).due_count == 3 + 2


class TestMovingToAnotherFund:
    def moved(self, member, fund, key=None):
        with transaction.atomic():
            return move_fund(
                membership_ids=[member.pk],
                fund_id=fund.pk,
                from_month=cast.APRIL,
                source="answer:3",
                request_key=key or uuid4(),
                actor=cast.RINA,
                now=SPRING,
            )

    def other_fund(self, of, months):
        return cast.Fund.objects.create(
            programme=of, code="sawit", kind="dbh_sawit", name="DBH Sawit", ceiling_rp=months * 16_800
        )

    def test_takes_along_what_is_bound_for_the_months_not_billed(self):
        one, _ = cast.members(2)
        bill = cast.raised(one.programme)
        fund, key = self.other_fund(one.programme, 12), uuid4()
        assert [self.moved(one, fund, key), self.moved(one, fund, key)] == [1, 1]
        assert (months(one.programme), months(one.programme, code="sawit")) == (9, 9)
        late = raise_bill(
            programme_id=one.programme_id,
            fund_id=fund.pk,
            first_month=cast.APRIL,
            request_key=uuid4(),
            actor=cast.RINA,
            now=SPRING,
            without_verval_because="menyusul",
        )
        assert (late.due_count, months(one.programme, code="sawit")) == (3, 6)
        cancelled(bill)  # of the fund of before: its months of this member are the other fund's now
        assert (months(one.programme), months(one.programme, code="sawit")) == (12, 6 + 3)
        died(one, day=date(2027, 4, 9))
        assert (months(one.programme), months(one.programme, code="sawit")) == (12, 0)
        house.restored(one)
        assert (months(one.programme), months(one.programme, code="sawit")) == (12, 9)

    def test_is_refused_where_the_other_fund_has_not_so_much(self):
        one, _ = cast.members(2)
        fund = self.other_fund(one.programme, 11)
        with pytest.raises(FundShort, match=r"DBH Sawit.*Tambah pagu"):
            self.moved(one, fund)
        assert Membership.objects.get(id=one.pk).fund_id != fund.pk
        assert months(one.programme) == 24


class TestBooksThatWereNeverOpened:
    def test_are_opened_by_the_first_bill(self):
        of = cast.programme()
        decree = decrees.signed(decrees.drafted(of, decrees.chosen(of, 2)))
        Decree.objects.filter(id=decree.pk).update(state="in_force", in_force_date=date(2027, 1, 1))
        house.register(decree)
        assert not Entry.objects.exists()
        assert planned(of).enough
        assert planned(of).bound_rp is None
        assert cast.raised(of).due_count == 6
        assert (months(of), planned(of, month=cast.APRIL).bound_rp) == (18, 18 * 16_800)


class TestASupplementaryBill:
    def test_is_of_whoever_was_held_and_released_and_pays_their_months(self):
        one, two = cast.members(2)
        house.held(one)
        assert planned(one.programme).left_out == {LeftOut.HELD: 1}
        first = cast.received(cast.paid(cast.raised(one.programme)))
        house.released(one)
        late = cast.raised(one.programme, now=SPRING)
        assert (first.member_count, late.member_count, late.due_count) == (1, 1, 3)
        assert set(Due.objects.filter(bill=late.id).values_list("membership_id", flat=True)) == {one.pk}
        late = cast.issued(late, now=SPRING, expires=date(2027, 6, 30))
        received = cast.received(cast.paid(late, now=SPRING), day=SPRING.date(), now=SPRING)
        assert months(one.programme, AccountKind.RECEIVED) == 6
        assert received.payable_rp == 3 * 16_800
        assert Membership.objects.get(id=two.pk).state == "running"


class TestRefund:
    def test_returns_to_the_treasury_and_no_bill_asks_for_those_months_again(self):
        one, _ = cast.members(2)
        cast.received(cast.paid(cast.raised(one.programme)))
        ended_by_plan(one, Month(2027, 1))
        assert find_overpayments(programme_id=one.programme_id, actor=cast.RINA, now=SPRING) == 1
        row = Overpayment.objects.get()
        refund(
            overpayment_ids=[row.pk],
            number="STS 900/12/2027",
            refunded_on=SPRING.date(),
            evidence=None,
            request_key=uuid4(),
            actor=cast.TREASURER,
            now=SPRING,
        )
        found = [months(one.programme, kind) for kind in (AccountKind.RECEIVED, AccountKind.REFUNDED)]
        assert (found, months(one.programme), months(one.programme, AccountKind.OVERPAID)) == ([4, 2], 9, 0)
        assert find_overpayments(programme_id=one.programme_id, actor=cast.RINA, now=SPRING) == 0
        assert cast.raised(one.programme, month=cast.APRIL, now=SPRING).payable_rp == 3 * 16_800
        house.restored(one)  # the end was a mistake: the months that came back are not owed again
        assert months(one.programme) == 6 + 9
        assert cast.raised(one.programme, month=cast.APRIL, now=SPRING).due_count == 3
        assert find_overpayments(programme_id=one.programme_id, actor=cast.RINA, now=SPRING) == 0
