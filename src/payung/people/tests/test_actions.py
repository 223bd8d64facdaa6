"""Edges of what is done to a person: a reason, the right hands, the old beside the new, and no NIK in the chain."""

from datetime import date, timedelta

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.people import actions, queries, register
from payung.people.actions import NewHeir
from payung.people.models import Heir, Identity, PersonChange
from payung.people.rules import Field, NotAllowed, SchoolLevel
from payung.people.tests import cast
from payung.people.tests.cast import KABUPATEN, MASTURI_NIK, NOW, OPERATOR, RAMPA, SARI_NIK, SEMAYAP

pytestmark = pytest.mark.django_db
DESA = cast.actor(Role.DESA_OFFICER, scope=RAMPA)
NEIGHBOUR = cast.actor(Role.DESA_OFFICER, scope=SEMAYAP)
INSPECTOR = cast.actor(Role.INSPECTOR)
NEW_NIK = "6302065201800077"
WHEN = {"now": NOW}


@pytest.fixture
def sari():
    return cast.sari(heir="Badrun", phone="08125550001")


ACTS = {
    "reveal": lambda id_, who: actions.reveal_nik(person_id=id_, reason="cocokkan KTP", actor=who, **WHEN),
    "heirs": lambda id_, who: actions.name_heirs(person_id=id_, heirs=[NewHeir(name="Ani")], actor=who, **WHEN),
    "child": lambda id_, who: actions.name_child(
        person_id=id_, name="Adi", birth_date=date(2015, 5, 5), level=SchoolLevel.SD, actor=who, **WHEN
    ),
    "phone": lambda id_, who: actions.correct_person(
        person_id=id_, corrections={Field.PHONE: "0812 9999 0000"}, reason="ganti nomor", actor=who, **WHEN
    ),
    "name": lambda id_, who: actions.correct_person(
        person_id=id_, corrections={Field.NAME: "Sari W."}, reason="sesuai KTP", actor=who, **WHEN
    ),
    "nik": lambda id_, who: actions.move_nik(person_id=id_, nik=NEW_NIK, reason="KTP baru", actor=who, **WHEN),
}


class TestEveryAct:
    @pytest.mark.parametrize("act", ACTS)
    def test_leaves_one_event_without_a_nik(self, sari, act):
        ACTS[act](sari.id, OPERATOR)
        event = Event.objects.get()
        assert (event.actor, event.subject) == ("user:3", f"person:{sari.id}")
        assert SARI_NIK not in event.facts
        assert NEW_NIK not in event.facts

    @pytest.mark.parametrize("act", ACTS)
    @pytest.mark.parametrize("who", [NEIGHBOUR, INSPECTOR, cast.actor()], ids=["neighbour", "inspector", "nobody"])
    def test_is_refused_to_others_and_leaves_nothing(self, sari, act, who):
        with pytest.raises(NotAllowed):
            ACTS[act](sari.id, who)
        assert not Event.objects.exists()
        assert Heir.objects.get().name == "Badrun"

    @pytest.mark.parametrize(
        ("act", "may"),
        [("reveal", True), ("heirs", True), ("child", True), ("phone", True), ("name", False), ("nik", False)],
    )
    def test_is_the_desa_officers_where_it_is_said_at_the_door(self, sari, act, may):
        if may:
            ACTS[act](sari.id, DESA)
        else:
            with pytest.raises(NotAllowed):
                ACTS[act](sari.id, DESA)


class TestRevealNik:
    def test_answers_the_nik_and_keeps_the_reason(self, sari):
        assert actions.reveal_nik(person_id=sari.id, reason="cocokkan KTP", actor=DESA, now=NOW) == SARI_NIK
        assert Event.objects.get().facts == '{"reason":"cocokkan KTP"}'

    @pytest.mark.parametrize("reason", ["", "   ", f"NIK {SARI_NIK}", "6302 0652 0180 0001", "a" * 121])
    def test_needs_a_reason_that_is_no_number(self, sari, reason):
        with pytest.raises(NotAllowed):
            actions.reveal_nik(person_id=sari.id, reason=reason, actor=OPERATOR, now=NOW)


class TestNameHeirs:
    def test_keeps_those_named_before(self, sari):
        actions.name_heirs(person_id=sari.id, heirs=[NewHeir(name=" Ani  Wati")], actor=DESA, now=NOW)
        assert [heir.name for heir in cast.seen(sari).heirs] == ["Ani Wati"]
        assert Heir.objects.get(name="Badrun").ended_at == NOW

    def test_replaces_those_of_a_joined_person_too(self, sari):
        again = cast.sari(nik=NEW_NIK, heir="Ahmad")
        register.point(person_ids=[again.id], kept_id=sari.id)
        actions.name_heirs(person_id=again.id, heirs=[NewHeir(name="Ani")], actor=DESA, now=NOW)
        assert [heir.name for heir in cast.seen(sari).heirs] == ["Ani"]


class TestNameChild:
    def test_a_child_is_named_once_and_taken_off_with_a_reason(self, sari):
        ACTS["child"](sari.id, DESA)
        with pytest.raises(NotAllowed):
            ACTS["child"](sari.id, DESA)
        (child,) = cast.seen(sari).children
        assert (child.name, child.level) == ("Adi", "SD")
        actions.take_off_child(person_id=sari.id, child_id=child.id, reason="anak orang lain", actor=DESA, now=NOW)
        assert cast.seen(sari).children == ()

    def test_a_child_of_tomorrow_is_refused(self, sari):
        tomorrow = date(2026, 11, 22) + timedelta(days=1)
        with pytest.raises(NotAllowed):
            actions.name_child(person_id=sari.id, name="Adi", birth_date=tomorrow, level=None, actor=DESA, now=NOW)


class TestCorrectPerson:
    def test_keeps_the_old_beside_the_new(self, sari):
        corrections = {
            Field.NAME: "Sari  Wahyuningsih",
            Field.BIRTH_DATE: "1980-02-12",
            Field.DESA: SEMAYAP,
            Field.PHONE: "08125550001",
        }
        assert (
            actions.correct_person(person_id=sari.id, corrections=corrections, reason="KTP", actor=OPERATOR, now=NOW)
            == 3
        )
        found = cast.seen(sari)
        assert (found.name, found.birth_date, found.desa_code) == ("Sari Wahyuningsih", date(1980, 2, 12), SEMAYAP)
        assert {(change.field, change.old, change.new) for change in found.changes} == {
            ("name", "Sari Wahyuni", "Sari Wahyuningsih"),
            ("birth_date", "1980-01-12", "1980-02-12"),
            ("desa_code", RAMPA, SEMAYAP),
        }

    @pytest.mark.parametrize(
        "correction",
        [
            {Field.NAME: "Sari Wahyuni"},
            {Field.NAME: " "},
            {Field.NAME: SARI_NIK},
            {Field.BIRTH_DATE: "2026-11-23"},
            {Field.DESA: "63.10.01.2001"},
            {Field.DESA: "63.02.99.9999"},
            {Field.PHONE: "12"},
            {},
        ],
    )
    def test_refuses_what_changes_nothing_or_cannot_be(self, sari, correction):
        with pytest.raises(NotAllowed):
            actions.correct_person(person_id=sari.id, corrections=correction, reason="KTP", actor=OPERATOR, now=NOW)
        assert not PersonChange.objects.exists()


class TestMoveNik:
    def test_the_old_one_ends_and_still_finds_the_person(self, sari):
        actions.move_nik(person_id=sari.id, nik=NEW_NIK, reason="KTP baru", actor=OPERATOR, now=NOW)
        assert queries.niks(kabupaten=KABUPATEN, person_ids=[sari.id]) == {sari.id: NEW_NIK}
        assert queries.by_niks(kabupaten=KABUPATEN, niks=[SARI_NIK, NEW_NIK]) == {SARI_NIK: sari.id, NEW_NIK: sari.id}
        current, ended = cast.seen(sari).identities
        assert (current.to_date, ended.to_date, ended.because) == (None, date(2026, 11, 22), "KTP baru")

    @pytest.mark.parametrize("nik", [SARI_NIK, MASTURI_NIK, "630206520180007", "abc"])
    def test_refuses_what_is_somebodys_or_no_nik(self, sari, nik):
        cast.masturi()
        with pytest.raises(NotAllowed):
            actions.move_nik(person_id=sari.id, nik=nik, reason="KTP baru", actor=OPERATOR, now=NOW)
        assert Identity.objects.filter(to_date=None).count() == 2
