"""From the eligible and the terms of a selection to the whole ranking: one pure function, so that anybody can repeat it.

What-if and the ranking that is stored are the same computation; what-if draws with a seed of its own, and shows counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from payung.programmes.rules.setup import Division, QuotaFacts, QuotaKind
from payung.selection.rules.choosing import NO_LIMIT, Blocked, Choice, Ints, Limits, Sorted, choose
from payung.selection.rules.division import divide_within
from payung.selection.rules.money import Purse, fundable
from payung.selection.rules.score import Applicants, kecamatan_of
from payung.selection.rules.words import Why

POOREST_DESIL = 1
WAYS = (*Why,)  # of Ranking.why
_BLOCKED = {
    Blocked.PLACES: Why.BELOW,
    Blocked.DESA: Why.DESA_FULL,
    Blocked.KECAMATAN: Why.KECAMATAN_FULL,
    Blocked.OCCUPATION: Why.OCCUPATION_FULL,
    Blocked.FUND: Why.NO_FUND,
}


FUND = "fund"  # of Taken.uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What decrees have taken of a programme: who holds a place, and how much of each quota and fund is used.

    `uses`: (kind of quota, key) to places; (FUND, code of the fund) to person-months.
    """

    persons: frozenset[int] = frozenset()
    uses: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def left_of(self, quota: QuotaFacts) -> QuotaFacts:
        return replace(quota, places=max(0, quota.places - self.uses.get((quota.kind, quota.key), 0)))

    def of_funds(self) -> dict[str, int]:
        """Person-months used, by code of the fund."""
        return {key: many for (kind, key), many in self.uses.items() if kind == FUND}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was decided before anybody is ranked. `places` None: as many as quotas and funds allow."""

    division: Division
    places: int | None
    quotas: Sequence[QuotaFacts]
    purses: Sequence[Purse]
    needs: Mapping[str, int]  # stated need by desa

    def quota(self, kind: QuotaKind, names: Sequence[str]) -> Ints:
        """The most places for each name; NO_LIMIT where nothing is said."""
        said = {quota.key: quota.places for quota in self.quotas if quota.kind is kind}
        return np.array([said.get(name, NO_LIMIT) for name in names], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking:
    """All columns stand in the order of choice but `basis` and `shares`, which go by desa.

    `order` are places in the columns handed in; `fund` is a place in the purses, -1 for the reserve; `why` in WAYS.
    """

    places: int
    order: Ints
    score: Ints
    draw: NDArray[np.uint64]
    desa: Ints
    place_in_desa: Ints
    reserve_number: Ints  # of its desa, from 1; 0 for the chosen
    round: NDArray[np.int8]
    fund: Ints
    why: NDArray[np.int8]
    basis: Ints
    shares: Ints

    @property
    def chosen(self) -> NDArray[np.bool_]:
        return np.asarray(self.round > 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Divided:
    """What each desa was weighed by, and the places that follow."""

    basis: Ints
    limits: Limits


def rank(*, applicants: Applicants, score: Ints, draw: NDArray[np.uint64], terms: Terms) -> Ranking:
    """Everybody in order with the outcome. `score` and `draw` belong to the applicants, in their order.

    Two with the same score and the same 64 bits of draw would stand as they came; `draw` is sorted by receipt code
    beforehand, so that even then the order says nothing of the office's list.
    """
    order = np.lexsort((draw, -score))
    desa, occupation = applicants.desa.index[order], applicants.occupation.index[order]
    shared = divided(applicants=applicants, terms=terms)
    limits = shared.limits
    choice = choose(desa=desa, occupation=occupation, limits=limits)
    along = Sorted(desa, size=len(applicants.desa.names))
    return Ranking(
        places=limits.places,
        order=order,
        score=score[order],
        draw=draw[order],
        desa=desa,
        place_in_desa=along.before(np.ones(len(desa), dtype=bool)) + 1,
        reserve_number=np.where(choice.round > 0, 0, along.before(choice.round == 0) + 1),
        round=choice.round,
        fund=choice.fund,
        why=_why(choice, score=score[order], desa=desa, desas=len(applicants.desa.names)),
        basis=shared.basis,
        shares=limits.shares,
    )


def divided(*, applicants: Applicants, terms: Terms) -> Divided:
    """Steps 2 and 3 of the rule of choice: how many places there are, and the share of each desa. No draw is needed."""
    desas, works = applicants.desa.names, applicants.occupation.names
    kecamatan = kecamatan_of(desas)
    eligible = np.bincount(applicants.desa.index, minlength=len(desas))
    by_desa = terms.quota(QuotaKind.DESA, desas)
    by_kecamatan = terms.quota(QuotaKind.KECAMATAN, kecamatan.names)
    by_occupation = terms.quota(QuotaKind.OCCUPATION, works)
    pays = np.array([purse.pays_for(works) for purse in terms.purses], dtype=bool).reshape(
        len(terms.purses), len(works)
    )
    basis = _basis(applicants, terms, eligible=eligible)
    places = _places(applicants, terms, pays=pays, by_occupation=by_occupation)
    shares = divide_within(
        basis=basis,
        places=places,
        caps=np.minimum(eligible, by_desa),
        part=kecamatan.index,
        part_caps=by_kecamatan,
    )
    limits = Limits(
        places=places,
        shares=shares,
        desa=by_desa,
        kecamatan=by_kecamatan,
        occupation=by_occupation,
        kecamatan_of_desa=kecamatan.index,
        funds=np.array([purse.places for purse in terms.purses], dtype=np.int64),
        pays=pays,
    )
    return Divided(basis=basis, limits=limits)


def _places(applicants: Applicants, terms: Terms, *, pays: NDArray[np.bool_], by_occupation: Ints) -> int:
    """Step 2 of the rule of choice: what is asked for, the programme's quota, and what can be paid."""
    works = np.bincount(applicants.occupation.index, minlength=len(applicants.occupation.names))
    counts = np.minimum(works, by_occupation)
    payable = fundable(counts=counts, pays=list(pays), places=[purse.places for purse in terms.purses])
    quota = int(terms.quota(QuotaKind.PROGRAMME, [""])[0])
    return min(payable, quota, NO_LIMIT if terms.places is None else terms.places)


def _basis(applicants: Applicants, terms: Terms, *, eligible: Ints) -> Ints:
    """What the places are divided by: eligible people, those of the poorest desil, or the stated need of each desa."""
    match terms.division:
        case Division.NEED:
            return eligible
        case Division.POOR:
            poor = applicants.desil == POOREST_DESIL
            return np.bincount(applicants.desa.index[poor], minlength=len(eligible))
        case Division.STATED:
            return np.array([terms.needs.get(name, 0) for name in applicants.desa.names], dtype=np.int64)


def _why(choice: Choice, *, score: Ints, desa: Ints, desas: int) -> NDArray[np.int8]:
    """The reason of each. A draw is said of those whose score stands on both sides of the line in their desa."""
    chosen = choice.round > 0
    last = np.full(desas, np.iinfo(np.int64).max)  # score of the last chosen of the desa
    np.minimum.at(last, desa[chosen], score[chosen])
    below = ~chosen & (choice.blocked == Blocked.PLACES)
    lost = below & (score == last[desa])
    divided = np.zeros(desas, dtype=bool)
    divided[desa[lost]] = True
    nobody = np.bincount(desa[chosen], minlength=desas) == 0
    conditions = [
        (choice.round == 1) & divided[desa] & (score == last[desa]),
        choice.round == 1,
        choice.round == 2,
        lost,
        below & nobody[desa],
    ]
    reasons = [Why.DRAWN, Why.SHARE, Why.SECOND, Why.LOST_DRAW, Why.NO_SHARE]
    for blocked, reason in _BLOCKED.items():
        conditions.append(choice.blocked == blocked)
        reasons.append(reason)
    return np.select(conditions, [WAYS.index(reason) for reason in reasons]).astype(np.int8)
