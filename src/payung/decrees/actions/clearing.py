"""Whom a pre-check or an objection keeps out of a decree, asked of the rooms that know: at the draft and at the freeze."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from payung.eligibility.clearing import clearance
from payung.selection import queries as selections


@dataclass(frozen=True, slots=True, kw_only=True)
class Objected:
    """Persons of a selection against whom an objection is open (held) or was upheld (struck)."""

    held: frozenset[int]
    struck: frozenset[int]


def objected(*, selection_id: int | None) -> Objected:
    if selection_id is None:
        return Objected(held=frozenset(), struck=frozenset())
    return Objected(
        held=selections.held(selection_id=selection_id), struck=selections.struck(selection_id=selection_id)
    )


def uncleared(*, programme_id: int, person_ids: Sequence[int], now: datetime) -> dict[int, str]:
    """Persons without a valid pre-check and without a named override: the registers that hold them back.

    After a bar what a register says against them: `dukcapil|deceased`.
    """
    today = timezone.localtime(now).date()
    found = clearance(programme_id=programme_id, person_ids=person_ids, on=today)
    return {
        person_id: "|".join(filter(None, (" ".join(registers), " ".join(found.against.get(person_id, ())))))
        for person_id, registers in found.missing.items()
    }
