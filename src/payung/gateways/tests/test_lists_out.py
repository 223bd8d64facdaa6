"""Lists that leave the house: digits stay digits, nothing in them runs, and every row is known again."""

import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from payung.gateways.lists import Column, Kind, ListRow, key_text, read_key, write_csv, write_list

NIK = "6302065201800003"
COLUMNS = (
    Column(heading="No.", kind=Kind.NUMBER),
    Column(heading="NIK", kind=Kind.DIGITS),
    Column(heading="Nama"),
    Column(heading="Lahir", kind=Kind.DAY),
    Column(heading="Hasil", choices=("Sesuai", "Tidak sesuai")),
)
SARI = ListRow(cells=(1, NIK, "Sari Wulandari", date(1980, 1, 12), None), code="R1")
LIVE = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "  =1", "＝1", "|x", "%0A=1", "\n=1"]


def workbook(*rows, **wishes):
    out = io.BytesIO()
    count = write_list(out=out, title="Permintaan pemadanan", columns=COLUMNS, rows=rows, **wishes)
    assert count == len(rows)
    return out.getvalue()


def sheet(data):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def named(name):
    return ListRow(cells=(1, NIK, name, None, None), code="R1")


class TestWriteList:
    def test_keeps_digits_as_text_and_numbers_and_days_as_such(self):
        cells = sheet(workbook(SARI, ListRow(cells=(2, "0812345", 77, None, None))))[3]
        assert [cell.value for cell in cells[:4]] == [1, NIK, "Sari Wulandari", cells[3].value]
        assert (cells[1].data_type, cells[1].number_format, cells[3].value.date()) == ("s", "@", date(1980, 1, 12))

    def test_keeps_what_is_typed_later_in_a_column_of_digits_as_text(self):
        data = workbook(SARI)
        assert sheet(data).column_dimensions["B"].number_format == "@"

    def test_makes_a_number_in_a_column_of_digits_text(self):
        assert sheet(workbook(ListRow(cells=(1, int(NIK), 5, None, None))))[3][1].value == NIK

    @pytest.mark.parametrize("text", LIVE)
    def test_never_runs_what_a_cell_begins_with(self, text):
        data = workbook(named(text))
        cell = sheet(data)[3][2]
        assert cell.data_type == "s"
        assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
        assert cell.quotePrefix or not text.startswith(("=", "+", "-", "@", "\t", "\r"))

    def test_carries_the_request_in_keys_properties_and_foot(self):
        made = sheet(workbook(SARI, request="K7QM2-X9"))
        assert made[2][5].value == "Kunci Payung (jangan diubah)"
        assert made[3][5].value == key_text(request="K7QM2-X9", row="R1")
        assert made.column_dimensions["F"].hidden
        properties = openpyxl.load_workbook(io.BytesIO(workbook(SARI, request="K7QM2-X9"))).custom_doc_props
        assert properties["Payung permintaan"].value == "K7QM2-X9"
        assert made.oddFooter.left.text == "K7QM2-X9"

    def test_has_no_key_without_a_request(self):
        assert sheet(workbook(SARI)).max_column == 5

    def test_stands_ready_to_filter_and_print(self):
        made = sheet(workbook(SARI, SARI, notes=["Isi kolom Hasil.", "Kirim kembali."]))
        assert (made.freeze_panes, made.auto_filter.ref, made.print_title_rows) == ("A5", "A4:E6", "$4:$4")
        assert (made.page_setup.orientation, made.page_setup.paperSize) == ("landscape", 9)
        assert str(made.data_validations.dataValidation[0].sqref) == "E5:E6"

    def test_is_a_list_also_without_rows(self):
        assert [cell.value for cell in sheet(workbook(request="K7"))[2]][:2] == ["No.", "NIK"]

    def test_leaves_nothing_on_the_disk(self, tmp_path, monkeypatch):
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr("tempfile.tempdir", None)
        workbook(*[SARI] * 50)
        with pytest.raises(ValueError, match="zip"):
            workbook(ListRow(cells=(1,)))
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("text", ["a\x00b", "x" * 40_000, "<r>a</r>", "\ud800", "_x0041_", "Ñ’李"])
    def test_writes_odd_letters_so_that_the_file_opens(self, text):
        value = sheet(workbook(named(text)))[3][2].value
        assert value
        assert len(value) <= 32_767

    @pytest.mark.parametrize(
        "text", [" a ", "Ñ’李", "a & <b>", "line\nbreak", "O'Neil", '"x"', "0812", "1e5", "TRUE", "#REF!"]
    )
    def test_is_read_back_as_written_by_calamine_too(self, text):
        data = workbook(named(text))
        assert sheet(data)[3][2].value == text
        read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        assert read[2][:3] == [1.0, NIK, text]

    @pytest.mark.parametrize(
        "day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2027, 1, 5), datetime(2027, 1, 5, 14, 30)]
    )
    def test_counts_days_as_excel_does(self, day):
        cell = sheet(workbook(ListRow(cells=(1, NIK, "Sari", day, None))))[3][3]
        assert cell.value == datetime(day.year, day.month, day.day, *day.timetuple()[3:5])
        assert ("hh" in cell.number_format) == isinstance(day, datetime)

    def test_writes_an_older_day_and_a_number_that_would_be_rounded_as_text(self):
        row = sheet(workbook(ListRow(cells=(2**60, NIK, "Sari", date(1899, 5, 1), None))))[3]
        assert [row[0].value, row[3].value] == [str(2**60), "01/05/1899"]

    def test_says_how_far_it_reaches_and_refuses_a_row_of_another_length(self):
        assert sheet(workbook(SARI, SARI, request="K7")).dimensions == "A1:F4"
        for cells in ((1,), (1, NIK, "Sari", None, None, "more")):
            with pytest.raises(ValueError, match="zip"):
                workbook(ListRow(cells=cells))

    @given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
    def test_never_holds_a_formula_or_breaks_whatever_people_are_called(self, names):
        data = workbook(*map(named, names))
        xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
        assert b"<f" not in xml.replace(b"<formula1>", b"")
        assert {cell.data_type for row in sheet(data).iter_rows(min_row=3) for cell in row} <= {"s", "n"}


class TestWriteCsv:
    def rows(self, *rows, **wishes):
        out = io.BytesIO()
        write_csv(out=out, columns=COLUMNS, rows=rows, **wishes)
        data = out.getvalue()
        assert data.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))

    def test_keeps_long_digits_from_being_rounded(self):
        assert self.rows(SARI)[1] == ["1", f"'{NIK}", "Sari Wulandari", "12/01/1980", ""]

    def test_keeps_a_leading_zero(self):
        assert self.rows(named("0812"))[1][2] == "'0812"

    @pytest.mark.parametrize("text", LIVE)
    def test_never_runs_what_a_cell_begins_with(self, text):
        assert self.rows(named(text))[1][2] == f"'{text}"

    def test_guards_headings_too(self):
        out = io.BytesIO()
        write_csv(out=out, columns=[Column(heading="=x")], rows=[])
        assert out.getvalue() == b"\xef\xbb\xbf'=x\r\n"

    def test_keeps_semicolons_quotes_and_lines_within_a_cell(self):
        assert self.rows(named('a;"b"\nc'))[1][2] == 'a;"b"\nc'

    def test_carries_keys(self):
        assert self.rows(SARI, request="K7")[1][5] == key_text(request="K7", row="R1")

    @given(st.text(max_size=30))
    def test_begins_no_cell_with_anything_live(self, text):
        assert not self.rows(named(text))[1][2].lstrip(" \u200b").startswith(("=", "+", "-", "@", "\t", "\r"))


class TestKeys:
    def test_are_read_as_written(self):
        key = read_key(f" {key_text(request='K7QM2-X9', row='R-1')} ")
        assert (key.request, key.row, key.intact) == ("K7QM2-X9", "R-1", True)

    def test_show_that_they_were_changed(self):
        text = key_text(request="K7", row="R1")
        assert not read_key(text.replace("/R1/", "/R2/")).intact
        assert not read_key(text.replace("/K7/", "/K8/")).intact
        assert read_key(text.replace("PYL1", "PYG1")) is None

    @pytest.mark.parametrize("code", ["", "a/b", "a b", "x" * 41, "é"])
    def test_refuse_codes_that_would_break_them(self, code):
        with pytest.raises(ValueError, match="code"):
            key_text(request="K7", row=code)
