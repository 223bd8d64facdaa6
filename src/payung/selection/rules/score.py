"""The score (nilai): the sum of the points of every weight that holds for a person. What is not known scores nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.programmes.rules.setup import Audience, WeightFacts, WeightKind

KECAMATAN = len("63.02.06")  # that much of a desa code names the kecamatan
_DESIL_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coded:
    """A column of words as numbers: `names` in their order, and for each person the place of its word there."""

    names: tuple[str, ...]
    index: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Applicants:
    """The eligible as columns of one length. `desil` 0: not known."""

    desil: NDArray[np.int64]
    desa: Coded
    occupation: Coded
    continuing: NDArray[np.bool_]
    head_of_family: NDArray[np.bool_]
    disability: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.desil)


def coded(words: Iterable[str]) -> Coded:
    """A column of words, coded. A dictionary is ten times faster here than sorting the words."""
    column = list(words)
    names = tuple(sorted(set(column)))
    place = {name: at for at, name in enumerate(names)}
    return Coded(names=names, index=np.fromiter((place[word] for word in column), np.int64, len(column)))


def kecamatan_of(desa_names: Sequence[str]) -> Coded:
    """The kecamatan of each desa."""
    return coded(name[:KECAMATAN] for name in desa_names)


def continuing(audience: NDArray[Any]) -> NDArray[np.bool_]:
    """Who held a place in the period before."""
    return np.asarray(audience == Audience.STAYING.value, dtype=bool)


def score(*, applicants: Applicants, weights: Iterable[WeightFacts]) -> NDArray[np.int64]:
    """The score of each applicant (int64)."""
    found = np.zeros(len(applicants), dtype=np.int64)
    for weight in weights:
        found += weight.points * _holds(weight, applicants)
    return found


def _holds(weight: WeightFacts, applicants: Applicants) -> NDArray[np.bool_]:
    match weight.kind:
        case WeightKind.DESIL:
            return np.asarray(applicants.desil == _desil(weight.key))
        case WeightKind.OCCUPATION:
            return _among(applicants.occupation, [name == weight.key for name in applicants.occupation.names])
        case WeightKind.KECAMATAN:
            return _among(applicants.desa, [name[:KECAMATAN] == weight.key for name in applicants.desa.names])
        case WeightKind.DESA:
            return _among(applicants.desa, [name == weight.key for name in applicants.desa.names])
        case WeightKind.FIRST_TIME:
            return ~applicants.continuing
        case WeightKind.CONTINUING:
            return applicants.continuing
        case WeightKind.HEAD_OF_FAMILY:
            return applicants.head_of_family
        case WeightKind.DISABILITY:
            return applicants.disability


def _among(column: Coded, holds: Sequence[bool]) -> NDArray[np.bool_]:
    return np.array(holds, dtype=bool)[column.index]


def _desil(key: str) -> int:
    """The desil of a weight; -1, which nobody has, where the key is none of 1 to 10."""
    number = int(key) if key.isascii() and key.isdigit() else -1
    return number if 1 <= number <= _DESIL_MOST else -1
