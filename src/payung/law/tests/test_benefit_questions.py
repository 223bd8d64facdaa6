"""Cases of benefit that cannot be computed: every problem at once, by code and fact; and what a case may leave out."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from payung.law.benefit_questions import benefit_question
from payung.law.loader import load
from payung.law.present.parts import PARTS
from payung.law.rules.benefit.case import Aid, AidCost, Case, Cost, Hand, Level, Loss, Mode, Pupil

MEMBERSHIP = {"registered_on": "2024-01-10", "months_paid": 24, "status": "active", "other_paid_memberships": 0}
CASE = {
    "cause": "work",
    "outcome": "death",
    "event_date": "2025-06-01",
    "base_income_rp": 1_000_000,
    "membership": MEMBERSHIP,
}
ABSENT = object()


def changed(case, name, value):
    return {key: old for key, old in case.items() if key != name} | ({} if value is ABSENT else {name: value})


def problems_of(case):
    found = benefit_question(case, law=load("benefit"))
    assert isinstance(found, list), found
    return [(problem.code, problem.where.field) for problem in found]


def read(**said) -> Case:
    """The case, as the command reads it."""
    found = benefit_question(json.loads(json.dumps({**CASE, **said}), parse_float=Decimal), law=load("benefit"))
    assert isinstance(found, Case), found
    return found


class TestFacts:
    @pytest.mark.parametrize(
        "name, value, code",
        [
            ("cause", ABSENT, "FACT_MISSING"),
            ("cause", "sea", "WORD_UNKNOWN"),
            ("outcome", "dead", "WORD_UNKNOWN"),
            ("outcome", 4, "TYPE_WRONG"),
            ("event_date", ABSENT, "FACT_MISSING"),
            ("event_date", "2025-02-29", "DATE_UNREADABLE"),
            ("event_date", "2015-06-30", "DATE_BEFORE_LAW"),
            ("event_date", "2024-01-09", "EVENT_BEFORE_REGISTRATION"),
            ("base_income_rp", ABSENT, "FACT_MISSING"),
            ("base_income_rp", -1, "SUM_NEGATIVE"),
            ("base_income_rp", Decimal("1000000.0"), "TYPE_WRONG"),
            ("membership", ABSENT, "FACT_MISSING"),
            ("membership", [], "TYPE_WRONG"),
            ("transport", {"land": 5}, "TYPE_WRONG"),
            ("medical_cost_rp", -1, "SUM_NEGATIVE"),
            ("medical_cost_rp", "", "FACT_MISSING"),
            ("home_care_cost_rp", 10**18, "SUM_TOO_LARGE"),
            ("months_unable", Decimal("-0.1"), "NUMBER_NEGATIVE"),
            ("months_unable", float("nan"), "TYPE_WRONG"),
            ("months_unable", float("inf"), "TYPE_WRONG"),
            ("months_unable", "14", "TYPE_WRONG"),
            ("months_unable", True, "TYPE_WRONG"),
            ("event_date", "3000-01-01", "DATE_TOO_LATE"),
            ("months_unable", Decimal("1e999999"), "NUMBER_TOO_LARGE"),
            ("months_unable", Decimal("1e-999999"), "NUMBER_TOO_LARGE"),
            ("months_unable", 10**18, "NUMBER_TOO_LARGE"),
            ("handedness", "both", "WORD_UNKNOWN"),
            ("has_heirs", 1, "TYPE_WRONG"),
            ("has_heirs", "false", "TYPE_WRONG"),
            ("days_paid_late", -1, "NUMBER_NEGATIVE"),
            ("days_paid_late", Decimal("1.5"), "TYPE_WRONG"),
        ],
    )
    def test_names_the_fact_that_cannot_be_used(self, name, value, code):
        assert problems_of(changed(CASE, name, value)) == [(code, name)]

    @pytest.mark.parametrize(
        "name, value, code",
        [
            ("registered_on", ABSENT, "FACT_MISSING"),
            ("registered_on", "2024-01-32", "DATE_UNREADABLE"),
            ("months_paid", ABSENT, "FACT_MISSING"),
            ("months_paid", -1, "NUMBER_NEGATIVE"),
            ("months_paid", True, "TYPE_WRONG"),
            ("status", ABSENT, "FACT_MISSING"),
            ("status", "aktif", "WORD_UNKNOWN"),
            ("other_paid_memberships", -1, "NUMBER_NEGATIVE"),
        ],
    )
    def test_names_the_fact_of_the_membership(self, name, value, code):
        case = {**CASE, "membership": changed(MEMBERSHIP, name, value)}
        assert problems_of(case) == [(code, f"membership.{name}")]

    @pytest.mark.parametrize(
        "name, entry, found",
        [
            ("transport", "land", ("TYPE_WRONG", "transport[1]")),
            ("transport", {"mode": "river", "cost_rp": 1}, ("WORD_UNKNOWN", "transport[1].mode")),
            ("transport", {"mode": "land", "cost_rp": -1}, ("SUM_NEGATIVE", "transport[1].cost_rp")),
            ("transport", {"mode": "land"}, ("FACT_MISSING", "transport[1].cost_rp")),
            ("aids", {"kind": "crutch", "cost_rp": 1}, ("WORD_UNKNOWN", "aids[1].kind")),
            ("aids", {"kind": "glasses", "cost_rp": -1}, ("SUM_NEGATIVE", "aids[1].cost_rp")),
            ("children", {"level": "S2", "years_left_at_level": 1}, ("WORD_UNKNOWN", "children[1].level")),
            ("children", {"level": "SD"}, ("FACT_MISSING", "children[1].years_left_at_level")),
            (
                "children",
                {"level": "SD", "years_left_at_level": -1},
                ("NUMBER_NEGATIVE", "children[1].years_left_at_level"),
            ),
            (
                "children",
                {"level": "SD", "years_left_at_level": 1, "birth_date": "2025-06-02"},
                ("BIRTH_AFTER_EVENT", "children[1].birth_date"),
            ),
        ],
    )
    def test_names_the_place_in_a_list(self, name, entry, found):
        good = {
            "transport": {"mode": "land", "cost_rp": 1},
            "aids": {"kind": "glasses", "cost_rp": 1},
            "children": {"level": "SD", "years_left_at_level": 1, "birth_date": "2025-06-01"},
        }
        assert problems_of({**CASE, name: [good[name], entry]}) == [found]

    @pytest.mark.parametrize(
        "loss, found",
        [
            ({}, ("FACT_MISSING", "part")),
            ({"part": "right_tumb"}, ("PART_UNKNOWN", "part")),
            ({"part": "\ud800" * 50_000}, ("PART_UNKNOWN", "part")),
            ({"part": "right_thumb", "function_lost_percent": Decimal("100.001")}, ("PERCENT_OVER_100", "function_lost_percent")),
            ({"part": "right_thumb", "function_lost_percent": -1}, ("NUMBER_NEGATIVE", "function_lost_percent")),
            ({"part": "right_thumb", "table_percent": 16}, ("PERCENT_OUTSIDE_ROW", "table_percent")),
            ({"part": "right_thumb", "units": 1}, ("UNITS_NOT_COUNTED", "units")),
            ({"part": "scalp"}, ("FACT_MISSING", "table_percent")),
            ({"part": "scalp", "table_percent": None}, ("FACT_MISSING", "table_percent")),
            ({"part": "scalp", "table_percent": Decimal("9.99")}, ("PERCENT_OUTSIDE_ROW", "table_percent")),
            ({"part": "scalp", "table_percent": Decimal("30.01")}, ("PERCENT_OUTSIDE_ROW", "table_percent")),
            ({"part": "scalp", "table_percent": "20"}, ("TYPE_WRONG", "table_percent")),
            ({"part": "hearing_loss_one_ear_per_10db"}, ("FACT_MISSING", "units")),
            ({"part": "hearing_loss_one_ear_per_10db", "units": -1}, ("NUMBER_NEGATIVE", "units")),
            ({"part": "hearing_loss_one_ear_per_10db", "units": Decimal("2.5")}, ("TYPE_WRONG", "units")),
            ({"part": "visual_acuity_per_10_percent", "units": 11}, ("PERCENT_OVER_100", "units")),
        ],
    )  # fmt: skip
    def test_holds_a_loss_against_its_row_of_the_table(self, loss, found):
        assert problems_of({**CASE, "losses": [loss]}) == [(found[0], f"losses[0].{found[1]}")]

    def test_tells_everything_at_once(self):
        case = {"cause": "x", "membership": {"months_paid": -1, "status": "active"}, "losses": [{"part": 5}], "aids": 7}
        assert problems_of(case) == [
            ("WORD_UNKNOWN", "cause"),
            ("FACT_MISSING", "outcome"),
            ("FACT_MISSING", "event_date"),
            ("FACT_MISSING", "base_income_rp"),
            ("FACT_MISSING", "membership.registered_on"),
            ("NUMBER_NEGATIVE", "membership.months_paid"),
            ("TYPE_WRONG", "losses[0].part"),
            ("TYPE_WRONG", "aids"),
        ]

    @pytest.mark.parametrize("case", [None, 5, "2025-06-01", [], True])
    def test_is_an_object(self, case):
        assert problems_of(case) == [("CASE_NOT_OBJECT", "")]

    def test_names_the_nearest_parts_of_an_unknown_one(self):
        [problem] = benefit_question({**CASE, "losses": [{"part": "right_tumb"}]}, law=load("benefit"))
        assert "right_thumb" in problem.remedy


class TestWhatIsRead:
    @pytest.mark.parametrize("nothing", [{}, {"transport": None, "children": None, "losses": [], "has_heirs": None}])
    def test_counts_what_is_left_out_as_nothing(self, nothing):
        case = read(**nothing)
        assert (case.transport, case.losses, case.aids, case.children) == ((), (), (), ())
        assert (case.medical_cost_rp, case.home_care_cost_rp, case.months_unable, case.days_paid_late) == (0, 0, 0, 0)
        assert (case.handedness, case.has_heirs) == (Hand.RIGHT, True)

    def test_reads_every_fact_as_it_is_written(self):
        case = read(
            transport=[{"mode": "sea", "cost_rp": 1_200_000}],
            losses=[{"part": "scalp", "function_lost_percent": 12.5, "table_percent": 22.5}],
            handedness="left",
            aids=[{"kind": "denture", "cost_rp": 5}],
            children=[{"level": "SMA", "years_left_at_level": 3, "birth_date": "2009-01-02"}],
            has_heirs=False,
            days_paid_late=5,
        )
        assert case.transport == (Cost(mode=Mode.SEA, cost_rp=1_200_000),)
        assert case.losses == (
            Loss(part="scalp", function_lost_percent=Fraction(25, 2), table_percent=Fraction(45, 2), units=None),
        )
        assert case.aids == (AidCost(kind=Aid.DENTURE, cost_rp=5),)
        assert case.children == (Pupil(level=Level.SMA, years_left_at_level=3, birth_date=date(2009, 1, 2)),)
        assert (case.handedness, case.has_heirs, case.days_paid_late) == (Hand.LEFT, False, 5)

    @pytest.mark.parametrize(
        "written, months", [("0.1", Fraction(1, 10)), ("1e-1", Fraction(1, 10)), ("14", Fraction(14))]
    )
    def test_takes_a_fraction_exactly(self, written, months):
        case = json.loads(json.dumps({**CASE, "months_unable": "?"}).replace('"?"', written), parse_float=Decimal)
        assert benefit_question(case, law=load("benefit")).months_unable == months
        assert (
            benefit_question(
                json.loads(json.dumps({**CASE, "months_unable": float(written)})), law=load("benefit")
            ).months_unable
            == months
        )

    @pytest.mark.parametrize("figure", [10, 30, Decimal("10.00")])
    def test_takes_the_ends_of_a_range(self, figure):
        case = benefit_question({**CASE, "losses": [{"part": "scalp", "table_percent": figure}]}, law=load("benefit"))
        assert case.losses[0].table_percent == figure

    def test_takes_the_figure_of_a_row_that_has_but_one(self):
        assert read(losses=[{"part": "right_index_first_joint", "table_percent": 4.5}]).losses[
            0
        ].table_percent == Fraction(9, 2)

    @pytest.mark.parametrize("event_date", ["2024-01-10", "2999-12-31"])
    def test_takes_the_day_of_registration_and_any_later(self, event_date):
        assert read(event_date=event_date).event_date.isoformat() == event_date

    def test_keeps_a_child_that_is_too_old_for_the_rule_to_speak_of(self):
        assert len(read(children=[{"level": "PT", "years_left_at_level": 1, "birth_date": "1999-01-01"}]).children) == 1


class TestParts:
    def test_every_row_of_the_table_has_words(self):
        rows = load("benefit").on(date(2025, 6, 1)).entry("anatomical_losses").value
        assert [row.part for row in rows] == list(PARTS)
