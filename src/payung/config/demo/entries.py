"""An entry: one person on the way into a file, what was spoiled on the way, and so what a check owes.

Codes and levels here are written from CONTRACTS.md, not imported from the checker: they are its oracle.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from payung.config.demo.grids import Cell
from payung.config.demo.people import BEYOND_EXACT, STANDING_ASK, STANDING_EXCLUDED, UNLISTED_KECAMATAN, Person
from payung.regions.rules import Desa

READY, DECISION, ERROR = "ready", "decision", "error"
_WEIGHT = (READY, DECISION, ERROR)


@dataclass(slots=True, kw_only=True)
class Entry:
    """One line of a list. `codes` must be found by a check; `may` are heavy codes that may stand beside them."""

    person: Person
    cells: dict[str, Cell]
    status: str = READY
    codes: set[str] = field(default_factory=set)
    may: set[str] = field(default_factory=set)
    spoiled: bool = False  # damage was done that decides the status: no second one
    sheet: str = ""
    row: int = 0

    @property
    def sound(self) -> bool:
        """Free to be damaged: an ordinary person, written as it should be."""
        return not self.spoiled and self.person.plain and self.status == READY

    def note(self, status: str, *codes: str, may: tuple[str, ...] = ()) -> None:
        """Record what a check owes for what was just done."""
        self.status = max(self.status, status, key=_WEIGHT.index)
        self.codes.update(codes)
        self.may.update(may)
        self.spoiled = True

    def truth(self) -> dict[str, object]:
        ready = self.status == READY
        row: dict[str, object] = {
            "sheet": self.sheet,
            "row": self.row,
            "status": self.status,
            "codes": sorted(self.codes),
            "nik": self.person.nik if ready else None,
            "desa_code": self.person.desa.code if ready else None,
        }
        return row | {"may": sorted(self.may)} if self.may else row


class Writing(Protocol):
    """How an office writes: which fields its list has and how each is written."""

    @property
    def fields(self) -> frozenset[str]: ...
    @property
    def numeric(self) -> bool: ...
    @property
    def capitals(self) -> bool: ...
    @property
    def birth(self) -> Callable[[str, int, int, int], dict[str, Cell]]: ...
    @property
    def cells(self) -> Callable[[Person], dict[str, Cell]]: ...


def written(*, person: Person, writing: Writing) -> Entry:
    """The entry of a person as this office writes people, with what a check owes for the person alone."""
    entry = Entry(person=person, cells=writing.cells(person))
    _name(entry, writing)
    _age(entry)
    _work(entry, writing)
    _number(entry, writing)
    return entry


def moved(*, entry: Entry, desa: Desa, writing: Writing) -> Entry:
    """The same person on the list of another desa."""
    return written(person=replace(entry.person, desa=desa), writing=writing)


def _name(entry: Entry, writing: Writing) -> None:
    person = entry.person
    name = f"{person.title} {person.name}" if person.title else person.name
    entry.cells["name"] = name.upper() if writing.capitals else name
    if person.title:
        entry.codes.add("NAME_TITLE_SEPARATED")


def _age(entry: Entry) -> None:
    age = entry.person.age
    if age >= 65 and entry.person.member:
        _owe(entry, DECISION, "AGE_OVER_LIMIT_CONTINUING")
    elif age >= 65:
        _owe(entry, ERROR, "AGE_OVER_LIMIT")
    elif age < 15:
        _owe(entry, ERROR, "AGE_UNDER_LIMIT")
    elif age < 18:
        _owe(entry, DECISION, "AGE_BELOW_PROGRAMME")


def _work(entry: Entry, writing: Writing) -> None:
    if "occupation" not in writing.fields:
        return
    if entry.person.standing == STANDING_EXCLUDED:
        _owe(entry, ERROR, "OCCUPATION_NOT_COVERED")
    elif entry.person.standing == STANDING_ASK:
        _owe(entry, DECISION, "OCCUPATION_DOUBTFUL")


def _number(entry: Entry, writing: Writing) -> None:
    nik = entry.person.nik
    if nik[:6] in UNLISTED_KECAMATAN:
        entry.codes.add("NIK_REGION_UNKNOWN")
    elif nik[:4] != "6302":
        entry.codes.add("NIK_OTHER_KABUPATEN")
    if not writing.numeric:
        return
    if nik.startswith(BEYOND_EXACT):
        _owe(entry, ERROR, "NIK_PRECISION_LOST")
    elif nik.endswith("0"):
        _owe(entry, DECISION, "NIK_PRECISION_DOUBTFUL")
    else:
        entry.codes.add("NIK_AS_NUMBER")


def _owe(entry: Entry, status: str, code: str) -> None:
    entry.status = max(entry.status, status, key=_WEIGHT.index)
    entry.codes.add(code)


def day_cells(entry: Entry, writing: Writing, day: date) -> None:
    """Write another birth date than the person's."""
    entry.cells.update(writing.birth(entry.person.birth_place, day.day, day.month, day.year))
