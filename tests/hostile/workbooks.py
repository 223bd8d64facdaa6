"""Workbooks (.xlsx) with something in them that a reader may stumble over."""

import random
import zlib

from hostile import office
from hostile.kinds import EMPTY, HOSTILE, LOCKED, NO_HEADER, NO_ROWS, READ, TOO_LARGE, UNREADABLE, hostile
from hostile.office import cell, sheet_xml, xlsx
from hostile.zips import Entry, framed, zipped
from payung.gateways.spreadsheets.extent import column_letters

_SHEET = "xl/worksheets/sheet1.xml"
_LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
_OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _declared(xml: str, declaration: str) -> str:
    """The same XML with a document type after its first line."""
    first, rest = xml.split("\n", 1)
    return f"{first}\n{declaration}{rest}"


def _with_row(number: object, *cells: str) -> bytes:
    return xlsx(sheet_xml(office.rows_xml() + f'<row r="{number}">{"".join(cells)}</row>'))


@hostile("daftar.xlsx", LOCKED)
def password() -> bytes:
    return office.compound({"EncryptionInfo": bytes(248), "EncryptedPackage": random.Random(5).randbytes(9000)})


@hostile("daftar.xlsx", HOSTILE)
def document_type() -> bytes:
    return xlsx(_declared(sheet_xml(), "<!DOCTYPE worksheet>"))


@hostile("daftar.xlsx", HOSTILE)
def billion_laughs() -> bytes:
    texts = office.shared_xml(["&j;"])
    return xlsx(xl__sharedStrings_xml=_declared(texts, _LAUGHS + "]>"))


@hostile("daftar.xlsx", HOSTILE)
def external_entity() -> bytes:
    sheets = office.workbook_xml('<sheet name="&x;" sheetId="1" r:id="rId1"/>')
    return xlsx(xl__workbook_xml=_declared(sheets, _OUTSIDE))


@hostile("daftar.xlsx", HOSTILE)
def entity_in_the_relations() -> bytes:
    links = office.relations_xml({"rId1": "worksheets/sheet1.xml"})
    return office.packed(office.xlsx_parts() | {"xl/_rels/workbook.xml.rels": _declared(links, _OUTSIDE)})


@hostile("daftar.xlsx", HOSTILE)
def document_type_in_utf_16() -> bytes:
    xml = _declared(sheet_xml(), _OUTSIDE).replace("UTF-8", "UTF-16")
    return xlsx(xml.encode("utf-16"))


@hostile("daftar.xlsx", HOSTILE)
def document_type_in_utf_16_without_a_mark() -> bytes:
    xml = _declared(sheet_xml(), _OUTSIDE).replace("UTF-8", "UTF-16")
    return xlsx(xml.encode("utf-16-be"))


@hostile("daftar.xlsx", HOSTILE)
def document_type_after_a_long_note() -> bytes:
    return xlsx(_declared(sheet_xml(), f"<!--{'x' * 9000}-->{_OUTSIDE}"))


@hostile("daftar.xlsx", HOSTILE)
def document_type_in_utf_7() -> bytes:
    return xlsx(sheet_xml().replace("UTF-8", "UTF-7").replace("\n", "\n+ADwAIQ-DOCTYPE a+AD4-", 1))


@hostile("daftar.xlsx", UNREADABLE)
def no_workbook() -> bytes:
    parts = office.xlsx_parts()
    del parts["xl/workbook.xml"]
    return office.packed(parts)


@hostile("daftar.xlsx", UNREADABLE)
def no_sheets() -> bytes:
    return xlsx(xl__workbook_xml=office.workbook_xml(""))


@hostile("daftar.xlsx", UNREADABLE)
def a_sheet_that_is_not_there() -> bytes:
    parts = office.xlsx_parts()
    del parts[_SHEET]
    return office.packed(parts)


@hostile("daftar.xlsx", UNREADABLE)
def relations_that_are_no_xml() -> bytes:
    return office.packed(office.xlsx_parts() | {"xl/_rels/workbook.xml.rels": "bukan xml"})


@hostile("daftar.xlsx", NO_HEADER, EMPTY)
def a_sheet_without_cells() -> bytes:
    return xlsx(sheet_xml(""))


@hostile("daftar.xlsx", NO_HEADER, EMPTY, UNREADABLE)
def only_a_chart() -> bytes:
    links = office.relations_xml({"rId1": "chartsheets/sheet1.xml"}, kind="chartsheet")
    parts = office.xlsx_parts() | {"xl/_rels/workbook.xml.rels": links, "xl/chartsheets/sheet1.xml": "<chartsheet/>"}
    del parts[_SHEET]
    return office.packed(parts)


@hostile("daftar.xlsm", READ)
def macros() -> bytes:
    parts = office.xlsx_parts() | {"xl/vbaProject.bin": office.compound({"VBA": b"Sub Auto_Open()"})}
    return office.packed(parts)


@hostile("daftar.xlsx", HOSTILE)
def a_million_sheets() -> bytes:
    sheets = "".join(f'<sheet name="L{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 60_000))
    return xlsx(xl__workbook_xml=office.workbook_xml(sheets))


@hostile("daftar.xlsx", HOSTILE)
def ten_thousand_names_for_one_sheet() -> bytes:
    numbers = range(1, 1900)
    sheets = "".join(f'<sheet name="L{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = office.relations_xml({f"rId{n}": "worksheets/sheet1.xml" for n in numbers})
    parts = {"xl/workbook.xml": office.workbook_xml(sheets), "xl/_rels/workbook.xml.rels": links}
    return office.packed(office.xlsx_parts() | parts)


@hostile("daftar.xlsx", HOSTILE)
def a_cell_at_the_last_corner() -> bytes:
    return _with_row(1048576, cell("XFD1048576", 1))


@hostile("daftar.xlsx", HOSTILE)
def a_cell_at_the_last_corner_of_a_large_sheet() -> bytes:
    """Too large for the guard's own look: the child dies of it, and the diagnosis tells."""
    noise = random.Random(6)
    rows = "".join(
        f'<row r="{n}">' + "".join(cell(f"{letter}{n}", noise.randrange(10**9)) for letter in "ABCDEFGHIJ") + "</row>"
        for n in range(3, 30_000)
    )
    return xlsx(sheet_xml(office.rows_xml() + rows + f'<row r="1048576">{cell("XFD1048576", 1)}</row>'))


@hostile("daftar.xlsx", TOO_LARGE)
def a_stray_cell_under_a_wide_list() -> bytes:
    return _with_row(1048576, cell("A1048576", 1), cell("CV1048576", 1))


@hostile("daftar.xlsx", READ)
def a_stray_cell_under_a_list() -> bytes:
    return _with_row(1048576, cell("A1048576", 1))


@hostile("daftar.xlsx", READ)
def a_coloured_cell_at_the_last_corner() -> bytes:
    return _with_row(1048576, '<c r="XFD1048576" s="0"/>')


@hostile("daftar.xlsx", HOSTILE)
def a_column_beyond_all() -> bytes:
    return _with_row(3, cell("ZZZZZZ3", 1))


@hostile("daftar.xlsx", HOSTILE)
def a_row_beyond_all() -> bytes:
    return _with_row(4294967297, cell("A4294967297", 1))


@hostile("daftar.xlsx", UNREADABLE, HOSTILE)
def a_row_before_the_first() -> bytes:
    return _with_row(0, cell("A0", 1))


@hostile("daftar.xlsx", UNREADABLE)
def a_negative_row() -> bytes:
    return _with_row(-3, cell("A-3", 1))


@hostile("daftar.xlsx", READ)
def a_dimension_that_lies() -> bytes:
    return xlsx(sheet_xml(head='<dimension ref="A1:XFD1048576"/>'))


@hostile("daftar.xlsx", READ, UNREADABLE, NO_HEADER, NO_ROWS)
def rows_in_the_wrong_order() -> bytes:
    return _with_row(1, cell("Z1", 1), cell("B1", 2))


@hostile("daftar.xlsx", HOSTILE, TOO_LARGE)
def one_text_in_half_a_million_cells() -> bytes:
    """30,000 letters × 250,000 cells: 7 GiB once each cell holds its own."""
    text = random.Random(7).randbytes(15_000).hex()
    cells = "".join(f'<row r="{n}">' + f'<c r="A{n}" t="s"><v>0</v></c>' + "</row>" for n in range(3, 250_000))
    return xlsx(sheet_xml(office.rows_xml() + cells), xl__sharedStrings_xml=office.shared_xml([text]))


@hostile("daftar.xlsx", UNREADABLE)
def a_text_that_is_not_there() -> bytes:
    return _with_row(3, '<c r="A3" t="s"><v>99</v></c>')


@hostile("daftar.xlsx", HOSTILE)
def half_a_million_merged_ranges() -> bytes:
    ranges = "".join(f'<mergeCell ref="A{n}:XFD{n + 500_000}"/>' for n in range(1, 500_000))
    return xlsx(sheet_xml(after=f"<mergeCells>{ranges}</mergeCells>"))


def _merged(*ranges: str, below: str = "") -> bytes:
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return xlsx(sheet_xml(office.rows_xml() + below, after=f"<mergeCells>{merged}</mergeCells>"))


@hostile("daftar.xlsx", READ, HOSTILE)
def merged_ranges_over_the_whole_sheet() -> bytes:
    return _merged(*["H1:XFD1048576"] * 3000)


@hostile("daftar.xlsx", NO_HEADER, HOSTILE)
def merged_ranges_from_every_heading_row() -> bytes:
    return _merged(*(f"A{1 + n % 50}:XFD{1048576 - n}" for n in range(190_000)))


@hostile("daftar.xlsx", READ, HOSTILE)
def desa_merged_three_thousand_times_to_the_last_row() -> bytes:
    last = f'<row r="1048576">{cell("A1048576", 1)}</row>'
    return _merged(*(f"F2:F{1048576 - n}" for n in range(3000)), below=last)


@hostile("daftar.xlsx", NO_HEADER)
def sixteen_thousand_columns() -> bytes:
    letters = [column_letters(number) for number in range(1, 16_385)]
    row = "".join(cell(f"{letter}{{n}}", f"k{letter}") for letter in letters)
    return xlsx(sheet_xml("".join(f'<row r="{n}">{row.replace("{n}", str(n))}</row>' for n in range(1, 9))))


@hostile("daftar.xlsx", READ, UNREADABLE, NO_HEADER)
def deep_nesting() -> bytes:
    noise = random.Random(8)
    names = [f"n{noise.randrange(10**6)}" for _ in range(60_000)]
    deep = "".join(f"<{name}>" for name in names) + "".join(f"</{name}>" for name in reversed(names))
    return xlsx(sheet_xml(office.rows_xml() + deep))


@hostile("daftar.xlsx", READ, UNREADABLE)
def an_attribute_of_10_mb() -> bytes:
    noise = random.Random(9).randbytes(5_000_000).hex()
    return xlsx(sheet_xml(office.rows_xml() + f'<row r="3" a="{noise}">{cell("A3", 1)}</row>'))


def _days(*values: str) -> bytes:
    """A workbook with these numbers in cells that are shown as days."""
    cells = "".join(f'<c r="{chr(65 + at)}3" s="1"><v>{value}</v></c>' for at, value in enumerate(values))
    looks = '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    styles = f'<styleSheet><cellXfs count="2">{looks}</cellXfs></styleSheet>'
    return xlsx(sheet_xml(office.rows_xml() + f'<row r="3">{cells}</row>'), xl__styles_xml=styles)


@hostile("daftar.xlsx", READ)
def numbers_and_days_beyond_all() -> bytes:
    return _days("1e400", "9e9", "-1", "NaN", "2958466", "1e-400", "99999999999999999999999", "6302065201800003")


@hostile("daftar.xlsx", READ, UNREADABLE)
def a_day_before_all() -> bytes:
    """The reader panics at it, which is no exception that Python code may catch."""
    return _days("-1e400")


@hostile("daftar.xlsx", READ, UNREADABLE)
def a_number_that_is_none() -> bytes:
    return _with_row(
        3, '<c r="A3"><v>dua</v></c>', '<c r="B3" t="d"><v>2026-99-99T99:99</v></c>', '<c r="C3" t="b"><v>9</v></c>'
    )


@hostile("daftar.xlsx", READ, UNREADABLE)
def a_fault_that_no_format_knows() -> bytes:
    return _with_row(3, '<c r="A3" t="e"><v>#ENTAH!</v></c>')


@hostile("daftar.xlsx", READ, UNREADABLE)
def letters_that_are_not_utf_8() -> bytes:
    return xlsx(sheet_xml().encode().replace(b"Siti", b"S\xff\xfe\xedti"))


@hostile("daftar.xlsx", READ, UNREADABLE)
def xml_that_stops() -> bytes:
    return xlsx(sheet_xml()[:-60])


@hostile("daftar.xlsx", READ, UNREADABLE)
def a_million_styles() -> bytes:
    noise = random.Random(10)
    looks = "".join(f'<xf numFmtId="{noise.randrange(9999)}"/>' for _ in range(200_000))
    return xlsx(xl__styles_xml=f"<styleSheet><cellXfs>{looks}</cellXfs></styleSheet>")


@hostile("daftar.xlsx", READ, TOO_LARGE)
def eighty_mb_of_one_row() -> bytes:
    """Within every limit of the guard; a reader must take it one tag at a time."""
    noise = random.Random(11).randbytes(5000).hex().encode()
    before, after = sheet_xml().encode().split(b"</sheetData>")
    piece = b'<row r="3"><c r="A3"><!--' + noise + b"--><v>1</v></c></row>" + b" " * 300_000
    crc = zlib.crc32(before)
    for _ in range(250):
        crc = zlib.crc32(piece, crc)
    after = b"</sheetData>" + after
    data = framed(before, piece, 250, after)
    size = len(before) + 250 * len(piece) + len(after)
    sheet = Entry(name=_SHEET, packed=data, size=size, crc=zlib.crc32(after, crc))
    return zipped([*(entry for entry in office.entries(office.xlsx_parts()) if entry.name != _SHEET), sheet])


@hostile("daftar.xlsx", READ, UNREADABLE)
def a_flood_of_faults_in_no_cell() -> bytes:
    return xlsx(sheet_xml(office.rows_xml() + '<row r="3" a=\'' + '#t="e" ' * 1_300_000 + "'/>"))


@hostile("daftar.xlsx", READ, UNREADABLE)
def a_flood_of_texts_in_no_cell() -> bytes:
    sheet = sheet_xml(office.rows_xml() + '<row r="3" a=\'' + 't="s" ' * 1_600_000 + "'/>")
    return xlsx(sheet, xl__sharedStrings_xml=office.shared_xml(["panjang" * 500]))
