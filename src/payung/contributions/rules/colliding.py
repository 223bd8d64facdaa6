"""Whether evidence of another payer opens a collision, where one was settled before. Pure.

A settled collision is a person's decision. It is asked anew only where a later list tells of months that were not
known then; that it is somebody else is never asked again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payung.contributions.states import CollisionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An earlier collision of the same member and payer."""

    state: CollisionState
    last_month: date | None
    closed_on: date | None


def opens(*, before: Iterable[Before], last_month: date | None, told_on: date) -> bool:
    """Whether evidence told on a day, until this month (None: not known), is news beside what was settled."""
    return all(_is_news(one, last_month, told_on) for one in before)


def _is_news(one: Before, last_month: date | None, told_on: date) -> bool:
    if one.state in (CollisionState.OPEN, CollisionState.NOT_ONE) or one.closed_on is None:
        return False
    if told_on <= one.closed_on:
        return False
    return last_month is None or one.last_month is None or last_month > one.last_month
