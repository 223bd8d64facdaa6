"""Reads a case of benefit as it came (JSON) into its facts, or into everything that keeps it from being a case.

What a case may leave out counts as nothing (no transport, no children, heirs there). Not here: what the case owes.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from fractions import Fraction

from payung.law.dated import DisabilityRow, Law
from payung.law.facts import WORD_FORM, Facts
from payung.law.problems import told
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
from payung.law.rules.cover import Status
from payung.law.wording import percent_text
from payung.shared.dates import day_text
from payung.shared.problems import Problem

WHOLE = Fraction(100)
TENS_OF_ALL = 10
DAYS_IN_MONTH = 30
NEARLY_A_DAY = Fraction(1, 10**6)
MEMBERSHIP_FORM = "objek berisi registered_on, months_paid dan status"
LAST_DAY = date(2999, 12, 31)  # the years of a scholarship that follow have a calendar


def benefit_question(case: object, *, law: Law) -> Case | list[Problem]:
    """The facts of a benefit, or all that is wrong with the case."""
    if not isinstance(case, Mapping):
        return [told("CASE_NOT_OBJECT", nama="", contoh='{"cause": "work", "outcome": "death", ...}')]
    facts = Facts(case=case)
    cause, outcome = facts.word("cause", Cause), facts.word("outcome", CaseOutcome)
    event_date = facts.day("event_date", begins=law.begins("regime"), ends=LAST_DAY)
    base_income_rp = facts.sum_rp("base_income_rp")
    membership = _membership(facts, event_date=event_date)
    transport = tuple(_transport(facts))
    medical_cost_rp, home_care_cost_rp = (
        _sum_or_nothing(facts, "medical_cost_rp"),
        _sum_or_nothing(facts, "home_care_cost_rp"),
    )
    months_unable = _months_unable(facts)
    losses = tuple(_losses(facts, law=law, event_date=event_date))
    handedness = facts.word("handedness", Hand) if facts.says("handedness") else None
    aids = tuple(_aids(facts))
    children = tuple(_children(facts, event_date=event_date))
    has_heirs = facts.flag("has_heirs", otherwise=True)
    days_paid_late = facts.count("days_paid_late") if facts.says("days_paid_late") else None
    if (
        facts.problems
        or cause is None
        or outcome is None
        or event_date is None
        or base_income_rp is None
        or membership is None
    ):
        return facts.problems
    return Case(
        cause=cause,
        outcome=outcome,
        event_date=event_date,
        base_income_rp=base_income_rp,
        membership=membership,
        transport=transport,
        medical_cost_rp=medical_cost_rp,
        home_care_cost_rp=home_care_cost_rp,
        months_unable=months_unable,
        losses=losses,
        handedness=handedness or Hand.RIGHT,
        aids=aids,
        children=children,
        has_heirs=has_heirs,
        days_paid_late=days_paid_late or 0,
    )


def _membership(facts: Facts, *, event_date: date | None) -> MembershipFacts | None:
    """The membership, which must have begun by the day of the event."""
    its = facts.inner("membership", form=MEMBERSHIP_FORM)
    if its is None:
        return None
    registered_on, months_paid, status = its.day("registered_on"), its.count("months_paid"), its.word("status", Status)
    others = its.count("other_paid_memberships") if its.says("other_paid_memberships") else 0
    if registered_on and event_date and event_date < registered_on:
        facts.tell(
            "EVENT_BEFORE_REGISTRATION",
            "event_date",
            kejadian=day_text(event_date),
            terdaftar=day_text(registered_on),
        )
    if registered_on is None or months_paid is None or status is None or others is None:
        return None
    return MembershipFacts(
        registered_on=registered_on,
        months_paid=months_paid,
        status=status.name.lower(),
        other_paid_memberships=others,
    )


def _months_unable(facts: Facts) -> Fraction:
    """Months of 30 days. A doctor certifies days, and most days of 30 have no end as decimals: 0.3333333333333333 is ten."""
    months = facts.fraction("months_unable") if facts.says("months_unable") else None
    if months is None:
        return Fraction(0)
    days = round(months * DAYS_IN_MONTH)
    return Fraction(days, DAYS_IN_MONTH) if abs(months * DAYS_IN_MONTH - days) < NEARLY_A_DAY else months


def _transport(facts: Facts) -> Iterator[Cost]:
    for each in facts.each("transport", form="objek berisi mode dan cost_rp"):
        mode, cost_rp = each.word("mode", Mode), each.sum_rp("cost_rp")
        if mode is not None and cost_rp is not None:
            yield Cost(mode=mode, cost_rp=cost_rp)


def _losses(facts: Facts, *, law: Law, event_date: date | None) -> Iterator[Loss]:
    """Each loss with what its row of the table asks; without a day of law there is no table to hold it against."""
    rows = {row.part: row for row in law.on(event_date).rows("anatomical_losses", DisabilityRow)} if event_date else {}
    for each in facts.each("losses", form="objek berisi part"):
        part = each.present("part", str, WORD_FORM)
        lost = _percent(each, "function_lost_percent") if each.says("function_lost_percent") else WHOLE
        figure = each.fraction("table_percent") if each.says("table_percent") else None
        units = each.count("units") if each.says("units") else None
        if part is None or not rows:
            continue
        if part not in rows:
            _tell_part(each, part, known=rows)
            continue
        _see_figure(each, figure, row=rows[part])
        _see_units(each, units, row=rows[part])
        if lost is not None:
            yield Loss(part=part, function_lost_percent=lost, table_percent=figure, units=units)


def _percent(facts: Facts, name: str) -> Fraction | None:
    percent = facts.fraction(name)
    if percent is not None and percent > WHOLE:
        facts.tell("PERCENT_OVER_100", name)
        return None
    return percent


def _tell_part(facts: Facts, part: str, *, known: Iterable[str]) -> None:
    near = get_close_matches(part[:40], known, cutoff=0.3) or ["right_index_finger"]
    facts.tell("PART_UNKNOWN", "part", kata=part[:40], contoh=", ".join(near))


def _see_figure(facts: Facts, figure: Fraction | None, *, row: DisabilityRow) -> None:
    """The doctor's figure, which a range needs and a row of one figure does not."""
    reach = (
        percent_text(row.percent) if not row.is_range else f"{percent_text(row.percent)}-{percent_text(row.percent_to)}"
    )
    if figure is None:
        if row.is_range and not facts.says("table_percent"):
            facts.tell("FACT_MISSING", "table_percent", bentuk=f"angka dokter, {reach}")
    elif not row.percent <= figure <= row.percent_to:
        facts.tell("PERCENT_OUTSIDE_ROW", "table_percent", angka=reach, bagian=row.part)


def _see_units(facts: Facts, units: int | None, *, row: DisabilityRow) -> None:
    """The whole tens, which a row counted by tens needs and no other row may have."""
    if row.per_ten and not facts.says("units"):
        facts.tell("FACT_MISSING", "units", bentuk="banyaknya puluhan penuh, misalnya 2 untuk 20 sampai 29")
    elif units is not None and not row.per_ten:
        facts.tell("UNITS_NOT_COUNTED", "units", bagian=row.part)
    elif units is not None and units > TENS_OF_ALL and row.part.endswith("_percent"):
        facts.tell("PERCENT_OVER_100", "units")


def _aids(facts: Facts) -> Iterator[AidCost]:
    for each in facts.each("aids", form="objek berisi kind dan cost_rp"):
        kind, cost_rp = each.word("kind", Aid), each.sum_rp("cost_rp")
        if kind is not None and cost_rp is not None:
            yield AidCost(kind=kind, cost_rp=cost_rp)


def _children(facts: Facts, *, event_date: date | None) -> Iterator[Pupil]:
    """The children, too old ones among them: the rule says of each why nothing is owed."""
    for each in facts.each("children", form="objek berisi level dan years_left_at_level"):
        level, years_left = each.short_word("level", Level), each.count("years_left_at_level")
        birth_date = each.day("birth_date") if each.says("birth_date") else None
        if birth_date and event_date and birth_date > event_date:
            each.tell("BIRTH_AFTER_EVENT", "birth_date", kejadian=day_text(event_date))
        if level is not None and years_left is not None:
            yield Pupil(level=level, years_left_at_level=years_left, birth_date=birth_date)


def _sum_or_nothing(facts: Facts, name: str) -> int:
    return (facts.sum_rp(name) if facts.says(name) else 0) or 0
