"""What a list is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cell = str | int | date | None


class Kind(StrEnum):
    """How a column is kept in a workbook."""

    TEXT = "text"
    DIGITS = "digits"  # NIK, KK, KPJ, telephone: text for good, every zero kept
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`width` in letters, as Excel counts. `choices`: what the other office may choose from when it answers here.

    `hidden`: for us when it comes back.
    """

    heading: str
    width: int = 18
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row. `code`: its own random code, by which the answer finds it again; never anything of the person."""

    cells: Sequence[Cell]
    code: str = ""
