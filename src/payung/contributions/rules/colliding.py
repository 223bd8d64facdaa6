"""Whether evidence of another payer opens a collision, where one was settled before. Pure.

A settled collision is a person's decision. It is asked anew only where a later list tells of months that were not
known then; that it is somebody else is never asked again of that one, found by a number or only alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payung.contributions.states import CollisionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An earlier collision of the same member and payer. `outside`: whom it told of, where that one is only alike."""

    state: CollisionState
    last_month: date | None
    closed_on: date | None
    outside: bytes | None = None


def opens(*, before: Iterable[Before], last_month: date | None, told_on: date, outside: bytes | None = None) -> bool:
    """Whether evidence told on a day, until this month (None: not known), is news beside what was settled.

    Edge: what is certain is asked beside an open question of one who is only alike, and not the other way.
    """
    return all(_is_news(one, last_month, told_on, outside) for one in before)


def _is_news(one: Before, last_month: date | None, told_on: date, outside: bytes | None) -> bool:
    if one.state is CollisionState.OPEN:
        return one.outside is not None and outside is None
    if one.state is CollisionState.NOT_ONE:
        return one.outside != outside
    if one.closed_on is None:
        return False
    if told_on <= one.closed_on:
        return False
    return last_month is None or one.last_month is None or last_month > one.last_month
