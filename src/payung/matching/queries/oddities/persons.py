"""Oddities of the register: one statement each over all persons that are kept, counted by the database.

Counts are of the whole kabupaten; somebody sees a question where one of those behind it lives in their part of the map.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.matching.queries.oddities.odd import Odd, here, month_sql, on_january, rows_of
from payung.matching.rules import oddities as rules
from payung.matching.rules.oddities import Oddity
from payung.shared.dates import Month

MONTHS_BACK = 12  # a desa that grew long ago is no question any more
_PERSONS = "FROM people_person AS person WHERE person.kabupaten = %s AND person.same_as_id IS NULL"


def phones(*, actor: Actor) -> Iterator[Odd]:
    """One phone on many persons of many family cards; a person without one is a house of its own."""
    seen, scope = here(actor, "person.desa_code")
    sql = f"""
        SELECT MIN(person.id), person.phone, COUNT(*), COUNT(DISTINCT COALESCE(person.household_id, -person.id))
          {_PERSONS} AND person.phone <> ''
         GROUP BY person.phone HAVING COUNT(*) >= %s AND SUM(CASE WHEN {seen} THEN 1 ELSE 0 END) > 0"""
    for person_id, phone, persons, houses in rows_of(sql, [actor.kabupaten, rules.PHONE_PERSONS, *scope]):
        if rules.shares_phone(persons=persons, houses=houses):
            yield Odd(kind=Oddity.PHONE, subject=str(person_id), count=persons, of=houses, name=phone)


def cards(*, actor: Actor) -> Iterator[Odd]:
    """One family card with many workers."""
    seen, scope = here(actor, "person.desa_code")
    sql = f"""
        SELECT person.household_id, COUNT(*) {_PERSONS} AND person.household_id IS NOT NULL
         GROUP BY person.household_id
        HAVING COUNT(*) >= %s AND SUM(CASE WHEN {seen} THEN 1 ELSE 0 END) > 0"""
    for household_id, persons in rows_of(sql, [actor.kabupaten, rules.KK_WORKERS, *scope]):
        if rules.crowds_card(persons=persons):
            yield Odd(kind=Oddity.KK, subject=str(household_id), count=persons)


def births_by_desa(*, kabupaten: str) -> dict[str, tuple[int, int]]:
    """Of each desa, how many were born on a 1 January, of how many."""
    sql = f"""
        SELECT person.desa_code, SUM(CASE WHEN {on_january("person.birth_date")} THEN 1 ELSE 0 END), COUNT(*)
          {_PERSONS} GROUP BY person.desa_code"""
    return {code: (born, of) for code, born, of in rows_of(sql, [kabupaten])}


def heaped_desa(*, actor: Actor) -> Iterator[Odd]:
    """Desa with far more births on 1 January than all others have."""
    found = births_by_desa(kabupaten=actor.kabupaten)
    born_in_all, of_all = sum(born for born, _ in found.values()), sum(of for _, of in found.values())
    for code, (born, of) in found.items():
        usual = rules.usual_january(born=born_in_all - born, of=of_all - of)
        if actor.sees(code) and rules.heaps_january(born=born, of=of, usual=usual):
            subject = f"desa:{code}"
            yield Odd(kind=Oddity.JANUARY, subject=subject, count=born, of=of, usual=usual, desa_code=code)


def grown_desa(*, actor: Actor, now: datetime) -> Iterator[Odd]:
    """Desa that grew by half within one of the last months, by when persons were written into the register."""
    first = str(Month.of(timezone.localdate(now)).plus(-MONTHS_BACK))
    seen, scope = here(actor, "person.desa_code")
    sql = f"""
        SELECT person.desa_code, {month_sql("person.made_at")} AS month, COUNT(*)
          {_PERSONS} AND {seen} GROUP BY person.desa_code, month ORDER BY month"""
    before: dict[str, int] = defaultdict(int)
    for code, month, new in rows_of(sql, [actor.kabupaten, *scope]):
        if month > first and rules.has_grown(before=before[code], new=new):
            subject = f"{code}:{month}"
            yield Odd(kind=Oddity.GROWTH, subject=subject, count=new, of=before[code], desa_code=code, month=month)
        before[code] += new
