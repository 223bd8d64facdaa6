"""Reads NIK and KK cells. A NIK is never altered beyond removing separators: what is damaged is said, not mended."""

import re
from collections.abc import Mapping

from payung.intake.rules.problems import Finding
from payung.intake.rules.remembered import Remembered
from payung.intake.rules.text import UNSEEN, is_blank
from payung.programmes.rules import Limits
from payung.shared.nik import LENGTH, NO_SERIAL, is_well_formed

# What people and programs put between and around digits.
_BLANKS = "\u00a0\u2007\u202f\t\r\n"
_SEPARATORS = str.maketrans("", "", " .-'`’‘´‐‑–—" + _BLANKS + UNSEEN)
_SEPARATORS_BUT_DOT = str.maketrans("", "", " '`’‘´" + _BLANKS + UNSEEN)
_FORMULA_OF_TEXT = re.compile(r'\s*="([^"]*)"\s*')
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}")
_FORMULA_FAULT = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|Err:\d+|[=+@].*", re.DOTALL)
_LARGEST_EXACT_NUMBER = 2**53
_LOOKS_LIKE = {"o": "0", "q": "0", "l": "1", "i": "1", "s": "5", "b": "8", "z": "2", "g": "9"}

# A reading is (value or None, findings).
Findings = tuple[Finding, ...]
NikReading = tuple[str | None, Findings]

_MISSING: NikReading = (None, (Finding("NIK_MISSING", "nik"),))
_BROKEN: NikReading = (None, (Finding("CELL_FORMULA_BROKEN", "nik"),))
_CLEANED = Finding("NIK_CLEANED", "nik")
_DOUBTFUL = Finding("NIK_PRECISION_DOUBTFUL", "nik")
_SERIAL_ZERO = Finding("NIK_SERIAL_ZERO", "nik")


def is_formula_fault(text: str) -> bool:
    """`#REF!` and its kin, or text that a spreadsheet would run as a formula."""
    return _FORMULA_FAULT.fullmatch(text.strip()) is not None


def plain_digits(raw: object) -> str:
    """The cell without separators; a whole number as its digits. Nothing else is changed."""
    if isinstance(raw, str):
        return _meant_as_text(raw).translate(_SEPARATORS)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and raw == raw and abs(raw) < 1e30:
        return str(int(raw)) if raw == int(raw) else repr(raw)
    return "" if raw is None else str(raw)


def _meant_as_text(written: str) -> str:
    """`="6302…"` is how programs write a number into a text file so that a spreadsheet keeps its digits."""
    found = _FORMULA_OF_TEXT.fullmatch(written) if '="' in written else None
    return found[1] if found else written


class NikReader:
    """Reads NIK cells of one column, remembering the regions it has met. Whether its date exists is for `agreement.py` to say.

    `ends_heavily_in_zero`: more than 30 % of ten or more text NIKs of this column end in 0 (a rounded column saved
    as text), so each of those is doubtful.
    """

    def __init__(
        self,
        *,
        limits: Limits,
        provinces: Mapping[str, str],
        kecamatan_digits: frozenset[str],
        ends_heavily_in_zero: bool,
    ) -> None:
        self._limits = limits
        self._provinces = provinces
        self._kecamatan_digits = kecamatan_digits
        self._ends_heavily_in_zero = ends_heavily_in_zero
        self._regions = Remembered(self._region_findings)

    def read(self, raw: object) -> NikReading:
        if raw.__class__ is str:
            text: str = raw
            if len(text) == LENGTH and text.isdigit() and text.isascii():
                if text[-1] == "0":
                    return self._well_formed(text, self._doubt_of(text))
                return text, self._regions[text[:6]]
            return self._written(text)
        if raw is None:
            return _MISSING
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return self._numeric(raw)
        return self._written(str(raw))

    def _doubt_of(self, text: str) -> Findings:
        """A rounded column saved as text. An ending of 0000 is certain damage and has its own finding."""
        doubtful = self._ends_heavily_in_zero and text[-1] == "0" and not text.endswith(NO_SERIAL)
        return (_DOUBTFUL,) if doubtful else ()

    def _well_formed(self, nik: str, how_written: Findings) -> NikReading:
        """Findings on the content of sixteen digits, after those on how they were written."""
        findings = how_written + self._regions[nik[:6]]
        if nik[12:] == NO_SERIAL:
            findings += (_SERIAL_ZERO,)
        return nik, findings

    def _region_findings(self, region: str) -> Findings:
        if region[:2] not in self._provinces:
            return (Finding("NIK_PROVINCE_IMPOSSIBLE", "nik", (("awal", region[:2]),)),)
        if region[:4] != self._limits.nik_prefix:
            words = (("kode", region[:4]), ("kabupaten", self._limits.kabupaten_name))
            return (Finding("NIK_OTHER_KABUPATEN", "nik", words),)
        if self._kecamatan_digits and region not in self._kecamatan_digits:
            return (Finding("NIK_REGION_UNKNOWN", "nik", (("kode", region),)),)
        return ()

    def _written(self, text: str) -> NikReading:
        """A text cell that is not sixteen digits as it stands."""
        if is_blank(text):
            return _MISSING
        meant = _meant_as_text(text)
        if _SCIENTIFIC.fullmatch(meant.translate(_SEPARATORS_BUT_DOT)):
            return None, (_shortened(meant),)
        if is_formula_fault(meant):
            return _BROKEN
        plain = meant.translate(_SEPARATORS)
        cleaned = (_CLEANED,) if plain != text else ()
        if not plain:
            return _MISSING
        if not (plain.isascii() and plain.isdigit()):
            return None, (*cleaned, _not_digits(plain))
        if len(plain) != LENGTH:
            return None, (*cleaned, _wrong_length(plain))
        return self._well_formed(plain, cleaned + self._doubt_of(plain))

    def _numeric(self, number: float) -> NikReading:
        """A number cell: exact below 2^53, but a spreadsheet keeps only fifteen digits of what people type."""
        plain = plain_digits(number)
        if not (plain.isascii() and plain.isdigit()):
            return None, (_not_digits(plain),)
        if len(plain) != LENGTH:
            return None, (_wrong_length(plain),)
        if plain.endswith(NO_SERIAL):
            return self._well_formed(plain, (_lost(4),))
        if plain[-1] == "0":  # typed into a spreadsheet, whatever its size
            return self._well_formed(plain, (_DOUBTFUL,))
        if int(plain) > _LARGEST_EXACT_NUMBER:
            return self._well_formed(plain, (_lost(1),))
        return self._well_formed(plain, (Finding("NIK_AS_NUMBER", "nik"),))


def _lost(count: int) -> Finding:
    return Finding("NIK_PRECISION_LOST", "nik", (("banyak", str(count)),))


def _shortened(text: str) -> Finding:
    """`6.30204E+15` keeps six of sixteen digits: ten are gone."""
    mantissa = re.split("[eE]", text, maxsplit=1)[0]
    kept = sum(letter.isdigit() for letter in mantissa)
    return _lost(max(LENGTH - kept, 1))


def _wrong_length(plain: str) -> Finding:
    return Finding("NIK_LENGTH", "nik", (("banyak", f"{'baru' if len(plain) < LENGTH else 'berisi'} {len(plain)}"),))


def _not_digits(plain: str) -> Finding:
    strange = sorted({letter for letter in plain if not (letter.isascii() and letter.isdigit())})
    shown = ", ".join(f"'{letter}'" for letter in strange[:4])
    alike = _LOOKS_LIKE.get(strange[0].lower()) if len(strange) == 1 else None
    guess = f" Mungkin maksudnya angka {alike}." if alike else ""
    return Finding("NIK_NOT_DIGITS", "nik", (("huruf", shown or "tanda"), ("dugaan", guess)))


_KK_MISSING: tuple[None, Findings] = (None, (Finding("KK_MISSING", "kk_number"),))
_KK_UNREADABLE: tuple[None, Findings] = (None, (Finding("KK_UNREADABLE", "kk_number"),))


def read_kk(raw: object) -> tuple[str | None, Findings]:
    """A family card number: sixteen digits after separators are removed. A number beyond 2^53 has lost its last digit."""
    if raw.__class__ is str and len(raw) == LENGTH and raw.isdigit() and raw.isascii():
        return raw, ()
    if is_blank(raw):
        return _KK_MISSING
    plain = plain_digits(raw)
    if not is_well_formed(plain) or (not isinstance(raw, str) and int(plain) > _LARGEST_EXACT_NUMBER):
        return _KK_UNREADABLE
    return plain, ()
