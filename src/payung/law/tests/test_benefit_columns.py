"""Columns of cases: every cell is what that one case owes, and what cannot be answered is refused whole."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law import benefit_columns
from payung.law.benefit_cases import LARGEST_BASE_RP, Losses, part_words
from payung.law.benefit_columns import CODES, owing
from payung.law.benefit_gather import columns_of
from payung.law.dated import DisabilityRow, Law, LawMissing
from payung.law.loader import load
from payung.law.rules.benefit.case import (
    Aid,
    AidCost,
    Case,
    CaseOutcome,
    Cause,
    Cost,
    Hand,
    Level,
    Loss,
    MembershipFacts,
    Mode,
    Pupil,
)
from payung.law.rules.benefit.owed import Open
from payung.law.rules.benefit.whole import owed

LAW, COVER = load("benefit"), load("cover")
ROWS = {row.part: row for row in LAW.on(date(2025, 6, 1)).rows("anatomical_losses", DisabilityRow)}
EVENTS = [
    date(2015, 7, 1),
    date(2019, 12, 1),
    date(2019, 12, 2),
    date(2024, 2, 29),
    date(2025, 2, 23),
    date(2025, 2, 24),
    date(2026, 3, 31),
    date(2026, 4, 1),
]
COSTS = st.sampled_from([0, 999_999, 1_000_000, 2_000_001, 5_000_000, 20_000_001])
HUNDREDTHS = st.integers(0, 10_000).map(lambda bp: Fraction(bp, 100))


@st.composite
def losses(draw):
    row = ROWS[draw(st.sampled_from(sorted(ROWS)))]
    return Loss(
        part=row.part,
        function_lost_percent=draw(st.sampled_from([Fraction(100)]) | HUNDREDTHS),
        table_percent=draw(st.integers(1000, 3000).map(lambda bp: Fraction(bp, 100))) if row.is_range else None,
        units=draw(st.integers(0, 9)) if row.per_ten else None,
    )


@st.composite
def cases(draw):
    event = draw(st.sampled_from(EVENTS))
    births = st.sampled_from([date(event.year - years, month, day) for years in (22, 23, 9) for month, day in ((2, 28), (3, 1), (12, 2))])  # fmt: skip
    children = st.builds(
        Pupil,
        level=st.sampled_from(Level),
        years_left_at_level=st.integers(0, 7),
        birth_date=st.none() | births | st.sampled_from([date(2000, 2, 29), date(2001, 2, 28)]),
    )
    return Case(
        cause=draw(st.sampled_from(Cause)),
        outcome=draw(st.sampled_from(CaseOutcome)),
        event_date=event,
        base_income_rp=draw(st.sampled_from([0, 333_333, 1_000_000, 20_700_000, 1_000_001])),
        membership=MembershipFacts(
            registered_on=event - timedelta(days=draw(st.sampled_from([0, 59, 60, 90, 1200]))),
            months_paid=draw(st.sampled_from([0, 1, 2, 3, 35, 36, 59, 60])),
            status=draw(st.sampled_from(["active", "active", "active", "unpaid", "lapsed", "not_started"])),
            other_paid_memberships=draw(st.integers(0, 2)),
        ),
        transport=tuple(draw(st.lists(st.builds(Cost, mode=st.sampled_from(Mode), cost_rp=COSTS), max_size=3))),
        medical_cost_rp=draw(COSTS),
        home_care_cost_rp=draw(COSTS),
        months_unable=Fraction(draw(st.sampled_from([0, 1, 179, 180, 181, 360, 361, 1000])), 30),
        losses=tuple(draw(st.lists(losses(), max_size=3))),
        handedness=draw(st.sampled_from(Hand)),
        aids=tuple(draw(st.lists(st.builds(AidCost, kind=st.sampled_from(Aid), cost_rp=COSTS), max_size=3))),
        children=tuple(draw(st.lists(children, max_size=4))),
        has_heirs=draw(st.booleans()),
        days_paid_late=draw(st.sampled_from([0, 1, 33])),
    )


def one_case(**changed):
    facts = {
        "cause": Cause.WORK,
        "outcome": CaseOutcome.DEATH,
        "event_date": date(2025, 6, 1),
        "base_income_rp": 1_000_000,
        "membership": MembershipFacts(registered_on=date(2024, 1, 10), months_paid=17, status="active"),
    }
    return Case(**{**facts, **changed})


def as_columns(*given_cases):
    return columns_of(given_cases, law=LAW)


def answer(columns):
    return owing(columns, law=LAW, cover_law=COVER)


class TestOwing:
    @given(st.lists(cases(), min_size=1, max_size=12), st.integers(1, 5))
    def test_of_each_case_is_what_that_case_alone_is_owed(self, given_cases, at_once):
        kept, benefit_columns.CASES_AT_ONCE = benefit_columns.CASES_AT_ONCE, at_once
        try:
            found = answer(columns_of(given_cases, law=LAW))
        finally:
            benefit_columns.CASES_AT_ONCE = kept
        for place, case in enumerate(given_cases):
            alone = owed(case, law=LAW, cover_law=COVER)
            lines = {line.code: line.amount_rp for line in alone.lines}
            assert found.amount_rp[place].tolist() == [lines.get(code, 0) for code in CODES]
            assert found.total_now_rp[place] == alone.total_now_rp == sum(lines.values())
            assert found.scholarship_total_rp[place] == alone.scholarship_total_rp
            assert tuple(its for its in Open if found.flags[place] >> its & 1) == alone.open

    def test_has_the_shape_and_the_types_promised(self):
        found = answer(as_columns(*[one_case()] * 3))
        assert (found.amount_rp.shape, found.amount_rp.dtype.name) == ((3, 18), "int64")
        assert (found.total_now_rp.dtype.name, found.scholarship_total_rp.dtype.name) == ("int64", "int64")
        assert (found.flags.dtype.name, found.raised(Open.NO_HEIRS).dtype.name) == ("uint32", "bool")

    def test_of_no_case_is_empty(self):
        assert answer(as_columns()).amount_rp.shape == (0, 18)

    def test_names_what_must_be_told(self):
        found = answer(as_columns(one_case(), one_case(has_heirs=False)))
        assert found.raised(Open.NO_HEIRS).tolist() == [False, True]

    def test_pays_as_many_children_as_the_law_allows_those_with_the_largest_ways(self):
        child = Pupil(level=Level.SD, years_left_at_level=6)
        dear = Pupil(level=Level.TK, years_left_at_level=2)
        found = answer(as_columns(one_case(children=(child, child, dear)), one_case(children=(child,))))
        assert found.scholarship_total_rp.tolist() == [84_000_000 + 87_000_000, 84_000_000]

    def test_pays_of_equal_ways_those_that_stand_first(self):
        unknown = Pupil(level=Level.SD, years_left_at_level=6)
        known = replace(unknown, birth_date=date(2019, 5, 5))
        found = answer(
            as_columns(one_case(children=(unknown, known, known)), one_case(children=(known, known, unknown)))
        )
        assert found.raised(Open.UPPER_BOUND_NO_BIRTH_DATE).tolist() == [True, False]

    def test_looks_losses_up_in_the_table_of_their_day(self):
        table = LAW.values["anatomical_losses"][0]
        thumb = tuple(replace(row, percent=Fraction(20), percent_to=Fraction(20)) if row.part == "right_thumb" else row for row in table.value)  # fmt: skip
        periods = (
            replace(table, to_date=date(2025, 12, 31)),
            replace(table, from_date=date(2026, 1, 1), value=thumb),
        )
        changed = Law(file=LAW.file, hash="", values=MappingProxyType({**LAW.values, "anatomical_losses": periods}))
        lost = {"outcome": CaseOutcome.PARTIAL_DISABILITY, "losses": (Loss(part="right_thumb"),)}
        given_cases = [one_case(event_date=day, **lost) for day in (date(2025, 12, 31), date(2026, 1, 1))]
        found = owing(columns_of(given_cases, law=changed), law=changed, cover_law=COVER)
        assert found.total_now_rp.tolist() == [12_000_000, 16_000_000]


class TestRefusals:
    @pytest.mark.parametrize(
        "name, values",
        [
            ("cause", [2]),
            ("outcome", [5]),
            ("status", [-1]),
            ("handedness", [2]),
            ("base_income_rp", [-1]),
            ("base_income_rp", [LARGEST_BASE_RP + 1]),
            ("base_income_rp", [1.5]),
            ("months_paid", [-1]),
            ("transport_rp", [[0, -1, 0]]),
            ("aids_rp", [[0, 0, 0, -1]]),
            ("medical_cost_rp", [-1]),
            ("home_care_cost_rp", [-1]),
            ("days_unable", [-1]),
            ("days_paid_late", [-1]),
            ("other_paid_memberships", [-1]),
        ],
    )
    def test_name_the_column_that_no_case_can_have(self, name, values):
        with pytest.raises(ValueError, match=rf"^{name}: whole numbers from 0 to"):
            answer(replace(as_columns(one_case()), **{name: np.array(values)}))

    def test_name_a_day_that_is_missing_or_before_the_registration(self):
        columns = as_columns(one_case())
        with pytest.raises(ValueError, match=r"^registered_on: every case"):
            answer(replace(columns, registered_on=np.array(["NaT"], "datetime64[D]")))
        with pytest.raises(ValueError, match=r"^event_date: lies before"):
            answer(replace(columns, event_date=np.array(["2024-01-09"], "datetime64[D]")))

    def test_name_heirs_that_are_neither_true_nor_false(self):
        with pytest.raises(ValueError, match=r"^has_heirs: needs true or false"):
            answer(replace(as_columns(one_case()), has_heirs=np.array([1])))

    def test_name_events_before_the_law(self):
        case = one_case(event_date=date(2015, 6, 30), membership=MembershipFacts(registered_on=date(2015, 1, 1), months_paid=1, status="active"))  # fmt: skip
        with pytest.raises(LawMissing, match=r"^benefit.yaml: multiplier has no value before 2015-07-01$"):
            answer(as_columns(case))

    @pytest.mark.parametrize("start", [[0, 0], [0, 2], [1, 1], [0, 1, 1], [0]])
    def test_name_losses_that_belong_to_no_case(self, start):
        columns = as_columns(one_case(losses=(Loss(part="one_eye"),)))
        with pytest.raises(ValueError, match=r"^losses: start must go from 0 to 1 in 1 steps"):
            answer(replace(columns, losses=replace(columns.losses, start=np.array(start))))

    @pytest.mark.parametrize(
        "loss, says",
        [
            ({"part": "scalp"}, "table_percent_bp: a row that is a range"),
            ({"part": "scalp", "table_percent": Fraction(999, 100)}, "table_percent_bp: a row that is a range"),
            ({"part": "scalp", "table_percent": Fraction(3001, 100)}, "table_percent_bp: a row that is a range"),
            ({"part": "visual_field_per_10_percent"}, "units: a row that counts by tens"),
        ],
    )
    def test_name_losses_that_the_table_cannot_weigh(self, loss, says):
        with pytest.raises(ValueError, match=rf"^{says}"):
            answer(as_columns(one_case(losses=(Loss(**loss),))))

    def test_name_a_part_beyond_the_table(self):
        columns = as_columns(one_case(losses=(Loss(part="one_eye"),)))
        beyond = replace(columns.losses, part=np.array([len(part_words(LAW))]))
        with pytest.raises(ValueError, match=r"^part: whole numbers from 0 to 45"):
            answer(replace(columns, losses=beyond))

    @pytest.mark.parametrize(
        "changed, says",
        [
            ({"months_unable": Fraction(1, 31)}, "months_unable: columns hold whole days"),
            ({"losses": (Loss(part="one_eye", function_lost_percent=Fraction(1, 3)),)}, "function_lost_percent: col"),
            ({"losses": (Loss(part="tail"),)}, "part: 'tail' is not in the table"),
            ({"membership": MembershipFacts(registered_on=date(2024, 1, 1), months_paid=1, status="alive")}, "status: 'alive'"),
        ],
    )  # fmt: skip
    def test_name_what_is_too_fine_or_unknown_for_a_column(self, changed, says):
        with pytest.raises(ValueError, match=rf"^{says}"):
            as_columns(one_case(**changed))

    def test_name_a_percent_of_the_law_too_fine_for_a_column(self):
        table = LAW.values["anatomical_losses"][0]
        fine = tuple(replace(row, percent=Fraction(1, 3), percent_to=Fraction(1, 3)) for row in table.value)
        changed = {**LAW.values, "anatomical_losses": (replace(table, value=fine),)}
        law = Law(file=LAW.file, hash="", values=MappingProxyType(changed))
        with pytest.raises(LawMissing, match=r"finer than columns of cases can hold"):
            owing(columns_of([one_case()], law=law), law=law, cover_law=COVER)


def test_losses_say_how_they_are_laid_out():
    columns = as_columns(one_case(), one_case(losses=(Loss(part="one_eye"), Loss(part="smell"))))
    assert isinstance(columns.losses, Losses)
    assert columns.losses.start.tolist() == [0, 0, 2]
