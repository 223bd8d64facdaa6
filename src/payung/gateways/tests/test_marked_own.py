"""The user's own workbook, marked: what is added stands where it should, and all else is as it was."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineWorkbook

from payung.gateways.spreadsheets.marked import Form, words
from payung.gateways.spreadsheets.marked.words import FILL
from payung.gateways.tests.marked_lists import (
    HEADINGS,
    MASTURI,
    SARI,
    colour,
    finding,
    mark_own,
    opened,
    parts,
    row,
    sheet,
    with_parts,
    workbook,
)
from payung.shared.problems import Level

ERROR, DECISION, WARNING, FIXED = (FILL[level] for level in Level)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "bertanda.xlsx"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return workbook(tmp_path / "usulan.xlsx")


def values(path: Path, name: str = "DATA") -> list[list[object]]:
    with CalamineWorkbook.from_path(path) as book:
        return [list(cells) for cells in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


class TestFindings:
    def test_colour_and_comment_their_cell(self, source, out):
        mark_own(source, row(2), row(3, finding("B3")), out=out)
        marked = opened(out)
        assert colour(marked, "B3") == ERROR
        assert marked["B3"].comment.author == "Payung"
        assert "⛔ B3: NIK baru 15 angka, seharusnya 16. Lihat lagi KTP-nya." in marked["B3"].comment.text
        assert colour(marked, "B2") is None
        assert marked["B2"].comment is None

    def test_of_one_cell_share_a_comment_and_the_heaviest_colour(self, source, out):
        warning = finding("B3", level=Level.WARNING, message="NIK terbit di kabupaten lain.", remedy="")
        mark_own(source, row(3, warning, finding("B3")), out=out)
        marked = opened(out)
        assert colour(marked, "B3") == ERROR
        assert [line[:1] for line in marked["B3"].comment.text.splitlines()] == ["—", "⛔", "⚠"]

    @pytest.mark.parametrize("level, fill", list(zip(Level, (ERROR, DECISION, WARNING, FIXED), strict=True)))
    def test_have_a_colour_for_each_level(self, source, out, level, fill):
        mark_own(source, row(3, finding("C3", level=level)), out=out)
        assert colour(opened(out), "C3") == fill

    def test_on_an_empty_cell_colour_it_in_its_place(self, tmp_path, out):
        source = workbook(tmp_path / "u.xlsx", rows=[HEADINGS, (1, None, "Siti Sari")])
        mark_own(source, row(2, finding("B2", message="NIK belum diisi.")), out=out)
        assert colour(opened(out), "B2") == ERROR
        assert values(out)[1][:3] == [1.0, "", "Siti Sari"]

    def test_on_an_absent_cell_keep_the_format_of_its_row_or_column(self, tmp_path, out):
        path = tmp_path / "u.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data, bold, slanted = (
                book.add_worksheet("DATA"),
                book.add_format({"bold": 1}),
                book.add_format({"italic": 1}),
            )
            data.write_row(0, 0, HEADINGS)
            data.write(1, 0, 1)
            data.set_column("B:C", None, slanted)
            data.set_row(2, None, bold)
            data.write(2, 0, 2)
        mark_own(path, row(2, finding("B2")), row(3, finding("C3")), out=out)
        marked = opened(out)
        assert (marked["B2"].font.italic, marked["C3"].font.bold) == (True, True)

    def test_on_merged_cells_are_shown_at_the_first_of_them(self, tmp_path, out):
        merged = workbook(tmp_path / "u.xlsx", change=lambda data: data.merge_cells("C2:C3"))
        mark_own(merged, row(3, finding("C3", level=Level.DECISION, message="Desa tidak dikenal.")), out=out)
        marked = opened(out)
        assert colour(marked, "C2") == DECISION
        assert "Desa tidak dikenal" in marked["C2"].comment.text

    def test_keep_the_format_of_their_cell(self, tmp_path, out):
        def dated(data: Any) -> None:
            data["C3"] = datetime(1980, 1, 12)
            data["C3"].number_format = "dd-mmm-yy"

        mark_own(workbook(tmp_path / "u.xlsx", change=dated), row(3, finding("C3")), out=out)
        marked = opened(out)
        assert (marked["C3"].value, marked["C3"].number_format) == (datetime(1980, 1, 12), "dd-mmm-yy")

    def test_make_a_cell_text_where_a_nik_is_to_be_typed_again(self, tmp_path, out):
        source = workbook(tmp_path / "u.xlsx", rows=[HEADINGS, (1, None, "Sari"), (2, "63020", "M"), (3, 6302e12, "A")])
        mark_own(source, *(row(n, finding(f"B{n}", as_text=True)) for n in (2, 3, 4)), out=out)
        marked = opened(out)
        assert [marked[f"B{n}"].number_format for n in (2, 3, 4)] == ["@", "@", "General"]
        assert marked["B4"].value == 6302e12  # a number stays a number, and is shown as it was

    def test_beyond_what_excel_bears_leave_the_lightest_without_comment(self, source, out, monkeypatch):
        monkeypatch.setattr(words, "COMMENTS_MAX", 1)
        mark_own(source, row(2, finding("C2", level=Level.FIXED)), row(3, finding("B3")), out=out)
        marked = opened(out)
        assert marked["B3"].comment
        assert marked["C2"].comment is None
        assert colour(marked, "C2") == FIXED


class TestColumns:
    def test_stand_after_the_last_used_with_what_to_do(self, source, out):
        mark_own(
            source, row(2), row(3, finding("B3"), finding("C3", level=Level.FIXED, message="x", remedy="")), out=out
        )
        marked = opened(out)
        assert [marked[cell].value for cell in ("D1", "E1", "D2", "E2", "D3")] == [
            "Hasil periksa",
            "Yang perlu diperbaiki",
            "✅ Siap",
            None,
            "⛔ Perlu diperbaiki",
        ]
        assert marked["E3"].value.splitlines() == [
            "⛔ B3: NIK baru 15 angka, seharusnya 16. Lihat lagi KTP-nya.",
            "✅ C3: x",
        ]
        assert marked["E3"].alignment.wrap_text

    def test_are_headed_in_the_last_header_row(self, tmp_path, out):
        source = workbook(tmp_path / "u.xlsx", rows=[("DAFTAR",), ("NO", "Nomor"), (None, "NIK"), SARI])
        mark_own(source, row(4), out=out, sheets=[sheet(header_rows=(2, 3))])
        assert [opened(out).cell(number, 4).value for number in (1, 2, 3, 4)] == [
            None,
            None,
            "Hasil periksa",
            "✅ Siap",
        ]

    def test_hide_the_key_even_where_the_user_hides_all_to_the_right(self, tmp_path, out):
        path = tmp_path / "u.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data = book.add_worksheet("DATA")
            data.write_row(0, 0, HEADINGS)
            data.write_row(1, 0, SARI)
            data.set_column("D:XFD", None, None, {"hidden": True})
        mark_own(path, row(2), out=out)
        columns = re.findall(rb'<col [^>]*min="(\d+)" max="(\d+)"([^>]*)>', parts(out)["xl/worksheets/sheet1.xml"])
        assert [(int(low), int(high), b"hidden" in rest) for low, high, rest in columns] == [
            (4, 4, False),
            (5, 5, False),
            (6, 6, True),
            (7, 16384, True),
        ]

    def test_come_after_merged_cells_that_would_hide_them(self, tmp_path, out):
        source = workbook(tmp_path / "u.xlsx", change=lambda data: data.merge_cells("C2:E2"))
        mark_own(source, row(2), out=out)
        assert opened(out)["F2"].value == "✅ Siap"

    def test_are_left_out_where_the_sheet_has_no_room(self, tmp_path, out):
        source = workbook(tmp_path / "u.xlsx", change=lambda data: data.cell(3, 16383, "catatan"))
        mark_own(source, row(3, finding("B3")), out=out)
        marked = opened(out)
        assert marked.max_column == 16383
        assert colour(marked, "B3") == ERROR

    def test_tell_what_concerns_the_whole_sheet(self, tmp_path, out):
        source = workbook(tmp_path / "u.xlsx", rows=[("DAFTAR",), HEADINGS, SARI])
        missing = finding(None, message="Kolom pekerjaan tidak ada.", remedy="Tambahkan.")
        mark_own(source, out=out, sheets=[sheet(header_rows=(2,), marks=(missing,))])
        marked = opened(out)
        assert marked["E1"].value == "⛔ Kolom pekerjaan tidak ada. Tambahkan."
        assert "Kolom pekerjaan" in marked["E2"].comment.text

    def test_use_a_row_that_was_empty(self, tmp_path, out):
        path = tmp_path / "u.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data = book.add_worksheet("DATA")
            data.set_row(1, 30)
            data.write_row(2, 0, HEADINGS)
        mark_own(path, row(5), out=out, sheets=[sheet(header_rows=(3,), marks=(finding(None),))])
        marked = opened(out)
        assert (marked["E2"].value[:1], marked.row_dimensions[2].height) == ("⛔", 30)
        assert marked["D5"].value == "✅ Siap"

    def test_make_the_row_high_enough_to_be_read(self, tmp_path, out):
        def low(data: Any) -> None:
            data.row_dimensions[3].height = 12

        source = workbook(tmp_path / "u.xlsx", change=low)
        mark_own(source, row(3, finding("B3", message="kata " * 40)), out=out)
        assert opened(out).row_dimensions[3].height >= 45


class TestTheRest:
    def test_of_the_package_keeps_its_bytes(self, tmp_path, out):
        path = tmp_path / "u.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data, other = book.add_worksheet("DATA"), book.add_worksheet("REKAP")
            data.write_row(0, 0, HEADINGS)
            data.write_row(1, 0, SARI)
            chart = book.add_chart({"type": "column"})
            chart.add_series({"values": "=DATA!$A$2:$A$2"})
            other.insert_chart("A1", chart)
            other.insert_textbox("A20", "Bentuk yang tidak dikenal pustaka lain")
        mark_own(path, row(2, finding("B2")), out=out, sheets=[sheet(), sheet("REKAP", header_rows=())])
        before, after = parts(path), parts(out)
        changed = {name for name in before if after.get(name) != before[name]}
        assert changed == {
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
        }

    def test_keeps_formulas_and_their_last_values(self, tmp_path, out):
        path = tmp_path / "u.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data = book.add_worksheet("DATA")
            data.write_row(0, 0, HEADINGS)
            data.write_formula("B2", "=REKAP!A1", None, "6302015201800003")
        mark_own(path, row(2, finding("B2")), out=out)
        assert values(out)[1][1] == "6302015201800003"
        assert opened(out)["B2"].value == "=REKAP!A1"

    def test_says_how_far_it_reaches(self, tmp_path, out):
        path = tmp_path / "u.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data = book.add_worksheet("DATA")
            data.write_row(0, 0, HEADINGS)
            data.write_row(1, 0, SARI)
        mark_own(path, row(2), out=out)
        marked = parts(out)["xl/worksheets/sheet1.xml"]
        assert b'<dimension ref="A1:F2"/>' in marked
        assert b"spans=" not in marked

    def test_keeps_text_that_begins_like_a_formula_as_text(self, tmp_path, out):
        def text(data: Any) -> None:
            data["C3"] = "=1+1"
            data["C3"].data_type = "s"

        source = workbook(tmp_path / "u.xlsx", change=text)
        quoted = finding("C3", message='=HYPERLINK("http://x") _x0041_ bukan nama.', remedy="")
        mark_own(source, row(3, quoted), out=out)
        assert b"<f" not in parts(out)["xl/worksheets/sheet1.xml"].replace(b"<formula", b"")
        assert values(out)[2][2] == "=1+1"
        assert values(out)[2][4] == '⛔ C3: =HYPERLINK("http://x") _x0041_ bukan nama.'

    def test_keeps_a_nik_that_was_a_number(self, tmp_path, out):
        source = workbook(tmp_path / "u.xlsx", rows=[HEADINGS, (1, 6302015201800003, "Siti Sari")])
        mark_own(source, row(2, finding("B2", level=Level.WARNING)), out=out)
        assert b"<v>6302015201800003</v>" in parts(out)["xl/worksheets/sheet1.xml"]

    def test_keeps_panes_lists_and_hidden_sheets(self, tmp_path, out):
        def dress(data: Any) -> None:
            data.freeze_panes = "A2"
            choices = DataValidation(type="list", formula1='"L,P"')
            choices.add("C2:C9")
            data.add_data_validation(choices)
            hidden = data.parent.create_sheet("LAMA")
            hidden.sheet_state = "hidden"
            hidden.append(HEADINGS)
            hidden.append(MASTURI)

        source = workbook(tmp_path / "u.xlsx", change=dress)
        late = row(2, finding("B2"), sheet="LAMA")
        mark_own(source, late, out=out, sheets=[sheet(), sheet("LAMA", hidden=True)])
        marked = opened(out)
        assert (marked.freeze_panes, marked.data_validations.dataValidation[0].formula1) == ("A2", '"L,P"')
        assert marked.parent["LAMA"].sheet_state == "hidden"
        assert marked.parent["LAMA"]["D2"].value == "⛔ Perlu diperbaiki"

    def test_has_a_filter_that_sorts_our_columns_along(self, tmp_path, out):
        path = tmp_path / "u.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data = book.add_worksheet("DATA")
            data.write_row(0, 0, HEADINGS)
            data.write_row(1, 0, SARI)
            data.autofilter("A1:C2")
        mark_own(path, row(2), out=out)
        assert opened(out).auto_filter.ref == "A1:F2"
        assert b"DATA!$A$1:$F$2" in parts(out)["xl/workbook.xml"]

    def test_keeps_a_filter_over_something_else(self, tmp_path, out):
        def filtered(data: Any) -> None:
            data.auto_filter.ref = "A9:B12"

        mark_own(workbook(tmp_path / "u.xlsx", change=filtered), row(2), out=out)
        assert opened(out).auto_filter.ref == "A9:B12"

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=8), st.integers(-9, 9)), max_size=5), max_size=6))
    def test_of_the_cells_is_read_as_before(self, tmp_path_factory, grid):
        folder = tmp_path_factory.mktemp("sel")
        path, out = folder / "u.xlsx", folder / "b.xlsx"
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            data = book.add_worksheet("DATA")
            for number, cells in enumerate(grid):
                data.write_row(number, 0, ["" if cell is None else cell for cell in cells])
            data.write(8, 0, "akhir")
        before = values(path)
        findings = [finding(f"{letter}{number}") for letter in "ACE" for number in (2, 5)]
        mark_own(path, row(2, *findings), row(5), out=out)
        assert [cells[: len(before[0])] for cells in values(out)] == before


class TestComments:
    def test_of_the_user_stay_with_ours_below(self, tmp_path, out):
        def noted(data: Any) -> None:
            data["B3"].comment = Comment("Sudah dicek Pak Kades", "Desa")
            data["C2"].comment = Comment("Ibu RT", "Desa")

        mark_own(workbook(tmp_path / "u.xlsx", change=noted), row(3, finding("B3"), finding("A3")), out=out)
        marked = opened(out)
        assert marked["B3"].comment.text.startswith("Sudah dicek Pak Kades\n")
        assert "⛔ B3" in marked["B3"].comment.text
        assert (marked["C2"].comment.text, marked["C2"].comment.author) == ("Ibu RT", "Desa")
        drawing = next(data for name, data in parts(out).items() if name.endswith(".vml"))
        boxes = ET.fromstring(drawing).iter("{urn:schemas-microsoft-com:office:excel}Row")
        assert sorted(int(box.text or "") for box in boxes) == [0, 1, 2, 2]  # a heading, theirs, both of row 3

    def test_follow_a_plain_one_as_well(self, tmp_path, out):
        def noted(data: Any) -> None:
            data["B3"].comment = Comment("Ibu RT", "Desa")

        def plain(data: bytes) -> bytes:
            return re.sub(rb"<r><t>(.*?)</t></r>", rb"<t>\1</t>", data)

        source = with_parts(workbook(tmp_path / "u.xlsx", change=noted), tmp_path / "p.xlsx", comment1=plain)
        mark_own(source, row(3, finding("B3")), out=out)
        assert opened(out)["B3"].comment.text.startswith("Ibu RT\n")
        body = ET.fromstring(parts(out)["xl/comments/comment1.xml"])[1][0][0]
        assert [child.tag.partition("}")[2] for child in body] == ["r", "r"]

    def test_are_announced_before_what_must_follow_them(self, tmp_path, out):
        path = tmp_path / "u.xlsx"
        with xlsxwriter.Workbook(path) as book:
            data = book.add_worksheet("DATA")
            data.add_table("A1:C2", {"columns": [{"header": name} for name in HEADINGS], "data": [SARI]})
        mark_own(path, row(2, finding("B2")), out=out)
        order = [child.tag.partition("}")[2] for child in ET.fromstring(parts(out)["xl/worksheets/sheet1.xml"])]
        assert order[-2:] == ["legacyDrawing", "tableParts"]

    def test_of_a_conversation_are_left_alone(self, tmp_path, out):
        def talked(data: Any) -> None:
            data["B3"].comment = Comment("[Threaded comment]", "tc={0A}")

        mark_own(workbook(tmp_path / "u.xlsx", change=talked), row(3, finding("B3")), out=out)
        assert opened(out)["B3"].comment.text == "[Threaded comment]"


class TestMarkingAgain:
    def test_replaces_columns_colours_and_comments(self, source, out, tmp_path):
        mark_own(source, row(2, finding("C2")), row(3, finding("B3")), out=out)
        again = tmp_path / "lagi.xlsx"
        mark_own(out, row(2), row(3, finding("B3", level=Level.WARNING)), out=again, sha256="ab" * 32)
        marked = opened(again)
        assert [cell.value for cell in marked[1]].count("Hasil periksa") == 1
        assert marked.max_column == 6
        assert (colour(marked, "C2"), colour(marked, "B3")) == (None, WARNING)
        assert marked["C2"].comment is None
        assert marked["B3"].comment.text.count("B3:") == 1
        assert marked["D3"].value == "✅ Siap"
        assert marked.parent.custom_doc_props["Payung sha256"].value == "ab" * 32
        assert len(marked.parent.custom_doc_props) == 2
        drawing = next(data for name, data in parts(again).items() if name.endswith(".vml"))
        assert drawing.count(b"<v:shape ") == 2  # the heading's and B3's

    def test_leaves_the_users_comment_as_it_was(self, tmp_path, out):
        def noted(data: Any) -> None:
            data["B3"].comment = Comment("Ibu RT", "Desa")

        again = tmp_path / "lagi.xlsx"
        mark_own(workbook(tmp_path / "u.xlsx", change=noted), row(3, finding("B3")), out=out)
        mark_own(out, row(3), out=again)
        assert opened(again)["B3"].comment.text.strip() == "Ibu RT"

    def test_keeps_colours_of_the_users_own(self, tmp_path, out):
        def painted(data: Any) -> None:
            data["C3"].fill = PatternFill("solid", fgColor="FF00B0F0")

        again = tmp_path / "lagi.xlsx"
        mark_own(workbook(tmp_path / "u.xlsx", change=painted), row(3), out=out)
        mark_own(out, row(3), out=again)
        assert colour(opened(again), "C3") == "00B0F0"

    def test_finds_new_columns_of_the_user_and_stands_after_them(self, source, out, tmp_path):
        mark_own(source, row(2), out=out)
        book = openpyxl.load_workbook(out)
        book["DATA"]["G1"], book["DATA"]["G2"] = "HP", "0812"
        book.save(out)
        again = tmp_path / "lagi.xlsx"
        mark_own(out, row(2), out=again)
        marked = opened(again)
        assert (marked["G2"].value, marked["H1"].value, marked["D2"].value) == ("0812", "Hasil periksa", None)


class TestUnusualWorkbooks:
    def test_with_prefixed_tags_are_marked_too(self, source, tmp_path, out):
        def prefixed(data: bytes) -> bytes:
            data = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", data)
            return data.replace(b"xmlns=", b"xmlns:x=")

        odd = with_parts(source, tmp_path / "x.xlsx", sheet1=prefixed, styles=prefixed)
        assert mark_own(odd, row(3, finding("B3")), out=out) is Form.OWN
        assert opened(out)["D3"].value == "⛔ Perlu diperbaiki"
        assert colour(opened(out), "B3") == ERROR

    def test_without_references_are_counted_through(self, source, tmp_path, out):
        odd = with_parts(source, tmp_path / "x.xlsx", sheet1=lambda data: re.sub(rb' r="[A-Z]*\d+"', b"", data))
        mark_own(odd, row(3, finding("B3")), out=out)
        assert values(out)[2][1] == MASTURI[1]
        assert b'r="B3"' not in parts(out)["xl/worksheets/sheet1.xml"]
        assert colour(opened(out), "B3") == ERROR

    @pytest.mark.parametrize(
        "change",
        [
            lambda data: data.decode().encode("utf-16"),
            lambda data: b'<!DOCTYPE x [<!ENTITY a "b">]>' + data,
            lambda data: data.replace(b'r="3"', b'r="tiga"', 1),
            lambda data: data[:-20],
        ],
        ids=["utf-16", "doctype", "a row that is no number", "cut short"],
    )
    def test_that_cannot_be_changed_become_new_ones(self, source, tmp_path, out, change):
        odd = with_parts(source, tmp_path / "x.xlsx", sheet1=change)
        grid = list(enumerate((HEADINGS, SARI, MASTURI), 1))
        assert mark_own(odd, row(3, finding("B3")), out=out, sheets=[sheet(grid=grid)]) is Form.NEW
        assert opened(out)["D3"].value == "⛔ Perlu diperbaiki"

    @pytest.mark.parametrize("suffix, kept", [(".xlsm", True), (".xlsx", False)])
    def test_with_macros_are_what_their_name_says(self, source, tmp_path, suffix, kept):
        def typed(data: bytes) -> bytes:
            macro = (
                b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
            )
            data = data.replace(b"</Types>", macro)
            return data.replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
            )

        kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        related = b'<Relationship Id="v" Type="%b" Target="vbaProject.bin"/></Relationships>' % kind
        macro = with_parts(
            source,
            tmp_path / "m.xlsm",
            **{
                "[Content_Types]": typed,
                "workbook.xml": lambda data: data.replace(b"</Relationships>", related),
            },
        )
        with ZipFile(macro, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"\xd0\xcf")
        out = tmp_path / f"bertanda{suffix}"
        mark_own(macro, row(2), out=out)
        after = parts(out)
        assert ("xl/vbaProject.bin" in after) is kept
        assert (b"vbaProject" in after["[Content_Types].xml"]) is kept
        assert (b"vbaProject" in after["xl/_rels/workbook.xml.rels"]) is kept
        assert (b"macroEnabled" in after["[Content_Types].xml"]) is kept
        assert opened(out)["D2"].value == "✅ Siap"


class TestMark:
    def test_leaves_what_was_at_the_place_when_it_cannot_finish(self, source, out):
        out.write_bytes(b"yang lama")
        with pytest.raises(KeyError):
            mark_own(source, row(2), out=out, sheets=[sheet(marks=(finding(None, level="?"),))])
        assert out.read_bytes() == b"yang lama"
        assert sorted(path.name for path in out.parent.iterdir()) == ["bertanda.xlsx", "usulan.xlsx"]

    @pytest.mark.parametrize("file", ["usulan-desa.xlsx", "rekap-kecamatan.xlsx", "lampiran-kelurahan.xlsx"])
    def test_marks_the_lists_that_offices_send(self, file, out):
        source = Path(__file__).parents[4] / "tests" / "samples" / file
        with CalamineWorkbook.from_path(source) as book:
            names = book.sheet_names
        rows = [row(number, finding(f"B{number}"), sheet=name) for name in names for number in (6, 7)]
        assert mark_own(source, *rows, out=out, sheets=[sheet(name, header_rows=(5,)) for name in names]) is Form.OWN
        for name in names:
            width = len(values(source, name)[0])
            assert [cells[:width] for cells in values(out, name)] == values(source, name)
            assert values(out, name)[5][width] == "⛔ Perlu diperbaiki"
