"""What a batch and its lines go through."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from payung.accounts.rules import Role


class Kind(StrEnum):
    """What BPJS is asked to do with the lines of a batch (DESIGN §1.9)."""

    NEW = "new"  # DAFTAR BARU
    CONTINUE = "continue"  # LANJUT, by KPJ
    MOVE = "move"  # PINDAH WADAH
    CHANGE = "change"  # UBAH DATA
    END = "end"  # NONAKTIF


class State(StrEnum):
    DRAFT = "draft"
    EXPORTED = "exported"  # its workbook lies sealed, its lines are frozen
    SENT = "sent"  # BPJS has it
    ANSWERED = "answered"  # every line has its answer
    SET_ASIDE = "set_aside"  # never sent


class Event(StrEnum):
    EXPORT = "export"
    SEND = "send"
    ANSWER = "answer"
    SET_ASIDE = "set_aside"


class LineState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DOUBTFUL = "doubtful"  # answers contradict each other or what we know: a person decides


UNANSWERED = (LineState.WAITING, LineState.DOUBTFUL)


class Verdict(StrEnum):
    """What one row of an answer says."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"  # neither can be read from it


class Outcome(StrEnum):
    """What became of one row of an answer."""

    APPLIED = "applied"
    SAME = "same"  # it says what we had already
    QUEUED = "queued"  # a person decides
    SETTLED = "settled"  # a person decided
    UNKNOWN = "unknown"  # no line of ours
    OLDER = "older"  # a later answer has spoken of the line


class Reason(StrEnum):
    """Why BPJS refuses (law.md §5.2): the code that its words, kept as written, were learnt to mean."""

    NIK_NOT_FOUND = "nik_not_found"
    NIK_MALFORMED = "nik_malformed"
    NAME_OR_BIRTH_DATE = "name_or_birth_date"
    DEAD = "dead"
    AGE = "age"
    ACTIVE_BPU = "active_bpu"  # another wadah or the province
    ACTIVE_PU = "active_pu"
    TWICE_IN_FILE = "twice_in_file"
    MOTHER_NAME = "mother_name"
    INCOME = "income"
    OCCUPATION_CODE = "occupation_code"
    PHONE_TWICE = "phone_twice"
    OTHER = "other"  # read by a person and none of these
    UNMAPPED = "unmapped"  # not read by a person yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    from_: State
    event: Event
    to: State
    who: frozenset[Role]
    because: str


class NotAllowed(Exception):
    """The step does not exist, or is somebody else's. The text is a sentence for whoever tried it."""


_OPERATOR = frozenset({Role.OPERATOR})
_WHO = "Langkah ini dilakukan oleh operator dinas. Mintalah operator melakukannya."

STEPS = (
    Step(from_=State.DRAFT, event=Event.EXPORT, to=State.EXPORTED, who=_OPERATOR, because="its workbook is made"),
    Step(from_=State.EXPORTED, event=Event.SEND, to=State.SENT, who=_OPERATOR, because="BPJS received it"),
    Step(
        from_=State.EXPORTED,
        event=Event.ANSWER,
        to=State.ANSWERED,
        who=_OPERATOR,
        because="answered before it was noted as sent",
    ),
    Step(
        from_=State.SENT, event=Event.ANSWER, to=State.ANSWERED, who=_OPERATOR, because="the last line has its answer"
    ),
    Step(from_=State.DRAFT, event=Event.SET_ASIDE, to=State.SET_ASIDE, who=_OPERATOR, because="it is not needed"),
    Step(from_=State.EXPORTED, event=Event.SET_ASIDE, to=State.SET_ASIDE, who=_OPERATOR, because="it was never sent"),
)

STANDS = {
    State.DRAFT: "Batch ini masih disusun. Buat buku kerjanya dahulu.",
    State.EXPORTED: "Buku kerja batch ini sudah dibuat. Catat pengirimannya ke BPJS.",
    State.SENT: "Batch ini menunggu jawaban BPJS. Unggah jawabannya, walau baru sebagian.",
    State.ANSWERED: "Batch ini sudah dijawab seluruhnya. Yang ditolak diajukan lagi dalam batch baru.",
    State.SET_ASIDE: "Batch ini sudah dibatalkan. Susun batch baru.",
}


def after(state: State, event: Event, roles: Iterable[Role]) -> State:
    """The state that follows for somebody of these roles. Raises NotAllowed, with what can be done instead."""
    for step in STEPS:
        if (step.from_, step.event) == (state, event):
            if step.who.isdisjoint(roles):
                raise NotAllowed(_WHO)
            return step.to
    raise NotAllowed(STANDS[state])
