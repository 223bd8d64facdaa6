"""Edges of what is told of persons: read through same_as, masked, and only in one's part of the map."""

from datetime import date

import numpy as np
import pytest

from payung.accounts.rules import Role
from payung.gateways.sealing import Kind, sealer
from payung.people import queries, register
from payung.people.columns import NO_HOUSEHOLD
from payung.people.models import Person
from payung.people.tests import cast
from payung.people.tests.cast import KABUPATEN, KK, MASTURI_NIK, NOW, OPERATOR, RAMPA, SARI_NIK, SEMAYAP

pytestmark = pytest.mark.django_db
OTHER_NIK = "6302065201800009"


def joined(person: Person, kept: Person) -> None:
    register.point(person_ids=[person.id], kept_id=kept.id)


class TestColumns:
    def test_come_in_the_order_asked_as_often_as_asked(self):
        sari, masturi = cast.sari(kk=KK), cast.masturi(desa_code=SEMAYAP)
        found = queries.columns(person_ids=np.array([masturi.id, sari.id, masturi.id]))
        assert found.name.tolist() == ["Masturi", "Sari Wahyuni", "Masturi"]
        assert found.birth_date.tolist() == [date(1975, 8, 17), date(1980, 1, 12), date(1975, 8, 17)]
        assert found.sex.tolist() == ["L", "P", "L"]
        assert found.desa_code.tolist() == [SEMAYAP, RAMPA, SEMAYAP]
        assert found.household_id.tolist() == [NO_HOUSEHOLD, sari.household_id, NO_HOUSEHOLD]
        assert (found.birth_date.dtype, found.desa_code.dtype) == (np.dtype("datetime64[D]"), np.dtype("U13"))

    def test_of_a_joined_person_are_those_of_the_kept_one(self):
        sari, again = cast.sari(), cast.sari(nik=OTHER_NIK, name="Siti Sari", birth_date=date(1899, 12, 31))
        joined(again, sari)
        found = queries.columns(person_ids=[again.id])
        assert (found.ids[0], found.kept_id[0], found.name[0]) == (again.id, sari.id, "Sari Wahyuni")

    def test_a_birth_before_1970_is_that_day_on_both_engines(self):
        old = cast.sari(birth_date=date(1899, 12, 31))
        assert queries.columns(person_ids=[old.id]).birth_date[0] == np.datetime64("1899-12-31")

    def test_of_nobody_are_empty_and_of_a_stranger_refused(self):
        assert queries.columns(person_ids=[]).ids.shape == (0,)
        with pytest.raises(LookupError):
            queries.columns(person_ids=[cast.sari().id + 1000])

    def test_of_many_ask_once(self, django_assert_num_queries):
        people = cast.enrolled(*[cast.newcomer(nik=f"63020652018{n:05}") for n in range(50)])
        with django_assert_num_queries(1):
            queries.columns(person_ids=[person.id for person in people])


class TestNiks:
    def test_are_found_by_person_and_persons_by_them(self):
        sari, masturi = cast.sari(), cast.masturi()
        assert queries.niks(kabupaten=KABUPATEN, person_ids=[sari.id, masturi.id]) == {
            sari.id: SARI_NIK,
            masturi.id: MASTURI_NIK,
        }
        asked = [MASTURI_NIK, SARI_NIK, SARI_NIK, "6302060101010001"]
        assert queries.by_niks(kabupaten=KABUPATEN, niks=asked) == {MASTURI_NIK: masturi.id, SARI_NIK: sari.id}

    def test_of_a_joined_person_lead_to_the_kept_one_and_each_keeps_its_own(self):
        sari, again = cast.sari(), cast.sari(nik=OTHER_NIK)
        joined(again, sari)
        assert queries.by_niks(kabupaten=KABUPATEN, niks=[OTHER_NIK]) == {OTHER_NIK: sari.id}
        assert queries.niks(kabupaten=KABUPATEN, person_ids=[sari.id, again.id]) == {
            sari.id: SARI_NIK,
            again.id: OTHER_NIK,
        }

    @pytest.mark.parametrize("ended", ["kept", "joined"])
    def test_of_one_who_has_none_is_that_of_the_other(self, ended):
        sari, again = cast.sari(), cast.sari(nik=OTHER_NIK)
        joined(again, sari)
        person, nik, left = (sari, SARI_NIK, OTHER_NIK) if ended == "kept" else (again, OTHER_NIK, SARI_NIK)
        register.end_nik(
            person_id=person.id,
            nik_index=sealer(KABUPATEN).index(nik, Kind.NIK),
            because="keliru",
            today=date(2026, 11, 22),
        )
        assert set(queries.niks(kabupaten=KABUPATEN, person_ids=[sari.id, again.id]).values()) == {left}

    def test_of_another_kabupaten_are_not_opened(self):
        assert queries.niks(kabupaten="63.10", person_ids=[cast.sari().id]) == {}
        assert queries.by_niks(kabupaten="63.10", niks=[SARI_NIK]) == {}


class TestPerson:
    def test_has_what_was_written_of_all_that_are_one(self):
        sari = cast.sari(kk=KK, heir="Badrun")
        again, masturi = cast.sari(nik=OTHER_NIK, heir="Ahmad"), cast.masturi(kk=KK)
        joined(again, sari)
        found = cast.seen(again)
        assert (found.person_id, found.joined_ids, found.nik) == (sari.id, (again.id,), "6302•• •••••• ••••")
        assert [heir.name for heir in found.heirs] == ["Badrun", "Ahmad"]
        assert [other.person_id for other in found.household] == [masturi.id]
        assert SARI_NIK not in repr(found)
        assert OTHER_NIK not in repr(found)

    @pytest.mark.parametrize("scope", [RAMPA, "63.02.06", "63.02"])
    def test_is_seen_from_where_it_lives(self, scope):
        sari = cast.sari()
        assert queries.person(person_id=sari.id, actor=cast.actor(Role.DESA_OFFICER, scope=scope))

    @pytest.mark.parametrize("scope", [SEMAYAP, "63.02.0", "63.02.06.20", "63.02.07"])
    def test_is_not_seen_from_elsewhere(self, scope):
        sari, elsewhere = cast.sari(kk=KK), cast.actor(Role.DESA_OFFICER, scope=scope)
        assert queries.person(person_id=sari.id, actor=elsewhere) is None
        assert queries.search(actor=elsewhere, words="sari") == []
        assert queries.search(actor=elsewhere, words=SARI_NIK) == []


class TestSearch:
    @pytest.mark.parametrize(
        "words",
        [SARI_NIK, "6302 0652 0180 0001", KK, "sari", "WAHY sa", "0812-555-00011", "+62 812 555 00011", "wahyuni"],
    )
    def test_finds(self, words):
        sari = cast.sari(kk=KK, phone="081255500011")
        cast.masturi()
        assert [found.person_id for found in queries.search(actor=OPERATOR, words=words)] == [sari.id]

    @pytest.mark.parametrize("words", ["", "  ", "ahyuni", "sari m", "%", "_ari", "6302065201800002", "081255500012"])
    def test_does_not_find(self, words):
        cast.sari(kk=KK, phone="081255500011"), cast.masturi()
        assert queries.search(actor=OPERATOR, words=words) == []

    def test_shows_a_joined_person_as_the_kept_one_once(self):
        sari, again = cast.sari(), cast.sari(nik=OTHER_NIK, name="Sari Wahyuningsih")
        joined(again, sari)
        assert [found.person_id for found in queries.search(actor=OPERATOR, words="sari")] == [sari.id]
        assert [found.person_id for found in queries.search(actor=OPERATOR, words="wahyuningsih")] == [sari.id]
        assert sari.made_at == NOW
