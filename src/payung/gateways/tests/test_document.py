"""Tables of Word documents as sheets. Whole lists: `tests/lists/word-*`."""

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table

from payung.gateways.spreadsheets.book import BookFault
from payung.gateways.spreadsheets.document import DocumentTable, open_tables

NIK = "6302065201800001"


@pytest.fixture
def document() -> Document:
    return docx.Document()


def add_table(document: Document, *rows: list[str]) -> Table:
    table: Table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def opened(document: Document, folder: Path) -> list[DocumentTable]:
    document.save(str(folder / "surat.docx"))
    return list(open_tables(folder / "surat.docx"))


class TestOpenTables:
    def test_numbers_the_rows_of_each_table_from_1(self, document: Document, tmp_path: Path) -> None:
        add_table(document, ["Nama", "NIK"], ["Sari", NIK])
        (table,) = opened(document, tmp_path)
        assert list(table.rows()) == [(1, ["Nama", "NIK"]), (2, ["Sari", NIK])]
        assert (table.name, table.row_count) == ("Tabel 1", 2)

    def test_gives_a_merged_cell_its_text_in_all_its_places(self, document: Document, tmp_path: Path) -> None:
        table = add_table(document, ["Desa", "Nama", "NIK"], ["Rampa", "Sari", NIK], ["", "Basri", NIK])
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Rampa"
        table.cell(0, 1).merge(table.cell(0, 2))
        texts = [cells for _, cells in opened(document, tmp_path)[0].rows()]
        assert [texts[1][0], texts[2][0]] == ["Rampa"] * 2
        assert texts[0][1] == texts[0][2]

    def test_tells_each_table_the_lines_before_it(self, document: Document, tmp_path: Path) -> None:
        document.add_paragraph("Desa Semayap")
        add_table(document, ["Nama", "NIK"])
        document.add_paragraph("Desa Stagen")
        add_table(document, ["Nama", "NIK"])
        first, second = opened(document, tmp_path)
        assert (first.lines_above, second.lines_above) == (("Desa Semayap",), ("Desa Semayap", "Desa Stagen"))

    def test_loses_nobody_of_a_table_that_goes_on_without_a_heading(self, document: Document, tmp_path: Path) -> None:
        """Word parts a table at the end of a page, or somebody did: the second half had no heading, so nobody in it."""
        add_table(document, ["Nama", "NIK"], ["Sari", NIK])
        document.add_paragraph("  ")
        add_table(document, ["Basri", f"{NIK[:6]} {NIK[6:12]} 0002"], ["Masturi", ""])
        (table,) = opened(document, tmp_path)
        assert [number for number, _ in table.rows()] == [1, 2, 3, 4]

    @pytest.mark.parametrize("rows", [[["Kepala Desa", "Ketua"]], [["Nama", "NIK"]], [["Basri", NIK, "Semayap"]]])
    def test_keeps_another_table_apart(self, document: Document, tmp_path: Path, rows: list[list[str]]) -> None:
        add_table(document, ["Nama", "NIK"], ["Sari", NIK])
        document.add_paragraph("")
        add_table(document, *rows)
        assert [table.name for table in opened(document, tmp_path)] == ["Tabel 1", "Tabel 2"]

    def test_keeps_a_table_apart_that_a_text_parts(self, document: Document, tmp_path: Path) -> None:
        add_table(document, ["Nama", "NIK"], ["Sari", NIK])
        document.add_paragraph("Yang sudah meninggal:")
        add_table(document, ["Basri", NIK])
        assert len(opened(document, tmp_path)) == 2

    def test_cannot_read_a_document_without_a_table(self, document: Document, tmp_path: Path) -> None:
        document.add_paragraph("Dengan hormat")
        with pytest.raises(BookFault, match="tidak berisi tabel"):
            opened(document, tmp_path)

    def test_cannot_read_what_is_no_document(self, tmp_path: Path) -> None:
        (tmp_path / "surat.docx").write_bytes(b"PK\x03\x04 rusak")
        with pytest.raises(BookFault, match="rusak"):
            open_tables(tmp_path / "surat.docx")
