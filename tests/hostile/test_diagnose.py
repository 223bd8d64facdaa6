"""What a child died of, told from the file afterwards."""

import tempfile

import pytest

from hostile import office
from hostile.make_files import KINDS
from hostile.office import cell, sheet_xml
from payung.gateways.spreadsheets import child
from payung.gateways.spreadsheets.diagnose import diagnose
from payung.gateways.spreadsheets.guard import Kind, Refusal

DIED = Refusal(code="FILE_TOO_LARGE", detail="tidak cukup memori")


class TestDiagnose:
    def test_finds_what_the_reader_in_rust_died_of(self, tmp_path, monkeypatch):
        path = KINDS["a_cell_at_the_last_corner"].write(tmp_path)
        monkeypatch.syspath_prepend(str(tmp_path))
        read = "import python_calamine as p\np.CalamineWorkbook.from_path({!r}).get_sheet_by_index(0)\n"
        (tmp_path / "anak_rust.py").write_text(read.format(str(path)))
        with tempfile.TemporaryFile() as answer:
            died = child.run(module="anak_rust", request={}, answer=answer)
        assert died is not None
        assert died.code == "FILE_TOO_LARGE"
        assert diagnose(path, Kind.XLSX, died).code == "FILE_HOSTILE"

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("a_cell_at_the_last_corner_of_a_large_sheet", Kind.XLSX),
            ("ods_with_a_cell_at_the_last_corner", Kind.ODS),
            ("xls_with_a_cell_at_the_last_corner", Kind.XLS),
            ("xls_that_claims_a_huge_sheet", Kind.XLS),
        ],
    )
    def test_finds_what_the_file_was_made_for(self, tmp_path, name, kind):
        assert diagnose(KINDS[name].write(tmp_path), kind, DIED).code == "FILE_HOSTILE"

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (office.xlsx(), Kind.XLSX),
            (office.xls(), Kind.XLS),
            (office.packed(office.ods_parts()), Kind.ODS),
            (office.packed(office.docx_parts()), Kind.DOCX),
            (b"NIK;Nama\n", Kind.TEXT),
        ],
    )
    def test_stays_with_what_is_known_of_an_honest_file(self, tmp_path, data, kind):
        (tmp_path / "daftar").write_bytes(data)
        assert diagnose(tmp_path / "daftar", kind, DIED) == DIED

    def test_sees_a_far_cell_on_a_later_sheet(self, tmp_path):
        parts = office.xlsx_parts() | {
            "xl/workbook.xml": office.workbook_xml(
                '<sheet name="A" sheetId="1" r:id="rId1"/><sheet name="B" sheetId="2" r:id="rId2"/>'
            ),
            "xl/_rels/workbook.xml.rels": office.relations_xml(
                {"rId1": "worksheets/sheet1.xml", "rId2": "/xl/worksheets/sheet2.xml"}
            ),
            "xl/worksheets/sheet2.xml": sheet_xml(
                f'<row r="1">{cell("A1", 1)}</row><row r="1048576">{cell("XFD1048576", 1)}</row>'
            ),
        }
        (tmp_path / "daftar").write_bytes(office.packed(parts))
        assert diagnose(tmp_path / "daftar", Kind.XLSX, DIED).code == "FILE_HOSTILE"
