"""Tells a row that is a person from blanks, totals, repeated headings, column numbers and signatures."""

from collections.abc import Mapping, Sequence

from payung.intake.rules.text import cell_text, fold, is_blank
from payung.intake.rules.vocabulary import Headings
from payung.shared.nik import LENGTH

_NOT_OF_A_PERSON = frozenset({"number", "other", "desa", "desa_code", "kecamatan", "dusun"})
_DIGITS_OF_AN_IDENTITY = 8
_SMALLEST_IDENTITY = 1e12  # a number cell that can only have been meant as a NIK


class PersonRows:
    """Knows one sheet's columns; says of each row below the heading whether it is a person."""

    def __init__(self, *, columns: Mapping[str, int], headings: Headings) -> None:
        self._headings = headings
        self._columns = columns
        self._nik = columns.get("nik")
        self._name = columns.get("name")
        self._number = columns.get("number")
        self._identities = [columns[name] for name in ("nik", "kk_number") if name in columns]
        self._of_a_person = sorted({column for name, column in columns.items() if name not in _NOT_OF_A_PERSON})
        self._of_a_row = sorted({column for name, column in columns.items() if name not in {"number", "other"}})

    def is_person(self, cells: Sequence[object]) -> bool:
        if self._nik is not None and self._nik < len(cells):
            nik = cells[self._nik]
            if nik.__class__ is str:
                if len(nik) == LENGTH and nik.isdigit():
                    return True
            elif nik.__class__ is float and nik >= _SMALLEST_IDENTITY:
                return True
        if not any(cell not in ("", None) for cell in cells):
            return False
        return self._looked_at(cells)

    def _looked_at(self, cells: Sequence[object]) -> bool:
        texts = [cell_text(cell) for cell in cells]
        folded = [fold(text) for text in texts]
        if self._is_column_numbers(texts) or self._is_heading(folded):
            return False
        if self._has_identity(cells, folded):
            return True
        if self._is_total(folded) or self._is_signature(folded):
            return False
        return self._says_enough(cells)

    def _has_identity(self, cells: Sequence[object], folded: Sequence[str]) -> bool:
        """A NIK or KK cell with digits enough to have been meant as one (a signatory's NIP is not)."""
        return any(
            column < len(cells)
            and sum(letter.isdigit() for letter in folded[column]) >= _DIGITS_OF_AN_IDENTITY
            and not folded[column].startswith("nip")
            for column in self._identities
        )

    def _says_enough(self, cells: Sequence[object]) -> bool:
        """Three cells of a person; or a name with a row number, or two cells with one."""
        written = sum(not is_blank(cells[column]) for column in self._of_a_person if column < len(cells))
        return written >= 3 or (written >= 1 and self._is_numbered(cells) and (written >= 2 or self._has_name(cells)))

    def _is_numbered(self, cells: Sequence[object]) -> bool:
        if self._number is None or self._number >= len(cells):
            return False
        return cell_text(cells[self._number]).rstrip(".)").isdigit()

    def _has_name(self, cells: Sequence[object]) -> bool:
        return self._name is not None and self._name < len(cells) and not is_blank(cells[self._name])

    def _is_total(self, folded: Sequence[str]) -> bool:
        words = [text for text in folded if text][:3]
        return any(text == total or text.startswith(f"{total} ") for text in words for total in self._headings.totals)

    def _is_signature(self, folded: Sequence[str]) -> bool:
        return any(
            text == signature or text.startswith(f"{signature} ")
            for text in folded
            if text
            for signature in self._headings.signatures
        )

    def _is_column_numbers(self, texts: Sequence[str]) -> bool:
        """`1 2 3 4` or `(1) (2) (3)` under the heading."""
        written = [text.strip("() .") for text in texts if text]
        return len(written) >= 3 and written == [str(place) for place in range(1, len(written) + 1)]

    def _is_heading(self, folded: Sequence[str]) -> bool:
        """The heading again, as on each printed page: most written cells are known headings of their own column."""
        written = [column for column in self._of_a_row if column < len(folded) and folded[column]]
        known = [column for column in written if self._headings.fields.get(folded[column]) not in (None, "other")]
        return len(known) >= 2 and len(known) * 2 > len(written)
