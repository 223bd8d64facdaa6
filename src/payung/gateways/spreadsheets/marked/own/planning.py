"""Turns findings into what is to change in one sheet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from payung.gateways.spreadsheets.marked.facts import Mark, MarkedRow, MarkedSheet
from payung.gateways.spreadsheets.marked.keys import key_text
from payung.gateways.spreadsheets.marked.own.merges import Merges
from payung.gateways.spreadsheets.marked.own.plan import Own, Paint, SheetPlan
from payung.gateways.spreadsheets.marked.own.survey import Merge, Survey
from payung.gateways.spreadsheets.marked.places import COLUMNS_MAX, column_letters, row_and_column
from payung.gateways.spreadsheets.marked.words import (
    ADVICE_HEADING,
    KEY_HEADING,
    LEGEND,
    RESULT_HEADING,
    STATUS_LEVEL,
    STATUS_TEXT,
    advice,
    comment,
    heaviest,
    sheet_note,
    to_be_retyped,
)
from payung.shared.problems import Level

_ADVICE, _KEY = 1, 2  # after the result


def fill_plan(
    plan: SheetPlan, *, sheet: MarkedSheet, rows: Sequence[MarkedRow], sha256: str, commented: frozenset[Level]
) -> None:
    """The plan holds all that changes in the sheet. Cells with findings of the levels `commented` get a comment."""
    marks = _marks_by_cell([*sheet.marks, *(mark for row in rows for mark in row.marks)], merges=plan.survey.merges)
    for (at, column), found in marks.items():
        plan.put(row=at, column=column, what=Paint(level=heaviest(found), as_text=to_be_retyped(found)))
        if heaviest(found) in commented:
            plan.comments[at, column] = comment(found)
    first = _first_free_column(plan.survey, sheet=sheet, rows=rows)
    if sheet.header_rows and first + _KEY <= COLUMNS_MAX:
        plan.first_column = first
        plan.filter_range = _filter_over_ours(plan.survey, header_rows=sheet.header_rows, last=first + _KEY)
        _put_headings(plan, sheet=sheet, column=first)
        for row in rows:
            _put_answer(plan, row=row, column=first, sha256=sha256)


def _put_headings(plan: SheetPlan, *, sheet: MarkedSheet, column: int) -> None:
    row = sheet.header_rows[-1]
    for place, text in enumerate((RESULT_HEADING, ADVICE_HEADING, KEY_HEADING)):
        plan.put(row=row, column=column + place, what=Own(text=text, heading=True))
    plan.comments[row, column] = LEGEND
    if sheet.marks:
        plan.comments[row, column + _ADVICE] = comment(sheet.marks)
        if row > 1:  # in sight, where there is a row for it
            note = Own(text=sheet_note(sheet.marks), level=heaviest(sheet.marks))
            plan.put(row=row - 1, column=column + _ADVICE, what=note)


def _put_answer(plan: SheetPlan, *, row: MarkedRow, column: int, sha256: str) -> None:
    result = Own(text=STATUS_TEXT[row.status], level=STATUS_LEVEL[row.status])
    plan.put(row=row.row, column=column, what=result)
    plan.put(row=row.row, column=column + _ADVICE, what=Own(text=advice(row.marks)))
    plan.put(row=row.row, column=column + _KEY, what=Own(text=key_text(sha256=sha256, sheet=row.sheet, row=row.row)))


def _marks_by_cell(marks: Iterable[Mark], *, merges: Sequence[Merge]) -> Mapping[tuple[int, int], list[Mark]]:
    """Findings by the cell where they can be seen: of merged cells that is the first."""
    by_cell: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        place = row_and_column(mark.cell) if mark.cell else None
        if place:
            by_cell[place].append(mark)
    merged = Merges(merges=merges, columns=(column for _, column in by_cell))
    seen: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for (row, column), found in by_cell.items():
        seen[merged.seen_at(row=row, column=column)] += found
    return seen


def _first_free_column(survey: Survey, *, sheet: MarkedSheet, rows: Sequence[MarkedRow]) -> int:
    """After the last column with content, and after merged cells of the list, which would hide ours."""
    list_rows = [*sheet.header_rows, *(row.row for row in rows)]
    top, bottom = min(list_rows, default=0), max(list_rows, default=0)
    merged = (merge.right for merge in survey.merges if merge.bottom >= top and merge.top <= bottom)
    return max([survey.last_column, *merged]) + 1


def _filter_over_ours(survey: Survey, *, header_rows: Sequence[int], last: int) -> str | None:
    """The sheet's filter, grown so that sorting by it takes our columns along; None where it is not over the list."""
    first, _, end = (survey.filter_range or "").partition(":")
    corner, other = row_and_column(first), row_and_column(end)
    if not (corner and other) or corner[0] not in header_rows or other[1] >= last:
        return None
    return f"{first}:{column_letters(last)}{other[0]}"
