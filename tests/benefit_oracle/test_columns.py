"""Columns of cases against the oracle: all worked cases at once, each owed what it is owed alone."""

from benefit_oracle.model import owed
from payung.law.benefit_columns import CODES, owing
from payung.law.benefit_gather import columns_of
from payung.law.benefit_questions import benefit_question
from payung.law.loader import load
from payung.law.tests.benefit_worked import cases


class TestColumns:
    def test_owe_each_worked_case_what_it_is_owed_alone(self):
        law, cover_law = load("benefit"), load("cover")
        worked = [given for _, given, expected in cases() if "problems" not in expected]
        answer = owing(
            columns_of([benefit_question(given, law=law) for given in worked], law=law), law=law, cover_law=cover_law
        )
        for place, given in enumerate(worked):
            wanted = owed(given)
            lines = {code.value: int(rp) for code, rp in zip(CODES, answer.amount_rp[place], strict=True) if rp}
            assert lines == wanted["lines"], given
            assert answer.total_now_rp[place] == wanted["total_now_rp"]
            assert answer.scholarship_total_rp[place] == wanted["scholarship_total_rp"]
