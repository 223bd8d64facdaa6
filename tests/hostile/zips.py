"""Zip files made by hand, so that any number in them can lie."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_WIDE = b"\xff\xff\xff\xff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A part. What is not said is made honestly of `data`."""

    name: str
    data: bytes = b""
    stored: bool = False
    packed: bytes | None = None  # the deflated bytes, where they were made elsewhere
    size: int | None = None  # claimed
    crc: int | None = None
    flags: int = 0
    method: int | None = None
    at: int | None = None  # claimed offset of the local header
    extra: bytes = b""  # in the directory


def zipped(
    entries: Iterable[Entry], *, note: bytes = b"", directory_at: int | None = None, wide: bool = False
) -> bytes:
    """`wide`: every number that may be is written in the zip64 way, as some programs do whatever the size."""
    body = bytearray()
    directory = bytearray()
    count = 0
    for entry in entries:
        packed = entry.packed if entry.packed is not None else entry.data if entry.stored else deflated(entry.data)
        method = entry.method if entry.method is not None else 0 if entry.stored else 8
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        name = entry.name.encode()
        at = len(body) if entry.at is None else entry.at
        extra = entry.extra + (struct.pack("<2H3Q", 1, 24, size, len(packed), at) if wide else b"")
        facts = struct.pack("<4H2L", entry.flags | 0x800, method, 0, 33, crc, len(packed))
        body += b"PK\x03\x04\x14\x00" + facts + struct.pack("<L2H", size, len(name), 0) + name + packed
        if wide:
            facts, size, at = facts[:-4] + _WIDE, 0xFFFFFFFF, 0xFFFFFFFF
        directory += b"PK\x01\x02\x14\x00\x14\x00" + facts + struct.pack("<L2H", size, len(name), len(extra))
        directory += struct.pack("<3H2L", 0, 0, 0, 0, at) + name + extra
        count += 1
    start = len(body) if directory_at is None else directory_at
    whole = bytes(body + directory)
    if wide:
        whole += struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(directory), start)
        whole += struct.pack("<4sLQL", b"PK\x06\x07", 0, len(body) + len(directory), 1)
    numbers = _WIDE * 2 if wide else struct.pack("<2L", len(directory), start)
    counts = struct.pack("<4s4H", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF)
    return whole + counts + numbers + struct.pack("<H", len(note)) + note


def deflated(data: bytes) -> bytes:
    machine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return machine.compress(data) + machine.flush()


def repeated(piece: bytes, times: int) -> bytes:
    """A deflate stream of `piece` many times over, made without making the bytes themselves."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = machine.compress(piece) + machine.flush(zlib.Z_FULL_FLUSH)
    return block * times + machine.flush()


def framed(before: bytes, piece: bytes, times: int, after: bytes) -> bytes:
    """A deflate stream of `before`, `piece` many times over, and `after`."""
    machine = zlib.compressobj(6, zlib.DEFLATED, -15)
    first = machine.compress(before) + machine.flush(zlib.Z_FULL_FLUSH)
    middle = machine.compress(piece) + machine.flush(zlib.Z_FULL_FLUSH)
    return first + middle * times + machine.compress(after) + machine.flush()
