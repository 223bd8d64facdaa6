"""The words, signs and colours of a marked workbook. Colour never stands alone: a sign and a word say the same."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil

from payung.gateways.spreadsheets.marked.facts import Mark
from payung.shared.problems import Level

AUTHOR = "Payung"
RESULT_HEADING = "Hasil periksa"
ADVICE_HEADING = "Yang perlu diperbaiki"
KEY_HEADING = "Kunci Payung (jangan diubah)"
ORIGIN_HEADING = "Baris di berkas asal"
OWN_HEADINGS = frozenset({RESULT_HEADING, ADVICE_HEADING, KEY_HEADING, ORIGIN_HEADING})

STATUS_TEXT = {"ready": "✅ Siap", "decision": "❓ Perlu keputusan", "error": "⛔ Perlu diperbaiki"}
STATUS_LEVEL = {"ready": Level.FIXED, "decision": Level.DECISION, "error": Level.ERROR}

SIGN = {Level.ERROR: "⛔", Level.DECISION: "❓", Level.WARNING: "⚠", Level.FIXED: "✅"}
# Light enough for black text (contrast above 12:1) and rare enough to be known again as ours in a returned file.
FILL = {Level.ERROR: "FFC9C4", Level.DECISION: "FFE5A3", Level.WARNING: "D6E6FB", Level.FIXED: "D3EFDD"}
WEIGHT = {level: weight for weight, level in enumerate(Level)}

COMMENT_HEAD = "—— Payung ——"  # the first line of every comment of ours, by which it is known again
LEGEND = (
    f"{COMMENT_HEAD}\n⛔ merah: harus diperbaiki\n❓ kuning: perlu keputusan\n⚠ biru: dicatat\n"
    "✅ hijau: siap, atau sudah kami rapikan\n"
    "Perbaiki sel yang ditandai, simpan, lalu kirim kembali berkas ini. Kolom tersembunyi di sebelah kanan "
    "membantu kami mengenali setiap baris; biarkan seperti adanya."
)
LEFT_OVER = (
    "❓ Daftar ini panjang: masih ada baris lain yang menunggu. Biasanya sebabnya sama dengan baris di atas. "
    "Perbaiki sebabnya di daftar Anda, lalu periksa lagi seluruh daftar."
)

CELL_UNITS_MAX = 32_767  # UTF-16 units in one cell, as Excel counts
COMMENT_UNITS_MAX = 2_000
COMMENTS_MAX = 10_000  # more boxes make Excel slow; the two columns say the same
CUT = " … (dipotong)"

RESULT_WIDTH, ADVICE_WIDTH, ORIGIN_WIDTH, KEY_WIDTH = 21, 70, 12, 24  # in letters, as Excel counts columns
LINE_HEIGHT = 15  # points
HEIGHT_MAX = 409  # Excel allows no higher row

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legible(text: str, *, units_max: int = CELL_UNITS_MAX) -> str:
    """The text with what XML cannot hold shown as `�`, and cut, visibly, where Excel would refuse it."""
    if text.isprintable() and 2 * len(text) <= units_max:
        return text  # nearly always so, and quickly seen
    text = _ILLEGAL.sub("\ufffd", text)
    if utf16_units(text) <= units_max:
        return text
    kept = text.encode("utf-16-le")[: 2 * (units_max - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def utf16_units(text: str) -> int:
    """How Excel counts the length of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def heaviest(marks: Iterable[Mark]) -> Level:
    """The level that colours a cell with several findings."""
    return min((mark.level for mark in marks), key=WEIGHT.__getitem__)


def sentence(mark: Mark) -> str:
    """`⛔ B5: NIK baru 15 angka … Lihat lagi KTP-nya.`; the cell is named once."""
    place = f"{mark.cell}: " if mark.cell and not mark.message.startswith(mark.cell) else ""
    return " ".join(part for part in (SIGN[mark.level], f"{place}{mark.message}", mark.remedy) if part)


def advice(marks: Sequence[Mark]) -> str:
    """Every finding of a row, heaviest first, one on a line."""
    ordered = sorted(marks, key=lambda mark: WEIGHT[mark.level])
    return legible("\n".join(dict.fromkeys(sentence(mark) for mark in ordered)))


def sheet_note(marks: Sequence[Mark]) -> str:
    """What concerns a sheet as a whole, short enough to stand above its headings; the comment has it in full."""
    urgent = [mark for mark in marks if mark.level in (Level.ERROR, Level.DECISION)]
    others = len(marks) - len(urgent)
    more = [f"⚠ {others} catatan tentang lembar ini ada di komentar judul kolom di bawah."] if others else []
    return legible("\n".join([*dict.fromkeys(sentence(mark) for mark in urgent), *more]))


def comment(marks: Sequence[Mark]) -> str:
    """The findings of one cell, as its comment."""
    ordered = sorted(marks, key=lambda mark: WEIGHT[mark.level])
    lines = [COMMENT_HEAD, *dict.fromkeys(sentence(mark) for mark in ordered)]
    return legible("\n".join(lines), units_max=COMMENT_UNITS_MAX)


def levels_commented(marks: Iterable[Mark]) -> frozenset[Level]:
    """The heaviest levels whose findings together stay within COMMENTS_MAX."""
    counts = Counter(mark.level for mark in marks if mark.cell)
    totals = zip(Level, accumulate(counts[level] for level in Level), strict=True)
    return frozenset(level for level, total in totals if total <= COMMENTS_MAX)


def height_of(text: str) -> int:
    """The height of a row, in points, in which the whole advice can be read."""
    lines = sum(max(1, ceil(len(line) / ADVICE_WIDTH)) for line in text.split("\n"))
    return min(lines * LINE_HEIGHT, HEIGHT_MAX)


def to_be_retyped(marks: Iterable[Mark]) -> bool:
    """Whether someone will type this cell again and Excel must leave what is typed alone."""
    return any(mark.as_text and mark.level in (Level.ERROR, Level.DECISION) for mark in marks)
