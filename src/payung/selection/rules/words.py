"""The words of a selection. Pure."""

from enum import StrEnum


class State(StrEnum):
    LOCKED = "locked"  # seed drawn and recorded
    RANKED = "ranked"
    SET_ASIDE = "set_aside"  # another took its place


class Outcome(StrEnum):
    CHOSEN = "chosen"
    RESERVE = "reserve"


class ObjectionState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"  # the person is not taken
    DISMISSED = "dismissed"
