"""`payung benefit` against the oracle, on cases that nobody chose."""

from hypothesis import given, settings

from benefit_oracle.model import owed
from payung.law.command import benefit_to
from payung.law.loader import load
from payung.law.tests.benefit_drawn import drawn_cases


def answered(case):
    answer = benefit_to(case, law=load("benefit"), cover_law=load("cover"))
    assert "problems" not in answer, answer
    return answer


def as_oracle(answer):
    """The answer without its sentences. One line a code and the order of the schedule are looked at elsewhere."""
    return {
        "regime": answer["regime"],
        "lines": {line["code"]: line["amount_rp"] for line in answer["lines"]},
        "total_now_rp": answer["total_now_rp"],
        "scholarship_total_rp": answer["scholarship_total_rp"],
        "scholarship_schedule": sorted(
            answer["scholarship_schedule"], key=lambda year: (year["due_date"], year["child"])
        ),
    }


class TestBenefit:
    @settings(max_examples=250)
    @given(drawn_cases())
    def test_owes_what_the_text_says(self, case):
        wanted = owed(case)
        noted = wanted.pop("noted")
        answer = answered(case)
        assert as_oracle(answer) == wanted
        assert answer["notes"] or not noted

    @settings(max_examples=100)
    @given(drawn_cases(cause="other", outcome="death"))
    def test_owes_what_the_text_says_of_other_deaths(self, case):
        wanted = owed(case)
        wanted.pop("noted")
        assert as_oracle(answered(case)) == wanted

    @settings(max_examples=100)
    @given(drawn_cases(cause="work", outcome="partial_disability"))
    def test_owes_what_the_text_says_of_losses(self, case):
        wanted = owed(case)
        wanted.pop("noted")
        assert as_oracle(answered(case)) == wanted
