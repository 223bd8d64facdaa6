"""Reads an answer inside the guarded child process (`gateways.spreadsheets.child`).

Standard input holds the request; standard output takes JSON, a line each: an object for a sheet, then an array for each
of its rows: `[number, [texts], [columns whose long number may have lost digits], key]`.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import IO, Any

from payung.gateways.lists.header import Heading, find_heading, is_column_numbers
from payung.gateways.lists.keys import BEGINNING, read_key
from payung.gateways.spreadsheets.book import BookFault, Sheet, open_book
from payung.gateways.spreadsheets.inspection import Inspection, Kind

_TOP_ROWS = 64
_PROGRESS_EVERY = 5_000
_EXACT_DIGITS = 10**15  # Excel keeps fifteen digits of a number; a NIK has sixteen
_CELL_MOST = 2_000


def main() -> int:
    """Answer one request."""
    request = json.load(sys.stdin)
    inspection = Inspection(kind=Kind(request["kind"]), broken_cells={}, date_1904=False, merges=_merges(request))
    out = sys.stdout.buffer
    try:
        book = open_book(Path(request["path"]), inspection)
        for sheet in book.sheets:
            _write_sheet(out, sheet, frozenset(request["words"]))
    except BookFault as fault:
        _write(out, {"fault": fault.code, "detail": fault.detail})
    out.flush()
    return 0


def _merges(request: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {name: [(tuple(one), tuple(other)) for one, other in found] for name, found in request["merges"].items()}


def _write_sheet(out: IO[bytes], sheet: Sheet, words: frozenset[str]) -> None:
    top = [(number, _texts(cells)) for number, cells in islice(sheet.rows(), _TOP_ROWS)]
    heading = find_heading(top, words=words)
    facts = {
        "sheet": sheet.name,
        "hidden": sheet.hidden,
        "header_rows": list(heading.rows) if heading else [],
        "headings": list(heading.headings) if heading else [],
        "above": [" ".join(filter(None, cells)) for number, cells in top if heading and number < heading.rows[0]],
    }
    _write(out, facts)
    merges = _Merges(sheet)
    for done, (number, cells) in enumerate(sheet.rows(), start=1):
        if heading is None or number > heading.rows[-1]:
            _write_row(out, number, merges.filled(number, cells), heading)
        if done % _PROGRESS_EVERY == 0:
            sys.stderr.write(f"progress {done} {max(done, sheet.row_count)}\n")
            sys.stderr.flush()


def _write_row(out: IO[bytes], number: int, cells: Sequence[object], heading: Heading | None) -> None:
    texts = _texts(cells)
    while texts and not texts[-1]:
        texts.pop()
    if not texts or is_column_numbers(texts) or (heading and _is_repeated(texts, heading)):
        return
    doubtful = [
        place
        for place, cell in enumerate(cells)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= _EXACT_DIGITS
    ]
    key = next((text for text in reversed(texts) if text.startswith(BEGINNING) and read_key(text)), "")
    _write(out, [number, texts, doubtful, key])


def _is_repeated(texts: Sequence[str], heading: Heading) -> bool:
    """The heading once more, on the next printed page."""
    return len(heading.rows) == 1 and list(texts) == list(heading.headings[: len(texts)]) and len(texts) > 1


class _Merges:
    """Cells merged downwards say the same on every row they cover."""

    def __init__(self, sheet: Sheet) -> None:
        down = [merge for merge in sheet.merges if merge[1][0] > merge[0][0]]
        self._waiting: Iterator[Any] = iter(sorted(down))
        self._next = next(self._waiting, None)
        self._open: dict[int, tuple[int, object]] = {}  # column -> last row, what it says

    def filled(self, number: int, cells: list[object]) -> list[object]:
        if self._next is None and not self._open:
            return cells
        row = number - 1
        while self._next is not None and self._next[0][0] <= row:
            (first, column), (last, _) = self._next
            if first == row and column < len(cells):
                self._open[column] = (last, cells[column])
            self._next = next(self._waiting, None)
        for column, (last, value) in list(self._open.items()):
            if last < row:
                del self._open[column]
            elif column < len(cells) and cells[column] in ("", None):
                cells[column] = value
        return cells


def _texts(cells: Sequence[object]) -> list[str]:
    return [cell if isinstance(cell, str) and cell.isalnum() else _text(cell) for cell in cells]


def _text(value: object) -> str:
    """What a person sees in a cell: whole numbers without `.0`, days as dd/mm/yyyy, an apostrophe of ours gone."""
    if isinstance(value, str):
        return " ".join(value[:_CELL_MOST].split()).removeprefix("'")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() != time():
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def _write(out: IO[bytes], value: object) -> None:
    out.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
