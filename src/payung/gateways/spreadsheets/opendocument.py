"""What the guard reads of an .ods: locked, 1904, broken formulas, far or endlessly repeated cells. Values: `book.py`."""

import re
from collections.abc import Iterable
from itertools import islice, product
from typing import BinaryIO

from payung.gateways.spreadsheets import archive, extent
from payung.gateways.spreadsheets.archive import Part
from payung.gateways.spreadsheets.extent import Extent
from payung.gateways.spreadsheets.inspection import MIB, Inspection, Kind, Merge, Refused, hostile, locked, unreadable
from payung.gateways.spreadsheets.tags import Tags
from payung.gateways.spreadsheets.xml_heads import refuse_declarations

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
_MANIFEST_MOST = 4 * MIB
# Walking tag by tag costs a second for 64 MiB. A small list is always walked; a larger one up to there, and only where
# it tells something: what stands below is then read without its merged and broken cells.
_ALWAYS_WALKED_MOST = 8 * MIB
_WALKED_MOST = 64 * MIB
_BROKEN_MOST = 100_000
_SPACES_MOST = 32_767  # letters of a cell
_MERGES_MOST = 100_000
_FAULT = b'value-type="error"'
_SPANNED = b"-spanned="
_EPOCH_1904 = re.compile(rb"""<table:null-date\s[^<>]*date-value\s*=\s*["']1904-01-01""")
_CELLS = {"table:table-cell", "table:covered-table-cell"}


class Walk:
    """Follows the tags of content.xml and knows, for each sheet, its extent, merged ranges and broken cells."""

    def __init__(self) -> None:
        self.broken: dict[str, set[str]] = {}
        self.merges: dict[str, list[Merge]] = {}
        self.extents: list[Extent] = []
        self._tags = Tags(CONTENT, on_begin=self._begin, on_end=self._end)
        self._sheet = ""
        self._row = self._column = self._rows_here = 0
        self._filled_columns: tuple[int, int] | None = None
        self._filled_here = 0
        self._extent: Extent | None = None
        self._broken_count = self._merge_count = 0

    def feed(self, chunk: bytes) -> None:
        self._tags.feed(chunk)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CELLS:
            self._cell(attributes)
        elif tag == "table:table-row":
            self._row += self._rows_here
            self._rows_here = _count(attributes, "table:number-rows-repeated")
            self._column, self._filled_here, self._filled_columns = 1, 0, None
        elif tag == "table:table":
            self._sheet, self._row, self._rows_here, self._extent = attributes.get("table:name", ""), 1, 0, None
        elif tag == "text:s" and _count(attributes, "text:c") > _SPACES_MOST:
            raise hostile("satu sel berisi spasi yang tidak wajar banyaknya")

    def _cell(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "table:number-columns-repeated")
        if "office:value-type" in attributes or "table:formula" in attributes:
            first = self._filled_columns[0] if self._filled_columns else self._column
            self._filled_columns = (first, self._column + count - 1)
            self._filled_here += count
        if attributes.get("calcext:value-type") == "error":
            self._break(count)
        if "table:number-rows-spanned" in attributes or "table:number-columns-spanned" in attributes:
            self._merge(attributes)
        self._column += count

    def _merge(self, attributes: dict[str, str]) -> None:
        """Notes a range that spans several cells, in rows and columns from 0."""
        rows = _count(attributes, "table:number-rows-spanned")
        columns = _count(attributes, "table:number-columns-spanned")
        if (rows > 1 or columns > 1) and self._merge_count < _MERGES_MOST:
            first = self._row - 1, self._column - 1
            self.merges.setdefault(self._sheet, []).append((first, (first[0] + rows - 1, first[1] + columns - 1)))
            self._merge_count += 1

    def _break(self, count: int) -> None:
        """Names the cell in each of the rows and columns in which it is repeated."""
        left = _BROKEN_MOST - self._broken_count
        columns = range(self._column, self._column + min(count, left))
        rows = range(self._row, self._row + min(self._rows_here, left))
        for column, row in islice(product(columns, rows), left):
            self.broken.setdefault(self._sheet, set()).add(f"{extent.column_letters(column)}{row}")
            self._broken_count += 1

    def _end(self, tag: str) -> None:
        if tag == "table:table-row" and self._filled_columns:
            self._extent = _grown(self._extent, self._row, self._rows_here, self._filled_columns, self._filled_here)
        elif tag == "table:table" and self._extent:
            self.extents.append(self._extent)
            self._extent = None


def inspect(file: BinaryIO, parts: dict[str, Part]) -> Inspection:
    """Inflates every part once. Raises Refused."""
    if MANIFEST in parts and b"encryption-data" in archive.whole(file, parts[MANIFEST], most=_MANIFEST_MOST):
        raise locked()
    if CONTENT not in parts:
        raise unreadable("isi lembar kerja di dalamnya tidak ada")
    date_1904 = telling = False
    for name, part in parts.items():
        tail = b""
        for at, chunk in enumerate(archive.chunks(file, part)):
            if at == 0:
                refuse_declarations(name, chunk)
            if name == CONTENT:
                telling = telling or _FAULT in tail + chunk or _SPANNED in tail + chunk
                date_1904 = date_1904 or _EPOCH_1904.search(chunk) is not None
                tail = chunk[-len(_FAULT) :]  # the longer of the two
    broken: dict[str, frozenset[str]] = {}
    merges: dict[str, list[Merge]] = {}
    if telling or parts[CONTENT].size <= _ALWAYS_WALKED_MOST:
        walk = walked(archive.chunks(file, parts[CONTENT]))
        broken = {sheet: frozenset(cells) for sheet, cells in walk.broken.items()}
        merges = walk.merges
        for refusal in filter(None, map(extent.judged, walk.extents)):
            raise Refused(refusal.code, refusal.detail)
    return Inspection(kind=Kind.ODS, broken_cells=broken, date_1904=date_1904, merges=merges)


def walked(chunks: Iterable[bytes]) -> Walk:
    """Raises Refused."""
    walk = Walk()
    for chunk in islice(chunks, _WALKED_MOST // MIB):
        walk.feed(chunk)
    return walk


def _count(attributes: dict[str, str], name: str) -> int:
    """How often a tag counts: 1 unless it says so. Raises Refused at a number beyond every format."""
    written = attributes.get(name, "1")
    if not written.isdecimal() or len(written) > 10:
        raise hostile("memuat pengulangan yang tidak wajar")
    return int(written)


def _grown(before: Extent | None, row: int, rows: int, columns: tuple[int, int], filled: int) -> Extent:
    """The extent with these rows added below it."""
    first, last = columns
    top = row
    if before:
        top, first, last = before.rows[0], min(first, before.columns[0]), max(last, before.columns[1])
    filled = filled * rows + (before.filled if before else 0)
    return Extent(filled=filled, rows=(top, row + rows - 1), columns=(first, last))
