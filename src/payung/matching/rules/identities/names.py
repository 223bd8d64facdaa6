"""Names brought to one spelling, by distinct words: a million names hold some ten thousand of them.

Most names are plain words, each looked up. The others are read with care: titles, bin and binti, honours, initials.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from payung.intake.rules.names import read_name
from payung.matching.rules.identities.equivalents import (
    ALIASES,
    ARTICLES,
    DEATH_MARKS,
    DEGREES,
    HONOURS,
    OF_THE_FATHER,
    SHORT_DEGREES,
    TITLES,
    TITLES_ANYWHERE,
)
from payung.matching.rules.identities.sounds import sound_of
from payung.matching.rules.identities.spelling import Remembered, letters, spelt

_APOSTROPHES = str.maketrans("", "", "'`’‘´ʼ\u200b\u200c\u200d\ufeff\u00ad")
_WORDS = re.compile(r"[^\W_]+")
_HAJI_BEHIND = re.compile(r",\s*H[Jj]?\.?\s*$", re.IGNORECASE)
_ENDINGS = frozenset({"UDIN", "ULAH", "ILAH"})  # Bahar Uddin, Rahmat Ullah: one name
_NEVER_JOINED = frozenset({"MUHAMAD", "AHMAD", "ABDUL"})
_ODES = {"LA": "LAODE", "WA": "WAODE"}
_AT_THE_HEAD = {"M": "MUHAMAD", "MD": "MUHAMAD", "ST": "SITI"}  # where another word follows
_BEFORE_MUHAMAD = frozenset({"ANDI", "LAODE"})
_CONTEXT = (
    ALIASES | ARTICLES | DEATH_MARKS | DEGREES | HONOURS | OF_THE_FATHER | SHORT_DEGREES | TITLES | _ENDINGS | {"ODE"}
)
_SIMPLE = re.compile(r"(?:[A-Za-z]+\.? +)*[A-Za-z]+")
_LEFT_OUT = ALIASES | DEATH_MARKS | OF_THE_FATHER | TITLES_ANYWHERE
_NOT_OF_THE_NAME = _LEFT_OUT | DEGREES | SHORT_DEGREES
_WITH_THE_ONE_BEFORE = _ENDINGS | {"M", "H", "DAENG"}
_FEWEST_LETTERS = 3
_MOST_NAMES = 1 << 16  # remembered whole: the common ones
_LONG = 4  # letters of a word that an ending is joined to


class NameForms(NamedTuple):
    """A name for comparing, each "" where nothing remains. Fields as in `linkage.records.Record`."""

    name: str
    words: str
    sound: str


def plain_word(token: str) -> str:
    """The word, if what it means does not depend on where it stands; "" if it does."""
    if not (token.isascii() and token.isalpha()) or len(token) < _FEWEST_LETTERS:
        return ""
    upper = token.upper()
    word = _SPELT[upper]
    return "" if upper in _CONTEXT or not _CONTEXT.isdisjoint(word.split()) else word


_SPELT = Remembered(lambda token: spelt(letters(token)))
_PLAIN = Remembered(plain_word)
_SOUNDS = Remembered(sound_of)


@lru_cache(maxsize=_MOST_NAMES)
def name_forms(name: str) -> NameForms:
    """The name in one spelling: its words as written, its distinct words in order, and how these sound."""
    whole = _whole(name)
    words = whole.split()
    return NameForms(whole, _in_order(words), _in_order([_SOUNDS[word] for word in words]))


@lru_cache(maxsize=_MOST_NAMES)
def words_of(name: str) -> str:
    """The distinct words of `name_forms` alone."""
    return _in_order(_whole(name).split())


def _in_order(words: list[str]) -> str:
    """Each word once, alphabetical. Most names have two words, which need no list of their own."""
    if len(words) != 2:
        return " ".join(sorted({*words}))
    one, other = words
    if one < other:
        return f"{one} {other}"
    return f"{other} {one}" if other != one else one


def _whole(name: str) -> str:
    found = [_PLAIN[token] for token in name.split()]
    return " ".join(found) if "" not in found else careful_name(name)


def careful_name(name: str) -> str:
    """The name whose words depend on each other."""
    tokens = name.replace(".", " ").split() if _SIMPLE.fullmatch(name) else _tokens(name)
    words = " ".join([_SPELT[token] for token in tokens]).split()
    if not _NOT_OF_THE_NAME.isdisjoint(words):
        words = _without_degrees(_own(words))
    words = _from_the_head(words)
    if not _WITH_THE_ONE_BEFORE.isdisjoint(words):
        words = _inside(words)
    return " ".join(words)


def _tokens(name: str) -> list[str]:
    """The words of a name with signs, titles before it and degrees behind it taken off."""
    return _WORDS.findall(_HAJI_BEHIND.sub("", read_name(name)[0].translate(_APOSTROPHES)))


def _own(words: list[str]) -> list[str]:
    """The words before bin or binti, without marks of death and titles that stand anywhere; some remain, if there are any."""
    own: list[str] = []
    for word in words:
        if word in OF_THE_FATHER and own:
            break
        if word not in _LEFT_OUT:
            own.append(word)
    return own or [word for word in words if word in TITLES_ANYWHERE][:1]


def _without_degrees(words: list[str]) -> list[str]:
    while (len(words) > 1 and words[-1] in DEGREES) or (len(words) > 2 and words[-1] in SHORT_DEGREES):
        words = words[:-1]
    return words


def _from_the_head(words: list[str]) -> list[str]:
    """Titles, honours and articles before the name go; short words there become what they stand for."""
    while len(words) > 1:
        first, second = words[:2]
        if first in _ODES and second == "ODE":
            words = [_ODES[first], *words[2:]]
        elif first in ARTICLES and second == "MD":
            words = ["MADE", *words[2:]]
        elif (
            first == "H"
            or first in TITLES
            or first in HONOURS
            or (first in ARTICLES and len(second) >= _FEWEST_LETTERS)
        ):
            words = words[1:]
        elif first in _AT_THE_HEAD:
            words = [_AT_THE_HEAD[first], *words[1:]]
        else:
            break
    return words


def _inside(words: list[str]) -> list[str]:
    """Behind the first word: Andi M. Yusuf, Baso Daeng Nai, Bahar Uddin, Abdul Lah."""
    own = words[:1]
    for place, word in enumerate(words[1:], start=1):
        follows = place + 1 < len(words)
        if word == "M" and follows and own[-1] in _BEFORE_MUHAMAD:
            own.append("MUHAMAD")
        elif follows and (word == "DAENG" or (word == "H" and own[-1] in _BEFORE_MUHAMAD)):
            continue
        elif word in _ENDINGS and _takes_an_ending(own[-1]):
            own[-1] = _SPELT[own[-1] + word]
        else:
            own.append(word)
    return " ".join(own).split()


def _takes_an_ending(word: str) -> bool:
    return len(word) >= _LONG and word[-1] not in "AEIOU" and word not in _NEVER_JOINED
