"""A letter as pages of a PDF: set by the same functions that make its Word template, its words filled in.

So the package that is printed whole and the letters that an office edits say the same. Not here: a template that an
office has changed; that one is taken home as Word.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from docx.enum.text import WD_ALIGN_PARAGRAPH

from payung.gateways.letters.language import Language
from payung.gateways.letters.letter import plain
from payung.gateways.letters.paper import CENTRE, RIGHT
from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.type import BOLD, REGULAR, text_width, wrapped

_CM = 72 / 2.54
_INSET = 2.4 * _CM - 30  # beyond the margin of tables
_SHRINK = 0.87  # Vera is wider than Arial: the same lines fit
_LEADING = 1.32
_PAD = 3.0
_Rows = list[dict[str, object]]
_Table = list[tuple[list[str], dict[str, object] | None, str]]


class PrintedLetter:
    """One letter, from `sheets.y` on. `facts` are those of the Word letter."""

    def __init__(self, sheets: Sheets, *, facts: Mapping[str, object]) -> None:
        self._sheets = sheets
        self._facts = {name: plain(value) for name, value in facts.items()}
        self._language = Language()
        self._language.autoescape = False  # nothing here is XML
        self._left: float = sheets.left + _INSET
        self._right: float = sheets.right - _INSET * 0.6

    def head(self) -> None:
        """The kop surat, with a double rule below."""
        self.line("{{ pemerintah|upper }}", size=13, align=CENTRE, after=0)
        self.line("{{ kantor|upper }}", size=15, bold=True, align=CENTRE, after=0)
        self.line("{{ alamat_kantor }}", size=9, align=CENTRE, after=5)
        self._sheets.rule(self._sheets.y, thick=0.6, grey=0)
        self._sheets.rule(self._sheets.y - 2.4, thick=1.8, grey=0)
        self._sheets.y -= 16

    def line(
        self,
        text: str,
        *,
        size: float = 11,
        bold: bool = False,
        align: WD_ALIGN_PARAGRAPH | None = None,
        after: float = 6,
        before: float = 0,
        indent: float = 0,
    ) -> None:
        font, points = BOLD if bold else REGULAR, size * _SHRINK
        self._sheets.y -= before
        left = self._left + indent * _CM
        for words in wrapped(self._filled(text), font=font, size=points, width=self._right - left) or [""]:
            self._need(points * _LEADING)
            self._sheets.y -= points * _LEADING
            self._sheets.put(
                self._start(words, left, font, points, align), self._sheets.y, words, size=points, font=font
            )
        self._sheets.y -= after

    def text(self, text: str, *, after: float = 8) -> None:
        self.line(text, after=after)

    def facts(
        self, rows: Iterable[tuple[str, str]], *, label: float = 3.2, width: float = 16.5, size: float = 11
    ) -> None:
        """`Label : value`, one below another."""
        for name, value in rows:
            self._put_row([(name, label), (":", 0.5), (value, width - label - 0.5)], size=size)
        self.gap()

    def points(self, rows: Iterable[tuple[str, str]], *, label: float = 1.2, width: float = 16.5) -> None:
        for name, value in rows:
            self._put_row([(name, label), (value, width - label)])
        self.gap(2)

    def looped_points(
        self, *, of: str, row: str, text: str, number: str, label: float = 1.2, width: float = 16.5
    ) -> None:
        for inner in self._rows(of, row):
            self._put_row([(number, label), (text, width - label)], inner=inner)
        self.gap()

    def list(
        self,
        *,
        of: str,
        columns: Sequence[tuple[str, float, str]],
        right: Iterable[int] = (),
        last: Sequence[str] = (),
        before: float = 1,
    ) -> None:
        """A ruled table with a row for each row of the list."""
        to_right, widths = frozenset(right), [width for _, width, _ in columns]
        rows: _Table = [([name for name, _, _ in columns], None, BOLD)]
        rows += [([text for _, _, text in columns], inner, REGULAR) for inner in self._rows(of, "baris")]
        rows += [(list(last), None, BOLD)] if last else []
        self._rule()
        for texts, inner, font in rows:
            cells = list(zip(texts, widths, strict=True))
            self._put_row(cells, size=9.5, inner=inner, font=font, right=to_right, pad=_PAD + before / 2)
            self._rule()
        self.gap(8)

    def signature(self, *rows: str) -> None:
        """On the right: place and day, office, room for a hand, name; never parted by the end of a page."""
        size = 11 * _SHRINK
        left = self._left + 8.5 * _CM
        lines = [
            line
            for row in rows
            for line in wrapped(self._filled(row), font=REGULAR, size=size, width=self._right - left) or [""]
        ]
        self._need(len(lines) * size * _LEADING)
        self._sheets.put_lines(left, lines, size=size, leading=size * _LEADING)

    def gap(self, points: float = 4) -> None:
        self._sheets.y -= points

    def _put_row(
        self,
        cells: Sequence[tuple[str, float]],
        *,
        size: float = 11,
        inner: Mapping[str, object] | None = None,
        font: str = REGULAR,
        right: frozenset[int] = frozenset(),
        pad: float = 1.5,
    ) -> None:
        """Cells beside one another, each as high as the highest."""
        points = size * _SHRINK
        laid = [
            wrapped(self._filled(text, inner), font=font, size=points, width=width * self._scale(cells) - 2 * _PAD)
            for text, width in cells
        ]
        height = points * _LEADING * max(1, *(len(lines) for lines in laid)) + 2 * pad
        self._need(height)
        y = self._sheets.y - pad
        for line in zip_longest(*laid, fillvalue=""):
            y -= points * _LEADING
            x = self._left
            for place, (words, (_, width)) in enumerate(zip(line, cells, strict=True)):
                wide = width * self._scale(cells)
                end = x + wide - _PAD - text_width(words, font=font) * points
                if words:
                    self._sheets.put(
                        end if place in right else x + _PAD, y + points * 0.3, words, size=points, font=font
                    )
                x += wide
        self._sheets.y -= height

    def _scale(self, cells: Sequence[tuple[str, float]]) -> float:
        """Points of a centimetre, so that the row fills the letter's width."""
        return (self._right - self._left) / max(16.5, sum(width for _, width in cells))

    def _rows(self, of: str, row: str) -> _Rows:
        found = self._facts[of]
        if not isinstance(found, list):
            raise TypeError(f"{of} is no list")
        return [{row: one, "loop": {"index": index}} for index, one in enumerate(found, start=1)]

    def _filled(self, text: str, inner: Mapping[str, object] | None = None) -> str:
        return self._language.from_string(text).render({**self._facts, **(inner or {})}) if "{" in text else text

    def _start(self, words: str, left: float, font: str, size: float, align: WD_ALIGN_PARAGRAPH | None) -> float:
        width = text_width(words, font=font) * size
        if align == CENTRE:
            return left + (self._right - left - width) / 2
        return self._right - width if align == RIGHT else left

    def _rule(self) -> None:
        self._sheets.rule(self._sheets.y, thick=0.4, grey=0.3, left=self._left, right=self._right)

    def _need(self, height: float) -> None:
        if self._sheets.y - height < self._sheets.bottom:
            self._sheets.open_page()
