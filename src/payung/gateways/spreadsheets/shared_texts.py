"""Texts that an .xlsx keeps once and its cells share: one long text in many cells is gigabytes once each has its own."""

import re
from array import array
from collections.abc import Iterable

PART = "xl/sharedStrings.xml"
_TEXTS_MOST = 2_000_000  # 16 MiB of lengths; a text after them is not weighed
_LONG = 2000  # bytes; no cell of a list is so long, so only a workbook with such a text is weighed at all
_ALL_MOST = 2**30
_MEAN_MOST = 1000
_CELL = re.compile(rb"""<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?v>([0-9]{1,9})<""")
_SHARED = (b't="s"', b"t='s'")


def lengths(chunks: Iterable[bytes]) -> "array[int]":
    """Bytes of each shared text with its tags, in order."""
    found = array("Q")
    carried = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"</si>")
        if ended and len(found) < _TEXTS_MOST:
            at = len(found)
            found.extend(map(len, ended))
            found[at] += carried
            carried = 0
        carried += len(rest)
    return found


def may_blow_up(texts: "array[int]") -> bool:
    return max(texts, default=0) > _LONG


def blown_up(texts: "array[int]", sheet: Iterable[bytes]) -> bool:
    """Whether the cells of a sheet, each given its text, are far longer than any list's.

    A cell that falls on the border of two chunks is not counted: one in thousands.
    """
    letters = cells = 0
    for chunk in sheet:
        numbers = [int(number) for tag, number in _CELL.findall(chunk) if any(shared in tag for shared in _SHARED)]
        cells += len(numbers)
        letters += sum(texts[number] for number in numbers if number < len(texts))
    return letters > _ALL_MOST and letters > cells * _MEAN_MOST
