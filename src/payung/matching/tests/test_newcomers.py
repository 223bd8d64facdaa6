"""Edges of newcomers at the door: asked about once, never joined, and left to a run where they are very many."""

from datetime import date

import numpy as np
import pytest

from payung.gateways.linkage.doubts import DOUBTS
from payung.matching.actions import match_candidates, newcomers
from payung.matching.models import Join, Link, Pair, PairRuling
from payung.matching.rules.at_door import verdict_of
from payung.matching.rules.deciding import ASK_BITS, JOIN_BITS, decide
from payung.matching.rules.pairs import Verdict
from payung.matching.tests import cast
from payung.matching.tests.cast import NOW, OPERATOR, RAMPA, brought

SARI_NIK, SLIPPED, KK = "6302065201800001", "6302065201800007", "6302061234560001"


def match(came, **more):
    return match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW, **more)


def person_of(candidate):
    return Link.objects.get(candidate=candidate).person_id


@pytest.mark.django_db
class TestAskAboutNewcomers:
    @pytest.fixture
    def came(self):
        came = brought()
        self.first = came.candidate(nik=SARI_NIK, name="Siti Sari Wahyuni", kk=KK)
        match(came)
        return came

    def test_whoever_looks_like_a_person_of_the_register_is_asked_about(self, came):
        slipped = came.candidate(nik=SLIPPED, name="St. Sari Wahjuni", kk=KK)
        came.masturi()
        match(came)
        pair = Pair.objects.get()
        assert (pair.low_id, pair.high_id) == (person_of(self.first), person_of(slipped))
        assert (pair.verdict, pair.kabupaten, pair.weights) == (Verdict.ASK, cast.KABUPATEN, None)
        assert pair.weight > ASK_BITS
        assert not Join.objects.exists()

    def test_two_who_came_together_are_asked_about_once(self):
        came = brought()
        for nik in (SARI_NIK, SLIPPED):
            came.candidate(nik=nik, name="Sari Wahyuni", kk=KK)
        match(came)
        assert Pair.objects.count() == 1

    def test_nothing_is_asked_twice_or_against_a_ruling(self, came):
        slipped = came.candidate(nik=SLIPPED, name="Siti Sari Wahyuni", kk=KK)
        match(came)
        low, high = person_of(self.first), person_of(slipped)
        found = newcomers.doubts_of_newcomers(kabupaten=cast.KABUPATEN, person_ids=[high])
        newcomers.keep(found=found, kabupaten=cast.KABUPATEN, now=NOW)
        assert Pair.objects.count() == 1
        Pair.objects.all().delete()
        ruled = {"kabupaten": cast.KABUPATEN, "ruling": "two", "reason": "kembar", "made_by": "user:3", "made_at": NOW}
        PairRuling.objects.create(low_id=low, high_id=high, **ruled)
        newcomers.keep(found=found, kabupaten=cast.KABUPATEN, now=NOW)
        assert not Pair.objects.exists()

    def test_known_ones_are_not_gone_through_again(self, came, monkeypatch):
        gone = []
        monkeypatch.setattr(newcomers, "doubts_of_newcomers", lambda **given: gone.append(given["person_ids"]) or [])
        new = came.masturi(desa_code=RAMPA)
        came.candidate(nik=SARI_NIK, name="Siti Sari Wahyuni", birth_date=date(1980, 1, 12))
        match(came)
        assert gone == [[person_of(new)]]

    def test_very_many_are_left_to_a_run(self, came, monkeypatch):
        monkeypatch.setattr("payung.matching.actions.candidates.MOST", 1)
        came.candidate(nik=SLIPPED, name="Siti Sari Wahyuni", kk=KK)
        came.masturi()
        assert match(came).new == 2
        assert not Pair.objects.exists()


def test_one_pair_at_the_door_is_judged_as_in_a_run():
    weights = [ASK_BITS - 20, ASK_BITS - 0.1, ASK_BITS, JOIN_BITS - 0.1, JOIN_BITS, JOIN_BITS + 20]
    for place, doubt in enumerate([None, *DOUBTS]):
        for weight in weights:
            one = {"a": np.array([1]), "b": np.array([2]), "weight": np.array([weight])}
            judged = decide(**one, doubts=np.array([place], dtype=np.uint8)).verdict[0]
            assert verdict_of(weight=weight, doubt=doubt) == judged, (weight, doubt)
