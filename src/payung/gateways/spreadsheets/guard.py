"""Looks at an uploaded file before any reader does: what it is by content, and whether it may be read.

Costs an inflation of the whole file and little more. It cannot see everything: reading happens in a child process with
limits (`child.py`), and `diagnose.py` says afterwards what a child died of.
"""

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from payung.gateways.spreadsheets import archive, compound, opendocument, plain, signatures, workbook_parts
from payung.gateways.spreadsheets.archive import Part
from payung.gateways.spreadsheets.inspection import (
    FILE_BYTES_MOST,
    MIB,
    Inspection,
    Kind,
    Refusal,
    Refused,
    empty,
    hostile,
    too_large,
    unreadable,
)
from payung.gateways.spreadsheets.xml_heads import refuse_declarations

__all__ = ["Inspection", "Kind", "Refusal", "inspect"]

_DOCUMENT = "word/document.xml"
_SPAN_TAG_BYTES = 200
_WIDE_SPAN = re.compile(
    rb"""<\w+:grid(?:Span|Before|After)\s[^<>]{0,100}\bval\s*=\s*["'][0-9]{4,}"""
)  # Word has 63 columns
_OTHER_ARCHIVES = (
    ("xl/workbook.bin", "ini lembar kerja biner (.xlsb); buka dengan Excel lalu simpan sebagai .xlsx"),
    ("ppt/presentation.xml", "ini presentasi PowerPoint, bukan daftar"),
    ("Index/Document.iwa", "ini lembar kerja Numbers dari Apple; simpan sebagai .xlsx"),
    ("AndroidManifest.xml", "ini aplikasi telepon, bukan daftar"),
)
_LISTS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".docx", ".txt", ".tsv")


def inspect(path: Path) -> Inspection | Refusal:
    """What the file is, or why it is not read. Content decides, never the name.

    Errors: OSError if there is no such file or it may not be opened; never for what stands in it.
    """
    try:
        with _opened(path) as file:
            return _inspected(file, os.fstat(file.fileno()).st_size)
    except Refused as refused:
        return refused.refusal


def _opened(path: Path) -> BinaryIO:
    """Only a regular file: a FIFO would wait for ever, a device never ends."""
    if path.is_dir():
        raise unreadable("ini folder, bukan berkas")
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise unreadable("ini bukan berkas biasa")
    return os.fdopen(number, "rb")


def _inspected(file: BinaryIO, size: int) -> Inspection:
    if size > FILE_BYTES_MOST:
        raise too_large(f"lebih dari {FILE_BYTES_MOST // MIB} MB")
    head = file.read(4096)
    if not head:
        raise empty("tidak ada isinya")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _archive(file, size)
    if head.startswith(compound.SIGNATURE):
        return compound.inspect(file, file_size=size)
    if clause := signatures.foreign(head):
        raise unreadable(clause)
    return plain.inspect(file)


def _archive(file: BinaryIO, size: int) -> Inspection:
    parts = archive.parts(file, file_size=size)
    if workbook_parts.WORKBOOK in parts:
        return workbook_parts.inspect(file, parts)
    if _DOCUMENT in parts:
        return _document(file, parts)
    if opendocument.MANIFEST in parts and _mimetype(file, parts).startswith(opendocument.MIMETYPE):
        return opendocument.inspect(file, parts)
    raise unreadable(_other_archive(parts))


def _document(file: BinaryIO, parts: dict[str, Part]) -> Inspection:
    """A .docx. A reader repeats a cell for each column it spans, so that number is looked at here."""
    for name, part in parts.items():
        tail = b""
        for at, chunk in enumerate(archive.chunks(file, part)):
            if at == 0:
                refuse_declarations(name, chunk)
            if name == _DOCUMENT and _WIDE_SPAN.search(tail + chunk):
                raise hostile("satu sel tabelnya selebar ribuan kolom")
            tail = chunk[-_SPAN_TAG_BYTES:]
    return Inspection(kind=Kind.DOCX, broken_cells={}, date_1904=False)


def _mimetype(file: BinaryIO, parts: dict[str, Part]) -> bytes:
    return archive.whole(file, parts["mimetype"], most=MIB) if "mimetype" in parts else opendocument.MIMETYPE


def _other_archive(parts: dict[str, Part]) -> str:
    for name, clause in _OTHER_ARCHIVES:
        if name in parts:
            return clause
    if any(name.startswith(("xl/", "word/")) for name in parts):
        return "isi lembar kerja di dalamnya tidak lengkap"
    if any(name.lower().endswith(_LISTS) for name in parts):
        return "ini arsip ZIP; keluarkan dulu daftarnya, lalu unggah satu per satu"
    return "ini arsip ZIP, bukan daftar"
