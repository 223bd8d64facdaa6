"""What BPJS paid: once a request, from a claim that it decided, and every difference mended or accepted by another."""

from datetime import date
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event as Audit
from payung.claims.actions.differing import accept_difference, compare_again
from payung.claims.actions.stepping import take_step
from payung.claims.models import (
    Claim,
    ClaimStep,
    Difference,
    FamilyMember,
    Payment,
    PaymentLine,
    Scholarship,
    ScholarshipYear,
)
from payung.claims.queries import money
from payung.claims.queries.late import days_late, late
from payung.claims.rules.family import Relation
from payung.claims.rules.refusals import DayDoesNotFit, Lacking, NotYours, ReasonMissing, Refused
from payung.claims.states import Event, Scheme, State
from payung.claims.tests.cast import ANI, BUDI, EVENT, HEAD, NOW, RINA, TODAY, stand
from payung.claims.tests.family_cast import child
from payung.claims.tests.money_cast import LATER, WHOLE, approved, jkm, paid
from payung.decrees.tests import cast as decrees

pytestmark = pytest.mark.django_db


def decided() -> Claim:
    claim = jkm(State.DECIDED)
    approved(claim)
    return claim


def close(claim: Claim, by=BUDI):
    return take_step(claim_id=claim.pk, event=Event.CLOSE, happened_on=TODAY, request_key=uuid4(), actor=by, now=LATER)


def accept(row: Difference, by=ANI, because="BPJS menjelaskan selisihnya dalam suratnya."):
    accept_difference(difference_id=row.pk, because=because, request_key=uuid4(), actor=by, now=LATER)


class TestRecordPayment:
    def test_pays_the_claim_and_closes_without_differences(self):
        claim = decided()
        paid(claim)
        assert Claim.objects.get(id=claim.pk).state == State.PAID
        assert ClaimStep.objects.get(claim=claim, event=Event.PAY).happened_on == TODAY
        assert not Difference.objects.exists()
        close(claim)
        assert Claim.objects.get(id=claim.pk).state == State.CLOSED
        events = Audit.objects.filter(act="claims.record_payment")
        assert events.count() == 1

    def test_twice_with_one_key_is_once(self):
        claim, key = decided(), uuid4()
        assert paid(claim, key=key) == paid(claim, key=key)
        assert Payment.objects.count() == 1

    def test_a_later_payment_mends_what_was_short_and_missing(self):
        claim = decided()
        paid(claim, {"JKM_DEATH_GRANT": 20_000_000, "JKM_PERIODIC": 10_000_000})
        found = {one.code: (one.owed_rp, one.paid_rp) for one in money.open_differences(claim_id=claim.pk)}
        assert found == {"JKM_PERIODIC": (12_000_000, 10_000_000), "FUNERAL": (10_000_000, 0)}
        with pytest.raises(Lacking, match="2 selisih"):
            close(claim)
        paid(claim, {"JKM_PERIODIC": 1_000_000, "FUNERAL": 10_000_000})
        assert [(one.code, one.paid_rp) for one in money.open_differences(claim_id=claim.pk)] == [
            ("JKM_PERIODIC", 11_000_000)
        ]
        paid(claim, {"JKM_PERIODIC": 1_000_000})
        assert {one.closing for one in money.differences(claim_id=claim.pk)} == {"mended"}
        close(claim)

    def test_a_sum_without_lines_is_held_against_the_whole(self):
        claim = decided()
        paid(claim, {"": 42_000_000})
        assert not Difference.objects.exists()

    def test_what_came_late_is_owed_on_top_until_it_is_paid(self):
        claim = decided()
        paid(claim, on=date(2027, 5, 30))  # papers whole on 20 May, three working days: 25 May
        row = Difference.objects.get()
        assert (row.code, row.owed_rp, row.paid_rp) == ("LATE_COMPENSATION", 2_100_000, 0)
        paid(claim, {"LATE_COMPENSATION": 2_100_000}, on=date(2027, 6, 1))
        assert not money.open_differences(claim_id=claim.pk)

    def test_a_first_year_recorded_on_its_own_page_is_not_missing(self):
        claim = jkm(State.DECIDED)
        at = Scholarship.objects.create(
            claim=claim, child=child(claim), level="SD", years_left=3, made_by=BUDI.key, made_at=NOW
        )
        plain = {"due_date": EVENT, "level": "SD", "amount_rp": 1_500_000, "state": "paid", "paid_on": TODAY}
        ScholarshipYear.objects.create(scholarship=at, number=1, paid_rp=1_500_000, **plain)
        approved(claim)
        paid(claim)  # fewer than 36 months: JKM owes no scholarship, so what came is unexpected
        assert [(one.code, one.paid_rp) for one in money.open_differences(claim_id=claim.pk)] == [
            ("SCHOLARSHIP", 1_500_000)
        ]

    @pytest.mark.parametrize("state", [State.PAPERS, State.SUBMITTED])
    def test_waits_for_the_decision(self, state):
        with pytest.raises(Refused, match="penetapan"):
            paid(jkm(state))

    @pytest.mark.parametrize("lines", [{}, {"FUNERAL": 0}, {"FUNERAL": -5}, {"MOON": 5}, {"FUNERAL": 10**12}])
    def test_refuses_sums_that_cannot_be(self, lines):
        with pytest.raises(Refused):
            paid(decided(), lines)
        assert not Payment.objects.exists()

    def test_refuses_days_to_come_and_before_the_event_and_niks(self):
        claim = decided()
        for day in (date(2027, 6, 2), date(2027, 5, 18)):
            with pytest.raises(DayDoesNotFit):
                paid(claim, on=day)
        with pytest.raises(NotYours):
            paid(claim, by=HEAD)

    def test_without_a_computation_that_holds_nothing_is_compared_and_nothing_closed(self):
        claim = decided()
        FamilyMember.objects.filter(claim=claim).update(relation=Relation.BURIED)
        paid(claim)
        assert not Difference.objects.exists()
        with pytest.raises(Lacking, match="Bandingkan"):
            close(claim)
        approved(claim)  # only the funeral is owed: 32 million too much
        assert {one.code for one in money.open_differences(claim_id=claim.pk)} == {"JKM_DEATH_GRANT", "JKM_PERIODIC"}


class TestAccept:
    def short(self) -> tuple[Claim, Difference]:
        claim = decided()
        paid(claim, WHOLE | {"FUNERAL": 9_000_000})
        return claim, Difference.objects.get()

    def test_is_by_somebody_else_with_a_reason(self):
        claim, row = self.short()
        with pytest.raises(NotYours, match="mencatat pembayarannya"):
            accept(row, by=BUDI)
        with pytest.raises(NotYours, match="mencatat laporannya"):
            accept(row, by=RINA)
        with pytest.raises(ReasonMissing):
            accept(row, because=" ")
        accept(row, by=ANI)
        accept(row, by=ANI)
        with pytest.raises(Refused, match="sudah ditutup"):
            accept(row, by=HEAD)
        close(claim)

    def test_is_not_asked_again_by_a_comparison_until_the_sums_are_others(self):
        claim, row = self.short()
        accept(row)
        compare_again(claim_id=claim.pk, request_key=uuid4(), actor=BUDI, now=LATER)
        assert not money.open_differences(claim_id=claim.pk)
        paid(claim, {"FUNERAL": 500_000})
        assert [one.paid_rp for one in money.open_differences(claim_id=claim.pk)] == [9_500_000]

    def test_is_not_for_a_desa(self):
        _, row = self.short()
        with pytest.raises(NotYours):
            accept(row, by=decrees.actor("user:99", Role.INSPECTOR))


class TestLate:
    """Until BPJS has whole papers it owes nothing for lateness, and nothing once it gave them back or said no."""

    def late(self, claim: Claim):
        return late(claim_id=claim.pk, owed_rp=42_000_000, on=date(2027, 12, 1))

    def test_begins_when_whole_papers_are_with_bpjs(self):
        claim = jkm(State.PAPERS)
        assert self.late(claim) is None
        stand(claim, State.SUBMITTED)
        assert self.late(claim).due == date(2027, 5, 25)

    def test_ends_where_bpjs_wants_more_papers_or_refuses(self):
        claim = jkm(State.SUBMITTED)
        stand(claim, State.PAPERS)
        assert self.late(claim) is None
        stand(claim, State.SUBMITTED)
        stand(claim, State.REFUSED)
        assert self.late(claim) is None

    def test_of_stage_two_is_forgotten_when_the_claim_goes_on_as_jkm(self):
        claim = jkm(State.REPORTED)
        for state, scheme in ((State.DISPUTED, Scheme.JKK), (State.PAPERS, Scheme.JKM)):
            stand(claim, state, scheme=scheme)
        assert ClaimStep.objects.filter(claim=claim, event=Event.SEND_STAGE_TWO).exists()
        assert self.late(claim) is None

    def test_of_the_whole_is_said_only_where_all_came_on_one_day(self):
        claim = jkm(State.SUBMITTED)
        self.came(claim, 10_000_000, date(2027, 5, 30))
        assert days_late(claim_id=claim.pk) == 5
        self.came(claim, 32_000_000, date(2027, 6, 4))
        assert days_late(claim_id=claim.pk) == 0
        parts = late(claim_id=claim.pk, owed_rp=42_000_000, on=None).parts
        assert [(one.days, one.compensation_rp) for one in parts] == [(5, 500_000), (10, 3_200_000)]

    def came(self, claim: Claim, total_rp: int, day: date) -> None:
        told = {"source": "branch:1", "request_key": uuid4(), "made_by": RINA.key, "made_at": NOW}
        made = Payment.objects.create(claim=claim, paid_on=day, total_rp=total_rp, **told)
        PaymentLine.objects.create(payment=made, amount_rp=total_rp)
