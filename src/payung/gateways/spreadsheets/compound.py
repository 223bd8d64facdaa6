"""Old Office files (OLE compound): which document is inside, and whether it is locked.

Read defensively: a chain of sectors may be cyclic or point outside, so each is followed at most once around.
"""

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from payung.gateways.spreadsheets.inspection import MIB, Inspection, Kind, locked, unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = "susunan dalam berkas Office lama ini rusak"
_MARKS_FROM = 0xFFFFFFFA  # from here on no sector but a mark: end of chain, free, table
_SMALL_SHIFT = 6
_SMALL_SECTORS_MOST = 16 * MIB
_ROOT = ""
_ROOT_KIND = 5
_HEADER_TABLES = 109
_ENTRY_BYTES = 128
_ENTRIES_MOST = 4096
_GLOBALS_MOST = 1 << 16  # the records that say locked and 1904 stand among the first
_BOF, _FILEPASS, _DATEMODE = 0x0809, 0x002F, 0x0022


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compound:
    file: BinaryIO
    sector: int  # bytes
    sectors: int  # whole and partial ones in the file
    following: "array[int]"  # the file allocation table: which sector comes after each
    directory: int
    small_table: int
    small_most: int  # streams shorter than this stand in small sectors, inside the root's stream


def inspect(file: BinaryIO, *, file_size: int) -> Inspection:
    """An .xls that can be read. Raises Refused: locked, not a workbook, or broken."""
    compound = _opened(file, file_size)
    streams = _streams(compound)
    if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
        raise locked()
    if "WordDocument" in streams:
        raise unreadable("ini dokumen Word lama (.doc); simpan sebagai .docx atau pindahkan tabelnya ke Excel")
    if "PowerPoint Document" in streams:
        raise unreadable("ini presentasi PowerPoint, bukan daftar")
    if any(name.startswith("__substg1.0_") for name in streams):
        raise unreadable("ini surat Outlook; simpan dulu lampirannya")
    workbook = streams.get("Workbook") or streams.get("Book")
    if workbook is None:
        raise unreadable("ini berkas Office lama yang bukan lembar kerja")
    _refuse_endless(compound, *workbook)
    start = b""
    for piece in _stream(compound, streams, *workbook):
        start += piece
        if len(start) >= _GLOBALS_MOST:
            break
    return Inspection(kind=Kind.XLS, broken_cells={}, date_1904=_date_1904(start))


def workbook_stream(file: BinaryIO, *, file_size: int) -> Iterator[bytes]:
    """The records of the workbook, in pieces. Raises Refused."""
    compound = _opened(file, file_size)
    streams = _streams(compound)
    workbook = streams.get("Workbook") or streams.get("Book")
    if workbook is None:
        raise unreadable(_BROKEN)
    yield from _stream(compound, streams, *workbook)


def _date_1904(start: bytes) -> bool:
    """Whether days count from 1904, from the first records of the workbook. Raises Refused when locked."""
    at = 0
    date_1904 = False
    while at + 4 <= len(start):
        record, size = struct.unpack_from("<2H", start, at)
        if at == 0 and record & 0xFF != _BOF & 0xFF:
            raise unreadable(_BROKEN)
        if record == _FILEPASS:
            raise locked()
        if record == _DATEMODE:
            date_1904 = start[at + 4 : at + 6] == b"\x01\x00"
        at += 4 + size
    return date_1904


def _opened(file: BinaryIO, file_size: int) -> _Compound:
    file.seek(0)
    header = file.read(512)
    if len(header) < 512:
        raise unreadable(_BROKEN)
    shift, small_shift = struct.unpack_from("<2H", header, 30)
    if shift not in (9, 12) or small_shift != _SMALL_SHIFT:
        raise unreadable(_BROKEN)
    sector = 1 << shift
    directory, small_most, small_table, more = struct.unpack_from("<I4x2I4xI", header, 48)
    sectors = -(-file_size // sector) - 1
    tables = [number for number in struct.unpack_from(f"<{_HEADER_TABLES}I", header, 76) if number < sectors]
    following = _numbers(b"".join(_read_sector(file, sector, number) for number in tables))
    for _ in range(sectors // (sector // 4) + 1):  # the list of tables goes on outside the header above 7 MB
        if more >= sectors:
            break
        listed = _numbers(_read_sector(file, sector, more))
        for number in listed[:-1]:
            if number < sectors and len(following) < sectors:
                following.extend(_numbers(_read_sector(file, sector, number)))
        more = listed[-1]
    return _Compound(
        file=file,
        sector=sector,
        sectors=sectors,
        following=following,
        directory=directory,
        small_table=small_table,
        small_most=small_most,
    )


def _streams(compound: _Compound) -> dict[str, tuple[int, int]]:
    """Stream name -> first sector and size; the root, which holds the small sectors, under its own name."""
    raw = b"".join(islice(_chain(compound, compound.directory), _ENTRIES_MOST * _ENTRY_BYTES // compound.sector))
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(raw) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        letters, kind, start, size = struct.unpack_from("<64xHB49xII", raw, at)
        if kind and 2 <= letters <= 64:
            name = raw[at : at + letters - 2].decode("utf-16-le", "replace")
            found[_ROOT if kind == _ROOT_KIND else name] = (start, size)
    return found


def _stream(compound: _Compound, streams: dict[str, tuple[int, int]], start: int, size: int) -> Iterator[bytes]:
    """The bytes of a stream, sector by sector."""
    if size >= compound.small_most:
        yield from _cut(_chain(compound, start), size)
        return
    most = _SMALL_SECTORS_MOST // compound.sector
    holder = b"".join(islice(_chain(compound, streams.get(_ROOT, (_MARKS_FROM, 0))[0]), most))
    following = _numbers(b"".join(islice(_chain(compound, compound.small_table), most)))
    numbers = _followed(following, start, len(holder) >> _SMALL_SHIFT)
    width = 1 << _SMALL_SHIFT
    yield from _cut((holder[number * width : (number + 1) * width] for number in numbers), size)


def _refuse_endless(compound: _Compound, start: int, size: int) -> None:
    """Goes once along the whole chain of a stream, reading nothing: a reader that trusts it would go round for ever."""
    if size >= compound.small_most:
        for _ in _followed(compound.following, start, compound.sectors):
            pass


def _chain(compound: _Compound, start: int) -> Iterator[bytes]:
    for number in _followed(compound.following, start, compound.sectors):
        yield _read_sector(compound.file, compound.sector, number)


def _followed(following: "array[int]", start: int, count: int) -> Iterator[int]:
    """Sector numbers from `start`. Raises Refused if the chain leaves the file or is longer than it."""
    number = start
    for _ in range(count):
        if number >= _MARKS_FROM:
            return
        if number >= min(count, len(following)):
            raise unreadable(_BROKEN)
        yield number
        number = following[number]
    if number < _MARKS_FROM:
        raise unreadable(_BROKEN)


def _cut(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:size]
        size -= len(piece)
        if size <= 0:
            return


def _read_sector(file: BinaryIO, sector: int, number: int) -> bytes:
    file.seek((number + 1) * sector)
    return file.read(sector).ljust(sector, b"\x00")


def _numbers(raw: bytes) -> "array[int]":
    numbers = array("I", raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
