"""What a comparison is: levels, each said twice, in SQL for DuckDB and Spark and in Python for the door."""

from collections.abc import Callable
from dataclasses import dataclass

from payung.gateways.linkage.comparing.prepared import Prepared

UNKNOWN = 0  # the gamma of a pair of which nothing is known
UNLIKE = 1  # the least that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """`sql` holds over columns `…_l` and `…_r`; "" holds always. `rarity`: whose frequency its weight takes, if any."""

    name: str
    sql: str
    rarity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Levels in the order they are tried; the last holds always. `level_of` says the same as the SQL.

    A pair's gamma counts from the last level: 1 for the last, one more for each before; 0 where `unknown` holds.
    """

    name: str
    unknown: str
    levels: tuple[Level, ...]
    level_of: Callable[[Prepared, Prepared], str]  # the level's name, "" for not known

    @property
    def ascending(self) -> tuple[Level, ...]:
        """By gamma, from 1."""
        return self.levels[::-1]

    def gammas(self) -> dict[str, int]:
        return {"": UNKNOWN, **{level.name: gamma for gamma, level in enumerate(self.ascending, UNLIKE)}}
