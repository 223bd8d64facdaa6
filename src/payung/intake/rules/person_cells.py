"""Reads cells that say more of a person than the name: sex, telephone, occupation."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from payung.intake.rules.numbers import Findings, is_formula_fault
from payung.intake.rules.problems import Finding
from payung.intake.rules.text import cell_text, fold, is_blank
from payung.programmes.rules import Occupation, Standing
from payung.shared.nik import Sex

_SEX_WORDS: Mapping[str, Sex] = {
    **dict.fromkeys(["l", "lk", "laki", "lakilaki", "pria", "m", "male", "cowok", "1", "laki2"], "L"),
    **dict.fromkeys(["p", "pr", "perempuan", "wanita", "w", "wnt", "f", "female", "cewek", "2", "perempua"], "P"),
}


def read_sex(raw: object) -> Sex | None:
    """L or P, or None where the cell is empty or says neither."""
    return _SEX_WORDS.get(fold(cell_text(raw)).replace(" ", ""))


SEX_TEXT: Mapping[str, str] = {"L": "laki-laki", "P": "perempuan"}

_LONGEST_PHONE_CELL = 200
_PHONE = re.compile(r"08\d{8,11}")
# Digits and what stands between them; not where a letter was typed for a digit at one end (`0812345678O`).
_DIGITS_OF_PHONES = re.compile(r"(?<![0-9])(?<!\b[oOlI])[+(]*+[0-9](?:[ ().+\-]*[0-9])*+(?![oOlISBZ])")
_DIGITS_AMONG_WORDS = 9
_PHONE_UNREADABLE: tuple[None, Findings] = (None, (Finding("PHONE_UNREADABLE", "phone"),))


def read_phone(raw: object) -> tuple[str | None, Findings]:
    """An Indonesian number as digits beginning with 0; the first, where a cell holds two. Words beside it do no harm."""
    if raw.__class__ is str and _PHONE.fullmatch(raw):
        return raw, ()
    text = cell_text(raw).strip("'`")
    if is_blank(text):
        return None, ()
    fewest = _DIGITS_AMONG_WORDS if any(letter.isalpha() for letter in text) else 1
    for found in _DIGITS_OF_PHONES.finditer(text[:_LONGEST_PHONE_CELL]):
        number = _national(found.group()) or _first_of_two(found.group().split())
        if number and len(number) >= fewest:
            return number, () if number == raw else (
                Finding("PHONE_CLEANED", "phone", (("banyak", str(len(number))),)),
            )
    return _PHONE_UNREADABLE


def _first_of_two(groups: list[str]) -> str | None:
    """The first of two numbers between which only a space stands."""
    for count in range(1, len(groups)):
        number = _national("".join(groups[:count]))
        if number and _national("".join(groups[count:])):
            return number
    return None


def _national(part: str) -> str | None:
    digits = re.sub(r"[^0-9]", "", part)
    if part.lstrip("(").startswith("+") and not digits.startswith(("62", "0")):
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
    return not digits.startswith("08") and _landlines().fullmatch(digits[1:]) is not None


@cache
def _landlines() -> re.Pattern[str]:
    """Every fixed line of the country without its 0. Parsing each number as phonenumbers does takes 200 times as long."""
    from phonenumbers import PhoneMetadata  # its metadata are needed by few lists

    indonesia = PhoneMetadata.metadata_for_region("ID")
    fixed = indonesia and indonesia.fixed_line
    return re.compile((fixed and fixed.national_number_pattern) or r"(?!)")


_LONGEST_OCCUPATION = 200


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
        if len(text) > _LONGEST_OCCUPATION:
            return None
        if found := self._occupations.get(fold(text)):
            return found
        parts = [self._occupations.get(fold(part)) for part in re.split(r"[/,&+()]|\bdan\b", text) if fold(part)]
        standings = {part.standing if part else None for part in parts}
        return parts[0] if len(parts) > 1 and None not in standings and len(standings) == 1 else None
