"""Edges of matching by NIK: one human being is one person, a NIK of two is asked, and nothing is done twice."""

from datetime import date
from uuid import uuid4

import numpy as np
import pytest
from django.utils import timezone

from payung.audit.models import Event
from payung.gateways.sealing import Kind, sealer
from payung.matching import queries
from payung.matching.actions import candidates as acts
from payung.matching.actions import match_candidates, settling
from payung.matching.models import Link, Question
from payung.matching.tests.cast import KABUPATEN, MASTURI_NIK, NOW, OPERATOR, SARI_NIK, brought
from payung.people import queries as people
from payung.people.models import Heir, Household, Identity, Person
from payung.people.register import end_nik

pytestmark = pytest.mark.django_db


@pytest.fixture
def came():
    return brought()


def match(came, **wishes):
    return match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW, **wishes)


class TestMatchCandidates:
    def test_makes_a_person_of_whoever_is_new(self, came):
        kk = "6302061234560001"
        sari = came.sari(kk=kk, phone="08125550001", rt="003", dusun="II", heir_name="Badrun", heir_relation="suami")
        assert match(came).note == "1 0 0"
        person = Person.objects.get()
        assert (person.name, person.birth_date, person.phone, person.rt) == (
            sari.name,
            date(1980, 1, 12),
            "08125550001",
            "003",
        )
        assert people.niks(kabupaten=KABUPATEN, person_ids=[person.id]) == {person.id: SARI_NIK}
        assert sealer(KABUPATEN).opened(bytes(Household.objects.get(persons=person).kk_sealed), Kind.KK) == kk
        assert person.heirs.get().name == "Badrun"
        assert person.made_at == NOW
        assert person.identities.get().from_date == timezone.localdate(NOW)
        assert Link.objects.get(candidate=sari).how == "new"

    def test_knows_a_person_again_by_birth_date_or_by_words_of_the_name(self, came):
        first = came.sari()
        match(came)
        again = [came.sari(name="Siti Sari"), came.sari(name="WAHYUNI, SARI", birth_date=date(1980, 12, 1))]
        assert match(came).note == "0 2 0"
        assert {link.how for link in Link.objects.filter(candidate__in=again)} == {"exact"}
        assert Link.objects.values("person").distinct().count() == 1
        assert [one.candidate_id for one in queries.candidates_of(person_id=Person.objects.get().id)] == [
            first.id,
            *(candidate.id for candidate in again),
        ]

    def test_asks_about_a_nik_of_two_people_and_links_nobody_to_it(self, came):
        came.sari()
        match(came)
        other = came.masturi(nik=SARI_NIK)
        assert match(came).note == "0 0 1"
        question = Question.objects.get()
        assert (question.candidate_id, question.person_id) == (other.id, Person.objects.get().id)
        assert other.id not in queries.proposed(programme_id=came.programme.id).candidate_id

    def test_settles_candidates_of_one_nik_in_one_chunk_in_their_order(self, came):
        came.sari(phone="08125550001", heir_name="Badrun")
        came.masturi(nik=SARI_NIK)
        came.sari(name="Sari", phone="08125550009", heir_name="Ahmad")
        assert match(came).note == "1 1 1"
        assert Person.objects.get().phone == "08125550001"
        assert Heir.objects.get().name == "Badrun"

    def test_gives_those_of_one_family_card_one_household(self, came, monkeypatch):
        monkeypatch.setattr(acts, "CHUNK", 2)  # the third comes when the household is there already
        kk = "6302061234560001"
        came.sari(kk=kk), came.masturi(kk=kk), came.masturi(nik="6302061708750003", name="Anang", kk=kk)
        came.sari(nik="6302065201800009", name="Tanpa KK")
        match(came)
        assert Household.objects.get().persons.count() == 3
        assert Person.objects.get(name="Tanpa KK").household is None

    def test_a_nik_that_has_ended_is_still_its_last_holders(self, came):
        came.sari()
        match(came)
        person = Person.objects.get()
        index = sealer(KABUPATEN).index(SARI_NIK, Kind.NIK)
        end_nik(person_id=person.id, nik_index=index, because="diganti", today=date(2026, 11, 22))
        came.sari()
        assert match(came).note == "0 1 0"
        assert people.by_niks(kabupaten=KABUPATEN, niks=[SARI_NIK, MASTURI_NIK]) == {SARI_NIK: person.id}

    def test_leaves_other_programmes_and_other_kabupaten_alone(self, came):
        other = brought()
        other.sari()
        came.programme.kabupaten = "63.10"
        came.programme.save()
        came.sari()
        assert match(came).all == 0
        assert match(other).all == 1


class TestMatchAgain:
    def test_does_nothing_and_says_nothing(self, came):
        came.sari(), came.masturi(nik=SARI_NIK)
        match(came)
        assert match(came).all == 0
        assert Event.objects.filter(act="matching.match_candidates").count() == 1
        assert (Person.objects.count(), Link.objects.count(), Question.objects.count()) == (1, 1, 1)

    @pytest.mark.parametrize("dies_in", range(4))
    def test_goes_on_after_the_last_chunk_of_a_job_that_died(self, came, monkeypatch, dies_in):
        monkeypatch.setattr(acts, "CHUNK", 2)
        for number in range(6):
            came.sari(nik=f"63020652018000{number + 10}", name=f"Sari {number}")
        job_id, settle, record = uuid4(), settling.settle, acts._record
        calls = []

        def dying(how):
            def act(*args, **words):
                calls.append(how)
                if len(calls) == dies_in + 1:
                    how(*args, **words)
                    raise KeyboardInterrupt
                return how(*args, **words)

            return act

        with monkeypatch.context() as patch:
            patch.setattr(acts, "settle", dying(settle))
            patch.setattr(acts, "_record", dying(record))
            with pytest.raises(KeyboardInterrupt):
                match(came, job_id=job_id)
        assert Person.objects.count() == 2 * min(dies_in, 3)
        assert match(came, job_id=job_id).note == "6 0 0"
        assert (Person.objects.count(), Link.objects.count(), Identity.objects.count()) == (6, 6, 6)
        event = Event.objects.get(act="matching.match_candidates")
        assert event.facts == '{"asked":0,"known":0,"new":6}'

    def test_a_job_that_has_ended_takes_nothing_more(self, came):
        job_id = uuid4()
        came.sari()
        match(came, job_id=job_id)
        came.masturi()
        assert match(came, job_id=job_id).note == "1 0 0"
        assert Person.objects.count() == 1


class TestMatchMany:
    def test_asks_the_database_by_chunk_never_by_candidate(self, came, monkeypatch, django_assert_max_num_queries):
        monkeypatch.setattr(acts, "CHUNK", 20)
        for number in range(40):
            came.sari(
                nik=f"63020652018{number:05}", name=f"Sari {number}", kk=f"63020652019{number // 2:05}", heir_name="A"
            )
        with django_assert_max_num_queries(75):  # two full chunks, an empty one, newcomers at the door, and the event
            match(came)
        assert Person.objects.count() == 40


class TestProposed:
    def test_is_two_columns_with_a_row_for_each_linked_candidate(self, came):
        sari, masturi, again = came.sari(), came.masturi(), came.sari()
        brought().sari()
        match(came)
        found = queries.proposed(programme_id=came.programme.id)
        assert found.candidate_id.tolist() == [sari.id, masturi.id, again.id]
        assert found.person_id[0] == found.person_id[2] != found.person_id[1]
        assert found.candidate_id.dtype == found.person_id.dtype == np.int64

    def test_of_nobody_is_two_empty_columns(self, came):
        found = queries.proposed(programme_id=came.programme.id)
        assert found.candidate_id.shape == found.person_id.shape == (0,)
