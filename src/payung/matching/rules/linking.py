"""What a run does to the register: whom it joins, what it asks, and which earlier joins it doubts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from payung.matching.rules.pairs import Because, Ruling, Verdict

Two = tuple[int, int]


class Found(NamedTuple):
    """Two persons that look like one, and what the rules say of them. Low id first."""

    low: int
    high: int
    weight: float
    gammas: str
    verdict: Verdict
    because: str


class Standing(NamedTuple):
    """A join that stands. `by_rule`: no person made it."""

    kept: int
    joined: int
    by_rule: bool


class Ruled(NamedTuple):
    """What a person said of two. Low id first."""

    low: int
    high: int
    ruling: Ruling


class Edge(NamedTuple):
    """A join to be made: of a root, with all that is joined to it, to a person."""

    kept: int
    joined: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`joins`: sure pairs that bring two groups together. `told`: the pairs to be kept, sure and asked ones.

    `lost`: joins by rule that nothing found supports, and no pair in `told` asks about.
    """

    joins: list[Found]
    told: list[Found]
    lost: list[Standing]


class Groups:
    """Who is one with whom. Grows by joining; never across two that are to stay apart."""

    def __init__(self, *, one: Iterable[Two], two: Iterable[Two]) -> None:
        self._above: dict[int, int] = {}
        self._apart: dict[int, set[int]] = {}
        for low, high in one:
            self._join(self.of(low), self.of(high))
        for low, high in two:
            self._keep_apart(self.of(low), self.of(high))

    def of(self, person: int) -> int:
        """The least id of the group."""
        root = person
        while (above := self._above.get(root, root)) != root:
            root = above
        while (above := self._above.get(person, person)) != root:
            self._above[person], person = root, above
        return root

    def are_one(self, low: int, high: int) -> bool:
        return self.of(low) == self.of(high)

    def are_two(self, low: int, high: int) -> bool:
        return self.of(high) in self._apart.get(self.of(low), ())

    def roots(self) -> dict[int, int]:
        """For each who is one with another the least id of the group."""
        joined = {person: self.of(person) for person in self._above}
        return joined | {root: root for root in joined.values()}

    def join(self, low: int, high: int) -> bool:
        """Whether this has brought two groups together."""
        one, other = self.of(low), self.of(high)
        if one == other or other in self._apart.get(one, ()):
            return False
        self._join(one, other)
        return True

    def _join(self, one: int, other: int) -> None:
        kept, joined = min(one, other), max(one, other)
        if kept == joined:
            return
        self._above[joined] = kept
        for far in self._apart.pop(joined, set()):
            self._apart[far].discard(joined)
            self._keep_apart(kept, far)

    def _keep_apart(self, one: int, other: int) -> None:
        if one != other:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)


def plan(*, found: Iterable[Found], joins: Sequence[Standing], ruled: Sequence[Ruled]) -> Plan:
    """Best pairs first. Standing joins stay, and what people said outranks every weight.

    `firm` is what people and this run's sure pairs say, without joins that earlier runs made: where the two differ,
    an earlier join has lost its ground, and a person is asked.
    """
    two = [(one.low, one.high) for one in ruled if one.ruling is Ruling.TWO]
    said = [(one.low, one.high) for one in ruled if one.ruling is Ruling.ONE]
    by_people = [(one.kept, one.joined) for one in joins if not one.by_rule]
    firm = Groups(one=[*by_people, *said], two=two)
    groups = Groups(one=((one.kept, one.joined) for one in joins), two=two)
    best = sorted(found, key=lambda pair: (-pair.weight, pair.low, pair.high))
    sure = [pair for pair in best if pair.verdict is Verdict.JOIN]
    grounds = [pair for pair in sure if firm.join(pair.low, pair.high)]
    new = [pair for pair in sure if groups.join(pair.low, pair.high)]
    asked = _asked(best, firm, groups, settled={(one.low, one.high) for one in ruled})
    shaken = {_of(firm, pair.low, pair.high) for pair in asked if groups.are_one(pair.low, pair.high)}
    lost = [one for one in joins if one.by_rule and not firm.are_one(one.kept, one.joined)]
    return Plan(
        joins=new,
        told=[*(pair for pair in grounds if groups.are_one(pair.low, pair.high)), *asked],
        lost=[one for one in lost if _of(firm, one.kept, one.joined) not in shaken],
    )


def _asked(best: Sequence[Found], firm: Groups, groups: Groups, *, settled: set[Two]) -> list[Found]:
    """The best doubtful pair of each two groups; inside one group only where it is firm no longer."""
    seen: set[Two] = set()
    asked = []
    for pair in best:
        if pair.verdict is not Verdict.ASK or (pair.low, pair.high) in settled:
            continue
        is_one = groups.are_one(pair.low, pair.high)
        of = firm if is_one else groups
        ends = _of(of, pair.low, pair.high)
        if ends[0] != ends[1] and not of.are_two(*ends) and ends not in seen:
            seen.add(ends)
            asked.append(pair._replace(because=Because.LOST) if is_one else pair)
    return asked


def _of(groups: Groups, low: int, high: int) -> Two:
    one, other = groups.of(low), groups.of(high)
    return min(one, other), max(one, other)


def edges(pairs: Sequence[Found], *, root_of: dict[int, int]) -> list[Edge]:
    """The joins that make the pairs' persons one: the group with the oldest root is kept, others are joined outward.

    `root_of`: who each of the persons is read as now. The pairs bring each two groups together once: they are trees.
    """
    near: dict[int, list[tuple[int, int, float]]] = {}
    for pair in pairs:
        one, other = root_of[pair.low], root_of[pair.high]
        near.setdefault(one, []).append((pair.low, other, pair.weight))
        near.setdefault(other, []).append((pair.high, one, pair.weight))
    made: list[Edge] = []
    reached: set[int] = set()
    for start in sorted(near):
        level = [] if start in reached else [start]
        reached.add(start)
        while level:
            level = _outward(level, near, reached, made)
    return made


def _outward(
    level: list[int], near: dict[int, list[tuple[int, int, float]]], reached: set[int], made: list[Edge]
) -> list[int]:
    """Those next to the level join it."""
    beyond = []
    for root in level:
        for kept, joined, weight in near[root]:
            if joined not in reached:
                reached.add(joined)
                made.append(Edge(kept, joined, weight))
                beyond.append(joined)
    return beyond
