"""Reads the .xlsx that calamine refuses or dies of: slower and larger, with openpyxl.

One `#SPILL!` of a newer Excel, or one date beyond the calendar, must not cost an office its whole list.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from payung.gateways.spreadsheets.book import BookFault, Cells, Sheet
from payung.gateways.spreadsheets.inspection import Inspection, Merge


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowSheet:
    """One worksheet as openpyxl holds it."""

    name: str
    hidden: bool
    merges: Sequence[Merge]
    broken_cells: frozenset[str]
    worksheet: Worksheet
    lines_above: Sequence[str] = ()

    @property
    def row_count(self) -> int:
        return self.worksheet.max_row

    def rows(self) -> Iterator[tuple[int, Cells]]:
        for number, cells in enumerate(self.worksheet.iter_rows(), start=1):
            yield number, ["" if cell.value is None or cell.data_type == "e" else cell.value for cell in cells]


def open_slowly(path: Path, inspection: Inspection) -> Sequence[Sheet]:
    """Every worksheet. Raises BookFault where openpyxl cannot read it either."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of styles it does not know
        try:
            with path.open("rb") as opened:  # at a fault openpyxl leaves open what it opened itself
                workbook = openpyxl.load_workbook(opened, data_only=True)
        except (BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as fault:
            raise BookFault("FILE_UNREADABLE", "isi buku kerja ini rusak") from fault
    worksheets = workbook.worksheets
    if not worksheets or any(worksheet.min_row < 1 for worksheet in worksheets):
        raise BookFault("FILE_UNREADABLE", "isi buku kerja ini rusak")
    return [
        SlowSheet(
            name=worksheet.title,
            hidden=worksheet.sheet_state != "visible",
            merges=[
                ((merged.min_row - 1, merged.min_col - 1), (merged.max_row - 1, merged.max_col - 1))
                for merged in worksheet.merged_cells.ranges
            ],
            broken_cells=inspection.broken_cells.get(worksheet.title, frozenset()),
            worksheet=worksheet,
        )
        for worksheet in worksheets
    ]
