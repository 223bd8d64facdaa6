"""Anyone may tell, with the little that is known; one event becomes one claim; what cannot be is refused and stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from payung.audit.models import Event
from payung.claims.actions.opening import NewClaim, open_claims
from payung.claims.actions.reporting import join_claim, name_person, set_aside, take_up
from payung.claims.actions.taking import take_in_hand
from payung.claims.models import Claim, Report
from payung.claims.queries import claims, reports, searching
from payung.claims.queries.reports import ReportState
from payung.claims.rules.refusals import DayDoesNotFit, NotFound, NotYours, ReasonMissing, Refused
from payung.claims.rules.reporting import NotOurs, Settled
from payung.claims.rules.told import Reporter
from payung.claims.states import Scheme, State
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, BUDI, DEATH, DESA, ELSEWHERE, EVENT, HEAD, INSPECTOR, LOST, NOW, RINA
from payung.membership.models import Membership
from payung.people.models import Person

pytestmark = pytest.mark.django_db


def member() -> Membership:
    return cast.sari(terms=0)


def held(of: Membership) -> tuple[str, str]:
    return Membership.objects.values_list("state", "held_because").get(id=of.pk)


class TestReporting:
    @pytest.mark.parametrize("reporter", [*Reporter])
    def test_takes_three_answers_from_anyone(self, reporter):
        report = cast.reported(ACCIDENT, event_date=None, reporter=reporter)
        assert (report.told_name, report.person_id, report.event_date, report.told_at) == ("Sari", None, None, NOW)
        assert reports.one(report_id=report.pk, actor=RINA).state is ReportState.WAITING

    def test_sent_twice_is_one_with_one_event(self):
        key = uuid4()
        assert cast.reported(key=key).pk == cast.reported(key=key).pk
        assert Event.objects.filter(act="claims.report_event").count() == 1

    def test_of_a_desa_is_of_its_own_desa_and_seen_by_it_and_the_dinas(self):
        report = cast.reported(by=DESA)
        assert report.desa_code == DESA.scope
        seen = {
            actor.key: reports.one(report_id=report.pk, actor=actor) is not None for actor in (DESA, RINA, ELSEWHERE)
        }
        assert seen == {DESA.key: True, RINA.key: True, ELSEWHERE.key: False}
        without_place = cast.reported(by=RINA)
        assert reports.one(report_id=without_place.pk, actor=DESA) is None

    def test_refuses_what_has_not_been_and_nobody_who_only_looks(self):
        with pytest.raises(DayDoesNotFit, match="belum tiba"):
            cast.reported(event_date=cast.TODAY + timedelta(days=1))
        with pytest.raises(DayDoesNotFit, match="mendahului kejadian"):
            cast.reported(told_at=datetime(2027, 5, 18, 2, 0, tzinfo=UTC))
        with pytest.raises(NotYours):
            cast.reported(by=INSPECTOR)
        with pytest.raises(Refused, match="Nama orangnya"):
            cast.reported(told_name=" ")
        assert not Report.objects.exists()

    def test_refuses_an_event_before_birth(self):
        sari = member()
        with pytest.raises(DayDoesNotFit, match="hari lahir"):
            cast.reported(of=sari, event_date=date(1980, 1, 11))
        assert cast.reported(of=sari, event_date=date(1980, 1, 12)).event_date == date(1980, 1, 12)

    @pytest.mark.parametrize("where", ["told_name", "reporter_name", "place_text", "doing", "note", "told_kpj"])
    def test_keeps_no_nik_in_any_word(self, where):
        nik = "6302 0652 0180 0001"
        if where == "told_kpj":
            assert cast.reported(told_kpj=nik).told_kpj == cast.reported(told_kpj=nik[:-1]).told_kpj == ""
            assert cast.reported(told_kpj="26 0000 00001").told_kpj == "26000000001"
            return
        with pytest.raises(ReasonMissing, match="NIK"):
            cast.reported(**{where: f"namanya {nik}"})

    def test_of_a_desa_does_not_reach_persons_elsewhere(self):
        sari = member()
        with pytest.raises(Refused, match="di wilayah Anda"):
            cast.reported(of=sari, by=ELSEWHERE)


class TestNaming:
    def test_says_who_it_is_once(self):
        sari, report = member(), cast.reported()
        for _ in range(2):
            name_person(report_id=report.pk, person_id=sari.person_id, actor=RINA, now=NOW)
        report.refresh_from_db()
        assert (report.person_id, report.desa_code) == (sari.person_id, cast.RAMPA)
        assert Event.objects.filter(act="claims.name_person").count() == 1

    def test_finds_by_kpj_by_nik_and_by_name(self):
        sari = member()
        person = Person.objects.get(id=sari.person_id)
        nik = f"630206520180{int(person.name.rsplit('-')[-1]):04d}"
        assert [searching.holder(card=card, actor=RINA) for card in (sari.kpj, nik, "26999999999", "")] == [
            *(sari.person_id, sari.person_id, None, None)
        ]
        assert searching.holder(card=sari.kpj, actor=ELSEWHERE) is None
        assert [one.person_id for one in searching.persons(words=(sari.kpj, "Sari"), actor=RINA)] == [sari.person_id]


class TestOpening:
    @pytest.mark.parametrize(
        ("kind", "scheme", "state", "holds"),
        [
            (ACCIDENT, Scheme.JKK, State.REPORTED, ("running", "")),
            (DEATH, Scheme.OPEN, State.UNDETERMINED, ("held", "died")),
            (LOST, Scheme.OPEN, State.UNDETERMINED, ("held", "lost_at_sea")),
        ],
    )
    def test_begins_where_its_kind_begins_and_holds_whoever_died_or_is_lost(self, kind, scheme, state, holds):
        sari, key = member(), uuid4()
        report = cast.reported(kind, of=sari, doing="menarik jaring")
        claim = cast.opened(report, key=key)
        assert (claim.scheme, claim.state, claim.membership_id, claim.doing) == (
            scheme,
            state,
            sari.pk,
            "menarik jaring",
        )
        assert (claim.reported_by, claim.told_at, claim.officer) == (RINA.key, NOW, "")
        assert claim.death_date == (EVENT if kind is DEATH else None)
        assert held(sari) == holds
        assert cast.opened(report, key=key).pk == claim.pk
        assert Event.objects.filter(act="claims.open_claim").count() == 1

    def test_of_the_same_event_told_twice_joins_and_keeps_the_earliest_telling(self):
        sari = member()
        claim = cast.opened(cast.reported(of=sari))
        earlier = NOW - timedelta(hours=5)
        second = cast.reported(
            LOST, of=sari, told_at=earlier, event_date=EVENT - timedelta(days=1), reporter=Reporter.SHIPMATE
        )
        assert cast.opened(second).pk == claim.pk
        claim.refresh_from_db()
        assert (claim.told_at, Claim.objects.count()) == (earlier, 1)
        assert len(reports.of_claim(claim_id=claim.pk, actor=RINA)) == 2

    def test_of_a_death_on_the_day_of_an_accident_joins_it(self):
        sari = member()
        accident = cast.opened(cast.reported(ACCIDENT, of=sari))
        assert cast.opened(cast.reported(DEATH, of=sari)).pk == accident.pk
        assert held(sari) == ("held", "died")
        other_day = cast.reported(ACCIDENT, of=sari, event_date=EVENT - timedelta(days=1))
        assert cast.opened(other_day).pk != accident.pk

    def test_of_a_withdrawn_one_is_another(self):
        sari = member()
        claim = cast.opened(cast.reported(of=sari))
        cast.stand(claim, State.WITHDRAWN)
        assert cast.opened(cast.reported(of=sari)).pk != claim.pk

    def test_refuses_what_was_before_registration_and_keeps_the_report(self):
        sari = member()
        report = cast.reported(of=sari, event_date=date(2027, 1, 4))
        with pytest.raises(NotOurs, match="terdaftar di BPJS sejak 5 Januari 2027"):
            cast.opened(report)
        report.refresh_from_db()
        assert (report.claim_id, report.set_aside) == (None, "")
        on_the_day = cast.reported(of=sari, event_date=date(2027, 1, 5))
        assert cast.opened(on_the_day).event_date == date(2027, 1, 5)

    def test_refuses_nobody_of_ours_no_day_and_no_person(self):
        stranger = Person.objects.create(
            kabupaten=cast.KABUPATEN,
            name="Tuti",
            sex="P",
            birth_date=date(1990, 1, 1),
            desa_code=cast.RAMPA,
            occupation="nelayan",
            made_at=NOW,
        )
        with pytest.raises(NotOurs, match="belum pernah didaftarkan"):
            cast.opened(cast.reported(person_id=stranger.pk))
        with pytest.raises(DayDoesNotFit, match="belum diketahui"):
            cast.opened(cast.reported(person_id=stranger.pk, event_date=None))
        with pytest.raises(Refused, match="Belum dipilih"):
            cast.opened(cast.reported())
        with pytest.raises(NotYours):
            cast.opened(cast.reported(), by=DESA)
        assert not Claim.objects.exists()

    def test_takes_the_day_and_the_person_that_were_lacking(self):
        sari, report = member(), cast.reported(event_date=None)
        claim = cast.opened(report, person_id=sari.person_id, event_date=EVENT)
        report.refresh_from_db()
        assert (report.person_id, report.event_date, report.claim_id) == (sari.person_id, EVENT, claim.pk)

    def test_counts_persons_joined_to_another_as_one_human_being(self):
        one, other = cast.insured(2, terms=0)
        claim = cast.opened(cast.reported(of=one))
        Person.objects.filter(id=other.person_id).update(same_as=one.person_id)
        assert cast.opened(cast.reported(of=other)).pk == claim.pk
        assert [found.id for found in claims.of_person(person_ids=[other.person_id, one.person_id], actor=RINA)] == [
            claim.pk
        ]


class TestMany:
    def test_open_at_once_with_no_more_questions_for_more_and_each_once(self):
        members = cast.insured(12, terms=0)
        events = [
            NewClaim(
                kind=DEATH,
                person_id=one.person_id,
                membership_id=one.pk,
                event_date=EVENT,
                told_at=NOW,
                reported_by="x",
            )
            for one in members
        ]
        counts = []
        for many in (events[:2], events[2:]):
            with transaction.atomic(), CaptureQueriesContext(connection) as asked:
                ids = open_claims(kabupaten=cast.KABUPATEN, events=[*many, many[0]], now=NOW)
            assert (len(set(ids)), ids[0]) == (len(many), ids[-1])
            counts.append(len(asked))
        assert counts[0] == counts[1]
        with transaction.atomic():
            again = open_claims(kabupaten=cast.KABUPATEN, events=[replace(events[0], event_date=cast.TODAY)], now=NOW)
        assert Claim.objects.get(id=again[0]).event_date == EVENT
        assert Claim.objects.count() == 12


class TestJoining:
    def test_takes_the_telling_into_a_claim_of_another_day_of_the_same_person_only(self):
        one, other = cast.insured(2, terms=0)
        accident = cast.opened(cast.reported(ACCIDENT, of=one))
        report = cast.reported(DEATH, of=one, event_date=cast.TODAY)
        asked = {"request_key": uuid4(), "actor": BUDI, "now": NOW}
        assert join_claim(report_id=report.pk, claim_id=accident.pk, **asked) == accident.pk
        assert held(one) == ("held", "died")
        stranger = cast.reported(DEATH, of=other)
        with pytest.raises(Refused, match="milik orang lain"):
            join_claim(report_id=stranger.pk, claim_id=accident.pk, **asked)

    def test_into_a_claim_that_was_withdrawn_is_refused_and_the_report_waits(self):
        sari = member()
        accident = cast.opened(cast.reported(ACCIDENT, of=sari))
        cast.stand(accident, State.WITHDRAWN)
        report = cast.reported(DEATH, of=sari)
        with pytest.raises(Refused, match="sudah ditarik"):
            join_claim(report_id=report.pk, claim_id=accident.pk, request_key=uuid4(), actor=BUDI, now=NOW)
        assert (Report.objects.get(id=report.pk).claim_id, held(sari)[0]) == (None, "running")


class TestSettingAside:
    def test_says_why_and_can_be_taken_up_again(self):
        sari = member()
        report = cast.reported(of=sari)
        with pytest.raises(ReasonMissing):
            set_aside(report_id=report.pk, because=" ", actor=BUDI, now=NOW)
        set_aside(report_id=report.pk, because="orangnya selamat", actor=BUDI, now=NOW)
        with pytest.raises(Settled, match="sudah disisihkan"):
            cast.opened(report)
        take_up(report_id=report.pk, actor=BUDI, now=NOW)
        claim = cast.opened(report)
        with pytest.raises(Settled, match="sudah menjadi klaim"):
            set_aside(report_id=report.pk, because="keliru", actor=BUDI, now=NOW)
        assert (held(sari)[0], claim.state) == ("held", State.UNDETERMINED)


class TestTaking:
    def test_is_an_operators_and_never_the_reporters(self):
        claim = cast.claim(of=member(), officer=None)
        with pytest.raises(NotYours, match="Anda yang mencatat"):
            take_in_hand(claim_id=claim.pk, actor=RINA, now=NOW)
        with pytest.raises(NotYours):
            take_in_hand(claim_id=claim.pk, actor=HEAD, now=NOW)
        with pytest.raises(NotFound):
            take_in_hand(claim_id=0, actor=BUDI, now=NOW)
        for _ in range(2):
            take_in_hand(claim_id=claim.pk, actor=BUDI, now=NOW)
        assert Claim.objects.values_list("officer", "officer_name").get() == (BUDI.key, BUDI.name)
        assert Event.objects.filter(act="claims.take_in_hand").count() == 1
        cast.stand(claim, State.WITHDRAWN)
        with pytest.raises(Refused, match="sudah selesai"):
            take_in_hand(claim_id=claim.pk, actor=cast.ANI, now=NOW)
