"""How many places a fund can pay, and how many of the applicants all funds together. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from payung.law.dated import Law
from payung.programmes.rules.price import PAYERS, month_rp, place_rp
from payung.programmes.rules.setup import FundFacts
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """A fund as it stands at the lock: how many places it pays, and for whom. `occupations` empty: for everybody."""

    fund_id: int
    code: str
    name: str
    ceiling_rp: int  # without what decrees have taken before
    place_rp: int  # of one place, all months
    places: int
    occupations: frozenset[str]

    def pays_for(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """For each occupation whether this fund may pay."""
        return np.array([not self.occupations or name in self.occupations for name in names], dtype=bool)


def purses(
    *, funds: Sequence[FundFacts], first_month: Month, months: int, law: Law, used: Mapping[str, int]
) -> tuple[Purse, ...]:
    """The funds, narrow before wide: who may be paid by few is not left without because another took the place.

    `used`: person-months that decrees have taken, by code of the fund.
    """
    found = [
        _purse(fund, first_month=first_month, months=months, law=law, used=used.get(fund.code, 0)) for fund in funds
    ]
    return tuple(sorted(found, key=lambda purse: (not purse.occupations, len(purse.occupations), purse.code)))


def _purse(fund: FundFacts, *, first_month: Month, months: int, law: Law, used: int) -> Purse:
    """What is left of a fund once `used` is paid, by person-months of the dearest month, as decrees count it."""
    payer = PAYERS[fund.kind]
    cost = place_rp(payer=payer, first_month=first_month, months=months, law=law)
    dearest = max(month_rp(payer=payer, month=first_month.plus(ahead), law=law) for ahead in range(months))
    left_rp = max(0, fund.ceiling_rp - used * dearest)
    return Purse(
        fund_id=fund.id,
        code=fund.code,
        name=fund.name,
        ceiling_rp=left_rp,
        place_rp=cost,
        places=left_rp // cost,
        occupations=fund.occupations,
    )


def fundable(*, counts: NDArray[np.int64], pays: Sequence[NDArray[np.bool_]], places: Sequence[int]) -> int:
    """How many of `counts` applicants by occupation the funds can pay at most: the least cut of the flow between them.

    For any set of funds: what these hold, and all whom another fund may pay too. Funds that pay for the same are one.
    """
    merged: dict[bytes, int] = {}
    for who, holds in zip(pays, places, strict=True):
        merged[who.tobytes()] = merged.get(who.tobytes(), 0) + holds
    groups = [(np.frombuffer(who, dtype=bool), holds) for who, holds in merged.items()]
    return min(
        _cut(counts, set(chosen), groups)
        for size in range(len(groups) + 1)
        for chosen in combinations(range(len(groups)), size)
    )


def _cut(counts: NDArray[np.int64], chosen: set[int], groups: list[tuple[NDArray[np.bool_], int]]) -> int:
    beyond = np.zeros(len(counts), dtype=bool)
    for at, (who, _) in enumerate(groups):
        if at not in chosen:
            beyond |= who
    return sum(groups[at][1] for at in chosen) + int(counts[beyond].sum())
