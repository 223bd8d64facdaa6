"""The lines of one answer, each matched with a person or not → results and lines that wait. Pure.

Nobody is judged by half of what an answer says of him: two lines of one person that say different things both wait.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz

from payung.eligibility.rules.answers import Said, Unread
from payung.eligibility.rules.words import Outcome
from payung.intake.rules.names import read_name
from payung.matching.rules.outside import Likeness

_ALIKE = 75  # of 100: MUHAMMAD and MOHAMMAD, SITI AMINAH and ST AMINAH
_PLACES_TOLD = 12


class Outsider(NamedTuple):
    """Whom a line tells of, how that one is like a person of ours, and by what it is known again."""

    name: str
    birth_date: date | None
    likeness: Likeness
    outside: bytes


class MatchedLine(NamedTuple):
    """A line, whom it is about (None: nobody of ours, or unclear why), and what it says.

    With `alike` no number leads to the person; `instead`: why it waits where it is not about that person after all.
    """

    sheet: str
    number: int
    person_id: int | None
    unread: Unread | None
    said: Said
    alike: Outsider | None = None
    instead: Unread | None = None


class PlannedResult(NamedTuple):
    sheet: str
    number: int
    person_id: int
    said: Said


class PlannedUnread(NamedTuple):
    sheet: str
    number: int
    person_id: int | None
    code: Unread
    said: Said
    alike: Outsider | None = None


@dataclass(slots=True, kw_only=True)
class Plan:
    """What becomes of the lines of an answer. Blank: asked, not answered. Strangers: people we have never heard of."""

    results: list[PlannedResult] = field(default_factory=list)
    unread: list[PlannedUnread] = field(default_factory=list)
    rows: int = 0
    blank: int = 0
    repeated: int = 0
    strangers: int = 0
    stranger_places: list[str] = field(default_factory=list)
    unsought: int = 0  # strangers that were not looked up by likeness


def planned(lines: Iterable[MatchedLine], *, held: frozenset[int] = frozenset()) -> Plan:
    """The plan. `held`: who holds a place of ours; active with a payer not said, they are our own (DESIGN §1.5)."""
    plan, of_person = Plan(), dict[int, list[MatchedLine]]()
    alike: list[MatchedLine] = []
    for line in lines:
        plan.rows += 1
        if line.alike is not None:
            alike.append(line)
        elif line.unread is not None:
            _wait(plan, line, line.unread)
        elif line.person_id is None:
            _pass_over(plan, line)
        else:
            line = _continuing(line, held)
            if line.said.outcome is None and line.said.unread is None:
                plan.blank += 1
            else:
                of_person.setdefault(line.person_id or 0, []).append(line)
    for person_id, about in of_person.items():
        _take(plan, person_id, about)
    for line in alike:
        _take_alike(plan, line, is_named=line.person_id in of_person)
    plan.results.sort(key=lambda one: (one.sheet, one.number))
    plan.unread.sort(key=lambda one: (one.sheet, one.number))
    return plan


def _take(plan: Plan, person_id: int, about: list[MatchedLine]) -> None:
    """One line, or several that say the same, are a result; anything else waits."""
    first = about[0]
    unclear = [line for line in about if line.said.unread is not None]
    if not unclear and all(_same(line.said, first.said) for line in about):
        plan.repeated += len(about) - 1
        plan.results.append(PlannedResult(first.sheet, first.number, person_id, _fullest(about)))
        return
    for line in about:
        _wait(plan, line, line.said.unread or Unread.LINES_CONTRADICT)


def _take_alike(plan: Plan, line: MatchedLine, *, is_named: bool) -> None:
    """Whom the answer names by a number, it does not mean by another line."""
    if not is_named:
        plan.unread.append(PlannedUnread(line.sheet, line.number, line.person_id, Unread.ALIKE, line.said, line.alike))
    elif line.instead is not None:
        plan.unread.append(PlannedUnread(line.sheet, line.number, None, line.instead, line.said))
    else:
        _pass_over(plan, line)


def _same(one: Said, other: Said) -> bool:
    """Whether two lines say the same, where one may say less: no day, no payer."""
    pairs = (
        (one.payer.casefold(), other.payer.casefold()),
        (one.desil, other.desil),
        (one.died_date, other.died_date),
        (one.resident_since_date, other.resident_since_date),
        (one.head_of_family, other.head_of_family),
        (one.disability, other.disability),
    )
    return one.outcome is other.outcome and all(not a or not b or a == b for a, b in pairs)


def _fullest(about: list[MatchedLine]) -> Said:
    """The line that says most."""
    return max((line.said for line in about), key=_told)


def _told(said: Said) -> int:
    facts = (said.payer or None, said.desil, said.died_date, said.resident_since_date, said.head_of_family)
    return sum(fact is not None for fact in facts)


def _continuing(line: MatchedLine, held: frozenset[int]) -> MatchedLine:
    if line.said.unread is not Unread.PAYER_NOT_SAID or line.person_id not in held:
        return line
    return line._replace(said=_as_own(line.said))


def _as_own(said: Said) -> Said:
    return Said(outcome=Outcome.OWN_WADAH, words=said.words, payer=said.payer)


def _wait(plan: Plan, line: MatchedLine, code: Unread) -> None:
    plan.unread.append(PlannedUnread(line.sheet, line.number, line.person_id, code, line.said))


def _pass_over(plan: Plan, line: MatchedLine) -> None:
    plan.strangers += 1
    if len(plan.stranger_places) < _PLACES_TOLD:
        plan.stranger_places.append(f"{line.sheet}:{line.number}" if line.sheet else str(line.number))


def names_agree(ours: str, theirs: str) -> bool:
    """Whether two names can be one person's. What is no name (blank, a dash) contradicts nobody.

    One of the names may have more words, titles apart: `SARIFAH` and `SARIFAH BINTI USMAN`.
    """
    if ours == theirs or ours.casefold().split() == theirs.casefold().split():
        return True  # nearly always: theirs are all capitals
    words, other = set(read_name(ours)[2].split()), set(read_name(theirs)[2].split())
    if not words or not other:
        return True
    shared = words & other
    if _shortened(words - shared, other - shared) or _shortened(other - shared, words - shared):
        return True
    return fuzz.token_sort_ratio(" ".join(sorted(words)), " ".join(sorted(other))) >= _ALIKE


def _shortened(words: set[str], other: set[str]) -> bool:
    """Whether each of the words begins one of the others: `M YUSUF`, `MUHAMMAD YUSUF`. True where none is left."""
    return all(any(long.startswith(word) for long in other) for word in words)
