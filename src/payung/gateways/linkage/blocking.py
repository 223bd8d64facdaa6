"""Which pairs are looked at: those that share the value of a block.

Each block says twice what its values are, in SQL over the table `prepared` and in Python for the keys of the door.
A value that more records share than the block's `cap` is not compared through and through; where a block is `chained`,
each is compared with the next few, in the order of what they hold. So a hundred thousand copies of one name cost a line each.
"""

from collections.abc import Callable
from dataclasses import dataclass

from payung.gateways.linkage.comparing.prepared import day_of
from payung.gateways.linkage.records import Record

NEXT = 3  # so many followers are looked at where a value is over its cap


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Records that share this value are compared. `kind` is its number in stored keys and never changes."""

    kind: int
    name: str
    sql: str  # the value, or null; for `each`, with `sound` for one skeleton of the name
    values: Callable[[Record], list[str]]
    cap: int
    each: bool = False  # one value for every skeleton of the name
    chained: bool = False  # whether over the cap each is compared with the next few


def _joined(*parts: str | None) -> list[str]:
    return [] if None in parts else ["|".join([part or "" for part in parts])]


def _born(record: Record, start: int = 0, end: int = 10) -> str | None:
    """The day of birth as it is compared, or a part of it."""
    day = record.born or day_of(record.nik)
    return day and day[start:end]


BLOCKS: tuple[Block, ...] = (
    Block(kind=1, name="nik", sql="nik", values=lambda r: _joined(r.nik), cap=100, chained=True),
    Block(kind=2, name="kk", sql="kk", values=lambda r: _joined(r.kk), cap=30),
    Block(kind=3, name="phone", sql="phone", values=lambda r: _joined(r.phone), cap=30),
    Block(
        kind=4,
        name="born_word",
        sql="born || '|' || word",
        values=lambda r: [f"{_born(r)}|{word}" for word in (r.sound or "").split()] if _born(r) else [],
        cap=8,
        each=True,
    ),
    Block(
        kind=5,
        name="name_year",
        sql="sound || '|' || substr(born, 1, 4)",
        values=lambda r: _joined(r.sound, _born(r, 0, 4)),
        cap=5,
    ),
    Block(
        kind=6,
        name="name_day",
        sql="sound || '|' || substr(born, 6, 5)",
        values=lambda r: _joined(r.sound, _born(r, 5)),
        cap=5,
    ),
    Block(
        kind=7,
        name="name_desa",
        sql="sound || '|' || desa",
        values=lambda r: _joined(r.sound, r.desa),
        cap=30,
        chained=True,
    ),
    Block(kind=8, name="nik_front", sql="substr(nik, 1, 12)", values=lambda r: _joined(r.nik and r.nik[:12]), cap=8),
    Block(kind=10, name="born_desa", sql="born || '|' || desa", values=lambda r: _joined(_born(r), r.desa), cap=30),
)


def block_values(record: Record) -> list[tuple[int, str]]:
    """(kind, value) of each block that the record has a value for."""
    return [(block.kind, value) for block in BLOCKS for value in block.values(record)]


def keys_sql(*, table: str = "prepared") -> str:
    """The table of (kind, nth, value): one row for each value of each block; `value` a hash of 64 bits."""
    parts = []
    for block in BLOCKS:
        source = f"(select *, unnest(sound_set) as word from {table})" if block.each else table
        parts.append(
            f"select {block.kind}::utinyint as kind, nth::integer as nth, hash({block.kind}, {block.sql}) as value"
            f" from {source} where {block.sql} is not null"
        )
    return " union all ".join(parts)
