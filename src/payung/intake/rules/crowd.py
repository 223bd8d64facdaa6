"""What only all rows of a file together can say: one person twice, one NIK on two people, people alike, shared phones.

Two steps, so that a million rows need little memory. `Crowd` keeps three numbers a row and finds which rows share one;
`told_by_sharing` then looks at the facts of just those rows.
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from payung.intake.rules.numbers import Findings
from payung.intake.rules.problems import Finding
from payung.intake.rules.rows import Row

Likeness = tuple[str, date | None]  # the words of a name in order, and the birth date

_MASK = (1 << 64) - 1
_PLACES_SHOWN = 3


class Stand(NamedTuple):
    """Where a row stands: its place among all rows of the file, its sheet and its number in it."""

    place: int
    sheet: str
    row: Row


class Crowd:
    """Three keys a row: NIK, name with birth date, phone. 0 where the row has none."""

    def __init__(self) -> None:
        self._niks = array("Q")
        self._alike = array("Q")
        self._phones = array("Q")

    def add(self, row: Row) -> None:
        self._niks.append(int(row.nik) if row.nik else 0)
        self._alike.append(hash((row.words, row.birth_date)) & _MASK if row.birth_date and row.words else 0)
        self._phones.append(int(row.phone) if row.phone else 0)

    def add_stranger(self, _: Row) -> None:
        """Keep the place of a row whose keys cannot be believed."""
        for keys in (self._niks, self._alike, self._phones):
            keys.append(0)

    def forget_after(self, count: int) -> None:
        """Keep the first `count` rows only: a sheet is judged again."""
        del self._niks[count:], self._alike[count:], self._phones[count:]

    def sharing(self) -> frozenset[int]:
        """Places of the rows that share a key with another row."""
        return frozenset(index for keys in (self._niks, self._alike, self._phones) for index in _repeated(keys))


def _repeated(keys: Sequence[int]) -> Iterator[int]:
    """Places whose key stands elsewhere too. One set at a time: a dictionary of places would take twice its memory."""
    once: set[int] = set()
    twice: set[int] = set()
    for key in keys:
        (twice if key in once else once).add(key)
    twice.discard(0)
    if twice:
        yield from (index for index, key in enumerate(keys) if key in twice)


def told_by_sharing(stands: Iterable[Stand]) -> Mapping[int, Findings]:
    """Findings by place, for rows in the order of the file. Work grows with the rows, however many share one key."""
    by_nik: dict[str, list[Stand]] = {}
    by_likeness: dict[Likeness, list[Stand]] = {}
    by_phone: dict[str, list[Stand]] = {}
    for stand in stands:
        row = stand.row
        if row.nik:
            by_nik.setdefault(row.nik, []).append(stand)
            if row.words and row.birth_date:
                by_likeness.setdefault(_likeness(row), []).append(stand)
        if row.phone:
            by_phone.setdefault(row.phone, []).append(stand)
    told = _Told()
    for group in by_nik.values():
        persons = _divided(group, by=_likeness)
        told.of_each_other(persons, code="NIK_SHARED", field="nik")
        for same in persons:
            told.of_one_person_again(same)
    for group in by_likeness.values():
        told.of_each_other(_divided(group, by=lambda row: row.nik), code="PERSON_ALIKE", field="name")
    for group in by_phone.values():
        told.of_each_other(_divided(group, by=_identity_within(group)), code="PHONE_SHARED", field="phone")
    return told.findings


def _likeness(row: Row) -> Likeness:
    return row.words, row.birth_date


def _identity_within(group: Sequence[Stand]) -> Callable[[Row], Hashable]:
    """Who a row is among these: its NIK, or the NIK of the row that has its name and birth date, or those two."""
    nik_of = {_likeness(stand.row): stand.row.nik for stand in group if stand.row.nik}
    return lambda row: row.nik or nik_of.get(_likeness(row)) or _likeness(row)


def _divided(group: Sequence[Stand], *, by: Callable[[Row], Hashable]) -> Sequence[Sequence[Stand]]:
    """The group's rows by person, persons and rows in the order of the file."""
    persons: dict[Hashable, list[Stand]] = {}
    for stand in group:
        persons.setdefault(by(stand.row), []).append(stand)
    return list(persons.values())


class _Told:
    """Collects findings by place of row."""

    def __init__(self) -> None:
        self.findings: dict[int, Findings] = {}

    def of_each_other(self, persons: Sequence[Sequence[Stand]], *, code: str, field: str) -> None:
        """Tell every row of each person of the first rows of the other persons."""
        if len(persons) < 2:
            return
        firsts = [person[0] for person in persons]
        for place, person in enumerate(persons):
            shown = firsts[: _PLACES_SHOWN + 1]
            others = [first for first in shown if first is not firsts[place]][:_PLACES_SHOWN]
            for stand in person:
                self._add(stand, code, field, others, more=len(firsts) - 1 - len(others))

    def of_one_person_again(self, same: Sequence[Stand]) -> None:
        """Tell the first row of the later ones, and each later one of the first."""
        first, *later = same
        if later:
            self._add(
                first, "NIK_TWICE_FIRST", "nik", later[:_PLACES_SHOWN], more=len(later) - len(later[:_PLACES_SHOWN])
            )
        for stand in later:
            self._add(stand, "NIK_TWICE_IN_FILE", "nik", [first], more=0)

    def _add(self, stand: Stand, code: str, field: str, others: Sequence[Stand], *, more: int) -> None:
        places = [
            f"baris {other.row.number}"
            if other.sheet == stand.sheet
            else f"lembar {other.sheet} baris {other.row.number}"
            for other in others
        ]
        text = ", ".join(places) + (f" dan {more} baris lain" if more else "")
        self.findings[stand.place] = (*self.findings.get(stand.place, ()), Finding(code, field, (("tempat", text),)))
