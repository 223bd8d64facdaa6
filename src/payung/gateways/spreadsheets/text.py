"""Reads .csv, .tsv and .txt: finds the encoding, the delimiter and whether quotes can be trusted."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from payung.gateways.spreadsheets.book import BookFault, Cells

_DELIMITERS = ";,\t|"
_SAMPLE_ROWS = 200
_MOST_ROWS = 1_048_576
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSheet:
    """A text file as one sheet. A row's number is the physical line where its record starts."""

    path: Path
    encoding: str
    delimiter: str
    quoting: int
    row_count: int
    skip_hint: bool  # the first line is Excel's `sep=;`
    name: str = ""
    hidden: bool = False
    merges: tuple[()] = ()
    broken_cells: frozenset[str] = frozenset()
    lines_above: tuple[()] = ()

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Raises BookFault where one cell runs on without end."""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as lines:
            reader = csv.reader(lines, delimiter=self.delimiter, quoting=self.quoting)  # type: ignore[arg-type]
            start = 1
            try:
                for cells in reader:
                    yield start, [] if start == 1 and self.skip_hint else cells  # type: ignore[misc]
                    start = reader.line_num + 1
            except csv.Error as fault:
                raise BookFault("FILE_UNREADABLE", f"isi sel di sekitar baris {start} terlalu panjang") from fault


def open_text(path: Path) -> TextSheet:
    """Raises BookFault for more rows than a spreadsheet holds."""
    encoding = _encoding(path)
    row_count, quotes = _measure(path)
    if row_count > _MOST_ROWS:
        raise BookFault("FILE_TOO_LARGE", f"lebih dari {_MOST_ROWS:,} baris".replace(",", "."))
    quoting = csv.QUOTE_MINIMAL if quotes % 2 == 0 else csv.QUOTE_NONE  # a stray quote would swallow the rows after it
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        hint = lines.readline(16).strip().lower()
    hinted = hint[4] if hint.startswith("sep=") and len(hint) == 5 else None
    return TextSheet(
        path=path,
        encoding=encoding,
        delimiter=hinted or _delimiter(path, encoding, quoting),
        quoting=quoting,
        row_count=row_count,
        skip_hint=hinted is not None,
    )


def _encoding(path: Path) -> str:
    """By its mark; else UTF-16 where every other byte is NUL; else UTF-8 if all of it is; else cp1252."""
    with path.open("rb") as file:
        start = file.read(4096)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    if start[::2].count(0) > len(start) // 4:
        return "utf-16-be"
    return "utf-8" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _measure(path: Path) -> tuple[int, int]:
    """Lines and double quotes in the file. A UTF-16 file's high bytes do not hold these signs in Latin text."""
    ends = quotes = returns = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            ends += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            quotes += chunk.count(b'"')
    return max(ends, returns) + 1, quotes


def _delimiter(path: Path, encoding: str, quoting: int) -> str:
    """The delimiter under which most sample rows have one same number of cells, and the most cells."""

    def weight(delimiter: str) -> int:
        with path.open(encoding=encoding, errors="replace", newline="") as lines:
            reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
            try:
                widths = Counter(len(cells) for cells in islice(reader, _SAMPLE_ROWS) if len(cells) > 1)
            except csv.Error:
                return 0
        return max((width * count for width, count in widths.items()), default=0)

    return max(_DELIMITERS, key=weight)
