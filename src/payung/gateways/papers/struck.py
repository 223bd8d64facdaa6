"""The second table of an amendment's annex: whom it strikes, from which line of which decree, and who comes instead."""

from collections.abc import Callable, Sequence

from payung.gateways.papers.annex_lines import StruckLine
from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.type import BOLD, MISSING, shown
from payung.shared.dates import Month
from payung.shared.nik import masked

_SIZE, _LEADING = 7.0, 12.6
_TITLE_HEIGHT, _HEAD_HEIGHT = 30.0, 22.0
_BASE, _GAP = 3.6, 5.0
_NOTHING = "–"
# Heading in one or two lines, and width; as wide as the table of names.
_COLUMNS = (
    (("No. di", "lampiran"), 40.0),
    (("Keputusan",), 112.0),
    (("Nama",), 146.0),
    (("NIK",), 84.0),
    (("Desa/", "kelurahan"), 96.0),
    (("Terakhir", "dihitung"), 66.0),
    (("Alasan",), 123.0),
    (("Pengganti",), 114.0),
)


def put_struck(sheets: Sheets, struck: Sequence[StruckLine], *, with_nik: bool, open_page: Callable[[], None]) -> bool:
    """They stand below the names; True where a text has letters that the font lacks."""
    unshown = False
    if sheets.y - _TITLE_HEIGHT - _HEAD_HEIGHT - _LEADING < sheets.bottom:
        open_page()
    _put_heading(sheets, "DICORET DARI LAMPIRAN")
    for line in struck:
        if sheets.y - _LEADING < sheets.bottom:
            open_page()
            _put_heading(sheets, "DICORET DARI LAMPIRAN (lanjutan)")
        cells = _cells(line, with_nik=with_nik)
        _put_row(sheets, cells)
        unshown = unshown or any(MISSING in shown(text) for text in cells if not text.isascii())
    return unshown


def _put_heading(sheets: Sheets, title: str) -> None:
    sheets.y -= _TITLE_HEIGHT
    sheets.put_left(sheets.left + 2, sheets.y + 8, title, width=sheets.right - sheets.left, size=9, font=BOLD)
    sheets.box(sheets.y, height=_HEAD_HEIGHT, grey=0.88)
    x = sheets.left
    for words, width in _COLUMNS:
        y = sheets.y - (13 if len(words) == 1 else 9)
        for word in words:
            sheets.put_left(x + 2, y, word, width=width - 3, size=6.8, font=BOLD)
            y -= 8
        x += width
    sheets.y -= _HEAD_HEIGHT
    sheets.rule(sheets.y, thick=0.8, grey=0)


def _put_row(sheets: Sheets, cells: Sequence[str]) -> None:
    sheets.y -= _LEADING
    x = sheets.left
    for place, (text, (_, width)) in enumerate(zip(cells, _COLUMNS, strict=True)):
        sheets.put_cell(x + 2, sheets.y + _BASE, text, width=width - _GAP, size=_SIZE, to_right=place == 0)
        x += width
    sheets.rule(sheets.y, thick=0.25, grey=0.8)


def _cells(line: StruckLine, *, with_nik: bool) -> tuple[str, ...]:
    nik = line.nik if with_nik or not line.nik else masked(line.nik)
    return (
        str(line.number),
        line.decree or _NOTHING,
        line.name or _NOTHING,
        nik or _NOTHING,
        f"{line.desa or _NOTHING}, {line.kecamatan or _NOTHING}",
        Month.of(line.last_month).text if line.last_month else "tidak dihitung",
        line.because or _NOTHING,
        line.replaced_by or "tidak ada",
    )
