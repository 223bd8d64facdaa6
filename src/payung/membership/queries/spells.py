"""Memberships as cover sees them, by the hundred thousand: all of every human being that is asked about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.membership.models import Membership
from payung.membership.queries.columns import REASONS, month_numbers, place_of
from payung.membership.queries.facts import AT_ONCE, persons_of
from payung.membership.queries.packed import Cell, read_packed
from payung.membership.rules.covering import CLOSING
from payung.membership.rules.covering_columns import NEVER, Spells
from payung.membership.states import EndReason
from payung.programmes import queries as programmes

_CLOSING = [REASONS.index(reason) for reason in sorted(CLOSING)]
_DIED = REASONS.index(EndReason.DIED)
_EMPTY = tuple(np.empty(0, dtype=kind) for kind in ("i8", "i8", "M8[D]", "M8[D]", "M8[D]", "i1", "M8[D]"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`places`: by programme where its spells lie, by membership id; `asked`: where those lie that were asked about.

    `person`: whose each spell is, not read through `same_as`. `whole`: all members of each programme are there.
    """

    spells: Spells
    person: NDArray[np.int64]
    places: dict[int, NDArray[np.intp]]
    asked: NDArray[np.intp]
    whole: bool


def spells_of(*, programme_id: int, memberships: NDArray[np.int64] | None) -> Found:
    """The spells of a programme's members, or of these, with all others of the same human beings."""
    whole = memberships is None or len(memberships) > AT_ONCE
    kept = _joined(programme_id)
    if whole:
        columns = {one: _read("m.programme_id = %s", [one]) for one in _programmes(programme_id)}
    else:
        columns = _of_same_humans(np.asarray(memberships), kept)
    columns.setdefault(programme_id, [*_EMPTY])
    order = sorted(columns)
    ends = np.cumsum([len(columns[one][0]) for one in order])
    places = {one: np.arange(end - len(columns[one][0]), end) for one, end in zip(order, ends, strict=True)}
    joined = [np.concatenate([columns[one][place] for one in order]) for place in range(len(_EMPTY))]
    spells = _spells(joined, kept)
    mine = places.get(programme_id, np.empty(0, dtype=np.intp))
    if memberships is not None:
        mine = mine[np.isin(spells.membership_id[mine], memberships)]
    return Found(spells=spells, person=joined[1], places=places, asked=mine, whole=whole)


def _programmes(programme_id: int) -> list[int]:
    """The programme with all others of its kabupaten that have members."""
    others = Membership.objects.filter(programme__kabupaten=_kabupaten(programme_id))
    return sorted({programme_id, *others.order_by().values_list("programme_id", flat=True).distinct()})


def _joined(programme_id: int) -> dict[int, int]:
    """Who persons are read as, of members who are read as somebody else."""
    found = Membership.objects.filter(programme__kabupaten=_kabupaten(programme_id), person__same_as__isnull=False)
    return {person_id: kept for person_id, kept in found.values_list("person_id", "person__same_as_id") if kept}


def _kabupaten(programme_id: int) -> str:
    found = programmes.by_id(programme_id=programme_id)
    return found.kabupaten if found else ""


def _of_same_humans(asked: NDArray[np.int64], kept: Mapping[int, int]) -> dict[int, list[NDArray[Any]]]:
    """By programme, the columns of all memberships of the human beings whose these are."""
    persons = Membership.objects.filter(id__in=asked.tolist()).values_list("person_id", flat=True)
    humans = {kept.get(person_id, person_id) for person_id in persons}
    rows = Membership.objects.filter(person__in=persons_of(humans=humans)).order_by("id")
    ids: defaultdict[int, list[int]] = defaultdict(list)
    for membership_id, programme_id in rows.values_list("id", "programme_id"):
        ids[programme_id].append(membership_id)
    return {one: _read(f"m.id IN ({', '.join(['%s'] * len(of))})", of) for one, of in ids.items()}


def _read(where: str, params: Sequence[int]) -> list[NDArray[Any]]:
    """id, person, registered, first and last owed month, the end, the day on which it happened; by id."""
    return read_packed(
        columns=(
            ("m.id", Cell.NUMBER),
            ("m.person_id", Cell.NUMBER),
            ("m.registered_date", Cell.DAY),
            ("m.first_month", Cell.DAY),
            ("COALESCE(m.ended_month, m.last_month)", Cell.DAY),
            (place_of("m.end_reason", REASONS), Cell.PLACE),
            ("COALESCE(m.ended_date, m.registered_date)", Cell.DAY),
        ),
        source=f"FROM membership_membership AS m WHERE {where}",
        params=params,
    )


def _spells(columns: Sequence[NDArray[Any]], kept: Mapping[int, int]) -> Spells:
    ids, person, registered, first, owed, reason, ended = columns
    after = (owed.astype("datetime64[M]") + 1).astype("datetime64[D]")
    died = reason == _DIED
    closed = np.where(died, ended + 1, after).astype(np.int64)
    return Spells(
        membership_id=ids,
        human=_humans(person, kept),
        registered_day=registered.astype(np.int64).astype(np.int32),
        first_month=month_numbers(first),
        owed_through=month_numbers(owed),
        closed_day=np.where(np.isin(reason, _CLOSING), closed, NEVER).astype(np.int32),
        died_day=np.where(died, closed, NEVER).astype(np.int32),
    )


def _humans(person: NDArray[np.int64], kept: Mapping[int, int]) -> NDArray[np.int64]:
    """Who each person is read as."""
    joined = np.array(sorted(kept), dtype=np.int64)
    others = np.flatnonzero(np.isin(person, joined))
    read_as = np.array([kept[person_id] for person_id in joined.tolist()], dtype=np.int64)
    human = person.copy()
    human[others] = read_as[np.searchsorted(joined, person[others])]
    return human
