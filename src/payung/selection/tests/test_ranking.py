"""The whole ranking: order, draw, reasons, terms."""

from collections import Counter
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.programmes.rules.setup import Division, QuotaFacts, QuotaKind, WeightFacts, WeightKind
from payung.selection.rules.draw import digits, draw
from payung.selection.rules.money import Purse
from payung.selection.rules.ranking import WAYS, Terms, rank
from payung.selection.rules.score import Applicants, coded, score
from payung.selection.rules.words import Why

RAMPA, SEMAYAP, FURTHER = "63.02.06.2012", "63.02.06.2014", "63.02.08.2001"
WEIGHTS = (
    WeightFacts(kind=WeightKind.DESIL, key="1", points=50),
    WeightFacts(kind=WeightKind.OCCUPATION, key="Nelayan", points=20),
    WeightFacts(kind=WeightKind.KECAMATAN, key="63.02.08", points=7),
    WeightFacts(kind=WeightKind.DESA, key=SEMAYAP, points=3),
    WeightFacts(kind=WeightKind.FIRST_TIME, key="", points=2),
    WeightFacts(kind=WeightKind.CONTINUING, key="", points=11),
    WeightFacts(kind=WeightKind.HEAD_OF_FAMILY, key="", points=5),
    WeightFacts(kind=WeightKind.DISABILITY, key="", points=13),
)


def applicants(*people):
    """(desa, occupation, desil, continuing, head of family, disability), the last four as far as given."""
    rows = [(*person, *(0, False, False, False)[len(person) - 2 :]) for person in people]
    return Applicants(
        desa=coded(row[0] for row in rows),
        occupation=coded(row[1] for row in rows),
        desil=np.array([row[2] for row in rows], dtype=np.int64),
        continuing=np.array([row[3] for row in rows], dtype=bool),
        head_of_family=np.array([row[4] for row in rows], dtype=bool),
        disability=np.array([row[5] for row in rows], dtype=bool),
    )


def purse(places, *occupations):
    return Purse(
        fund_id=7,
        code="apbd",
        name="APBD",
        ceiling_rp=places * 100,
        place_rp=100,
        places=places,
        occupations=frozenset(occupations),
    )


def terms(places=None, *, division=Division.NEED, quotas=(), purses=None, needs=None):
    given_purses = (purse(1000),) if purses is None else purses
    return Terms(division=division, places=places, quotas=quotas, purses=given_purses, needs=needs or {})


def ranked(people, scores, wanted, *, seed="s", codes=None):
    drawn = draw(seed=seed, receipt_codes=codes or [f"C{at}" for at in range(len(scores))])
    return rank(applicants=people, score=np.array(scores, dtype=np.int64), draw=drawn, terms=wanted)


def whys(found):
    return [WAYS[why] for why in found.why]


class TestScore:
    @pytest.mark.parametrize(
        "person, points",
        [
            pytest.param((RAMPA, "Petani"), 2, id="nothing known but that it is the first time"),
            pytest.param((RAMPA, "Petani", 1), 52, id="desil 1"),
            pytest.param((RAMPA, "Petani", 0), 2, id="a desil that is not known scores nothing"),
            pytest.param((RAMPA, "Nelayan", 2), 22, id="occupation"),
            pytest.param((FURTHER, "Petani"), 9, id="kecamatan"),
            pytest.param((SEMAYAP, "Petani"), 5, id="desa"),
            pytest.param((RAMPA, "Petani", 0, True), 11, id="continuing is not for the first time"),
            pytest.param((RAMPA, "Petani", 0, False, True, True), 20, id="head of family with a disability"),
        ],
    )
    def test_sums_the_weights_that_hold(self, person, points):
        assert score(applicants=applicants(person, (RAMPA, "Sopir")), weights=WEIGHTS)[0] == points


class TestDraw:
    def test_can_be_computed_with_sha256sum(self):
        """printf %s 'ab12:7KQ2M8RTWX4H' | sha256sum"""
        assert digits(int(draw(seed="ab12", receipt_codes=["7KQ2M8RTWX4H"])[0])) == "37fc2c2e17f84ea2"

    @given(st.text("0123456789abcdef", min_size=4, max_size=8), st.lists(st.text("ABCDEFGH", min_size=4), unique=True))
    def test_is_of_the_code_alone_wherever_it_stands(self, seed, codes):
        there = dict(zip(codes, draw(seed=seed, receipt_codes=codes).tolist(), strict=True))
        assert draw(seed=seed, receipt_codes=codes[::-1]).tolist() == [there[code] for code in codes[::-1]]
        assert all(there[code] == int(sha256(f"{seed}:{code}".encode()).hexdigest()[:16], 16) for code in codes)

    def test_favours_nobody(self):
        """40 seeds x 500 equals with 100 places: how often each tenth of the list wins; chi-square, 9 degrees, 1 in 1000."""
        wins: Counter[int] = Counter()
        people = applicants(*[(RAMPA, "Petani")] * 500)
        for seed in range(40):
            found = ranked(people, [0] * 500, terms(100), seed=f"seed{seed}")
            wins.update((found.order[found.chosen] // 50).tolist())
        expected = 40 * 100 / 10
        assert sum(wins.values()) == 4000
        assert sum((wins[tenth] - expected) ** 2 / expected for tenth in range(10)) < 27.9


class TestRank:
    def test_puts_the_higher_score_first_and_says_why(self):
        found = ranked(applicants(*[(RAMPA, "Petani")] * 3), [10, 30, 20], terms(2))
        assert found.order.tolist() == [1, 2, 0]
        assert whys(found) == [Why.SHARE, Why.SHARE, Why.BELOW]
        assert found.place_in_desa.tolist() == [1, 2, 3]

    def test_says_of_equals_on_both_sides_of_the_line_that_they_were_drawn(self):
        found = ranked(applicants(*[(RAMPA, "Petani")] * 4), [50, 20, 20, 10], terms(2))
        assert whys(found) == [Why.SHARE, Why.DRAWN, Why.LOST_DRAW, Why.BELOW]

    def test_says_that_a_desa_had_no_place(self):
        found = ranked(applicants(*[(RAMPA, "Petani")] * 3, (SEMAYAP, "Petani")), [9, 9, 9, 1], terms(1))
        assert whys(found)[3] is Why.NO_SHARE

    def test_gives_what_a_desa_cannot_fill_to_the_next_overall(self):
        quotas = (QuotaFacts(kind=QuotaKind.OCCUPATION, key="Sopir", places=0),)
        people = applicants((RAMPA, "Petani"), (RAMPA, "Petani"), (SEMAYAP, "Sopir"))
        found = ranked(people, [9, 8, 7], terms(2, quotas=quotas))
        assert whys(found) == [Why.SHARE, Why.SECOND, Why.OCCUPATION_FULL]

    @pytest.mark.parametrize(
        "kind, key, why",
        [(QuotaKind.DESA, RAMPA, Why.DESA_FULL), (QuotaKind.KECAMATAN, "63.02.06", Why.KECAMATAN_FULL)],
    )
    def test_names_the_quota_that_is_full(self, kind, key, why):
        quotas = (QuotaFacts(kind=kind, key=key, places=1),)
        people = applicants((RAMPA, "Petani"), (RAMPA, "Petani"), (FURTHER, "Sopir"))
        found = ranked(people, [9, 8, 7], terms(3, quotas=quotas))
        assert whys(found) == [Why.SHARE, why, Why.SHARE]

    def test_never_promises_more_places_than_the_funds_can_pay(self):
        people = applicants(*[(RAMPA, "Nelayan")] * 3, *[(RAMPA, "Petani")] * 3)
        found = ranked(people, [9] * 6, terms(6, purses=(purse(5, "Nelayan"), purse(1))))
        assert found.places == 4  # three fishers by the first, one farmer by the other
        assert found.chosen.sum() == 4

    def test_obeys_the_quota_of_the_programme(self):
        quotas = (QuotaFacts(kind=QuotaKind.PROGRAMME, key="", places=2),)
        assert ranked(applicants(*[(RAMPA, "Petani")] * 5), [9] * 5, terms(quotas=quotas)).chosen.sum() == 2

    @pytest.mark.parametrize(
        "division, shares",
        [
            pytest.param(Division.NEED, [3, 1], id="3 and 1 eligible"),
            pytest.param(Division.POOR, [1, 1], id="1 and 1 of the first desil: what is left goes by rank"),
            pytest.param(Division.STATED, [0, 1], id="stated 0 and 9, of which one is eligible"),
        ],
    )
    def test_divides_by_the_basis_that_was_decided(self, division, shares):
        people = applicants((RAMPA, "Petani", 1), (RAMPA, "Petani", 4), (RAMPA, "Petani"), (SEMAYAP, "Petani", 1))
        found = ranked(people, [9] * 4, terms(4, division=division, needs={SEMAYAP: 9}))
        assert found.shares.tolist() == shares
        assert found.chosen.sum() == 4

    def test_of_nobody_is_a_ranking_of_nobody(self):
        assert len(ranked(applicants(), [], terms(5)).order) == 0

    @given(st.lists(st.tuples(st.sampled_from([RAMPA, SEMAYAP]), st.integers(0, 3)), max_size=12), st.randoms())
    def test_does_not_look_at_the_order_of_the_list(self, people, random):
        mixed = list(range(len(people)))
        random.shuffle(mixed)

        def outcome(order):
            found = ranked(
                applicants(*[(people[at][0], "Petani") for at in order]),
                [people[at][1] for at in order],
                terms(5),
                codes=[f"C{at}" for at in order],
            )
            return [(order[at], why) for at, why in zip(found.order, whys(found), strict=True)]

        assert outcome(mixed) == outcome(list(range(len(people))))
