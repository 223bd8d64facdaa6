"""New workbooks: lists that came in another format, and the waiting rows of very long ones."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from payung.gateways.spreadsheets.marked import ROWS_MAX, Form, MarkedRow, MarkedSheet, mark, new_workbook, read_return
from payung.gateways.spreadsheets.marked.words import FILL
from payung.gateways.tests.marked_lists import (
    HEADINGS,
    MASTURI,
    SARI,
    SHA256,
    colour,
    finding,
    opened,
    parts,
    row,
    sheet,
)
from payung.shared.problems import Level


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "bertanda.xlsx"


def mark_new(out: Path, *rows: MarkedRow, sheets: Sequence[MarkedSheet]) -> Form:
    return mark(source=Path("usulan.csv"), own=False, sha256=SHA256, sheets=sheets, rows=rows, row_count=2, out=out)


def mark_long(out: Path, *rows: MarkedRow, sheets: Sequence[MarkedSheet]) -> Form:
    long = ROWS_MAX + 1
    return mark(source=Path("usulan.xlsx"), own=True, sha256=SHA256, sheets=sheets, rows=rows, row_count=long, out=out)


def written(out: Path, value: object) -> Any:
    """The value as it stands in the new workbook."""
    mark_new(out, row(2), sheets=[sheet(grid=[(1, HEADINGS), (2, (1, "6302015201800003", value))])])
    return opened(out)["C2"]


class TestMarkNewWorkbook:
    def test_has_all_rows_where_they_were(self, out):
        grid = [(1, ("DAFTAR USULAN",)), (3, HEADINGS), (4, SARI), (6, MASTURI), (8, ("JUMLAH", 2))]
        made = mark_new(out, row(4), row(6, finding("B6")), sheets=[sheet(header_rows=(3,), grid=grid)])
        marked = opened(out)
        assert made is Form.NEW
        assert [cells[:5] for cells in marked.iter_rows(values_only=True)] == [
            ("DAFTAR USULAN", None, None, None, None),
            (None,) * 5,
            (*HEADINGS, "Hasil periksa", "Yang perlu diperbaiki"),
            (*SARI, "✅ Siap", None),
            (None,) * 5,
            (*MASTURI, "⛔ Perlu diperbaiki", "⛔ B6: NIK baru 15 angka, seharusnya 16. Lihat lagi KTP-nya."),
            (None,) * 5,
            ("JUMLAH", 2, None, None, None),
        ]
        assert colour(marked, "B6") == FILL[Level.ERROR]
        assert "⛔ B6" in marked["B6"].comment.text
        assert marked.column_dimensions["F"].hidden
        assert (marked.freeze_panes, marked.auto_filter.ref) == ("A4", "A3:F8")

    def test_keeps_text_as_text_also_when_it_is_typed_again(self, out):
        nik = written(out, "x").parent["B2"]
        assert (nik.value, nik.data_type, nik.number_format) == ("6302015201800003", "s", "@")

    @pytest.mark.parametrize("text", ["=1+1", "+62812", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")'])
    def test_never_writes_a_formula(self, out, text):
        cell = written(out, text)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
        assert b"<f>" not in parts(out)["xl/worksheets/sheet1.xml"]

    @pytest.mark.parametrize(
        "text, seen",
        [
            ("a\x00b\x1fc", "a�b�c"),
            ("\ud800x", "�x"),
            ("<r>tebal</r>", " <r>tebal</r>"),
            ("_x0041_", "_x0041_"),
            ("http://desa.example", "http://desa.example"),
            ("1 < 2 & 3", "1 < 2 & 3"),
        ],
        ids=["control characters", "half a character", "markup", "lookalike escape", "link", "signs of XML"],
    )
    def test_writes_what_excel_can_hold(self, out, text, seen):
        written(out, text)
        with CalamineWorkbook.from_path(out) as book:
            assert book.get_sheet_by_index(0).to_python()[1][2] == seen
        assert opened(out)["C2"].hyperlink is None

    def test_cuts_a_text_where_excel_would_refuse_the_file_and_says_so(self, out):
        cut = written(out, "🌂" * 20_000).value
        assert cut.endswith("🌂 … (dipotong)")
        assert len(cut.encode("utf-16-le")) <= 2 * 32_767

    @pytest.mark.parametrize(
        "value, seen, shown",
        [
            (6302015201800003, 6302015201800003, "0"),
            (2.5, 2.5, "General"),
            (True, True, "General"),
            (date(1980, 1, 12), datetime(1980, 1, 12), "dd/mm/yyyy"),
            (datetime(1980, 1, 12, 8, 30), datetime(1980, 1, 12, 8, 30), "dd/mm/yyyy hh:mm"),
            (date(1899, 12, 30), "30/12/1899", "@"),
            (time(8, 30), time(8, 30), "hh:mm"),
            (timedelta(hours=30), timedelta(hours=30), "[h]:mm:ss"),
            (float("nan"), "nan", "@"),
            (10**17, "100000000000000000", "@"),
            (Decimal("1.5"), "1.5", "@"),
        ],
        ids=str,
    )
    def test_writes_each_kind_of_value_as_what_it_is(self, out, value, seen, shown):
        cell = written(out, value)
        assert (cell.value, cell.number_format) == (seen, shown)

    def test_names_sheets_as_excel_allows(self, out):
        names = ["", "Desa: A/B", "DESA- A-B", "x" * 40, "x" * 31, "History", "'kutip'"]
        mark_new(out, sheets=[sheet(name, header_rows=(), grid=[(1, ("a",))]) for name in names])
        assert openpyxl.load_workbook(out).sheetnames == [
            "Daftar",
            "Desa- A-B",
            "DESA- A-B (2)",
            "x" * 31,
            "x" * 27 + " (2)",
            "History -",
            "kutip",
        ]

    def test_opens_on_the_first_sheet_in_sight(self, out):
        sheets = [sheet("LAMA", hidden=True, grid=[(1, HEADINGS)]), sheet(grid=[(1, HEADINGS)])]
        mark_new(out, sheets=sheets)
        book = opened(out).parent
        assert (book["LAMA"].sheet_state, book.active.title) == ("hidden", "DATA")

    def test_shows_sheets_when_all_were_hidden(self, out):
        mark_new(out, sheets=[sheet(hidden=True, grid=[(1, HEADINGS)])])
        assert opened(out).sheet_state == "visible"

    def test_colours_an_empty_cell_beyond_the_row(self, out):
        mark_new(out, row(2, finding("C2")), sheets=[sheet(grid=[(1, HEADINGS), (2, (1,))])])
        assert colour(opened(out), "C2") == FILL[Level.ERROR]

    def test_tells_what_concerns_the_sheet_above_its_headings(self, out):
        marks = (
            finding(None, message="Kolom NIK dan KK tertukar.", remedy="Tukar."),
            finding(None, level=Level.WARNING),
        )
        mark_new(out, sheets=[sheet(header_rows=(2,), grid=[(2, HEADINGS)], marks=marks)])
        marked = opened(out)
        assert marked["E1"].value.splitlines()[0] == "⛔ Kolom NIK dan KK tertukar. Tukar."
        assert "1 catatan" in marked["E1"].value
        assert "NIK baru 15 angka" in marked["E2"].comment.text


class TestMarkBadRows:
    def test_has_headings_and_waiting_rows_only(self, out):
        grid = [(1, ("Desa Rampa",)), (2, HEADINGS)]
        waiting = (
            row(3, cells=SARI),
            row(90_000, finding("B90000"), cells=MASTURI),
            row(90_001, finding("C90001", level=Level.WARNING), cells=SARI),
            row(90_002, finding("C90002", level=Level.DECISION, message="?", remedy=""), cells=SARI),
        )
        assert mark_long(out, *waiting, sheets=[sheet(header_rows=(2,), grid=grid)]) is Form.BAD_ROWS
        marked = opened(out)
        assert [cells[:4] + cells[5:6] for cells in marked.iter_rows(values_only=True)] == [
            ("Desa Rampa", None, None, None, None),
            (*HEADINGS, "Hasil periksa", "Baris di berkas asal"),
            (*MASTURI, "⛔ Perlu diperbaiki", "90000"),
            (*SARI, "❓ Perlu keputusan", "90002"),
        ]
        assert (colour(marked, "B3"), colour(marked, "C4")) == (FILL[Level.ERROR], FILL[Level.DECISION])
        returned = read_return(out)
        assert returned is not None
        assert [(one.row, one.row_now) for one in returned.rows if one.intact] == [(90_000, 3), (90_002, 4)]

    def test_reads_of_the_list_only_what_it_needs(self, out):
        def grid() -> Iterator[tuple[int, Sequence[object]]]:
            yield 1, HEADINGS
            yield 2, SARI
            pytest.fail("rows below the headings were read")

        mark_long(out, row(2, finding("B2"), cells=SARI), sheets=[sheet(grid=grid())])
        assert opened(out)["B2"].value == SARI[1]

    def test_keeps_cells_of_a_ragged_row_after_ours(self, out):
        ragged = (*SARI, "catatan", "lagi")
        mark_long(out, row(2, finding("D2"), cells=ragged), sheets=[sheet(grid=[(1, HEADINGS)])])
        marked = opened(out)
        assert [marked[cell].value for cell in ("C2", "D2", "H2", "I2")] == [
            "Siti Sari",
            "⛔ Perlu diperbaiki",
            "catatan",
            "lagi",
        ]
        assert colour(marked, "H2") == FILL[Level.ERROR]

    def test_keeps_each_sheet_apart(self, out):
        sheets = [sheet("A", grid=[(1, HEADINGS)]), sheet("KOSONG", header_rows=()), sheet("B", grid=[(1, HEADINGS)])]
        rows = [row(number, finding("B2"), sheet=name, cells=SARI) for number, name in ((2, "A"), (2, "B"), (3, "A"))]
        mark_long(out, *rows, sheets=sheets)
        book = openpyxl.load_workbook(out)
        assert [(name, book[name].max_row) for name in book.sheetnames] == [("A", 3), ("B", 2)]

    def test_stops_where_no_office_computer_follows_and_says_so(self, out, monkeypatch):
        monkeypatch.setattr(new_workbook, "CELLS_MAX", 10)
        rows = [row(number, finding(f"B{number}"), cells=SARI) for number in range(2, 9)]
        mark_long(out, *rows, sheets=[sheet(grid=[(1, HEADINGS)])])
        marked = opened(out)
        assert marked.max_row == 4
        assert "masih ada baris lain" in marked["E4"].value
