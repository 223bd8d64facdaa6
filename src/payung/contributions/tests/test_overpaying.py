"""What BPJS received for months that nobody needed, until it comes back or somebody decides."""

from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.contributions.actions.overpaying import find_overpayments, give_up, refund, release_compensation
from payung.contributions.models import Bill, Overpayment
from payung.contributions.present.overpaying import overpayment_lines
from payung.contributions.queries.overpaying import OverpaymentsAsked, overpayments, told
from payung.contributions.rules.billing_refusals import NobodyOwes
from payung.contributions.rules.reconciling_refusals import ListDoesNotFit
from payung.contributions.rules.refusals import NotFound
from payung.contributions.states import NotAllowed, OverpaymentState
from payung.contributions.tests import billing_cast as billing
from payung.contributions.tests import reconciling_cast as cast
from payung.ledger import queries as ledger
from payung.ledger.states import AccountKind
from payung.membership import actions as memberships
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
FEBRUARY, APRIL = Month(2027, 2), Month(2027, 4)
MONTH_RP = 16_800


def found(of, now=cast.SPRING):
    return find_overpayments(programme_id=of.pk, actor=cast.RINA, now=now)


def books(of):
    (balances,) = ledger.balances(programme_id=of.pk).values()
    return {kind: (one.amount_rp, one.person_months) for kind, one in balances.items()}


def overpaid(many=2):
    """One member ended in January: two of three received months too many."""
    one, *others = cast.paid_members(many)
    cast.ended(one, Month(2027, 1))
    assert found(one.programme) == 1
    return one, others, Overpayment.objects.get(membership=one)


def restored(member):
    memberships.restore(
        membership_id=member.pk, because="Salah orang", request_key=uuid4(), actor=cast.RINA, now=cast.SPRING
    )


def lines(found):
    return overpayment_lines(found, names={}, kabupaten="63.02")


class TestFindOverpayments:
    def test_tells_the_months_after_the_end_and_not_the_month_of_the_end(self):
        one, _, row = overpaid()
        assert (row.first_month, row.last_month, row.months) == (FEBRUARY.first_day, Month(2027, 3).first_day, 2)
        assert row.jkk_rp + row.jkm_rp == 2 * MONTH_RP
        assert books(one.programme)[AccountKind.OVERPAID] == (2 * MONTH_RP, 2)
        assert books(one.programme)[AccountKind.RECEIVED] == (4 * MONTH_RP, 4)

    def test_twice_tells_nothing_twice_and_leaves_one_event(self):
        one, _, _ = overpaid()
        events = Event.objects.count()
        assert found(one.programme) == 0
        assert (Overpayment.objects.count(), Event.objects.count()) == (1, events)

    def test_leaves_bills_that_bpjs_has_not_received(self):
        one, _ = cast.members(2)
        billing.paid(billing.raised(one.programme))
        cast.ended(one, Month(2027, 1))
        assert found(one.programme) == 0

    def test_withdraws_when_the_end_was_a_mistake(self):
        one, _, row = overpaid()
        memberships.restore(
            membership_id=one.pk, because="Salah orang", request_key=uuid4(), actor=cast.RINA, now=cast.SPRING
        )
        assert found(one.programme) == 0
        row.refresh_from_db()
        assert row.state == OverpaymentState.WITHDRAWN
        assert books(one.programme)[AccountKind.RECEIVED] == (6 * MONTH_RP, 6)
        cast.ended(one, FEBRUARY)
        assert found(one.programme) == 1  # the months of the new end are told anew
        assert Overpayment.objects.exclude(state=OverpaymentState.WITHDRAWN).get().months == 1


class TestCompensation:
    def test_makes_the_next_bill_smaller_and_the_books_agree(self):
        one, _, row = overpaid()
        bill = billing.raised(one.programme, month=APRIL, now=cast.SPRING)
        row.refresh_from_db()
        assert (row.state, row.compensated_by_id) == (OverpaymentState.COMPENSATED, bill.id)
        assert bill.payable_rp == 3 * MONTH_RP - 2 * MONTH_RP
        assert AccountKind.OVERPAID not in books(one.programme) or books(one.programme)[AccountKind.OVERPAID] == (0, 0)
        assert books(one.programme)[AccountKind.BILLED] == (MONTH_RP, 1)

    def test_leaves_one_that_is_larger_than_the_bill(self):
        one, other = cast.paid_members(2)
        for member in (one, other):
            cast.ended(member, Month(2026, 12))
        assert found(one.programme) == 2
        with pytest.raises(NobodyOwes):
            billing.raised(one.programme, month=APRIL, now=cast.SPRING)  # nobody owes: nothing is compensated
        assert set(Overpayment.objects.values_list("state", flat=True)) == {OverpaymentState.OPEN}

    def test_never_compensates_one_whose_end_was_taken_back(self):
        one, _, row = overpaid()
        memberships.restore(
            membership_id=one.pk, because="Salah orang", request_key=uuid4(), actor=cast.RINA, now=cast.SPRING
        )
        bill = billing.raised(one.programme, month=APRIL, now=cast.SPRING)
        assert bill.payable_rp == 6 * MONTH_RP
        row.refresh_from_db()
        assert row.state == OverpaymentState.OPEN

    def test_is_open_again_when_its_bill_is_cancelled(self):
        one, _, row = overpaid()
        bill = billing.raised(one.programme, month=APRIL, now=cast.SPRING)
        from django.db import transaction

        with transaction.atomic():
            assert release_compensation(bill_id=bill.id, request_key=uuid4(), actor=cast.RINA, now=cast.SPRING) == 1
        row.refresh_from_db()
        assert (row.state, row.compensated_by_id) == (OverpaymentState.OPEN, None)
        assert books(one.programme)[AccountKind.BILLED] == (3 * MONTH_RP, 3)
        assert books(one.programme)[AccountKind.OVERPAID] == (2 * MONTH_RP, 2)
        assert Bill.objects.get(id=bill.id).compensated_months == 0


class TestEndTakenBackTooLate:
    """The money moved, then the end proved a mistake: the page says so, and what to do next."""

    def wrongly_closed(self, of, state="keliru"):
        asked = OverpaymentsAsked(state=state)
        found = told(overpayments(programme_id=of.pk, actor=cast.HEAD, asked=asked))
        return [(one.name, line.sign, line.next) for one, line in zip(found, lines(found), strict=True)]

    def test_says_which_bill_used_the_money_and_whether_it_can_still_be_cancelled(self):
        one, _, row = overpaid()
        bill = billing.raised(one.programme, month=APRIL, now=cast.SPRING)
        assert self.wrongly_closed(one.programme) == []
        restored(one)
        ((name, sign, what),) = self.wrongly_closed(one.programme)
        assert (name, sign) == (one.person.name, "uncovered")
        assert "Batalkan tagihan itu" in what
        billing.paid(bill)
        ((_name, _sign, what),) = self.wrongly_closed(one.programme)
        assert "Minta BPJS menghitung kembali" in what
        page = signed_in(Role.OPERATOR).get("/kelebihan-bayar").content.decode()
        assert "1 kelebihan bayar sudah ditutup, tetapi kepesertaannya ternyata berlanjut" in page
        row.refresh_from_db()
        assert row.state == OverpaymentState.COMPENSATED  # nothing moved by itself

    def test_says_where_the_money_is_of_a_refund_and_of_a_decision(self):
        one, other = cast.paid_members(2)
        for member in (one, other):
            cast.ended(member, Month(2027, 1))
        found(one.programme)
        mine, theirs = Overpayment.objects.order_by("id")
        TestRefund().refunded(mine)
        give_up(
            overpayment_ids=[theirs.pk],
            decision="Keputusan 3",
            evidence=None,
            request_key=uuid4(),
            actor=cast.HEAD,
            now=cast.SPRING,
        )
        for member in (one, other):
            restored(member)
        first, second = (what for _, _, what in self.wrongly_closed(one.programme))
        assert "sudah kembali ke kas daerah" in first
        assert "uangnya masih di BPJS" in second


class TestRefund:
    def refunded(self, row, *, key=None, actor=cast.TREASURER, day=None):
        return refund(
            overpayment_ids=[row.pk],
            number="STS 900/12/2027",
            refunded_on=day or cast.SPRING.date(),
            evidence=None,
            request_key=key or uuid4(),
            actor=actor,
            now=cast.SPRING,
        )

    def test_moves_the_money_once_however_often_it_is_sent(self):
        one, _, row = overpaid()
        key = uuid4()
        assert (self.refunded(row, key=key), self.refunded(row, key=key)) == (1, 1)
        assert books(one.programme)[AccountKind.REFUNDED] == (2 * MONTH_RP, 2)
        row.refresh_from_db()
        assert (row.state, row.decision) == (OverpaymentState.REFUNDED, "STS 900/12/2027")

    def test_is_not_done_again_by_another_request(self):
        _, _, row = overpaid()
        self.refunded(row)
        with pytest.raises(NotAllowed, match="sudah dikembalikan"):
            self.refunded(row)

    def test_refuses_a_day_before_bpjs_received_it(self):
        _, _, row = overpaid()
        with pytest.raises(ListDoesNotFit, match="lebih awal"):
            self.refunded(row, day=billing.TODAY.replace(day=1))

    def test_of_another_kabupaten_is_not_found(self):
        _, _, row = overpaid()
        stranger = billing.decrees.actor("user:99", *cast.TREASURER.roles, kabupaten="63.10", scope="63.10")
        with pytest.raises(NotFound):
            self.refunded(row, actor=stranger)


class TestGivingUp:
    def test_is_the_heads_alone_and_says_why(self):
        one, _, row = overpaid()
        words = {"overpayment_ids": [row.pk], "decision": "Keputusan Kepala Dinas 3/2027", "evidence": None}
        with pytest.raises(NotAllowed, match="kepala dinas"):
            give_up(**words, request_key=uuid4(), actor=cast.RINA, now=cast.SPRING)
        give_up(**words, request_key=uuid4(), actor=cast.HEAD, now=cast.SPRING)
        row.refresh_from_db()
        assert (row.state, row.closed_by) == (OverpaymentState.GIVEN_UP, cast.HEAD.key)
        assert books(one.programme)[AccountKind.GIVEN_UP] == (2 * MONTH_RP, 2)
