"""The sheet that a family takes home: which papers are still missing, and who gives them. Large letters, a box for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.type import BOLD, ITALIC, REGULAR, wrapped
from payung.shared.dates import day_text

_MARGIN = 42.0
_NAME, _TEXT, _LEADING, _BOX = 12.5, 10.5, 15.0, 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPaper:
    """`name`: `KTP-el ahli waris: Mina`; `because`: why the one that came was returned."""

    name: str
    issuer: str
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingSheet:
    """`about`: whose claim; `bring_to`: where papers go. Nothing is promised, neither sum nor day."""

    office: str
    about: str
    code: str
    day: date
    papers: Sequence[MissingPaper]
    bring_to: str


def write_missing_sheet(*, out: IO[bytes], sheet: MissingSheet) -> None:
    """The sheet is in `out`. No number of anybody stands on it but the claim's code."""
    with Sheets(out=out, title="Berkas yang masih kurang", subject=sheet.code, wide=False, margin=_MARGIN) as sheets:
        sheets.begin_part(tail=f"klaim {sheet.code}")
        _put_head(sheets, sheet)
        for one in sheet.papers:
            _put_paper(sheets, one)
        _put_end(sheets, sheet)


def _put_head(sheets: Sheets, sheet: MissingSheet) -> None:
    sheets.y -= 14
    sheets.put_left(sheets.left, sheets.y, sheet.office, width=sheets.right - sheets.left, size=10)
    sheets.y -= 26
    title = f"Masih kurang {len(sheet.papers)} berkas" if sheet.papers else "Berkasnya sudah lengkap"
    sheets.put_left(sheets.left, sheets.y, title, width=sheets.right - sheets.left, size=20, font=BOLD)
    sheets.y -= 8
    about = f"{sheet.about}. Kode klaim {sheet.code}. Keadaan {day_text(sheet.day)}."
    _put_text(sheets, about)
    sheets.y -= 8
    sheets.rule(sheets.y, thick=1.2, grey=0)
    sheets.y -= 4


def _put_paper(sheets: Sheets, one: MissingPaper) -> None:
    x = sheets.left + _BOX + 12
    width = sheets.right - x
    names = wrapped(one.name, font=BOLD, size=_NAME, width=width)
    issuers = wrapped(f"Dari: {one.issuer}", font=REGULAR, size=_TEXT, width=width)
    because = f"Yang sudah diserahkan dikembalikan: {one.because}" if one.because else ""
    reasons = wrapped(because, font=ITALIC, size=_TEXT, width=width)
    height = (_NAME + 5) * len(names) + _LEADING * (len(issuers) + len(reasons)) + 12
    if sheets.y - height < sheets.bottom:
        sheets.open_page()
    sheets.y -= 8
    sheets.square(sheets.left, sheets.y - _BOX - 2, side=_BOX)
    sheets.put_lines(x, names, size=_NAME, leading=_NAME + 3, font=BOLD)
    sheets.put_lines(x, issuers, size=_TEXT, leading=_LEADING)
    sheets.put_lines(x, reasons, size=_TEXT, leading=_LEADING, font=ITALIC)


def _put_end(sheets: Sheets, sheet: MissingSheet) -> None:
    if sheets.y - 80 < sheets.bottom:
        sheets.open_page()
    sheets.y -= 10
    sheets.rule(sheets.y, thick=0.6, grey=0)
    _put_text(sheets, f"Serahkan kepada {sheet.bring_to}; foto yang jelas juga boleh. Sebutkan kode klaimnya.")
    _put_text(sheets, "Mengurus klaim tidak dipungut biaya. Petugas tidak pernah meminta PIN atau uang.", font=BOLD)


def _put_text(sheets: Sheets, text: str, *, font: str = REGULAR) -> None:
    sheets.y -= 5
    lines = wrapped(text, font=font, size=_TEXT, width=sheets.right - sheets.left)
    sheets.put_lines(sheets.left, lines, size=_TEXT, leading=_LEADING, font=font)
