"""Small lists and findings for the tests of the marked workbook."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl

from payung.gateways.spreadsheets.marked import Form, Mark, MarkedRow, MarkedSheet, mark
from payung.shared.problems import Level

SHA256 = "5f" * 32
HEADINGS = ("NO", "NIK", "NAMA")
SARI = (1, "6302015201800003", "Siti Sari")
MASTURI = (2, "630201060675000", "Masturi")
STATUS = {Level.ERROR: "error", Level.DECISION: "decision", Level.WARNING: "ready", Level.FIXED: "ready"}


def finding(
    cell: str | None,
    *,
    level: Level = Level.ERROR,
    message: str = "NIK baru 15 angka, seharusnya 16.",
    remedy: str = "Lihat lagi KTP-nya.",
    as_text: bool = False,
) -> Mark:
    return Mark(level=level, cell=cell, message=message, remedy=remedy, as_text=as_text)


def row(number: int, *marks: Mark, sheet: str = "DATA", cells: Sequence[object] = ()) -> MarkedRow:
    status = STATUS[min((one.level for one in marks), key=list(Level).index)] if marks else "ready"
    return MarkedRow(sheet=sheet, row=number, status=status, marks=marks, cells=cells)


def sheet(
    name: str = "DATA",
    *,
    header_rows: tuple[int, ...] = (1,),
    hidden: bool = False,
    marks: tuple[Mark, ...] = (),
    grid: Iterable[tuple[int, Sequence[object]]] = (),
) -> MarkedSheet:
    return MarkedSheet(name=name, hidden=hidden, header_rows=header_rows, marks=marks, grid=grid)


def workbook(
    path: Path,
    *,
    rows: Iterable[Sequence[object]] = (HEADINGS, SARI, MASTURI),
    change: Callable[[Any], object] | None = None,
) -> Path:
    """A list as openpyxl writes it, on one sheet DATA."""
    book = openpyxl.Workbook()
    worksheet: Any = book.active
    worksheet.title = "DATA"
    for cells in rows:
        worksheet.append(cells)
    if change:
        change(worksheet)
    book.save(path)
    return path


def mark_own(
    source: Path, *rows: MarkedRow, out: Path, sheets: Sequence[MarkedSheet] = (sheet(),), sha256: str = SHA256
) -> Form:
    return mark(source=source, own=True, sha256=sha256, sheets=sheets, rows=rows, row_count=len(rows), out=out)


def opened(path: Path, name: str = "DATA") -> Any:
    """A sheet as openpyxl reads it. Its types are too wide for tests that know what stands where."""
    return openpyxl.load_workbook(path)[name]


def colour(worksheet: Any, cell: str) -> str | None:
    fill = worksheet[cell].fill
    return str(fill.fgColor.rgb)[2:] if fill.fill_type == "solid" else None


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(source: Path, out: Path, **changes: Callable[[bytes], bytes]) -> Path:
    """A copy in which parts are rewritten: the key is the end of the name without its extension (`sheet1`)."""
    with ZipFile(out, "w") as archive:
        for name, data in parts(source).items():
            stem = Path(name).stem
            archive.writestr(name, changes[stem](data) if stem in changes else data)
    return out
