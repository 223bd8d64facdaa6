"""Names brought to one spelling, by distinct words: a million names hold some ten thousand of them."""

import re
from typing import NamedTuple

from payung.intake.rules.names import read_name
from payung.matching.rules.identities.sounds import sound_of

_SIGNS = re.compile(r"[\W\d_]+")
_DOUBLED = re.compile(r"(.)\1+")


class NameForms(NamedTuple):
    """A name for comparing, each "" where nothing remains. Fields as in `linkage.records.Record`."""

    name: str
    words: str
    sound: str


def name_forms(name: str) -> NameForms:
    """The name in one spelling: its words as written, its distinct words in order, and how these sound."""
    words = _DOUBLED.sub(r"\1", _SIGNS.sub(" ", read_name(name)[0].upper())).split()
    distinct = sorted(set(words))
    return NameForms(" ".join(words), " ".join(distinct), " ".join(sorted({sound_of(word) for word in distinct})))
