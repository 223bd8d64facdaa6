"""Reads the tables of a Word document (.docx). Each table is a sheet named `Tabel N`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell

from payung.gateways.spreadsheets.book import BookFault, Cells

_LINES_KEPT = 12
_NIK = re.compile(r"(?<!\d)\d{15,17}(?!\d)")  # or what was meant as one


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTable:
    """One table, its text read once. Cells merged downwards already hold the text of the first."""

    name: str
    texts: list[Cells]
    lines_above: Sequence[str]
    hidden: bool = False
    merges: tuple[()] = ()
    broken_cells: frozenset[str] = frozenset()

    @property
    def row_count(self) -> int:
        return len(self.texts)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        return ((number, list(cells)) for number, cells in enumerate(self.texts, start=1))


def open_tables(path: Path) -> Sequence[DocumentTable]:
    """Every table in the order of the document. Raises BookFault where there is none, or the document is damaged."""
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as fault:
        raise BookFault("FILE_UNREADABLE", "dokumen Word ini rusak") from fault
    tables: list[DocumentTable] = []
    lines: list[str] = []
    apart = True  # by a text from the table before
    for item in document.iter_inner_content():
        if not isinstance(item, Table):
            if item.text.strip():
                lines.append(item.text)
                apart = True
            continue
        texts = list(_texts(item))
        if not apart and _continues(texts, tables[-1].texts):
            tables[-1].texts.extend(texts)
        else:
            name, above = f"Tabel {len(tables) + 1}", tuple(lines[-_LINES_KEPT:])
            tables.append(DocumentTable(name=name, texts=texts, lines_above=above))
        apart = False
    if not tables:
        raise BookFault("FILE_UNREADABLE", "dokumen Word ini tidak berisi tabel")
    return tables


def _continues(texts: Sequence[Cells], before: Sequence[Cells]) -> bool:
    """Whether a table goes on with the one before: Word parts a long one, and its people have no heading any more."""
    if not texts or not before or len(texts[0]) != len(before[0]):
        return False
    return any(_NIK.search(re.sub(r"[ .'-]", "", str(cell))) for cell in texts[0])


def _texts(table: Table) -> Iterator[Cells]:
    """The texts of each row, a merged cell's in all its places.

    Not `row.cells`: from every row of a cell merged downwards it climbs up to the first, minutes for two thousand rows.
    """
    above: dict[int, object] = {}
    for row in table.rows:
        cells: dict[int, object] = {}
        column = row.grid_cols_before
        for cell in row._tr.tc_lst:  # noqa: SLF001 -- nothing public tells a merged cell from the first
            merged = cell.vMerge == "continue" and column in above
            text = above[column] if merged else _Cell(cell, table).text
            cells |= dict.fromkeys(range(column, column + cell.grid_span), text)
            column += cell.grid_span
        yield list(cells.values())
        above = cells
