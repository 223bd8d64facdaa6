"""What happens to a list that was dropped here: received, checked, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    RECEIVED = "received"  # waits for a worker
    CHECKING = "checking"
    CHECKED = "checked"  # its rows can be read
    REFUSED = "refused"  # no row could be read, and the answer says why
    FAILED = "failed"  # the check itself broke; the list is still here


WAITING = (State.RECEIVED, State.CHECKING)
ANSWERED = (State.CHECKED, State.REFUSED)


class Event(StrEnum):
    BEGIN = "begin"
    ANSWER = "answer"
    REFUSE = "refuse"
    BREAK = "break"
    RETRY = "retry"
    RESEND = "resend"


class Role(StrEnum):
    WORKER = "worker"
    VISITOR = "visitor"  # who dropped the list
    OFFICER = "officer"  # who received it for a programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    from_: State
    event: Event
    to: State
    who: Role
    because: str


class NotAllowed(Exception):
    """The step does not exist. The text is a sentence for whoever tried it."""


STEPS = (
    Step(from_=State.RECEIVED, event=Event.BEGIN, to=State.CHECKING, who=Role.WORKER, because="a worker took it"),
    Step(from_=State.CHECKING, event=Event.BEGIN, to=State.CHECKING, who=Role.WORKER, because="the one before died"),
    Step(from_=State.CHECKING, event=Event.ANSWER, to=State.CHECKED, who=Role.WORKER, because="rows were read"),
    Step(from_=State.CHECKING, event=Event.REFUSE, to=State.REFUSED, who=Role.WORKER, because="no row was read"),
    Step(from_=State.RECEIVED, event=Event.BREAK, to=State.FAILED, who=Role.WORKER, because="its job ended badly"),
    Step(from_=State.CHECKING, event=Event.BREAK, to=State.FAILED, who=Role.WORKER, because="its job ended badly"),
    Step(from_=State.FAILED, event=Event.RETRY, to=State.RECEIVED, who=Role.VISITOR, because="asked once more"),
    Step(from_=State.FAILED, event=Event.RETRY, to=State.RECEIVED, who=Role.OFFICER, because="asked once more"),
    Step(from_=State.REFUSED, event=Event.RESEND, to=State.RECEIVED, who=Role.OFFICER, because="more is said of it"),
)

_SENTENCES = {
    State.RECEIVED: "Daftar ini masih menunggu giliran diperiksa. Tunggu sampai selesai, atau hapus.",
    State.CHECKING: "Daftar ini sedang diperiksa. Tunggu sampai selesai, atau hapus.",
    State.CHECKED: "Daftar ini sudah selesai diperiksa. Buka hasilnya, atau unggah daftar yang sudah diperbaiki.",
    State.REFUSED: "Daftar ini sudah diperiksa dan tidak terbaca. Unggah berkas yang lain.",
    State.FAILED: "Pemeriksaan daftar ini terhenti. Pilih Periksa sekali lagi, atau unggah ulang.",
}


def after(state: State, event: Event, role: Role) -> State:
    """The state that follows. Raises NotAllowed, with what can be done instead."""
    for step in STEPS:
        if (step.from_, step.event, step.who) == (state, event, role):
            return step.to
    raise NotAllowed(_SENTENCES[state])
