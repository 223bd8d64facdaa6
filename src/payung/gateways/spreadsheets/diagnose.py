"""What a child died of: a file that is honestly too large, or one made to be.

Costs a full look at the file, so it is asked only after `child.run` has refused.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from payung.gateways.spreadsheets import archive, compound, extent, opendocument, workbook_parts
from payung.gateways.spreadsheets.extent import Extent
from payung.gateways.spreadsheets.inspection import MIB, Kind, Refusal, Refused

_LOOKED_AT_MOST = 400 * MIB  # of a sheet's XML: two seconds; beyond it a file is large by any measure
_RECORDS_LOOKED_AT_MOST = 32 * MIB  # of an .xls, record by record: some seconds if all are of the shortest
_DIMENSIONS = 0x0200
_OLD_ROWS, _OLD_COLUMNS = 65_536, 256
# Formula, several numbers in a row, texts of three ages, numbers of two, truth or fault.
_CELLS = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))


def diagnose(path: Path, kind: Kind, refusal: Refusal) -> Refusal:
    """A more exact refusal if the file shows why the child failed, else `refusal` itself."""
    with path.open("rb") as file:
        try:
            return _seen(file, os.fstat(file.fileno()).st_size, kind) or refusal
        except Refused as refused:
            return refused.refusal


def _seen(file: BinaryIO, size: int, kind: Kind) -> Refusal | None:
    match kind:
        case Kind.XLSX:
            return _workbook(file, size)
        case Kind.ODS:
            content = archive.parts(file, file_size=size)[opendocument.CONTENT]
            extents = opendocument.walked(archive.chunks(file, content)).extents
            return next(filter(None, map(extent.judged, extents)), None)
        case Kind.XLS:
            return _records(compound.workbook_stream(file, file_size=size))
        case Kind.DOCX | Kind.TEXT:
            return None


def _workbook(file: BinaryIO, size: int) -> Refusal | None:
    parts = archive.parts(file, file_size=size)
    for sheet in workbook_parts.sheet_parts(file, parts):
        if refusal := extent.judged(extent.of_xlsx(_within(archive.chunks(file, sheet)))):
            return refusal
    return None


def _records(pieces: Iterable[bytes]) -> Refusal | None:
    """The cells of an .xls, all sheets laid on each other: honest ones stay within 65,536 rows and 256 columns."""
    found: Extent | None = None
    for record, body in _each_record(_within(pieces, _RECORDS_LOOKED_AT_MOST)):
        if (
            record == _DIMENSIONS
            and len(body) >= 12
            and struct.unpack_from("<4xL2xH", body) > (_OLD_ROWS, _OLD_COLUMNS)
        ):
            return Refusal(code="FILE_HOSTILE", detail="menyebut ukuran lembar yang tidak mungkin")
        if record in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<2H", body)
            found = _with_cell(found, row + 1, column + 1)
    return extent.judged(found)


def _each_record(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    carried = b""
    for piece in pieces:
        carried += piece
        at = 0
        while at + 4 <= len(carried):
            record, size = struct.unpack_from("<2H", carried, at)
            if at + 4 + size > len(carried):
                break
            yield record, carried[at + 4 : at + 4 + size]
            at += 4 + size
        carried = carried[at:]


def _with_cell(found: Extent | None, row: int, column: int) -> Extent:
    if found is None:
        return Extent(filled=1, rows=(row, row), columns=(column, column))
    rows = (min(row, found.rows[0]), max(row, found.rows[1]))
    columns = (min(column, found.columns[0]), max(column, found.columns[1]))
    return Extent(filled=found.filled + 1, rows=rows, columns=columns)


def _within(chunks: Iterable[bytes], most: int = _LOOKED_AT_MOST) -> Iterator[bytes]:
    looked_at = 0
    for chunk in chunks:
        yield chunk
        looked_at += len(chunk)
        if looked_at > most:
            return
