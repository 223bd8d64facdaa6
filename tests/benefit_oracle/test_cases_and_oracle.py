"""The worked cases against the oracle, neither of which knows the rules: a wrong figure is found before it is believed."""

import csv
from fractions import Fraction

import pytest

from benefit_oracle import table
from benefit_oracle.model import owed
from payung.law.tests.benefit_worked import cases, figures, in_words_of

COMPUTED = [pytest.param(given, expected, id=name) for name, given, expected in cases() if "problems" not in expected]


class TestWorkedCases:
    @pytest.mark.parametrize("given, expected", COMPUTED)
    def test_are_what_the_oracle_owes(self, given, expected):
        answer = owed(given)
        assert in_words_of(expected, lines=answer["lines"], answer=answer) == figures(expected)
        assert answer["noted"] or not expected.get("noted")

    def test_have_names_of_their_own(self):
        names = [name for name, _, _ in cases()]
        assert len(names) == len(set(names))


class TestTable:
    def test_is_the_printed_one(self, shared):
        printed = list(csv.DictReader((shared / "domain" / "disability.csv").read_text("utf-8").splitlines()))
        assert sorted(row["part"] for row in printed) == sorted(table.PARTS)
        for row in printed:
            part, percent = row["part"], row["percent"]
            if part in table.RANGES:
                assert tuple(map(int, percent.split("-"))) == table.RANGES[part]
            else:
                assert Fraction(percent) == (table.PERCENT | table.BY_TENS)[part]

    def test_of_the_worked_cases_holds_every_row(self):
        named = {given["losses"][0]["part"] for name, given, _ in cases() if name.startswith("row ")}
        assert named == set(table.PARTS)
