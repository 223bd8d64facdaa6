"""What a selection and an objection go through. Ranks are never changed: another selection takes the place of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from payung.accounts.rules import Role


class State(StrEnum):
    LOCKED = "locked"  # seed drawn and recorded, nobody ranked
    RANKED = "ranked"
    SET_ASIDE = "set_aside"  # another may take its place


class Event(StrEnum):
    RANK = "rank"
    SET_ASIDE = "set_aside"


class ObjectionState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class ObjectionEvent(StrEnum):
    UPHOLD = "uphold"
    DISMISS = "dismiss"


class NotAllowed(Exception):
    """It cannot be done so. The text is a sentence for whoever tried, with what can be done instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    from_: State
    event: Event
    to: State
    who: frozenset[Role]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionStep:
    from_: ObjectionState
    event: ObjectionEvent
    to: ObjectionState
    who: frozenset[Role]
    because: str


_PREPARE = frozenset({Role.OPERATOR, Role.HEAD})
_APPROVE = frozenset({Role.HEAD})

STEPS = (
    Step(from_=State.LOCKED, event=Event.RANK, to=State.RANKED, who=_PREPARE, because="everybody has a rank"),
    Step(from_=State.LOCKED, event=Event.SET_ASIDE, to=State.SET_ASIDE, who=_APPROVE, because="the terms were wrong"),
    Step(from_=State.RANKED, event=Event.SET_ASIDE, to=State.SET_ASIDE, who=_APPROVE, because="it must be done again"),
)
OBJECTION_STEPS = (
    ObjectionStep(
        from_=ObjectionState.OPEN,
        event=ObjectionEvent.UPHOLD,
        to=ObjectionState.UPHELD,
        who=_APPROVE,
        because="it is right; against a name: the name is struck",
    ),
    ObjectionStep(
        from_=ObjectionState.OPEN,
        event=ObjectionEvent.DISMISS,
        to=ObjectionState.DISMISSED,
        who=_APPROVE,
        because="it is answered, and the line stands",
    ),
)
_SENTENCES = {
    State.LOCKED: "Seleksi ini sudah dikunci dan belum diperingkat. Buat peringkatnya dahulu.",
    State.RANKED: "Seleksi ini sudah punya peringkat. Baca hasilnya, atau minta kepala dinas mengesampingkannya.",
    State.SET_ASIDE: "Seleksi ini sudah dikesampingkan. Pakai seleksi yang berlaku sekarang.",
}
_HEAD_ONLY = "Ini keputusan kepala dinas. Minta kepala dinas melakukannya dengan akunnya sendiri."
_ANSWERED = "Sanggahan ini sudah dijawab. Jawabannya tidak dapat diubah; baca jawabannya di halaman pengumuman."
_Table = TypeVar("_Table", Step, ObjectionStep)


def after(state: State, event: Event, roles: Iterable[Role]) -> State:
    """The state that follows. Raises NotAllowed, with what can be done instead."""
    steps = [step for step in STEPS if (step.from_, step.event) == (state, event)]
    if not steps:
        raise NotAllowed(_SENTENCES[state])
    return _by_one_of(steps, roles).to


def objection_after(state: ObjectionState, event: ObjectionEvent, roles: Iterable[Role]) -> ObjectionState:
    """The state that follows. Raises NotAllowed, with what can be done instead."""
    steps = [step for step in OBJECTION_STEPS if (step.from_, step.event) == (state, event)]
    if not steps:
        raise NotAllowed(_ANSWERED)
    return _by_one_of(steps, roles).to


def _by_one_of(steps: list[_Table], roles: Iterable[Role]) -> _Table:
    held = frozenset(roles)
    for step in steps:
        if step.who & held:
            return step
    raise NotAllowed(_HEAD_ONLY)
