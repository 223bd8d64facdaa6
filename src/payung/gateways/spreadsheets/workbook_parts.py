"""What the guard reads of an .xlsx: its sheets by name, the 1904 flag, broken formulas and far cells. Values: `book.py`."""

import posixpath
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from payung.gateways.spreadsheets import archive, extent, shared_texts
from payung.gateways.spreadsheets.archive import Part
from payung.gateways.spreadsheets.inspection import MIB, SHEETS_MOST, Inspection, Kind, Refused, hostile, unreadable
from payung.gateways.spreadsheets.tags import Tags
from payung.gateways.spreadsheets.xml_heads import refuse_declarations

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
_SMALL_PART_MOST = 4 * MIB  # a workbook of 2,000 sheets has 0.3 MiB here
_SCANNED_MOST = (
    8 * MIB
)  # sheets searched for far cells on the happy path; larger ones only after the child died of them
_BROKEN_MOST = 100_000
_MERGED_MOST = 200_000
# A formula is at most 8,192 letters, so the tag of a fault begins not farther than this before its value.
_TAG_TO_VALUE = 1 << 15
_TAG_MOST = 500
_FAULT_TAGS = (b't="e"', b"t='e'")
_REFERENCE = re.compile(rb"""^<(?:\w+:)?c\s(?:.*\s)?r\s*=\s*["']([A-Z]+[0-9]+)["']""", re.DOTALL)


@dataclass(slots=True, kw_only=True)
class _Workbook:
    """`sheets`: part name -> sheet name, in the order of the workbook."""

    sheets: dict[str, str] = field(default_factory=dict)
    date_1904: bool = False


def inspect(file: BinaryIO, parts: dict[str, Part]) -> Inspection:
    """Inflates every part once. Raises Refused."""
    workbook = _workbook(file, parts)
    broken: dict[str, frozenset[str]] = {}
    texts = array("Q")
    to_scan = _SCANNED_MOST
    for name, part in parts.items():
        chunks = _checked(name, archive.chunks(file, part))
        if name == shared_texts.PART:
            texts = shared_texts.lengths(chunks)
            continue
        if name not in workbook.sheets:
            for _ in chunks:
                pass
            continue
        kept: list[bytes] | None = [] if part.size <= to_scan else None
        cells = _broken_cells(chunks, kept)
        if cells:
            broken[workbook.sheets[name]] = frozenset(cells)
        if kept is not None:
            to_scan -= part.size
            _refuse_far(b"".join(kept))
    if shared_texts.may_blow_up(texts):
        _refuse_blown_up(file, [parts[name] for name in workbook.sheets if name in parts], texts)
    return Inspection(kind=Kind.XLSX, broken_cells=broken, date_1904=workbook.date_1904)


def sheet_parts(file: BinaryIO, parts: dict[str, Part]) -> list[Part]:
    """The sheets' parts, in the order of the workbook. Raises Refused."""
    return [parts[name] for name in _workbook(file, parts).sheets if name in parts]


def _broken_cells(chunks: Iterable[bytes], kept: list[bytes] | None) -> set[str]:
    """The cells of a sheet whose stored value is a fault. Every fault begins with `#`, which is rare and fast to find."""
    cells: set[str] = set()
    left = _BROKEN_MOST
    merged = 0
    tail = b""
    for chunk in chunks:
        if kept is not None:
            kept.append(chunk)
        if b"#" in chunk and left:
            found = list(islice(_faults(tail + chunk), left))
            left -= len(found)
            cells.update(filter(None, found))
        merged += chunk.count(b"mergeCell ")
        if merged > _MERGED_MOST:
            raise hostile("jumlah sel gabungannya tidak wajar")
        tail = chunk[-_TAG_TO_VALUE:]
    return cells


def _faults(window: bytes) -> Iterator[str]:
    """The reference of each cell that holds a fault, "" where the tag says none. Looks no farther than a tag is long."""
    for fault in _FAULT_TAGS:
        at = window.find(fault)
        while at >= 0:
            begin = window.rfind(b"<", max(0, at - _TAG_MOST), at)
            tag = window[begin : window.find(b">", at, at + _TAG_MOST) + 1] if begin >= 0 else b""
            reference = _REFERENCE.match(tag)
            yield reference[1].decode() if reference else ""
            at = window.find(fault, at + 1)


def _refuse_far(sheet: bytes) -> None:
    if extent.may_be_far(sheet) and (refusal := extent.judged(extent.of_xlsx([sheet]))):
        raise Refused(refusal.code, refusal.detail)


def _refuse_blown_up(file: BinaryIO, sheets: Iterable[Part], texts: "array[int]") -> None:
    if any(shared_texts.blown_up(texts, archive.chunks(file, sheet)) for sheet in sheets):
        raise hostile("satu teks panjang diulang di sangat banyak sel")


def _checked(name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    first = True
    for chunk in chunks:
        if first:
            refuse_declarations(name, chunk)
            first = False
        yield chunk


def _workbook(file: BinaryIO, parts: dict[str, Part]) -> _Workbook:
    """The workbook part with its relations. Raises Refused when either is missing or names no sheet."""
    if WORKBOOK not in parts or RELATIONS not in parts:
        raise unreadable("buku kerja di dalamnya tidak lengkap")
    targets: dict[str, str] = {}
    found = _Workbook()

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
            targets[attributes.get("Id", "")] = _part_name(attributes.get("Target", ""))

    def element(tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "workbookPr":
                found.date_1904 = attributes.get("date1904", "0") in {"1", "true", "on"}
            case "sheet":
                identifier = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                part = targets.get(identifier, identifier)
                if part in found.sheets or len(found.sheets) >= SHEETS_MOST:
                    raise hostile("jumlah atau susunan lembarnya tidak wajar")
                found.sheets[part] = attributes.get("name", "")

    _parse(RELATIONS, archive.whole(file, parts[RELATIONS], most=_SMALL_PART_MOST), relation)
    _parse(WORKBOOK, archive.whole(file, parts[WORKBOOK], most=_SMALL_PART_MOST), element)
    if not found.sheets:
        raise unreadable("tidak ada lembar di dalamnya")
    return found


def _part_name(target: str) -> str:
    """A relation's target, from `xl/` or from the top, as the name of a part."""
    return posixpath.normpath(posixpath.join("/xl", target.replace("\\", "/")))[1:]


def _parse(name: str, data: bytes, on_element: Callable[[str, dict[str, str]], None]) -> None:
    refuse_declarations(name, data)
    Tags(name, on_begin=on_element).feed(data, last=True)
