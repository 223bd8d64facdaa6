"""Writes the public notice (*uji publik*): for each desa the names it proposed, to hang at its office.

Names, dusun and the last four of the receipt code: whoever is named can find the line, nobody learns a number. No
digit of a NIK stands on it, not even where one slipped into a name or an address. Black on white, no colour.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.type import BOLD, ITALIC, REGULAR, wrapped
from payung.shared.dates import day_text
from payung.shared.money import grouped
from payung.shared.words import number_words

TAIL = 4
_MARGIN = 42.0
_SIZE, _LEADING = 9.5, 17.0
_HEAD_HEIGHT = 20.0
_BASE = 5.0
_COLUMNS = (("No.", 40.0), ("Nama", 245.0), ("Dusun/RT", 150.0), ("Tanda terima", 76.0))
_STARTS = tuple(_MARGIN + sum(width for _, width in _COLUMNS[:place]) for place in range(len(_COLUMNS)))
_LONG_NUMBER = re.compile(r"\d(?:[ .\-']?\d){7,}")  # a NIK, a KK number or a phone, in whole or in part


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeHead:
    """What all notices of one uji publik share."""

    office: str  # DINAS TENAGA KERJA …
    title: str  # DAFTAR SEMENTARA PENERIMA …
    programme: str
    opens: date
    closes: date  # the last day on which an objection is taken
    how: Sequence[str]  # one sentence each: where, by whom, with what
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One person named. `receipt_tail`: the last four characters of the receipt code, never more."""

    number: int
    name: str
    dusun: str
    receipt_tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDesa:
    """The notice of one desa. `kind` is `Desa` or `Kelurahan`."""

    desa: str
    kecamatan: str
    lines: Iterable[NoticeLine]
    kind: str = "Desa"

    @property
    def text(self) -> str:
        return f"{self.kind} {self.desa}"


def write_notice(*, out: IO[bytes], head: NoticeHead, desas: Iterable[NoticeDesa]) -> int:
    """The notices are in `out`, each beginning on a page of its own; how many names they hold.

    Raises ValueError for a receipt tail longer than four characters, before anything is written.
    """
    count = 0
    with Sheets(out=out, title=head.title, subject=head.programme, wide=False, margin=_MARGIN) as sheets:
        for desa in desas:
            count += _write_desa(sheets, head, desa)
    return count


def _write_desa(sheets: Sheets, head: NoticeHead, desa: NoticeDesa) -> int:
    sheets.begin_part(tail=desa.text)
    _put_title(sheets, head, desa)
    _put_heading(sheets)
    count = 0
    for line in desa.lines:
        if sheets.y - _LEADING < sheets.bottom:
            _open_page(sheets, head, desa)
            _put_heading(sheets)
        _put_line(sheets, line)
        count += 1
    if not count:
        sheets.y -= _LEADING
        sheets.put_left(_STARTS[1], sheets.y + _BASE, "Tidak ada nama dari sini.", width=300, size=_SIZE, font=ITALIC)
    _put_advice(sheets, head, desa, count)
    return count


def _put_title(sheets: Sheets, head: NoticeHead, desa: NoticeDesa) -> None:
    sheets.y -= 12
    sheets.put_centred(sheets.y, head.office.upper(), size=10, font=REGULAR)
    sheets.y -= 8
    sheets.rule(sheets.y, thick=1.2, grey=0)
    sheets.y -= 20
    sheets.put_centred(sheets.y, "PENGUMUMAN", size=15)
    sheets.y -= 4
    for text in wrapped(head.title, font=BOLD, size=11, width=sheets.right - sheets.left):
        sheets.y -= 14
        sheets.put_centred(sheets.y, text, size=11)
    sheets.y -= 18
    sheets.put_centred(sheets.y, f"{desa.text.upper()} · KECAMATAN {desa.kecamatan.upper()}", size=12)
    sheets.y -= 8
    days = f"Diumumkan {day_text(head.opens)} sampai dengan {day_text(head.closes)}. {head.programme}"
    lines = wrapped(days, font=REGULAR, size=9, width=sheets.right - sheets.left)
    sheets.put_lines(sheets.left, lines, size=9, leading=12)
    sheets.y -= 8


def _open_page(sheets: Sheets, head: NoticeHead, desa: NoticeDesa) -> None:
    sheets.open_page()
    words = f"Pengumuman {desa.text}, Kecamatan {desa.kecamatan}, s.d. {day_text(head.closes)}"
    sheets.put_left(sheets.left, sheets.y - 8, words, width=sheets.right - sheets.left, size=8, font=ITALIC)
    sheets.y -= 14


def _put_heading(sheets: Sheets) -> None:
    sheets.box(sheets.y, height=_HEAD_HEIGHT, grey=0.88)
    for start, (word, width) in zip(_STARTS, _COLUMNS, strict=True):
        sheets.put_left(start + 3, sheets.y - 13.5, word, width=width - 6, size=9, font=BOLD)
    sheets.y -= _HEAD_HEIGHT
    sheets.rule(sheets.y, thick=1, grey=0)


def _put_line(sheets: Sheets, line: NoticeLine) -> None:
    if len(line.receipt_tail) > TAIL:
        raise ValueError("a notice shows the last four characters of a receipt, not more")
    sheets.y -= _LEADING
    tail = f"… {line.receipt_tail}" if line.receipt_tail else "–"
    cells = (str(line.number), _without_numbers(line.name) or "–", _without_numbers(line.dusun) or "–", tail)
    for place, (text, (_, width)) in enumerate(zip(cells, _COLUMNS, strict=True)):
        sheets.put_cell(_STARTS[place] + 3, sheets.y + _BASE, text, width=width - 10, size=_SIZE, to_right=place == 0)
    sheets.rule(sheets.y, thick=0.4, grey=0.6)


def _put_advice(sheets: Sheets, head: NoticeHead, desa: NoticeDesa, count: int) -> None:
    """How to object and until when, in a frame; on a page of its own if there is no room."""
    width = sheets.right - sheets.left - 24
    lines = [
        (BOLD, f"Jumlah: {grouped(count)} ({number_words(count)}) nama."),
        (BOLD, f"Ada nama yang tidak tepat, atau ada yang terlewat? Sampaikan paling lambat {day_text(head.closes)}."),
        *((REGULAR, f"• {sentence}") for sentence in head.how),
        (REGULAR, "Empat huruf terakhir tanda terima membantu mencari nama Anda. Pengumuman ini tidak memuat NIK."),
    ]
    laid = [(font, text) for font, words in lines for text in wrapped(words, font=font, size=9.5, width=width)]
    height = 13.5 * len(laid) + 18
    signature = 84 if head.signer else 0
    if sheets.y - height - 14 - signature < sheets.bottom:
        _open_page(sheets, head, desa)
    sheets.y -= 14
    sheets.frame(sheets.y, height=height)
    sheets.y -= 6
    for font, text in laid:
        sheets.put_lines(sheets.left + 12, [text], size=9.5, leading=13.5, font=font)
    sheets.y -= 12
    if head.signer:
        sheets.y -= 20
        x = sheets.left + (sheets.right - sheets.left) * 0.55
        sheets.put_left(x, sheets.y, head.signer, width=sheets.right - x, size=9.5)
        sheets.put_left(x, sheets.y - 52, "(…………………………………)", width=sheets.right - x, size=9.5)


def _without_numbers(text: str) -> str:
    return _LONG_NUMBER.sub("••••", text)
