"""The marked workbook that the command writes with --marked: the office's own cells, and what is to be mended."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lists.comparing import HERE, answer_of

ADDED = ("Hasil periksa", "Yang perlu diperbaiki")
LISTS = ("KK_MISSING.xlsx", "totals-and-signature.xlsx", "sheets-hidden.xlsx", "header-two-rows.xlsx")


def marked(name: str, folder: Path) -> tuple[dict[str, Any], Path]:
    out = folder / "bertanda.xlsx"
    return answer_of(name, "--on", "2026-11-02", "--marked", str(out)), out


def cells(sheet: Worksheet) -> dict[str, object]:
    return {cell.coordinate: cell.value for line in sheet.iter_rows() for cell in line if cell.value is not None}


def added_columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for line in sheet.iter_rows() for cell in line if cell.value in ADDED}


class TestMarkedWorkbook:
    @pytest.mark.parametrize("name", LISTS)
    def test_keeps_every_cell_and_sheet_of_the_office(self, name: str, tmp_path: Path) -> None:
        _, out = marked(name, tmp_path)
        before, after = openpyxl.load_workbook(HERE / name), openpyxl.load_workbook(out)
        assert [s.title for s in after.worksheets][: len(before.worksheets)] == [s.title for s in before.worksheets]
        for sheet in before.worksheets:
            kept = cells(after[sheet.title])
            assert {place: kept.get(place) for place in cells(sheet)} == cells(sheet)
            assert after[sheet.title].sheet_state == sheet.sheet_state

    @pytest.mark.parametrize(
        "name", [*LISTS, "NIK_LENGTH.csv", "text-cp1252.csv", "libreoffice.ods", "word-table.docx"]
    )
    def test_says_of_each_bad_row_what_is_to_be_mended(self, name: str, tmp_path: Path) -> None:
        answer, out = marked(name, tmp_path)
        book = openpyxl.load_workbook(out)
        for row in (row for row in answer["rows"] if row["status"] != "ready"):
            sheet = book[row["sheet"]] if row["sheet"] in book.sheetnames else book.worksheets[0]
            columns = added_columns(sheet)
            assert set(columns) == set(ADDED)
            said = " ".join(str(sheet.cell(row["row"], column).value or "") for column in columns.values())
            for problem in row["problems"]:
                assert problem["level"] not in {"error", "decision"} or problem["message"] in said

    def test_can_be_known_again_by_a_hidden_column_and_the_originals_sha256(self, tmp_path: Path) -> None:
        _, out = marked("KK_MISSING.xlsx", tmp_path)
        assert any(column.hidden for column in openpyxl.load_workbook(out).worksheets[0].column_dimensions.values())
        with zipfile.ZipFile(out) as archive:
            properties = b"".join(archive.read(part) for part in archive.namelist() if part.startswith("docProps/"))
        assert hashlib.sha256((HERE / "KK_MISSING.xlsx").read_bytes()).hexdigest().encode() in properties
