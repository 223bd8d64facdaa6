"""The plan of an answer as a sealed file: what its lines mean, decided once, so that a job can go on where it was killed.

The first line holds the counts, each other one a result or a line that waits. No NIK stands in it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from payung.eligibility.prechecks import files
from payung.eligibility.prechecks.files import Part
from payung.eligibility.rules.answers import Said, Unread
from payung.eligibility.rules.lines import Outsider, Plan, PlannedResult, PlannedUnread
from payung.eligibility.rules.words import Outcome
from payung.matching.rules.outside import Likeness, Nearness


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the page says of an answer, and how many entries its plan has."""

    refusal: str = ""
    rows: int = 0
    results: int = 0
    unread: int = 0
    blank: int = 0
    strangers: int = 0
    stranger_places: str = ""
    unsought: int = 0

    @property
    def entries(self) -> int:
        return self.results + self.unread


def write_refusal(code: str, refusal: str) -> None:
    """Nothing of the answer could be read."""
    with files.written(code, Part.PLAN) as out:
        out.write(_line([refusal, 0, 0, 0, 0, 0, "", 0]))


def write_plan(code: str, plan: Plan, *, others: Iterable[tuple[int, Said]]) -> None:
    """`others`: persons whom the answer does not name, and what the office vouches for."""
    vouched = list(others)
    results = len(plan.results) + len(vouched)
    places = ", ".join(plan.stranger_places)[:300]
    with files.written(code, Part.PLAN) as out:
        counts = [plan.rows, results, len(plan.unread), plan.blank, plan.strangers]
        out.write(_line(["", *counts, places, plan.unsought]))
        for one in plan.results:
            out.write(_line(["r", one.sheet, one.number, one.person_id, *_said(one.said)]))
        for person_id, said in vouched:
            out.write(_line(["r", "", None, person_id, *_said(said)]))
        for wait in plan.unread:
            alike = [*_said(wait.said), *_outsider(wait.alike)] if wait.alike else []
            out.write(_line(["u", wait.sheet, wait.number, wait.person_id, wait.code, wait.said.words, *alike]))


def read_counts(code: str) -> Counts:
    return _counts(next(_lines(code)))


def read_entries(code: str, *, after: int) -> Iterator[PlannedResult | PlannedUnread]:
    """The entries in their order, but for the first so many. A vouched result has the line number 0."""
    for place, found in enumerate(_lines(code)):
        if place > after:
            yield _entry(found)


def _lines(code: str) -> Iterator[list[object]]:
    rest = b""
    with files.opened(code, Part.PLAN) as sealed:
        for piece in sealed:
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                yield json.loads(line)


def _counts(found: list[object]) -> Counts:
    refusal, rows, results, unread, blank, strangers, places, unsought = found
    return Counts(
        refusal=str(refusal),
        rows=_number(rows),
        results=_number(results),
        unread=_number(unread),
        blank=_number(blank),
        strangers=_number(strangers),
        stranger_places=str(places),
        unsought=_number(unsought),
    )


def _entry(found: list[object]) -> PlannedResult | PlannedUnread:
    kind, sheet, number, person_id, *rest = found
    person = None if person_id is None else _number(person_id)
    if kind == "u":
        code, words, *alike = rest
        said, outsider = (_read_said(alike[:8]), _read_outsider(alike[8:])) if alike else (Said(words=str(words)), None)
        return PlannedUnread(str(sheet), _number(number), person, Unread(str(code)), said, outsider)
    return PlannedResult(str(sheet), _number(number or 0), person or 0, _read_said(rest))


def _outsider(one: Outsider) -> list[object]:
    born = one.birth_date.isoformat() if one.birth_date else None
    return [one.name, born, one.likeness.weight, one.likeness.gammas, one.likeness.nearness, one.outside.hex()]


def _read_outsider(found: list[object]) -> Outsider:
    name, born, weight, gammas, nearness, outside = found
    likeness = Likeness(float(str(weight)), str(gammas), Nearness(str(nearness)))
    return Outsider(str(name), date.fromisoformat(str(born)) if born else None, likeness, bytes.fromhex(str(outside)))


def _said(said: Said) -> list[object]:
    return [
        said.outcome,
        said.words,
        said.payer,
        said.desil,
        said.resident_since_date.isoformat() if said.resident_since_date else None,
        said.died_date.isoformat() if said.died_date else None,
        said.head_of_family,
        said.disability,
    ]


def _read_said(found: list[object]) -> Said:
    outcome, words, payer, desil, since, died, head, disability = found
    return Said(
        outcome=Outcome(str(outcome)),
        words=str(words),
        payer=str(payer),
        desil=None if desil is None else _number(desil),
        resident_since_date=date.fromisoformat(str(since)) if since else None,
        died_date=date.fromisoformat(str(died)) if died else None,
        head_of_family=None if head is None else bool(head),
        disability=None if disability is None else bool(disability),
    )


def _number(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 -- we wrote it
    return value


def _line(values: list[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
