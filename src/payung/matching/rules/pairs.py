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
