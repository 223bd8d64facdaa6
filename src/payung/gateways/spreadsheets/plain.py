"""Whether plain bytes are a text that may hold a list. Encoding and columns are found by the reader, `text.py`."""

from typing import BinaryIO

from payung.gateways.spreadsheets.inspection import MIB, ROWS_MOST, Inspection, Kind, empty, too_large, unreadable

_BLANK = b" \t\r\n\f\v,;|\"'\x00"  # a text of separators alone holds nothing; zero bytes are the other half of UTF-16
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a")  # 0x1A ends files of DOS programs
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = "isinya bukan teks dan bukan lembar kerja yang kami kenal"


def inspect(file: BinaryIO) -> Inspection:
    """Reads the file once. Raises Refused: nothing in it, not text, or more lines than a sheet has."""
    file.seek(0)
    wide = _is_wide(file.read(4096))
    file.seek(0)
    lines = 0
    filled = False
    first = True
    while chunk := file.read(MIB):
        if first:
            chunk = _without_mark(chunk)
            first = False
        filled = filled or bool(chunk.strip(_BLANK))
        if not wide:
            _refuse_binary(chunk)
        here = max(chunk.count(b"\n"), chunk.count(b"\r"))
        if not here and len(chunk) >= MIB - 3 and chunk.strip(_BLANK):
            raise unreadable("satu baris berisi lebih dari sejuta huruf tanpa pergantian baris")
        lines += here
    if not filled:
        raise empty("tidak ada isinya")
    if lines > ROWS_MOST:
        raise too_large(f"berisi lebih dari {ROWS_MOST:,} baris".replace(",", "."))
    return Inspection(kind=Kind.TEXT, broken_cells={}, date_1904=False)


def _is_wide(head: bytes) -> bool:
    """UTF-16, said by a mark or, without one, seen by a zero in every other byte."""
    if head.startswith(_MARKS[1:]):
        return True
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) * 10 > len(head) * 3 and min(even, odd) * 50 <= len(head)


def _without_mark(chunk: bytes) -> bytes:
    for mark in _MARKS:
        chunk = chunk.removeprefix(mark)
    return chunk


def _refuse_binary(chunk: bytes) -> None:
    if b"\x00" in chunk:
        raise unreadable(_NOT_TEXT)
    controls = len(chunk) - len(chunk.translate(None, _CONTROLS))
    if controls * 50 > len(chunk):
        raise unreadable(_NOT_TEXT)
