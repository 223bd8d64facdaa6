"""Everybody whom decrees in force name, counted by place, work, sex, desil, fund and status, as of any day.

A *cube* has one row for each combination that occurs; pages, workbooks and papers sum it up. No person is told of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from payung.accounts.rules import Actor
from payung.contributions.queries import paid
from payung.decrees import queries as decrees
from payung.decrees.queries import DecreeFacts, LinesAsked
from payung.eligibility.prechecks.results import latest
from payung.eligibility.rules.words import Register
from payung.law.rules.cover import Status
from payung.membership import queries as memberships
from payung.membership.queries.covering import covered_column
from payung.membership.states import State
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.dates import Month


class Dimension(StrEnum):
    KECAMATAN = "kecamatan"
    DESA = "desa"
    OCCUPATION = "pekerjaan"
    SEX = "kelamin"
    DESIL = "desil"
    FUND = "dana"
    STATUS = "status"


class Standing(StrEnum):
    """Where a named person stands on the day."""

    NAMED = "named"  # not registered by BPJS yet
    NOT_STARTED = "not_started"  # registered, no contribution received
    ACTIVE = "active"
    UNPAID = "unpaid"
    LAPSED = "lapsed"
    ENDED = "ended"


_OF_STATUS = {
    Status.NOT_STARTED: Standing.NOT_STARTED,
    Status.ACTIVE: Standing.ACTIVE,
    Status.UNPAID: Standing.UNPAID,
    Status.LAPSED: Standing.LAPSED,
}
STANDINGS = tuple(Standing)
UNKNOWN = ""  # of desil: never checked
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One combination. `keys` in the order of Dimension; `months` person-months that BPJS had received."""

    keys: tuple[str, ...]
    heads: int
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    on: date
    cells: tuple[Cell, ...]
    desa_names: dict[str, str]  # as the decree wrote them: `Rampa`
    kecamatan_names: dict[str, str]
    fund_names: dict[str, str]

    @property
    def heads(self) -> int:
        return sum(cell.heads for cell in self.cells)


@dataclass(slots=True)
class _Named:
    """The lines that count on the day, as columns of lists."""

    line_id: list[int]
    person_id: list[int]
    keys: list[tuple[str, ...]]  # kecamatan, desa, occupation, sex, fund


def cube(*, programme: ProgrammeFacts, on: date, actor: Actor) -> Cube:
    """In the actor's part of the map. Questions to the database grow with decrees, not with the people in them."""
    names: tuple[dict[str, str], dict[str, str]] = {}, {}
    named = _Named(line_id=[], person_id=[], keys=[])
    in_force = [one for one in decrees.decrees(programme_id=programme.id) if _holds(one, on)]
    struck = {strike.line_id for one in in_force for strike in decrees.strikes(decree_id=one.id)}
    for one in in_force:
        for line_id, person_id, code, desa, kecamatan, occupation, sex, fund in _lines(one, actor):
            if line_id in struck:
                continue
            names[0][code], names[1][code[:8]] = desa, kecamatan
            named.line_id.append(line_id)
            named.person_id.append(person_id)
            named.keys.append((code[:8], code, occupation, sex, fund))
    standing, months = _standing(programme.id, on, np.array(named.line_id, dtype=np.int64))
    desils = _desils(programme.kabupaten, on, named.person_id)
    return Cube(
        on=on,
        cells=_cells(named, standing, months, desils),
        desa_names=names[0],
        kecamatan_names=names[1],
        fund_names={str(fund.id): fund.name for fund in programmes.funds(programme_id=programme.id)},
    )


def _holds(one: DecreeFacts, on: date) -> bool:
    return one.in_force_date is not None and one.in_force_date <= on


def _lines(one: DecreeFacts, actor: Actor) -> Iterator[tuple[int, int, str, str, str, str, str, str]]:
    found = decrees.lines(decree_id=one.id, actor=actor, asked=LinesAsked())
    columns = ("id", "person_id", "desa_code", "desa", "kecamatan", "occupation", "sex", "fund_id")
    for *texts, fund_id in found.values_list(*columns).iterator(_AT_ONCE):
        yield (*texts, str(fund_id))


def _standing(programme_id: int, on: date, line_id: NDArray[np.int64]) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """For each line its place in STANDINGS, and the person-months that BPJS had received."""
    running = memberships.running(programme_id=programme_id)
    covered = covered_column(programme_id=programme_id, on=on)
    place = np.searchsorted(covered.membership_id, running.membership_id)
    of_status = np.array([STANDINGS.index(_OF_STATUS[status]) for status in Status], dtype=np.int8)
    own = of_status[covered.covered.status[place]] if len(place) else np.zeros(0, dtype=np.int8)
    is_over = running.in_state(State.ENDED) & (running.last_month < Month.of(on).number)
    own[is_over] = STANDINGS.index(Standing.ENDED)
    own[running.registered_date > np.datetime64(on, "D")] = STANDINGS.index(Standing.NAMED)
    standing = np.full(len(line_id), STANDINGS.index(Standing.NAMED), dtype=np.int8)
    months = np.zeros(len(line_id), dtype=np.int64)
    if len(running.line_id) and len(line_id):
        order = np.argsort(running.line_id)
        at = order[np.minimum(np.searchsorted(running.line_id, line_id, sorter=order), len(order) - 1)]
        is_there = running.line_id[at] == line_id
        standing[is_there] = own[at[is_there]]
        months[is_there] = _received(programme_id, on, running.membership_id)[at[is_there]]
    return standing, months


def _received(programme_id: int, on: date, membership_id: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many months of each membership BPJS had received by the day."""
    found = paid.columns(programme_id=programme_id)
    counted = (~np.isnat(found.paid_on) & (found.paid_on <= np.datetime64(on, "D"))).sum(axis=1).astype(np.int64)
    months = np.zeros(len(membership_id), dtype=np.int64)
    months[np.searchsorted(membership_id, found.membership_id)] = counted
    return months


def _desils(kabupaten: str, on: date, person_ids: list[int]) -> dict[int, str]:
    """What DTSEN said last, by the day."""
    if not person_ids:
        return {}
    kept = people.columns(person_ids=person_ids).kept_id
    found = latest(kabupaten=kabupaten, on=on, person_ids=kept)
    asked = (
        (person, found.get((kept_id, Register.DTSEN)))
        for person, kept_id in zip(person_ids, kept.tolist(), strict=True)
    )
    return {person: str(facts.desil) for person, facts in asked if facts and facts.desil is not None}


def _cells(
    named: _Named, standing: NDArray[np.int8], months: NDArray[np.int64], desils: dict[int, str]
) -> tuple[Cell, ...]:
    sums: dict[tuple[str, ...], list[int]] = {}
    rows = zip(named.keys, named.person_id, standing.tolist(), months.tolist(), strict=True)
    for (kecamatan, desa, occupation, sex, fund), person_id, stand, paid_months in rows:
        key = (kecamatan, desa, occupation, sex, desils.get(person_id, UNKNOWN), fund, STANDINGS[stand].value)
        cell = sums.setdefault(key, [0, 0])
        cell[0] += 1
        cell[1] += paid_months
    return tuple(Cell(keys=key, heads=heads, months=count) for key, (heads, count) in sorted(sums.items()))
