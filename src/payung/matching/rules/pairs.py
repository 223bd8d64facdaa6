"""What may become of two persons that look like one. Pure."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the weight of a pair, and what is known of relatives, come to (CONTRACTS, `payung link`)."""

    JOIN = "join"
    ASK = "ask"
    APART = "apart"


class Ruling(StrEnum):
    """What a person said of a pair."""

    ONE = "one"
    TWO = "two"


class Because(StrEnum):
    """Why a pair is asked about, beside what `gateways.linkage.doubts` finds in the pair itself."""

    LOST = "lost"  # a rule joined them, and the register no longer says so
    PARTED = "parted"  # a rule joined them, and a person parted them
