"""Whom each line of an answer is about: by the row key of our list, else by NIK; the name must not contradict.

A line that so leads to nobody may be like one of ours. That is evidence: the line waits for a person, who is heeded when
the same outsider stands in a later answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from django.db.models.functions import Coalesce

from payung.eligibility.models import RequestLine
from payung.eligibility.prechecks.alike import ruled_outsiders
from payung.eligibility.prechecks.reading import Line
from payung.eligibility.rules.answers import Said, Unread, without_numbers
from payung.eligibility.rules.lines import MatchedLine, Outsider, names_agree
from payung.eligibility.rules.words import Outcome, Register
from payung.matching.queries import LikenessSeeker, outside_index
from payung.matching.rules.identities import Written
from payung.people import queries as people
from payung.shared.nik import is_well_formed

_AT_ONCE = 2000
_Found = tuple[int | None, Unread | None]


class LineMatcher:
    """Matches the lines of one answer, two thousand at a time."""

    def __init__(self, *, kabupaten: str, programme_id: int, register: Register) -> None:
        self._kabupaten = kabupaten
        self._programme_id = programme_id
        self._register = register
        self._keys: dict[str, dict[str, int]] = {}  # request code → row key → person
        self._seeker = LikenessSeeker(kabupaten=kabupaten)
        self._ruled = ruled_outsiders(kabupaten=kabupaten)

    def matched(self, lines: Iterable[Line]) -> Iterator[MatchedLine]:
        rest = iter(lines)
        while chunk := list(islice(rest, _AT_ONCE)):
            yield from self._matched(chunk)

    def _matched(self, chunk: list[Line]) -> Iterator[MatchedLine]:
        niks = {line.nik for line in chunk if is_well_formed(line.nik)}
        holders = people.by_niks(kabupaten=self._kabupaten, niks=niks)
        found = [self._found(line, holders) for line in chunk]
        found = self._as_ruled(chunk, found)
        names = _names({person for person, _ in found if person is not None})
        alike = self._alike(chunk, found)
        for place, (line, (person_id, unread)) in enumerate(zip(chunk, found, strict=True)):
            if like := alike.get(place):
                who, outsider = like
                yield MatchedLine(line.sheet, line.number, who, Unread.ALIKE, line.said, outsider, unread)
                continue
            if unread is Unread.NO_NIK and not _says_something(line.said):
                continue  # neither a person nor a word: nothing of an answer
            if person_id is not None and unread is None and _is_another(line, names[person_id]):
                unread = Unread.NAME_OTHER
            yield MatchedLine(line.sheet, line.number, person_id, unread, line.said)

    @property
    def unsought(self) -> int:
        """Lines that were not looked up by likeness."""
        return self._seeker.unsought

    def _as_ruled(self, chunk: Sequence[Line], found: Sequence[_Found]) -> list[_Found]:
        """Whom a person said that an outsider is, a line about that outsider is about."""
        if not self._ruled.same:
            return list(found)
        return [
            (self._ruled.same.get(self._outside(line)), None)
            if _is_open(one) and self._outside(line) in self._ruled.same
            else one
            for line, one in zip(chunk, found, strict=True)
        ]

    def _alike(self, chunk: Sequence[Line], found: Sequence[_Found]) -> dict[int, tuple[int, Outsider]]:
        """By place in the chunk: whom a line is most like, of those that nobody said it is not."""
        asked = [
            _written(place, line)
            for place, (line, one) in enumerate(zip(chunk, found, strict=True))
            if _is_open(one) and line.said.outcome is not None
        ]
        answer = {}
        for place, those in self._seeker.alike(asked).items():
            line, outside = chunk[place], self._outside(chunk[place])
            if best := next((one for one in those if (outside, one.person_id) not in self._ruled.other), None):
                name = without_numbers(line.name)
                answer[place] = best.person_id, Outsider(name, line.birth_date, best.likeness, outside)
        return answer

    def _outside(self, line: Line) -> bytes:
        return outside_index(kabupaten=self._kabupaten, line=_written(0, line))

    def _found(self, line: Line, holders: dict[str, int]) -> _Found:
        """The person of a line, or why nobody can say; neither for a stranger."""
        by_key = self._by_key(line)
        if not is_well_formed(line.nik):
            if by_key is not None:
                return by_key, None
            if line.key is not None:
                return None, Unread.KEY_UNKNOWN
            return None, Unread.NIK_DAMAGED if line.nik else Unread.NO_NIK
        by_nik = holders.get(line.nik)
        if by_key is not None:
            agree = by_key == by_nik or (by_nik is None and line.rounded)
            return by_key, None if agree else Unread.KEY_AND_NIK_DIFFER
        if line.rounded and not line.name.strip():
            return None, Unread.NIK_DAMAGED  # perhaps somebody else's NIK by now
        return by_nik, None

    def _by_key(self, line: Line) -> int | None:
        key = line.key
        if key is None or not key.intact:
            return None
        if key.request not in self._keys:
            self._keys[key.request] = self._lines_of(key.request)
        return self._keys[key.request].get(key.row)

    def _lines_of(self, code: str) -> dict[str, int]:
        asked = RequestLine.objects.filter(
            request__code=code, request__programme=self._programme_id, request__register=self._register
        )
        return dict(asked.values_list("row_key", Coalesce("person__same_as_id", "person_id")))


def _is_open(found: _Found) -> bool:
    """Whether no number leads to a person, and none leads to two."""
    person_id, unread = found
    return person_id is None and unread in (None, Unread.NIK_DAMAGED, Unread.NO_NIK)


def _written(place: int, line: Line) -> Written:
    born = line.birth_date.isoformat() if line.birth_date else ""
    return Written(place, nik=line.nik, name=line.name, birth_date=born)


def _is_another(line: Line, ours: str) -> bool:
    """Whether the name is somebody else's; a register that says itself that names differ is believed."""
    return line.said.outcome is not Outcome.NAME_DIFFERS and not names_agree(ours, line.name)


def _says_something(said: Said) -> bool:
    return said.outcome is not None or said.unread is not None


def _names(person_ids: set[int]) -> dict[int, str]:
    if not person_ids:
        return {}
    ids = np.fromiter(person_ids, dtype=np.int64)
    return dict(zip(ids.tolist(), people.columns(person_ids=ids).name.tolist(), strict=True))
