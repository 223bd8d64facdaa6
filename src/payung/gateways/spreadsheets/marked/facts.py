"""What a marker is told: findings, rows and sheets, already in the words the user will read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from payung.shared.problems import Level


class Form(StrEnum):
    """What was made, so that the caller can say it."""

    OWN = "own"  # the user's own workbook, marked
    NEW = "new"  # a new workbook with the same cells
    BAD_ROWS = "bad_rows"  # a new workbook with only the rows that wait for someone


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One finding, in the user's words.

    `as_text`: the value must be typed again and must stay text (NIK, KK), so a cell that waits for it becomes Text
    in Excel. Without that Excel would damage the mended NIK a second time.
    """

    level: Level
    cell: str | None  # "B5"; None: the row, or the sheet, as a whole
    message: str
    remedy: str
    as_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedRow:
    """A data row. `cells` starts at column A; only a new workbook needs it."""

    sheet: str
    row: int  # 1 is the first row a person sees
    status: str  # ready | decision | error
    marks: tuple[Mark, ...]
    cells: Sequence[object] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSheet:
    """A sheet. `grid` gives (row number, cells from column A) in order and is read only when a new workbook is made.

    `header_rows` is empty when the sheet is not a list: it is then kept, but gets no columns.
    `width` counts the columns of the widest row; 0 means not known.
    """

    name: str
    hidden: bool
    header_rows: tuple[int, ...]
    grid: Iterable[tuple[int, Sequence[object]]] = ()
    marks: tuple[Mark, ...] = ()
    width: int = 0
