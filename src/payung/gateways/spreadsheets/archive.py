"""A zip file read with suspicion: its directory first, then each part, every byte counted.

Not the standard library's `zipfile`: that builds an object for each of a million entries before we may count them,
believes the sizes that the header claims, and lets parts overlap. Checksums are left to the reader of the format.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from payung.gateways.spreadsheets import inspection
from payung.gateways.spreadsheets.inspection import hostile, locked, too_large, unreadable

_BROKEN = "arsip di dalam berkas ini rusak atau terpotong"
_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x0001
_AES = 99
_STORED, _DEFLATED = 0, 8
_PIECE = 1 << 16
_CHUNK = 1 << 20
_DIRECTORY_BYTES_MOST = 4 * inspection.MIB  # ten thousand entries with long names


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file in the zip. `size` is what the directory claims: `chunks` holds the part to it."""

    name: str  # with forward slashes
    method: int
    packed: int
    size: int
    start: int  # of the local header
    data: int = 0  # of the packed bytes


def parts(file: BinaryIO, *, file_size: int) -> dict[str, Part]:
    """The parts by name, in file order; the claimed sizes are within every limit.

    Raises Refused: broken, locked, too large, or laid out as no honest writer lays it out.
    """
    entries, directory_at = _directory(file, file_size)
    if len(entries) > inspection.PARTS_MOST:
        raise hostile(f"berisi lebih dari {inspection.PARTS_MOST} bagian")
    named: dict[str, Part] = {}
    seen: set[str] = set()
    for part in entries:
        _refuse_name(part.name, seen)
        _refuse_size(part)
        seen.add(part.name.casefold())
        named[part.name] = _with_data(file, part)
    if sum(part.size for part in named.values()) > inspection.INFLATED_BYTES_MOST:
        raise too_large("isinya lebih dari 1,2 GB setelah dibuka")
    _refuse_overlap(list(named.values()), directory_at)
    return named


def chunks(file: BinaryIO, part: Part) -> Iterator[bytes]:
    """The bytes of a part, at most 1 MiB at a time. Raises Refused if they are not what the directory claims."""
    file.seek(part.data)
    count = 0
    for chunk in _stored(file, part) if part.method == _STORED else _inflated(file, part):
        count += len(chunk)
        if count > part.size:
            raise hostile("ukuran bagian di dalamnya tidak sama dengan yang tertulis")
        yield chunk
    if count != part.size:
        raise unreadable(_BROKEN)


def whole(file: BinaryIO, part: Part, *, most: int) -> bytes:
    """A small part at once. Raises Refused if it is larger than any honest one (`most` bytes)."""
    if part.size > most:
        raise hostile(f"bagian {part.name} jauh lebih besar dari yang wajar")
    return b"".join(chunks(file, part))


def _directory(file: BinaryIO, file_size: int) -> tuple[list[Part], int]:
    size, start = _end_record(file, file_size)
    if size > _DIRECTORY_BYTES_MOST:
        raise hostile(f"berisi lebih dari {inspection.PARTS_MOST} bagian")
    if start + size > file_size:
        raise unreadable(_BROKEN)
    file.seek(start)
    raw = file.read(size)
    found: list[Part] = []
    at = 0
    while at + _ENTRY.size <= len(raw):
        part, at = _entry(raw, at)
        found.append(part)
    if not found:
        raise unreadable("ini arsip ZIP yang kosong")
    return found, start


def _end_record(file: BinaryIO, file_size: int) -> tuple[int, int]:
    """Size and offset of the directory, from the record at the end of the file (zip64 where it says so)."""
    tail_at = max(0, file_size - 0xFFFF - _END.size)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise unreadable(_BROKEN)
    _, _, _, _, _, size, start, _ = _END.unpack_from(tail, at)
    if 0xFFFFFFFF not in (size, start):
        return size, start
    if at < _END64_LOCATOR.size:
        raise unreadable(_BROKEN)
    signature, _, end64_at, _ = _END64_LOCATOR.unpack_from(tail, at - _END64_LOCATOR.size)
    if signature != b"PK\x06\x07" or end64_at + _END64.size > file_size:
        raise unreadable(_BROKEN)
    file.seek(end64_at)
    signature, *_, size, start = _END64.unpack(file.read(_END64.size))
    if signature != b"PK\x06\x06":
        raise unreadable(_BROKEN)
    return size, start


def _entry(raw: bytes, at: int) -> tuple[Part, int]:
    (signature, _, _, flags, method, _, _, _, packed, size, name_size, extra_size, note_size, _, _, _, start) = (
        _ENTRY.unpack_from(raw, at)
    )
    if signature != b"PK\x01\x02":
        raise unreadable(_BROKEN)
    if flags & _ENCRYPTED or method == _AES:
        raise locked()
    if method not in (_STORED, _DEFLATED):
        raise unreadable("dimampatkan dengan cara yang tidak biasa")
    at += _ENTRY.size
    name = raw[at : at + name_size].decode("utf-8" if flags & 0x800 else "cp437", "replace").replace("\\", "/")
    extra = raw[at + name_size : at + name_size + extra_size]
    size, packed, start = _wide(extra, size, packed, start)
    return Part(
        name=name, method=method, packed=packed, size=size, start=start
    ), at + name_size + extra_size + note_size


def _wide(extra: bytes, *short: int) -> Iterator[int]:
    """The numbers in order, those that do not fit 32 bits from the zip64 extra field."""
    wide = b""
    at = 0
    while at + 4 <= len(extra) and not wide:
        tag, length = struct.unpack_from("<2H", extra, at)
        at += 4 + length
        if tag == 1:
            wide = extra[at - length : at]
    for number in short:
        if number != 0xFFFFFFFF:
            yield number
        elif len(wide) < 8:
            raise unreadable(_BROKEN)
        else:
            yield int.from_bytes(wide[:8], "little")
            wide = wide[8:]


def _with_data(file: BinaryIO, part: Part) -> Part:
    file.seek(part.start)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
        raise unreadable(_BROKEN)
    *_, name_size, extra_size = _LOCAL.unpack(header)
    data = part.start + _LOCAL.size + name_size + extra_size
    return Part(name=part.name, method=part.method, packed=part.packed, size=part.size, start=part.start, data=data)


def _refuse_name(name: str, seen: set[str]) -> None:
    if ".." in name.split("/") or "\x00" in name:
        raise hostile("nama bagian di dalamnya menunjuk ke luar berkas")
    if name.casefold() in seen:
        raise hostile("dua bagian di dalamnya bernama sama")


def _refuse_size(part: Part) -> None:
    if part.size > inspection.RATIO_FROM_BYTES and part.size > inspection.RATIO_MOST * part.packed:
        raise too_large(f"satu bagian di dalamnya mengembang lebih dari {inspection.RATIO_MOST} kali")


def _refuse_overlap(named: list[Part], directory_at: int) -> None:
    laid = sorted(named, key=lambda part: part.start)
    if laid[-1].data + laid[-1].packed > directory_at:
        raise unreadable(_BROKEN)
    if any(one.data + one.packed > following.start for one, following in pairwise(laid)):
        raise hostile("bagian-bagian di dalamnya saling menumpuk")


def _stored(file: BinaryIO, part: Part) -> Iterator[bytes]:
    left = part.packed
    while left and (piece := file.read(min(left, _CHUNK))):
        left -= len(piece)
        yield piece


def _inflated(file: BinaryIO, part: Part) -> Iterator[bytes]:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    left = part.packed
    piece = b""
    while not machine.eof:
        if not piece:
            piece = file.read(min(left, _PIECE))
            left -= len(piece)
        try:
            chunk = machine.decompress(piece, _CHUNK)
        except zlib.error as broken:
            raise unreadable(_BROKEN) from broken
        finished = not piece and not chunk
        piece = machine.unconsumed_tail
        if chunk:
            yield chunk
        elif finished:
            return
