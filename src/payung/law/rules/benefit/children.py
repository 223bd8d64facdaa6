"""The children of one case on their ways through school: years owed, who is paid for, the schedule."""

from dataclasses import dataclass, replace
from datetime import date

from payung.law.rules.benefit.case import Case, Pupil, ScholarshipYear
from payung.law.rules.benefit.facts import ScholarshipFacts
from payung.law.rules.benefit.owed import ChildPath
from payung.law.rules.benefit.scholarship import years_owed
from payung.law.rules.benefit.terms import Terms

NO_CHILDREN = ScholarshipFacts(
    first_rp=0, total_rp=0, any_child=False, any_too_old=False, more_than_paid_for=False, no_birth_date=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChildren:
    """`paths` in the order of the case."""

    paths: tuple[ChildPath, ...]
    facts: ScholarshipFacts


def children_of(case: Case, terms: Terms) -> CaseChildren:
    """Each child's way, and which children are paid for: those with the largest ways, as many as the law pays for.

    Source: PP 82/2019 (law/benefit.yaml: scholarship_children).
    Unit:   rupiah.   Edge: of equal ways the child that stands first; a way worth nothing is never paid for.
    """
    if not case.children:
        return CaseChildren(paths=(), facts=NO_CHILDREN)
    paths = [
        _path(pupil, child=place, event_date=case.event_date, terms=terms) for place, pupil in enumerate(case.children)
    ]
    entitled = sorted((path for path in paths if path.total_rp), key=lambda path: -path.total_rp)
    paid_for = {path.child for path in entitled[: terms.children_at_most]}
    told = tuple(replace(path, paid_for=True) if path.child in paid_for else path for path in paths)
    paid = [path for path in told if path.paid_for]
    facts = ScholarshipFacts(
        first_rp=sum(path.years[0][1] for path in paid),
        total_rp=sum(path.total_rp for path in paid),
        any_child=True,
        any_too_old=any(path.birth_date_known and not path.years and path.cut_years for path in told),
        more_than_paid_for=len(entitled) > len(paid),
        no_birth_date=any(not path.birth_date_known for path in paid),
    )
    return CaseChildren(paths=told, facts=facts)


def schedule(paths: tuple[ChildPath, ...], *, event_date: date) -> tuple[ScholarshipYear, ...]:
    """One line a year from the day of the event, child by child, for the children that are paid for.

    Source: PP 82/2019; CONTRACTS `payung benefit`.
    Unit:   rupiah.   Edge: a year after 29 February is 28 February where the year has no other.
    """
    return tuple(
        ScholarshipYear(child=path.child, due_date=years_after(event_date, years=year), level=level, amount_rp=amount)
        for path in paths
        if path.paid_for
        for year, (level, amount) in enumerate(path.years)
    )


def years_after(day: date, *, years: int) -> date:
    """The same day some years later; of 29 February the 28th where the year has no other."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def _path(pupil: Pupil, *, child: int, event_date: date, terms: Terms) -> ChildPath:
    born = pupil.birth_date
    years = int(
        years_owed(
            event_year=event_date.year,
            event_day=event_date.month * 100 + event_date.day,
            birth_year=0 if born is None else born.year,
            birth_day=0 if born is None else born.month * 100 + born.day,
            birth_known=born is not None,
            terms=terms,
        )
    )
    paths = terms.paths
    left = min(pupil.years_left_at_level, paths.most_left)
    way = paths.years[pupil.level][left]
    place = paths.place(level=int(pupil.level), years_left=left)
    return ChildPath(
        child=child,
        level=pupil.level,
        years=way[:years],
        total_rp=int(paths.sum_rp(place=place, years=years)),
        paid_for=False,
        cut_years=max(len(way) - years, 0),
        birth_date_known=born is not None,
    )
