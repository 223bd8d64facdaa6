"""What a membership goes through. Human decisions are never cleared by recomputation."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from payung.accounts.rules import Role


class State(StrEnum):
    RUNNING = "running"  # accepted by BPJS; its months are owed
    HELD = "held"  # something was told of the person: the next due waits for the desa's word
    ENDED = "ended"


class Event(StrEnum):
    HOLD = "hold"
    RELEASE = "release"  # it was not so
    END = "end"
    RESTORE = "restore"  # the end was a mistake
    CHANGE = "change"  # of KPJ or fund, as BPJS answered: a note in the history, not a step


class EndReason(StrEnum):
    """Why a membership ends (law.md §6.4)."""

    DIED = "died"
    MOVED = "moved"
    WAGE_EARNER = "wage_earner"  # became PU
    NOT_FOUND = "not_found"
    WITHDREW = "withdrew"
    AGED_OUT = "aged_out"  # by the programme's rule
    DOUBLE_FUNDED = "double_funded"
    BUDGET_ENDED = "budget_ended"


class HoldReason(StrEnum):
    """What was told, and by whom it is confirmed or taken back: the desa."""

    DIED = "died"
    MOVED = "moved"
    WAGE_EARNER = "wage_earner"
    NOT_FOUND = "not_found"
    LOST_AT_SEA = "lost_at_sea"  # neither ended nor billed without a person's decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    from_: State
    event: Event
    to: State
    who: frozenset[Role]
    because: str


class NotAllowed(Exception):
    """The step does not exist, or is somebody else's. The text is a sentence for whoever tried it."""


_DINAS = frozenset({Role.OPERATOR, Role.HEAD})
_TELLERS = _DINAS | {Role.DESA_OFFICER, Role.KECAMATAN_OFFICER}

STEPS = (
    Step(from_=State.RUNNING, event=Event.HOLD, to=State.HELD, who=_TELLERS, because="a death or move was told"),
    Step(from_=State.HELD, event=Event.HOLD, to=State.HELD, who=_TELLERS, because="something else was told"),
    Step(from_=State.HELD, event=Event.RELEASE, to=State.RUNNING, who=_DINAS, because="the desa says it is not so"),
    Step(from_=State.HELD, event=Event.END, to=State.ENDED, who=_DINAS, because="the desa confirmed it"),
    Step(from_=State.RUNNING, event=Event.END, to=State.ENDED, who=_DINAS, because="a document says so"),
    Step(from_=State.ENDED, event=Event.RESTORE, to=State.RUNNING, who=_DINAS, because="the end was a mistake"),
)

STANDS = {
    State.RUNNING: "Kepesertaan ini sedang berjalan. Tahan dahulu bila ada kabar, atau akhiri dengan buktinya.",
    State.HELD: "Kepesertaan ini ditahan menunggu kepastian desa. Lepaskan bila kabarnya keliru, atau akhiri dengan buktinya.",
    State.ENDED: "Kepesertaan ini sudah berakhir. Pulihkan bila pengakhirannya keliru.",
}
_WHO = {
    _DINAS: "Langkah ini dilakukan oleh operator atau kepala dinas. Mintalah salah satunya melakukannya.",
    _TELLERS: "Kabar tentang peserta dicatat oleh petugas desa, kecamatan atau dinas. Sampaikan kepada salah satunya.",
}


def after(state: State, event: Event, roles: Iterable[Role]) -> State:
    """The state that follows for somebody of these roles. Raises NotAllowed, with what can be done instead."""
    for step in STEPS:
        if (step.from_, step.event) == (state, event):
            if step.who.isdisjoint(roles):
                raise NotAllowed(_WHO[step.who])
            return step.to
    raise NotAllowed(STANDS[state])


def open_to(state: State, roles: Iterable[Role]) -> tuple[Event, ...]:
    """What somebody of these roles may do to a membership in this state."""
    held = frozenset(roles)
    return tuple(step.event for step in STEPS if step.from_ == state and not step.who.isdisjoint(held))
