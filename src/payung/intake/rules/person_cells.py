"""Reads the cells that say who a person is: name, sex, telephone, occupation. Letters stay as written."""

import re
from collections.abc import Callable, Mapping

from payung.intake.rules.numbers import Findings, is_formula_fault
from payung.intake.rules.problems import Finding
from payung.intake.rules.text import cell_text, fold, is_blank
from payung.programmes.rules import Occupation, Standing
from payung.shared.nik import Sex

_LEADING_TITLES = frozenset(
    [
        "H",
        "HJ",
        "HAJI",
        "HAJJAH",
        "HJH",
        "DRS",
        "DRA",
        "DR",
        "DRG",
        "IR",
        "PROF",
        "KH",
        "UST",
        "USTADZ",
        "USTADZAH",
        "TGH",
        "BPK",
        "BAPAK",
        "IBU",
        "SDR",
        "SDRI",
        "SAUDARA",
        "TN",
        "NY",
        "NN",
    ]
)
_DEGREES = frozenset(
    [
        "SPD",
        "SPDI",
        "SPDSD",
        "SPDAUD",
        "SH",
        "SHI",
        "SE",
        "SEI",
        "ST",
        "STP",
        "STR",
        "SSOS",
        "SKOM",
        "SAG",
        "SIP",
        "SP",
        "SPI",
        "SPT",
        "SKM",
        "SKEP",
        "SSI",
        "SHUT",
        "SPSI",
        "SS",
        "SST",
        "SSTP",
        "SFARM",
        "MPD",
        "MPDI",
        "MSI",
        "MM",
        "MH",
        "MKES",
        "MT",
        "MAP",
        "MKOM",
        "MAG",
        "MSC",
        "MA",
        "AMD",
        "AMDKEB",
        "AMDKEP",
        "AMAPD",
        "AMA",
        "BA",
        "BSC",
        "LC",
        "PHD",
        "NERS",
        "APT",
    ]
)
_DEATH_MARKS = frozenset({"ALM", "ALMH", "ALMARHUM", "ALMARHUMAH", "MENINGGAL", "WAFAT"})
_OF_THE_FATHER = frozenset({"BIN", "BINTI", "BT", "BTI"})
_TO_LOOK_AT = _LEADING_TITLES | _DEATH_MARKS
_SIGNS = re.compile(r"[^\w]+")


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
        # Equal lengths mean that single spaces stood between the words and none around them.
        return (text if len(in_order) == len(text) else " ".join(text.split())), (), in_order
    return _careful_name(" ".join(text.split()))


def _careful_name(clean: str) -> NameReading:
    if is_formula_fault(clean):
        return _BROKEN_NAME
    if is_blank(clean):
        return _NO_NAME
    marks, rest = _death_marks(clean)
    titles, name = _titles(rest)
    if not name or not any(letter.isalnum() for letter in name):
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


def _death_marks(clean: str) -> tuple[list[str], str]:
    """Marks of death and the name without them. `bin Alm. Ahmad` says it of the father, so it stays."""
    marks: list[str] = []
    kept: list[str] = []
    for word in clean.split():
        bare = _SIGNS.sub("", word.upper())
        if bare in _DEATH_MARKS and not (kept and _SIGNS.sub("", kept[-1].upper()) in _OF_THE_FATHER):
            marks.append(word.strip("(),"))
        elif not (bare == "" and word in {"()", ")", "("}):
            kept.append(word)
    return marks, " ".join(kept).rstrip(" ,")


def _titles(clean: str) -> tuple[list[str], str]:
    """Titles before the name (`H.`, `Hj.`, `Drs.`) and degrees after it (`S.Pd`), and the name between."""
    name, *after_commas = (part.strip() for part in clean.split(","))
    after: list[str] = []
    kept_commas: list[str] = []
    for part in after_commas:
        (after if all(map(_is_degree, part.split())) else kept_commas).append(part)
    words = name.split()
    before = []
    while len(words) > 1 and _SIGNS.sub("", words[0].upper()) in _LEADING_TITLES:
        before.append(words.pop(0))
    words, before = _glued_title(words, before)
    while len(words) > 1 and "." in words[-1] and _is_degree(words[-1]):
        after.insert(0, words.pop())
    return [*before, *(part for part in after if part)], ", ".join(filter(None, [" ".join(words), *kept_commas]))


def _glued_title(words: list[str], before: list[str]) -> tuple[list[str], list[str]]:
    """`H.BASRI` is the title and the name without a space."""
    if words and (found := re.match(r"(?i)(hj|h|drs|dra|ir)\.(?=\w{2,})", words[0])):
        return [words[0][found.end() :], *words[1:]], [*before, found.group()]
    return words, before


def _is_degree(word: str) -> bool:
    return _SIGNS.sub("", word.upper()) in _DEGREES


_SEX_WORDS: Mapping[str, Sex] = {
    **dict.fromkeys(["l", "lk", "laki", "lakilaki", "pria", "m", "male", "cowok", "1", "laki2"], "L"),
    **dict.fromkeys(["p", "pr", "perempuan", "wanita", "w", "wnt", "f", "female", "cewek", "2", "perempua"], "P"),
}


def read_sex(raw: object) -> Sex | None:
    """L or P, or None where the cell is empty or says neither."""
    return _SEX_WORDS.get(fold(cell_text(raw)).replace(" ", ""))


SEX_TEXT: Mapping[str, str] = {"L": "laki-laki", "P": "perempuan"}

_PHONE = re.compile(r"08\d{8,11}")
_PHONE_UNREADABLE: tuple[None, Findings] = (None, (Finding("PHONE_UNREADABLE", "phone"),))


def read_phone(raw: object) -> tuple[str | None, Findings]:
    """An Indonesian number as digits beginning with 0; the first, where a cell holds two."""
    if raw.__class__ is str and _PHONE.fullmatch(raw):
        return raw, ()
    text = cell_text(raw).strip("'`")
    if is_blank(text):
        return None, ()
    for part in re.split(r"[/,;|&]|\batau\b|\bdan\b|\n", text):
        if number := _national(part):
            return number, () if number == raw else (
                Finding("PHONE_CLEANED", "phone", (("banyak", str(len(number))),)),
            )
    return _PHONE_UNREADABLE


def _national(part: str) -> str | None:
    digits = re.sub(r"[^\d]", "", part)
    if not digits or re.search(r"[A-Za-z]{4,}", part):
        return None
    if digits.startswith("62"):
        digits = "0" + digits[2:].lstrip("0")
    elif digits.startswith("0062"):
        digits = "0" + digits[4:].lstrip("0")
    elif not digits.startswith("0"):
        digits = "0" + digits
    return digits if _PHONE.fullmatch(digits) or _is_landline(digits) else None


def _is_landline(digits: str) -> bool:
    """A fixed line with its area code, as the numbering plan has it."""
    import phonenumbers  # a second of metadata, needed by few cells

    if digits.startswith("08") or set(digits) == {"0"}:
        return False
    try:
        number = phonenumbers.parse(digits, "ID")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number) and number.country_code == 62


class OccupationReader:
    """Reads occupation cells."""

    def __init__(self, *, occupations: Mapping[str, Occupation], suggest: Callable[[str], str]) -> None:
        self._occupations = occupations
        self._suggest = suggest

    def read(self, raw: object) -> tuple[str | None, Findings]:
        """The occupation's name in the list (as written, where it is not listed), and what to say of it."""
        text = cell_text(raw)
        if is_formula_fault(text):
            return None, (Finding("CELL_FORMULA_BROKEN", "occupation"),)
        if is_blank(text):
            return None, (Finding("OCCUPATION_MISSING", "occupation"),)
        occupation = self._listed(text)
        if occupation is None:
            words = (("nilai", text[:40]), ("dugaan", self._suggest(text)))
            return text, (Finding("OCCUPATION_UNKNOWN", "occupation", words),)
        if occupation.standing is Standing.COVERED:
            return occupation.name, ()
        code = "OCCUPATION_DOUBTFUL" if occupation.standing is Standing.ASK else "OCCUPATION_NOT_COVERED"
        return occupation.name, (Finding(code, "occupation", (("pekerjaan", occupation.name),)),)

    def _listed(self, text: str) -> Occupation | None:
        """The occupation of the whole text; of its first part, where every part is listed with one standing."""
        if found := self._occupations.get(fold(text)):
            return found
        parts = [self._occupations.get(fold(part)) for part in re.split(r"[/,&+]|\bdan\b", text) if fold(part)]
        standings = {part.standing if part else None for part in parts}
        return parts[0] if len(parts) > 1 and None not in standings and len(standings) == 1 else None
