"""Edges of keys: those of what is written now and no others, blind to whoever has only the database, and all there."""

import pytest
from django.core.management import call_command
from django.db import connection

from payung.gateways.blinding import Blinder
from payung.matching.door import filling, keys, rewrite_keys
from payung.matching.door.filling import fill_keys
from payung.matching.door.keys import keys_of
from payung.matching.models import Key, Keyed
from payung.matching.rules.identities import Written, records
from payung.people import actions, register
from payung.people.actions import NewHeir
from payung.people.models import Person
from payung.people.plain import plain_facts
from payung.people.rules import Field
from payung.people.tests import cast
from payung.people.tests.cast import KABUPATEN, KK, NOW, OPERATOR, SARI_NIK, SEMAYAP

NEW_NIK = "6302065201800077"


@pytest.fixture
def sari(db) -> Person:
    return cast.sari(kk=KK, heir="Badrun", phone="081255500011")


def stored(person_id) -> dict[int, int]:
    return dict(Key.objects.filter(person=person_id).values_list("value", "kind"))


def due(person_id) -> dict[int, int]:
    """The keys of what is written of the person now."""
    facts = plain_facts(kabupaten=KABUPATEN, person_ids=[person_id])
    return keys_of(kabupaten=KABUPATEN, compared=records(Written(*one) for one in facts))[0]


def corrected(field, new):
    return lambda id_: actions.correct_person(
        person_id=id_, corrections={field: new}, reason="sesuai KTP", actor=OPERATOR, now=NOW
    )


def ended(id_):
    index = Person.objects.get(id=id_).identities.get().nik_index
    register.end_nik(person_id=id_, nik_index=index, because="milik orang lain", today=NOW.date())


CHANGES = {
    "name": corrected(Field.NAME, "Norhayati"),
    "birth date": corrected(Field.BIRTH_DATE, "1981-02-03"),
    "desa": corrected(Field.DESA, SEMAYAP),
    "phone": corrected(Field.PHONE, "081299990000"),
    "nik": lambda id_: actions.move_nik(person_id=id_, nik=NEW_NIK, reason="KTP baru", actor=OPERATOR, now=NOW),
    "end of nik": ended,
}


class TestKeys:
    def test_are_there_as_a_person_enters(self, sari):
        assert stored(sari.id) == due(sari.id)
        assert len(stored(sari.id)) > 5

    @pytest.mark.parametrize("change", CHANGES)
    def test_follow_what_is_written(self, sari, change):
        before = stored(sari.id)
        CHANGES[change](sari.id)
        after = stored(sari.id)
        assert after == due(sari.id)
        assert set(before) - set(after)  # by what was written before, nobody finds the person

    def test_stay_where_nothing_changed_that_they_say(self, sari):
        before = stored(sari.id)
        actions.name_heirs(person_id=sari.id, heirs=[NewHeir(name="Ani")], actor=OPERATOR, now=NOW)
        rewrite_keys(kabupaten=KABUPATEN, person_ids=[sari.id])
        rewrite_keys(kabupaten=KABUPATEN, person_ids=[sari.id])
        assert stored(sari.id) == before == due(sari.id)

    def test_of_a_person_elsewhere_are_not_made_with_our_key(self, sari):
        rewrite_keys(kabupaten="63.03", person_ids=[sari.id])
        assert stored(sari.id) == {}

    def test_hold_no_word_and_no_number_of_a_person(self, sari):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM matching_key")
            rows = cursor.fetchall()
        assert {type(cell) for row in rows for cell in row} == {int}
        digits = {SARI_NIK, SARI_NIK[:12], SARI_NIK[6:], KK, "81255500011"}
        assert not digits & {str(abs(cell)) for row in rows for cell in row}

    def test_of_one_human_being_differ_between_kabupaten(self, sari):
        facts = records(Written(*one) for one in plain_facts(kabupaten=KABUPATEN, person_ids=[sari.id]))
        (here,), (there,) = (keys_of(kabupaten=code, compared=facts) for code in (KABUPATEN, "63.03"))
        assert not set(here) & set(there)


class TestBlinder:
    def test_says_the_same_of_one_text_with_one_key_only(self):
        given = {"key": bytes(64), "kabupaten": "63.02", "purpose": "keys"}
        one, two = Blinder(**given).blinded(["1 a", "1 b"])
        others = [given | {"key": bytes([1] * 64)}, given | {"kabupaten": "63.03"}, given | {"purpose": "others"}]
        found = [Blinder(**each).blinded(["1 a"])[0] for each in others]
        assert Blinder(**given).blinded(["1 a"]) == [one]
        assert len({one, two, *found}) == 5
        assert all(-(2**63) <= number < 2**63 for number in found)


class TestFillKeys:
    @pytest.fixture
    def folk(self, db):
        """Five who were there before keys were."""
        people = [cast.newcomer(nik=f"63020652018000{number}", name=f"Sari {number}") for number in range(10, 15)]
        ids = [person.id for person in cast.enrolled(*people)]
        Key.objects.all().delete()
        return ids

    def test_gives_keys_to_all_and_looks_at_them_once(self, folk):
        assert fill_keys(kabupaten=KABUPATEN, at_once=2) == 5
        assert all(stored(id_) == due(id_) for id_ in folk)
        assert fill_keys(kabupaten=KABUPATEN, at_once=2) == 0

    def test_goes_on_where_it_was_killed(self, folk, monkeypatch):
        whole = filling.rewrite_keys
        monkeypatch.setattr(filling, "rewrite_keys", dying_after(2, whole))
        with pytest.raises(KeyboardInterrupt):
            fill_keys(kabupaten=KABUPATEN, at_once=2)
        assert [bool(stored(id_)) for id_ in folk] == [True] * 4 + [False]
        monkeypatch.setattr(filling, "rewrite_keys", whole)
        assert fill_keys(kabupaten=KABUPATEN, at_once=2) == 1
        assert all(stored(id_) == due(id_) for id_ in folk)

    def test_is_a_command(self, folk, capsys):
        call_command("keys")
        assert capsys.readouterr().out == f"{KABUPATEN} 5\n"
        assert all(stored(id_) == due(id_) for id_ in folk)

    def test_writes_them_anew_for_another_scheme(self, folk, monkeypatch):
        fill_keys(kabupaten=KABUPATEN)
        old = stored(folk[0])
        monkeypatch.setattr(filling, "SCHEME", 2)
        monkeypatch.setattr(keys, "_PURPOSE", "keys of persons 2")
        assert fill_keys(kabupaten=KABUPATEN) == 5
        assert not set(stored(folk[0])) & set(old)
        assert Keyed.objects.get().scheme == 2


def dying_after(calls, act):
    left = iter(range(calls))

    def dying(**given):
        if next(left, None) is None:
            raise KeyboardInterrupt
        act(**given)

    return dying
