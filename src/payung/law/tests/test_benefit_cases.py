"""The worked cases of benefit that officers read and add to (`cases/benefit_*.yaml`), asked of the command's own function."""

import pytest

from payung.law.command import benefit_to
from payung.law.loader import load
from payung.law.tests.benefit_worked import WORDS, cases, figures, in_words_of

WORKED = list(cases())


def asked(given):
    return benefit_to(given, law=load("benefit"), cover_law=load("cover"))


def parameters(*, refused):
    return [
        pytest.param(given, expected, id=name)
        for name, given, expected in WORKED
        if ("problems" in expected) is refused
    ]


class TestBenefitCases:
    @pytest.mark.parametrize("given, expected", parameters(refused=False))
    def test_answers_as_the_case_says(self, given, expected):
        answer = asked(given)
        assert "problems" not in answer, answer
        lines = {line["code"]: line["amount_rp"] for line in answer["lines"]}
        assert len(lines) == len(answer["lines"]), "one line per code"
        assert in_words_of(expected, lines=lines, answer=answer) == figures(expected)
        assert self.said(answer, expected) == {name: value for name, value in expected.items() if name in WORDS}

    def said(self, answer, expected):
        notes = " ".join(answer["notes"])
        words = {
            "noted": bool(answer["notes"]),
            "a_person_decides": bool(answer["for_a_person"]),
            "says": expected.get("says") if expected.get("says", "") in notes else notes,
        }
        return {name: words[name] for name in expected if name in WORDS}

    @pytest.mark.parametrize("given, expected", parameters(refused=True))
    def test_refuses_as_the_case_says(self, given, expected):
        answer = asked(given)
        assert list(answer) == ["problems"]
        assert {problem["field"]: problem["code"] for problem in answer["problems"]} == expected["problems"]
