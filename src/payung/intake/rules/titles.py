"""What the words above a heading, or the name of a sheet, say for all its rows: desa, kecamatan, occupation."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from payung.intake.rules.text import fold
from payung.intake.rules.vocabulary import Vocabulary
from payung.programmes.rules import Standing

_DESA = re.compile(r"\b(?:desa|kelurahan|kel|ds)\b")
_KECAMATAN = re.compile(r"\b(?:kecamatan|kec)\b")
_OFFICE = re.compile(r"\b(?:dinas|kantor|kementerian|bidang|badan|seksi)(?: (?!\.)\w+){1,2}")
_LONGEST_NAME_WORDS = 4
_SHORTEST_TITLE_OCCUPATION = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Names that hold for every row of a sheet; empty where nothing names them."""

    desa: str = ""
    kecamatan: str = ""
    occupation: str = ""


def read_title(*, sheet: str, lines: Sequence[str], vocabulary: Vocabulary) -> Title:
    """Read the sheet's name and the lines above its heading. Lines are nearer to the list, so they come first."""
    folded = [fold(line) for line in lines]
    own = fold(sheet)
    gazetteer = vocabulary.gazetteer
    desa = _named_after(folded, _DESA, lambda name: bool(gazetteer.named(name)))
    kecamatan = _named_after(folded, _KECAMATAN, lambda name: gazetteer.kecamatan_code(name) is not None)
    if not desa and own and gazetteer.named(own):
        desa = own
    if not kecamatan and own and gazetteer.kecamatan_code(own):
        kecamatan = own
    return Title(desa=desa, kecamatan=kecamatan, occupation=_occupation([*folded, own], vocabulary))


def _named_after(lines: Sequence[str], marker: re.Pattern[str], is_known: Callable[[str], bool]) -> str:
    """The longest known name that follows the marker word in any line."""
    for line in lines:
        for found in marker.finditer(line):
            words = line[found.end() :].split()[:_LONGEST_NAME_WORDS]
            for count in range(len(words), 0, -1):
                if is_known(name := " ".join(words[:count])):
                    return name
    return ""


def _occupation(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """The one covered occupation that the lines name; nothing if they name two.

    The longest words count first: in `buruh tani` there is neither `buruh` nor `tani`. An office is nobody's work.
    """
    text = _OFFICE.sub(" ", f" {' . '.join(lines)} ")
    found: set[str] = set()
    for word in sorted(vocabulary.occupations, key=len, reverse=True):
        if len(word) >= _SHORTEST_TITLE_OCCUPATION and f" {word} " in text:
            text = text.replace(f" {word} ", " . ")
            occupation = vocabulary.occupations[word]
            found |= {occupation.name} if occupation.standing is Standing.COVERED else set()
    return found.pop() if len(found) == 1 else ""
