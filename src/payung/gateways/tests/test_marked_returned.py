"""A marked workbook that comes back is known by its hidden column and its document property alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from payung.gateways.spreadsheets.marked import Returned, mark, read_return
from payung.gateways.spreadsheets.marked.keys import key_text
from payung.gateways.tests.marked_lists import HEADINGS, MASTURI, SARI, SHA256, finding, mark_own, row, sheet, workbook


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    source = workbook(tmp_path / "usulan.xlsx", rows=[HEADINGS, SARI, MASTURI, (3, "6302", "Aminah")])
    mark_own(source, row(2), row(3, finding("B3")), row(4, finding("B4")), out=tmp_path / "bertanda.xlsx")
    return tmp_path / "bertanda.xlsx"


def edited(path: Path, change: Callable[[Any], object]) -> Returned | None:
    """The workbook read again after someone worked in it and saved."""
    book = openpyxl.load_workbook(path)
    change(book["DATA"])
    book.save(path)
    return read_return(path)


def places(returned: Returned | None) -> list[tuple[int, int]]:
    assert returned is not None
    return [(one.row, one.row_now) for one in returned.rows]


class TestReadReturn:
    def test_knows_every_row_and_the_file_it_came_from(self, marked):
        returned = read_return(marked)
        assert returned is not None
        assert returned.sha256 == SHA256
        assert places(returned) == [(2, 2), (3, 3), (4, 4)]
        assert all(one.intact and not one.copied and one.sheet == one.sheet_now == "DATA" for one in returned.rows)
        assert returned.columns == {"DATA": frozenset({4, 5, 6})}

    def test_leaves_the_user_free_to_mend_cells(self, marked):
        returned = edited(marked, lambda data: data.cell(3, 2, "6302010606750001"))
        assert returned is not None
        assert all(one.intact for one in returned.rows)

    def test_follows_rows_that_moved(self, marked):
        assert places(edited(marked, lambda data: data.insert_rows(1, 2))) == [(2, 4), (3, 5), (4, 6)]

    def test_does_without_rows_that_were_deleted(self, marked):
        assert places(edited(marked, lambda data: data.delete_rows(3))) == [(2, 2), (4, 3)]

    def test_follows_a_sheet_that_was_renamed(self, marked):
        def rename(data: Any) -> None:
            data.title = "DATA 2027"

        returned = edited(marked, rename)
        assert returned is not None
        assert {(one.sheet, one.sheet_now) for one in returned.rows} == {("DATA", "DATA 2027")}
        assert set(returned.columns) == {"DATA 2027"}

    def test_flags_every_copy_of_a_row(self, marked):
        def copy(data: Any) -> None:
            for column in range(1, 7):
                data.cell(9, column, data.cell(3, column).value)

        returned = edited(marked, copy)
        assert returned is not None
        assert [(one.row_now, one.copied) for one in returned.rows] == [(2, False), (3, True), (4, False), (9, True)]

    @pytest.mark.parametrize(
        "key",
        [
            key_text(sha256=SHA256, sheet="DATA", row=3).replace("/3/", "/8/"),
            key_text(sha256="00" * 32, sheet="DATA", row=3),
            key_text(sha256=SHA256, sheet="LAIN", row=3).replace("LAIN", "DATA"),
        ],
        ids=["another row", "another file", "another sheet"],
    )
    def test_sees_a_key_that_was_changed(self, marked, key):
        returned = edited(marked, lambda data: data.cell(3, 6, key))
        assert returned is not None
        assert [one.intact for one in returned.rows] == [True, False, True]

    def test_passes_over_a_key_that_is_none_any_more(self, marked):
        assert places(edited(marked, lambda data: data.cell(3, 6, "PYG1/tiga"))) == [(2, 2), (4, 4)]

    def test_knows_our_columns_where_no_row_could_be_read(self, tmp_path):
        source = workbook(tmp_path / "usulan.xlsx")
        mark_own(source, out=tmp_path / "bertanda.xlsx", sheets=[sheet(marks=(finding(None),))])
        returned = read_return(tmp_path / "bertanda.xlsx")
        assert returned is not None
        assert (returned.rows, returned.columns) == ((), {"DATA": frozenset({4, 5, 6})})

    def test_knows_a_new_workbook_of_a_nameless_list(self, tmp_path):
        grid = [(1, HEADINGS), (2, SARI)]
        out = tmp_path / "bertanda.xlsx"
        lists = [sheet("", grid=grid)]
        mark(source=tmp_path, own=False, sha256=SHA256, sheets=lists, rows=[row(2, sheet="")], row_count=1, out=out)
        returned = read_return(out)
        assert returned is not None
        assert [(one.sheet, one.sheet_now, one.intact) for one in returned.rows] == [("", "Daftar", True)]

    def test_knows_what_was_saved_as_ods(self, tmp_path):
        path = tmp_path / "kembali.ods"
        key = key_text(sha256=SHA256, sheet="DATA", row=3)
        spaces = " ".join(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for name in ("office", "table", "text", "meta")
        )
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        table = f'<table:table table:name="DATA"><table:table-row>{cell.format("Sari")}{cell.format(key)}</table:table-row></table:table>'
        value = f'<meta:user-defined meta:name="Payung sha256">{SHA256}</meta:user-defined>'
        with ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", "<manifest/>")
            archive.writestr(
                "meta.xml", f"<office:document-meta {spaces}><office:meta>{value}</office:meta></office:document-meta>"
            )
            body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
            archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
        returned = read_return(path)
        assert places(returned) == [(3, 1)]

    def test_answers_none_for_any_other_file(self, tmp_path):
        text = tmp_path / "usulan.csv"
        text.write_text("NIK;NAMA\n")
        assert read_return(text) is None
        assert read_return(workbook(tmp_path / "usulan.xlsx")) is None

    def test_answers_none_without_the_property(self, marked):
        def forget(data: Any) -> None:
            del data.parent.custom_doc_props["Payung sha256"]

        assert edited(marked, forget) is None

    def test_answers_none_without_the_hidden_column(self, marked):
        assert edited(marked, lambda data: data.delete_cols(6)) is None
