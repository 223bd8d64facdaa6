"""What weights come to: joined, asked or apart, and who is one human being in the end. Pure; columns in, columns out.

A pair that weighs enough is joined; one that weighs less is asked; so is one that weighs enough but may be of relatives
(`gateways.linkage.doubts`). What people ruled outranks weights. Joins are made best first, and none brings two together
of whom a person said "two people", or who look like relatives: it is asked instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.gateways.linkage.doubts import DOUBTS
from payung.matching.rules.linking import Groups
from payung.matching.rules.pairs import Verdict

# Both thresholds were chosen on the invented registers of tests/registers with the seeds 1, 2 and 3.
JOIN_BITS = 3.5
ASK_BITS = 2.75

_DOUBTS = np.array([None, *DOUBTS], dtype=object)  # by code
_VERDICTS = np.array([Verdict.JOIN, Verdict.ASK, Verdict.APART], dtype=object)
_Two = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """For each pair: `verdict` object array of Verdict, `because` of Doubt or None.

    `clusters`: id → least id of its cluster, for those that are joined to another. Two of one cluster that are not
    joined by their own weight are joined all the same: their verdict says so.
    """

    verdict: NDArray[np.object_]
    because: NDArray[np.object_]
    clusters: dict[int, int]


def decide(
    *,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    weight: NDArray[np.float64],
    doubts: NDArray[np.uint8],
    one: Iterable[_Two] = (),
    two: Iterable[_Two] = (),
) -> Decided:
    """Verdicts over pairs as `predict` answers them. Rulings of people (`one`, `two`: low id first) outrank weights."""
    said_one, said_two = set(one), set(two)
    sure, asked = _by_weight(weight, doubts)
    ruled = _among(a, b, said_one | said_two)
    sure, asked = sure & ~ruled, asked & ~ruled
    order = np.lexsort((b, a, -weight))
    groups = _grouped(
        joins=[*sorted(said_one), *_pairs(a, b, order[sure[order]])],
        two=[*sorted(said_two), *_pairs(a, b, np.flatnonzero((doubts > 0) & ~ruled))],
    )
    joined = (sure | asked | _among(a, b, said_one)) & _together(groups, a, b)
    asked = (sure | asked | _among(a, b, said_one - said_two)) & ~joined
    return Decided(
        verdict=np.where(joined, _VERDICTS[0], np.where(asked, _VERDICTS[1], _VERDICTS[2])),
        because=_DOUBTS[np.where(asked, doubts, 0)],
        clusters=groups.roots(),
    )


def _by_weight(weight: NDArray[np.float64], doubts: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which pairs are joined, and which are asked, each by itself."""
    sure = (weight >= JOIN_BITS) & (doubts == 0)
    return sure, (weight >= ASK_BITS) & ~sure


def _among(a: NDArray[np.int64], b: NDArray[np.int64], pairs: set[_Two]) -> NDArray[np.bool_]:
    """Which of the pairs are among these few."""
    found = np.zeros(len(a), dtype=np.bool_)
    maybe = np.flatnonzero(np.isin(a, [low for low, _ in pairs]))
    found[maybe] = [(low, high) in pairs for low, high in _pairs(a, b, maybe)]
    return found


def _pairs(a: NDArray[np.int64], b: NDArray[np.int64], places: NDArray[np.intp]) -> list[_Two]:
    return list(zip(a[places].tolist(), b[places].tolist(), strict=True))


def _grouped(*, joins: Sequence[_Two], two: Sequence[_Two]) -> Groups:
    """The groups that joins make, in their order, without one that brings two of `two` together.

    Of `two` only those count that the joins would bring together: of a register's doubts these are few.
    """
    all_joined = Groups(one=joins, two=())
    near = [pair for pair in two if all_joined.are_one(*pair)]
    if not near:
        return all_joined
    groups = Groups(one=(), two=near)
    for low, high in joins:
        groups.join(low, high)
    return groups


def _together(groups: Groups, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.fromiter(map(groups.are_one, a.tolist(), b.tolist()), dtype=np.bool_, count=len(a))
