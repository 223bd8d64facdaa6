"""One word of a name in the spelling of today: before 1972 oe was u and tj was c. Words are upper case, letters only."""

import re
import unicodedata
from collections.abc import Callable

from payung.matching.rules.identities.equivalents import CANONICAL

_MOST_REMEMBERED = 200_000
_DOUBLED = re.compile(r"(.)\1+")
_LIKE_LETTERS = str.maketrans("0154", "OISA")  # typed for a letter: N0R, S1T1
_WESTERN = {"CHANDR": "CANDR", "CHRIS": "KRIS", "CHINT": "CINT", "CHIK": "CIK", "CHARL": "CARL", "CHERI": "CERI"}

# Two words glued. What remains behind the first must be long enough to be a name: Nurdin and Norma are one word.
_GLUED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"NURUL(?=.{3})"), "NURUL "),
    (re.compile(r"N[UO]R(?!UL)(?=.{4})"), "NUR "),
    (re.compile(r"SITI(?=.{4})"), "SITI "),
    (re.compile(r"ABDUL(?=ATIF)"), "ABDUL L"),
    (re.compile(r"ABDUL(?=.{4})"), "ABDUL "),
    (re.compile(r"ABDU(?=[RSNTDZ].{3})"), "ABDUL "),  # Abdurrahman, Abdussalam, Abdunnasir
    (re.compile(r"M[UO]K?HAM[AE][DT](?!I|UN$)(?=.{3})"), "MUHAMAD "),
    (re.compile(r"AK?HMAD(?=.{4})"), "AHMAD "),
    (re.compile(r"SRI(?=.{5})"), "SRI "),
)
_FIRST_OF_GLUED = ("NU", "NO", "SITI", "ABDU", "MU", "MO", "AHMAD", "AKHMAD", "SRI")


class Remembered(dict[str, str]):
    """Answers for words met before; bounded, since misspellings are without end."""

    def __init__(self, work: Callable[[str], str]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = self[word] = self._work(word)
        return found


def letters(written: str) -> str:
    """Upper case without accents; digits within a word become the letters they look like, others go."""
    if written.isascii() and written.isalpha():
        return written.upper()
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", written) if not unicodedata.combining(sign)).upper()
    if any(sign.isalpha() for sign in plain):
        plain = plain.translate(_LIKE_LETTERS)
    return "".join(sign for sign in plain if sign.isalpha())


def spelt(word: str) -> str:
    """The word of letters as it is spelt today; two words where two were glued."""
    plain = _apart(CANONICAL.get(plain := _DOUBLED.sub(r"\1", _modern(word)), plain))
    return plain if plain == word else " ".join([spelt(part) for part in plain.split()])


def _apart(word: str) -> str:
    if not word.startswith(_FIRST_OF_GLUED):
        return word
    for glued, apart in _GLUED:
        if found := glued.match(word):
            return apart + word[found.end() :]
    return word


def _modern(word: str) -> str:
    for written, meant in _WESTERN.items():
        if word.startswith(written):
            word = meant + word[len(written) :]
    if "DJ" in word or "TJ" in word or "SJ" in word:  # all of it is old: there j was y
        word = word.replace("TJ", "C").replace("SJ", "SY").replace("DJ", "dj").replace("J", "Y").replace("dj", "J")
    if word.startswith("NJ") or "OE" in word:
        word = word.replace("NJ", "NY").replace("OE", "U")
    return word.replace("CH", "KH")
