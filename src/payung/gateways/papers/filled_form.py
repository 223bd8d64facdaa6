"""A form on A4 that is filled in as far as is known: rows, boxes to tick, a statement, places to sign.

What is not known stays a dotted line for the pen, and a box without a cross is ticked by hand. Which rows a form has is
the caller's. Not here: forms of the insurer as it prints them; its branch takes the same facts in this order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.type import BOLD, ITALIC, REGULAR, shown, text_width, wrapped

_MARGIN = 42.0
_SIZE, _LEADING, _LABEL = 9.5, 12.6, 168.0
_BOX, _ABOVE_SIGNATURES, _SIGNATURE_HEIGHT = 8.0, 18.0, 80.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`label : value`; without a value as many dotted lines as the pen needs."""

    label: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Boxes to tick; those of `chosen` are crossed."""

    label: str
    options: Sequence[str]
    chosen: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    rows: Sequence[Row | Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: in what role, and the name if it is known."""

    role: str
    name: str = ""
    stamped: bool = False  # a place for meterai


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """`above`: to whom it goes; `statement`: what is signed, a paragraph each; `note`: small, at the end."""

    title: str
    subtitle: str
    above: Sequence[str]
    sections: Sequence[Section]
    statement: Sequence[str]
    place: str
    signers: Sequence[Signer]
    note: str = ""


def write_form(*, out: IO[bytes], form: FilledForm) -> None:
    """The form is in `out`, to be finished by hand and signed."""
    with Sheets(out=out, title=form.title, subject=form.subtitle, wide=False, margin=_MARGIN) as sheets:
        sheets.begin_part(tail=form.title)
        _put_title(sheets, form)
        for section in form.sections:
            _put_section(sheets, section)
        _keep_together(sheets, form)
        for text in form.statement:
            _put_text(sheets, text)
        _put_signers(sheets, form)
        if form.note:
            _put_text(sheets, form.note, size=7.5, font=ITALIC)


def _put_title(sheets: Sheets, form: FilledForm) -> None:
    sheets.y -= 14
    sheets.put_centred(sheets.y, form.title.upper(), size=13)
    if form.subtitle:
        sheets.y -= 15
        sheets.put_centred(sheets.y, form.subtitle, size=9.5, font=REGULAR)
    sheets.y -= 8
    sheets.rule(sheets.y, thick=1.2, grey=0)
    sheets.y -= 6
    sheets.put_lines(sheets.left, list(map(shown, form.above)), size=_SIZE, leading=_LEADING)


def _put_section(sheets: Sheets, section: Section) -> None:
    _need(sheets, 2 * _LEADING + 16)
    sheets.y -= 5
    sheets.box(sheets.y, height=15, grey=0.9)
    sheets.put_left(
        sheets.left + 4, sheets.y - 11, section.title, width=sheets.right - sheets.left - 8, size=9.5, font=BOLD
    )
    sheets.y -= 16
    for row in section.rows:
        if isinstance(row, Choice):
            _put_choice(sheets, row)
        else:
            _put_row(sheets, row)


def _put_row(sheets: Sheets, row: Row) -> None:
    x, width = sheets.left + _LABEL, sheets.right - sheets.left - _LABEL
    labels = wrapped(row.label, font=REGULAR, size=_SIZE, width=_LABEL - 14)
    values = wrapped(row.value, font=BOLD, size=_SIZE, width=width) or [_dots(width)] * row.lines
    _need(sheets, _LEADING * max(len(labels), len(values)))
    font = BOLD if row.value else REGULAR
    for place in range(max(len(labels), len(values))):
        sheets.y -= _LEADING
        if place < len(labels):
            sheets.put(sheets.left + 4, sheets.y, labels[place], size=_SIZE)
        if place == 0:
            sheets.put(x - 8, sheets.y, ":", size=_SIZE)
        if place < len(values):
            sheets.put(x, sheets.y, values[place], size=_SIZE, font=font)


def _put_choice(sheets: Sheets, row: Choice) -> None:
    """Boxes beside one another as far as they stand on the line."""
    first = x = sheets.left + _LABEL
    _need(sheets, 2 * _LEADING)
    sheets.y -= _LEADING
    sheets.put_left(sheets.left + 4, sheets.y, row.label, width=_LABEL - 14, size=_SIZE)
    sheets.put(x - 8, sheets.y, ":", size=_SIZE)
    for option in row.options:
        words = shown(option)
        wide = _BOX + 4 + text_width(words, font=REGULAR) * _SIZE + 14
        if x > first and x + wide - 14 > sheets.right:
            _need(sheets, _LEADING)
            sheets.y -= _LEADING
            x = first
        _put_box(sheets, x, crossed=option in row.chosen)
        sheets.put(x + _BOX + 4, sheets.y, words, size=_SIZE)
        x += wide


def _put_box(sheets: Sheets, x: float, *, crossed: bool) -> None:
    sheets.square(x, sheets.y - 0.8, side=_BOX)
    if crossed:
        sheets.put(x + 1.2, sheets.y, "X", size=_BOX, font=BOLD)


def _keep_together(sheets: Sheets, form: FilledForm) -> None:
    """No signature stands on a page without what is signed."""
    lines = [wrapped(text, font=REGULAR, size=_SIZE, width=sheets.right - sheets.left) for text in form.statement]
    height = sum(6 + len(text) * _SIZE * 1.45 for text in lines)
    if form.signers:
        height += _ABOVE_SIGNATURES + _SIGNATURE_HEIGHT * ((len(form.signers) + 1) // 2)
    _need(sheets, height)


def _put_text(sheets: Sheets, text: str, *, size: float = _SIZE, font: str = REGULAR) -> None:
    leading = size * 1.45
    sheets.y -= 6
    for line in wrapped(text, font=font, size=size, width=sheets.right - sheets.left):
        _need(sheets, leading)
        sheets.put_lines(sheets.left, [line], size=size, leading=leading, font=font)


def _put_signers(sheets: Sheets, form: FilledForm) -> None:
    """Two beside one another, never parted by the end of a page; the first line says where and when."""
    if not form.signers:
        return
    half = (sheets.right - sheets.left) / 2
    _need(sheets, _ABOVE_SIGNATURES + _SIGNATURE_HEIGHT)
    sheets.y -= _ABOVE_SIGNATURES
    place = f"{form.place or _dots(90)}, {_dots(110)}"
    sheets.put_left(sheets.left + half, sheets.y, place, width=half, size=_SIZE)
    for pair in _pairs(form.signers):
        _need(sheets, _SIGNATURE_HEIGHT)
        for column, signer in enumerate(pair):
            if signer:
                _put_signer(sheets, signer, x=sheets.left + half * column, width=half - 12)
        sheets.y -= _SIGNATURE_HEIGHT


def _put_signer(sheets: Sheets, signer: Signer, *, x: float, width: float) -> None:
    sheets.put_left(x, sheets.y - 14, signer.role, width=width, size=_SIZE)
    if signer.stamped:
        sheets.put_left(x, sheets.y - 42, "meterai", width=width, size=7.5, font=ITALIC)
    name = f"({signer.name})" if signer.name else f"({_dots(150)})"
    sheets.put_left(x, sheets.y - 72, name, width=width, size=_SIZE)


def _pairs(signers: Sequence[Signer]) -> Iterable[Sequence[Signer | None]]:
    """An only signer stands on the right."""
    if len(signers) == 1:
        yield (None, signers[0])
        return
    for start in range(0, len(signers), 2):
        yield signers[start : start + 2]


def _dots(width: float) -> str:
    return "." * int(width / (text_width(".", font=REGULAR) * _SIZE))


def _need(sheets: Sheets, height: float) -> None:
    if sheets.y - height < sheets.bottom:
        sheets.open_page()
