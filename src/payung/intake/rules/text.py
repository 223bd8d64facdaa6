"""Folding of written words, so that `N I K`, `nik` and `N.I.K` are one. Pure string work, nothing of people."""

import re
from datetime import date

_LONGEST_BLANK = 4
_MOST_COLUMNS = 16_384  # XFD
# Signs that nobody sees, left by WhatsApp, web pages and word processors: hyphenation, joiners, marks of direction.
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_SIGNS = re.compile(r"[^0-9a-z]+")
_DASHES = frozenset({"", "-", "--", "---", "–", "—"})
# How a blank cell is nearly always spelt, for the hot path: one look into a set instead of a call.
BLANK_CELLS: frozenset[object] = frozenset(
    {None, *_DASHES, " -", "- ", " - ", "\t", "\n", "\r\n", " \u00a0", "\u00a0 "}
    | {space * count for space in (" ", "\u00a0") for count in range(1, 65)}
)


def fold(written: str) -> str:
    """Lower case, signs as one space, a heading of single letters joined (`n i k` → `nik`)."""
    words = _SIGNS.sub(" ", written.lower()).split()
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return "".join(words)
    return " ".join(words)


def cell_text(value: object) -> str:
    """What a person sees in a cell: whole floats without `.0`, days as dd/mm/yyyy, None as nothing."""
    if isinstance(value, str):
        return " ".join(value.split())
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def is_blank(value: object) -> bool:
    """Nothing written, or the dash that offices write for nothing."""
    if isinstance(value, str):
        stripped = value.strip()
        return stripped in _DASHES or (len(stripped) < _LONGEST_BLANK and not stripped.strip(UNSEEN))
    return value is None


def widened(cells: list[object], width: int) -> list[object]:
    """The same row, at least `width` cells wide and with one blank cell more: index -1 reads a column that is not there."""
    if len(cells) < width:
        cells += [""] * (width - len(cells))
    cells.append("")
    return cells


def column_letters(index: int) -> str:
    """0 → `A`, 26 → `AA`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """`A` → 0. Raises ValueError on anything but A to XFD."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        raise ValueError(f"no such column: {letters!r}")
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    if index > _MOST_COLUMNS:
        raise ValueError(f"no such column: {letters!r}")
    return index - 1
