"""The guard: what it sees in honest files, and the edges of what it refuses. The hostile kinds are in tests/hostile."""

import os
from pathlib import Path

import pytest

from hostile import office
from hostile.office import cell, sheet_xml
from hostile.zips import Entry, repeated, zipped
from payung.gateways.spreadsheets.guard import Inspection, Kind, Refusal, inspect

MIB = 2**20
FAULT = '<c r="B5" t="e"><v>#REF!</v></c>'


def inspected(path: Path, data: bytes) -> Inspection:
    answer = answered(path, data)
    assert isinstance(answer, Inspection), answer
    return answer


def refused(path: Path, data: bytes) -> Refusal:
    answer = answered(path, data)
    assert isinstance(answer, Refusal), answer
    return answer


def answered(folder: Path, data: bytes) -> Inspection | Refusal:
    path = folder / "tanpa-nama"
    path.write_bytes(data)
    return inspect(path)


def with_rows(*rows: str) -> bytes:
    return office.xlsx(sheet_xml(office.rows_xml() + "".join(rows)))


class TestInspectKind:
    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (office.xlsx(), Kind.XLSX),
            (office.xls(), Kind.XLS),
            (office.packed(office.ods_parts()), Kind.ODS),
            (office.packed(office.docx_parts()), Kind.DOCX),
            (b"NIK;Nama\r\n1;Siti\r\n", Kind.TEXT),
            ("NIK;Nama\r\n1;Siti\r\n".encode("utf-16"), Kind.TEXT),
            ("NIK;Nama\r\n1;Siti\r\n".encode("utf-16-le"), Kind.TEXT),
            ("NIK;Nama\r\n1;Zoë\r\n".encode("cp1252"), Kind.TEXT),
            (b"BMW;Nama\r\n1;Siti\r\n", Kind.TEXT),
        ],
        ids=["xlsx", "xls", "ods", "docx", "csv", "utf-16", "utf-16 unmarked", "cp1252", "text that begins like BMP"],
    )
    def test_is_told_by_content_whatever_the_name(self, tmp_path, data, kind):
        assert inspected(tmp_path, data).kind is kind

    def test_of_a_workbook_below_the_small_stream_limit_is_found_in_small_sectors(self, tmp_path):
        assert inspected(tmp_path, office.small_xls()).kind is Kind.XLS

    @pytest.mark.parametrize("start", ["ID3;NIK", "OggS;NIK", "BZh;NIK", "MZ;NIK", "PK;NIK", "%PD;NIK"])
    def test_of_a_text_is_not_mistaken_by_its_first_letters(self, tmp_path, start):
        assert inspected(tmp_path, f"{start}\n1;2\n".encode()).kind is Kind.TEXT

    def test_of_bytes_full_of_control_codes_is_no_text(self, tmp_path):
        assert refused(tmp_path, b"NIK;Nama\n" + bytes(range(1, 9)) * 20).code == "FILE_UNREADABLE"

    def test_of_a_text_with_a_few_control_codes_is_text(self, tmp_path):
        assert (
            inspected(tmp_path, b"NIK;Nama\n" + b"6302065201800003;Siti Aminah\n" * 9 + b"1;Sa\x02ri\n\x1a").kind
            is Kind.TEXT
        )

    def test_of_a_missing_file_is_the_callers_to_say(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            inspect(tmp_path / "tidak-ada.xlsx")


class TestInspectBrokenCells:
    def test_names_each_cell_with_its_sheet(self, tmp_path):
        row = f'<row r="5">{FAULT}<c r="C5" s="1" t="e"><f>VLOOKUP(1,#REF!,1)</f><v>#N/A</v></c></row>'
        assert inspected(tmp_path, with_rows(row)).broken_cells == {"DATA": {"B5", "C5"}}

    def test_reads_attributes_in_any_order_quotes_and_prefix(self, tmp_path):
        row = "<x:row r='5'><x:c t='e' s='1' r='B5'><x:v>#REF!</x:v></x:c></x:row>"
        assert inspected(tmp_path, with_rows(row)).broken_cells == {"DATA": {"B5"}}

    def test_leaves_words_that_only_look_like_faults(self, tmp_path):
        row = f'<row r="5">{cell("A5", "t=&quot;e&quot; #REF!")}<c r="B5" t="inlineStr"><is><t>t="e" r="C9" #</t></is></c></row>'
        assert inspected(tmp_path, with_rows(row)).broken_cells == {}

    def test_finds_sheets_by_any_spelling_of_their_part(self, tmp_path):
        for target in (
            "worksheets/sheet1.xml",
            "/xl/worksheets/sheet1.xml",
            "worksheets\\sheet1.xml",
            "./a/../worksheets/sheet1.xml",
        ):
            sheet = sheet_xml(office.rows_xml() + f'<row r="5">{FAULT}</row>')
            parts = office.xlsx_parts(sheet) | {"xl/_rels/workbook.xml.rels": office.relations_xml({"rId1": target})}
            assert inspected(tmp_path, office.packed(parts)).broken_cells == {"DATA": {"B5"}}, target

    @pytest.mark.parametrize("before", [MIB - 8 - n for n in range(0, 40, 3)])
    def test_sees_a_fault_that_lies_across_two_chunks(self, tmp_path, before):
        start = sheet_xml(office.rows_xml()).index("</sheetData>")
        sheet = sheet_xml(office.rows_xml() + " " * (before - start) + f'<row r="5">{FAULT}</row>')
        assert inspected(tmp_path, office.xlsx(sheet)).broken_cells == {"DATA": {"B5"}}

    def test_of_ods_count_repeated_rows_and_columns(self, tmp_path):
        fault = '<table:table-cell office:value-type="string" calcext:value-type="error"{}><text:p>#REF!</text:p></table:table-cell>'
        gap = '<table:table-cell table:number-columns-repeated="3"/>'
        rows = office.ods_row((), "", ' table:number-rows-repeated="4"') + office.ods_row((), gap + fault.format(""))
        rows += office.ods_row(
            (), fault.format(' table:number-columns-repeated="2"'), ' table:number-rows-repeated="2"'
        )
        answer = inspected(tmp_path, office.packed(office.ods_parts(rows)))
        assert answer.broken_cells == {"DATA": {"D5", "A6", "B6", "A7", "B7"}}


class TestInspectDate1904:
    @pytest.mark.parametrize(("written", "is_1904"), [("1", True), ("true", True), ("0", False), ("false", False)])
    def test_of_xlsx(self, tmp_path, written, is_1904):
        sheets = office.workbook_xml(
            '<sheet name="A" sheetId="1" r:id="rId1"/>', head=f'<workbookPr date1904="{written}"/>'
        )
        assert inspected(tmp_path, office.xlsx(xl__workbook_xml=sheets)).date_1904 is is_1904

    @pytest.mark.parametrize(("written", "is_1904"), [(b"\x01\x00", True), (b"\x00\x00", False)])
    def test_of_xls(self, tmp_path, written, is_1904):
        assert inspected(tmp_path, office.xls(office.biff(extra=office.record(0x0022, written)))).date_1904 is is_1904

    def test_of_ods(self, tmp_path):
        epoch = (
            '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
        )
        content = str(office.ods_parts()["content.xml"]).replace("<table:table ", f"{epoch}<table:table ", 1)
        assert inspected(tmp_path, office.packed(office.ods_parts() | {"content.xml": content})).date_1904


class TestInspectLimits:
    def test_allow_one_byte_at_200_mb_and_refuse_the_next(self, tmp_path):
        path = tmp_path / "besar.csv"
        path.write_bytes(b"NIK\n")
        os.truncate(path, 200 * MIB)
        assert inspect(path) != Refusal(code="FILE_TOO_LARGE", detail="lebih dari 200 MB")
        os.truncate(path, 200 * MIB + 1)
        assert inspect(path) == Refusal(code="FILE_TOO_LARGE", detail="lebih dari 200 MB")

    def test_allow_the_rows_of_a_sheet_and_refuse_one_more(self, tmp_path):
        assert inspected(tmp_path, b"NIK\n" * 1_048_576)
        assert refused(tmp_path, b"NIK\n" * 1_048_577).code == "FILE_TOO_LARGE"

    @pytest.mark.parametrize(("size", "code"), [(10 * MIB, None), (10 * MIB + 16, "FILE_TOO_LARGE")])
    def test_leave_the_ratio_of_a_part_of_10_mb_alone(self, tmp_path, size, code):
        blank = Entry(name="xl/media/a.bin", data=bytes(size))
        answer = answered(tmp_path, zipped([*office.entries(office.xlsx_parts()), blank]))
        assert (answer.code if isinstance(answer, Refusal) else None) == code

    def test_count_all_parts_together(self, tmp_path):
        parts = [
            Entry(name=f"xl/media/{n}.bin", packed=repeated(b" " * MIB, 10), size=10 * MIB, crc=0) for n in range(120)
        ]
        assert (
            refused(tmp_path, zipped([*office.entries(office.xlsx_parts()), *parts])).detail
            == "isinya lebih dari 1,2 GB setelah dibuka"
        )

    def test_read_zip64_as_large_file_writers_write_it(self, tmp_path):
        assert inspected(tmp_path, zipped(office.entries(office.xlsx_parts()), wide=True)).kind is Kind.XLSX


class TestInspectFarCells:
    def test_let_an_honest_list_have_a_stray_cell_in_the_last_row(self, tmp_path):
        stray = '<row r="1048576">' + cell("A1048576", 1) + cell("T1048576", 1) + "</row>"
        assert inspected(tmp_path, with_rows(stray))

    def test_tell_which_cell_to_delete_where_a_list_is_too_wide_for_that(self, tmp_path):
        stray = '<row r="1048576">' + cell("AZ1048576", 1) + "</row>"
        answer = refused(tmp_path, with_rows(stray))
        assert answer.code == "FILE_TOO_LARGE"
        assert "AZ1048576" in answer.detail

    def test_let_a_stray_cell_stand_at_the_last_column(self, tmp_path):
        assert inspected(tmp_path, with_rows(f'<row r="3">{cell("XFD3", 1)}</row>'))

    def test_are_hostile_where_no_list_can_reach(self, tmp_path):
        assert refused(tmp_path, with_rows(f'<row r="3">{cell("XFE3", 1)}</row>')).code == "FILE_HOSTILE"


class TestInspectDocumentTypes:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_are_named_in_every_encoding(self, tmp_path, encoding):
        sheet = sheet_xml().replace("UTF-8", encoding.upper()).replace("\n", "\n<!-- a --><!DOCTYPE a>", 1)
        assert "DOCTYPE" in refused(tmp_path, office.xlsx(sheet.encode(encoding))).detail

    @pytest.mark.parametrize("encoding", ["UTF-7", "EBCDIC-CP-ID", "UCS-4"])
    def test_may_not_hide_in_an_encoding_that_only_some_reader_knows(self, tmp_path, encoding):
        assert refused(tmp_path, office.xlsx(sheet_xml().replace("UTF-8", encoding))).code == "FILE_HOSTILE"

    def test_are_left_alone_in_pictures_and_pasted_pages(self, tmp_path):
        svg = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>'
        assert inspected(tmp_path, office.packed(office.xlsx_parts() | {"xl/media/logo.svg": svg}))

    def test_are_refused_in_a_word_document(self, tmp_path):
        styles = '<?xml version="1.0"?>\n<!DOCTYPE a><w:styles/>'
        assert (
            refused(tmp_path, office.packed(office.docx_parts() | {"word/styles.xml": styles})).code == "FILE_HOSTILE"
        )
