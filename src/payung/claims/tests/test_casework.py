"""Steps, answers, deaths and facts of claims, as the office does them: once, with its letter, by whom it may be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from payung.audit.models import Event as Audit
from payung.claims.actions.answering import answer
from payung.claims.actions.asked import Letter
from payung.claims.actions.dying import confirm_death, found_alive, take_back
from payung.claims.actions.facts import tell_facts
from payung.claims.actions.stepping import take_step
from payung.claims.models import Claim, ClaimStep, DeathAnswers, DeathWord, Injury
from payung.claims.queries.covering import covered_on
from payung.claims.queries.standing import stake
from payung.claims.rules.death import DeathFacts
from payung.claims.rules.facts import FactsTold, InjuryTold
from payung.claims.rules.refusals import (
    DayDoesNotFit,
    FactsDoNotFit,
    Lacking,
    NotFound,
    NotYours,
    ReasonMissing,
    Refused,
    RequestUsed,
    TwoClaims,
)
from payung.claims.rules.told import Place, YesNo
from payung.claims.states import Event, NotAllowed, Scheme, State
from payung.claims.tests import cast
from payung.claims.tests.cast import (
    ACCIDENT,
    ANI,
    BUDI,
    DEATH,
    DESA,
    EVENT,
    HEAD,
    INSPECTOR,
    LOST,
    NOW,
    RINA,
    TODAY,
    claim,
    sari,
)
from payung.membership.models import Membership
from payung.membership.rules.told import Paper
from payung.membership.tests.house import treasury
from payung.people.models import Person
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
SCAN = Paper(code="9" * 32, name="surat.pdf", sha256="c" * 64)
LETTER = Letter(number="S/12/052027", date=TODAY, scan=SCAN)
ATTACK = datetime(2027, 5, 18, 14, 0, tzinfo=UTC)
AT_HOME = DeathFacts(
    place=Place.HOME,
    doing="tidur",
    was_working=YesNo.NO,
    on_the_way=YesNo.NO,
    attack_at=ATTACK,
    died_at=ATTACK + timedelta(hours=3),
)


def fisher() -> Membership:
    return sari(terms=0)


def step(of: Claim, event: Event, *, by=BUDI, key=None, on: date = TODAY, letter=None, note="catatan"):
    return take_step(
        claim_id=of.pk,
        event=event,
        happened_on=on,
        note=note,
        letter=letter,
        request_key=key or uuid4(),
        actor=by,
        now=NOW,
    )


def certain(of: Claim, *, by=HEAD, on: date = EVENT, key=None, evidence=SCAN):
    confirm_death(
        claim_id=of.pk,
        death_date=on,
        evidence=evidence,
        note="akta kematian 12/2027",
        request_key=key or uuid4(),
        actor=by,
        now=NOW,
    )


def back(of: Claim, *, key=None):
    take_back(claim_id=of.pk, because="orang lain", request_key=key or uuid4(), actor=HEAD, now=NOW)


def answered(of: Claim, facts: DeathFacts = AT_HOME):
    return answer(claim_id=of.pk, facts=facts, request_key=uuid4(), actor=BUDI, now=NOW)


def where(of: Claim) -> tuple[str, str, str]:
    row = Claim.objects.get(id=of.pk)
    return row.kind, row.scheme, row.state


def membership_of(of: Claim) -> Membership:
    return Membership.objects.get(id=of.membership_id or 0)


def acts() -> list[str]:
    return list(Audit.objects.order_by("number").values_list("act", flat=True))


class TestTakeStep:
    def test_leaves_its_letter_in_history_and_one_event_however_often_it_is_sent(self):
        of, key = claim(DEATH, of=fisher(), state=State.STAGE_ONE), uuid4()
        before = len(acts())
        for _ in range(2):
            step(of, Event.CONCLUDE_WORK, letter=LETTER, key=key)
        made = ClaimStep.objects.get(claim=of, event="conclude_work")
        assert (made.paper_number, made.scan_sha256, made.made_by) == (LETTER.number, SCAN.sha256, BUDI.key)
        assert acts()[before:] == ["claims.step"]
        with pytest.raises(RequestUsed):
            step(of, Event.SEND_STAGE_TWO, key=key)

    def test_of_a_death_that_bpjs_calls_no_work_goes_on_as_jkm_by_itself(self):
        of = claim(DEATH, of=fisher(), state=State.STAGE_ONE)
        step(of, Event.CONCLUDE_OTHER, letter=LETTER)
        assert where(of) == ("death", "JKM", "reported")

    def test_of_bpjs_wants_its_letter_and_scan(self):
        of = claim(ACCIDENT, of=fisher(), state=State.STAGE_ONE)
        for letter in (None, Letter(number=" ", date=TODAY, scan=SCAN), Letter(number="1", date=TODAY, scan=None)):
            with pytest.raises(Lacking):
                step(of, Event.CONCLUDE_WORK, letter=letter)
        assert where(of) == ("accident", "JKK", "stage_one")

    def test_of_stage_one_is_never_refused_for_papers_or_lateness(self):
        of = claim(ACCIDENT, of=fisher())
        Claim.objects.filter(id=of.pk).update(told_at=NOW - timedelta(days=90))
        assert step(of, Event.SEND_STAGE_ONE).state is State.STAGE_ONE

    def test_of_money_waits_for_papers_and_an_approval_and_is_not_the_reporters(self):
        of = claim(DEATH, of=fisher(), state=State.PAPERS, scheme=Scheme.JKM)
        with pytest.raises(Lacking, match="berkas"):
            step(of, Event.SUBMIT)
        with pytest.raises(NotYours):
            step(of, Event.SUBMIT, by=RINA)

    def test_of_jkm_is_not_sent_once_new_answers_point_to_work_unless_bpjs_wrote_otherwise(self):
        of = claim(DEATH, of=fisher())
        answered(of)
        step(of, Event.TREAT_AS_DEATH)
        step(of, Event.GATHER)
        answered(of, replace(AT_HOME, place=Place.AT_WORK))
        with pytest.raises(Lacking, match="mungkin kecelakaan kerja"):
            step(of, Event.SUBMIT)
        step(of, Event.TREAT_AS_WORK)
        step(of, Event.SEND_STAGE_ONE)
        step(of, Event.CONCLUDE_OTHER, letter=LETTER)
        step(of, Event.GATHER)
        with pytest.raises(Lacking, match="berkas"):
            step(of, Event.SUBMIT)

    def test_asks_for_a_reason_a_day_that_can_be_and_no_nik(self):
        of = claim(ACCIDENT, of=fisher())
        with pytest.raises(ReasonMissing):
            step(of, Event.WITHDRAW, note=" ")
        with pytest.raises(ReasonMissing):
            step(of, Event.WITHDRAW, note="6302 0620 0580 0001")
        for day in (TODAY + timedelta(days=1), EVENT - timedelta(days=1)):
            with pytest.raises(DayDoesNotFit):
                step(of, Event.SEND_STAGE_ONE, on=day)

    def test_is_for_those_of_the_table_in_their_part_of_the_map(self):
        of = claim(ACCIDENT, of=fisher())
        with pytest.raises(NotAllowed):
            step(of, Event.SEND_STAGE_ONE, by=INSPECTOR)
        with pytest.raises(NotYours):
            step(of, Event.SEND_STAGE_ONE, by=DESA)
        with pytest.raises(NotAllowed):
            step(of, Event.PAY)
        with pytest.raises(NotFound):
            take_step(claim_id=0, event=Event.SUSPECT, happened_on=TODAY, request_key=uuid4(), actor=BUDI, now=NOW)

    def test_makes_its_first_worker_the_case_officer_but_never_the_reporter(self):
        of = claim(ACCIDENT, of=fisher(), officer=None)
        step(of, Event.SEND_STAGE_ONE, by=RINA)
        assert Claim.objects.get(id=of.pk).officer == ""
        step(of, Event.SUSPECT, by=ANI)
        assert Claim.objects.get(id=of.pk).officer == ANI.key

    def test_restores_no_second_claim_of_a_death_and_holds_the_membership_again(self):
        who = fisher()
        of = claim(DEATH, of=who)
        found_alive(claim_id=of.pk, because="salah dengar", request_key=uuid4(), actor=HEAD, now=NOW)
        assert membership_of(of).state == "running"
        step(of, Event.RESTORE)
        assert (membership_of(of).state, membership_of(of).held_because) == ("held", "died")
        found_alive(claim_id=of.pk, because="salah dengar", request_key=uuid4(), actor=HEAD, now=NOW)
        claim(DEATH, of=who)
        with pytest.raises(TwoClaims):
            step(of, Event.RESTORE)


class TestFiveQuestions:
    def test_lead_to_jkm_only_when_all_are_known_and_none_points_to_work(self):
        of = claim(DEATH, of=fisher())
        with pytest.raises(Lacking, match="belum terjawab"):
            step(of, Event.TREAT_AS_DEATH)
        answered(of, DeathFacts(**{**_words(AT_HOME), "on_the_way": YesNo.UNKNOWN}))
        with pytest.raises(Lacking, match="mungkin kecelakaan kerja"):
            step(of, Event.TREAT_AS_DEATH)
        answered(of)
        step(of, Event.TREAT_AS_DEATH)
        assert where(of) == ("death", "JKM", "reported")

    def test_are_passed_over_where_bpjs_has_written(self):
        of = claim(DEATH, of=fisher())
        with pytest.raises(Lacking):
            step(of, Event.TREAT_AS_DEATH, letter=Letter(number="S/1", date=TODAY, scan=None))
        step(of, Event.TREAT_AS_DEATH, letter=LETTER)
        assert where(of) == ("death", "JKM", "reported")

    def test_are_passed_over_where_bpjs_refused_it_as_work(self):
        of = claim(DEATH, of=fisher(), state=State.REFUSED, scheme=Scheme.JKK)
        step(of, Event.TREAT_AS_DEATH)
        assert where(of) == ("death", "JKM", "reported")

    def test_answered_twice_the_same_are_told_once(self):
        of = claim(DEATH, of=fisher())
        for _ in range(2):
            assert not answered(of).possibly_work
        assert acts().count("claims.answer") == 1
        assert DeathAnswers.objects.get().answered_by == BUDI.key

    def test_refuse_a_death_before_the_attack_a_day_ahead_and_an_accident(self):
        of = claim(DEATH, of=fisher())
        for words in (
            {"died_at": ATTACK - timedelta(minutes=1)},
            {"died_at": NOW + timedelta(days=2)},
        ):
            with pytest.raises(DayDoesNotFit):
                answered(of, DeathFacts(**{**_words(AT_HOME), **words}))
        with pytest.raises(Refused):
            answered(claim(ACCIDENT, of=fisher()))


class TestConfirmDeath:
    def test_ends_the_membership_by_its_document_once(self):
        of, key = claim(DEATH, of=fisher()), uuid4()
        for _ in range(2):
            certain(of, key=key)
        row = membership_of(of)
        assert (row.state, row.end_reason, row.ended_date) == ("ended", "died", EVENT)
        assert Claim.objects.get(id=of.pk).death_date == EVENT
        assert acts().count("claims.confirm_death") == 1
        with pytest.raises(Refused):
            certain(of)

    def test_is_not_the_reporters_and_wants_a_document_and_a_day_that_can_be(self):
        of = claim(DEATH, of=fisher())
        with pytest.raises(NotYours):
            certain(of, by=RINA)
        with pytest.raises(NotYours):
            certain(of, by=DESA)
        with pytest.raises(Lacking):
            certain(of, evidence=None)
        born = Person.objects.get(id=of.person_id).birth_date
        for day in (TODAY + timedelta(days=1), born - timedelta(days=1)):
            with pytest.raises(DayDoesNotFit):
                certain(of, on=day)
        assert membership_of(of).state == "held"

    def test_on_an_earlier_day_than_was_told_mends_that_day(self):
        of = claim(DEATH, of=fisher())
        certain(of, on=EVENT - timedelta(days=1))
        assert Claim.objects.get(id=of.pk).event_date == EVENT - timedelta(days=1)

    def test_makes_an_accident_a_death_of_jkk_and_taken_back_an_accident_again(self):
        of = claim(ACCIDENT, of=fisher(), state=State.STAGE_ONE)
        certain(of, on=TODAY)
        assert where(of) == ("death", "JKK", "stage_one")
        back(of)
        assert where(of) == ("accident", "JKK", "stage_one")
        assert Claim.objects.get(id=of.pk).death_date is None
        assert membership_of(of).state == "running"

    def test_taken_back_restores_the_membership_and_withdraws_the_claim_once(self):
        of, key = claim(DEATH, of=fisher()), uuid4()
        certain(of)
        with pytest.raises(Refused):
            step(of, Event.WITHDRAW)
        for _ in range(2):
            back(of, key=key)
        assert where(of) == ("death", "open", "withdrawn")
        assert membership_of(of).state == "running"
        assert list(DeathWord.objects.order_by("id").values_list("said", flat=True)) == ["certain", "taken_back"]

    def test_is_not_taken_back_when_bpjs_has_the_claim(self):
        of = claim(DEATH, of=fisher())
        certain(of)
        cast.stand(of, State.SUBMITTED, scheme=Scheme.JKM)
        with pytest.raises(NotAllowed):
            back(of)
        assert membership_of(of).state == "ended"


class TestLostAtSea:
    def test_is_held_neither_ended_nor_billed_until_somebody_decides(self):
        of = claim(LOST, of=fisher())
        assert (membership_of(of).state, membership_of(of).held_because) == ("held", "lost_at_sea")

    def test_found_alive_runs_on_and_the_claim_is_withdrawn_once(self):
        of, key = claim(LOST, of=fisher()), uuid4()
        for _ in range(2):
            found_alive(claim_id=of.pk, because="diselamatkan kapal lain", request_key=key, actor=BUDI, now=NOW)
        assert where(of)[2] == "withdrawn"
        assert (membership_of(of).state, membership_of(of).held_because) == ("running", "")
        assert acts().count("claims.found_alive") == 1

    def test_of_an_accident_is_refused_where_the_same_human_being_has_a_claim_of_death_under_another_name(self):
        one, other = cast.insured(2, terms=0)
        hurt, dead = claim(ACCIDENT, of=one, event_date=EVENT - timedelta(days=1)), claim(DEATH, of=other)
        Person.objects.filter(id=one.person_id).update(same_as=other.person_id)
        with pytest.raises(TwoClaims):
            certain(hurt)
        step(dead, Event.WITHDRAW)
        certain(hurt)
        with pytest.raises(TwoClaims):
            step(dead, Event.RESTORE)

    def test_found_dead_stays_a_loss_with_a_day_of_death_never_before_last_seen(self):
        of = claim(LOST, of=fisher())
        with pytest.raises(DayDoesNotFit):
            certain(of, on=EVENT - timedelta(days=1))
        certain(of, on=TODAY)
        assert where(of)[0] == "lost_at_sea"
        assert (Claim.objects.get(id=of.pk).death_date, membership_of(of).state) == (TODAY, "ended")
        with pytest.raises(Refused):
            found_alive(claim_id=of.pk, because="hidup", request_key=uuid4(), actor=BUDI, now=NOW)


class TestCover:
    def test_is_of_memberships_on_the_day_of_the_event_and_of_death(self):
        who = sari()
        event, death = covered_on(person_id=who.person_id, event_date=EVENT, death_date=TODAY, actor=BUDI)
        assert (event.on, event.of_death, death.on, death.of_death) == (EVENT, False, TODAY, True)
        assert event.is_covered
        assert stake(event_date=EVENT, cover=event.cover) == 28_000_000
        (before,) = covered_on(person_id=who.person_id, event_date=date(2027, 1, 2), death_date=None, actor=BUDI)
        assert not before.is_covered
        assert stake(event_date=before.on, cover=before.cover) is None

    def test_what_is_at_stake_after_a_lapse_counts_the_new_registration_only(self):
        """JKK 70 million against the funeral of 10: one month was paid since July, three before the lapse."""
        who, died = fisher(), date(2027, 8, 5)
        with treasury() as of:
            of.receive(who, Month(2027, 1), Month(2027, 2), Month(2027, 3), on=date(2027, 1, 10))
            of.receive(who, Month(2027, 7), on=date(2027, 7, 10))
            (event,) = covered_on(person_id=who.person_id, event_date=died, death_date=None, actor=BUDI)
        assert event.is_covered
        assert stake(event_date=died, cover=event.cover) == 60_000_000


class TestFacts:
    def told(self, of: Claim, **words):
        tell_facts(claim_id=of.pk, told=FactsTold(**words), request_key=uuid4(), actor=BUDI, now=NOW)

    def test_stand_as_a_whole_and_the_same_again_is_told_once(self):
        of = claim(ACCIDENT, of=fisher())
        finger = InjuryTold(part="right_index_finger", function_lost_percent=Decimal("62.5"))
        for _ in range(2):
            self.told(of, chronology="tangan terjepit", injuries=(finger,), outcome="partial_disability")
        assert acts().count("claims.tell_facts") == 1
        assert Injury.objects.get(claim=of).function_lost_percent == Decimal("62.5")
        self.told(of, chronology="tangan terjepit")
        assert not Injury.objects.filter(claim=of).exists()

    def test_that_cannot_be_change_nothing(self):
        of = claim(ACCIDENT, of=fisher())
        with pytest.raises(FactsDoNotFit) as refusal:
            self.told(of, medical_cost_rp=-1, injuries=(InjuryTold(part="third_arm"),), chronology="jatuh")
        assert len(refusal.value.sentences) == 2
        assert Claim.objects.get(id=of.pk).chronology == ""

    def test_are_closed_while_bpjs_decides(self):
        of = claim(DEATH, of=fisher(), state=State.SUBMITTED)
        with pytest.raises(Refused):
            self.told(of, chronology="sakit")


def _words(facts: DeathFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}
