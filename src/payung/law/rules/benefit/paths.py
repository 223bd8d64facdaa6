"""What every way through school is worth, year by year, as tables to look up. Not here: which children are paid for.

A formula changed in 2019, so there are two functions; `scholarship` in benefit.yaml says which of them counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from payung.law.cells import Cells, lesser, pick
from payung.law.dated import InForce, LawMissing, SchoolLevel
from payung.law.rules.benefit.case import Level

Year = tuple[Level, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Paths:
    """Every way through school: by level and years left there.

    `years[level][years_left]` is the way; `sums_rp` holds, flat, what its first 0, 1, 2 … years come to: the place is
    `(level * (most_left + 1) + years_left) * (longest + 1) + years`.
    """

    once: bool  # one sum on the day of the event, not a sum a year
    years: tuple[tuple[tuple[Year, ...], ...], ...]
    most_left: int
    longest: int
    sums_rp: tuple[int, ...]

    def place(self, *, level: Cells, years_left: Cells) -> Cells:
        return level * (self.most_left + 1) + lesser(years_left, self.most_left)

    def sum_rp(self, *, place: Cells, years: Cells) -> Cells:
        """What the first `years` of a way come to; years beyond its end add nothing."""
        return pick(self.sums_rp, place * (self.longest + 1) + lesser(years, self.longest))


def yearly_by_level(in_force: InForce) -> Paths:
    """A sum a year by level of school: the years left at the level, then every later level whole.

    Source: PP 82/2019 (law/benefit.yaml: scholarship_levels).
    Unit:   rupiah per child and year.
    Edge:   more years left than the level has are paid as the most it has; with none left the next level begins.
    """
    rows = {row.level: row for row in in_force.rows("scholarship_levels", SchoolLevel)}
    if set(rows) != {level.name for level in Level}:
        raise LawMissing(
            f"{in_force.law.file}: scholarship_levels must name {', '.join(level.name for level in Level)}"
        )
    ordered = [rows[level.name] for level in Level]
    most_left = max(row.years for row in ordered)

    def way(level: Level, left: int) -> tuple[Year, ...]:
        here = [(level, ordered[level].rp_a_year)] * min(left, ordered[level].years)
        later = [
            (later, ordered[later].rp_a_year) for later in Level if later > level for _ in range(ordered[later].years)
        ]
        return (*here, *later)

    return _paths(once=False, ways=tuple(tuple(way(level, left) for left in range(most_left + 1)) for level in Level))


def once_for_one_child(in_force: InForce) -> Paths:
    """One sum on the day of the event, whatever the level and however many years are left.

    Source: PP 44/2015 (law/benefit.yaml: scholarship_once_rp).
    Unit:   rupiah, once.
    Edge:   with no year left it is paid for the next level; after the last year of PT there is no way to pay for.
    """
    sum_rp = in_force.whole("scholarship_once_rp")

    def way(level: Level) -> tuple[Year, ...]:
        return ((level, sum_rp),)

    done = {level: way(later) for level, later in pairwise(Level)} | {Level.PT: ()}
    return _paths(once=True, ways=tuple((done[level], way(level)) for level in Level))


def _paths(*, once: bool, ways: tuple[tuple[tuple[Year, ...], ...], ...]) -> Paths:
    longest = max(len(way) for of_level in ways for way in of_level)
    sums = []
    for of_level in ways:
        for way in of_level:
            so_far = [*accumulate((rp for _, rp in way), initial=0)]
            sums += so_far + [so_far[-1]] * (longest - len(way))
    return Paths(once=once, years=ways, most_left=len(ways[0]) - 1, longest=longest, sums_rp=tuple(sums))


PATHS: Mapping[str, Callable[[InForce], Paths]] = {
    "yearly_by_level": yearly_by_level,
    "once_for_one_child": once_for_one_child,
}
PATH_KEYS: Mapping[str, tuple[str, ...]] = {
    "yearly_by_level": ("scholarship_levels",),
    "once_for_one_child": ("scholarship_once_rp",),
}
