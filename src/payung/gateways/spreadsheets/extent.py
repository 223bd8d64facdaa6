"""How far apart the filled cells of a sheet lie: readers hold the whole rectangle between them in memory.

A sheet of two cells, A1 and XFD1048576, asks for 17 thousand million places of 32 bytes. 60 million are 2 GiB, which
leaves a third of the child's memory to the words. A nearly empty sheet may have half of that: an honest list with one
stray value in the last row of Excel is read up to 28 columns, and beyond them told what to delete.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from payung.gateways.spreadsheets.inspection import ROWS_MOST, Refusal

PLACES_MOST = 60_000_000
_EMPTY_PLACES_MOST = 30_000_000
_COLUMNS_MOST = 16_384
_FILLED_PART = 100  # below one filled place in a hundred a sheet is nearly empty
_TAG_BYTES_MOST = 2**22
_LIST_COLUMNS_MOST = 256  # nearly empty and wider than any list: made by no person

# A cell that is closed at once (<c r="XFD1" s="3"/>) has a colour but no value: readers skip it.
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]+)([0-9]+)["'][^<>]*(?<!/)>""")
_FAR = re.compile(rb"""["'](?:[A-Za-z]{3,}[0-9]+|[A-Za-z]+[0-9]{6,})["']""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The rectangle from the first to the last filled cell; rows and columns count from 1."""

    filled: int
    rows: tuple[int, int]
    columns: tuple[int, int]

    @property
    def places(self) -> int:
        return (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)


def may_be_far(sheet: bytes) -> bool:
    """Whether any reference lies beyond column ZZ or row 99,999: nearer than that the rectangle is harmless."""
    return _FAR.search(sheet) is not None


def of_xlsx(chunks: Iterable[bytes]) -> Extent | None:
    """The extent of a sheet's XML; None if no cell is filled."""
    columns: set[bytes] = set()
    rows: list[int] = []
    filled = 0
    for window in _whole_tags(chunks):
        cells = _CELL.findall(window)
        if cells:
            filled += len(cells)
            columns.update([column for column, _ in cells])
            rows.extend({int(row[:12]) for _, row in cells})
            rows = [min(rows), max(rows)]
    if not filled:
        return None
    numbers = [column_number(column.decode()) for column in columns]
    return Extent(filled=filled, rows=(rows[0], rows[1]), columns=(min(numbers), max(numbers)))


def judged(extent: Extent | None) -> Refusal | None:
    """A refusal if the rectangle is more than a reader can hold or a format allows."""
    if extent is None:
        return None
    beyond = extent.rows[1] > ROWS_MOST or extent.rows[0] < 1 or extent.columns[1] > _COLUMNS_MOST
    nearly_empty = extent.filled * _FILLED_PART < extent.places
    if not beyond and extent.places <= (_EMPTY_PLACES_MOST if nearly_empty else PLACES_MOST):
        return None
    far = f"{column_letters(extent.columns[1])}{extent.rows[1]}"
    if beyond or (nearly_empty and extent.columns[1] - extent.columns[0] >= _LIST_COLUMNS_MOST):
        return Refusal(code="FILE_HOSTILE", detail=f"isinya menunjuk sampai sel {far}, jauh di luar daftar mana pun")
    if nearly_empty:
        detail = f"hampir kosong tetapi terbentang sampai sel {far}; hapus isi yang jauh di luar tabel"
        return Refusal(code="FILE_TOO_LARGE", detail=detail)
    return Refusal(code="FILE_TOO_LARGE", detail=f"tabelnya terbentang sampai sel {far}")


def column_number(letters: str) -> int:
    """A → 1, XFD → 16384. Words longer than any column give a number beyond all."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut only before a `<`, so that no tag falls between two windows."""
    carried = b""
    for chunk in chunks:
        carried += chunk
        cut = carried.rfind(b"<")
        if cut > 0:
            yield carried[:cut]
            carried = carried[cut:]
        elif len(carried) > _TAG_BYTES_MOST:  # one endless attribute: keep its end, never grow with it
            carried = carried[-_TAG_BYTES_MOST:]
    yield carried
