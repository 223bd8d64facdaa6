"""Both kinds of doubts in one list: one NIK on two people, and two persons that look like one."""

from dataclasses import dataclass

from payung.accounts.rules import Actor
from payung.matching.queries.pairs import Ends, PairLine, pair_lines, ranked_pairs
from payung.matching.queries.questions import Line, Listed, question_lines, ranked_questions

Key = int | Ends  # a question, or a pair


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDoubts:
    """A page of the list, and how many there are in all."""

    lines: list[Line | PairLine]
    count: int


def doubts(*, actor: Actor, listed: Listed, words: str = "", start: int = 0, count: int = 100) -> ShownDoubts:
    """Open ones with the likeliest same person first, answered ones latest first."""
    keys = _keys(actor, listed, words)
    shown = keys[start : start + count]
    questions = [key for key in shown if isinstance(key, int)]
    pairs = [key for key in shown if not isinstance(key, int)]
    lines: dict[Key, Line | PairLine] = {}
    lines.update(zip(questions, question_lines(ids=questions, actor=actor), strict=True))
    for line in pair_lines(ends=pairs, kabupaten=actor.kabupaten):
        lines[line.low.person_id, line.high.person_id] = line
    return ShownDoubts(lines=[lines[key] for key in shown if key in lines], count=len(keys))


def doubt_count(*, actor: Actor) -> int:
    """How many wait for a person in the actor's part of the map."""
    return len(_keys(actor, Listed.OPEN, ""))


def next_pair(*, after: Ends, actor: Actor) -> Ends | None:
    """The pair that waits behind this one; the first of all where none is left behind it, or this one is gone."""
    ends = [ends for _place, ends in sorted(ranked_pairs(actor=actor, listed=Listed.OPEN))]
    behind = ends[ends.index(after) + 1 :] if after in ends else []
    return next((one for one in [*behind, *ends] if one != after), None)


def _keys(actor: Actor, listed: Listed, words: str) -> list[Key]:
    questions = ranked_questions(actor=actor, listed=listed, words=words)
    pairs = ranked_pairs(actor=actor, listed=listed, words=words)
    both: list[tuple[float, Key]] = [*questions, *pairs]
    return [key for _place, key in sorted(both, key=lambda one: (one[0], str(one[1])))]
