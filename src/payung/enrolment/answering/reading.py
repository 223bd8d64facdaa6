"""Reads an answer that the gateway opened: which columns are which, and row by row who is meant and what is said.

Matches nobody: that needs our lines (`matching.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from payung.enrolment.rules.answer_cells import read_kpj
from payung.enrolment.rules.answer_columns import Columns, Field, found_columns
from payung.gateways.lists import AnswerRow, AnswerSheet, Key, Table
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.numbers import is_formula_fault, plain_digits
from payung.intake.rules.vocabulary import Headings
from payung.shared.nik import LENGTH, is_well_formed

TOP_ROWS = 50


class ReadRow(NamedTuple):
    """A row of an answer: where it stands, who is meant, and what is said, as written."""

    sheet: str
    number: int
    key: Key | None
    nik: str  # without separators
    rounded: bool  # a number whose last digit a spreadsheet may have made 0
    name: str
    kpj: str
    kpj_asked: str
    result: str
    reason: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSheet:
    sheet: AnswerSheet
    columns: Columns


def found_sheets(table: Table, known: Mapping[str, str]) -> list[FoundSheet]:
    """The sheets in which lines of ours can be told. `known`: folded heading → field."""
    found = []
    for sheet in table.sheets:
        top = top_of(sheet)
        columns = found_columns(
            headings=sheet.headings,
            known=known,
            top=[row.cells for row in top],
            has_keys=any(row.key for row in top),
        )
        if columns is not None:
            found.append(FoundSheet(sheet=sheet, columns=columns))
    return found


def top_of(sheet: AnswerSheet) -> list[AnswerRow]:
    return [row for row, _ in zip(sheet.rows(), range(TOP_ROWS), strict=False)]


def rows_of(sheets: Sequence[FoundSheet], headings: Headings) -> Iterator[ReadRow]:
    """Every row about a person, in the order of the file. `headings`: words of rows that are no people."""
    for found in sheets:
        yield from _rows_of(found, headings)


def _rows_of(found: FoundSheet, headings: Headings) -> Iterator[ReadRow]:
    columns = found.columns
    named = {str(field): getattr(columns, field) for field in Field if getattr(columns, field, -1) >= 0}
    is_person = PersonRows(columns=named, headings=headings).is_person
    for row in found.sheet.rows():
        cell = _Cells(row.cells)
        if row.key is None and not is_person(row.cells) and not _has_kpj(cell[columns.kpj] or cell[columns.kpj_asked]):
            continue
        nik = plain_digits(cell[columns.nik])
        yield ReadRow(
            found.sheet.name,
            row.number,
            row.key,
            nik,
            columns.nik in row.doubtful and nik.endswith("0"),
            cell[columns.name],
            cell[columns.kpj],
            cell[columns.kpj_asked],
            cell[columns.result],
            cell[columns.reason],
            cell[columns.date],
        )


class _Cells:
    """The cells of a row; nothing where there is no such column, or where its formula broke."""

    __slots__ = ("_cells",)

    def __init__(self, cells: Sequence[str]) -> None:
        self._cells = cells

    def __getitem__(self, column: int) -> str:
        if not 0 <= column < len(self._cells):
            return ""
        text = self._cells[column]
        return "" if text[:1] in _FAULTS and is_formula_fault(text) else text


_FAULTS = frozenset("#=+@E")


def _has_kpj(cell: str) -> bool:
    """A row of hardly more than a KPJ looks like nobody, and must not be lost."""
    text, is_whole = read_kpj(cell)
    return bool(text) and is_whole


def is_damaged(nik: str) -> bool:
    """Whether something is written that was meant as a NIK and is none."""
    return bool(nik) and not is_well_formed(nik) and sum(map(str.isdigit, nik)) > 1 and len(nik) <= LENGTH * 2
