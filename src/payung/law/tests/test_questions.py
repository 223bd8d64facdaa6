"""Cases that cannot be computed: every problem at once, by code and fact, in calm Indonesian."""

import json

import pytest

from payung.law.command import contribution_to, cover_to
from payung.law.loader import load
from payung.law.problems import CATALOGUE

CONTRIBUTION = {
    "month": "2026-05",
    "income_rp": 1_000_000,
    "sector": "other",
    "payer": "self",
    "schemes": ["JKK", "JKM"],
}
COVER = {"registered_on": "2026-01-05", "paid_months": ["2026-01"], "on": "2026-05-10"}
ABSENT = object()
HARSH = ("error", "invalid", "gagal sistem", "submit", "field")


def problems_of(answer):
    assert list(answer) == ["problems"]
    return [(problem["code"], problem["field"]) for problem in answer["problems"]]


def changed(case, name, value):
    return {key: old for key, old in case.items() if key != name} | ({} if value is ABSENT else {name: value})


class TestContributionQuestion:
    @pytest.mark.parametrize(
        "name, value, code",
        [
            ("month", ABSENT, "FACT_MISSING"),
            ("month", None, "FACT_MISSING"),
            ("month", "", "FACT_MISSING"),
            ("month", 202605, "TYPE_WRONG"),
            ("month", "2026-13", "MONTH_UNREADABLE"),
            ("month", "2026-00", "MONTH_UNREADABLE"),
            ("month", "0000-01", "MONTH_UNREADABLE"),
            ("month", "2026-5", "MONTH_UNREADABLE"),
            ("month", "2026-05-01", "MONTH_UNREADABLE"),
            ("month", "Mei 2026", "MONTH_UNREADABLE"),
            ("month", "２０２６-05", "MONTH_UNREADABLE"),
            ("month", "2015-06", "MONTH_BEFORE_LAW"),
            ("month", "0001-01", "MONTH_BEFORE_LAW"),
            ("income_rp", ABSENT, "FACT_MISSING"),
            ("income_rp", -1, "SUM_NEGATIVE"),
            ("income_rp", 10**18, "SUM_TOO_LARGE"),
            ("income_rp", 1_000_000.0, "TYPE_WRONG"),
            ("income_rp", float("nan"), "TYPE_WRONG"),
            ("income_rp", float("inf"), "TYPE_WRONG"),
            ("income_rp", "1000000", "TYPE_WRONG"),
            ("income_rp", True, "TYPE_WRONG"),
            ("income_rp", [1_000_000], "TYPE_WRONG"),
            ("sector", ABSENT, "FACT_MISSING"),
            ("sector", "fishing", "WORD_UNKNOWN"),
            ("sector", "Transport", "WORD_UNKNOWN"),
            ("sector", 1, "TYPE_WRONG"),
            ("payer", ABSENT, "FACT_MISSING"),
            ("payer", "APBD", "WORD_UNKNOWN"),
            ("payer", False, "TYPE_WRONG"),
            ("schemes", ABSENT, "FACT_MISSING"),
            ("schemes", [], "FACT_MISSING"),
            ("schemes", "JKK", "TYPE_WRONG"),
            ("schemes", {"JKK": True}, "TYPE_WRONG"),
        ],
    )
    def test_names_the_fact_that_cannot_be_used(self, name, value, code):
        answer = contribution_to(changed(CONTRIBUTION, name, value), law=load("contribution"))
        assert problems_of(answer) == [(code, name)]

    @pytest.mark.parametrize("scheme, code", [("JHT", "WORD_UNKNOWN"), (1, "TYPE_WRONG"), (None, "TYPE_WRONG")])
    def test_names_the_place_of_a_scheme_it_does_not_know(self, scheme, code):
        answer = contribution_to({**CONTRIBUTION, "schemes": ["JKK", scheme]}, law=load("contribution"))
        assert problems_of(answer) == [(code, "schemes[1]")]

    def test_takes_the_largest_sum_that_is_one(self):
        answer = contribution_to(
            {**CONTRIBUTION, "month": "2025-05", "income_rp": 10**18 - 1}, law=load("contribution")
        )
        assert answer["total_rp"] == 213_800

    def test_tells_everything_at_once(self):
        answer = contribution_to(
            {"month": "2026-13", "income_rp": -5, "sector": "x", "schemes": ["JHT"]}, law=load("contribution")
        )
        assert problems_of(answer) == [
            ("MONTH_UNREADABLE", "month"),
            ("SUM_NEGATIVE", "income_rp"),
            ("WORD_UNKNOWN", "sector"),
            ("FACT_MISSING", "payer"),
            ("WORD_UNKNOWN", "schemes[0]"),
        ]

    def test_shortens_a_word_before_repeating_it(self):
        answer = contribution_to({**CONTRIBUTION, "sector": "{x}" * 5_000}, law=load("contribution"))
        assert len(answer["problems"][0]["message"]) < 200

    @pytest.mark.parametrize("case", [None, 5, "2026-05", [], True])
    def test_is_an_object(self, case):
        assert problems_of(contribution_to(case, law=load("contribution"))) == [("CASE_NOT_OBJECT", "")]


class TestCoverQuestion:
    @pytest.mark.parametrize(
        "name, value, code",
        [
            ("registered_on", ABSENT, "FACT_MISSING"),
            ("registered_on", "2026-02-30", "DATE_UNREADABLE"),
            ("registered_on", "20260105", "DATE_UNREADABLE"),
            ("registered_on", "２０２６-01-05", "DATE_UNREADABLE"),
            ("registered_on", "2026-W02-1", "DATE_UNREADABLE"),
            ("registered_on", "05/01/2026", "DATE_UNREADABLE"),
            ("registered_on", 20260105, "TYPE_WRONG"),
            ("on", ABSENT, "FACT_MISSING"),
            ("on", "2025-02-29", "DATE_UNREADABLE"),
            ("on", "2026-05-10T00:00", "DATE_UNREADABLE"),
            ("on", "2015-06-30", "DATE_BEFORE_LAW"),
            ("paid_months", ABSENT, "FACT_MISSING"),
            ("paid_months", "2026-01", "TYPE_WRONG"),
        ],
    )
    def test_names_the_fact_that_cannot_be_used(self, name, value, code):
        assert problems_of(cover_to(changed(COVER, name, value), law=load("cover"))) == [(code, name)]

    @pytest.mark.parametrize(
        "entry, found",
        [
            ("2026-13", [("MONTH_UNREADABLE", "paid_months[1]")]),
            ("", [("MONTH_UNREADABLE", "paid_months[1]")]),
            ("2015-06", [("MONTH_BEFORE_LAW", "paid_months[1]")]),
            (202601, [("TYPE_WRONG", "paid_months[1]")]),
            (None, [("TYPE_WRONG", "paid_months[1]")]),
            ({"month": "2026-02"}, [("FACT_MISSING", "paid_months[1].paid_on")]),
            ({"paid_on": "2026-02-01"}, [("FACT_MISSING", "paid_months[1].month")]),
            ({"month": "2026-02", "paid_on": "2026-02-30"}, [("DATE_UNREADABLE", "paid_months[1].paid_on")]),
            ({"month": "2026-02", "paid_on": "2015-06-30"}, [("DATE_BEFORE_LAW", "paid_months[1].paid_on")]),
            (
                {"month": 2, "paid_on": True},
                [("TYPE_WRONG", "paid_months[1].month"), ("TYPE_WRONG", "paid_months[1].paid_on")],
            ),
        ],
    )
    def test_names_the_place_of_a_payment_that_cannot_be_used(self, entry, found):
        answer = cover_to({**COVER, "paid_months": ["2026-01", entry]}, law=load("cover"))
        assert problems_of(answer) == found

    def test_tells_of_payments_even_without_a_registration(self):
        answer = cover_to({"paid_months": ["2026-13"], "on": "2026-05-10"}, law=load("cover"))
        assert problems_of(answer) == [("FACT_MISSING", "registered_on"), ("MONTH_UNREADABLE", "paid_months[0]")]

    @pytest.mark.parametrize("on", ["9999-12-31", "2015-07-01"])
    def test_may_ask_about_any_day_of_the_law(self, on):
        assert cover_to({**COVER, "on": on}, law=load("cover"))["status"] in ("lapsed", "not_started")

    def test_may_know_a_registration_from_before_the_law(self):
        answer = cover_to({**COVER, "registered_on": "2014-01-02", "paid_months": ["2026-04"]}, law=load("cover"))
        assert answer["status"] == "active"


class TestCatalogue:
    @pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
    def test_speaks_calmly_and_says_what_to_do(self, entry):
        text = f"{entry.message} {entry.remedy}".lower()
        assert not [word for word in HARSH if word in text.replace("{", " ").split()]
        assert entry.remedy
        assert entry.about

    def test_messages_are_text_that_any_program_can_read(self):
        answer = contribution_to({**CONTRIBUTION, "sector": "\ud800"}, law=load("contribution"))
        assert json.loads(json.dumps(answer)) == answer
