"""The rule of choice: who of the eligible gets a place, which fund pays, and why.

1. Order. Everybody stands in one order: higher score first; equal scores by the draw, lower first.
2. Places. As many as asked for, never more than the programme's quota, the places the funds can pay for these
   applicants, and the applicants that the quotas of occupations leave.
3. Division. The places are divided over the desa by largest remainder over the basis, within the quotas of desa and
   kecamatan (division.py): the share of the desa.
4. First round. Down the order, each takes a place if the share of the desa has one left, the quota of the occupation
   has one left, and a fund that may pay for the occupation has money left: the first such, narrow funds before wide.
5. Second round. What desa could not fill goes, down the same order, to those not yet chosen whose desa, kecamatan,
   occupation and fund still have room.
6. Everybody else is on the reserve list, in the same order, with the reason that held at their turn.

A worked table. 3 places; desa A has four eligible, B two: exact 2.0 and 1.0, so A 2, B 1. At most one driver.

    order  desa  occupation  score  draw   first round           second round          outcome
    1      A     fisher      90     5c…    place 1 of A                                chosen
    2      A     driver      80     11…    place 2 of A, driver 1                      chosen
    3      B     driver      80     a0…    drivers are full      drivers are full      reserve: quota of drivers
    4      A     farmer      70     02…    A has its 2           the place left of B   chosen in the second round
    5      A     farmer      70     9f…    A has its 2           none left             reserve: drawn below number 4
    6      B     driver      60     77…    drivers are full      drivers are full      reserve: quota of drivers

Nobody changes the fund of one who stands before: where funds for different groups overlap without one lying within the
other, a place may stay empty that an exchange could fill. It is said in what-if, and mended by a narrower fund.

The rule is one of persons, written for columns: a quota or fund that is full cuts off everybody behind the place where
it was first asked for once too often. These cuts are found one after the other from the top; between two of them all
is counted at once, so that 300,000 take as many rounds as there are full quotas and no loop over persons.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
NO_FUND = -1
NO_LIMIT = 2**40


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Limits:
    """Most places for each desa, kecamatan and occupation by their numbers; `places` in all; each fund's places."""

    places: int
    shares: Ints
    desa: Ints
    kecamatan: Ints
    occupation: Ints
    kecamatan_of_desa: Ints
    funds: Ints
    pays: Flags  # funds × occupations


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choice:
    """The outcome for each person in the order: chosen in round 1 or 2 (0: reserve), the fund, what stood in the way."""

    round: NDArray[np.int8]
    fund: Ints
    blocked: NDArray[np.int8]  # of Blocked, for the reserve


class Blocked:
    """What stood in the way at one's turn; `PLACES`: all were taken."""

    PLACES, DESA, KECAMATAN, OCCUPATION, FUND = range(5)


class _Counter:
    """Groups with a cap each, the number of the group of each person, and the way to count along each group."""

    def __init__(self, group: Ints, caps: Ints) -> None:
        self.group = group
        self.caps = caps
        self._sorted = Sorted(group, size=len(caps))

    def before(self, counted: Flags) -> Ints:
        return self._sorted.before(counted)

    def full(self, counted: Flags) -> Flags:
        """For each place whether its group has reached its cap before it."""
        return np.asarray(self.before(counted) >= self.caps[self.group])

    def first_over(self, counted: Flags) -> int:
        """The first place at which a group counts one more than its cap; the length where none does."""
        if np.all(np.bincount(self.group[counted], minlength=len(self.caps)) <= self.caps):
            return len(counted)
        return int(np.argmax(counted & self.full(counted)))


class Sorted:
    """A column of group numbers below `size`, sorted once, to be counted along many times."""

    def __init__(self, group: Ints, *, size: int) -> None:
        narrow = np.int16 if size < 2**15 else np.int64  # NumPy sorts 16 bits by their digits
        self._order = np.argsort(group.astype(narrow), kind="stable")
        self._group = group[self._order]
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(group, minlength=size))))[:-1]

    def before(self, counted: Flags) -> Ints:
        """How many of the same group are counted before each place."""
        sums = np.concatenate(([0], np.cumsum(counted[self._order])))
        found = np.empty(len(counted), dtype=np.int64)
        found[self._order] = sums[:-1] - sums[self._starts][self._group]
        return found


def choose(*, desa: Ints, occupation: Ints, limits: Limits) -> Choice:
    """Who is chosen. The columns stand in the order of choice."""
    in_desa, in_occupation = _Counter(desa, limits.shares), _Counter(occupation, limits.occupation)
    first = _take(desa=in_desa, others=(in_occupation,), occupation=occupation, funds=limits.funds, pays=limits.pays)
    taken = first != NO_FUND
    room = ~taken & ~in_desa.full(taken)
    blocked = np.where(room & ~in_occupation.full(taken), Blocked.FUND, Blocked.OCCUPATION).astype(np.int8)

    rest = np.flatnonzero(~taken)
    second, why = _second_round(desa=desa, occupation=occupation, limits=limits, first=first, rest=rest)
    settled = room[rest]
    blocked[rest[~settled]] = why[~settled]
    fund = first.copy()
    fund[rest] = second
    number = np.where(taken, 1, np.where(fund != NO_FUND, 2, 0)).astype(np.int8)
    return Choice(round=number, fund=fund, blocked=blocked)


def _second_round(
    *, desa: Ints, occupation: Ints, limits: Limits, first: Ints, rest: Ints
) -> tuple[Ints, NDArray[np.int8]]:
    """The fund of each of the rest, and what stood in the way of those that get none."""
    taken = first != NO_FUND
    everybody = _Counter(np.zeros(len(rest), np.int64), np.array([limits.places - int(taken.sum())]))
    in_desa = _left(desa, limits.desa, taken, rest)
    in_kecamatan = _left(limits.kecamatan_of_desa[desa], limits.kecamatan, taken, rest)
    in_occupation = _left(occupation, limits.occupation, taken, rest)
    found = _take(
        desa=in_desa,
        others=(everybody, in_kecamatan, in_occupation),
        occupation=in_occupation.group,
        funds=limits.funds - np.bincount(first[taken], minlength=len(limits.funds)),
        pays=limits.pays,
    )
    full = [counter.full(found != NO_FUND) for counter in (everybody, in_desa, in_kecamatan, in_occupation)]
    ways = [Blocked.PLACES, Blocked.DESA, Blocked.KECAMATAN, Blocked.OCCUPATION]
    return found, np.select(full, ways, default=Blocked.FUND).astype(np.int8)


def _left(group: Ints, caps: Ints, taken: Flags, rest: Ints) -> _Counter:
    """What the first round has left of a quota, for those it has left."""
    return _Counter(group[rest], caps - np.bincount(group[taken], minlength=len(caps)))


def _take(*, desa: _Counter, others: Sequence[_Counter], occupation: Ints, funds: Ints, pays: Flags) -> Ints:
    """The fund that pays for each person down the order, or NO_FUND."""
    size = len(desa.group)
    place = np.arange(size)
    cuts = [np.full(len(counter.caps), size) for counter in others]
    fund_cuts = np.full(len(funds), size)
    while True:
        fund = _first_open(occupation, fund_cuts, pays, place)
        may = fund != NO_FUND
        for counter, cut in zip(others, cuts, strict=True):
            may &= place < cut[counter.group]
        taken = may & ~desa.full(may)
        over = [counter.first_over(taken) for counter in others]
        over_fund = _first_fund_over(fund, taken, funds)
        first = min(*over, over_fund)
        if first == size:
            return np.where(taken, fund, NO_FUND)
        for counter, cut, at in zip(others, cuts, over, strict=True):
            if at == first:
                cut[counter.group[first]] = first
        if over_fund == first:
            fund_cuts[fund[first]] = first


def _first_open(occupation: Ints, fund_cuts: Ints, pays: Flags, place: Ints) -> Ints:
    """For each person the first fund that may pay and is not cut off before its place."""
    found = np.full(len(place), NO_FUND, dtype=np.int64)
    for number in reversed(range(len(fund_cuts))):
        found[pays[number][occupation] & (place < fund_cuts[number])] = number
    return found


def _first_fund_over(fund: Ints, taken: Flags, funds: Ints) -> int:
    """The first place at which a fund pays one more than it can; the length where none does."""
    first = len(taken)
    for number, places in enumerate(funds):
        paid = np.flatnonzero(taken & (fund == number))
        if len(paid) > places:
            first = min(first, int(paid[places]))
    return first
