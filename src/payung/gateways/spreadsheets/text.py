"""Reads .csv, .tsv and .txt: finds the encoding, the delimiter and whether quotes can be trusted."""

import codecs
import csv
import re
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
_LINE_END = re.compile(r"\r\n|\r|\n")
_FEWEST_CELLS = 3


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
                if self.skip_hint:
                    next(reader)
                    yield 1, []
                    start = 2
                for cells in reader:
                    end = reader.line_num
                    if end == start:
                        yield start, cells  # type: ignore[misc]
                    else:
                        yield from _parted(start, cells, self.delimiter)
                    start = end + 1
            except csv.Error as fault:
                raise BookFault("FILE_UNREADABLE", f"isi sel di sekitar baris {start} terlalu panjang") from fault


def _parted(start: int, cells: list[str], delimiter: str) -> Iterator[tuple[int, Cells]]:
    """A record of several lines as it is, or as its lines where each is a whole record.

    A name written `"Amat` begins a quote that swallows the people after it, up to the next stray quote.
    """
    lines = _LINE_END.split(delimiter.join(cells))
    rows: list[Cells] = [list(line.split(delimiter)) if line else [] for line in lines]
    if len(cells) < _FEWEST_CELLS or any(row and len(row) < len(cells) for row in rows):
        yield start, list(cells)
    else:
        yield from enumerate(rows, start=start)


def open_text(path: Path) -> TextSheet:
    """Raises BookFault for more rows than a spreadsheet holds."""
    encoding = _encoding(path)
    row_count, quotes = _measure(path)
    if row_count > _MOST_ROWS:
        raise BookFault("FILE_TOO_LARGE", f"lebih dari {_MOST_ROWS:,} baris".replace(",", "."))
    # One stray quote would swallow all rows after it, unless the next cell is quoted too.
    quoting = csv.QUOTE_MINIMAL if quotes % 2 == 0 or quotes > 2 * row_count else csv.QUOTE_NONE
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
    """The delimiter under which most sample rows have one same number of cells, and the most cells.

    A cell after a comma and a space counts nothing: that is how names and addresses are written. A row in which a quote
    is left over was cut inside its quotes.
    """

    def weight(delimiter: str) -> int:
        weights: Counter[int] = Counter()
        with path.open(encoding=encoding, errors="replace", newline="") as lines:
            reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
            try:
                for cells in islice(reader, _SAMPLE_ROWS):
                    if len(cells) > 1 and (quoting == csv.QUOTE_NONE or '"' not in "".join(cells)):
                        weights[len(cells)] += sum(not cell.startswith(" ") for cell in cells)
            except csv.Error:
                return 0
        return max(weights.values(), default=0)

    return max(_DELIMITERS, key=weight)
