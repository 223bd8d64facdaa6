"""Which person a candidate is, which persons are one, and what of that people decided. All of it can be undone."""

from payung.matching.models.keys import Key, Keyed
from payung.matching.models.oddities import Explained
from payung.matching.models.pairs import JoinByRule, Pair, PairRuling, Run, Weights
from payung.matching.models.who import Decision, Join, Link, Question

__all__ = [
    "Decision",
    "Explained",
    "Join",
    "JoinByRule",
    "Key",
    "Keyed",
    "Link",
    "Pair",
    "PairRuling",
    "Question",
    "Run",
    "Weights",
]
