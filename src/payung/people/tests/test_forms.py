"""Edges of the forms of a person's page: only what changed goes on, and what cannot be is asked again."""

from datetime import date

import pytest

from payung.people.actions import NewHeir
from payung.people.forms import ChildForm, CorrectionForm, HeirsForm, ReasonForm
from payung.people.rules import Field, SchoolLevel
from payung.people.tests import cast
from payung.people.tests.cast import OPERATOR, RAMPA, SARI_NIK, SEMAYAP

pytestmark = pytest.mark.django_db
AS_IT_IS = {"nama": "Sari Wahyuni", "lahir": "12/1/1980", "desa": RAMPA, "hp": "08125550001", "alasan": "KTP"}


@pytest.fixture
def sari():
    return cast.seen(cast.sari(heir="Badrun", phone="08125550001"))


class TestCorrectionForm:
    @pytest.mark.parametrize(
        ("said", "goes_on"),
        [
            ({}, {}),
            ({"hp": "0812 999 90000"}, {Field.PHONE: "081299990000"}),
            ({"lahir": "12 Feb 1980", "desa": SEMAYAP}, {Field.BIRTH_DATE: "1980-02-12", Field.DESA: SEMAYAP}),
        ],
    )
    def test_hands_on_only_what_changed(self, sari, said, goes_on):
        form = CorrectionForm(AS_IT_IS | said, person=sari, actor=OPERATOR)
        assert form.is_valid(), form.errors
        assert form.corrections() == goes_on

    @pytest.mark.parametrize(
        "said", [{"nama": " "}, {"nama": SARI_NIK}, {"lahir": "31/2/1980"}, {"desa": "x"}, {"hp": "12"}, {"alasan": ""}]
    )
    def test_asks_again(self, sari, said):
        form = CorrectionForm(AS_IT_IS | said, person=sari, actor=OPERATOR)
        assert list(form.errors) == list(said)

    def test_offers_the_desa_of_the_actor_only(self, sari):
        form = CorrectionForm(person=sari, actor=cast.actor(scope=RAMPA))
        assert RAMPA in str(form["desa"])
        assert SEMAYAP not in str(form["desa"])


class TestHeirsForm:
    def test_shows_those_named_and_leaves_out_empty_lines(self, sari):
        form = HeirsForm(person=sari)
        assert [line[0].initial for line in form.lines()] == ["Badrun", "", "", ""]
        said = {f"{name}_{place}": "" for name in ("nama", "hubungan", "hp") for place in range(4)}
        form = HeirsForm(said | {"nama_2": "Ani", "hubungan_2": "anak", "hp_2": "+62 812 9999 000"}, person=sari)
        assert form.is_valid()
        assert form.heirs() == [NewHeir(name="Ani", relation="anak", phone="08129999000")]

    def test_asks_again_for_a_phone_that_is_none(self, sari):
        assert "hp_0" in HeirsForm({"nama_0": "Ani", "hp_0": "12"}, person=sari).errors


class TestOthers:
    def test_a_child_without_school_has_no_level(self):
        form = ChildForm({"nama": "Adi", "lahir": "5/5/2015", "jenjang": ""})
        assert (form.is_valid(), form.level(), form.cleaned_data["lahir"]) == (True, None, date(2015, 5, 5))
        form = ChildForm({"nama": "Adi", "lahir": "5/5/2015", "jenjang": "SD"})
        assert (form.is_valid(), form.level()) == (True, SchoolLevel.SD)

    def test_a_nik_is_no_reason(self):
        assert not ReasonForm({"alasan": f"lihat {SARI_NIK}"}).is_valid()
