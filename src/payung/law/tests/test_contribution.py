"""The table of incomes, the relief and the discount at every edge, against the law written out once more by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law.command import contribution_to
from payung.law.loader import load
from payung.law.rules.contribution import Payer, Sector, due, kind_of, tariff
from payung.law.tests.by_the_text import PRINTED_TABLE, contribution_by_the_text
from payung.shared.dates import Month

PLAIN = Month(2025, 5)  # neither relief nor discount
INCOMES = st.integers(0, 30_000_000)


def cost(*, income_rp, month=PLAIN, sector=Sector.OTHER, payer=Payer.SELF):
    price = tariff(month=month, law=load("contribution"))
    return due(tariff=price, income_rp=income_rp, kind=kind_of(sector=sector, payer=payer))


def asked(**facts):
    case = {"month": "2025-05", "income_rp": 1_000_000, "sector": "other", "payer": "self", "schemes": ["JKK", "JKM"]}
    return contribution_to({**case, **facts}, law=load("contribution"))


class TestBrackets:
    @pytest.mark.parametrize("lower, upper, jkk", PRINTED_TABLE)
    def test_hold_from_their_lower_to_their_upper_bound(self, lower, upper, jkk):
        last = 10**17 if upper is None else upper
        assert [cost(income_rp=income).jkk_rp for income in (lower, lower + 1, last)] == [jkk] * 3

    @pytest.mark.parametrize("row, following", list(pairwise(PRINTED_TABLE)))
    def test_take_in_the_gap_up_to_the_next_lower_bound(self, row, following):
        gap = (row[1] + 1, following[0] - 1)
        assert [cost(income_rp=income).jkk_rp for income in gap] == [row[2]] * 2

    def test_are_thirty_three_whose_jkk_is_one_percent_of_the_base(self):
        brackets = tariff(month=PLAIN, law=load("contribution")).brackets
        assert [(bracket.row, bracket.jkk_rp * 100) for bracket in brackets] == [
            (place, bracket.base_rp) for place, bracket in enumerate(brackets, 1)
        ]
        assert [(bracket.lower_rp, bracket.upper_rp, bracket.jkk_rp) for bracket in brackets] == PRINTED_TABLE

    @given(INCOMES, INCOMES)
    def test_never_cost_less_for_more_income(self, one, other):
        poorer, richer = sorted((one, other))
        assert cost(income_rp=poorer).jkk_rp <= cost(income_rp=richer).jkk_rp


class TestMonths:
    @pytest.mark.parametrize("sector", Sector)
    @pytest.mark.parametrize("payer", Payer)
    def test_answer_as_the_law_says_from_2015_to_2030_in_every_row(self, sector, payer):
        for number in range(Month(2015, 7).number, Month(2031, 1).number):
            month = Month.numbered(number)
            for lower, _, jkk in PRINTED_TABLE:
                answer = cost(income_rp=lower, month=month, sector=sector, payer=payer)
                assert (answer.jkk_rp, answer.jkm_rp, bool(answer.uncertain)) == contribution_by_the_text(
                    year=month.year, month=month.month, jkk=jkk, sector=sector.name.lower(), payer=payer.name.lower()
                ), month


class TestExplanation:
    def test_names_row_base_and_annex(self):
        line = asked(income_rp=2_650_000)["lines"][0]
        assert line["source"] == "PP 44/2015 Lampiran II"
        assert line["explanation"].startswith(
            "JKK Rp26.000: baris 9 tabel penghasilan (mulai Rp2.500.000, di bawah Rp2.700.000), "
            "1% dari dasar Rp2.600.000, PP 44/2015 Lampiran II."
        )

    def test_says_where_a_row_still_waits_to_be_held_against_the_print(self):
        first, eleventh = (asked(income_rp=income)["lines"][0]["explanation"] for income in (0, 3_200_000))
        assert ("belum dicocokkan" in first, "belum dicocokkan" in eleventh) == (False, True)

    def test_of_the_relief_gives_the_share_and_the_condition(self):
        line = asked(month="2020-08")["lines"][1]
        assert "JKM Rp68: 1% dari Rp6.800" in line["explanation"]
        assert "Agustus 2020 s.d. Januari 2021, dengan syarat" in line["explanation"]
        assert line["source"].endswith("PP 49/2020")

    def test_of_the_discount_names_its_months_for_the_sector(self):
        line = asked(month="2026-04")["lines"][0]
        assert "50% dari Rp10.000" in line["explanation"]
        assert "April 2026 s.d. Desember 2026" in line["explanation"]

    def test_tells_a_government_payer_why_the_discount_is_not_theirs(self):
        assert (
            "tidak berlaku untuk iuran yang dibayar dari APBN/APBD"
            in asked(month="2026-04", payer="government")["lines"][0]["explanation"]
        )

    def test_of_an_open_question_gives_the_other_amount_of_each_line(self):
        lines = asked(month="2026-04", payer="village", income_rp=2_700_000)["lines"]
        assert ["Rp14.750" in lines[0]["explanation"], "Rp3.400" in lines[1]["explanation"]] == [True, True]


class TestSchemes:
    def test_are_answered_in_the_order_asked_and_once(self):
        answer = asked(schemes=["JKM", "JKK", "JKM"])
        assert [line["code"] for line in answer["lines"]] == ["JKM", "JKK"]
        assert answer["total_rp"] == 16_800

    def test_asked_alone_are_the_total(self):
        assert asked(schemes=["JKK"])["total_rp"] == 10_000
