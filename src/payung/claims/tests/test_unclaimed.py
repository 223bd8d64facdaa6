"""Belum diklaim: who died and whose family has no money yet, wherever the death was told."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from payung.claims.actions.deaths_deciding import say_not_so, say_same
from payung.claims.models import Claim, Payment
from payung.claims.queries.told_dead import Source
from payung.claims.queries.unclaimed import unclaimed
from payung.claims.rules.unclaimed import lapses_on, owed_rp
from payung.claims.states import State
from payung.claims.tests.cast import (
    ACCIDENT,
    BUDI,
    DESA,
    ELSEWHERE,
    NOW,
    RINA,
    TODAY,
    claim,
    insured,
    opened,
    pay,
    reported,
    stand,
)
from payung.claims.tests.death_cast import DIED, line_of, row, taken
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.membership.tests.house import ended, held, treasury
from payung.people.models import Heir, Person
from payung.shared.dates import Month

WHOLE_JKM_RP, FUNERAL_RP = 42_000_000, 10_000_000  # law.md §3.4


def report(actor=RINA, *, today: date = TODAY):
    return unclaimed(actor=actor, today=today)


def only(**words):
    (one,) = report(**words).deaths
    return one


@pytest.mark.django_db
class TestUnclaimed:
    @pytest.fixture
    def sari(self):
        return insured()[0]

    def test_a_claim_waits_until_it_is_paid(self, sari):
        made = claim(of=sari, event_date=DIED)
        Heir.objects.create(person=sari.person, name="Rahmat", relation="suami", phone="081234567890")
        one = only()
        assert (one.claim.id, one.source, one.died_on, one.days) == (made.pk, Source.CLAIM, DIED, (TODAY - DIED).days)
        assert (one.status, one.early, one.owed_rp) == ("active", False, WHOLE_JKM_RP)
        assert one.lapses_on == date(2032, 5, 3)
        assert [heir.phone for heir in one.heirs] == ["081234567890"]
        stand(made, State.PAID)
        assert report().deaths == ()

    def test_of_an_accident_that_killed_later_the_cover_of_the_accident_counts(self, sari):
        """Hurt in May, covered; dead in November, when cover had lapsed: JKK owes all the same."""
        hurt = claim(ACCIDENT, of=sari, event_date=DIED)
        Claim.objects.filter(id=hurt.pk).update(kind="death", death_date=date(2027, 11, 20))
        one = only(today=date(2027, 12, 1))
        assert (one.died_on, one.status, one.owed_rp) == (date(2027, 11, 20), "active", 70_000_000)

    def test_after_a_lapse_the_months_before_it_are_not_counted_again(self):
        who, died = insured(terms=0)[0], date(2027, 8, 5)
        now = datetime(2027, 8, 6, 2, 0, tzinfo=UTC)
        opened(reported(of=who, event_date=died, now=now), now=now)
        with treasury() as of:
            of.receive(who, Month(2027, 1), Month(2027, 2), Month(2027, 3), on=date(2027, 1, 10))
            of.receive(who, Month(2027, 7), on=date(2027, 7, 10))
            one = only(today=date(2027, 8, 6))
        assert (one.status, one.early, one.owed_rp) == ("active", True, FUNERAL_RP)

    def test_what_is_uncertain_while_months_are_unpaid_is_not_nothing(self, sari):
        died, now = date(2027, 8, 5), datetime(2027, 8, 6, 2, 0, tzinfo=UTC)  # paid until June
        opened(reported(of=sari, event_date=died, now=now), now=now)
        one = only(today=date(2027, 8, 6))
        assert (one.status, one.owed_rp) == ("unpaid", None)

    def test_what_the_branch_says_was_paid_is_waited_for_no_more(self, sari):
        made = claim(of=sari, event_date=DIED)
        self.paid(made, FUNERAL_RP)
        assert only().owed_rp == WHOLE_JKM_RP - FUNERAL_RP
        self.paid(made, WHOLE_JKM_RP - FUNERAL_RP)
        assert report().deaths == ()

    def paid(self, of: Claim, total_rp: int) -> None:
        told = {"paid_on": TODAY, "source": "branch:1", "request_key": uuid4(), "made_by": RINA.key, "made_at": NOW}
        Payment.objects.create(claim=of, total_rp=total_rp, **told)

    def test_a_withdrawn_claim_leaves_the_dead_member_there(self, sari):
        made = claim(of=sari, event_date=DIED)
        stand(made, State.WITHDRAWN)
        assert only().source is Source.MEMBERSHIP

    def test_a_membership_held_or_ended_for_a_death_without_a_claim(self, sari):
        held(sari)
        one = only()
        assert (one.died_on, one.owed_rp, one.lapses_on) == (None, None, None)
        ended(sari, day=DIED, source="verval:4", evidence=None)
        one = only()
        assert (one.source, one.claim, one.died_on, one.owed_rp) == (Source.VERVAL, None, DIED, WHOLE_JKM_RP)

    def test_a_sure_line_that_waits_and_none_that_a_person_denied(self, sari):
        line = line_of(taken(row(sari, died="")))
        one = only()
        assert (one.source, one.line_id) == (Source.LIST, line.pk)
        say_not_so(line_id=line.pk, because="Masih hidup", request_key=uuid4(), actor=BUDI, now=NOW)
        assert report().deaths == ()

    def test_a_line_in_part_is_nobody_known_dead_until_a_person_says_so(self, sari):
        line = line_of(taken(row(sari, name="Siti Aminah")))
        assert report().deaths == ()
        say_same(line_id=line.pk, death_date=None, request_key=uuid4(), actor=BUDI, now=NOW)
        assert only().source is Source.CLAIM

    def test_one_human_being_is_one_line_however_often_told(self, sari):
        held(sari)
        taken(row(sari))
        claim(of=sari, event_date=DIED)
        other = insured(terms=0)[0]
        Person.objects.filter(id=other.person_id).update(same_as=sari.person_id)
        held(other)
        assert only().person_id == sari.person_id

    def test_of_the_own_part_of_the_map(self, sari):
        claim(of=sari, event_date=DIED)
        assert only(actor=DESA).person_id == sari.person_id
        assert report(ELSEWHERE).deaths == ()

    def test_accidents_of_ninety_days_without_stage_two(self, sari):
        made = claim(ACCIDENT, of=sari, event_date=date(2027, 2, 19))
        assert [one.id for one in report().accidents] == [made.pk]
        assert report(today=TODAY - timedelta(days=1)).accidents == ()
        stand(made, State.STAGE_TWO)
        assert report().accidents == ()

    def test_asks_as_often_for_many_as_for_few(self, django_assert_max_num_queries):
        for one in insured(4, terms=1):
            held(one)
            claim(of=one, event_date=DIED)
        with django_assert_max_num_queries(20):
            assert len(report().deaths) == 4


@pytest.mark.django_db
class TestTheFirstThreeMonths:
    @pytest.mark.parametrize(
        ("died", "early"), [(date(2027, 3, 31), True), (date(2027, 4, 1), False)]
    )  # registered in January and paid for three months: complete on 1 April (CONTRACTS, payung cover)
    def test_leave_the_funeral_only(self, died, early):
        sari = insured(terms=0)[0]
        pay(sari.programme, terms=[Month(2027, 1)])
        claim(of=sari, event_date=died)
        one = only()
        assert (one.early, one.owed_rp) == (early, FUNERAL_RP if early else WHOLE_JKM_RP)

    def test_unpaid_leave_nothing(self):
        claim(of=insured(terms=0)[0], event_date=DIED)
        one = only()
        assert (one.status, one.owed_rp) == ("not_started", 0)


class TestLapsesOn:
    @pytest.mark.parametrize(
        ("event", "lapses"),
        [
            (date(2019, 12, 1), date(2021, 12, 1)),  # PP 44/2015: two years
            (date(2019, 12, 2), date(2024, 12, 2)),  # PP 82/2019: five
            (date(2024, 2, 29), date(2029, 2, 28)),
        ],
    )
    def test_is_of_the_law_of_the_event(self, event, lapses):
        assert lapses_on(event_date=event, law=load("benefit")) == lapses

    def test_is_refused_before_there_was_a_law(self):
        with pytest.raises(LawMissing):
            lapses_on(event_date=date(2015, 6, 30), law=load("benefit"))


def test_a_death_at_work_waits_for_more():
    """JKK: 48 million grant, 12 million periodic, 10 million funeral (law.md §3.2 at a base of one million)."""
    waits = owed_rp(
        event_date=DIED,
        work=True,
        base_income_rp=1_000_000,
        registered_on=date(2027, 1, 5),
        months_paid=4,
        status="active",
        benefit_law=load("benefit"),
        cover_law=load("cover"),
    )
    assert waits == 70_000_000
