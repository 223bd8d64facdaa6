"""Which claim of ours a row of the branch's own report is of, and what may be done on the strength of it. Pure.

Only what is certain is done by itself: the person by NIK, or by KPJ with the name; the claim by its scheme and day; a
payment that stands beside none of ours. All else waits for a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from payung.claims.states import EventKind, Scheme, State

_NEAR = timedelta(days=31)


class BranchSettled(StrEnum):
    WAITING = "waiting"
    AGREES = "agrees"
    OPENED = "opened"
    PAID = "paid"
    NOT_OURS = "not_ours"
    UNREAD = "unread"


class BranchLack(StrEnum):
    """Why a row waits, was not read, or is nothing of ours."""

    NO_IDENTITY = "no_identity"
    DAMAGED_NIK = "damaged_nik"
    NAME_MISSING = "name_missing"  # found by KPJ only, without a name to compare
    NAME_DIFFERS = "name_differs"
    TWO_PERSONS = "two_persons"  # the NIK is one's, the KPJ another's
    NO_SCHEME = "no_scheme"
    OTHER_SCHEME = "other_scheme"  # JHT and the like
    NO_DAY = "no_day"
    DAY_UNREADABLE = "day_unreadable"
    DAY_UNCLEAR = "day_unclear"
    FUTURE_DAY = "future_day"
    BEFORE_REGISTRATION = "before_registration"
    NEAR_DAY = "near_day"  # we have a claim of a day close by
    OTHER_DAY = "other_day"  # we have the claim of this death, of another day
    CLAIM_OF_OTHER_SCHEME = "claim_of_other_scheme"
    CLAIM_OVER = "claim_over"
    AMOUNT_UNREADABLE = "amount_unreadable"
    PAID_DAY_MISSING = "paid_day_missing"
    PAID_DAY_DIFFERS = "paid_day_differs"
    AMOUNT_DIFFERS = "amount_differs"


UNREAD = frozenset({BranchLack.NO_IDENTITY, BranchLack.DAMAGED_NIK})


class BranchRow(NamedTuple):
    """A row as read. `nik` only where it is whole and certain; `died`: the row speaks of a death."""

    sheet: str
    number: int
    nik: str
    kpj: str
    name: str
    folded: str
    scheme: Scheme | None
    died: bool
    event_date: date | None
    death_date: date | None
    paid_rp: int | None
    paid_on: date | None
    status: str
    lacks: tuple[BranchLack, ...]

    @property
    def day(self) -> date | None:
        return self.event_date or self.death_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """`reported`: it came by a report of the branch."""

    paid_on: date
    total_rp: int
    reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSeen:
    """A claim of the person, with what was paid of it; `id` None for one that this very report opens."""

    id: int | None
    kind: EventKind
    scheme: Scheme
    state: State
    event_date: date
    death_date: date | None
    paid: tuple[Paid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Whom the row's numbers name, as who is kept; `folded` their name, `registered` when each membership began."""

    by_nik: int | None
    by_kpj: int | None
    folded: str
    registered: tuple[date, ...]

    @property
    def person_id(self) -> int | None:
        return self.by_nik or self.by_kpj


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchJudged:
    """`claim` the one that it is of; `opens` a claim that is none yet; `pays` its money, which stands nowhere here."""

    settled: BranchSettled
    lacks: tuple[BranchLack, ...]
    claim: ClaimSeen | None = None
    opens: bool = False
    pays: bool = False


def judged(row: BranchRow, *, who: Who, claims: Sequence[ClaimSeen]) -> BranchJudged:
    """What follows of a row.

    Source: issue 5 ("unknown claims open cases").   Unit: one payment, or one claim without any.
    Edge:   of somebody who never was a member nothing follows; a row of another scheme is none of ours.
    """
    if UNREAD.intersection(row.lacks) and who.person_id is None:
        return BranchJudged(settled=BranchSettled.UNREAD, lacks=row.lacks)
    if BranchLack.OTHER_SCHEME in row.lacks or not who.registered:
        return BranchJudged(settled=BranchSettled.NOT_OURS, lacks=row.lacks)
    doubts = (*row.lacks, *_of_person(row, who))
    if doubts or row.scheme is None or row.day is None:
        return _waits(doubts, _likely(row, claims))
    if row.day < min(who.registered):
        return _waits((BranchLack.BEFORE_REGISTRATION,), _likely(row, claims))
    claim, doubt = _claim(row, row.day, claims)
    if doubt:
        return _waits((doubt,), claim)
    if claim is None:
        lacks = _of_payment(row)
        if lacks:
            return _waits(lacks, None)
        return BranchJudged(settled=BranchSettled.OPENED, lacks=(), opens=True, pays=_has_sum(row))
    return _of_claim(row, claim)


def _of_person(row: BranchRow, who: Who) -> tuple[BranchLack, ...]:
    if who.by_nik and who.by_kpj and who.by_nik != who.by_kpj:
        return (BranchLack.TWO_PERSONS,)
    if row.folded and row.folded != who.folded:
        return (BranchLack.NAME_DIFFERS,)
    if not row.folded and not who.by_nik:
        return (BranchLack.NAME_MISSING,)
    return ()


def _is_death(row: BranchRow) -> bool:
    return row.scheme is Scheme.JKM or row.died or row.death_date is not None


def kind_of(row: BranchRow) -> EventKind:
    return EventKind.DEATH if _is_death(row) else EventKind.ACCIDENT


def _claim(row: BranchRow, day: date, claims: Sequence[ClaimSeen]) -> tuple[ClaimSeen | None, BranchLack | None]:
    """The claim of the day, or that of the death; the second says why a person must look first."""
    standing = [one for one in claims if one.state is not State.WITHDRAWN]
    days = {day, row.death_date} - {None}
    of_day = [one for one in standing if days & {one.event_date, one.death_date}]
    of_death = [one for one in standing if one.kind is not EventKind.ACCIDENT] if _is_death(row) else []
    found = next(iter([*(one for one in of_day if one in of_death), *of_day]), None)
    if found is None and of_death:
        return of_death[0], BranchLack.OTHER_DAY
    if found is None:
        near = next((one for one in standing if abs(one.event_date - day) <= _NEAR), None)
        if near:
            return near, BranchLack.NEAR_DAY
        over = next((one for one in claims if one.state is State.WITHDRAWN and one.event_date == day), None)
        return over, BranchLack.CLAIM_OVER if over else None
    known = (
        found.scheme is not Scheme.OPEN
    )  # until a person has said of which scheme it is, its money is still its money
    return found, BranchLack.CLAIM_OF_OTHER_SCHEME if known and found.scheme is not row.scheme else None


def _of_claim(row: BranchRow, claim: ClaimSeen) -> BranchJudged:
    """A sum that is here already agrees, one that is not is paid; a sum beside another one waits."""
    if not _has_sum(row):
        return BranchJudged(settled=BranchSettled.AGREES, lacks=(), claim=claim)
    total = sum(one.total_rp for one in claim.paid)
    if total == row.paid_rp or any((one.paid_on, one.total_rp) == (row.paid_on, row.paid_rp) for one in claim.paid):
        return BranchJudged(settled=BranchSettled.AGREES, lacks=(), claim=claim)
    lacks = _of_payment(row)
    if lacks or row.paid_on is None:
        return _waits(lacks, claim)
    if any(one.total_rp == row.paid_rp for one in claim.paid):
        return _waits((BranchLack.PAID_DAY_DIFFERS,), claim)
    if any(not one.reported or one.paid_on >= row.paid_on for one in claim.paid):
        return _waits((BranchLack.AMOUNT_DIFFERS,), claim)
    if claim.state is State.CLOSED:
        return _waits((BranchLack.CLAIM_OVER,), claim)
    return BranchJudged(settled=BranchSettled.PAID, lacks=(), claim=claim, pays=True)


def _of_payment(row: BranchRow) -> tuple[BranchLack, ...]:
    if not _has_sum(row):
        return ()
    if row.paid_on is None or (row.day is not None and row.paid_on < row.day):
        return (BranchLack.PAID_DAY_MISSING,)
    return ()


def _has_sum(row: BranchRow) -> bool:
    return bool(row.paid_rp)


def _likely(row: BranchRow, claims: Sequence[ClaimSeen]) -> ClaimSeen | None:
    """The claim that the page offers: of the day, else the only one."""
    of_day = next((one for one in claims if row.day in (one.event_date, one.death_date)), None)
    return of_day or (claims[0] if len(claims) == 1 else None)


def _waits(lacks: Sequence[BranchLack], claim: ClaimSeen | None) -> BranchJudged:
    return BranchJudged(settled=BranchSettled.WAITING, lacks=tuple(dict.fromkeys(lacks)), claim=claim)
