"""Writes a list as .csv for Indonesian Excel: semicolons, UTF-8 with its mark, and nothing that Excel would run or round.

An apostrophe stands before what would begin a formula, and before long numbers, which Excel would show as 6,3E+15 and
cut to fifteen digits. `check` and the reading of answers take it off again.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from payung.gateways.lists.columns import Cell, Column, Kind, ListRow
from payung.gateways.lists.keys import key_text
from payung.gateways.spreadsheets.marked.words import KEY_HEADING, legible

_BEGINS_FORMULA = re.compile(r"[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]")
_LONG_NUMBER = re.compile(r"\d{12,}|0\d+")  # Excel keeps neither all digits nor a leading zero


def write_csv(*, out: IO[bytes], columns: Sequence[Column], rows: Iterable[ListRow], request: str = "") -> int:
    """The list is in `out`; how many rows. With `request` the last column holds the keys."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    count = 0
    try:
        write = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL).writerow
        key_heading = [KEY_HEADING] if request else []
        write([*(_safe(column.heading, Kind.TEXT) for column in columns), *key_heading])
        for row in rows:
            cells = [_safe(cell, column.kind) for column, cell in zip(columns, row.cells, strict=True)]
            write([*cells, key_text(request=request, row=row.code)] if request else cells)
            count += 1
    finally:
        text.detach()
    return count


def _safe(value: Cell, kind: Kind) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year:04d}"
    if isinstance(value, int) and kind is Kind.NUMBER:
        return str(value)
    text = legible(str(value))
    guarded = _BEGINS_FORMULA.match(text) or _LONG_NUMBER.fullmatch(text.strip())
    return f"'{text}" if guarded else text
