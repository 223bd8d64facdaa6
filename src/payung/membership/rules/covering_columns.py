"""Cover across memberships for columns of members: `covering`, run on NumPy arrays. No rule of law is here.

Days are whole numbers since 1970-01-01, months are `Month.number`. A human being is a row; a month of the calendar in
which somebody paid is a line of the tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from payung.law.columns import standings
from payung.law.dated import Law
from payung.law.rules.cover import Jkk, Jkm, Scholarship, Status
from payung.shared.dates import Month

NEVER = np.int32(2**30)  # a day that does not come
_NAT = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spells:
    """Memberships, all (spells,): `human` is who the person is read as, `closed_day` NEVER where no end closes cover.

    `died_day`: the first day after a death, as `closed_day`; NEVER of all others.
    """

    membership_id: NDArray[np.int64]
    human: NDArray[np.int64]
    registered_day: NDArray[np.int32]
    first_month: NDArray[np.int32]
    owed_through: NDArray[np.int32]
    closed_day: NDArray[np.int32]
    died_day: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What was received for some of the spells: `spell` their places (n,), `paid_on` datetime64[D] (n, months)."""

    months: tuple[Month, ...]
    spell: NDArray[np.intp]
    paid_on: NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """Of each spell, cover of its human being: int8 numbers of the enums of law; `paid_through` int32, 0 before cover."""

    status: NDArray[np.int8]
    unpaid_months: NDArray[np.int32]
    jkk: NDArray[np.int8]
    jkm: NDArray[np.int8]
    scholarship_jkm: NDArray[np.int8]
    paid_through: NDArray[np.int32]


def covered(*, spells: Spells, received: Sequence[Received], on: date, law: Law) -> Covered:
    """Cover on a day. All memberships of a human being must be among the spells.

    Source: as `covering`, and law/cover.yaml.   Shapes: everything of `Covered` is (spells,).
    """
    humans, human = np.unique(spells.human, return_inverse=True)
    months = sorted({month for one in received for month in one.months} or {Month.of(on)})
    paid_day = _paid_days(received, human=human, many=len(humans), months=months)
    paid_day[~_owed(spells, human=human, many=len(humans), months=months)] = NEVER
    on_day = (on - date(1970, 1, 1)).days
    registered = _registered(spells, paid_day <= on_day, human=human, many=len(humans), months=months)
    days = paid_day.T.astype("datetime64[D]")
    days[paid_day.T == NEVER] = _NAT
    found = standings(registered_on=registered.astype("datetime64[D]"), months=months, paid_on=days, on=[on], law=law)
    open_ = ~_closed(spells, human=human, many=len(humans), on_day=on_day, on_month=Month.of(on).number)
    status, unpaid = found.status[:, 0], found.unpaid_months[:, 0]
    started = status != Status.NOT_STARTED
    return Covered(
        status=np.where(open_, status, np.where(started, Status.LAPSED, Status.NOT_STARTED)).astype(np.int8)[human],
        unpaid_months=(unpaid * open_)[human],
        jkk=np.where(open_, found.jkk[:, 0], Jkk.NONE).astype(np.int8)[human],
        jkm=np.where(open_, found.jkm[:, 0], Jkm.NONE).astype(np.int8)[human],
        scholarship_jkm=np.where(open_, found.scholarship_jkm[:, 0], Scholarship.NO).astype(np.int8)[human],
        paid_through=(_last_paid(paid_day <= on_day, unpaid, months, Month.of(on).number) * started)[human],
    )


def _paid_days(
    received: Sequence[Received], *, human: NDArray[np.intp], many: int, months: Sequence[Month]
) -> NDArray[np.int32]:
    """The first day on which each month was received; (months, humans)."""
    found = np.full((len(months), many), NEVER, dtype=np.int32)
    for one in received:
        whose = human[one.spell]
        for place, month in enumerate(one.months):
            line, days = found[months.index(month)], one.paid_on[:, place]
            made = np.where(np.isnat(days), NEVER, days.astype(np.int64)).astype(np.int32)
            for rows in _once_each(whose):
                line[whose[rows]] = np.minimum(line[whose[rows]], made[rows])
    return found


def _owed(spells: Spells, *, human: NDArray[np.intp], many: int, months: Sequence[Month]) -> NDArray[np.bool_]:
    """Which months one of the memberships owes; (months, humans)."""
    found = np.zeros((len(months), many), dtype=bool)
    passes = list(_once_each(human))
    for place, month in enumerate(months):
        owes = _owes(spells, month)
        for rows in passes:
            found[place, human[rows]] |= owes[rows]
    return found


def _registered(
    spells: Spells, paid: NDArray[np.bool_], *, human: NDArray[np.intp], many: int, months: Sequence[Month]
) -> NDArray[np.int64]:
    """The first registration of those memberships of which a month is paid; else the first of all; (humans,)."""
    begun = np.zeros(len(human), dtype=bool)
    for place, month in enumerate(months):
        begun |= _owes(spells, month) & paid[place, human]
    first, first_begun = np.full(many, NEVER), np.full(many, NEVER)
    for rows in _once_each(human):
        whose, day = human[rows], spells.registered_day[rows]
        first[whose] = np.minimum(first[whose], day)
        first_begun[whose] = np.minimum(first_begun[whose], np.where(begun[rows], day, NEVER))
    return np.where(first_begun < NEVER, first_begun, first).astype(np.int64)


def _closed(spells: Spells, *, human: NDArray[np.intp], many: int, on_day: int, on_month: int) -> NDArray[np.bool_]:
    """Whose latest membership that had begun is closed, by its end or by a death after it was registered; (humans,)."""
    found = np.zeros(many, dtype=bool)
    closed = spells.closed_day <= on_day
    if not closed.any():
        return found
    found[human[closed]] = True  # only these are looked at
    rows = np.flatnonzero(found[human] & (spells.first_month <= on_month))
    found[:] = False
    keys = (spells.membership_id[rows], ~closed[rows], spells.first_month[rows], human[rows])
    ordered = rows[np.lexsort(keys)]
    latest = ordered[np.flatnonzero(np.diff(human[ordered], append=-1) != 0)]
    died, dead = np.zeros(many, dtype=np.int32), np.flatnonzero(spells.died_day <= on_day)
    np.maximum.at(died, human[dead], spells.died_day[dead])
    found[human[latest]] = closed[latest] | (spells.registered_day[latest] < died[human[latest]])
    return found


def _last_paid(
    paid: NDArray[np.bool_], unpaid: NDArray[np.int32], months: Sequence[Month], on_month: int
) -> NDArray[np.int32]:
    """The last month that counts; months refused after a lapse lie before the running one, so unpaid ones tell."""
    last = np.zeros(paid.shape[1], dtype=np.int32)
    for place, month in enumerate(months):
        last[paid[place]] = month.number
    return np.where(unpaid > 0, on_month - 1 - unpaid, last).astype(np.int32)


def _owes(spells: Spells, month: Month) -> NDArray[np.bool_]:
    return (spells.first_month <= month.number) & (spells.owed_through >= month.number)


def _once_each(whose: NDArray[np.intp]) -> Iterator[NDArray[np.intp] | slice]:
    """Places of `whose` in passes, in each of which nobody comes twice. One pass where nobody does at all."""
    if not len(whose) or np.bincount(whose).max() == 1:
        yield slice(None)
        return
    rest = np.arange(len(whose))
    while rest.size:
        _, first = np.unique(whose[rest], return_index=True)
        yield rest[first]
        rest = np.delete(rest, first)
