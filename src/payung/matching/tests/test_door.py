"""Edges of the door: found by each way, strangers by none, nobody of another kabupaten, and no more work than is said."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from payung.gateways.linkage.model import shipped
from payung.gateways.sealing import Kind, sealer
from payung.matching.door import holders, likely, search
from payung.matching.models import Weights
from payung.matching.rules.identities import Written
from payung.matching.rules.pairs import Verdict
from payung.people import register
from payung.people.models import Person
from payung.people.tests import cast
from payung.people.tests.cast import KABUPATEN, KK, NOW, RAMPA, SEMAYAP

pytestmark = pytest.mark.django_db
ELSEWHERE = "63.03"
YUSUF = {
    "nik": "6302061201800003",
    "kk": KK,
    "name": "Muhammad Yusuf Baco",
    "sex": "L",
    "birth_date": date(1980, 1, 12),
    "phone": "081255500011",
}
NAMED = {"birth_date": "1980-01-12", "sex": "L", "desa": RAMPA, "name": "Muhammad Yusuf Baco"}


def yusuf(**facts) -> Person:
    return cast.enrolled(cast.newcomer(**YUSUF | facts))[0]


def at_door(*, kabupaten=KABUPATEN, **facts):
    return likely(kabupaten=kabupaten, written=[Written(1, **facts)])[0]


class TestLikely:
    @pytest.mark.parametrize(
        "facts",
        [
            NAMED | {"nik": "6302061201800008"},
            {"nik": "6302061201800003", "name": "M. Jusup B.", "birth_date": "1980-12-01", "sex": "L", "desa": SEMAYAP},
            {
                "name": "Moh. Jusuf Batjo",
                "birth_date": "1980-12-01",
                "sex": "L",
                "desa": RAMPA,
                "phone": "081255500011",
            },
            {"kk": KK, "name": "Muh Yusuf Baco", "birth_date": "", "sex": "L"},
            {"phone": "+62 812-5550-0011", "name": "Yusuf Baco", "birth_date": "1980-01-12"},
        ],
        ids=["nik with a wrong digit", "nik", "spelt and dated otherwise", "kk and name", "phone and name"],
    )
    def test_finds_who_is_written_otherwise(self, facts):
        person = yusuf()
        cast.masturi(kk=KK)
        (found,) = at_door(**facts)
        assert (found.person_id, found.kept_id) == (person.id, person.id)

    def test_does_not_find_a_stranger(self):
        yusuf()
        assert at_door(name="Norhayati", birth_date="1991-05-03", sex="P", nik="6302064305910001", desa=RAMPA) == []

    def test_does_not_look_into_another_kabupaten(self):
        yusuf()
        seals = sealer(ELSEWHERE)
        there = cast.newcomer(**YUSUF)._replace(nik_index=seals.index(YUSUF["nik"], Kind.NIK))
        with transaction.atomic():
            (other,) = register.enrol(kabupaten=ELSEWHERE, newcomers=[there], now=NOW)
        found = at_door(kabupaten=ELSEWHERE, **NAMED, nik=YUSUF["nik"], kk=KK, phone=YUSUF["phone"])
        assert [one.person_id for one in found] == [other]

    def test_says_the_most_alike_first_and_of_each_human_being_one(self):
        kept, joined = yusuf(), yusuf(nik="6302061201800099", name="Muh. Yusup Baco")
        twin = yusuf(nik="6302061201800004", name="Muhammad Yunus Baco")
        register.point(person_ids=[joined.id], kept_id=kept.id)
        found = at_door(**NAMED, nik="6302061201800099", kk=KK)
        assert [(one.person_id, one.kept_id) for one in found if one.kept_id != twin.id] == [(joined.id, kept.id)]
        assert sorted(found, key=lambda one: -one.weight) == found

    def test_answers_in_the_order_asked(self):
        person = yusuf()
        strangers = Written(7, name="Norhayati", birth_date="1991-05-03", sex="P")
        found = likely(kabupaten=KABUPATEN, written=[strangers, Written(7, **NAMED, kk=KK), strangers])
        assert [[one.person_id for one in those] for those in found] == [[], [person.id], []]

    def test_is_asked_of_nobody(self):
        assert likely(kabupaten=KABUPATEN, written=[]) == []

    def test_does_not_follow_what_a_thousand_share(self, monkeypatch):
        """Their name and birth lead nowhere; a number of one's own still leads to him."""
        ordinary = cast.newcomer(name="Muhammad", sex="L", birth_date=date(1980, 1, 1))
        namesakes = [ordinary._replace(nik_index=number.to_bytes(16)) for number in range(1000)]
        cast.enrolled(*namesakes[:5])
        with transaction.atomic():
            register.enrol(kabupaten=KABUPATEN, newcomers=namesakes[5:], now=NOW)
        person = yusuf(name="Muhammad", birth_date=date(1980, 1, 1))
        compared = _compared(monkeypatch)
        asked = {"name": "Muhammad", "birth_date": "1980-01-01", "sex": "L", "desa": RAMPA}
        assert at_door(**asked) == []
        assert compared == [0]
        assert [one.person_id for one in at_door(**asked, nik=YUSUF["nik"])] == [person.id]
        assert compared == [0, 1]

    @pytest.mark.parametrize("many", [1, 150])
    def test_asks_the_database_by_chunks(self, many, django_assert_max_num_queries):
        yusuf()
        at_door(**NAMED)
        with django_assert_max_num_queries(3):
            likely(kabupaten=KABUPATEN, written=[Written(number, **NAMED) for number in range(many)])


def _compared(monkeypatch) -> list[int]:
    """With how many persons each who is asked for was compared."""
    counts: list[int] = []
    nearest = holders.nearest

    def counted(*given, **more):
        ids = nearest(*given, **more)
        counts.append(len(ids))
        return ids

    monkeypatch.setattr(search, "nearest", counted)
    return counts


def weights(version, parameters, kabupaten=KABUPATEN):
    return Weights.objects.create(
        kabupaten=kabupaten,
        version=version,
        trained_at=NOW,
        trained_by="user:3",
        data_sha256=f"{version:064}",
        person_count=1,
        parameters=parameters,
    )


class TestWeights:
    def test_the_latest_of_the_kabupaten_count_at_once(self):
        person = yusuf()
        asked = NAMED | {"nik": YUSUF["nik"]}
        weights(1, replace(shipped(), prior=1e-30).to_json())
        assert at_door(**asked) == []
        weights(1, replace(shipped(), prior=1e-30).to_json(), kabupaten=ELSEWHERE)
        weights(2, shipped().to_json())
        assert [one.person_id for one in at_door(**asked)] == [person.id]

    def test_of_an_older_release_are_passed_over(self):
        person = yusuf()
        weights(1, {"format": 0})
        weights(2, shipped().to_json() | {"comparisons": {}})
        (found,) = at_door(**NAMED, nik=YUSUF["nik"])
        assert (found.person_id, found.verdict) == (person.id, Verdict.JOIN)
