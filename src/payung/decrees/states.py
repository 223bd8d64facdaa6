"""What a decree goes through (DESIGN §1.8). Printing is not issuing."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from payung.accounts.rules import Role


class Kind(StrEnum):
    FIRST = "first"
    AMENDMENT = "amendment"  # Keputusan tentang perubahan
    MINUTES = "minutes"  # berita acara, where the agreement allows


class State(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    IN_SIGNATURE = "in_signature"  # proses paraf: lines are frozen
    SIGNED = "signed"
    IN_FORCE = "in_force"
    AMENDED = "amended"  # in force still, but for what an amendment changed
    SET_ASIDE = "set_aside"  # drawn up and never signed


HOLDING = (State.IN_FORCE, State.AMENDED)  # whoever it names holds a place
FROZEN = (State.IN_SIGNATURE, State.SIGNED, State.IN_FORCE, State.AMENDED)
UNFINISHED = (State.DRAFT, State.CHECKED, State.IN_SIGNATURE, State.SIGNED)


class LineState(StrEnum):
    NAMED = "named"
    STRUCK = "struck"  # taken off by an amendment


class CorrectionKind(StrEnum):
    """What became known of a named person while the lines could no longer change."""

    DIED = "died"
    MOVED = "moved"
    WAGE_EARNER = "wage_earner"  # became PU
    WITHDREW = "withdrew"


class LeftOutWhy(StrEnum):
    """Why somebody chosen does not stand in a decree."""

    HELD = "held"  # an objection is open
    STRUCK = "struck"  # an objection was upheld
    NOT_CLEARED = "not_cleared"  # a pre-check is missing or expired
    HAS_PLACE = "has_place"
    NO_NIK = "no_nik"  # none is current in the register
    QUOTA_FULL = "quota_full"
    FUND_SPENT = "fund_spent"
    DROPPED = "dropped"  # taken out of the draft by a person


class Event(StrEnum):
    CHECK = "check"
    RETURN = "return"
    SEND = "send"
    SIGN = "sign"
    PUT_IN_FORCE = "put_in_force"
    AMEND = "amend"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    from_: State
    event: Event
    to: State
    who: frozenset[Role]
    because: str


class NotAllowed(Exception):
    """The step does not exist, or is somebody else's. The text is a sentence for whoever tried it."""


_PREPARE = frozenset({Role.OPERATOR})
_APPROVE = frozenset({Role.HEAD})
_BOTH = _PREPARE | _APPROVE

STEPS = (
    Step(from_=State.DRAFT, event=Event.CHECK, to=State.CHECKED, who=_BOTH, because="another than its maker read it"),
    Step(from_=State.CHECKED, event=Event.RETURN, to=State.DRAFT, who=_BOTH, because="something in it must change"),
    Step(from_=State.CHECKED, event=Event.SEND, to=State.IN_SIGNATURE, who=_APPROVE, because="its lines are frozen"),
    Step(from_=State.IN_SIGNATURE, event=Event.SIGN, to=State.SIGNED, who=_PREPARE, because="the paper came back"),
    Step(from_=State.SIGNED, event=Event.PUT_IN_FORCE, to=State.IN_FORCE, who=_BOTH, because="its day has come"),
    Step(from_=State.IN_FORCE, event=Event.AMEND, to=State.AMENDED, who=_BOTH, because="an amendment came into force"),
    Step(from_=State.AMENDED, event=Event.AMEND, to=State.AMENDED, who=_BOTH, because="another amendment did"),
    Step(from_=State.DRAFT, event=Event.SET_ASIDE, to=State.SET_ASIDE, who=_BOTH, because="it is not needed"),
    Step(from_=State.CHECKED, event=Event.SET_ASIDE, to=State.SET_ASIDE, who=_BOTH, because="it is not needed"),
    Step(from_=State.IN_SIGNATURE, event=Event.SET_ASIDE, to=State.SET_ASIDE, who=_APPROVE, because="nobody signs it"),
)

STANDS = {
    State.DRAFT: "Keputusan ini masih rancangan. Mintalah orang lain memeriksanya dahulu.",
    State.CHECKED: "Rancangan ini sudah diperiksa. Kirim ke proses paraf, atau kembalikan untuk diubah.",
    State.IN_SIGNATURE: "Keputusan ini sedang dalam proses paraf dan daftarnya sudah dibekukan. "
    "Catat tanda tangannya, atau catat perubahan sebagai koreksi.",
    State.SIGNED: "Keputusan ini sudah ditandatangani. Berlakukan, lalu ubah melalui keputusan perubahan.",
    State.IN_FORCE: "Keputusan ini sudah berlaku. Perubahan dibuat melalui keputusan perubahan atau berita acara.",
    State.AMENDED: "Keputusan ini berlaku dengan perubahan. Buat keputusan perubahan berikutnya bila perlu.",
    State.SET_ASIDE: "Rancangan ini sudah dibatalkan. Buat rancangan baru dari hasil seleksi.",
}
_WHO = {
    _PREPARE: "Langkah ini dilakukan oleh operator dinas. Mintalah operator melakukannya.",
    _APPROVE: "Langkah ini dilakukan oleh kepala dinas. Mintalah kepala dinas melakukannya.",
    _BOTH: "Langkah ini dilakukan oleh operator atau kepala dinas. Mintalah salah satunya melakukannya.",
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
    """What somebody of these roles may do to a decree in this state."""
    held = frozenset(roles)
    return tuple(step.event for step in STEPS if step.from_ == state and not step.who.isdisjoint(held))
