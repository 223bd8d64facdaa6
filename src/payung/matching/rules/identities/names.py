"""Names brought to one spelling, by distinct words: a million names hold some ten thousand of them.

Most names are plain words, each looked up. The others are read with care: titles, bin and binti, honours, initials.
"""

import re
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
_FEWEST_LETTERS = 3
_LONG = 4  # letters of a word that an ending is joined to


class NameForms(NamedTuple):
    """A name for comparing, each "" where nothing remains. Fields as in `linkage.records.Record`."""

    name: str
    words: str
    sound: str


NO_NAME = NameForms("", "", "")


def _plain(token: str) -> str:
    """The word, if what it means does not depend on where it stands; "" if it does."""
    if not (token.isascii() and token.isalpha()) or len(token) < _FEWEST_LETTERS:
        return ""
    word = spelt(token.upper())
    return "" if token.upper() in _CONTEXT or not _CONTEXT.isdisjoint(word.split()) else word


_PLAIN = Remembered(_plain)
_SPELT = Remembered(spelt)
_SOUNDS = Remembered(sound_of)


def name_forms(name: str) -> NameForms:
    """The name in one spelling: its words as written, its distinct words in order, and how these sound."""
    found = [_PLAIN[token] for token in name.split()]
    whole = _careful(name) if "" in found else " ".join(found)
    distinct = {*whole.split()}
    if not distinct:
        return NO_NAME
    sounds = {_SOUNDS[word] for word in distinct}
    return NameForms(whole, " ".join(sorted(distinct)), " ".join(sorted(sounds)))


def words_of(name: str) -> str:
    """The distinct words of `name_forms` alone."""
    found = [_PLAIN[token] for token in name.split()]
    whole = _careful(name) if "" in found else " ".join(found)
    return " ".join(sorted({*whole.split()}))


def _careful(name: str) -> str:
    """The name whose words depend on each other."""
    person = _HAJI_BEHIND.sub("", read_name(name)[0].translate(_APOSTROPHES))
    tokens = [word for token in _WORDS.findall(person) if (word := letters(token))]
    words = " ".join([_SPELT[token] for token in tokens]).split()
    words = _without_father([word for word in words if word not in ALIASES])
    if not words:
        return ""
    words = _from_the_head(_without_titles(_without_degrees(words)))
    return " ".join(_inside(words))


def _without_father(words: list[str]) -> list[str]:
    """The words before bin or binti; all but these, where the name begins with them."""
    own: list[str] = []
    for word in words:
        if word in OF_THE_FATHER and own:
            break
        if word not in OF_THE_FATHER:
            own.append(word)
    return own


def _without_degrees(words: list[str]) -> list[str]:
    while (len(words) > 1 and words[-1] in DEGREES) or (len(words) > 2 and words[-1] in SHORT_DEGREES):
        words = words[:-1]
    return words


def _without_titles(words: list[str]) -> list[str]:
    """Marks of death, and titles that stand anywhere, go wherever a name remains without them."""
    rest = [word for word in words if word not in DEATH_MARKS and word not in TITLES_ANYWHERE]
    return rest or words[:1]


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
