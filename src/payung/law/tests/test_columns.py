"""Columns: every cell is the answer to that one person, and what cannot be answered is refused whole."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law import columns
from payung.law.columns import dues, standings
from payung.law.dated import Law, LawMissing
from payung.law.loader import load
from payung.law.rules.contribution import Payer, Sector, due, kind_of, tariff
from payung.law.rules.receipts import Membership, Payment, story
from payung.shared.dates import Month

NEVER = np.datetime64("NaT", "D")
FIELDS = ("status", "unpaid_months", "jkk", "jkm", "scholarship_jkm")


def ints(*values):
    return np.array(values)


@st.composite
def members(draw):
    """A handful of members over some months, paid on any days, a day asked about in each of a few months."""
    first = draw(st.sampled_from([Month(2015, 7), Month(2019, 3), Month(2024, 9), Month(2026, 1)]))
    months = [first.plus(ahead) for ahead in range(draw(st.integers(1, 8)))]
    days = st.integers(0, 330).map(lambda ahead: first.first_day + timedelta(days=ahead))
    paid = st.lists(st.one_of(st.none(), days), min_size=len(months), max_size=len(months))
    people = draw(st.lists(st.tuples(days, paid), min_size=1, max_size=6))
    return {"months": months, "people": people, "on": draw(st.lists(days, min_size=1, max_size=5))}


class TestStandings:
    @given(members(), st.integers(1, 7))
    def test_of_each_member_and_day_are_those_of_that_member_alone(self, case, at_once):
        months, people, on = case["months"], case["people"], case["on"]
        kept, columns.PERSONS_AT_ONCE = columns.PERSONS_AT_ONCE, at_once
        try:
            found = standings(
                registered_on=np.array([registered for registered, _ in people], dtype="datetime64[D]"),
                months=months,
                paid_on=np.array([paid for _, paid in people], dtype="datetime64[D]"),
                on=on,
                law=load("cover"),
            )
        finally:
            columns.PERSONS_AT_ONCE = kept
        for person, (registered_on, paid) in enumerate(people):
            payments = [Payment(month=month, paid_on=day) for month, day in zip(months, paid, strict=True) if day]
            for place, day in enumerate(on):
                membership = Membership(registered_on=registered_on, payments=payments)
                alone = story(membership=membership, on=day, law=load("cover")).standing
                assert [getattr(found, field)[person, place] for field in FIELDS] == [
                    getattr(alone, field) for field in FIELDS
                ]

    def test_have_the_shape_and_the_types_promised(self):
        found = standings(
            registered_on=np.array(["2026-01-05"] * 3, dtype="datetime64[D]"),
            months=[Month(2026, 1)],
            paid_on=np.full((3, 1), NEVER),
            on=[date(2026, 1, 5), date(2026, 2, 5)],
            law=load("cover"),
        )
        assert {field: (getattr(found, field).shape, getattr(found, field).dtype.name) for field in FIELDS} == {
            field: ((3, 2), "int32" if field == "unpaid_months" else "int8") for field in FIELDS
        }

    def test_of_more_months_than_a_byte_can_count_are_right_still(self):
        months = [Month(2015, 7).plus(ahead) for ahead in range(300)]
        paid_on = np.array([[month.first_day for month in months]], dtype="datetime64[D]")
        found = standings(
            registered_on=np.array(["2015-07-01"], dtype="datetime64[D]"),
            months=months,
            paid_on=paid_on,
            on=[months[-1].first_day, months[-1].plus(2).first_day],
            law=load("cover"),
        )
        assert found.unpaid_months.tolist() == [[0, 1]]

    def test_of_nobody_are_empty(self):
        found = standings(
            registered_on=np.empty(0, "datetime64[D]"),
            months=[Month(2026, 1)],
            paid_on=np.empty((0, 1), "datetime64[D]"),
            on=[date(2026, 1, 5)],
            law=load("cover"),
        )
        assert found.status.shape == (0, 1)

    def test_are_refused_where_a_registration_is_not_known(self):
        with pytest.raises(ValueError, match=r"^registered_on: every member"):
            standings(
                registered_on=np.array(["2026-01-05", "NaT"], dtype="datetime64[D]"),
                months=[Month(2026, 1)],
                paid_on=np.full((2, 1), NEVER),
                on=[date(2026, 1, 5)],
                law=load("cover"),
            )

    def test_judge_a_lapse_by_the_law_of_the_day_of_paying(self):
        law = load("cover")
        three = law.values["lapse_months"][0]
        lapse = (replace(three, to_date=date(2026, 2, 28)), replace(three, from_date=date(2026, 3, 1), value=6))
        changed = Law(file=law.file, hash="", values={**law.values, "lapse_months": lapse})
        months = [
            Month(2025, 9),
            Month(2025, 12),
        ]  # December is paid when four or five months after September have ended
        for paid_on, unpaid_months in {date(2026, 2, 28): 5, date(2026, 3, 1): 2}.items():
            days = [date(2025, 9, 1), paid_on]
            found = standings(
                registered_on=np.array(days[:1], dtype="datetime64[D]"),
                months=months,
                paid_on=np.array([days], dtype="datetime64[D]"),
                on=[date(2026, 3, 31)],
                law=changed,
            )
            payments = [Payment(month=month, paid_on=day) for month, day in zip(months, days, strict=True)]
            alone = story(
                membership=Membership(registered_on=days[0], payments=payments), on=date(2026, 3, 31), law=changed
            )
            assert found.unpaid_months.tolist() == [[alone.standing.unpaid_months]] == [[unpaid_months]]

    @pytest.mark.parametrize("paid_on, on", [("2015-06-30", date(2026, 1, 5)), ("2015-07-01", date(2015, 6, 30))])
    def test_are_refused_for_days_before_the_law(self, paid_on, on):
        with pytest.raises(LawMissing, match=r"cover.yaml: \w+ has no value"):
            standings(
                registered_on=np.array(["2014-01-05"], dtype="datetime64[D]"),
                months=[Month(2015, 7)],
                paid_on=np.array([[paid_on]], dtype="datetime64[D]"),
                on=[on],
                law=load("cover"),
            )


class TestDues:
    @given(
        st.lists(st.tuples(st.integers(0, 25_000_000), st.sampled_from(Sector), st.sampled_from(Payer)), min_size=1),
        st.lists(st.integers(0, 160).map(Month(2015, 7).plus), min_size=1, max_size=4),
    )
    def test_of_each_person_and_month_are_those_of_that_person_alone(self, people, months):
        income, sector, payer = (np.array(part) for part in zip(*people, strict=True))
        found = dues(months=months, income_rp=income, sector=sector, payer=payer, law=load("contribution"))
        for person, (income_rp, of_sector, by_payer) in enumerate(people):
            for place, month in enumerate(months):
                price = tariff(month=month, law=load("contribution"))
                alone = due(tariff=price, income_rp=income_rp, kind=kind_of(sector=of_sector, payer=by_payer))
                cell = (found.jkk_rp[person, place], found.jkm_rp[person, place], found.uncertain[person, place])
                assert cell == (alone.jkk_rp, alone.jkm_rp, bool(alone.uncertain))

    def test_follow_facts_that_change_from_month_to_month(self):
        found = dues(
            months=[Month(2026, 3), Month(2026, 4)],
            income_rp=ints([1_000_000, 2_650_000]),
            sector=ints([Sector.OTHER, Sector.OTHER]),
            payer=ints([Payer.GOVERNMENT, Payer.SELF]),
            law=load("contribution"),
        )
        assert (found.jkk_rp.tolist(), found.jkm_rp.tolist()) == ([[10_000, 13_000]], [[6_800, 3_400]])

    @pytest.mark.parametrize("changing", ["sector", "payer", "income_rp"])
    def test_follow_any_one_fact_that_changes_alone(self, changing):
        steady = {"income_rp": ints(0), "sector": ints(Sector.OTHER), "payer": ints(Payer.SELF)}
        changed = {"income_rp": 2_000_000, "sector": int(Sector.TRANSPORT), "payer": int(Payer.GOVERNMENT)}
        both = {**steady, changing: np.array([[steady[changing][0], changed[changing]]])}
        month = (
            Month(2027, 3) if changing == "sector" else Month(2026, 4)
        )  # sectors differ in months of one discount only
        found = dues(months=[month] * 2, law=load("contribution"), **both)
        assert found.jkk_rp[0, 0] != found.jkk_rp[0, 1]

    def test_look_each_month_up_in_its_own_table(self):
        law = load("contribution")
        table = law.values["bpu_brackets"][0]
        assert isinstance(table.value, tuple)
        ended = replace(table, to_date=date(2025, 12, 31))
        wider = replace(table, from_date=date(2026, 1, 1), value=(table.value[0], *table.value[2:]))
        changed = Law(file=law.file, hash="", values={**law.values, "bpu_brackets": (ended, wider)})
        found = dues(
            months=[Month(2025, 12), Month(2026, 1)],
            income_rp=ints(1_200_000),
            sector=ints(0),
            payer=ints(0),
            law=changed,
        )
        assert found.jkk_rp.tolist() == [[12_000, 10_000]]

    def test_have_the_shape_and_the_types_promised(self):
        found = dues(
            months=[Month(2026, 1)] * 2,
            income_rp=ints(0, 0, 0),
            sector=ints(0, 0, 0),
            payer=ints(0, 0, 0),
            law=load("contribution"),
        )
        types = [column.dtype.name for column in (found.jkk_rp, found.jkm_rp, found.uncertain)]
        assert types == ["int32", "int32", "bool"]
        assert found.jkk_rp.shape == found.jkm_rp.shape == found.uncertain.shape == (3, 2)

    @pytest.mark.parametrize(
        "name, values",
        [
            ("income_rp", ints(-1)),
            ("income_rp", ints(1.5)),
            ("sector", ints(2)),
            ("payer", ints(-1)),
            ("payer", ints(4)),
        ],
    )
    def test_are_refused_for_what_no_person_can_have(self, name, values):
        facts = {"income_rp": ints(0), "sector": ints(0), "payer": ints(0), name: values}
        with pytest.raises(ValueError, match=rf"^{name}: whole numbers from 0 to"):
            dues(months=[Month(2026, 1)], law=load("contribution"), **facts)

    def test_are_refused_for_months_before_the_law(self):
        with pytest.raises(LawMissing, match=r"contribution.yaml: bpu_brackets has no value on 2015-06-01"):
            dues(months=[Month(2015, 6)], income_rp=ints(0), sector=ints(0), payer=ints(0), law=load("contribution"))
