"""Things that are no list, under a list's name."""

import gzip
import random
import sqlite3
import tempfile
from pathlib import Path

from hostile.kinds import UNREADABLE, hostile
from hostile.office import ODS_TYPE, compound, packed, xlsx
from hostile.zips import Entry, zipped

_FILLER = random.Random(2).randbytes(20_000)
_PAGE = "<html><head><title>Daftar</title></head><body><table><tr><td>NIK</td></tr></table></body></html>"


@hostile("daftar.xlsx", UNREADABLE)
def photo_jpeg() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + _FILLER


@hostile("daftar.csv", UNREADABLE)
def photo_png() -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + _FILLER


@hostile("daftar.xls", UNREADABLE)
def photo_heic() -> bytes:
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + _FILLER


@hostile("daftar.xlsx", UNREADABLE)
def photo_webp() -> bytes:
    return b"RIFF\x10\x4e\x00\x00WEBPVP8 " + _FILLER


@hostile("pindai.ods", UNREADABLE)
def scan_tiff() -> bytes:
    return b"II*\x00\x08\x00\x00\x00" + _FILLER


@hostile("daftar.xlsx", UNREADABLE)
def pdf() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" + _FILLER


@hostile("daftar.docx", UNREADABLE)
def rtf() -> bytes:
    return b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}" + b"\\par Siti Aminah" * 200 + b"}"


@hostile("daftar.xlsx", UNREADABLE)
def video() -> bytes:
    return b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00" + _FILLER


@hostile("daftar.xlsx", UNREADABLE)
def program() -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + _FILLER


@hostile("daftar.csv", UNREADABLE)
def shell_program() -> bytes:
    return b"\x7fELF\x02\x01\x01" + _FILLER


@hostile("daftar.xlsx", UNREADABLE)
def gzip_of_a_list() -> bytes:
    return gzip.compress(xlsx(), mtime=0)


@hostile("daftar.xlsx", UNREADABLE)
def rar() -> bytes:
    return b"Rar!\x1a\x07\x01\x00" + _FILLER


@hostile("daftar.xlsx", UNREADABLE)
def seven_zip() -> bytes:
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + _FILLER


@hostile("daftar.xls", UNREADABLE)
def sqlite_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        connection = sqlite3.connect(path)
        connection.execute("create table daftar(nik text)")
        connection.close()
        return path.read_bytes()


@hostile("daftar.xlsx", UNREADABLE)
def html_page() -> bytes:
    return ("<!DOCTYPE html>\n" + _PAGE).encode()


@hostile("daftar.xls", UNREADABLE)
def html_table_of_an_old_system() -> bytes:
    return ("\ufeff\n<!-- ekspor -->\n" + _PAGE.replace("<html>", "<HTML xmlns:x='urn:x'>")).encode()


@hostile("daftar.xls", UNREADABLE)
def html_in_utf_16() -> bytes:
    return _PAGE.encode("utf-16")


@hostile("daftar.xls", UNREADABLE)
def excel_2003_xml() -> bytes:
    return b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@hostile("daftar.xls", UNREADABLE)
def web_archive() -> bytes:
    return b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n' + _PAGE.encode()


@hostile("daftar.xls", UNREADABLE)
def excel_4_sheet() -> bytes:
    return b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00" + _FILLER


@hostile("daftar.xlsx", UNREADABLE)
def old_word_document() -> bytes:
    return compound({"WordDocument": b"\xec\xa5" + bytes(5000), "1Table": bytes(4096)})


@hostile("daftar.xlsx", UNREADABLE)
def outlook_letter() -> bytes:
    return compound({"__properties_version1.0": bytes(64), "__substg1.0_0037001F": bytes(64)})


@hostile("daftar.xlsx", UNREADABLE)
def binary_workbook() -> bytes:
    return packed(
        {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": bytes(50), "xl/worksheets/sheet1.bin": bytes(90)}
    )


@hostile("daftar.xlsx", UNREADABLE)
def presentation() -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"})


@hostile("daftar.ods", UNREADABLE)
def text_document() -> bytes:
    kind = ODS_TYPE.replace("spreadsheet", "text")
    return packed({"mimetype": kind, "META-INF/manifest.xml": "<manifest/>", "content.xml": "<office/>"})


@hostile("daftar.xlsx", UNREADABLE)
def zip_of_lists() -> bytes:
    return packed({"Rampa.xlsx": xlsx(), "Sungup Kanan.xlsx": xlsx()})


@hostile("daftar.xlsx", UNREADABLE)
def zip_of_zips_of_zips() -> bytes:
    inner = packed({"0.bin": bytes(100_000)})
    for _ in range(6):
        inner = zipped([Entry(name=f"{number}.zip", data=inner) for number in range(8)])
    return inner


@hostile("daftar.csv", UNREADABLE)
def random_bytes() -> bytes:
    return random.Random(3).randbytes(200_000)


@hostile("daftar.xlsx", UNREADABLE)
def random_bytes_that_begin_like_a_zip() -> bytes:
    return b"PK\x03\x04" + _FILLER


@hostile("daftar.xls", UNREADABLE)
def random_bytes_that_begin_like_an_old_workbook() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _FILLER
