"""Law asked with a date: first and last day of a value, and the refusal that names file, key and day."""

from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest

from payung.law.dated import Dated, Law, LawMissing, SchoolLevel, Tier


def period(value, *, first, last=None):
    return Dated(
        value=value,
        unit="months",
        from_date=first,
        to_date=last,
        regulation="PP 1/2000",
        article="pasal 2",
        note="",
        source="",
        verify=False,
    )


def law(**values):
    return Law(file="example.yaml", hash="0", values=MappingProxyType(values))


TWO = (period(1, first=date(2015, 7, 1), last=date(2025, 2, 23)), period(3, first=date(2025, 2, 24)))
ENDED = (period(1, first=date(2015, 7, 1), last=date(2025, 2, 23)),)


class TestLawOnADay:
    @pytest.mark.parametrize(
        "day, number",
        [(date(2015, 7, 1), 1), (date(2025, 2, 23), 1), (date(2025, 2, 24), 3), (date(9999, 12, 31), 3)],
    )
    def test_holds_on_the_first_and_the_last_day_of_a_value(self, day, number):
        assert law(paid=TWO).on(day).whole("paid") == number

    @pytest.mark.parametrize("day", [date(2015, 6, 30), date(2025, 2, 24)])
    def test_refuses_a_day_without_value_naming_file_key_and_day(self, day):
        with pytest.raises(LawMissing, match=rf"^example.yaml: paid has no value on {day}$"):
            law(paid=ENDED).on(day).whole("paid")

    def test_refuses_a_key_that_is_not_there(self):
        with pytest.raises(LawMissing, match=r"^example.yaml: due is not there$"):
            law(paid=TWO).on(date(2026, 1, 1)).whole("due")

    def test_refuses_a_value_of_another_kind(self):
        day = date(2026, 1, 1)
        share = law(paid=(period(Fraction(1, 2), first=day),)).on(day)
        assert share.share("paid") == Fraction(1, 2)
        for kind in (share.whole, share.brackets):
            with pytest.raises(LawMissing, match=r"example.yaml: paid is not a"):
                kind("paid")
        with pytest.raises(LawMissing, match=r"paid is not a share"):
            law(paid=TWO).on(day).share("paid")

    def test_refuses_a_word_the_law_says_nothing_about(self):
        words = law(payer=(period(MappingProxyType({"self": "granted"}), first=date(2026, 1, 1)),)).on(date(2026, 1, 1))
        assert words.word("payer", "self") == "granted"
        with pytest.raises(LawMissing, match=r"payer says nothing about bupati on 2026-01-01"):
            words.word("payer", "bupati")

    def test_names_the_rule_that_holds_and_refuses_a_number_for_one(self):
        day = date(2026, 1, 1)
        assert law(paid=(period("as_cover", first=day),)).on(day).rule("paid") == "as_cover"
        with pytest.raises(LawMissing, match=r"example.yaml: paid is not the name of a rule on 2026-01-01"):
            law(paid=TWO).on(day).rule("paid")

    def test_refuses_a_table_of_another_kind(self):
        day, tiers = date(2026, 1, 1), (Tier(first_month=1, last_month=None, percent=100),)
        table = law(paid=(period(tiers, first=day),)).on(day)
        assert table.rows("paid", Tier) == tiers
        with pytest.raises(LawMissing, match=r"example.yaml: paid is not a table of SchoolLevel on 2026-01-01"):
            table.rows("paid", SchoolLevel)


class TestTurningDays:
    def test_are_the_first_days_and_the_days_after_an_end(self):
        both = law(paid=TWO, due=ENDED, other=(period(1, first=date(2000, 1, 1)),))
        assert both.turning_days("paid", "due") == (date(2015, 7, 1), date(2025, 2, 24))

    def test_refuse_a_key_that_is_not_there(self):
        with pytest.raises(LawMissing, match=r"^example.yaml: due is not there$"):
            law(paid=TWO).turning_days("due")


class TestLawThroughAllDays:
    def test_is_every_number_with_its_first_day(self):
        through = law(paid=TWO).through("paid")
        assert through.numbers == (1, 3)
        assert through.from_days == (date(2015, 7, 1).toordinal(), date(2025, 2, 24).toordinal())

    def test_refuses_a_hole(self):
        with pytest.raises(LawMissing, match=r"example.yaml: paid has no value just before 2025-03-01"):
            law(paid=(ENDED[0], period(3, first=date(2025, 3, 1)))).through("paid")

    def test_refuses_an_end(self):
        with pytest.raises(LawMissing, match=r"example.yaml: paid ends on 2025-02-23"):
            law(paid=ENDED).through("paid")
