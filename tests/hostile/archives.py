"""Zip files that lie, overlap, hide or explode."""

import random
import struct
import zlib
from dataclasses import replace

from hostile import office
from hostile.kinds import HOSTILE, LOCKED, READ, TOO_LARGE, UNREADABLE, hostile
from hostile.zips import Entry, framed, repeated, zipped

_MIB = 2**20
_SHEET = "xl/worksheets/sheet1.xml"


def _with(**changed: object) -> bytes:
    """An honest workbook whose sheet part is entered with other facts."""
    honest = office.entries(office.xlsx_parts())
    sheet = next(entry for entry in honest if entry.name == _SHEET)
    facts = {name: getattr(sheet, name) for name in Entry.__slots__} | changed
    return zipped([entry for entry in honest if entry is not sheet] + [Entry(**facts)])


@hostile("daftar.xlsx", UNREADABLE)
def cut_in_the_middle() -> bytes:
    return office.xlsx()[:-600]


@hostile("daftar.xlsx", UNREADABLE)
def without_its_first_half() -> bytes:
    whole = office.xlsx()
    return b"PK\x03\x04" + whole[len(whole) // 2 :]


@hostile("daftar.xlsx", UNREADABLE)
def wrong_checksum() -> bytes:
    return _with(crc=12345)


@hostile("daftar.xlsx", HOSTILE)
def larger_than_it_says() -> bytes:
    return _with(size=100)


@hostile("daftar.xlsx", UNREADABLE)
def smaller_than_it_says() -> bytes:
    return _with(size=5000)


@hostile("daftar.xlsx", UNREADABLE)
def packed_bytes_spoiled() -> bytes:
    return _with(packed=b"\xff" * 400, size=1000)


@hostile("daftar.xlsx", TOO_LARGE)
def bomb_of_one_part() -> bytes:
    return _with(packed=repeated(b"<c/>" * (_MIB // 4), 900), size=900 * _MIB, crc=0)


@hostile("daftar.xlsx", HOSTILE)
def bomb_that_says_it_is_small() -> bytes:
    return _with(packed=repeated(b"<c/>" * (_MIB // 4), 900), size=2000, crc=0)


@hostile("daftar.xlsx", TOO_LARGE)
def bomb_of_many_parts() -> bytes:
    data = repeated(b" " * _MIB, 9)
    bombs = [Entry(name=f"xl/media/{n}.bin", packed=data, size=9 * _MIB, crc=0) for n in range(140)]
    return zipped(office.entries(office.xlsx_parts()) + bombs)


@hostile("daftar.xlsx", HOSTILE)
def parts_that_share_their_bytes() -> bytes:
    parts = office.entries(office.xlsx_parts())
    one = Entry(name="xl/media/0.bin", packed=repeated(b" " * _MIB, 9), size=9 * _MIB, crc=0)
    at = len(zipped(parts)) - 22 - sum(46 + len(part.name) for part in parts)
    same = [Entry(name=f"xl/media/{n}.bin", packed=b"", size=9 * _MIB, crc=0, at=at) for n in range(1, 100)]
    return zipped([*parts, one, *same])


@hostile("daftar.xlsx", HOSTILE)
def twenty_thousand_parts() -> bytes:
    return zipped(office.entries(office.xlsx_parts()) + [Entry(name=f"a/{n}", stored=True) for n in range(20_000)])


@hostile("daftar.xlsx", HOSTILE)
def two_parts_of_one_name() -> bytes:
    return zipped([*office.entries(office.xlsx_parts()), Entry(name=_SHEET, data=b"<worksheet/>")])


@hostile("daftar.xlsx", HOSTILE)
def two_parts_that_differ_in_case() -> bytes:
    return zipped([*office.entries(office.xlsx_parts()), Entry(name=_SHEET.upper(), data=b"<worksheet/>")])


@hostile("daftar.xlsx", HOSTILE)
def a_path_out_of_the_file() -> bytes:
    return zipped([*office.entries(office.xlsx_parts()), Entry(name="xl/../../../etc/cron.d/a", data=b"x")])


@hostile("daftar.xlsx", HOSTILE)
def a_windows_path_out_of_the_file() -> bytes:
    return zipped([*office.entries(office.xlsx_parts()), Entry(name="..\\..\\autoexec.bat", data=b"x")])


@hostile("daftar.xlsx", LOCKED)
def zip_password() -> bytes:
    return _with(flags=1)


@hostile("daftar.xlsx", LOCKED)
def zip_password_of_the_new_kind() -> bytes:
    return _with(method=99)


@hostile("daftar.xlsx", UNREADABLE)
def packed_in_an_unusual_way() -> bytes:
    return _with(method=12)


@hostile("daftar.xlsx", UNREADABLE)
def an_empty_zip() -> bytes:
    return zipped([])


@hostile("daftar.xlsx", UNREADABLE)
def a_directory_beyond_the_end() -> bytes:
    return zipped(office.entries(office.xlsx_parts()), directory_at=0x7FFFFFFF)


@hostile("daftar.xlsx", UNREADABLE, HOSTILE)
def a_zip64_directory_of_nowhere() -> bytes:
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**60, 2**60, 2**62, 2**62)
    body = office.xlsx()[:-22]
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(body), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return body + end64 + locator + end


@hostile("daftar.xlsx", UNREADABLE)
def a_part_beyond_the_end() -> bytes:
    return _with(at=0x7FFFFFF0)


@hostile("daftar.xlsx", READ)
def a_zip_inside_a_workbook() -> bytes:
    inner = zipped([Entry(name="bom.bin", packed=repeated(b" " * _MIB, 4000), size=4000 * _MIB, crc=0)])
    return zipped([*office.entries(office.xlsx_parts()), Entry(name="xl/embeddings/a.zip", data=inner, stored=True)])


@hostile("daftar.xlsx", READ)
def a_note_after_the_zip() -> bytes:
    return zipped(office.entries(office.xlsx_parts()), note=b"PK-ABC" * 500)


@hostile("daftar.xlsx", READ, TOO_LARGE)
def a_sheet_of_60_mb_with_one_row() -> bytes:
    """Just within the ratio: it must be read within the limits, or refused."""
    noise = random.Random(4).randbytes(6000).hex().encode()
    blank = b'<row r="3"><!--' + noise + b"-->" + b"<c/>" * 200_000 + b"</row>"
    before, after = office.sheet_xml().encode().split(b"</sheetData>")
    data = framed(before, blank, 60, b"</sheetData>" + after)
    crc = zlib.crc32(before)
    for _ in range(60):
        crc = zlib.crc32(blank, crc)
    size = len(before) + 60 * len(blank) + len(after) + len(b"</sheetData>")
    return _with(packed=data, size=size, crc=zlib.crc32(b"</sheetData>" + after, crc))


@hostile("daftar.xlsx", READ)
def sixteen_thousand_notes_on_each_part() -> bytes:
    note = b"\x99\x99\x00\x00" * 16_000
    return zipped([replace(entry, extra=note) for entry in office.entries(office.xlsx_parts())])


@hostile("daftar.xlsx", READ)
def every_number_written_wide() -> bytes:
    return zipped(office.entries(office.xlsx_parts()), wide=True)
