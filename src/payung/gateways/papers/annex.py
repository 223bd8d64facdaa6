"""Writes the annex of a decree by name: A4 across, one row a person, ten thousand persons in some seconds.

Lines come in the order of the decree, those of a desa together; they are read once and not kept. An amendment's names
whom it strikes in a second table. The last page says how many they are, in figures and words, and their hash, so that
a page more or less is seen.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import IO

from payung.gateways.papers.annex_lines import AnnexHead, AnnexLine, LinesHash, StruckLine
from payung.gateways.papers.closing import CLOSING_HEIGHT, close_annex
from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.struck import put_struck
from payung.gateways.papers.type import BOLD, CUT, ITALIC, MISSING, REGULAR, shown, text_width, wrapped
from payung.shared.dates import day_text
from payung.shared.nik import masked

_MARGIN = 30.0
_SIZE, _LEADING = 7.0, 12.6
_HEAD_HEIGHT, _GROUP_HEIGHT = 22.0, 15.0
_BASE = 3.6  # of the letters above the lower edge of their row
_GAP = 5.0  # between columns
_NOTHING = "–"
_TITLE_LINES_MOST = 8
# Heading in one or two lines, and width; they fill the page between its margins.
_COLUMNS = (
    (("No.",), 30.0),
    (("Nama",), 152.0),
    (("NIK",), 84.0),
    (("L/P",), 20.0),
    (("Tanggal", "lahir"), 52.0),
    (("Dusun/RT",), 88.0),
    (("Desa/", "kelurahan"), 92.0),
    (("Kecamatan",), 96.0),
    (("Pekerjaan",), 82.0),
    (("Sumber dana",), 60.0),
    (("Masa", "(bln)"), 25.0),
)
_WIDTHS = tuple(width for _, width in _COLUMNS)
_STARTS = tuple(_MARGIN + sum(_WIDTHS[:place]) for place in range(len(_COLUMNS)))
_RIGHT_ALIGNED = frozenset({0, 10})


class CountDiffers(ValueError):
    """There were more or fewer lines than the decree says: nothing may be printed of it."""


def write_annex(
    *,
    out: IO[bytes],
    head: AnnexHead,
    lines: Iterable[AnnexLine],
    struck: Sequence[StruckLine] = (),
    with_nik: bool = False,
    count: int | None = None,
) -> str:
    """The annex is in `out`; returns the hash of its lines, named and struck, which stands on its last page.

    `with_nik`: the whole NIK, for the Bupati and the insurer; otherwise only its region digits.
    Raises CountDiffers, before anything is written, if the lines are not `count` many.
    """
    seen = LinesHash()
    with Sheets(
        out=out, title=head.title, subject=head.about, wide=True, margin=_MARGIN, draft=head.is_draft
    ) as sheets:
        table = _Table(sheets, head, with_nik=with_nik)
        for line in seen.passing(lines):
            table.put(line)
        if count is not None and seen.count != count:
            raise CountDiffers(f"{seen.count} lines, not {count}")
        unshown = table.unshown
        if struck:
            unshown |= put_struck(sheets, struck, with_nik=with_nik, open_page=table.open_bare_page)
            for one in struck:
                seen.strike(one)
        if sheets.y - CLOSING_HEIGHT < sheets.bottom:
            table.open_bare_page()
        close_annex(sheets, head=head, seen=seen, unshown=unshown)
    return seen.text


class _Table:
    """The rows of the annex on their pages."""

    def __init__(self, sheets: Sheets, head: AnnexHead, *, with_nik: bool) -> None:
        self._sheets = sheets
        self._head = head
        self._with_nik = with_nik
        self._group: tuple[str, str] | None = None
        self.unshown = False  # whether a text has letters that the font lacks
        sheets.begin_part()
        _put_title(sheets, head)
        self._put_heading()

    def put(self, line: AnnexLine) -> None:
        """One row; before the first of a desa, and at the top of each page, the name of the desa."""
        group = (line.kecamatan, line.desa)
        opens = group != self._group
        self._group = group
        if self._sheets.y - _LEADING - (_GROUP_HEIGHT if opens else 0) < self._sheets.bottom:
            self._open_page()
            self._put_group(continues=not opens)
        elif opens:
            self._put_group(continues=False)
        self._put_row(line)

    def _open_page(self) -> None:
        self.open_bare_page()
        self._put_heading()

    def open_bare_page(self) -> None:
        """A page that says what it belongs to, without the headings of the names."""
        sheets = self._sheets
        sheets.open_page()
        sheets.put_left(
            sheets.left, sheets.y - 6, _reference(self._head), width=sheets.right - sheets.left, size=6.5, font=ITALIC
        )
        sheets.y -= 12

    def _put_heading(self) -> None:
        sheets = self._sheets
        sheets.box(sheets.y, height=_HEAD_HEIGHT, grey=0.88)
        for place, (words, width) in enumerate(_COLUMNS):
            y = sheets.y - (13 if len(words) == 1 else 9)
            for word in words:
                sheets.put_left(_STARTS[place] + 2, y, word, width=width - 3, size=6.8, font=BOLD)
                y -= 8
        sheets.y -= _HEAD_HEIGHT
        sheets.rule(sheets.y, thick=0.8, grey=0)

    def _put_group(self, *, continues: bool) -> None:
        kecamatan, desa = self._group or ("", "")
        words = f"Kecamatan {kecamatan or _NOTHING} · {desa or _NOTHING}{' (lanjutan)' if continues else ''}"
        sheets = self._sheets
        sheets.y -= _GROUP_HEIGHT
        sheets.put_left(sheets.left + 2, sheets.y + 4, words, width=sheets.right - sheets.left - 4, size=7.4, font=BOLD)
        sheets.rule(sheets.y)

    def _put_row(self, line: AnnexLine) -> None:
        sheets = self._sheets
        sheets.y -= _LEADING
        y = sheets.y + _BASE
        for place, text in enumerate(self._cells(line)):
            width = _WIDTHS[place] - _GAP
            sheets.put_cell(_STARTS[place] + 2, y, text, width=width, size=_SIZE, to_right=place in _RIGHT_ALIGNED)
            if not text.isascii():
                self.unshown = self.unshown or MISSING in shown(text)
        sheets.rule(sheets.y, thick=0.25, grey=0.8)

    def _cells(self, line: AnnexLine) -> tuple[str, ...]:
        nik = line.nik if self._with_nik or not line.nik else masked(line.nik)
        return (
            str(line.number),
            line.name or _NOTHING,
            nik or _NOTHING,
            line.sex or _NOTHING,
            _short(line.birth_date),
            line.address or _NOTHING,
            line.desa or _NOTHING,
            line.kecamatan or _NOTHING,
            line.occupation or _NOTHING,
            line.fund or _NOTHING,
            _NOTHING if line.months is None else str(line.months),
        )


@lru_cache(maxsize=32768)
def _short(day: date | None) -> str:
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}" if day else _NOTHING


def _reference(head: AnnexHead) -> str:
    """`Lampiran Keputusan Bupati Kotabaru Nomor … tanggal …`, on every page but the first."""
    number = f"Nomor {head.number}" if head.number else "(belum bernomor)"
    day = f" tanggal {day_text(head.day)}" if head.day else ""
    return f"Lampiran {head.belongs_to} {number}{day}"


def _put_title(sheets: Sheets, head: AnnexHead) -> None:
    """The block that ties an annex to its decree, as decrees have it in the upper right, then the title."""
    x = sheets.width * 0.56
    rows = (
        ("LAMPIRAN", ""),
        (head.belongs_to.upper(), ""),
        ("NOMOR", head.number or "…………………………"),
        ("TANGGAL", day_text(head.day) if head.day else "…………………………"),
        ("TENTANG", head.about),
    )
    for label, value in rows:
        colon = x + 56
        lines = wrapped(value, font=REGULAR, size=8, width=sheets.right - colon - 8) or [""]
        if len(lines) > _TITLE_LINES_MOST:
            lines[_TITLE_LINES_MOST - 1 :] = [f"{lines[_TITLE_LINES_MOST - 1]} {CUT}"]
        for at, text in enumerate(lines):
            sheets.y -= 11
            if at == 0:
                sheets.put_left(x, sheets.y, label, width=sheets.right - x, size=8)
                if value:
                    sheets.put(colon, sheets.y, ":", size=8)
            sheets.put(colon + 8, sheets.y, text, size=8)
    sheets.y -= 8
    for text in wrapped(head.title, font=BOLD, size=10.5, width=sheets.right - sheets.left)[:_TITLE_LINES_MOST]:
        sheets.y -= 14
        x = (sheets.width - text_width(shown(text), font=BOLD) * 10.5) / 2
        sheets.put(x, sheets.y, text, size=10.5, font=BOLD)
    sheets.y -= 12
