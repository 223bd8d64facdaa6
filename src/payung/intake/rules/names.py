"""Reads the cell that names a person: titles and marks of death are separated, letters stay as written."""

import re

from payung.intake.rules.numbers import Findings, is_formula_fault
from payung.intake.rules.problems import Finding
from payung.intake.rules.text import UNSEEN, cell_text, is_blank

_LEADING_TITLES = frozenset(
    "H HJ HAJI HAJJAH HJH DRS DRA DR DRG IR PROF KH UST USTADZ USTADZAH TGH BPK BAPAK IBU SDR SDRI SAUDARA TN NY NN".split()  # noqa: SIM905 (as a list of words reads)
)
# As written without dots and spaces: `S. Pd. I` is SPDI.
_DEGREES = frozenset(
    """
    SPD SPDI SPDSD SPDAUD SPDK SH SHI SE SEI SY SESY ST STP STR STRKEB STRKEP SSOS SSOSI SKOM SKOMI SAG SIP SIKOM SP SPI SPT
    SKM SKEP SKEB SKEPNS SSI SHUT SPSI SS SST SSTP SFARM SAK SAP STH STHI SHUM SGZ SSN SKEL SPOG SPPD SPA SPB
    MPD MPDI MSI MM MH MHI MKES MT MTI MAP MKOM MAG MSC MA MAK MP MHUM MTH ME MIP
    AMD AMDKEB AMDKEP AMDKOM AMDAK AMDPI AMDGZ AMKEB AMAPD AMA AMK AMKL BA BSC LC PHD NERS NS APT GR
    """.split()  # noqa: SIM905
)
_DEATH_MARKS = frozenset({"ALM", "ALMH", "ALMARHUM", "ALMARHUMAH", "MENINGGAL", "WAFAT"})
_DEATH_IN_BRACKETS = re.compile(r"\(\s*(md|rip)\.?\s*\)", re.IGNORECASE)  # without brackets Md. is Muhammad
_MARK_BEFORE_A_WORD = re.compile(r"\b(alm(?:h|arhum(?:ah)?)?[.)]+)(?=\w)", re.IGNORECASE)
_MARK_BEHIND_A_WORD = re.compile(r"(?<=\w)(?=[(/]\s*alm)", re.IGNORECASE)
_WITH_A_MARK = frozenset({"DUNIA", "TAHUN", "THN", "TH", "TGL", "TANGGAL", "SEJAK", "PADA"})
_OF_THE_FATHER = frozenset({"BIN", "BINTI", "BT", "BTI"})
_TO_LOOK_AT = _LEADING_TITLES | _DEATH_MARKS
_WITHOUT_UNSEEN = dict.fromkeys(map(ord, UNSEEN))
_SIGNS = re.compile(r"[^\w]+")
_GLUED_TITLE = re.compile(r"(?:k\.?h|hj|h|drs|dra|drg|dr|ir|prof|ust)\.(?=\w)", re.IGNORECASE)
_MOST_WORDS_OF_A_DEGREE = 3  # `S. Pd. I`
_AT_THE_ENDS = " ,;/-("


# A name as written without titles and marks, what to say of it, and its words in order for comparison.
NameReading = tuple[str, Findings, str]

_NO_NAME: NameReading = ("", (Finding("NAME_MISSING", "name"),), "")
_BROKEN_NAME: NameReading = ("", (Finding("CELL_FORMULA_BROKEN", "name"),), "")


def read_name(raw: object) -> NameReading:
    """Separate titles and death marks; collapse spaces."""
    if raw.__class__ is not str:
        raw = cell_text(raw)
    text: str = raw
    words = text.upper().split()
    if words and "".join(words).isalpha() and _TO_LOOK_AT.isdisjoint(words):
        words.sort()
        in_order = " ".join(words)
        # As long, with as many spaces: single spaces stood between the words, and no tab or no-break space.
        is_collapsed = len(in_order) == len(text) and text.count(" ") == len(words) - 1
        return (text if is_collapsed else " ".join(text.split())), (), in_order
    return _careful_name(" ".join(text.split()))


def _careful_name(clean: str) -> NameReading:
    if is_formula_fault(clean):
        return _BROKEN_NAME
    clean = clean.translate(_WITHOUT_UNSEEN)
    if is_blank(clean):
        return _NO_NAME
    marks, rest = _death_marks(clean)
    titles, name = _titles(rest)
    if not any(letter.isalpha() for letter in name):
        return _NO_NAME
    findings: Findings = ()
    if titles:
        findings += (Finding("NAME_TITLE_SEPARATED", "name", (("gelar", ", ".join(titles)),)),)
    if marks:
        findings += (Finding("NAME_DECEASED_MARK", "name", (("tanda", marks[0]),)),)
    return name, findings, words_in_order(name)


def words_in_order(name: str) -> str:
    """The words of a name, upper case, without signs, sorted: equal for names of the same words."""
    return " ".join(sorted(_SIGNS.sub(" ", name.upper()).split()))


def _bare(word: str) -> str:
    return _SIGNS.sub("", word.upper())


def _death_marks(clean: str) -> tuple[list[str], str]:
    """Marks of death, and the name without them and the day beside them. `bin Alm. Ahmad` says it of the father."""
    marks = [found[1] for found in _DEATH_IN_BRACKETS.finditer(clean)]
    text = _MARK_BEHIND_A_WORD.sub(" ", _MARK_BEFORE_A_WORD.sub(r"\1 ", _DEATH_IN_BRACKETS.sub(" ", clean)))
    kept: list[str] = []
    behind_a_mark = False
    for word in text.split():
        bare = _bare(word)
        if bare in _DEATH_MARKS and not _is_of_the_father(kept):
            marks.append(word.strip("(),/"))
            behind_a_mark = True
        elif behind_a_mark and (bare.isdigit() or bare in _WITH_A_MARK):
            continue
        elif bare or word.strip("()"):
            kept.append(word)
            behind_a_mark = False
    return marks, " ".join(kept).rstrip(_AT_THE_ENDS)


def _is_of_the_father(before: list[str]) -> bool:
    """Whether the words before a mark end in `bin` or `binti`, titles apart."""
    names = [bare for word in before if (bare := _bare(word)) not in _LEADING_TITLES]
    return bool(names) and names[-1] in _OF_THE_FATHER


def _titles(clean: str) -> tuple[list[str], str]:
    """Titles before the name (`H.`, `Hj.`, `Drs.`) and degrees after it (`S.Pd`), and the name between."""
    name, *after_commas = (part.strip() for part in clean.split(","))
    after = [part for part in after_commas if part and _are_degrees(part.split())]
    kept_commas = [part for part in after_commas if part and part not in after]
    before, words = _leading_titles(name.split())
    while count := _words_of_last_degree(words):
        after.insert(0, " ".join(words[-count:]))
        del words[-count:]
    return [*before, *after], ", ".join(filter(None, [" ".join(words), *kept_commas]))


def _leading_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Titles and the words after them; `H.BASRI` and `H.M. Yusuf` lack only the space."""
    titles = []
    while words:
        found = _GLUED_TITLE.match(words[0])
        if len(words) > 1 and _bare(words[0]) in _LEADING_TITLES:
            titles.append(words.pop(0))
        elif found and (len(words) > 1 or len(_bare(words[0][found.end() :])) > 1):
            titles.append(found.group())
            words[0] = words[0][found.end() :]
        else:
            break
    return titles, words


def _words_of_last_degree(words: list[str]) -> int:
    """How many of the last words are one degree, written with a dot; 0 if none are."""
    for count in range(min(_MOST_WORDS_OF_A_DEGREE, len(words) - 1), 0, -1):
        if any("." in word for word in words[-count:]) and _bare("".join(words[-count:])) in _DEGREES:
            return count
    return 0


def _are_degrees(words: list[str]) -> bool:
    """Whether all the words are degrees, some of them perhaps written in several words."""
    if not words:
        return True
    sizes = range(1, min(_MOST_WORDS_OF_A_DEGREE, len(words)) + 1)
    return any(_bare("".join(words[:size])) in _DEGREES and _are_degrees(words[size:]) for size in sizes)
