"""Who would replace those of whom it became known that they died, moved or left: computed, shown, then drafted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.decrees.actions.asked import asked_decree, programme_of
from payung.decrees.actions.clearing import uncleared
from payung.decrees.actions.drafting import holders
from payung.decrees.actions.one_human import named_already
from payung.decrees.models import Correction, Decree, Line, Strike
from payung.decrees.rules.change import In, Out
from payung.decrees.states import HOLDING, LineState
from payung.people import queries as people
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection import queries as selections
from payung.shared.dates import Month

_SPARE = 20  # of the reserve list beyond what is needed, for some will not be cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A line to be struck, and the next of the reserve list for its place; None where nobody may take it."""

    out: Out
    number: int
    name: str
    desa: str
    named: In | None
    new_name: str = ""


def planned_replacements(*, decree_id: int, actor: Actor, now: datetime) -> list[Replacement]:
    """For every open correction of a decree in force. Stores nothing: `amend_decree` drafts what is kept of it."""
    decree, programme = asked_decree(decree_id=decree_id, actor=actor)
    today = timezone.localtime(now).date()
    found = [(line, _out(line, note, happened or today)) for line, note, happened in _corrected(decree)]
    return _planned(programme, found, now)


def replacements_for(*, line_ids: Sequence[int], actor: Actor, now: datetime) -> list[Replacement]:
    """The same for lines whose places are free: who would come after the last month that is paid or owed.

    Lines that are held still, that no decree in force names, or that an amendment disposes of are left out.
    """
    free = _standing_lines().filter(id__in=line_ids).exclude(place__freed_month=None).order_by("decree_id", "number")
    lines = list(free.select_related("decree__amends", "place"))
    found: list[Replacement] = []
    for programme_id in sorted({line.decree.programme_id for line in lines}):
        programme = programme_of(programme_id=programme_id, actor=actor)
        of = [line for line in lines if line.decree.programme_id == programme_id]
        found += _planned(programme, [(line, _out(line, line.place.freed_because, None)) for line in of], now)
    return found


def _standing_lines() -> QuerySet[Line]:
    """Lines in force that no amendment strikes, nor will."""
    struck = Strike.objects.filter(withdrawn=False).values("line")
    return Line.objects.filter(decree__state__in=HOLDING, state=LineState.NAMED).exclude(id__in=struck)


def _corrected(decree: Decree) -> list[tuple[Line, str, date | None]]:
    """Lines in force with an open correction that no amendment strikes yet, each once."""
    corrections = Correction.objects.filter(line__in=_standing_lines().filter(decree=decree), settled_at=None)
    related = corrections.select_related("line__decree__amends", "line__place")
    once = {one.line_id: one for one in related.order_by("line__number", "-id")}
    return [(one.line, one.note, one.happened_on) for one in once.values()]


def _out(line: Line, because: str, day: date | None) -> Out:
    """Of a place that is free the last month that was paid or owed; else the month in which it happened still counts.

    None where that was before the first.
    """
    known = line.place.freed_month or day or line.last_month
    month = min(Month.of(known), Month.of(line.last_month))
    last = month if month >= Month.of(line.first_month) else None
    return Out(line_id=line.pk, last_month=last, because=because)


def _planned(programme: ProgrammeFacts, found: Sequence[tuple[Line, Out]], now: datetime) -> list[Replacement]:
    of: defaultdict[int | None, list[Line]] = defaultdict(list)
    for line, _ in found:
        of[(line.decree.amends or line.decree).selection_id].append(line)
    new: dict[int, In] = {}
    for selection_id, lines in of.items():
        new |= _from_reserve(programme, selection_id, lines, now)
    first = max(Month.of(timezone.localtime(now).date()).plus(1), programme.first_month)
    return _named(found, new, first=first, programme=programme)


def _from_reserve(
    programme: ProgrammeFacts, selection_id: int | None, lines: Sequence[Line], now: datetime
) -> dict[int, In]:
    """By line, the next of the reserve list: of its desa first, who may be paid from its fund and is cleared."""
    if selection_id is None:
        return {}
    groups: defaultdict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.desa_code, line.fund_id].append(line)
    passed = set(holders(programme.id))
    found: dict[int, In] = {}
    for (desa_code, fund_id), of in groups.items():
        next_ones = selections.next_reserve(
            selection_id=selection_id,
            desa_code=desa_code,
            fund_id=fund_id,
            count=len(of) + _SPARE,
            without=frozenset(passed),
        )
        ids = [int(person_id) for person_id in next_ones.person_id]
        missing = {*uncleared(programme_id=programme.id, person_ids=ids, now=now)}
        missing |= named_already(programme_id=programme.id, person_ids=ids)
        cleared = [place for place, person_id in enumerate(ids) if person_id not in missing]
        for line, place in zip(of, cleared, strict=False):
            passed.add(ids[place])
            found[line.pk] = In(
                person_id=ids[place],
                candidate_id=int(next_ones.candidate_id[place]),
                desa_code=str(next_ones.desa_code[place]),
                occupation=str(next_ones.occupation[place]),
                fund_id=fund_id,
                replaces_id=line.pk,
            )
    return found


def _named(
    found: Sequence[tuple[Line, Out]], new: dict[int, In], *, first: Month, programme: ProgrammeFacts
) -> list[Replacement]:
    """A month that has begun protects nobody any more: whoever comes begins with the next, if there is one."""
    begins = {out.line_id: max(first, out.last_month.plus(1)) if out.last_month else first for _, out in found}
    fitting = {line_id: one for line_id, one in new.items() if begins[line_id] <= programme.last_month}
    names = dict(zip(fitting, _names([one.person_id for one in fitting.values()]), strict=True))
    return [
        Replacement(
            out=out,
            number=line.number,
            name=line.name,
            desa=line.desa,
            named=_beginning(fitting[line.pk], begins[line.pk]) if line.pk in fitting else None,
            new_name=names.get(line.pk, ""),
        )
        for line, out in found
    ]


def _beginning(one: In, begins: Month) -> In:
    return In(
        person_id=one.person_id,
        candidate_id=one.candidate_id,
        desa_code=one.desa_code,
        occupation=one.occupation,
        fund_id=one.fund_id,
        first_month=begins,
        replaces_id=one.replaces_id,
    )


def _names(person_ids: list[int]) -> list[str]:
    return [str(name) for name in people.columns(person_ids=person_ids).name] if person_ids else []
