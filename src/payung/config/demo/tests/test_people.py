from datetime import date
from itertools import islice
from random import Random

from payung.config.demo.people import Numbers, invented_people
from payung.config.demo.places import KIND_OF, spread
from payung.regions.load import gazetteer

DESAS = gazetteer("63.02").desas


def some_people(count):
    return list(islice(invented_people(desa=DESAS[0], numbers=Numbers(band=1), rng=Random(7)), count))


class TestInventedPeople:
    def test_have_a_nik_that_tells_their_birth_date_and_sex(self):
        for person in some_people(2_000):
            day = person.birth_date.day + (40 if person.sex == "P" else 0)
            assert person.nik[6:12] == f"{day:02d}{person.birth_date:%m%y}"

    def test_have_serials_that_no_registry_office_reaches(self):
        assert all(int(person.nik[12:]) > 7_000 for person in some_people(2_000))

    def test_share_a_family_card_only_at_one_address(self):
        homes = {(person.kk_number, person.address, person.rt) for person in some_people(2_000)}
        assert len(homes) == len({kk_number for kk_number, _, _ in homes})

    def test_hold_a_few_past_the_limit_and_a_few_too_young(self):
        ages = [person.age for person in some_people(5_000)]
        assert 0 < sum(age >= 65 for age in ages) < 250
        assert 0 < sum(age < 18 for age in ages) < 250
        assert 30 < sorted(ages)[len(ages) // 2] < 50


class TestNumbers:
    def test_never_gives_one_nik_to_two_people_of_the_same_day(self):
        numbers, rng = Numbers(band=3), Random(1)
        born = date(1980, 5, 17)
        niks = [numbers.nik(prefix="630204", born=born, sex="L", rng=rng) for _ in range(60)]
        assert len(set(niks)) == 60

    def test_gives_kecamatan_numbers_that_cannot_meet(self):
        rng, born = Random(1), date(1980, 5, 17)
        one, other = Numbers(band=3), Numbers(band=4)
        first = {one.nik(prefix="631001", born=born, sex="L", rng=rng) for _ in range(60)}
        second = {other.nik(prefix="631001", born=born, sex="L", rng=rng) for _ in range(60)}
        assert not first & second


class TestSpread:
    def test_gives_away_every_worker_and_no_more(self):
        for workers in (0, 1, 201, 5_000, 300_000):
            assert sum(spread(workers=workers, desas=DESAS, rng=Random(2)).values()) == workers

    def test_knows_what_every_kecamatan_lives_from(self):
        assert {desa.kecamatan_code for desa in DESAS} == set(KIND_OF)
