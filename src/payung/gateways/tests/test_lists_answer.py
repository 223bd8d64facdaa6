"""Answers that come back: any make and layout, headings found, every row given once with its key."""

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter

from payung.gateways.lists import Column, Kind, ListRow, Table, read_table_in_child, write_csv, write_list
from payung.gateways.lists.header import find_heading, folded
from payung.gateways.spreadsheets.child import Limits
from payung.gateways.spreadsheets.inspection import Refusal

NIK = "6302065201800003"
HEADINGS = ["No", "NIK", "Nama", "Status"]
ROWS = [["1", NIK, "Sari Wulandari", "Aktif"], ["2", "6302060501750002", "Masturi", "Meninggal"]]
SAMPLES = Path(__file__).parents[5] / "shared" / "samples"


def read(path, **wishes):
    found = read_table_in_child(path, **wishes)
    assert isinstance(found, Table), found
    return found


def xlsx(path, rows, *, merges=(), sheet="DATA"):
    with xlsxwriter.Workbook(str(path)) as book:
        made = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            made.write_row(at, 0, row)
        for merge in merges:
            made.merge_range(*merge)
    return path


def only(path, **wishes):
    with read(path, **wishes) as table:
        [sheet] = table.sheets
        return sheet.headings, [(row.number, list(row.cells)) for row in sheet.rows()]


class TestReadTable:
    def test_reads_our_own_list_back_by_its_keys(self, tmp_path):
        columns = [Column(heading="NIK", kind=Kind.DIGITS), Column(heading="Nama"), Column(heading="Hasil")]
        path = tmp_path / "a.xlsx"
        rows = [ListRow(cells=(NIK, f"Orang {at}", None), code=f"R{at}") for at in range(3)]
        with path.open("wb") as out:
            write_list(out=out, title="Permintaan pemadanan", columns=columns, rows=rows, request="K7", notes=["Isi."])
        book = openpyxl.load_workbook(path)
        book.active.delete_rows(5)
        book.active.insert_cols(1)
        book.active["D4"] = "Sesuai"
        book.save(path)
        with read(path) as table:
            [sheet] = table.sheets
            found = [(row.number, row.key.request, row.key.row, row.key.intact) for row in sheet.rows()]
            assert found == [(4, "K7", "R0", True), (5, "K7", "R2", True)]
            assert sheet.headings[:4] == ("", "NIK", "Nama", "Hasil")
            assert next(iter(sheet.rows())).cells[1:4] == (NIK, "Orang 0", "Sesuai")
            assert sheet.lines_above == ("Permintaan pemadanan", "Isi.")

    def test_reads_our_own_csv_back_without_the_apostrophes(self, tmp_path):
        columns = [Column(heading="NIK", kind=Kind.DIGITS), Column(heading="Nama")]
        with (tmp_path / "a.csv").open("wb") as out:
            write_csv(out=out, columns=columns, rows=[ListRow(cells=(NIK, "=Sari"), code="R1")], request="K7")
        with read(tmp_path / "a.csv") as table:
            [row] = table.sheets[0].rows()
            assert (row.cells[:2], row.key.row) == ((NIK, "=Sari"), "R1")

    @pytest.mark.parametrize("kind", ["xlsx", "csv", "docx", "txt"])
    def test_reads_every_make_alike(self, tmp_path, kind):
        path = tmp_path / f"a.{kind}"
        if kind == "xlsx":
            xlsx(path, [HEADINGS, *ROWS])
        elif kind == "docx":
            document = docx.Document()
            table = document.add_table(rows=0, cols=4)
            for row in [HEADINGS, *ROWS]:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            document.save(str(path))
        else:
            with path.open("w", newline="") as file:
                csv.writer(file, delimiter=";" if kind == "csv" else "\t").writerows([HEADINGS, *ROWS])
        assert only(path) == (tuple(HEADINGS), [(2, ROWS[0]), (3, ROWS[1])])

    @pytest.mark.parametrize(
        "name", sorted(path.name for path in SAMPLES.iterdir() if path.is_file()) if SAMPLES.is_dir() else []
    )
    def test_reads_or_refuses_whatever_offices_have_sent(self, name):
        found = read_table_in_child(SAMPLES / name)
        if isinstance(found, Refusal):
            assert found.detail
            return
        with found:
            for sheet in found.sheets:
                numbers = [row.number for row in sheet.rows()]
                assert numbers == sorted(set(numbers))
                assert len(numbers) == len(sheet)

    def test_passes_over_titles_column_numbers_blanks_and_repeated_headings(self, tmp_path):
        rows = [
            ["HASIL PEMADANAN"],
            ["Kabupaten Kotabaru"],
            [],
            HEADINGS,
            ["1", "2", "3", "4"],
            ROWS[0],
            [],
            HEADINGS,
            ROWS[1],
        ]
        assert only(xlsx(tmp_path / "a.xlsx", rows)) == (tuple(HEADINGS), [(6, ROWS[0]), (9, ROWS[1])])

    def test_joins_a_heading_of_two_rows(self, tmp_path):
        rows = [["No", "NIK", "Hasil", "", "Catatan"], ["", "", "Ada", "Nama sama", ""], ["1", NIK, "ya", "tidak", ""]]
        merges = [(0, 0, 1, 0, "No"), (0, 1, 1, 1, "NIK"), (0, 2, 0, 3, "Hasil"), (0, 4, 1, 4, "Catatan")]
        headings, found = only(xlsx(tmp_path / "a.xlsx", rows, merges=merges))
        assert headings == ("No", "NIK", "Hasil Ada", "Hasil Nama sama", "Catatan")
        assert found == [(3, ["1", NIK, "ya", "tidak", ""])]

    def test_gives_every_row_where_there_is_no_heading(self, tmp_path):
        assert only(xlsx(tmp_path / "a.xlsx", ROWS)) == ((), [(1, ROWS[0]), (2, ROWS[1])])

    def test_fills_cells_merged_downwards(self, tmp_path):
        rows = [
            ["KK", "NIK", "Nama"],
            ["", NIK, "Sari"],
            ["", "6302060501750002", "Masturi"],
            ["", "6302060501750009", "Ani"],
        ]
        path = xlsx(tmp_path / "a.xlsx", rows, merges=[(1, 0, 2, 0, "6302061201800001")])
        assert [cells[0] for _, cells in only(path)[1]] == ["6302061201800001", "6302061201800001", ""]

    def test_says_which_long_numbers_may_have_lost_digits(self, tmp_path):
        path = xlsx(
            tmp_path / "a.xlsx", [HEADINGS, [1, 6302065201800000, "Sari", "Aktif"], [2, NIK, "Masturi", "Aktif"]]
        )
        with read(path) as table:
            first, second = table.sheets[0].rows()
            assert (first.cells[1], first.doubtful) == ("6302065201800000", {1})
            assert (second.cells[1], second.doubtful) == (NIK, frozenset())

    def test_writes_days_numbers_and_truth_as_people_see_them(self, tmp_path):
        path = tmp_path / "a.xlsx"
        book = openpyxl.Workbook()
        book.active.append(["Nama", "Lahir", "Pada", "Aktif", "Nilai", "Kosong"])
        book.active.append(["Sari", date(1980, 1, 12), datetime(2026, 11, 3, 14, 30), True, 2.5, None])
        book.save(path)
        assert only(path)[1] == [(2, ["Sari", "12/01/1980", "03/11/2026 14:30", "ya", "2.5", ""])]

    def test_takes_the_heading_whose_words_are_hoped_for(self, tmp_path):
        rows = [["Judul satu", "Judul dua", "Judul tiga"], ["N.I.K", "Nama Lengkap", "Status"], ["x", "y", "z"]]
        path = xlsx(tmp_path / "a.xlsx", rows)
        words = {folded("NIK"), folded("n.i.k"), folded("Nama lengkap")}
        assert only(path, words=words)[0] == ("N.I.K", "Nama Lengkap", "Status")

    def test_gives_hidden_sheets_and_says_so(self, tmp_path):
        book = openpyxl.Workbook()
        for row in [HEADINGS, ROWS[0]]:
            book.active.append(row)
        book.create_sheet("Rahasia").append(HEADINGS)
        book["Rahasia"].sheet_state = "hidden"
        book.save(tmp_path / "a.xlsx")
        with read(tmp_path / "a.xlsx") as table:
            assert [(sheet.name, sheet.hidden, len(sheet)) for sheet in table.sheets] == [
                ("Sheet", False, 1),
                ("Rahasia", True, 0),
            ]

    def test_lets_two_readings_go_side_by_side(self, tmp_path):
        with read(xlsx(tmp_path / "a.xlsx", [HEADINGS, *ROWS])) as table:
            one, other = table.sheets[0].rows(), table.sheets[0].rows()
            assert [(a.number, b.number) for a, b in zip(one, other, strict=True)] == [(2, 2), (3, 3)]

    @pytest.mark.parametrize(
        ("data", "code"),
        [(b"", "FILE_EMPTY"), (b"%PDF-1.4 x", "FILE_UNREADABLE"), (b"PK\x03\x04" + bytes(60), "FILE_UNREADABLE")],
    )
    def test_refuses_what_is_no_list(self, tmp_path, data, code):
        (tmp_path / "a.xlsx").write_bytes(data)
        assert read_table_in_child(tmp_path / "a.xlsx").code == code

    def test_refuses_what_needs_more_than_a_child_may_use(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("\n".join(";".join(row) for row in [HEADINGS, *ROWS * 200_000]))
        found = read_table_in_child(path, limits=Limits(cpu_seconds=1))
        assert found.code == "FILE_TOO_LARGE"

    def test_refuses_a_document_without_a_table(self, tmp_path):
        document = docx.Document()
        document.add_paragraph("Terlampir")
        document.save(str(tmp_path / "a.docx"))
        assert read_table_in_child(tmp_path / "a.docx").code == "FILE_UNREADABLE"

    def test_refuses_entities(self, tmp_path):
        path = xlsx(tmp_path / "a.xlsx", [HEADINGS, *ROWS])
        out = io.BytesIO()
        with zipfile.ZipFile(path) as before, zipfile.ZipFile(out, "w") as after:
            for name in before.namelist():
                data = before.read(name)
                after.writestr(
                    name, data.replace(b"<worksheet", b"<!DOCTYPE x><worksheet") if "sheet1" in name else data
                )
        path.write_bytes(out.getvalue())
        assert read_table_in_child(path).code == "FILE_HOSTILE"

    def test_closes_its_file(self, tmp_path):
        table = read(xlsx(tmp_path / "a.xlsx", [HEADINGS, *ROWS]))
        table.close()
        with pytest.raises(ValueError, match="closed"):
            list(table.sheets[0].rows())


class TestFindHeading:
    @pytest.mark.parametrize(
        "rows",
        [
            [["Nama", "Desa"], ["Sari", "Rampa"]],
            [["Laporan"], ["Nama", "Desa"], ["Sari", "Rampa"], ["Ani", "Ujung"]],
            [["Laporan bulan 11/2026", "", ""], ["Nama", "Desa", "NIK"], ["Sari", "Rampa", NIK]],
            [["", ""], ["Nama", "Desa"], ["Sari", "02/03/2026"]],
        ],
        ids=["first", "below a title", "below a day", "below blanks"],
    )
    def test_finds_it(self, rows):
        found = find_heading([(at, row) for at, row in enumerate(rows, start=1)])
        assert found.headings[:2] == ("Nama", "Desa")
        assert len(found.rows) == 1

    @pytest.mark.parametrize("rows", [[], [[""]], [[NIK, "12/01/1980"]], [["x"]]])
    def test_finds_none(self, rows):
        assert find_heading([(at, row) for at, row in enumerate(rows, start=1)]) is None
