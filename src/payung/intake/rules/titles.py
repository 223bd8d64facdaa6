"""What the words above a heading, or the name of a sheet, say for all its rows: desa, kecamatan, occupation."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from payung.intake.rules.text import fold
from payung.intake.rules.vocabulary import Vocabulary
from payung.programmes.rules import Standing

_DESA = re.compile(r"\b(?:desa|kelurahan|kel|ds)\b")
_KECAMATAN = re.compile(r"\b(?:kecamatan|kec)\b")
_STREET = re.compile(r"\b(?:jl|jln|jalan)\b.*")  # `Jl. Kebun Raya, Desa Stagen` is where the sender's office stands
_ADDRESS = re.compile(r"\balamat\b.*")
_OFFICE = re.compile(r"\b(?:dinas|kantor|kementerian|bidang|badan|seksi)(?: (?!\.)\w+){1,2}")
_LONGEST_NAME_WORDS = 4
_SHORTEST_TITLE_OCCUPATION = 4
_LONGEST_LINE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Names that hold for every row of a sheet; empty where nothing names them."""

    desa: str = ""
    kecamatan: str = ""
    occupation: str = ""


def read_title(*, sheet: str, lines: Sequence[str], vocabulary: Vocabulary) -> Title:
    """Read the sheet's name and the lines above its heading. Lines are nearer to the list, so they come first."""
    folded = [_STREET.sub("", fold(line[:_LONGEST_LINE])) for line in lines]
    own = " ".join(word for word in fold(sheet).split() if not word.isdigit())  # `Semayap (2)`, `1. Semayap`
    gazetteer = vocabulary.gazetteer
    desa = _named_after(folded, _DESA, lambda name: [desa.code for desa in gazetteer.named(name)])
    kecamatan = _named_after(folded, _KECAMATAN, gazetteer.kecamatan_code)
    if not desa and own and gazetteer.named(own):
        desa = own
    if not kecamatan and own and gazetteer.kecamatan_code(own):
        kecamatan = own
    return Title(
        desa=desa,
        kecamatan=kecamatan,
        occupation=_occupation([*(_ADDRESS.sub("", line) for line in folded), own], vocabulary),
    )


def _named_after(lines: Sequence[str], marker: re.Pattern[str], meaning: Callable[[str], object]) -> str:
    """The longest known name after the marker word, in the first line that has one; nothing if that line names two."""
    for line in lines:
        names = [name for found in marker.finditer(line) if (name := _longest_known(line[found.end() :], meaning))]
        if names:
            return names[0] if all(meaning(name) == meaning(names[0]) for name in names) else ""
    return ""


def _longest_known(text: str, meaning: Callable[[str], object]) -> str:
    words = text.split(maxsplit=_LONGEST_NAME_WORDS)[:_LONGEST_NAME_WORDS]
    tried = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((name for name in tried if meaning(name)), "")


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
