"""What the year asks of whoever bills and pays: its days, each term with its bills, and the hole of January to March."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from payung.contributions.queries.billing_facts import BillFacts, bills
from payung.contributions.rules.calendar import Hole, TermPlan, hole, hole_months, hole_year, terms_of
from payung.contributions.states import BillState
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import AgreementFacts, CalendarFacts, ProgrammeFacts
from payung.shared.dates import Month

_PAID = f"'{BillState.PAID}', '{BillState.RECEIVED}'"
# Members whose months reach the year before, and for whom nobody has paid this month of the hole.
_UNPAID = f"""
FROM membership_membership m JOIN ({{months}}) AS p ON 1 = 1 JOIN decrees_line l ON l.id = m.line_id
WHERE m.programme_id = %s AND m.state <> 'ended' AND m.last_month >= {{day}}
  AND NOT EXISTS (SELECT 1 FROM contributions_due d JOIN contributions_bill b ON b.id = d.bill_id
                  WHERE d.person_id = m.person_id AND d.month = p.month AND NOT d.void AND b.state IN ({_PAID}))
"""  # noqa: S608 - words of our own


@dataclass(frozen=True, slots=True, kw_only=True)
class TermStanding:
    """A term with the bills that hold its months; cancelled ones are left out."""

    plan: TermPlan
    bills: tuple[BillFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The fiscal year as far as it was entered, and the terms of the agreement (none without one)."""

    days: CalendarFacts
    agreement: AgreementFacts | None
    terms: tuple[TermStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoleMember:
    """Somebody who would be without contribution, and in how many of the months."""

    membership_id: int
    name: str
    desa: str
    kecamatan: str
    kpj: str
    months: int


def calendar(*, programme: ProgrammeFacts) -> Calendar:
    """What the year asks of a programme."""
    agreement = programmes.agreement(programme_id=programme.id)
    standing = [one for one in bills(programme_id=programme.id) if one.state is not BillState.CANCELLED]
    plans = (
        terms_of(
            first=programme.first_month,
            last=programme.last_month,
            term_months=agreement.term_months,
            cut_off_day=agreement.cut_off_day,
        )
        if agreement
        else ()
    )
    return Calendar(
        days=programmes.calendar(programme_id=programme.id),
        agreement=agreement,
        terms=tuple(
            TermStanding(
                plan=plan,
                bills=tuple(one for one in standing if plan.term.first <= one.first_month <= plan.term.last),
            )
            for plan in plans
        ),
    )


def hole_of(*, programme: ProgrammeFacts, today: date) -> Hole | None:
    """The hole of January to March as it would be if nothing more were paid; None from April to September."""
    year = hole_year(today)
    if year is None:
        return None
    sql, params = _unpaid(programme.id, year)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT p.month, count(*) {sql} GROUP BY p.month", params)
        unpaid = {_month(month): count for month, count in cursor.fetchall()}
        cursor.execute(f"SELECT count(DISTINCT m.id) {sql}", params)
        people = cursor.fetchone()[0]
    return hole(year=year, unpaid=unpaid, people=people, pays_from=pays_from(programme=programme, year=year))


def pays_from(*, programme: ProgrammeFacts, year: int) -> date | None:
    """From when a budget of that year can be executed: of the programme itself, or of the one that follows it."""
    for one in (programme, *programmes.programmes(kabupaten=programme.kabupaten)):
        if one.id == programme.id or one.previous_id == programme.id:
            day = programmes.calendar(programme_id=one.id).budget_from_date
            if day and day.year == year:
                return day
    return None


def hole_members(
    *, programme: ProgrammeFacts, year: int, words: str = "", first: int = 0, most: int | None = None
) -> Sequence[HoleMember]:
    """Who would be without, by kecamatan, desa and name; those whose name or desa holds the words."""
    sql, params = _unpaid(programme.id, year)
    sql, params = _sieved(sql, params, words)
    cut = " LIMIT %s OFFSET %s" if most is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT m.id, l.name, l.desa, l.kecamatan, m.kpj, count(*) {sql}"
            f" GROUP BY m.id, l.name, l.desa, l.kecamatan, m.kpj ORDER BY l.kecamatan, l.desa, l.name, m.id{cut}",
            [*params, most, first] if most is not None else params,
        )
        return [
            HoleMember(membership_id=id_, name=name, desa=desa, kecamatan=kecamatan, kpj=kpj, months=months)
            for id_, name, desa, kecamatan, kpj, months in cursor.fetchall()
        ]


def hole_count(*, programme: ProgrammeFacts, year: int, words: str = "") -> int:
    """How many `hole_members` there are."""
    sql, params = _sieved(*_unpaid(programme.id, year), words)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT m.id) {sql}", params)
        found: int = cursor.fetchone()[0]
        return found


def _unpaid(programme_id: int, year: int) -> tuple[str, list[Any]]:
    day = "%s" if connection.vendor == "sqlite" else "%s::date"
    months = hole_months(year)
    rows = " UNION ALL ".join(f"SELECT {day} AS month" for _ in months)
    params = [*(month.first_day.isoformat() for month in months), programme_id, f"{year - 1}-12-01"]
    return _UNPAID.format(months=rows, day=day), params


def _sieved(sql: str, params: list[Any], words: str) -> tuple[str, list[Any]]:
    if not words:
        return sql, params
    like = f"%{words.lower()}%"
    return f"{sql} AND (lower(l.name) LIKE %s OR lower(l.desa) LIKE %s)", [*params, like, like]


def _month(day: date | str) -> Month:
    """SQLite tells days as texts."""
    return Month.of(date.fromisoformat(day) if isinstance(day, str) else day)
