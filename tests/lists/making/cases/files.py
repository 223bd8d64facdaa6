"""Files that cannot be read as lists: one small file for each FILE_ code, and their near neighbours that can."""

import random
import struct
from pathlib import Path

from lists.making.case import Case, listed
from lists.making.layout import Row, Sheet, Skip, row
from lists.making.writing import excel, ods, unzipped, zipped

SHEET = "xl/worksheets/sheet1.xml"
SECTOR = 512
PEOPLE: tuple[Row, ...] = (row(1), row(2), row(3))


def cut_short(path: Path, sheets: tuple[Sheet, ...]) -> None:
    excel()(path, sheets)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])


def nothing(path: Path, _sheets: tuple[Sheet, ...]) -> None:
    path.write_bytes(b"")


def swollen(megabytes: float) -> object:
    """A sheet part blown up with blanks between its rows: they deflate about a thousandfold."""

    def write(path: Path, sheets: tuple[Sheet, ...]) -> None:
        excel()(path, sheets)
        parts = unzipped(path)
        part = parts[SHEET]
        assert isinstance(part, bytes)
        zipped(path, parts | {SHEET: part.replace(b"<sheetData>", b"<sheetData>" + b" " * int(megabytes * 1_000_000))})

    return write


def with_doctype(path: Path, sheets: tuple[Sheet, ...]) -> None:
    excel()(path, sheets)
    parts = unzipped(path)
    part = parts["xl/sharedStrings.xml"]
    assert isinstance(part, bytes)
    head, _, tail = part.partition(b"<sst")
    doctype = b'<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    zipped(path, parts | {"xl/sharedStrings.xml": head + doctype + b"<sst" + tail.replace(b"NIK", b"NIK &b;", 1)})


def locked(path: Path, _sheets: tuple[Sheet, ...]) -> None:
    """What Excel saves with a password: a compound file holding EncryptionInfo and EncryptedPackage."""
    noise = random.Random(2026).randbytes(4096)
    agile = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    info = (struct.pack("<HHI", 4, 4, 0x40) + agile).ljust(4096, b" ")
    package = (struct.pack("<Q", 4000) + noise)[:4096]
    path.write_bytes(compound({"EncryptionInfo": info, "EncryptedPackage": package}))


def locked_by_libreoffice(path: Path, sheets: tuple[Sheet, ...]) -> None:
    """An .ods with a password: its content is noise, and the list of parts says how it was made so."""
    ods(path, sheets)
    parts = unzipped(path)
    manifest = parts["META-INF/manifest.xml"]
    assert isinstance(manifest, bytes)
    plain = b'manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    sealed = (
        plain[:-2] + b' manifest:size="4096"><manifest:encryption-data manifest:checksum="AA=="/></manifest:file-entry>'
    )
    noise = random.Random(2027).randbytes(2048)
    zipped(path, parts | {"content.xml": noise, "META-INF/manifest.xml": manifest.replace(plain, sealed)})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB, 512-byte sectors) whose streams are each 4096 bytes: table in sector 0, names in sector 1."""
    end, free, table_mark, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
    table, body, entries, at = [table_mark, end], b"", [], 2
    for name, content in sorted(streams.items(), key=lambda item: (len(item[0]), item[0])):
        count = len(content) // SECTOR
        entries.append((name, at, len(content)))
        table += [*range(at + 1, at + count), end]
        body += content
        at += count
    table += [free] * (SECTOR // 4 - len(table))
    names = named("Root Entry", 5, child=1, start=end, size=0)
    names += named(entries[0][0], 2, right=2, start=entries[0][1], size=entries[0][2])
    names += named(entries[1][0], 2, start=entries[1][1], size=entries[1][2]) + bytes(128)
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    )
    return head + struct.pack("<108I", *[none] * 108) + struct.pack(f"<{len(table)}I", *table) + names + body


def named(name: str, kind: int, *, right: int = -1, child: int = -1, start: int, size: int) -> bytes:
    spelled = (name + "\0").encode("utf-16-le")
    entry = (
        spelled.ljust(64, b"\0") + struct.pack("<HBB", len(spelled), kind, 1) + struct.pack("<iii", -1, right, child)
    )
    return entry + bytes(36) + struct.pack("<IQ", start, size)


TOTAL = Skip((None, None, None, "JUMLAH", None, None, None, None, None))

CASES: tuple[Case, ...] = (
    Case(
        name="FILE_UNREADABLE",
        ext="xlsx",
        writer=cut_short,
        sheets=(Sheet(lines=PEOPLE),),
        sheets_open=True,
        rows_open=True,
        problems=({"code": "FILE_UNREADABLE"},),
        edge="A workbook cut short on its way cannot be opened, and says so once.",
    ),
    Case(
        name="FILE_LOCKED",
        ext="xlsx",
        writer=locked,
        sheets_open=True,
        rows_open=True,
        problems=({"code": "FILE_LOCKED"},),
        edge="A workbook saved with a password is locked, which is not the same as unreadable.",
    ),
    Case(
        name="locked-by-libreoffice",
        ext="ods",
        writer=locked_by_libreoffice,
        sheets=(Sheet(lines=PEOPLE),),
        sheets_open=True,
        rows_open=True,
        problems=({"code": "FILE_LOCKED"},),
        edge="LibreOffice's password leaves the list of parts readable, and that says it is locked.",
    ),
    Case(
        name="FILE_HOSTILE",
        ext="xlsx",
        writer=with_doctype,
        sheets=(Sheet(lines=PEOPLE),),
        sheets_open=True,
        rows_open=True,
        problems=({"code": "FILE_HOSTILE"},),
        edge="A DOCTYPE with entities in the shared strings is refused before it is expanded.",
    ),
    Case(
        name="FILE_TOO_LARGE",
        ext="xlsx",
        writer=swollen(11.5),
        sheets=(Sheet(lines=PEOPLE),),
        sheets_open=True,
        rows_open=True,
        problems=({"code": "FILE_TOO_LARGE"},),
        edge="A part over 10 MB that inflates more than 150 times is too large, though the file is small.",
    ),
    Case(
        name="large-part-below-10-mb",
        ext="xlsx",
        writer=swollen(9.5),
        sheets=(Sheet(lines=PEOPLE),),
        edge="A part under 10 MB is read whatever its ratio.",
    ),
    Case(
        name="FILE_EMPTY",
        ext="xlsx",
        sheets=(Sheet(lines=(Skip(), TOTAL)),),
        problems=({"code": "FILE_EMPTY"},),
        sheets_open=True,
        rows_open=True,
        edge="A heading and a total without one person is an empty file.",
    ),
    Case(
        name="empty-no-bytes",
        ext="csv",
        writer=nothing,
        problems=({"code": "FILE_EMPTY"},),
        sheets_open=True,
        rows_open=True,
        edge="A text file of no bytes is empty, not unreadable.",
    ),
    Case(
        name="empty-workbook",
        ext="xlsx",
        sheets=(Sheet(name="Sheet1", header=(), columns=()),),
        problems=({"code": "FILE_EMPTY"},),
        sheets_open=True,
        rows_open=True,
        edge="A workbook whose only sheet holds nothing is empty.",
    ),
    Case(
        name="empty-one-sheet-of-two",
        ext="xlsx",
        sheets=(Sheet(name="Kosong"), Sheet(name="Isi", lines=PEOPLE)),
        edge="A sheet with a heading only does not make a file empty while another sheet holds people.",
    ),
    listed(
        "clean",
        "A list with nothing wrong has no code at all, and a file's own facts are true.",
        *PEOPLE,
        nowhere=("NIK_CLEANED", "DATE_READ_AS"),
    ),
)
