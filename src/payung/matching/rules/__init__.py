"""When two are one human being, when they are two, and when a person must say. Pure."""

from payung.matching.rules.cards import (
    Alike,
    Answer,
    Arrived,
    Holder,
    How,
    Plan,
    QuestionKind,
    Tie,
    alike,
    is_same,
    plan,
)

__all__ = [
    "Alike",
    "Answer",
    "Arrived",
    "Holder",
    "How",
    "Plan",
    "QuestionKind",
    "Tie",
    "alike",
    "is_same",
    "plan",
]
