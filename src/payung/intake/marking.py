"""Hands a check's findings to the marked workbook: the user's list comes back with every finding where it belongs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from payung.gateways.spreadsheets.guard import Kind
from payung.gateways.spreadsheets.marked import Mark, MarkedRow, MarkedSheet, mark
from payung.intake.answer import problems_of
from payung.intake.check import Check, CheckedSheet
from payung.intake.rules.rows import status_of
from payung.shared.problems import Problem

_TYPED_AS_TEXT = frozenset({"nik", "kk_number"})


def mark_list(*, check: Check, source: Path, kind: Kind, sha256: str, out: Path) -> None:
    """The marked workbook is at `out`. Raises OSError where it cannot be written."""
    mark(
        source=source,
        own=kind is Kind.XLSX,
        sha256=sha256,
        sheets=[_sheet(checked) for checked in check.sheets],
        rows=_rows(check),
        row_count=check.counts.rows,
        out=out,
    )


def _sheet(checked: CheckedSheet) -> MarkedSheet:
    layout = checked.layout
    return MarkedSheet(
        name=checked.sheet.name,
        hidden=checked.sheet.hidden,
        header_rows=layout.header_rows if layout else (),
        grid=_Grid(checked),
        marks=tuple(map(_mark, checked.problems)),
        width=max(layout.columns.values()) + 1 if layout else 0,
    )


class _Grid:
    """The sheet's rows, read anew each time they are asked for."""

    def __init__(self, checked: CheckedSheet) -> None:
        self._checked = checked

    def __iter__(self) -> Iterator[tuple[int, Sequence[object]]]:
        return self._checked.sheet.rows()


def _rows(check: Check) -> Iterator[MarkedRow]:
    for checked, row, cells in check.rows():
        columns = checked.layout.columns if checked.layout else {}
        yield MarkedRow(
            sheet=checked.sheet.name,
            row=row.number,
            status=status_of(row.findings),
            marks=tuple(_mark(problem) for problem in problems_of(columns, row)),
            cells=cells[:-1],
        )


def _mark(problem: Problem) -> Mark:
    return Mark(
        level=problem.level,
        cell=problem.where.cell,
        message=problem.message,
        remedy=problem.remedy,
        as_text=problem.where.field in _TYPED_AS_TEXT,
    )
