"""Papers of a verval: the list on which a desa marks who no longer works, and the minutes (*berita acara*) it signs.

Rows of the list are high enough to write in. No digit of a NIK stands on either, not even where one slipped into an
address: the papers lie open in a village office.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.type import BOLD, ITALIC, REGULAR, wrapped
from payung.shared.dates import day_text
from payung.shared.money import grouped
from payung.shared.words import number_words

_MARGIN = 36.0
_SIZE, _BASE, _HEAD_HEIGHT = 9.0, 7.0, 30.0
_LIST_LEADING, _MINUTES_LEADING = 22.0, 18.0
_SIGNATURE_HEIGHT = 128.0
_LONG_NUMBER = re.compile(r"\d(?:[ .\-']?\d){11,}")  # a NIK or a KK number; a KPJ has eleven digits
Column = tuple[str, float]
_LIST: Sequence[Column] = (
    *(("No.", 30.0), ("Nama", 170.0), ("Keterangan", 182.0), ("KPJ", 76.0)),
    *(
        ("Meninggal, tanggal", 78.0),
        ("Pindah, ke mana", 86.0),
        ("Karyawan (PU), di mana", 86.0),
        ("Tidak ditemukan", 62.0),
    ),
)
_GONE: Sequence[Column] = (("No.", 34.0), ("Nama", 150.0), ("Keterangan", 165.0), ("Keadaan menurut desa", 174.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class VervalHead:
    """What the papers of all desas of a round share. `term`: `Januari 2027 s.d. Juni 2027`."""

    office: str
    programme: str
    term: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class VervalLine:
    """A member. `about`: work, year of birth, address. `word`: what the desa said; on the list nothing."""

    number: int
    name: str
    about: str
    kpj: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VervalPlace:
    """The desa of a paper, and how many members it is asked about."""

    desa: str
    kecamatan: str
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VervalList:
    place: VervalPlace
    lines: Iterable[VervalLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class VervalMinutes:
    """`gone`: of whom the desa says that they do not work any more; `answered_by`, `answered_on`: who said so, when."""

    place: VervalPlace
    gone: Sequence[VervalLine]
    answered_by: str
    answered_on: date


def write_verval_lists(*, out: IO[bytes], head: VervalHead, lists: Iterable[VervalList]) -> int:
    """A list for each desa is in `out`, beginning on a page of its own; how many names they hold."""
    count = 0
    with Sheets(out=out, title="Daftar verval peserta", subject=head.programme, wide=True, margin=_MARGIN) as sheets:
        for one in lists:
            count += _write_list(sheets, head, one)
    return count


def write_verval_minutes(*, out: IO[bytes], head: VervalHead, minutes: VervalMinutes) -> None:
    """The minutes of one desa are in `out`, to be signed and sent back as a scan."""
    place = minutes.place
    with Sheets(out=out, title="Berita acara verval", subject=head.programme, wide=False, margin=_MARGIN) as sheets:
        sheets.begin_part(tail=place.desa)
        _put_title(sheets, head, place, "BERITA ACARA VERIFIKASI DAN VALIDASI PESERTA")
        _put_paragraph(sheets, _said_in_words(minutes))
        if minutes.gone:
            _put_table(sheets, _GONE, minutes.gone, _gone_cells, leading=_MINUTES_LEADING, above=place.desa)
        _put_paragraph(
            sheets,
            "Keterangan ini dibuat dengan sebenarnya sebagai dasar iuran BPJS Ketenagakerjaan yang dibayar pemerintah "
            f"daerah untuk {head.term}.",
        )
        _put_signatures(sheets)


def _write_list(sheets: Sheets, head: VervalHead, one: VervalList) -> int:
    place = one.place
    sheets.begin_part(tail=place.desa)
    _put_title(sheets, head, place, "DAFTAR VERVAL PESERTA")
    _put_paragraph(
        sheets,
        f"Tandai hanya orang yang TIDAK lagi bekerja. Yang tidak ditandai berarti masih hidup dan bekerja. "
        f"Kembalikan paling lambat {day_text(head.until)}.",
        font=BOLD,
    )
    count = _put_table(sheets, _LIST, one.lines, _list_cells, leading=_LIST_LEADING, above=place.desa)
    _put_paragraph(
        sheets,
        f"Dari {grouped(place.members)} ({number_words(place.members)}) peserta dalam daftar ini, .......... orang tidak "
        "lagi bekerja sebagaimana ditandai; .......... orang lainnya masih hidup dan bekerja.",
    )
    _put_signatures(sheets)
    return count


def _said_in_words(minutes: VervalMinutes) -> str:
    place, gone = minutes.place, len(minutes.gone)
    working = place.members - gone
    rest = f"{grouped(working)} ({number_words(working)}) orang masih hidup dan bekerja"
    said = f"{rest}." if not gone else f"{rest}, dan {grouped(gone)} ({number_words(gone)}) orang tidak lagi, yaitu:"
    return (
        f"Kami yang bertanda tangan di bawah ini menyatakan bahwa dari {grouped(place.members)} "
        f"({number_words(place.members)}) peserta di {place.desa}, menurut jawaban {minutes.answered_by} tanggal "
        f"{day_text(minutes.answered_on)}, {said}"
    )


def _put_title(sheets: Sheets, head: VervalHead, place: VervalPlace, title: str) -> None:
    sheets.y -= 10
    sheets.put_centred(sheets.y, head.office.upper(), size=9.5, font=REGULAR)
    sheets.y -= 7
    sheets.rule(sheets.y, thick=1.2, grey=0)
    sheets.y -= 20
    sheets.put_centred(sheets.y, title, size=13)
    sheets.y -= 16
    sheets.put_centred(sheets.y, f"{place.desa.upper()} · KECAMATAN {place.kecamatan.upper()}", size=11)
    sheets.y -= 14
    sheets.put_centred(sheets.y, f"{head.programme} · {head.term}", size=9, font=REGULAR)
    sheets.y -= 4


def _put_paragraph(sheets: Sheets, text: str, *, font: str = REGULAR) -> None:
    lines = wrapped(text, font=font, size=9.5, width=sheets.right - sheets.left)
    if sheets.y - 13.5 * len(lines) - 8 < sheets.bottom:
        sheets.open_page()
    sheets.y -= 4
    sheets.put_lines(sheets.left, lines, size=9.5, leading=13.5, font=font)
    sheets.y -= 8


def _put_table(
    sheets: Sheets,
    columns: Sequence[Column],
    lines: Iterable[VervalLine],
    cells_of: Callable[[VervalLine], Sequence[str]],
    *,
    leading: float,
    above: str,
) -> int:
    starts = [sheets.left + sum(width for _, width in columns[:place]) for place in range(len(columns))]
    _put_heading(sheets, columns, starts)
    count = 0
    for line in lines:
        if sheets.y - leading < sheets.bottom:
            sheets.open_page()
            sheets.put_left(sheets.left, sheets.y - 7, above, width=sheets.right - sheets.left, size=7.5, font=ITALIC)
            sheets.y -= 12
            _put_heading(sheets, columns, starts)
        sheets.y -= leading
        for place, text in enumerate(cells_of(line)):
            width = columns[place][1]
            sheets.put_cell(starts[place] + 3, sheets.y + _BASE, text, width=width - 8, size=_SIZE, to_right=place == 0)
        sheets.rule(sheets.y, thick=0.4, grey=0.6)
        count += 1
    return count


def _put_heading(sheets: Sheets, columns: Sequence[Column], starts: Sequence[float]) -> None:
    sheets.box(sheets.y, height=_HEAD_HEIGHT, grey=0.88)
    for start, (word, width) in zip(starts, columns, strict=True):
        for row, text in enumerate(wrapped(word, font=BOLD, size=8, width=width - 6)[:3]):
            sheets.put_left(start + 3, sheets.y - 9.5 - 9 * row, text, width=width - 6, size=8, font=BOLD)
    sheets.y -= _HEAD_HEIGHT
    sheets.rule(sheets.y, thick=1, grey=0)


def _list_cells(line: VervalLine) -> Sequence[str]:
    blank = "." * 12
    return (str(line.number), _plain(line.name), _plain(line.about), line.kpj, blank, blank, blank, "(.......)")


def _gone_cells(line: VervalLine) -> Sequence[str]:
    return str(line.number), _plain(line.name), _plain(line.about), _plain(line.word)


def _put_signatures(sheets: Sheets) -> None:
    """Two places to sign, side by side, on a page of their own if there is no room."""
    if sheets.y - _SIGNATURE_HEIGHT < sheets.bottom:
        sheets.open_page()
    sheets.y -= 20
    middle = sheets.left + (sheets.right - sheets.left) * 0.55
    width = sheets.right - middle
    sheets.put_left(
        middle, sheets.y, ".............................., ....................................", width=width, size=9.5
    )
    sheets.y -= 16
    for x, who in ((sheets.left, "Petugas yang memeriksa,"), (middle, "Kepala Desa/Lurah,")):
        sheets.put_left(x, sheets.y, who, width=width, size=9.5)
        sheets.put_left(x, sheets.y - 66, "(..............................................)", width=width, size=9.5)
    sheets.y -= 76


def _plain(text: str) -> str:
    return _LONG_NUMBER.sub("••••", text)
