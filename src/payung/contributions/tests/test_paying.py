"""From the SPP to the receipt: whose step it is, which day fits, and that no bill is paid twice or half."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from payung.contributions import actions, queries
from payung.contributions.actions.overpaying import find_overpayments
from payung.contributions.models import Payment, Share
from payung.contributions.rules.paying_refusals import (
    CodeExpired,
    DayDoesNotFit,
    MakerIsChecker,
    NumberDoesNotFit,
    ReceiptDiffers,
    SharesDoNotFit,
)
from payung.contributions.states import BillState, NotAllowed, PaymentState, Scheme
from payung.contributions.tests import billing_cast as cast
from payung.contributions.tests import reconciling_cast as reconciling
from payung.ledger import queries as ledger
from payung.ledger.states import AccountKind
from payung.programmes.models import Programme
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
JKK, JKM = Scheme.JKK, Scheme.JKM


def two_bills():
    """January to March and April to June of one member, both with their code."""
    (one,) = cast.members(1)
    return [cast.issued(cast.raised(one.programme, month=month)) for month in (cast.JANUARY, cast.APRIL)]


class TestManyToMany:
    def test_one_spp_pays_two_bills_and_one_bill_is_paid_by_two(self):
        first, second = two_bills()
        cast.disbursed(cast.ordered(cast.requested([first, second], JKK)))
        half = cast.requested([first, second], JKM, amounts=[400, second.payable_of(JKM)])
        cast.disbursed(cast.ordered(half))
        states = [bill.state for bill in reversed(queries.bills(programme_id=first.programme_id))]
        assert states == [BillState.ISSUED, BillState.PAID]
        rest = cast.requested([first], JKM, amounts=[first.payable_of(JKM) - 400])
        cast.disbursed(cast.ordered(rest))
        found = queries.bill(bill_id=first.id, actor=cast.RINA)
        assert (found.state, len(queries.payments_of_bill(bill_id=first.id))) == (BillState.PAID, 3)
        paid = ledger.balances(programme_id=first.programme_id)[first.fund_id][AccountKind.PAID]
        assert (paid.amount_rp, paid.person_months) == (6 * 16_800, 6)


class TestRequestPayment:
    def test_never_asks_for_more_than_a_bill_needs_of_a_scheme(self):
        first, _ = two_bills()
        cast.requested([first], JKK, amounts=[20_000])
        with pytest.raises(SharesDoNotFit, match=r"tinggal Rp10\.000"):
            cast.requested([first], JKK)
        with pytest.raises(SharesDoNotFit, match="lebih dari Rp0"):
            cast.requested([first], JKK, amounts=[-5])
        with pytest.raises(SharesDoNotFit, match="dua kali"):
            cast.requested([first, first], JKM, amounts=[1, 1])

    def test_may_ask_again_for_what_was_withdrawn(self):
        first, _ = two_bills()
        one = cast.requested([first], JKK, number="SPP/9")
        actions.withdraw_payment(
            payment_id=one.id, because="salah rekening", request_key=uuid4(), actor=cast.PPTK, now=cast.NOW
        )
        assert cast.requested([first], JKK, number="SPP/9").amount_rp == one.amount_rp
        assert queries.payment(payment_id=one.id, actor=cast.RINA).withdrawn_because == "salah rekening"

    def test_takes_only_bills_with_a_code_that_still_holds(self):
        (one,) = cast.members(1)
        bill = cast.raised(one.programme)
        with pytest.raises(SharesDoNotFit, match="belum punya kode iuran"):
            cast.requested([bill], JKK)
        bill = cast.issued(bill, expires=date(2027, 1, 20))
        with pytest.raises(CodeExpired, match="Minta kode baru ke BPJS"):
            cast.requested([bill], JKK, now=datetime(2027, 1, 21, 2, 0, tzinfo=UTC))

    def test_pays_jkk_and_jkm_from_two_accounts(self):
        first, _ = two_bills()
        cast.requested([first], JKK)
        with pytest.raises(NumberDoesNotFit, match="dibayar dari dua rekening"):
            actions.request_payment(
                programme_id=first.programme_id,
                scheme=JKM,
                spp_number="SPP/x",
                spp_date=cast.TODAY,
                account_code=cast.ACCOUNTS[JKK],
                shares=[(first.id, 1)],
                request_key=uuid4(),
                actor=cast.PPTK,
                now=cast.NOW,
            )

    def test_has_one_effect_for_one_request(self):
        first, _ = two_bills()
        key = uuid4()
        assert cast.requested([first], JKK, key=key, number="S/1") == cast.requested(
            [first], JKK, key=key, number="S/1"
        )
        assert Payment.objects.count() == 1


class TestTheFourEyes:
    def test_who_drew_it_up_neither_verifies_nor_signs(self):
        first, _ = two_bills()
        everything = cast.decrees.actor("user:11", *cast.PPK.roles, *cast.HEAD.roles, *cast.PPTK.roles)
        one = cast.requested([first], JKK, actor=everything)
        with pytest.raises(MakerIsChecker, match="Mintalah petugas lain"):
            actions.verify_payment(payment_id=one.id, request_key=uuid4(), actor=everything, now=cast.NOW)
        both = cast.decrees.actor("user:12", *cast.PPK.roles, *cast.HEAD.roles)
        actions.verify_payment(payment_id=one.id, request_key=uuid4(), actor=both, now=cast.NOW)
        signing = {"payment_id": one.id, "spm_number": "SPM/1", "spm_date": cast.TODAY, "now": cast.NOW}
        for actor in (everything, both):
            with pytest.raises(MakerIsChecker):
                actions.order_payment(**signing, request_key=uuid4(), actor=actor)
        with pytest.raises(NotAllowed, match="kepala dinas"):
            actions.order_payment(**signing, request_key=uuid4(), actor=cast.RINA)

    def test_what_was_returned_asks_for_another_spp(self):
        first, _ = two_bills()
        one = cast.requested([first], JKK)
        returned = actions.return_payment(
            payment_id=one.id, because="BA verval belum ada", request_key=uuid4(), actor=cast.PPK, now=cast.NOW
        )
        assert returned.state is PaymentState.WITHDRAWN
        with pytest.raises(NotAllowed, match="Susun SPP baru"):
            actions.verify_payment(payment_id=one.id, request_key=uuid4(), actor=cast.PPK, now=cast.NOW)


class TestTheFiscalYear:
    def test_no_paper_is_dated_before_the_budget_or_after_the_last_spm(self):
        first, _ = two_bills()
        one = cast.requested([first], JKK)
        Programme.objects.filter(id=first.programme_id).update(budget_from_date=date(2027, 1, 12))
        with pytest.raises(DayDoesNotFit, match="baru dapat dilaksanakan mulai 12 Januari 2027"):
            cast.requested([first], JKM)
        with pytest.raises(DayDoesNotFit, match="SPM 11 Januari 2027"):
            cast.ordered(one)
        Programme.objects.filter(id=first.programme_id).update(
            budget_from_date=None, last_payment_order_date=date(2027, 1, 10)
        )
        with pytest.raises(DayDoesNotFit, match="SPM terakhir tahun anggaran ini 10 Januari 2027"):
            actions.order_payment(
                payment_id=one.id,
                spm_number="SPM/9",
                spm_date=cast.TODAY,
                request_key=uuid4(),
                actor=cast.HEAD,
                now=cast.NOW,
            )

    def test_an_sp2d_is_of_the_year_of_its_spm_and_of_a_day_when_the_code_held(self):
        first, _ = two_bills()
        one = cast.ordered(cast.requested([first], JKK))
        later = datetime(2028, 1, 4, 2, 0, tzinfo=UTC)
        with pytest.raises(DayDoesNotFit, match="di luar tahun anggaran"):
            cast.disbursed(one, day=date(2028, 1, 3), now=later)
        with pytest.raises(CodeExpired):
            cast.disbursed(one, day=date(2027, 4, 1), now=later)
        with pytest.raises(DayDoesNotFit, match="mendahului SPM"):
            cast.disbursed(one, day=date(2027, 1, 10), now=later)
        with pytest.raises(DayDoesNotFit, match="belum tiba"):
            cast.disbursed(one, day=date(2027, 1, 12))


class TestReceipt:
    def test_is_refused_for_another_sum_and_says_what_to_do(self):
        (one,) = cast.members(1)
        bill = cast.paid(cast.raised(one.programme))
        with pytest.raises(ReceiptDiffers, match="catat selisihnya di pencocokan"):
            actions.record_receipt(
                bill_id=bill.id,
                received_date=cast.TODAY,
                amount_rp=bill.payable_rp - 1,
                reference="BPJS-1",
                request_key=uuid4(),
                actor=cast.TREASURER,
                now=cast.NOW,
            )
        with pytest.raises(DayDoesNotFit, match="mendahului SP2D"):
            cast.received(bill, day=date(2027, 1, 10))
        key = uuid4()
        assert cast.received(bill, key=key) == cast.received(bill, key=key)

    def test_of_a_bill_without_sp2d_is_refused_before_its_code(self):
        one, _ = reconciling.paid_members(2)
        reconciling.ended(one, Month(2026, 12))
        find_overpayments(programme_id=one.programme_id, actor=cast.RINA, now=reconciling.SPRING)
        bill = cast.raised(one.programme, month=cast.APRIL, now=reconciling.SPRING)
        bill = cast.issued(bill, now=reconciling.SPRING, expires=date(2027, 4, 30))
        assert (bill.payable_rp, bill.state) == (0, BillState.PAID)
        with pytest.raises(DayDoesNotFit, match="mendahului kode iuran"):
            cast.received(bill, day=date(2027, 1, 10), now=reconciling.SPRING)
        assert cast.received(bill, day=cast.TODAY, now=reconciling.SPRING).state is BillState.RECEIVED

    def test_waits_until_both_schemes_are_paid(self):
        (one,) = cast.members(1)
        bill = cast.issued(cast.raised(one.programme))
        cast.disbursed(cast.ordered(cast.requested([bill], JKK)))
        with pytest.raises(NotAllowed, match="menunggu pembayaran"):
            cast.received(bill)


class TestTheDatabaseRefuses:
    def refused(self, act):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

    def test_shares_beyond_a_bill_payments_that_go_back_and_papers_that_change(self):
        first, second = two_bills()
        one = cast.requested([first], JKK)
        self.refused(lambda: Share.objects.create(payment_id=one.id, bill_id=second.id, amount_rp=99_999_999))
        with transaction.atomic():
            Share.objects.create(payment_id=one.id, bill_id=second.id, amount_rp=1)
            self.refused(
                lambda: Payment.objects.filter(id=one.id).update(state=PaymentState.VERIFIED, verified_by="user:12")
            )
            transaction.set_rollback(True)
        done = Payment.objects.filter(id=cast.disbursed(cast.ordered(one)).id)
        for change in ({"state": PaymentState.ORDERED}, {"sp2d_number": "lain"}, {"amount_rp": 1}, {"spm_number": "x"}):
            self.refused(lambda change=change: done.update(**change))
        self.refused(lambda: Share.objects.create(payment_id=one.id, bill_id=second.id, amount_rp=1))
