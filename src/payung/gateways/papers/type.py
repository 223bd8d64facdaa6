"""The letters of a printed paper: which font, what it cannot show, and how a text is made to fit its column.

Bitstream Vera comes with ReportLab and is embedded, so that every office prints alike. It has the letters of western
and most central European names; what it lacks is shown without its accent, else as `◊`, never left out.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC = "Vera", "VeraBd", "VeraIt"
MISSING = "◊"
CUT = "…"
_FILES = {REGULAR: "Vera.ttf", BOLD: "VeraBd.ttf", ITALIC: "VeraIt.ttf"}
_SHRUNK = (1.0, 0.9, 0.8)  # of the wished size, before anything is cut off
_STACKED = 0.78
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")  # controls and joiners: a space where they part words, else nothing


class Fitted(NamedTuple):
    """A text that fits, the size it is set in and how wide it is then."""

    text: str
    size: float
    width: float


@cache
def load_fonts() -> None:
    """The three fonts are known to ReportLab."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, file))


@lru_cache(maxsize=4096)
def shown(text: str) -> str:
    """The text in letters that the font has, on one line."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    glyphs = _glyphs()
    letters = "".join(_letter(letter, glyphs) for letter in unicodedata.normalize("NFC", text))
    return " ".join(letters.split())


@lru_cache(maxsize=16384)
def fitted(text: str, *, font: str, size: float, width: float) -> Fitted:
    """The text made smaller, then cut with `…`, until it is no wider than `width`."""
    text = shown(text)
    natural = text_width(text, font=font)
    for share in _SHRUNK:
        if natural * size * share <= width:
            return Fitted(text, size * share, natural * size * share)
    smallest = size * _SHRUNK[-1]
    while text and text_width(text + CUT, font=font) * smallest > width:
        text = text[:-1]
    text = text.rstrip() + CUT
    return Fitted(text, smallest, text_width(text, font=font) * smallest)


@lru_cache(maxsize=16384)
def stacked(text: str, *, font: str, size: float, width: float) -> tuple[Fitted, ...]:
    """As `fitted`; but before anything is cut off, two small lines one above the other."""
    one = fitted(text, font=font, size=size, width=width)
    if not one.text.endswith(CUT):
        return (one,)
    small = size * _STACKED
    text = shown(text)
    first = wrapped(text, font=font, size=small, width=width)[0]
    rest = text[len(first) :].strip()
    upper = Fitted(first, small, text_width(first, font=font) * small)
    if not rest:
        return (upper,)
    return (upper, fitted(rest, font=font, size=small, width=width))


def forget_texts() -> None:
    """What was written is kept no longer than the paper is made: it names people."""
    for kept in (shown, fitted, stacked):
        kept.cache_clear()


def text_width(text: str, *, font: str) -> float:
    """At size 1."""
    return sum(map(_widths(font).__getitem__, map(ord, text))) / 1000


def wrapped(text: str, *, font: str, size: float, width: float) -> list[str]:
    """The lines of a paragraph; a word wider than the line is parted."""
    lines, line = [], ""
    for word in shown(text).split():
        for piece in _pieces(word, font=font, most=width / size):
            longer = f"{line} {piece}" if line else piece
            if line and text_width(longer, font=font) * size > width:
                lines.append(line)
                longer = piece
            line = longer
    return [*lines, line] if line else lines


def _pieces(word: str, *, font: str, most: float) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter, font=font) > most:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _letter(letter: str, glyphs: Mapping[int, int]) -> str:
    if letter.isspace():
        return " "
    if ord(letter) in glyphs:
        return letter
    if unicodedata.category(letter) in _UNSEEN:
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if ord(part) in glyphs)
    return plain or ("" if unicodedata.combining(letter) else MISSING)


@cache
def _glyphs() -> Mapping[int, int]:
    """Letters that every one of our fonts has."""
    load_fonts()
    faces = [pdfmetrics.getFont(name).face.charToGlyph for name in _FILES]
    return {code: glyph for code, glyph in faces[0].items() if all(code in face for face in faces) and code < 0xFFFE}


@cache
def _widths(font: str) -> Mapping[int, float]:
    load_fonts()
    face = pdfmetrics.getFont(font).face
    return {code: face.charWidths.get(code, face.defaultWidth) for code in _glyphs()}
