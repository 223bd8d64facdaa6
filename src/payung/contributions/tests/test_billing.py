"""Dues and the bill that seals them, from the term to the receipt that makes its months count."""

from datetime import UTC, date, datetime
from uuid import uuid4

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from payung.audit.models import Event
from payung.contributions import actions, queries
from payung.contributions.models import Bill, Code, Due, Receipt
from payung.contributions.queries import paid
from payung.contributions.rules.billing_refusals import (
    BillInPayment,
    CodeDoesNotFit,
    MoneyMissing,
    NobodyOwes,
    TermDoesNotFit,
    VervalMissing,
)
from payung.contributions.rules.dues import LeftOut
from payung.contributions.rules.refusals import NotFound, NotYours, RequestUsed
from payung.contributions.states import BillState, NotAllowed, Scheme
from payung.contributions.tests import billing_cast as cast
from payung.ledger import queries as ledger
from payung.ledger.states import AccountKind
from payung.membership.models import Membership
from payung.membership.tests import house
from payung.people.models import Person
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db


def books(bill):
    found = ledger.balances(programme_id=bill.programme_id)[bill.fund_id]
    return {kind: (one.amount_rp, one.person_months) for kind, one in found.items() if one.amount_rp}


def planned(of, *, month=cast.JANUARY, today=cast.TODAY):
    return queries.preview(
        programme_id=of.pk, fund_id=cast.fund_of(of).pk, first_month=month, today=today, actor=cast.RINA
    )


class TestFromTheTermToTheReceipt:
    def test_moves_the_money_and_makes_the_months_count_from_the_day_of_receipt(self):
        one, _ = cast.members(2)
        plan = planned(one.programme)
        bill = cast.raised(one.programme)
        assert (bill.member_count, bill.due_count, bill.payable_rp) == (2, 6, 6 * 16_800)
        assert (plan.member_count, plan.due_count, plan.amount_rp) == (2, 6, bill.payable_rp)
        assert books(bill)[AccountKind.BILLED] == (6 * 16_800, 6)
        bill = cast.paid(bill)
        assert bill.state is BillState.PAID
        assert paid.months_of(person_ids=[one.person_id]) == {}
        assert books(bill)[AccountKind.PAID] == (6 * 16_800, 6)
        bill = cast.received(bill)
        assert (bill.state, books(bill)[AccountKind.RECEIVED]) == (BillState.RECEIVED, (6 * 16_800, 6))
        assert [
            (month.month, month.paid_on) for month in paid.months_of(person_ids=[one.person_id])[one.person_id]
        ] == [(Month(2027, month), cast.TODAY) for month in (1, 2, 3)]
        found = paid.columns(programme_id=one.programme_id)
        assert found.paid_on.shape == (2, 3)
        assert (found.paid_on == np.datetime64(cast.TODAY)).all()
        assert ledger.trial_balance(kabupaten="63.02").total_rp == 0

    def test_bills_the_next_term_and_those_who_came_later_inside_one(self):
        (one,) = cast.members(1)
        house.insured(1, of=one.programme, first_month=Month(2027, 3))
        first = cast.raised(one.programme)
        assert (first.member_count, first.due_count) == (2, 4)
        second = cast.raised(one.programme, month=cast.APRIL)
        assert (second.number, second.first_month, second.last_month) == (2, cast.APRIL, Month(2027, 6))
        with pytest.raises(NobodyOwes, match="sudah ditagih, terakhir dalam tagihan 1"):
            cast.raised(one.programme, month=Month(2027, 2))

    def test_tells_the_lines_of_the_decree_member_by_member(self):
        one, _ = cast.members(2)
        bill = cast.raised(one.programme)
        found = list(queries.dues_of_bill(bill_id=bill.id))
        assert sum(member.amount_rp for member in found) == bill.payable_rp
        assert {(member.months, member.kpj) for member in found} >= {(3, one.kpj)}
        assert [due.bill_number for due in queries.dues_of_person(person_ids=[one.person_id])] == [1, 1, 1]


class TestRaiseBill:
    def test_leaves_out_who_is_held_collides_or_ended_and_says_how_many(self):
        one, two, three = cast.members(3)
        house.held(two)
        Membership.objects.filter(id=three.pk).update(
            state="ended", end_reason="died", ended_date=two.registered_date, ended_month=date(2027, 1, 1)
        )
        assert dict(planned(one.programme).left_out) == {LeftOut.HELD: 1, LeftOut.ENDED: 1}
        bill = cast.raised(one.programme)
        assert set(Due.objects.filter(bill=bill.id).values_list("membership_id", flat=True)) == {one.pk}

    def test_bills_who_ages_out_until_the_month_that_was_given(self):
        (one,) = cast.members(1)
        Membership.objects.filter(id=one.pk).update(
            state="ended", end_reason="aged_out", ended_date=date(2027, 1, 3), ended_month=date(2027, 2, 1)
        )
        assert cast.raised(one.programme).due_count == 2

    def test_bills_one_human_being_once_though_they_have_two_memberships(self):
        one, two = cast.members(2)
        Person.objects.filter(id=two.person_id).update(same_as=one.person_id)
        assert dict(planned(one.programme).left_out) == {LeftOut.TWIN: 1}
        assert cast.raised(one.programme).member_count == 1

    def test_refuses_the_key_of_another_term(self):
        (one,) = cast.members(1)
        key = uuid4()
        first = cast.raised(one.programme, key=key)
        assert cast.raised(one.programme, key=key).id == first.id
        with pytest.raises(RequestUsed):
            cast.raised(one.programme, month=Month(2027, 4), key=key)

    def test_bills_nobody_who_died_under_another_membership(self):
        one, two = cast.members(2)
        Person.objects.filter(id=two.person_id).update(same_as=one.person_id)
        Membership.objects.filter(id=one.pk).update(
            state="ended", end_reason="died", ended_date=two.registered_date, ended_month=date(2027, 1, 1)
        )
        assert dict(planned(one.programme).left_out) == {LeftOut.TWIN: 1, LeftOut.ENDED: 1}

    def test_says_that_months_gone_by_protect_nobody_and_bills_them_all_the_same(self):
        (one,) = cast.members(1)
        plan = planned(one.programme, today=date(2027, 3, 2))
        assert plan.elapsed_months == (Month(2027, 1), Month(2027, 2))
        bill = cast.raised(one.programme, now=datetime(2027, 3, 2, 2, 0, tzinfo=UTC))
        assert '"elapsed_months":["2027-01","2027-02"]' in Event.objects.get(act="contributions.raise_bill").facts
        assert bill.due_count == 3

    def test_shows_months_that_this_years_budget_would_prepay_for_the_next(self):
        (one,) = cast.members(1)
        assert planned(one.programme, today=date(2026, 12, 30)).months_across_new_year == (
            Month(2027, 1),
            Month(2027, 2),
            Month(2027, 3),
        )

    def test_owes_the_whole_sum_for_a_village_in_a_month_of_discount_and_says_that_it_is_open(self):
        (one,) = cast.members(1)
        cast.Fund.objects.filter(programme=one.programme).update(kind="apbdes")
        plan = planned(one.programme)
        assert (plan.uncertain, plan.amount_rp) == (True, 3 * 16_800)

    def test_is_refused_beyond_what_decrees_have_bound(self):
        one, two = cast.members(2)
        bill = cast.raised(one.programme)
        assert bill.payable_rp <= planned(one.programme, month=cast.APRIL).bound_rp
        with transaction.atomic():
            cast.post_release(one.programme, keep_months=1)
        with pytest.raises(MoneyMissing, match=r"Rp100\.800, sedangkan komitmen"):
            cast.raised(one.programme, month=cast.APRIL)
        assert Due.objects.exclude(bill=bill.id).count() == 0
        assert two.programme_id == one.programme_id

    def test_wants_a_verval_or_the_reason_for_none(self):
        (one,) = cast.members(1)
        with pytest.raises(VervalMissing, match="Mulai verval dahulu"):
            cast.raised(one.programme, because="")

    def test_wants_an_agreement_a_month_of_the_programme_and_an_operator_of_the_kabupaten(self):
        (one,) = cast.members(1)
        with pytest.raises(TermDoesNotFit, match="Januari 2027 sampai dengan Desember 2027"):
            cast.raised(one.programme, month=Month(2028, 1))
        with pytest.raises(NotYours):
            cast.raised(one.programme, actor=cast.HEAD)
        with pytest.raises(NotFound):
            cast.raised(one.programme, actor=cast.decrees.actor("user:9", *cast.RINA.roles, kabupaten="63.10"))
        one.programme.agreements.all().delete()
        with pytest.raises(TermDoesNotFit, match="PKS"):
            cast.raised(one.programme)

    def test_has_one_effect_for_one_request(self):
        (one,) = cast.members(1)
        key = uuid4()
        assert cast.raised(one.programme, key=key) == cast.raised(one.programme, key=key)
        assert (Bill.objects.count(), Event.objects.filter(act="contributions.raise_bill").count()) == (1, 1)
        with pytest.raises(RequestUsed):
            actions.cancel_bill(
                bill_id=Bill.objects.get().pk, because="x", request_key=key, actor=cast.RINA, now=cast.NOW
            )

    def test_asks_the_database_as_often_for_many_as_for_few(self, django_assert_max_num_queries):
        one, *_ = cast.members(40)
        with django_assert_max_num_queries(75):
            cast.raised(one.programme)


class TestKodeIuran:
    def test_is_of_the_heads_and_sum_of_the_bill_and_followed_by_another(self):
        (one,) = cast.members(1)
        bill = cast.issued(cast.raised(one.programme))
        wanted = {
            "bill_id": bill.id,
            "code": "999912345678",
            "head_count": 1,
            "amount_rp": bill.payable_rp,
            "issued_date": cast.TODAY,
            "expires_date": date(2027, 2, 28),
            "because": "kedaluwarsa",
            "actor": cast.RINA,
            "now": cast.NOW,
        }
        for wrong in ({"head_count": 2}, {"amount_rp": 1}, {"issued_date": date(2027, 1, 12)}, {"code": " "}):
            with pytest.raises(CodeDoesNotFit):
                actions.reissue_code(**wanted | wrong, request_key=uuid4())
        with pytest.raises(CodeDoesNotFit, match="Periksa kedua tanggalnya"):
            actions.reissue_code(**wanted | {"expires_date": date(2027, 1, 10)}, request_key=uuid4())
        found = actions.reissue_code(**wanted, request_key=uuid4())
        assert (found.code.code, found.code.replaces) == ("999912345678", bill.code.code)
        with pytest.raises(CodeDoesNotFit, match="sudah dicatat pada tagihan lain"):
            actions.reissue_code(**wanted, request_key=uuid4())
        assert Code.objects.count() == 2


class TestCancelBill:
    def test_makes_its_dues_void_and_binds_the_money_again(self):
        one, _ = cast.members(2)
        bill = cast.issued(cast.raised(one.programme))
        before = books(cast.raised(one.programme, month=cast.APRIL))[AccountKind.COMMITTED]
        cancel = {"bill_id": bill.id, "because": "salah dana", "actor": cast.HEAD, "now": cast.NOW}
        found = actions.cancel_bill(**cancel, request_key=uuid4())
        assert (found.state, found.cancelled_because) == (BillState.CANCELLED, "salah dana")
        assert books(found)[AccountKind.COMMITTED] == (before[0] + 6 * 16_800, before[1] + 6)
        assert not Due.objects.filter(bill=bill.id, void=False).exists()
        assert cast.raised(one.programme).due_count == 6
        with pytest.raises(NotAllowed, match="sudah dibatalkan"):
            actions.cancel_bill(**cancel, request_key=uuid4())

    def test_is_refused_while_an_spp_asks_for_it(self):
        (one,) = cast.members(1)
        bill = cast.issued(cast.raised(one.programme))
        cast.requested([bill], Scheme.JKK, number="SPP/77")
        with pytest.raises(BillInPayment, match="SPP/77"):
            actions.cancel_bill(bill_id=bill.id, because="salah", request_key=uuid4(), actor=cast.RINA, now=cast.NOW)


class TestTheDatabaseRefuses:
    """What no statement gets past, whoever sends it."""

    def refused(self, act):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

    def test_a_due_changed_taken_away_added_or_void_without_its_bill(self):
        one, _ = cast.members(2)
        bill = cast.raised(one.programme)
        dues = Due.objects.filter(bill=bill.id)
        for change in ({"jkk_rp": 1}, {"void": True}, {"month": date(2027, 7, 1)}, {"person": 1}):
            self.refused(lambda change=change: dues.update(**change))
        self.refused(lambda: dues.all()._raw_delete("default"))
        late = {"membership": one, "person_id": one.person_id, "fund_id": bill.fund_id, "bill_id": bill.id}
        self.refused(lambda: Due.objects.create(**late, month=date(2027, 9, 1), jkk_rp=1, jkm_rp=1))

    def test_a_bill_that_is_not_the_sum_of_its_dues_or_goes_back(self):
        (one,) = cast.members(1)
        bill = cast.received(cast.paid(cast.raised(one.programme)))
        row = Bill.objects.get(id=bill.id)
        for state in (BillState.PAID, BillState.DRAWN_UP, BillState.CANCELLED):
            self.refused(lambda state=state: Bill.objects.filter(id=row.pk).update(state=state))
        self.refused(lambda: Bill.objects.filter(id=row.pk).update(jkk_rp=1))
        row.pk, row.number, row.request_key, row.state = row.pk + 1, 9, uuid4(), BillState.DRAWN_UP
        self.refused(lambda: row.save(force_insert=True))

    def test_dues_of_another_person_month_or_fund_than_their_membership(self):
        (one,) = cast.members(1)
        bill = cast.raised(one.programme)
        kept = Bill.objects.get(id=bill.id)
        for place, wrong in enumerate(({"person_id": 999_999}, {"month": date(2028, 1, 1)}, {"fund_id": 999_999}), 50):
            due = {"membership_id": one.pk, "person_id": one.person_id, "fund_id": bill.fund_id, "bill_id": place}
            due |= {"month": date(2027, 9, 1), "jkk_rp": 10_000, "jkm_rp": 6_800} | wrong
            kept.pk, kept.number, kept.request_key = place, place, uuid4()
            kept.first_month, kept.last_month, kept.member_count, kept.due_count = due["month"], due["month"], 1, 1
            kept.jkk_rp, kept.jkm_rp = 10_000, 6_800
            self.refused(lambda due=due: (Due.objects.create(**due), kept.save(force_insert=True)))

    def test_a_receipt_of_another_sum_or_of_a_bill_that_nobody_paid(self):
        (one,) = cast.members(1)
        bill = cast.issued(cast.raised(one.programme))
        words = {"bill_id": bill.id, "received_date": cast.TODAY, "reference": "x", "made_by": "x", "made_at": cast.NOW}
        self.refused(lambda: Receipt.objects.create(**words, amount_rp=bill.payable_rp, request_key=uuid4()))
        cast.paid(bill)
        self.refused(lambda: Receipt.objects.create(**words, amount_rp=1, request_key=uuid4()))
        self.refused(lambda: Bill.objects.filter(id=bill.id).update(state=BillState.RECEIVED))
