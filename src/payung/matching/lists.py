"""One list linked with itself, or two with each other: what `payung link` answers. No database, no register.

People are put in an order of their own before they are compared: the order of the rows changes nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from payung.gateways.linkage.duck import SCHEMA
from payung.gateways.linkage.model import Model
from payung.gateways.linkage.pairs import Pairs
from payung.gateways.linkage.records import COLUMNS
from payung.gateways.linkage.training import train
from payung.intake.people import ListedPerson
from payung.matching.rules.deciding import ASK_BITS, decide
from payung.matching.rules.identities import Written, record_table
from payung.matching.rules.pairs import Verdict

_CHUNK = 100_000
_DECIMALS = 2
_PLACE = "place"
_FIELDS = {"kk": "kk_number", "desa": "desa_code", "heir": "heir_name"}  # as the list calls them
_BY_CONTENT = [(name, "ascending") for name in COLUMNS if name != "id"]

_NUMBERS = re.compile(r"(\d+)")


class Engine(Protocol):
    """What weighs pairs: DuckDB, or Spark."""

    def predict(self, *, records: pa.Table, model: Model, floor_bits: float) -> Pairs: ...
    def predict_between(self, *, left: pa.Table, right: pa.Table, model: Model, floor_bits: float) -> Pairs: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list: its people as the engine compares them, `id` the place in `keys`, which names them to whoever asked."""

    keys: Sequence[str]
    table: pa.Table

    def __len__(self) -> int:
        return len(self.keys)


class Linked(NamedTuple):
    """A pair, as CONTRACTS says it. `cluster`: a number that those share who are joined, None for others."""

    id_a: str
    id_b: str
    weight: float
    cluster: int | None
    decision: Verdict


class Answer(NamedTuple):
    """The rows to be told, and the pairs they come from."""

    rows: list[Linked]
    pairs: Pairs


def listed(people: Iterable[ListedPerson]) -> Listed:
    """The people normalised, a chunk at a time, so that a million fit."""
    keys: list[str] = []
    tables = []
    rest = iter(people)
    while chunk := list(islice(rest, _CHUNK)):
        tables.append(record_table(_written(chunk, first=len(keys))))
        keys += [person.key or f"{person.sheet}:{person.row}" for person in chunk]
    return Listed(keys=keys, table=pa.concat_tables(tables) if tables else SCHEMA.empty_table())


def _written(people: Sequence[ListedPerson], *, first: int) -> pa.Table:
    """The people as columns of `Written`, ids from `first`."""
    cells = dict(zip(ListedPerson._fields, zip(*people, strict=True), strict=True))
    texts = [pa.array(cells[_FIELDS.get(name, name)], pa.string()) for name in Written._fields[1:]]
    return pa.table([pa.array(range(first, first + len(people)), pa.int64()), *texts], names=[*Written._fields])


def model_of(lists: Sequence[Listed], *, trained_on: str) -> Model:
    """Parameters from the lists themselves; the shipped ones where they are too small to tell."""
    together = pa.concat_tables(_in_own_order([one.table for one in lists]))
    return train(records=together.sort_by("id"), version="payung link", trained_on=trained_on)


def linked(*, lists: Sequence[Listed], engine: Engine, model: Model, floor_bits: float = ASK_BITS) -> Answer:
    """The pairs of one list, or those between two, best first."""
    tables = _in_own_order([one.table for one in lists])
    if len(tables) == 1:
        pairs = engine.predict(records=tables[0], model=model, floor_bits=floor_bits)
    else:
        pairs = engine.predict_between(left=tables[0], right=tables[1], model=model, floor_bits=floor_bits)
    keys = _keys_by_id(lists, tables)
    return Answer(rows=_rows(pairs, keys, is_one_list=len(lists) == 1), pairs=pairs)


def _in_own_order(tables: Sequence[pa.Table]) -> list[pa.Table]:
    """The tables with ids by what each record holds, unique in all of them; `place` is the row."""
    together = pa.concat_tables(tables)
    order = pc.sort_indices(together, sort_keys=_BY_CONTENT).to_numpy()
    ids = np.empty(len(order), dtype=np.int64)
    ids[order] = np.arange(len(order))
    own = np.split(ids, np.cumsum([len(table) for table in tables])[:-1])
    return [_numbered(table, numbers) for table, numbers in zip(tables, own, strict=True)]


def _numbered(table: pa.Table, ids: NDArray[np.int64]) -> pa.Table:
    return table.append_column(_PLACE, table.column("id")).set_column(0, "id", pa.array(ids)).sort_by("id")


def _keys_by_id(lists: Sequence[Listed], tables: Sequence[pa.Table]) -> list[str]:
    """What whoever asked calls each id."""
    keys = [""] * sum(len(one) for one in lists)
    for one, table in zip(lists, tables, strict=True):
        for number, place in zip(table.column("id").to_pylist(), table.column(_PLACE).to_pylist(), strict=True):
            keys[number] = one.keys[place]
    return keys


def _rows(pairs: Pairs, keys: Sequence[str], *, is_one_list: bool) -> list[Linked]:
    decided = decide(a=pairs.a, b=pairs.b, weight=pairs.weight, doubts=pairs.doubts)
    found = []
    for a, b, weight, verdict in zip(
        pairs.a.tolist(), pairs.b.tolist(), pairs.weight.tolist(), decided.verdict.tolist(), strict=True
    ):
        one, other = keys[a], keys[b]
        if is_one_list and _natural(other) < _natural(one):
            one, other = other, one
        root = decided.clusters.get(a, a)
        is_joined = root == decided.clusters.get(b, b)
        found.append(Linked(one, other, round(weight, _DECIMALS), root if is_joined else None, Verdict(verdict)))
    found.sort(key=lambda pair: (-pair.weight, _natural(pair.id_a), _natural(pair.id_b)))
    return _clusters_numbered(found)


def _clusters_numbered(rows: Iterable[Linked]) -> list[Linked]:
    """Clusters as 1, 2, 3 in the order in which they come."""
    numbers: dict[int, int] = {}
    return [
        row if row.cluster is None else row._replace(cluster=numbers.setdefault(row.cluster, len(numbers) + 1))
        for row in rows
    ]


def _natural(key: str) -> list[tuple[int, int, str]]:
    """Row 9 before row 10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _NUMBERS.split(key) if part]
