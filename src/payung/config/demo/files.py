"""Writes the file of an office, and tells each entry the row that a person sees."""

from collections.abc import Sequence
from pathlib import Path

from payung.config.demo.entries import Entry
from payung.config.demo.grids import Sheet, write_docx, write_text, write_xlsx
from payung.config.demo.offices import Office, Whole, called
from payung.config.demo.whole_files import PHOTO_BYTES


def write_file(*, path: Path, office: Office, groups: Sequence[Sequence[Entry]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if office.whole is Whole.PHOTO:
        path.write_bytes(PHOTO_BYTES)
        return
    sheets = office.layout.lay(office, groups)
    entries = [entry for group in groups for entry in group]
    match path.suffix:
        case ".xlsx":
            write_xlsx(path=path, sheets=sheets)
        case ".docx":
            _write_letter(path, office, sheets[0], entries)
        case ".csv":
            _write_lines(path, sheets[0], entries, delimiter=";", encoding="cp1252")
        case _:
            _write_lines(path, sheets[0], entries, delimiter="\t", encoding="utf-16")


def _write_letter(path: Path, office: Office, sheet: Sheet, entries: Sequence[Entry]) -> None:
    """The titles stand before the table, so its first row is row 1."""
    write_docx(
        path=path,
        sheet=sheet,
        after=("", "Kotabaru, 2 November 2026", f"Lurah {office.seat.name}", "", called(office.seat)),
    )
    for entry in entries:
        entry.row -= len(sheet.titles)


def _write_lines(path: Path, sheet: Sheet, entries: Sequence[Entry], *, delimiter: str, encoding: str) -> None:
    lines = write_text(path=path, sheet=sheet, delimiter=delimiter, encoding=encoding)
    for entry in entries:
        entry.row = lines[entry.row - 1]
