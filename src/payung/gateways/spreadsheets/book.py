"""Opens a list of any format as sheets of rows. Only for files that the guard has passed, and only in a child process.

Rows are given as a person counts them (the first is 1) and can be gone through again; cells are what the reader of the
format gives: text, int, float, bool, date, datetime, or "" for nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import python_calamine

from payung.gateways.spreadsheets.inspection import Inspection, Kind, Merge

Cells = list[object]


class BookFault(Exception):
    """A file that passed the guard and still cannot be read. Carries the code and what was seen."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Sheet(Protocol):
    """One sheet, or one table of a document."""

    @property
    def name(self) -> str: ...  # "" for text files
    @property
    def hidden(self) -> bool: ...
    @property
    def merges(self) -> Sequence[Merge]: ...
    @property
    def broken_cells(self) -> frozenset[str]: ...  # cells whose formula failed, where the format shows it
    @property
    def lines_above(self) -> Sequence[str]: ...  # text that stands before a table of a document
    @property
    def row_count(self) -> int: ...  # about; for progress

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row with its number; may be asked again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    sheets: Sequence[Sheet]
    date_1904: bool


def open_book(path: Path, inspection: Inspection) -> Book:
    """Open a file the guard has passed. Raises BookFault."""
    if inspection.kind is Kind.TEXT:
        from payung.gateways.spreadsheets.text import open_text

        return Book(sheets=[open_text(path)], date_1904=False)
    if inspection.kind is Kind.DOCX:
        from payung.gateways.spreadsheets.document import open_tables

        return Book(sheets=open_tables(path), date_1904=False)
    return Book(sheets=_workbook_sheets(path, inspection), date_1904=inspection.date_1904)


def _workbook_sheets(path: Path, inspection: Inspection) -> Sequence[Sheet]:
    """With calamine; an .xlsx that it refuses or panics at is read again with openpyxl."""
    try:
        return list(_open_workbook(path, inspection))
    except python_calamine.PasswordError as fault:
        raise BookFault("FILE_LOCKED", "berkas dilindungi kata sandi") from fault
    except BaseException as fault:
        if not (isinstance(fault, (python_calamine.CalamineError, ValueError)) or _is_panic(fault)):
            raise
        if inspection.kind is not Kind.XLSX:
            raise BookFault("FILE_UNREADABLE", "isi buku kerja ini rusak") from fault
    from payung.gateways.spreadsheets.second_reader import open_slowly

    return open_slowly(path, inspection)


def _is_panic(fault: BaseException) -> bool:
    """A panic of calamine's Rust, whose class stands outside `Exception` and in no module that can be imported."""
    return type(fault).__name__ == "PanicException"


@dataclass(frozen=True, slots=True, kw_only=True)
class _WorkbookSheet:
    name: str
    hidden: bool
    merges: Sequence[Merge]
    broken_cells: frozenset[str]
    grid: python_calamine.CalamineSheet
    lines_above: Sequence[str] = ()

    @property
    def row_count(self) -> int:
        return self.grid.total_height

    def rows(self) -> Iterator[tuple[int, Cells]]:
        start = self.grid.start
        if start is None:
            return
        margin: Cells = [""] * start[1]  # calamine leaves out empty columns on the left
        for number, cells in enumerate(self.grid.iter_rows(), start=1):
            yield number, margin + cells if margin else cells  # type: ignore[misc]


def _open_workbook(path: Path, inspection: Inspection) -> Iterator[Sheet]:
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    for meta in workbook.sheets_metadata:
        if meta.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        grid = workbook.get_sheet_by_name(meta.name)
        yield _WorkbookSheet(
            name=meta.name,
            hidden=meta.visible is not python_calamine.SheetVisibleEnum.Visible,
            merges=grid.merged_cell_ranges or inspection.merges.get(meta.name, ()),
            broken_cells=inspection.broken_cells.get(meta.name, frozenset()),
            grid=grid,
        )
