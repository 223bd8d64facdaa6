"""Whom a row of a death list is about, and what may be done on the strength of it. Pure.

Only NIK, name and birth date together prepare anything. All else waits for a person, whose word no list overrules.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from payung.claims.rules.death_words import Agreement, Settled
from payung.matching.rules.outside import Likeness
from payung.shared.dates import Month


class Lack(StrEnum):
    """Why a row waits, could not be read, or has nothing more to say. Several may stand on one line."""

    NO_IDENTITY = "no_identity"  # neither a NIK nor a name with its birth date
    DAMAGED_NIK = "damaged_nik"  # shortened, rounded or no NIK at all: never trusted
    OTHER_NIK = "other_nik"  # name and birth date agree, the NIK is another
    NAME_DIFFERS = "name_differs"
    BIRTH_DIFFERS = "birth_differs"
    BIRTH_UNREADABLE = "birth_unreadable"
    NAMESAKES = "namesakes"  # several of ours have this name and birth date
    SEVERAL_ALIKE = "several_alike"  # the row is like several of ours
    NO_DAY = "no_day"  # of death
    DAY_UNREADABLE = "day_unreadable"
    DAY_UNCLEAR = "day_unclear"  # day and month may be exchanged
    FUTURE_DAY = "future_day"
    BEFORE_BIRTH = "before_birth"
    BEFORE_REGISTRATION = "before_registration"  # was named though dead
    AFTER_END = "after_end"  # the months were over, the law's months of doubt were not
    LONG_AFTER_END = "long_after_end"
    DAYS_DIFFER = "days_differ"  # two rows of one person name two days
    TWICE = "twice"  # another row of this list says the same
    KNOWN = "known"  # another list said so, and it was prepared
    SAID_NOT_SO = "said_not_so"  # a person said before that it is not so


UNDATED = frozenset({Lack.NO_DAY, Lack.DAY_UNREADABLE, Lack.DAY_UNCLEAR, Lack.FUTURE_DAY, Lack.BEFORE_BIRTH})


class Row(NamedTuple):
    """A row as read. `nik` only where it is whole and certain; `folded`: the name as names are compared.

    `digits`: what stands in the place of a NIK that is not certain, for likeness only; it is never kept.
    """

    sheet: str
    number: int
    nik: str
    name: str
    folded: str
    birth_date: date | None
    death_date: date | None
    lacks: tuple[Lack, ...]
    digits: str = ""
    desa: str = ""


class Match(NamedTuple):
    """A row with one of ours, or with nobody where it could not be read."""

    row: Row
    person_id: int | None  # as who is kept
    agreement: Agreement
    lacks: tuple[Lack, ...]
    likeness: Likeness | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A membership as the day of a death sees it."""

    membership_id: int
    registered_date: date
    first_month: Month
    owed_through: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was known of the person before this row. `not_so`: a person said that it is not so, `same_row` of these very words."""

    prepared: bool = False
    not_so: bool = False
    same_row: bool = False


NOTHING_BEFORE = Before()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a row leads to. `day`: of which a claim is prepared; `holds`: dues that are open wait for the desa's word."""

    settled: Settled
    lacks: tuple[Lack, ...]
    membership_id: int | None = None
    day: date | None = None
    holds: bool = False


def matches(row: Row, *, holder: int | None, namesakes: frozenset[int], born: date | None) -> list[Match]:
    """Whom of our register the row is about.

    `holder`: who has or had this NIK, born on `born`; `namesakes`: who has this name and birth date.
    Source: issue 5, "Nobody unclaimed".   Unit: human beings, joined persons as one.
    Edge:   whoever agrees in all three is meant, and namesakes of another NIK are not; a NIK that is nobody's of ours
            does not contradict a name and date, since a person may have had two, but then a person decides.
    """
    if holder is not None and holder in namesakes:
        return [Match(row, holder, Agreement.SURE, row.lacks)]
    found = []
    if holder is not None:
        found.append(Match(row, holder, Agreement.NIK_ALONE, (*row.lacks, *_differs(row, born))))
    shared = (*((Lack.OTHER_NIK,) if row.nik else ()), *((Lack.NAMESAKES,) if len(namesakes) > 1 else ()))
    found += [
        Match(row, one, Agreement.NAME_AND_DATE, (*row.lacks, *shared)) for one in sorted(namesakes) if one != holder
    ]
    return found


def alike(row: Row, *, members: Sequence[tuple[int, Likeness]]) -> list[Match]:
    """The members whom a row is like that agrees with nobody; a person decides of each, however much it weighs."""
    shared = (Lack.SEVERAL_ALIKE,) if len(members) > 1 else ()
    return [Match(row, one, Agreement.LIKELY, (*row.lacks, *shared), likeness) for one, likeness in members]


def unread(row: Row) -> bool:
    """Whether a row that agrees with nobody must be shown, since it could have been about one of ours."""
    if Lack.NO_IDENTITY in row.lacks:
        return True
    return Lack.DAMAGED_NIK in row.lacks or (not row.nik and Lack.BIRTH_UNREADABLE in row.lacks)


def _differs(row: Row, born: date | None) -> tuple[Lack, ...]:
    if row.birth_date is None or born is None:
        return ()
    return (Lack.NAME_DIFFERS,) if row.birth_date == born else (Lack.BIRTH_DIFFERS,)


def in_force(stretches: Sequence[Stretch], *, day: date, lapse_months: int) -> tuple[int | None, Lack | None]:
    """The membership of which somebody died on the day, and why it needs a person.

    Source: domain/law.md §3.6, §2.3 (after three unpaid months cover has lapsed; before that a person decides).
    Unit:   months.   Edge: months owed are looked at here, paid ones on the page of the claim, which explains cover;
            a continuing member's registration lies before the months of the programme.
    """
    month = Month.of(day)
    begun = [one for one in stretches if one.registered_date <= day]
    if not begun:
        first = min(stretches, key=lambda one: one.registered_date, default=None)
        return (first.membership_id if first else None), Lack.BEFORE_REGISTRATION
    running = [one for one in begun if month <= one.owed_through]
    if running:
        return min(running, key=lambda one: (one.first_month > month, one.first_month)).membership_id, None
    last = max(begun, key=lambda one: (one.owed_through, one.first_month))
    over = month.number - last.owed_through.number
    return last.membership_id, Lack.AFTER_END if over <= lapse_months else Lack.LONG_AFTER_END


def judged(
    match: Match,
    *,
    stretches: Sequence[Stretch],
    before: Before,
    first_day: date | None,
    days_differ: bool,
    is_first: bool,
    lapse_months: int,
) -> Judged:
    """What follows of a row about one of our members. `first_day`: what the sure rows of this person say of the day."""
    if before.not_so and before.same_row:
        return Judged(settled=Settled.NONE, lacks=(*match.lacks, Lack.SAID_NOT_SO))
    if before.prepared:
        return Judged(settled=Settled.NONE, lacks=(*match.lacks, Lack.KNOWN))
    if match.agreement is not Agreement.SURE:
        return Judged(settled=Settled.WAITING, lacks=match.lacks, membership_id=_likely(stretches))
    if before.not_so:
        said = (*match.lacks, Lack.SAID_NOT_SO)
        return Judged(settled=Settled.WAITING, lacks=said, membership_id=_likely(stretches))
    if days_differ:
        return _held((*match.lacks, Lack.DAYS_DIFFER), _likely(stretches))
    if not is_first:
        return Judged(settled=Settled.NONE, lacks=(*match.lacks, Lack.TWICE))
    if first_day is None:
        return _held(match.lacks, _likely(stretches))
    membership_id, lack = in_force(stretches, day=first_day, lapse_months=lapse_months)
    if lack is Lack.LONG_AFTER_END:
        return Judged(settled=Settled.NONE, lacks=(*match.lacks, lack), membership_id=membership_id)
    if lack is not None:
        return _held((*match.lacks, lack), membership_id)
    return Judged(settled=Settled.PREPARED, lacks=match.lacks, membership_id=membership_id, day=first_day, holds=True)


def _held(lacks: tuple[Lack, ...], membership_id: int | None) -> Judged:
    return Judged(settled=Settled.WAITING, lacks=tuple(dict.fromkeys(lacks)), membership_id=membership_id, holds=True)


def _likely(stretches: Sequence[Stretch]) -> int | None:
    """The membership of the latest months, where no day chooses one."""
    latest = max(stretches, key=lambda one: (one.owed_through, one.first_month), default=None)
    return latest.membership_id if latest else None
