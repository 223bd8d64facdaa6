"""What was paid against what is owed, and what lateness costs: rules only."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.claims.rules.differences import WHOLE, DifferenceKind, compared
from payung.claims.rules.late import Paid, late_parts
from payung.law.loader import load
from payung.law.present.benefit import benefit_answer
from payung.law.rules.benefit.case import Case, CaseOutcome, Cause, LineCode, MembershipFacts

OWED = {"JKM_DEATH_GRANT": 20_000_000, "JKM_PERIODIC": 12_000_000, "FUNERAL": 10_000_000}
DUE = date(2027, 5, 25)
ONE_PERCENT = Fraction(1, 100)


def kinds(*paid: tuple[str, int]) -> dict[str, DifferenceKind]:
    return {one.code: one.kind for one in compared(owed=OWED, paid=paid) if one.kind}


class TestCompared:
    @pytest.mark.parametrize(
        ("paid", "kind"),
        [
            (9_999_999, DifferenceKind.SHORT),
            (10_000_000, None),
            (10_000_001, DifferenceKind.OVER),
            (0, DifferenceKind.MISSING),
        ],
    )
    def test_a_rupiah_less_is_short_and_one_more_is_over(self, paid, kind):
        rest = [("JKM_DEATH_GRANT", 20_000_000), ("JKM_PERIODIC", 12_000_000)]
        found = kinds(*rest, *([("FUNERAL", paid)] if paid else []))
        assert found == ({"FUNERAL": kind} if kind else {})

    def test_what_is_not_owed_is_unexpected(self):
        assert kinds(*OWED.items(), ("STMB", 1)) == {"STMB": DifferenceKind.UNEXPECTED}

    def test_several_payments_of_one_line_count_together(self):
        assert kinds(*OWED.items(), ("FUNERAL", 1), ("FUNERAL", 2)) == {"FUNERAL": DifferenceKind.OVER}

    def test_a_sum_without_lines_says_only_that_the_whole_is_short(self):
        assert kinds(("", 42_000_000)) == {}
        assert kinds(("", 40_000_000)) == {WHOLE: DifferenceKind.SHORT}
        assert kinds(("", 43_000_000)) == {WHOLE: DifferenceKind.OVER}

    def test_a_sum_without_lines_is_held_against_what_no_line_paid(self):
        assert kinds(("FUNERAL", 10_000_000), ("", 32_000_000)) == {}
        assert kinds(("FUNERAL", 11_000_000), ("", 32_000_000)) == {"FUNERAL": DifferenceKind.OVER}

    def test_a_sum_without_lines_beside_all_lines_is_unexpected(self):
        assert kinds(*OWED.items(), ("", 5)) == {WHOLE: DifferenceKind.UNEXPECTED}

    @given(st.lists(st.tuples(st.sampled_from([*OWED, "STMB", ""]), st.integers(1, 30_000_000)), max_size=6))
    def test_no_rupiah_is_lost(self, paid):
        lines = compared(owed=OWED, paid=paid)
        assert sum(one.paid_rp for one in lines) == sum(rp for _, rp in paid)
        open_rp = sum(one.owed_rp - one.paid_rp for one in lines if one.kind)
        assert open_rp == sum(OWED.values()) - sum(rp for _, rp in paid)


class TestLateness:
    def late(self, *paid: Paid, on: date | None = None, owed_rp: int = 42_000_000) -> list[tuple[int, int]]:
        parts = late_parts(due=DUE, owed_rp=owed_rp, paid=paid, share=ONE_PERCENT, on=on)
        return [(one.days, one.compensation_rp) for one in parts]

    def test_the_last_day_is_in_time_and_the_next_costs_one_percent(self):
        assert self.late(Paid(paid_on=DUE, amount_rp=42_000_000)) == []
        assert self.late(Paid(paid_on=date(2027, 5, 26), amount_rp=42_000_000)) == [(1, 420_000)]

    def test_each_part_is_late_for_its_own_days(self):
        paid = Paid(paid_on=DUE, amount_rp=10_000_000), Paid(paid_on=date(2027, 5, 30), amount_rp=32_000_000)
        assert self.late(*paid) == [(5, 1_600_000)]

    def test_what_has_not_come_counts_until_the_day_asked_about(self):
        assert self.late(on=date(2027, 5, 27)) == [(2, 840_000)]
        assert self.late(on=DUE) == []

    def test_what_is_paid_beyond_what_is_owed_is_not_late(self):
        paid = Paid(paid_on=DUE, amount_rp=42_000_000), Paid(paid_on=date(2027, 6, 30), amount_rp=1_000_000)
        assert self.late(*paid) == []

    @pytest.mark.parametrize("days", [1, 5, 37])
    def test_at_once_and_whole_is_what_the_law_computes(self, days):
        """law.md §9 row 30: five days late, 42 million, 2.1 million."""
        case = Case(
            cause=Cause.OTHER,
            outcome=CaseOutcome.DEATH,
            event_date=date(2027, 5, 19),
            base_income_rp=1_000_000,
            membership=MembershipFacts(registered_on=date(2027, 1, 5), months_paid=6, status="active"),
            days_paid_late=days,
        )
        answer = benefit_answer(case, law=load("benefit"), cover_law=load("cover"))
        of_law = next(one.amount_rp for one in answer.lines if one.code is LineCode.LATE_COMPENSATION)
        paid = Paid(paid_on=date.fromordinal(DUE.toordinal() + days), amount_rp=42_000_000)
        assert self.late(paid) == [(days, of_law)]
