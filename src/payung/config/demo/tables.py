"""Tables as offices type them: columns with headings, numbered rows, totals, a place to sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.config.demo.entries import Entry
from payung.config.demo.grids import Cell
from payung.config.demo.offices import Birth
from payung.config.demo.people import Person

YEAR = 2027
SIGNED = "Kotabaru, 2 November 2026"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the field it shows ("no" counts), its width in characters."""

    heading: str
    field: str
    width: int


def line(columns: Sequence[Column], entry: Entry, number: int) -> list[Cell]:
    return [number if column.field == "no" else entry.cells.get(column.field) for column in columns]


def numbered_rows(
    columns: Sequence[Column], entries: Sequence[Entry], *, sheet: str, first: int, gaps: bool
) -> list[list[Cell]]:
    """Data rows from row `first` (counted from 0) on; with `gaps`, an empty row now and then, as people leave them."""
    rows: list[list[Cell]] = []
    for number, entry in enumerate(entries, start=1):
        if gaps and number % 41 == 23:
            rows.append([None] * len(columns))
        rows.append(line(columns, entry, number))
        entry.sheet, entry.row = sheet, first + len(rows)
    return rows


def heading_row(columns: Sequence[Column]) -> list[Cell]:
    return [column.heading for column in columns]


def widths_of(columns: Sequence[Column]) -> list[int]:
    return [column.width for column in columns]


def total_row(columns: Sequence[Column], count: int, word: str) -> list[Cell]:
    row: list[Cell] = [None] * len(columns)
    row[1], row[2] = word, count
    return row


def signature(columns: Sequence[Column], *, of: str) -> list[list[Cell]]:
    empty: list[Cell] = [None] * len(columns)
    lines = (None, SIGNED, of, None, None, "(........................)")
    return [[*empty[:-2], line, None] for line in lines]


def blank_row(columns: Sequence[Column]) -> list[Cell]:
    return [None] * len(columns)


def born(birth: Birth, person: Person) -> dict[str, Cell]:
    day = person.birth_date
    return birth(person.birth_place, day.day, day.month, day.year)


def fields_of(columns: Sequence[Column]) -> frozenset[str]:
    return frozenset(column.field for column in columns)
