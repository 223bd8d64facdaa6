"""One cell that calamine does not understand must not cost an office its list."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from payung.gateways.spreadsheets.book import BookFault, open_book
from payung.gateways.spreadsheets.guard import Inspection, inspect


def _workbook(path: Path, *, fault: str) -> Path:
    """A list with one formula whose stored value is `fault`."""
    made = path / "made.xlsx"
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("DATA")
        sheet.merge_range("A1:B1", "DAFTAR")
        sheet.write_row("A2", ["NIK", "NAMA", "HITUNG"])
        sheet.write_row("A3", ["6302060905680030", "Sari"])
        sheet.write_formula("C3", "=1/0", None, "#DIV/0!")
        book.add_worksheet("Lama").hide()
    changed = path / "changed.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(changed, "w") as target:
        for part in source.infolist():
            target.writestr(part, source.read(part).replace(b"#DIV/0!", fault.encode()))
    return changed


def _opened(path: Path) -> list[tuple[str, bool, list[list[object]]]]:
    inspection = inspect(path)
    assert isinstance(inspection, Inspection)
    return [
        (sheet.name, sheet.hidden, [cells for _, cells in sheet.rows()]) for sheet in open_book(path, inspection).sheets
    ]


class TestOpenSlowly:
    def test_reads_a_list_with_a_fault_of_a_newer_excel_like_one_with_an_old_fault(self, tmp_path: Path) -> None:
        (tmp_path / "old").mkdir()
        (tmp_path / "new").mkdir()
        old = _opened(_workbook(tmp_path / "old", fault="#DIV/0!"))
        new = _opened(_workbook(tmp_path / "new", fault="#SPILL!"))
        assert [(name, hidden) for name, hidden, _ in new] == [("DATA", False), ("Lama", True)]
        assert new[0][2] == old[0][2]

    def test_names_the_broken_cell_and_keeps_merged_ranges(self, tmp_path: Path) -> None:
        path = _workbook(tmp_path, fault="#SPILL!")
        inspection = inspect(path)
        assert isinstance(inspection, Inspection)
        sheet = open_book(path, inspection).sheets[0]
        assert sheet.broken_cells == {"C3"}
        assert list(sheet.merges) == [((0, 0), (0, 1))]

    def test_refuses_what_openpyxl_cannot_read_either(self, tmp_path: Path) -> None:
        path = _workbook(tmp_path, fault="</v></c></row>")
        inspection = inspect(path)
        assert isinstance(inspection, Inspection)
        with pytest.raises(BookFault, match="rusak"):
            open_book(path, inspection)
