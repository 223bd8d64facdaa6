"""The end of an annex: how many lines, their hash, the head of the audit chain, and the place for the signature."""

from payung.gateways.papers.annex_lines import AnnexHead, LinesHash
from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.type import BOLD, REGULAR, wrapped
from payung.shared.dates import day_text
from payung.shared.money import grouped
from payung.shared.words import number_words

CLOSING_HEIGHT = 138.0
_SIZE, _LEADING = 7.6, 10.6


def close_annex(sheets: Sheets, *, head: AnnexHead, seen: LinesHash, unshown: bool) -> None:
    """Both blocks stand side by side, below the last row. There is room: `CLOSING_HEIGHT`."""
    top = sheets.y - 12
    middle = sheets.left + (sheets.right - sheets.left) * 0.62
    sheets.y = top
    for text, font in _statements(head, seen=seen, unshown=unshown):
        lines = wrapped(text, font=font, size=_SIZE, width=middle - sheets.left - 20)
        sheets.put_lines(sheets.left, lines, size=_SIZE, leading=_LEADING, font=font)
        sheets.y -= 3
    sheets.y = top
    _put_signature(sheets, head, x=middle)


def _statements(head: AnnexHead, *, seen: LinesHash, unshown: bool) -> list[tuple[str, str]]:
    found = [
        (f"Lampiran ini memuat {_many(seen.count)} orang{_struck(seen.struck_count)}.", BOLD),
        (f"SHA-256 daftar: {seen.text}", REGULAR),
    ]
    if head.audit:
        day = day_text(head.audit.day)
        found.append(
            (f"Kepala jejak audit nomor {grouped(head.audit.number)}, {day}: {head.audit.sha256}", REGULAR),
        )
    if head.is_draft:
        found.append(("RANCANGAN: belum ditandatangani dan belum berlaku.", BOLD))
    if unshown:
        found.append(("Tanda ◊ menggantikan huruf yang tidak ada di huruf cetak dokumen ini.", REGULAR))
    return found


def _many(count: int) -> str:
    return f"{grouped(count)} ({number_words(count)})"


def _struck(count: int) -> str:
    return f" dan mencoret {_many(count)} orang" if count else ""


def _put_signature(sheets: Sheets, head: AnnexHead, *, x: float) -> None:
    width = sheets.right - x
    day = day_text(head.day) if head.day else "…………………………"
    sheets.y -= _LEADING
    if head.place:
        sheets.put_left(x, sheets.y, f"Ditetapkan di {head.place}", width=width, size=8)
        sheets.y -= _LEADING
    sheets.put_left(x, sheets.y, f"pada tanggal {day}", width=width, size=8)
    sheets.y -= _LEADING + 4
    sheets.put_left(x, sheets.y, f"{head.signer.upper()},", width=width, size=8, font=BOLD)
    sheets.y -= 56
    sheets.put_left(x, sheets.y, head.signer_name.upper() or "(…………………………………)", width=width, size=8, font=BOLD)
