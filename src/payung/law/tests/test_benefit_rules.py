"""Rules of benefit one by one, where the cases of `law/cases/` do not reach: days, holes in the law, what lies behind a line."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest

from payung.law.dated import Law, LawMissing
from payung.law.loader import load
from payung.law.rules.benefit.case import (
    Case,
    CaseOutcome,
    Cause,
    Cost,
    Level,
    LineCode,
    Loss,
    MembershipFacts,
    Mode,
    Pupil,
)
from payung.law.rules.benefit.children import years_after
from payung.law.rules.benefit.deadlines import deadlines_on
from payung.law.rules.benefit.owed import Open
from payung.law.rules.benefit.scholarship import years_owed
from payung.law.rules.benefit.terms import COVER_KEYS, KEYS, terms_on, turning_days
from payung.law.rules.benefit.whole import owed

LAW, COVER = load("benefit"), load("cover")
MEMBER = MembershipFacts(registered_on=date(2024, 1, 10), months_paid=17, status="active")


def case(**changed):
    facts = {
        "cause": Cause.WORK,
        "outcome": CaseOutcome.DEATH,
        "event_date": date(2025, 6, 1),
        "base_income_rp": 1_000_000,
        "membership": MEMBER,
    }
    return Case(**{**facts, **changed})


def told(**changed):
    return owed(case(**changed), law=LAW, cover_law=COVER)


def with_value(key, value):
    """The shipped law with another value of one key, through all days."""
    periods = tuple(replace(period, value=value) for period in LAW.values[key])
    return Law(file=LAW.file, hash="", values=MappingProxyType({**LAW.values, key: periods}))


def line(answer, code):
    return next(line for line in answer.lines if line.code is code)


class TestTermsOn:
    @pytest.mark.parametrize(
        "day, regime, funeral_rp, condition",
        [
            (date(2015, 7, 1), "PP 44/2015", 3_000_000, "active_member"),
            (date(2019, 12, 1), "PP 44/2015", 3_000_000, "active_member"),
            (date(2019, 12, 2), "PP 82/2019", 10_000_000, "active_member"),
            (date(2025, 2, 23), "PP 82/2019", 10_000_000, "active_member"),
            (date(2025, 2, 24), "PP 82/2019 + Permenaker 1/2025", 10_000_000, "as_cover"),
        ],
    )
    def test_are_those_of_the_first_and_the_last_day_of_each_regime(self, day, regime, funeral_rp, condition):
        terms = terms_on(on=day, law=LAW, cover_law=COVER)
        assert (terms.regime, terms.funeral_rp, terms.jkm_condition) == (regime, funeral_rp, condition)

    def test_are_refused_before_the_law(self):
        with pytest.raises(LawMissing, match=r"^benefit.yaml: regime has no value on 2015-06-30$"):
            terms_on(on=date(2015, 6, 30), law=LAW, cover_law=COVER)

    @pytest.mark.parametrize("key", KEYS)
    def test_are_refused_naming_a_value_that_is_not_there(self, key):
        law = Law(file=LAW.file, hash="", values={name: its for name, its in LAW.values.items() if name != key})
        with pytest.raises(LawMissing, match=rf"^benefit.yaml: {key} is not there$"):
            terms_on(on=date(2025, 6, 1), law=law, cover_law=COVER)

    @pytest.mark.parametrize("key", COVER_KEYS)
    def test_are_refused_naming_a_value_of_cover_that_is_not_there(self, key):
        cover = Law(file=COVER.file, hash="", values={name: its for name, its in COVER.values.items() if name != key})
        with pytest.raises(LawMissing, match=rf"^cover.yaml: {key} is not there$"):
            terms_on(on=date(2025, 6, 1), law=LAW, cover_law=cover)

    def test_change_where_cover_alone_changes(self):
        entry = COVER.values["lapse_months"][0]
        lapse = (replace(entry, to_date=date(2026, 2, 28)), replace(entry, from_date=date(2026, 3, 1), value=6))
        cover = Law(file=COVER.file, hash="", values={**COVER.values, "lapse_months": lapse})
        assert date(2026, 3, 1) in turning_days(law=LAW, cover_law=cover)
        days = (date(2026, 2, 28), date(2026, 3, 1))
        assert [terms_on(on=day, law=LAW, cover_law=cover).cover.lapse_months for day in days] == [3, 6]

    @pytest.mark.parametrize("key", ["scholarship", "jkm_condition", "two_memberships"])
    def test_name_a_rule_that_nobody_wrote(self, key):
        with pytest.raises(LawMissing, match=rf"^benefit.yaml: {key} names no rule that is known: perhaps"):
            owed(case(), law=with_value(key, "perhaps"), cover_law=COVER)

    def test_name_a_level_of_school_that_is_not_there(self):
        levels = tuple(LAW.values["scholarship_levels"][0].value)[1:]
        with pytest.raises(LawMissing, match=r"^benefit.yaml: scholarship_levels must name TK, SD, SMP, SMA, PT$"):
            owed(case(), law=with_value("scholarship_levels", levels), cover_law=COVER)


class TestYearsOwed:
    """The first day is that of the event; on its birthday the child is too old."""

    @pytest.mark.parametrize(
        "event, born, years",
        [
            ((2025, 6, 1), (2002, 6, 2), 1),  # 22, twenty-three tomorrow
            ((2025, 6, 1), (2002, 6, 1), 0),  # twenty-three today
            ((2025, 6, 1), (2003, 6, 1), 1),
            ((2025, 6, 1), (2003, 6, 2), 2),
            ((2025, 6, 1), (1990, 1, 1), 0),
            ((2024, 2, 29), (2002, 3, 1), 2),  # the second falls on 28 February 2025, a day before the birthday
            ((2024, 2, 29), (2002, 2, 28), 1),  # on that very birthday
            ((2024, 2, 29), (2004, 2, 29), 4),  # born on a leap day: twenty-three on 1 March 2027
            ((2024, 2, 29), (2001, 2, 28), 0),
            ((2024, 2, 29), (2001, 3, 1), 1),
            ((2025, 2, 28), (2004, 2, 29), 3),  # 28 February 2027 is the day before
            ((2025, 3, 1), (2004, 2, 29), 2),
        ],
    )
    def test_end_with_the_birthday(self, event, born, years):
        day = date(*event)
        found = years_owed(
            event_year=day.year,
            event_day=day.month * 100 + day.day,
            birth_year=born[0],
            birth_day=born[1] * 100 + born[2],
            birth_known=True,
            terms=terms_on(on=day, law=LAW, cover_law=COVER),
        )
        assert found == years

    def test_of_an_age_that_falls_in_a_leap_year_are_counted_on_the_leap_day(self):
        law = with_value("scholarship_age_below", 24)
        found = years_owed(
            event_year=2024,
            event_day=229,
            birth_year=2004,
            birth_day=229,
            birth_known=True,
            terms=terms_on(on=date(2024, 2, 29), law=law, cover_law=COVER),
        )
        assert found == 4  # 29 February 2028 is the birthday itself

    @pytest.mark.parametrize(
        "day, years, then",
        [
            (date(2024, 2, 29), 1, date(2025, 2, 28)),
            (date(2024, 2, 29), 4, date(2028, 2, 29)),
            (date(2025, 6, 1), 3, date(2028, 6, 1)),
        ],
    )
    def test_fall_due_on_the_day_of_the_event_some_years_later(self, day, years, then):
        assert years_after(day, years=years) == then


class TestOwed:
    def test_names_first_the_value_that_gives_the_sum(self):
        death = line(told(), LineCode.JKK_DEATH_GRANT)
        raised = line(told(base_income_rp=100_000), LineCode.JKK_DEATH_GRANT)
        assert (death.entries[0].citation, raised.entries[0].citation) == (
            "PP 44/2015 Lampiran manfaat JKK",
            "PP 82/2019 santunan kematian JKM",
        )
        assert (death.parts.raised, raised.parts.raised, raised.parts.computed_rp) == (False, True, 4_800_000)

    def test_names_the_rule_that_pays_twice(self):
        two = replace(MEMBER, other_paid_memberships=2)
        grant = line(told(cause=Cause.OTHER, membership=two), LineCode.JKM_DEATH_GRANT)
        assert (grant.amount_rp, grant.parts.times) == (40_000_000, 2)
        assert [entry.regulation for entry in grant.entries[:2]] == ["PP 82/2019", "Permenaker 1/2025"]

    def test_says_of_each_way_what_its_cap_took(self):
        trips = (Cost(mode=Mode.SEA, cost_rp=2_000_000), Cost(mode=Mode.AIR, cost_rp=10_000_001))
        sea, air = line(told(transport=trips), LineCode.TRANSPORT).parts.modes
        assert (sea.capped, air.capped, air.paid_rp) == (False, True, 10_000_000)

    def test_says_how_long_each_tier_lasted(self):
        tiers = line(told(months_unable=Fraction(37, 3)), LineCode.STMB).parts.tiers
        assert [(tier.first_month, tier.months) for tier in tiers] == [(1, 12), (13, Fraction(1, 3))]

    def test_says_of_losses_what_the_cap_took_even_where_it_took_all(self):
        losses = (Loss(part="both_eyes"), Loss(part="right_thumb", function_lost_percent=Fraction(50)))
        answer = told(outcome=CaseOutcome.PARTIAL_DISABILITY, losses=losses)
        assert [line.code for line in answer.lines] == [LineCode.JKK_PARTIAL_DISABILITY]
        assert [kind.cut_percent for kind in answer.disabilities] == [0, Fraction(15, 2)]
        assert Open.SUM_CAP in answer.open

    def test_says_of_each_child_how_far_it_is_paid_for(self):
        children = (
            Pupil(level=Level.PT, years_left_at_level=1),
            Pupil(level=Level.TK, years_left_at_level=2, birth_date=date(2020, 1, 1)),
            Pupil(level=Level.SMA, years_left_at_level=1, birth_date=date(2005, 1, 1)),
        )
        paths = told(children=children).scholarship.children
        assert [(path.paid_for, len(path.years), path.cut_years) for path in paths] == [
            (False, 1, 0),
            (True, 18, 1),
            (True, 3, 3),
        ]

    def test_gives_what_goes_to_the_fund_where_nobody_inherits(self):
        answer = told(has_heirs=False)
        assert {line.code: line.amount_rp for line in answer.to_fund} == {
            LineCode.JKK_DEATH_GRANT: 48_000_000,
            LineCode.JKK_PERIODIC: 12_000_000,
        }

    def test_is_kept_with_a_hash_that_either_file_changes(self):
        other = Law(file=COVER.file, hash="other", values=COVER.values)
        assert told().law != owed(case(), law=LAW, cover_law=other).law
        assert told().law != owed(case(), law=with_value("multiplier", 80), cover_law=COVER).law

    @pytest.mark.parametrize(
        "changed, says",
        [
            ({"event_date": date(2024, 1, 9)}, "event_date: lies before registered_on"),
            ({"membership": replace(MEMBER, status="alive")}, "status: 'alive' is not a word of cover"),
            ({"losses": (Loss(part="tail"),)}, "part: 'tail' is not in the table"),
            ({"losses": (Loss(part="scalp"),)}, "table_percent: scalp needs the doctor's figure from 10 to 30"),
            ({"losses": (Loss(part="scalp", table_percent=Fraction(31)),)}, "table_percent: scalp needs"),
            ({"losses": (Loss(part="visual_field_per_10_percent"),)}, "units: visual_field_per_10_percent counts"),
        ],
    )
    def test_refuses_what_no_case_can_be(self, changed, says):
        with pytest.raises(ValueError, match=rf"^{says}"):
            told(**changed)

    @pytest.mark.parametrize(
        "changed, its",
        [
            ({"membership": replace(MEMBER, status="lapsed")}, {Open.NOT_ACTIVE}),
            ({"membership": replace(MEMBER, status="unpaid")}, {Open.UNPAID_MONTHS}),
            ({"cause": Cause.OTHER, "outcome": CaseOutcome.RECOVERED}, {Open.NOT_FROM_WORK}),
            ({"membership": replace(MEMBER, other_paid_memberships=1)}, {Open.TWO_MEMBERSHIPS_AT_WORK}),
            ({"losses": (Loss(part="one_eye"),)}, {Open.LOSSES_NOT_COUNTED}),
        ],
    )
    def test_raises_what_must_be_told_and_nothing_else(self, changed, its):
        assert set(told(**changed).open) == its

    def test_hands_to_a_person_what_the_sources_leave_open(self):
        assert {its for its in Open if its.for_a_person} == {
            Open.UNPAID_MONTHS,
            Open.JKM_TOO_RECENT,
            Open.TWO_MEMBERSHIPS,
            Open.TWO_MEMBERSHIPS_AT_WORK,
            Open.SCHOLARSHIP_YEARS_LEFT,
            Open.SCHOLARSHIP_WORKING_CHILD,
            Open.SUM_CAP,
            Open.RANGE_ROW,
        }


class TestDeadlinesOn:
    def test_of_lapse_and_suspicion_are_those_of_the_day_of_the_event(self):
        days = [date(2019, 12, 1), date(2019, 12, 2), date(2023, 11, 6), date(2023, 11, 7)]
        found = [deadlines_on(event_date=day, law=LAW) for day in days]
        assert [its.claim_lapse_years for its in found] == [2, 5, 5, 5]
        assert [its.suspected_care_guaranteed for its in found] == [False, False, False, True]
        assert [its.suspected_conclusion_days for its in found] == [None, None, None, 30]

    def test_of_sudden_death_and_disease_begin_with_their_regulation(self):
        days = [date(2019, 1, 24), date(2019, 1, 25), date(2021, 3, 31), date(2021, 4, 1)]
        found = [deadlines_on(event_date=day, law=LAW) for day in days]
        assert [its.disease_after_work_years for its in found] == [None, 3, 3, 3]
        assert [its.sudden_death_hours for its in found] == [None, None, None, 24]

    def test_of_reporting_and_paying_have_not_changed(self):
        first, last = (deadlines_on(event_date=day, law=LAW) for day in (date(2015, 7, 1), date(2026, 1, 1)))
        assert first.report_hours == last.report_hours == 48
        assert (last.payment_working_days_jkk, last.payment_working_days_jkm) == (7, 3)
