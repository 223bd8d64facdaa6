"""The numbers before anything is stored, and the proof afterwards."""

import json
from io import StringIO
from uuid import uuid4

import numpy as np
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from payung.audit.models import Event
from payung.eligibility import actions as eligibility
from payung.eligibility.models import Judgement
from payung.eligibility.rules.words import Verdict
from payung.programmes.rules.setup import Division, WeightFacts, WeightKind
from payung.selection import queries, taken
from payung.selection.models import Rank
from payung.selection.states import NotAllowed
from payung.selection.tests.house import HEAD, NOW, OPERATOR, PLACE_RP, RAMPA, SEMAYAP, House, actor
from payung.selection.verifying import verify
from payung.selection.what_if import what_if

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    house = House()
    house.fund(2, "Nelayan", kind="csr", code="csr")
    house.fund(3, code="apbd")
    house.people(3, occupation="Nelayan")
    house.people(3, SEMAYAP)
    return house


def tried(house, **words):
    given = {"division": Division.NEED, "actor": OPERATOR} | words
    return what_if(programme_id=house.programme.pk, run_id=house.run.pk, **given)


def every_row():
    with connection.cursor() as cursor:
        return {
            model._meta.db_table: cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}").fetchone()
            for model in apps.get_models(include_auto_created=True)
        }


@pytest.fixture
def told(monkeypatch):
    """What decrees would tell, as the house has it asked."""

    def tell(persons, uses):
        monkeypatch.setattr(taken._Above, "places_taken", staticmethod(lambda *, programme_id: np.array(persons)))
        monkeypatch.setattr(taken._Above, "uses", staticmethod(lambda *, programme_id: uses))

    return tell


@pytest.fixture
def decreed(house, told):
    """Two of Rampa hold a place, paid from APBD; as decrees would tell."""
    first, second = list(Judgement.objects.filter(desa_code=RAMPA).order_by("id").values_list("person_id", flat=True))[
        :2
    ]
    uses = {("fund", "apbd"): 24, ("desa", RAMPA): 2, ("programme", ""): 2}
    told([first, second], uses)
    return {first, second}


class TestSecondSelection:
    """Of a budget revision: what a decree named before is no longer to be had."""

    def test_leaves_out_who_holds_a_place_and_reckons_with_the_rest_of_the_fund(self, house, decreed):
        found = tried(house)
        assert (found.holders, found.eligible, found.chosen) == (2, 4, 2)
        csr, apbd = found.funds
        assert (csr.capacity, apbd.capacity, apbd.ceiling_rp) == (2, 1, PLACE_RP + 1)

    def test_takes_what_is_used_off_each_quota(self, house, decreed):
        house.quota("desa", RAMPA, 3)
        house.quota("programme", "", 3)
        found = tried(house)
        assert found.places == 1

    def test_is_ranked_and_repeated_without_them_though_places_were_freed_since(self, house, decreed, told):
        selection = house.ranked()
        told([], {})
        assert not decreed & set(Rank.objects.filter(selection=selection.id).values_list("person_id", flat=True))
        assert verify(selection_id=selection.id, actor=OPERATOR).same_eligible

    def test_of_whom_all_have_a_place_is_refused(self, house, told):
        told(list(Judgement.objects.values_list("person_id", flat=True)), {})
        with pytest.raises(NotAllowed, match="sudah memegang tempat"):
            house.lock()


class TestWhatIf:
    def test_tells_places_times_months_times_rupiah_against_each_fund(self, house):
        found = tried(house)
        assert (found.places, found.chosen, found.reserve, found.months) == (5, 5, 1, 12)
        csr, apbd = found.funds
        assert (csr.code, csr.places, csr.person_months, csr.rp) == ("csr", 2, 24, 2 * PLACE_RP)
        assert (apbd.code, apbd.places, apbd.rp, apbd.left_rp) == ("apbd", 3, 3 * PLACE_RP, 1)
        assert (found.person_months, found.rp) == (60, 5 * PLACE_RP)
        assert [(part.key, part.share, part.chosen) for part in found.desas] == [(RAMPA, 3, 3), (SEMAYAP, 2, 2)]
        assert [(part.key, part.eligible, part.chosen) for part in found.kecamatans] == [("63.02.06", 6, 5)]
        assert [(part.key, part.chosen) for part in found.occupations] == [("Nelayan", 3), ("Petani", 2)]

    def test_tells_how_many_places_cannot_be_paid(self, house):
        assert tried(house, places=9).unpaid == 4

    def test_other_weights_show_at_once(self, house):
        weights = [WeightFacts(kind=WeightKind.DESA, key=SEMAYAP, points=99)]
        quota = tried(house, places=1, weights=weights, division=Division.STATED)
        assert [part.chosen for part in quota.desas] == [0, 1]

    def test_stores_nothing(self, house):
        before = every_row()
        tried(house, places=2, division=Division.POOR)
        assert every_row() == before
        assert not Event.objects.exists()

    def test_says_the_same_as_what_is_then_stored(self, house):
        told = tried(house, places=4)
        found = house.ranked(4)
        assert told.chosen == found.chosen_count
        stored = {desa.desa_code: desa.chosen for desa in queries.shares(selection_id=found.id)}
        assert {part.key: part.chosen for part in told.desas} == stored

    def test_refuses_a_programme_of_another_kabupaten(self, house):
        with pytest.raises(NotAllowed):
            tried(house, actor=actor(kabupaten="63.01"))


class TestVerify:
    def test_repeats_the_ranking_from_the_seed(self, house):
        found = house.ranked(4)
        proof = verify(selection_id=found.id, actor=OPERATOR)
        assert proof.holds
        assert proof.same_eligible
        assert proof.recorded == proof.stored == proof.repeated == found.ranks_sha256

    def test_sees_a_rank_that_was_changed_behind_the_triggers(self, house):
        found = house.ranked(4)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else foreign keys wait, and the table cannot change
                cursor.execute("ALTER TABLE selection_rank DISABLE TRIGGER USER")
            else:
                cursor.execute("DROP TRIGGER selection_rank_append_only_update")
            cursor.execute("UPDATE selection_rank SET score = score + 1 WHERE rank = 6")
        proof = verify(selection_id=found.id, actor=OPERATOR)
        assert not proof.holds
        assert proof.repeated == proof.recorded != proof.stored

    def test_says_that_somebody_was_ruled_out_since(self, house):
        found = house.ranked(4)
        eligibility.rule_on_person(
            programme_id=house.programme.pk,
            person_id=Rank.objects.get(rank=1).person_id,
            verdict=Verdict.NOT_ELIGIBLE,
            reason="Ternyata sudah pindah",
            actor=HEAD,
            now=NOW,
        )
        proof = verify(selection_id=found.id, actor=OPERATOR)
        assert proof.holds
        assert not proof.same_eligible

    def test_refuses_what_has_no_ranks(self, house):
        with pytest.raises(NotAllowed):
            verify(selection_id=house.lock().id, actor=OPERATOR)


class TestCommand:
    def told(self, *words):
        out = StringIO()
        call_command("selection", *words, stdout=out)
        return out.getvalue()

    def test_what_if_answers_json(self, house):
        found = json.loads(self.told("what-if", house.programme.code, "--places", "4", "--json"))
        assert (found["places"], found["chosen"], found["person_months"]) == (4, 4, 48)
        assert sum(fund["rp"] for fund in found["funds"]) == found["rp"] == 4 * PLACE_RP
        assert "csr: 2 of 2 places, 24 OB" in self.told("what-if", house.programme.code)

    def test_lock_ranks_and_verify_proves(self, house):
        key = str(uuid4())
        found = json.loads(self.told("lock", house.programme.code, "--request-key", key, "--json"))
        assert json.loads(self.told("lock", house.programme.code, "--request-key", key, "--json")) == found
        assert f"Selection {found['selection']} holds." in self.told("verify", str(found["selection"]))

    def test_refusals_are_said(self, house):
        with pytest.raises(CommandError, match="No programme"):
            self.told("what-if", "tidak-ada")
        with pytest.raises(CommandError, match="sedikitnya satu"):
            self.told("lock", house.programme.code, "--places", "0")
