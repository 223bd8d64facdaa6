"""How clerks spell the words of names: variants of each word, worked out once a word, not once a row."""

import re
from typing import Any

import numpy as np

from registers.names import VOCABULARY

SHORT = {  # how the commonest words are written short; the full one is what stands in the name
    "Muhammad": ("M.", "Muh.", "Moh.", "Muhamad", "Mohammad", "Mohamad", "Mhd.", "M", "Muh", "Moh", "Mohd."),
    "Siti": ("St.", "St", "Sitti", "S."),
    "Sitti": ("St.", "Siti", "St", "Hj. St."),
    "Abdul": ("Abd.", "Abd", "Abdoel", "Abd."),
    "Nur": ("Nor", "Noer", "Nr."),
    "Nor": ("Nur", "Noor", "Noor"),
    "Ahmad": ("Achmad", "Akhmad", "Ahmat", "A."),
    "Andi": ("A.", "A", "Andi"),
    "Daeng": ("Dg.", "Dg"),
    "Gusti": ("Gst.", "Gt."),
    "La": ("L.", "La", "Laa"),
    "I": ("", "I.", "Hj. I"),
    "Sri": ("Srie", "Seri", "S."),
}
RULES = (  # one place of a word, read two ways
    ("u", "oe"), ("oe", "u"), ("j", "dj"), ("y", "j"), ("c", "tj"), ("kh", "ch"), ("kh", "h"), ("sy", "sj"), ("sy", "s"),
    ("s", "sy"), ("f", "p"), ("p", "f"), ("z", "j"), ("j", "z"), ("v", "f"), ("uddin", "udin"), ("udin", "uddin"),
    ("ah$", "a"), ("a$", "ah"), ("d$", "t"), ("t$", "d"), ("i$", "y"), ("iy", "i"), ("ia", "iya"), ("y", "i"), ("k$", "q"),
    ("ai", "ae"), ("o", "u"), ("u", "o"), ("hm", "chm"), ("n$", "m"), ("ng", "n"), ("q", "k"), ("ks", "x"),
    (r"(.)\1", r"\1"), ("([lmnrs])a", r"\1\1a"), ("([bdt])i", r"\1\1i"), ("e", "i"), ("i", "e"), ("h", ""),
)  # fmt: skip
VARIANTS = 8


def _variants(word: str) -> list[str]:
    """Readings of a word that differ in one place, each of another rule."""
    found = []
    for rule, instead in RULES:
        new = re.sub(rule, instead, word.lower(), count=1).capitalize()
        if new != word and new not in found and len(new) > 1:
            found.append(new)
    return found or [word]


def _table() -> np.ndarray[Any, Any]:
    """(words + 1, VARIANTS): the last row is no word."""
    table = np.full((len(VOCABULARY.words) + 1, VARIANTS), "", dtype=object)
    for place, word in enumerate(VOCABULARY.words):
        found = _variants(word)
        step = max(1, len(found) // VARIANTS)
        table[place] = [found[(number * step) % len(found)] for number in range(VARIANTS)]
    return table


def _short_table() -> np.ndarray[Any, Any]:
    width = max(map(len, SHORT.values()))
    table = np.full((len(VOCABULARY.words) + 1, width), None, dtype=object)
    for word, forms in SHORT.items():
        table[VOCABULARY.index[word]] = [forms[number % len(forms)] for number in range(width)]
    return table


SPELT = _table()
SHORTENED = _short_table()
FULL = np.append(VOCABULARY.words, "")
HAS_SHORT = np.array([row[0] is not None for row in SHORTENED])


def mistyped(random: np.random.Generator, name: str) -> str:
    """One slip of a finger: a letter left out, doubled, exchanged with the next, or another beside it."""
    if len(name) < 3:
        return name
    at, kind = int(random.integers(1, len(name) - 1)), int(random.integers(0, 4))
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + "abcdefghijklmnopqrstuvwxyz"[int(random.integers(0, 26))] + name[at + 1 :]
