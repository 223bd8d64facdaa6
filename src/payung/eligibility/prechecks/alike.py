"""Lines about somebody who is like a person of ours: which still wait, what people said of them, what a run saw."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from payung.eligibility.models import AlikeLine, Doubted
from payung.eligibility.rules.facts import AlikeFinding
from payung.eligibility.rules.words import AnswerState, Outcome, Register
from payung.matching.present.likeness import likeness_texts, nearness_text
from payung.matching.rules.outside import Likeness, Nearness

_KEPT = Coalesce("line__person__same_as_id", "line__person_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOutsiders:
    """What people said: whom an outsider is, and whom not. By the index under which outsiders are known again."""

    same: Mapping[bytes, int]
    other: Collection[tuple[bytes, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """A line that waits: what it says of somebody like the person (the kept one)."""

    line_id: int
    person_id: int
    register: Register
    outcome: Outcome


def ruled_outsiders(*, kabupaten: str) -> RuledOutsiders:
    """Of all answers of the kabupaten; the latest word on an outsider and a person counts."""
    settled = _lines(kabupaten).filter(line__settled_at__isnull=False).order_by("line__settled_at", "line_id")
    last = {
        (bytes(outside), person_id): bool(settled_as)
        for outside, person_id, settled_as in settled.values_list("outside", _KEPT, "line__settled_as")
    }
    return RuledOutsiders(
        same={outside: person_id for (outside, person_id), is_same in last.items() if is_same},
        other=frozenset(pair for pair, is_same in last.items() if not is_same),
    )


def open_lines(*, kabupaten: str, on: date) -> list[OpenLine]:
    """Those that nobody has decided, of answers of the day or before."""
    waiting = _lines(kabupaten).filter(line__settled_at=None, line__answer__answered_date__lte=on).order_by("line_id")
    rows = waiting.values_list("line_id", _KEPT, "line__answer__register", "outcome")
    return [
        OpenLine(line_id=line_id, person_id=person_id, register=Register(register), outcome=Outcome(outcome))
        for line_id, person_id, register, outcome in rows
    ]


def findings_of(*, run_id: int, person_ids: Iterable[int]) -> dict[int, tuple[AlikeFinding, ...]]:
    """What a run saw of these persons, told as long as the lines stand: for ever."""
    seen = Doubted.objects.filter(run=run_id, person__in=list(person_ids)).select_related("line__line__answer")
    found: dict[int, tuple[AlikeFinding, ...]] = {}
    for one in seen.order_by("line_id"):
        found[one.person_id] = (*found.get(one.person_id, ()), _finding(one.line))
    return found


def _lines(kabupaten: str) -> QuerySet[AlikeLine]:
    return AlikeLine.objects.filter(line__answer__programme__kabupaten=kabupaten, line__answer__state=AnswerState.READ)


def _finding(one: AlikeLine) -> AlikeFinding:
    likeness = Likeness(one.weight, one.gammas, Nearness(one.nearness))
    return AlikeFinding(
        outcome=Outcome(one.outcome),
        register=Register(one.line.answer.register),
        answered_date=one.line.answer.answered_date,
        file_name=one.line.answer.file_name,
        sheet=one.line.sheet,
        row=one.line.number,
        payer=one.payer,
        nearness=nearness_text(likeness),
        why="; ".join(likeness_texts(likeness)),
    )
