"""When a candidate is a known person, when a new one, and when a person must say. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from payung.intake.rules.names import words_in_order
from payung.people.rules import Newcomer


class How(StrEnum):
    """Why a candidate is this person."""

    NEW = "new"  # nobody had this NIK
    EXACT = "exact"  # same NIK, same person by name or birth date
    DECIDED = "decided"  # a person said so


class QuestionKind(StrEnum):
    NIK_SHARED = "nik_shared"  # one NIK, two names and birth dates


class Answer(StrEnum):
    SAME = "same"  # one human being, written differently
    NIK_WRONG = "nik_wrong"  # the candidate's NIK is another's: back to the sender
    NIK_TAKEN = "nik_taken"  # the NIK is the candidate's, the known person had it by mistake


class Arrived(NamedTuple):
    """A candidate that nobody has matched yet, and the newcomer it would be."""

    candidate_id: int
    newcomer: Newcomer


class Holder(NamedTuple):
    """Who has a NIK: a person of the register, or the newcomer of this place in the same plan."""

    name: str
    birth_date: date
    person_id: int | None
    newcomer: int | None


class Tie(NamedTuple):
    """A candidate, and the holder of its NIK."""

    candidate_id: int
    holder: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of candidates: newcomers to the register with theirs, those who are known, and the doubts."""

    newcomers: list[Newcomer]
    new: list[Tie]
    exact: list[Tie]
    doubts: list[Tie]


def is_same(holder: Holder, *, name: str, birth_date: date) -> bool:
    """Whether two with one NIK are one human being: born on one day, or named with the same words.

    Looser than the check of a list (`CONTRACTS.md`, Duplicates), where both must hold: between two lists a name is
    often written in another way, or a day of birth mistyped.
    """
    return holder.birth_date == birth_date or words_in_order(holder.name) == words_in_order(name)


def plan(*, arrived: Sequence[Arrived], holders: Mapping[bytes, Holder]) -> Plan:
    """Each candidate, in their order: the first with a NIK that nobody has is a newcomer, and its holder from then on."""
    found = Plan(newcomers=[], new=[], exact=[], doubts=[])
    here = dict(holders)
    for candidate_id, came in arrived:
        holder = here.get(came.nik_index)
        if holder is None:
            holder = here[came.nik_index] = Holder(came.name, came.birth_date, None, len(found.newcomers))
            found.newcomers.append(came)
            found.new.append(Tie(candidate_id, holder))
        elif is_same(holder, name=came.name, birth_date=came.birth_date):
            found.exact.append(Tie(candidate_id, holder))
        else:
            found.doubts.append(Tie(candidate_id, holder))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What two with one NIK have in common: words of the name, and day, month and year of birth."""

    words: int
    of_words: int  # of the longer name
    day: bool
    month: bool
    year: bool

    @property
    def weight(self) -> float:
        """From 0 to 2; it only orders what people look at, and decides nothing."""
        return self.words / max(1, self.of_words) + (self.day + self.month + self.year) / 3


def alike(name: str, birth_date: date, other_name: str, other_birth_date: date) -> Alike:
    words, others = words_in_order(name).split(), words_in_order(other_name).split()
    return Alike(
        words=len(set(words) & set(others)),
        of_words=max(len(words), len(others)),
        day=birth_date.day == other_birth_date.day,
        month=birth_date.month == other_birth_date.month,
        year=birth_date.year == other_birth_date.year,
    )
