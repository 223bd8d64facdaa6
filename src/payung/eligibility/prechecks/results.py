"""The latest word of each register on each person: what judgements, clearances and the pages read.

A result counts once its answer has been read whole, and for whom the person is read as now. Of one day's answers the
one received last stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from payung.eligibility.models import Result
from payung.eligibility.rules.words import AnswerState, Outcome, Register

PersonIds = NDArray[np.int64] | Sequence[int]
_AT_ONCE = 2000
_ALL_FROM = 10_000  # from so many persons on, one query for all of the kabupaten is less work


class ResultFacts(NamedTuple):
    """What one register said last of a person (`person_id`: the kept one)."""

    person_id: int
    register: Register
    outcome: Outcome
    answered_date: date
    valid_until: date
    payer: str
    desil: int | None
    resident_since_date: date | None
    died_date: date | None
    head_of_family: bool | None
    disability: bool | None
    answer_id: int


_COLUMNS = tuple(name for name in ResultFacts._fields if name != "person_id")
_REGISTERS = {str(register): register for register in Register}
_OUTCOMES = {str(outcome): outcome for outcome in Outcome}


def latest(*, kabupaten: str, on: date, person_ids: PersonIds | None = None) -> dict[tuple[int, Register], ResultFacts]:
    """What each register said last of these persons (or of all), by the day `on`, valid or not."""
    found: dict[tuple[int, Register], ResultFacts] = {}
    for rows in _rows(kabupaten, on, person_ids):
        for row in rows:
            facts = ResultFacts(row[0], _REGISTERS[row[1]], _OUTCOMES[row[2]], *row[3:])
            found[facts.person_id, facts.register] = facts
    return found


class SaidDead(NamedTuple):
    """Whom Dukcapil calls dead (`person_id`: the kept one), and by whom and when that was taken in."""

    person_id: int
    died_date: date | None
    answered_date: date
    received_by: str
    received_at: datetime


def said_dead(*, kabupaten: str, on: date, person_ids: Sequence[int] | None = None) -> list[SaidDead]:
    """Those of whom Dukcapil's latest answer by the day says that they died, valid or not: a death does not expire."""
    dead = counted().filter(person__kabupaten=kabupaten, register=Register.DUKCAPIL, outcome=Outcome.DIED)
    dead = dead.filter(answered_date__lte=on)
    if person_ids is not None:
        dead = dead.filter(Q(person_id__in=person_ids) | Q(person__same_as_id__in=person_ids))
    rows = list(dead.values_list(F("kept_id"), "answer_id", "answer__received_by", "answer__received_at"))
    stands = latest(kabupaten=kabupaten, on=on, person_ids=sorted({row[0] for row in rows})) if rows else {}
    found: dict[int, SaidDead] = {}
    for kept_id, answer_id, received_by, received_at in rows:
        last = stands[kept_id, Register.DUKCAPIL]
        if last.outcome is Outcome.DIED and last.answer_id == answer_id:
            found[kept_id] = SaidDead(kept_id, last.died_date, last.answered_date, received_by, received_at)
    return list(found.values())


def counted() -> QuerySet[Result]:
    """The results that count, each with the person it is read as (`kept_id`), the latest last."""
    read = Result.objects.filter(answer__state=AnswerState.READ)
    kept = Coalesce(F("person__same_as_id"), F("person_id"))
    return read.annotate(kept_id=kept).order_by("answered_date", "answer_id", "id")


def _rows(kabupaten: str, on: date, person_ids: PersonIds | None) -> Iterator[Iterable[Any]]:
    rows = counted().filter(person__kabupaten=kabupaten, answered_date__lte=on).values_list("kept_id", *_COLUMNS)
    if person_ids is None or len(person_ids) >= _ALL_FROM:
        yield rows
        return
    ids = np.asarray(person_ids, dtype=np.int64).tolist()
    for start in range(0, len(ids), _AT_ONCE):
        chunk = ids[start : start + _AT_ONCE]
        yield rows.filter(Q(person_id__in=chunk) | Q(person__same_as_id__in=chunk))
