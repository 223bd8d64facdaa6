"""What the guard answers with, and the limits it holds. The guard itself is `guard.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Merge = tuple[tuple[int, int], tuple[int, int]]  # ((first row, first column), (last row, last column)), from 0

MIB = 2**20

FILE_BYTES_MOST = 200 * MIB
INFLATED_BYTES_MOST = 1200 * MIB
RATIO_MOST = 150  # of inflated to packed bytes…
RATIO_FROM_BYTES = 10 * MIB  # …in a part larger than this
ROWS_MOST = 1_048_576
SHEETS_MOST = 2_000  # a workbook with a sheet for each of 202 desa is honest
PARTS_MOST = 10_000  # of a zip; a list with a photograph per person has a few thousand
XML_HEAD_BYTES = 4096


class Kind(StrEnum):
    """Which reader a file needs. Decided by content, never by the file name."""

    XLSX = "xlsx"  # .xlsm too
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """A file that may be read.

    `broken_cells`: sheet name -> {"B5", …}, the cells whose stored value is a formula fault (#REF!, #N/A …).
    Seen in xlsx and ods, where the reader gives an empty cell; a cell that does not say its own reference is not named.
    `merges`: sheet name -> merged ranges, where the reader does not give them (ods).
    `date_1904`: serial numbers of days count from 1904 (old Macintosh workbooks).
    """

    kind: Kind
    broken_cells: Mapping[str, frozenset[str]]
    date_1904: bool
    merges: Mapping[str, Sequence[Merge]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that is not read. `detail` is an Indonesian clause of what was seen, for the middle of a message."""

    code: str
    detail: str


class Refused(Exception):
    """Carries a `Refusal` up to `guard.inspect`; never leaves the gateway."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.refusal = Refusal(code=code, detail=detail)


def unreadable(detail: str) -> Refused:
    return Refused("FILE_UNREADABLE", detail)


def locked() -> Refused:
    return Refused("FILE_LOCKED", "isinya dikunci dengan kata sandi")


def empty(detail: str) -> Refused:
    return Refused("FILE_EMPTY", detail)


def too_large(detail: str) -> Refused:
    return Refused("FILE_TOO_LARGE", detail)


def hostile(detail: str) -> Refused:
    return Refused("FILE_HOSTILE", detail)
