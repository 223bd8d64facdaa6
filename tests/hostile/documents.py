"""OpenDocument sheets, Word documents and old workbooks that a reader may stumble over."""

import random
import struct

from hostile import office
from hostile.kinds import EMPTY, HOSTILE, LOCKED, NO_HEADER, READ, TOO_LARGE, UNREADABLE, hostile
from hostile.office import biff, docx_cell, docx_parts, docx_row, docx_table, ods_parts, ods_row, packed, record, xls
from hostile.zips import Entry, repeated, zipped

_ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_ROWS = "".join(ods_row(row) for row in office.TABLE)
_WORDS = "".join(docx_row(row) for row in office.TABLE)
_MIB = 2**20


def _ods(rows: str, **changed: str) -> bytes:
    return packed(ods_parts(_ROWS + rows) | changed)


def _columns(number: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{number}"/>'


def _rows(number: int) -> str:
    return f' table:number-rows-repeated="{number}"'


@hostile("daftar.ods", READ)
def ods_with_empty_repeats_to_the_end() -> bytes:
    """As LibreOffice writes every sheet; refusing it would refuse them all."""
    return _ods(ods_row((), _columns(16384), _rows(1048574)))


@hostile("daftar.ods", TOO_LARGE, HOSTILE)
def ods_with_a_filled_row_repeated_to_the_end() -> bytes:
    filled = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    return _ods(ods_row((), filled, _rows(1048574)))


@hostile("daftar.ods", HOSTILE)
def ods_with_a_cell_at_the_last_corner() -> bytes:
    return _ods(
        ods_row((), _columns(16384), _rows(1048573)) + ods_row((), _columns(16383) + "".join(ods_row(("x",))[17:-18]))
    )


@hostile("daftar.ods", HOSTILE)
def ods_with_repeats_beyond_all() -> bytes:
    return _ods(ods_row(("x",), _columns(99999999999999999999)))


@hostile("daftar.ods", HOSTILE)
def ods_with_ten_thousand_million_spaces() -> bytes:
    return _ods(ods_row(('<text:s text:c="1000000000"/>' * 10,)))


@hostile("daftar.ods", HOSTILE)
def ods_with_two_million_open_tags() -> bytes:
    return _ods("<a>" * 2_000_000)


@hostile("daftar.ods", LOCKED)
def ods_with_a_password() -> bytes:
    manifest = str(ods_parts()["META-INF/manifest.xml"])
    locked = manifest.replace('spreadsheet"/>', 'spreadsheet"><manifest:encryption-data/></manifest:file-entry>')
    noise = random.Random(12).randbytes(3000)
    return packed(ods_parts() | {"META-INF/manifest.xml": locked, "content.xml": noise})


@hostile("daftar.ods", HOSTILE)
def ods_with_an_entity() -> bytes:
    return packed(ods_parts() | {"content.xml": str(ods_parts()["content.xml"]).replace("?>\n", f"?>\n{_ENTITY}")})


@hostile("daftar.ods", UNREADABLE)
def ods_without_content() -> bytes:
    parts = ods_parts()
    del parts["content.xml"]
    return packed(parts)


@hostile("daftar.ods", UNREADABLE)
def ods_cut_in_a_tag() -> bytes:
    return packed(ods_parts() | {"content.xml": str(ods_parts()["content.xml"])[:-200]})


@hostile("daftar.docx", NO_HEADER, EMPTY, UNREADABLE)
def docx_without_a_table() -> bytes:
    return packed(docx_parts("<w:p><w:r><w:t>Yth. Bapak Kepala Dinas</w:t></w:r></w:p>"))


@hostile("daftar.docx", TOO_LARGE)
def docx_bomb() -> bytes:
    bomb = Entry(
        name="word/document.xml", packed=repeated(b"<w:p/>" * (_MIB // 6), 500), size=_MIB // 6 * 6 * 500, crc=0
    )
    return zipped([entry for entry in office.entries(docx_parts()) if entry.name != bomb.name] + [bomb])


@hostile("daftar.docx", HOSTILE)
def docx_with_an_entity() -> bytes:
    document = str(docx_parts()["word/document.xml"]).replace("?>\n", f"?>\n{_ENTITY}")
    return packed(docx_parts() | {"word/document.xml": document})


@hostile("daftar.docx", HOSTILE)
def docx_cell_as_wide_as_the_world() -> bytes:
    wide = f"<w:tr>{docx_cell('x', '<w:gridSpan w:val=' + chr(34) + '2000000000' + chr(34) + '/>')}</w:tr>"
    return packed(docx_parts(docx_table(_WORDS + wide)))


@hostile("daftar.docx", READ)
def docx_with_tables_in_tables() -> bytes:
    inner = "<w:p/>"
    for _ in range(60):
        inner = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl><w:p/>"
    return packed(docx_parts(docx_table(_WORDS + f"<w:tr><w:tc>{inner}</w:tc></w:tr>")))


@hostile("daftar.docx", UNREADABLE, NO_HEADER, READ)
def docx_with_tables_in_tables_without_end() -> bytes:
    noise = random.Random(13)
    opened = "".join(f'<w:tbl w:a="{noise.randrange(10**8)}"><w:tr><w:tc>' for _ in range(20_000))
    return packed(docx_parts(docx_table(_WORDS) + opened + "</w:tc></w:tr></w:tbl>" * 20_000))


@hostile("daftar.docx", READ, UNREADABLE)
def docx_with_one_cell_merged_down_two_thousand_rows() -> bytes:
    first, merged = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = docx_row(office.PERSON, first) + docx_row(office.PERSON, merged) * 2000
    return packed(docx_parts(docx_table(docx_row(office.HEADER) + rows)))


@hostile("daftar.docx", UNREADABLE)
def docx_cut_in_a_tag() -> bytes:
    return packed(docx_parts() | {"word/document.xml": str(docx_parts()["word/document.xml"])[:-50]})


@hostile("daftar.xls", READ)
def xls_honest() -> bytes:
    """The base of the others: if it were not read, they would prove nothing."""
    return xls()


@hostile("daftar.xls", LOCKED)
def xls_with_a_password() -> bytes:
    return xls(biff(extra=record(0x002F, bytes(54))))


@hostile("daftar.xls", UNREADABLE)
def xls_whose_sectors_go_round() -> bytes:
    raw = bytearray(xls())
    first = 2  # after the table and the directory
    struct.pack_into("<L", raw, 512 + 4 * 5, first)
    struct.pack_into("<L", raw, 512 + 512 + 512 + 128 + 120, 0x7FFFFFFF)
    return bytes(raw)


@hostile("daftar.xls", UNREADABLE)
def xls_whose_directory_goes_round() -> bytes:
    raw = bytearray(xls())
    struct.pack_into("<L", raw, 512 + 4, 1)
    return bytes(raw)


@hostile("daftar.xls", UNREADABLE)
def xls_with_sectors_of_two_gigabytes() -> bytes:
    raw = bytearray(xls())
    struct.pack_into("<H", raw, 30, 31)
    return bytes(raw)


@hostile("daftar.xls", UNREADABLE, READ)
def xls_with_four_thousand_million_tables() -> bytes:
    raw = bytearray(xls())
    struct.pack_into("<L", raw, 44, 0xFFFFFFFF)
    struct.pack_into("<2L", raw, 68, 2, 0xFFFFFFFF)
    return bytes(raw)


@hostile("daftar.xls", UNREADABLE)
def xls_cut_in_the_middle() -> bytes:
    return xls()[:1400]


@hostile("daftar.xls", HOSTILE, TOO_LARGE)
def xls_with_a_cell_at_the_last_corner() -> bytes:
    cells = office.biff_text(0, 0, "NIK") + office.biff_text(0xFFFF, 0xFFFF, "x")
    return xls(biff(cells))


@hostile("daftar.xls", READ, HOSTILE, TOO_LARGE, UNREADABLE)
def xls_that_claims_a_huge_sheet() -> bytes:
    return xls(biff(rows=0xFFFFFFFF, columns=0xFFFF))


@hostile("daftar.xls", UNREADABLE, NO_HEADER, EMPTY)
def xls_with_random_records() -> bytes:
    noise = random.Random(14)
    return xls(biff(b"".join(record(noise.randrange(0x300), noise.randbytes(noise.randrange(40))) for _ in range(500))))
