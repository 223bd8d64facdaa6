"""Tells a row that is a person from blanks, totals, repeated headings, column numbers and signatures.

When in doubt a row is a person: a signature taken for one is seen at once, a worker passed over is not.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.text import cell_text, fold, is_blank
from payung.intake.rules.vocabulary import Headings
from payung.shared.nik import LENGTH, is_well_formed

_NOT_OF_A_PERSON = frozenset({"number", "other", "desa", "desa_code", "kecamatan", "dusun"})
_DIGITS_OF_AN_IDENTITY = 8
_DIGITS_OF_A_LONE_IDENTITY = 13  # fewer, with nothing beside them, are a date or a telephone below the list
_SMALLEST_IDENTITY = 1e12  # a number cell that can only have been meant as a NIK
_LARGEST_IDENTITY = 1e17  # above it a number cell is a signatory's NIP
_CELLS_OF_A_PERSON = 3
_NIP = re.compile(r"n[ir]p.*|(?:19|20)\d{6}(?:19|20)\d{8}")  # birth date, month of appointment, sex, serial
_SECTION = re.compile(r"(?:rt|rw|dusun|lingkungan|desa|kelurahan|kel|kecamatan|kec|kelompok|blok)\b.*")
_LONGEST_COLUMN_NUMBER = 5  # `7=5x6`


class PersonRows:
    """Knows one sheet's columns; says of each row below the heading, from the first to the last, whether it is a person."""

    def __init__(
        self, *, columns: Mapping[str, int], headings: Headings, own_heading: Sequence[Sequence[object]] = ()
    ) -> None:
        self._headings = headings
        self._own_heading = frozenset(tuple(_written(fold(cell_text(cell)) for cell in row)) for row in own_heading)
        self._nik = columns.get("nik")
        self._name = columns.get("name", -1)
        self._number = columns.get("number", -1)
        self._identities = [columns[name] for name in ("nik", "kk_number") if name in columns]
        self._of_a_person = sorted({column for name, column in columns.items() if name not in _NOT_OF_A_PERSON})
        self._of_a_row = sorted({column for name, column in columns.items() if name not in {"number", "other"}})
        self._signed = False  # signatories have begun: what follows without a NIK or a number is theirs

    def is_person(self, cells: Sequence[object]) -> bool:
        if self._nik is not None and self._nik < len(cells):
            nik = cells[self._nik]
            if nik.__class__ is str:
                if (len(nik) == LENGTH and nik.isdigit()) or is_well_formed(plain_digits(nik)):
                    return True
            elif nik.__class__ is float and _SMALLEST_IDENTITY <= nik < _LARGEST_IDENTITY:
                return True
        if not any(cell not in ("", None) for cell in cells):
            return False
        return self._looked_at(cells)

    def _looked_at(self, cells: Sequence[object]) -> bool:
        texts = [cell_text(cell) for cell in cells]
        folded = [fold(text) for text in texts]
        written = _written(folded)
        if tuple(written) in self._own_heading or self._is_heading(folded):
            self._signed = False
            return False
        if (
            _is_column_numbers(texts) or _explains_columns(texts) or (len(written) > 1 and len(set(written)) == 1)
        ):  # a title over all columns
            return False
        if self._has_identity(folded, alone=len(written) == 1):
            self._signed = False
            return True
        if self._is_total(written[:1]):
            return False
        if self._names_a_worker(cells, folded):
            return True
        if self._is_total(written[:_CELLS_OF_A_PERSON]):
            return False
        if self._is_signature(written):
            self._signed = True
        return not self._signed and self._says_enough(cells)

    def _has_identity(self, folded: Sequence[str], *, alone: bool) -> bool:
        """A NIK or KK cell with digits enough to have been meant as one: not a date, nor a signatory's NIP."""
        fewest = _DIGITS_OF_A_LONE_IDENTITY if alone else _DIGITS_OF_AN_IDENTITY
        return any(_is_identity(folded[column], fewest) for column in self._identities if column < len(folded))

    def _names_a_worker(self, cells: Sequence[object], folded: Sequence[str]) -> bool:
        """A name with a row number or with another cell beside it, whatever that says (an occupation may be `Ketua RT`)."""
        name = folded[self._name] if 0 <= self._name < len(folded) else ""
        if name.isdigit() or not name or self._is_total([name]) or self._is_signature([name]):
            return False
        beside = sum(not is_blank(cells[column]) for column in self._of_a_row if column < len(cells)) - 1
        is_section = _SECTION.fullmatch(name) is not None
        if self._is_numbered(cells) and (beside or not (self._signed or is_section)):
            return True
        if self._signed or (beside < 2 and is_section):
            return False
        return beside >= min(1, len(self._of_a_row) - 2)

    def _says_enough(self, cells: Sequence[object]) -> bool:
        """Three cells of a person; two with a row number."""
        written = sum(not is_blank(cells[column]) for column in self._of_a_person if column < len(cells))
        return written >= _CELLS_OF_A_PERSON or (written >= 2 and self._is_numbered(cells))

    def _is_numbered(self, cells: Sequence[object]) -> bool:
        return 0 <= self._number < len(cells) and cell_text(cells[self._number]).rstrip(".)").isdigit()

    def _is_total(self, folded: Sequence[str]) -> bool:
        return any(_begins(text, self._headings.totals) for text in folded)

    def _is_signature(self, folded: Sequence[str]) -> bool:
        return any(_begins(text, self._headings.signatures) for text in folded)

    def _is_heading(self, folded: Sequence[str]) -> bool:
        """The heading again, as on each printed page: most written cells are known headings of their own column."""
        written = [column for column in self._of_a_row if column < len(folded) and folded[column]]
        known = [column for column in written if self._headings.fields.get(folded[column]) not in (None, "other")]
        return len(known) >= 2 and len(known) * 2 > len(written)


def _explains_columns(texts: Sequence[str]) -> bool:
    """`(huruf kapital) (16 angka) (hh/bb/tttt)` under the heading."""
    written = _written(texts)
    return len(written) > 1 and all(text.startswith("(") and text.endswith(")") for text in written)


def _written(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text]


def _begins(text: str, words: Sequence[str]) -> bool:
    """Whether the text is one of the words or begins with one."""
    return any(text == word or text.startswith(f"{word} ") for word in words)


def _is_identity(folded: str, fewest: int) -> bool:
    digits = sum(letter.isdigit() for letter in folded)
    letters = sum(letter.isalpha() for letter in folded)
    return digits >= fewest and letters * 2 <= digits and not _NIP.fullmatch(folded.replace(" ", ""))


def _is_column_numbers(texts: Sequence[str]) -> bool:
    """`1 2 3 4`, `(1) (2) (3)`, `1 2 3 4=2x3` or `A B C` under the heading."""
    written = [text.strip("() .") for text in texts if text]
    if len(written) < 3 or max(map(len, written)) > _LONGEST_COLUMN_NUMBER:
        return False
    if "".join(written).lower() in "abcdefghijklmnopqrstuvwxyz":
        return True
    numbers = [int(text) for text in written if text.isascii() and text.isdigit()]
    return numbers[:1] == [1] and numbers == sorted(set(numbers)) and len(numbers) * 4 >= len(written) * 3
