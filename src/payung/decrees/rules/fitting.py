"""Who fits into what is left of the quotas and funds, in the order of rank. Pure; locking is `actions.places`.

A *use* is how much of one quota or fund is taken: of a quota places, of a fund person-months (orang-bulan).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from payung.programmes.rules.setup import QuotaKind
from payung.shared.dates import Month

FUND = "fund"
_KECAMATAN = 8  # characters of the code of a kecamatan


class UseKey(NamedTuple):
    """Which quota: its kind with a code of the map or an occupation, or `fund` with the code of a fund."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Somebody who is to be named: where they count, from which fund, and which months."""

    person_id: int
    candidate_id: int
    desa_code: str
    occupation: str
    fund_id: int
    fund_code: str
    rank: int
    first_month: Month
    last_month: Month
    replaces_id: int | None = None  # the line whose place they take over

    @property
    def months(self) -> int:
        return self.last_month.number - self.first_month.number + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Who fits, and for whom there was no room in which quota."""

    named: Sequence[Wanted]
    beyond: Sequence[tuple[Wanted, UseKey]]


def uses_of(*, desa_code: str, occupation: str, fund_code: str, months: int) -> tuple[tuple[UseKey, int], ...]:
    """All that a place of so many months uses."""
    return (
        (UseKey(QuotaKind.PROGRAMME, ""), 1),
        (UseKey(QuotaKind.KECAMATAN, desa_code[:_KECAMATAN]), 1),
        (UseKey(QuotaKind.DESA, desa_code), 1),
        (UseKey(QuotaKind.OCCUPATION, occupation), 1),
        (UseKey(FUND, fund_code), months),
    )


def use_of(one: Wanted) -> tuple[tuple[UseKey, int], ...]:
    return uses_of(desa_code=one.desa_code, occupation=one.occupation, fund_code=one.fund_code, months=one.months)


def total(wanted: Iterable[Wanted]) -> Counter[UseKey]:
    """What all of them use together."""
    found: Counter[UseKey] = Counter()
    for one in wanted:
        found.update(dict(use_of(one)))
    return found


def fit(*, wanted: Iterable[Wanted], left: Mapping[UseKey, int]) -> Fit:
    """Whoever comes first by rank takes the place; one for whom there is no room leaves it to the next.

    `left` holds what is left of each quota; a quota that is not there does not bind.
    """
    rest = dict(left)
    named, beyond = [], []
    for one in sorted(wanted, key=lambda one: (one.rank, one.person_id)):
        uses = [(key, amount) for key, amount in use_of(one) if key in rest]
        full = next((key for key, amount in uses if rest[key] < amount), None)
        if full is not None:
            beyond.append((one, full))
            continue
        for key, amount in uses:
            rest[key] -= amount
        named.append(one)
    return Fit(named=named, beyond=beyond)


def net(*, taken: Mapping[UseKey, int], freed: Mapping[UseKey, int]) -> dict[UseKey, int]:
    """What an amendment takes beyond the places that it frees; never below none, for these are freed in force only."""
    return {key: amount - freed.get(key, 0) for key, amount in taken.items() if amount > freed.get(key, 0)}


def months_used(*, first_month: Month, last_month: Month, freed_month: Month | None) -> int:
    """How many months of a line count once its place was freed after `freed_month`; None: it was not."""
    last = last_month if freed_month is None else min(last_month, freed_month)
    return max(0, last.number - first_month.number + 1)
