"""How a word sounds, whatever its spelling: the skeleton that is equal for Khairul, Chairul and Hairul."""

import re

_VOWELS = re.compile(r"(?<=.)[AEIOU]")


def sound_of(word: str) -> str:
    """The skeleton of one normalised word."""
    return _VOWELS.sub("", word)
