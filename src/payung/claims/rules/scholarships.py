"""The years of a scholarship: their plan from the law's path, what may be done to one, and what ends it.

Not here: whether a claim gives scholarships at all (JKK: death or total disability by work; JKM: the months paid, which
`membership` answers).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.law.dated import Law, SchoolLevel
from payung.law.rules.benefit.case import Case, CaseOutcome, Cause, Level, MembershipFacts, Pupil
from payung.law.rules.benefit.children import children_of, schedule, years_after
from payung.law.rules.benefit.terms import terms_on
from payung.shared.dates import age_on, day_text

PERSON_DECIDES = "person_decides"  # of a child that works: Permenaker 1/2025, conditions not known
_NO_SUCH_THING = MembershipFacts(registered_on=date.min, months_paid=0, status="active")  # the paths do not look at it


class NotOwed(Exception):
    """No scholarship, or not this year of it. The text is a sentence with what to do next."""


class End(StrEnum):
    """Why no more years follow (law.md §3.3)."""

    AGED_OUT = "aged_out"
    MARRIED = "married"
    WORKING = "working"
    LEFT = "left"  # school
    FINISHED = "finished"
    DIED = "died"


class YearState(StrEnum):
    OWED = "owed"
    ASKED = "asked"
    PAID = "paid"
    DROPPED = "dropped"


class YearAct(StrEnum):
    ASK = "ask"
    PAY = "pay"
    DROP = "drop"
    REOPEN = "reopen"


YEAR_STEPS: Mapping[tuple[YearState, YearAct], YearState] = {
    (YearState.OWED, YearAct.ASK): YearState.ASKED,
    (YearState.OWED, YearAct.PAY): YearState.PAID,  # the first year comes with the death grant
    (YearState.ASKED, YearAct.PAY): YearState.PAID,
    (YearState.OWED, YearAct.DROP): YearState.DROPPED,
    (YearState.ASKED, YearAct.DROP): YearState.DROPPED,
    (YearState.ASKED, YearAct.REOPEN): YearState.OWED,
    (YearState.PAID, YearAct.REOPEN): YearState.OWED,
    (YearState.DROPPED, YearAct.REOPEN): YearState.OWED,
}
YEAR_STANDS = {
    YearState.OWED: "Tahun ini belum diajukan. Ajukan dahulu bila berkasnya sudah lengkap.",
    YearState.ASKED: "Tahun ini sudah diajukan. Catat pembayarannya, atau buka lagi bila keliru.",
    YearState.PAID: "Tahun ini sudah dibayar. Buka lagi dengan alasannya bila keliru.",
    YearState.DROPPED: "Tahun ini sudah dilepas. Buka lagi dengan alasannya bila keliru.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AtSchool:
    """A child on the day of the event: its level of school (`TK`, `SD`, `SMP`, `SMA`, `PT`) and years left there."""

    member_id: int
    level: str
    years_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedYear:
    number: int  # 1 is the year of the event
    due_date: date
    level: str
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child as the family page has it."""

    member_id: int
    name: str
    birth_date: date | None
    acknowledged: bool | None
    died_on: date | None


def after(state: YearState, act: YearAct) -> YearState:
    """Where a year stands next. Raises NotOwed, with what can be done instead."""
    try:
        return YEAR_STEPS[state, act]
    except KeyError:
        raise NotOwed(YEAR_STANDS[state]) from None


def refuse_child(*, child: Child, event_date: date, law: Law) -> None:
    """Raises NotOwed for a child of whom no scholarship can be planned.

    Source: PP 82/2019 (law/benefit.yaml: scholarship_age_below).   Edge: on its very birthday the child is too old.
    """
    below = law.on(event_date).whole("scholarship_age_below")
    if child.birth_date is None:
        raise NotOwed(
            f"Tanggal lahir {child.name} belum ditulis. Tulis dahulu di halaman keluarga menurut akta lahirnya."
        )
    age = age_on(birth_date=child.birth_date, day=event_date)
    if age >= below:
        raise NotOwed(
            f"{child.name} sudah berumur {age} tahun pada {day_text(event_date)}. "
            f"Beasiswa hanya untuk anak yang belum berumur {below} tahun; keluarkan namanya dari rencana."
        )
    if child.died_on is not None:
        raise NotOwed(f"{child.name} tercatat meninggal {day_text(child.died_on)}. Keluarkan namanya dari rencana.")
    if not child.acknowledged:
        raise NotOwed(
            f"{child.name} belum ditandai tercatat sebagai anak peserta. Lihat akta lahir atau KK, "
            "lalu tandai di halaman keluarga."
        )


def refuse_school(*, at: AtSchool, name: str, event_date: date, law: Law) -> None:
    """Raises NotOwed for a level that there is not, or more years than it has."""
    most = {row.level: row.years for row in levels(event_date=event_date, law=law)}
    if at.level not in Level.__members__:
        raise NotOwed(f"Jenjang sekolah {name} belum dipilih. Pilih TK, SD, SMP, SMA atau PT.")
    if not 0 <= at.years_left <= most.get(at.level, 0):
        raise NotOwed(
            f"{name}: jenjang {at.level} paling lama {most.get(at.level, 0)} tahun. "
            "Tulis berapa tahun lagi ia di jenjang itu, tahun berjalan ikut dihitung."
        )


def levels(*, event_date: date, law: Law) -> tuple[SchoolLevel, ...]:
    """The levels of the law of that day; those of the first law that knows any where it paid one sum only."""
    on = max(event_date, law.begins("scholarship_levels"))
    return law.on(on).rows("scholarship_levels", SchoolLevel)


def plan(
    *, children: Sequence[tuple[Child, AtSchool]], event_date: date, law: Law, cover_law: Law
) -> dict[int, tuple[PlannedYear, ...]]:
    """The years of each child whom the law pays for, by member: as many children as it pays for, the largest paths.

    Source: PP 82/2019 (law.md §3.3); until 1 December 2019 one sum for one child.
    Unit:   rupiah.   Edge: the years end before the child's 23rd birthday; the event date selects the law.
    """
    case = Case(
        cause=Cause.WORK,
        outcome=CaseOutcome.DEATH,
        event_date=event_date,
        base_income_rp=0,
        membership=_NO_SUCH_THING,
        children=tuple(
            Pupil(level=Level[at.level], years_left_at_level=at.years_left, birth_date=child.birth_date)
            for child, at in children
        ),
    )
    terms = terms_on(on=event_date, law=law, cover_law=cover_law)
    found: dict[int, list[PlannedYear]] = {}
    for year in schedule(children_of(case, terms).paths, event_date=event_date):
        of = found.setdefault(children[year.child][0].member_id, [])
        of.append(
            PlannedYear(number=len(of) + 1, due_date=year.due_date, level=year.level.name, amount_rp=year.amount_rp)
        )
    return {member_id: tuple(years) for member_id, years in found.items()}


def path_from(
    *,
    number: int,
    at: AtSchool,
    before: Mapping[str, int],
    birth_date: date | None,
    event_date: date,
    law: Law,
) -> tuple[PlannedYear, ...]:
    """The years from `number` on of a child that then is at this level: a level was repeated, or skipped.

    Source: PP 82/2019 (law/benefit.yaml: scholarship_levels): so many years a level at most.
    Edge:   `before` counts the years of each level that came before; a year beyond the most of its level passes by
    unpaid, and the years after it keep their days.
    """
    in_force = law.on(event_date)
    if in_force.rule("scholarship") != "yearly_by_level":
        raise NotOwed("Menurut aturan hari kejadian beasiswanya dibayar sekali saja. Jalurnya tidak perlu diperbaiki.")
    rows = levels(event_date=event_date, law=law)
    start = next(place for place, row in enumerate(rows) if row.level == at.level)
    way = [rows[start]] * at.years_left + [row for row in rows[start + 1 :] for _ in range(row.years)]
    counted, found = dict(before), []
    for place, row in enumerate(way):
        due = years_after(event_date, years=number - 1 + place)
        if birth_date and age_on(birth_date=birth_date, day=due) >= in_force.whole("scholarship_age_below"):
            break
        counted[row.level] = counted.get(row.level, 0) + 1
        if counted[row.level] <= row.years:
            found.append(PlannedYear(number=number + place, due_date=due, level=row.level, amount_rp=row.rp_a_year))
    return tuple(found)


def working_child_is_for_a_person(*, event_date: date, law: Law) -> bool:
    """Whether a child that works may keep its scholarship by the decision of a person.

    Source: Permenaker 1/2025 (law/benefit.yaml: scholarship_working_child), from 24 February 2025; before, it ends.
    """
    return law.on(event_date).rule("scholarship_working_child") == PERSON_DECIDES
