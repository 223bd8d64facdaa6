"""Lines of outside lists whom no number finds: which are looked up by likeness, and what a likeness is worth. Pure.

A likeness is evidence with a weight: it never joins, refuses or prepares anything by itself. A person decides.
"""

from enum import StrEnum
from typing import NamedTuple

from payung.matching.rules.identities import Written
from payung.matching.rules.pairs import Verdict
from payung.shared.nik import LENGTH

# Of one list: those whose NIK was given out elsewhere are mostly strangers, and each costs a search.
ELSEWHERE_AT_MOST = 1000
_REGION = 4  # digits of a NIK that name the kabupaten


class Nearness(StrEnum):
    """How sure a likeness is, as people are told it."""

    ALMOST_SURE = "almost_sure"
    PERHAPS = "perhaps"


class Likeness(NamedTuple):
    """How a line is like a person of ours: bits, the levels it was found on (`card:3 name:1 …`), and how sure."""

    weight: float
    gammas: str
    nearness: Nearness


NO_LIKENESS = (None, "", "")  # as the columns of a line have it that was found by a number


def nearness_of(verdict: Verdict) -> Nearness:
    """What the weight of a pair comes to where nothing may be joined."""
    return Nearness.ALMOST_SURE if verdict is Verdict.JOIN else Nearness.PERHAPS


def is_sought(line: Written) -> bool:
    """Whether a line says enough of somebody: a name, and a day of birth or the digits of a NIK."""
    return bool(line.name) and bool(line.birth_date or _digits(line.nik) == LENGTH)


def is_of_here(line: Written, *, kabupaten: str) -> bool:
    """Whether the NIK was given out here, allowing for one slip, or there is none to tell."""
    nik = line.nik or ""
    return _digits(nik) != LENGTH or _one_slip(nik[:_REGION], kabupaten.replace(".", "")[:_REGION])


def _digits(nik: str | None) -> int:
    return sum(map(str.isdigit, nik or ""))


def _one_slip(one: str, other: str) -> bool:
    """One digit otherwise, or two exchanged."""
    differ = [place for place in range(min(len(one), len(other))) if one[place] != other[place]]
    return len(differ) < 2 or (len(differ) == 2 and sorted(one) == sorted(other))
