"""A death told at verval, on the member's page or by Dukcapil becomes a claim by one button, told by whoever told it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.claims.actions.dying import found_alive
from payung.claims.actions.reporting import open_for_death
from payung.claims.actions.taking import take_in_hand
from payung.claims.models import Claim, Report
from payung.claims.queries.told_dead import Source
from payung.claims.queries.unclaimed import unclaimed
from payung.claims.rules.refusals import DayDoesNotFit, NotYours, Refused, RequestUsed
from payung.claims.states import EventKind, State
from payung.claims.tests.cast import ANI, BUDI, DESA, ELSEWHERE, NOW, RINA, TODAY, insured
from payung.eligibility.models import Answer, Result
from payung.eligibility.rules.words import AnswerState, Outcome, Register
from payung.membership.models import Membership
from payung.membership.states import HoldReason
from payung.membership.states import State as MembershipState
from payung.membership.tests.house import held
from payung.people.models import Person

DIED = date(2027, 5, 3)


def said_by_dukcapil(
    member: Membership, outcome: Outcome = Outcome.DIED, *, on: date = TODAY, died: date | None = DIED
):
    answer = Answer.objects.create(
        programme_id=member.programme_id,
        register=Register.DUKCAPIL,
        code=uuid4().hex,
        file_name="jawaban.xlsx",
        sha256=uuid4().hex * 2,
        answered_date=on,
        source="Dinas Dukcapil",
        state=AnswerState.READ,
        received_by=RINA.key,
        received_at=NOW - timedelta(hours=1),
    )
    Result.objects.create(
        person_id=member.person_id,
        register=Register.DUKCAPIL,
        answer=answer,
        outcome=outcome,
        answered_date=on,
        valid_until=on,
        died_date=died,
    )


def opened(member: Membership, *, day: date | None = None, by=BUDI, key=None) -> int:
    return open_for_death(person_id=member.person_id, death_date=day, request_key=key or uuid4(), actor=by, now=NOW)


def sources(actor=BUDI) -> list[Source]:
    return [one.source for one in unclaimed(actor=actor, today=TODAY).deaths]


@pytest.mark.django_db
class TestOpenForDeath:
    @pytest.fixture
    def sari(self) -> Membership:
        return insured(terms=0)[0]

    def test_of_a_held_member_is_told_by_who_held_it_and_held_no_second_time(self, sari):
        held(sari)
        acts = sari.acts.count()
        claim = Claim.objects.get(id=opened(sari, day=DIED))
        teller = sari.acts.get().made_by
        assert (claim.kind, claim.event_date, claim.death_date) == (EventKind.DEATH, DIED, DIED)
        assert (claim.reported_by, claim.told_at) == (teller, sari.acts.get().made_at)
        assert Report.objects.get(claim=claim).person_id == sari.person_id
        assert (sari.acts.count(), sources()) == (acts, [Source.CLAIM])

    def test_asks_for_the_day_that_nobody_told(self, sari):
        held(sari)
        with pytest.raises(DayDoesNotFit, match="belum diketahui"):
            opened(sari)
        assert Claim.objects.count() == Report.objects.count() == 0

    def test_refuses_a_day_after_it_was_told_and_one_before_registration(self, sari):
        held(sari)
        for day in (sari.acts.get().made_at.date() + timedelta(days=2), date(2027, 1, 4)):
            with pytest.raises(Refused):
                opened(sari, day=day)

    def test_refuses_where_nobody_told_of_a_death(self, sari):
        with pytest.raises(Refused, match="Belum ada kabar"):
            opened(sari, day=DIED)

    def test_of_a_dukcapil_answer_holds_the_next_due(self, sari):
        said_by_dukcapil(sari)
        assert sources() == [Source.PRECHECK]
        claim = Claim.objects.get(id=opened(sari, by=RINA))
        sari.refresh_from_db()
        assert (claim.event_date, sari.state, sari.held_because) == (DIED, MembershipState.HELD, HoldReason.DIED)
        assert sari.acts.get().source == f"claim:{claim.pk}"

    def test_whoever_told_does_not_have_the_case_in_hand(self, sari):
        said_by_dukcapil(sari)
        claim_id = opened(sari, by=BUDI)
        with pytest.raises(NotYours):
            take_in_hand(claim_id=claim_id, actor=RINA, now=NOW)
        take_in_hand(claim_id=claim_id, actor=ANI, now=NOW)

    def test_sent_twice_opens_one_and_the_key_stands_for_nobody_else(self, sari):
        budi = insured(terms=0)[0]
        for one in (sari, budi):
            held(one)
        key = uuid4()
        assert opened(sari, day=DIED, key=key) == opened(sari, day=DIED, key=key)
        with pytest.raises(RequestUsed):
            opened(budi, day=DIED, key=key)
        assert (Claim.objects.count(), Event.objects.filter(act="claims.open_for_death").count()) == (1, 1)

    @pytest.mark.parametrize("actor", [DESA, ELSEWHERE])
    def test_is_of_the_dinas(self, sari, actor):
        held(sari)
        with pytest.raises(NotYours):
            opened(sari, day=DIED, by=actor)


@pytest.mark.django_db
class TestSaidByDukcapil:
    @pytest.fixture
    def sari(self) -> Membership:
        return insured(terms=0)[0]

    def test_counts_until_a_later_answer_says_otherwise(self, sari):
        said_by_dukcapil(sari, on=TODAY - timedelta(days=2))
        assert sources() == [Source.PRECHECK]
        said_by_dukcapil(sari, Outcome.ALIVE, died=None)
        assert sources() == []

    def test_counts_until_somebody_found_the_person_alive(self, sari):
        said_by_dukcapil(sari)
        claim_id = opened(sari, by=RINA)
        found_alive(claim_id=claim_id, because="Bertemu di pasar", request_key=uuid4(), actor=BUDI, now=NOW)
        assert (Claim.objects.get().state, sources()) == (State.WITHDRAWN, [])

    def test_is_of_members_and_of_the_own_part_of_the_map(self, sari):
        said_by_dukcapil(sari)
        assert (sources(DESA), sources(ELSEWHERE)) == ([Source.PRECHECK], [])

    def test_of_somebody_who_was_never_a_member_is_nothing_to_claim(self, sari):
        sari.person = Person.objects.create(
            **Person.objects.filter(id=sari.person_id)
            .values("kabupaten", "name", "sex", "birth_date", "desa_code")
            .get(),
            made_at=NOW,
        )
        said_by_dukcapil(sari)
        assert sources() == []

    def test_leaves_the_day_to_what_the_desa_said(self, sari):
        said_by_dukcapil(sari)
        held(sari)
        (one,) = unclaimed(actor=BUDI, today=TODAY).deaths
        assert (one.source, one.died_on) == (Source.MEMBERSHIP, DIED)


@pytest.mark.django_db
class TestTheButton:
    @pytest.fixture(autouse=True)
    def days(self, monkeypatch):
        """Pages ask the clock; Sari is insured in 2027."""
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)

    def test_stands_in_the_list_and_opens_the_claim(self):
        sari, client = insured(terms=0)[0], signed_in(Role.OPERATOR)
        said_by_dukcapil(sari)
        address = reverse("claims:open_for_death", args=[sari.person_id])
        page = client.get(reverse("claims:unclaimed")).content.decode()
        assert f'action="{address}"' in page
        assert "Menurut jawaban Dukcapil meninggal 3 Mei 2027" in client.get(address).content.decode()
        done = client.post(address, {"request_key": uuid4(), "event_date": "3/5/2027"})
        assert done.headers["Location"] == reverse("claims:claim", args=[Claim.objects.get().pk])
        assert f'action="{address}"' not in client.get(reverse("claims:unclaimed")).content.decode()

    def test_says_what_it_lacks(self):
        sari, client = insured(terms=0)[0], signed_in(Role.OPERATOR)
        held(sari)
        address = reverse("claims:open_for_death", args=[sari.person_id])
        refused = client.post(address, {"request_key": uuid4(), "event_date": ""})
        assert (refused.status_code, "Tanggal meninggalnya belum diketahui" in refused.content.decode()) == (409, True)

    def test_is_nobodys_who_only_reads(self):
        sari, client = insured(terms=0)[0], signed_in(Role.INSPECTOR)
        held(sari)
        assert "/buka" not in client.get(reverse("claims:unclaimed")).content.decode()
