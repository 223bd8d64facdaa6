"""Finds the heading of a sheet: one to three rows, anywhere near the top, in the office's own words.

Not here: what the cells under a heading mean.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from payung.intake.rules.text import cell_text, fold
from payung.intake.rules.vocabulary import Headings

Merge = tuple[tuple[int, int], tuple[int, int]]  # ((first row, first column), (last row, last column)), from 0

_ROWS_SEARCHED = 60
_COLUMNS_SEARCHED = 512  # no office's list is wider; a hostile one may be, and each column costs
_MERGES_SEARCHED = 2_000
_MOST_HEADING_ROWS = 3
_LONGEST_HEADING_WORDS = 8
_NOT_FIELDS = frozenset({"number", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a sheet's heading stands and which column is which field (columns from 0)."""

    header_rows: tuple[int, ...]  # as a person counts, from 1
    columns: Mapping[str, int]

    @property
    def first_heading_row(self) -> int:
        return self.header_rows[0] if self.header_rows else 1

    @property
    def first_data_row(self) -> int:
        return self.header_rows[-1] + 1 if self.header_rows else 1


def find_layout(*, top: Sequence[Sequence[object]], merges: Sequence[Merge], headings: Headings) -> Layout | None:
    """The heading with the most fields among the first rows; fewer rows, then earlier, where two are equal."""
    texts = [[cell_text(cell) for cell in row[:_COLUMNS_SEARCHED]] for row in top[:_ROWS_SEARCHED]]
    near = [merge for merge in merges if merge[0][0] < _ROWS_SEARCHED][:_MERGES_SEARCHED]
    best: tuple[int, Layout] | None = None
    for height in range(1, _MOST_HEADING_ROWS + 1):
        for start in range(len(texts) - height + 1):
            columns = _columns(rows=texts, start=start, height=height, merges=near, headings=headings)
            score = len(columns.keys() - _NOT_FIELDS)
            if _is_heading(columns) and (best is None or score > best[0]):
                best = score, Layout(header_rows=tuple(range(start + 1, start + height + 1)), columns=columns)
    return best[1] if best else None


def _is_heading(columns: Mapping[str, int]) -> bool:
    fields = columns.keys() - _NOT_FIELDS
    return len(fields) >= 4 or (len(fields) >= 2 and not fields.isdisjoint({"nik", "name"}))


def _columns(
    *, rows: Sequence[Sequence[str]], start: int, height: int, merges: Sequence[Merge], headings: Headings
) -> dict[str, int]:
    """Fields by column if rows `start` to `start + height - 1` were the heading."""
    block = [list(row) for row in rows[start : start + height]]
    if any(_holds_a_number(text) for row in block for text in row):
        return {}
    if any(len({text for text in row if text}) < 2 for row in block):
        return {}
    _spread_merges(block=block, start=start, merges=merges)
    _spread_parents(block)
    width = max(map(len, block))
    labels = [_labels([row[column] if column < len(row) else "" for row in block]) for column in range(width)]
    return _assign(labels, headings)


def _holds_a_number(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= 6


def _spread_merges(*, block: list[list[str]], start: int, merges: Sequence[Merge]) -> None:
    """Write the text of each merged range into all its cells of the block."""
    for (first_row, first_column), (last_row, last_column) in merges:
        inside = range(max(first_row, start) - start, min(last_row, start + len(block) - 1) - start + 1)
        if first_row < start or not inside or first_column >= len(block[first_row - start]):
            continue
        text = block[first_row - start][first_column]
        for row in inside:
            for column in range(first_column, min(last_column + 1, len(block[row]))):
                block[row][column] = text


def _spread_parents(block: list[list[str]]) -> None:
    """A blank in an upper row over a written lower cell takes the text to its left (headings merged by eye only)."""
    for upper, lower in itertools.pairwise(block):
        for column in range(1, min(len(upper), len(lower))):
            if not upper[column] and lower[column]:
                upper[column] = upper[column - 1]


def _labels(stack: Sequence[str]) -> tuple[str, ...]:
    """A column's texts from top to bottom, folded, without blanks and repeats."""
    folded = [fold(text) for text in stack]
    return tuple(text for place, text in enumerate(folded) if text and text not in folded[:place])


def _assign(labels: Sequence[tuple[str, ...]], headings: Headings) -> dict[str, int]:
    """Exact headings first, then headings that hold a known word; the first column of a field keeps it."""
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for recognise in (_exact, _held):
        for column, stack in enumerate(labels):
            name = recognise(stack, headings) if column not in taken else None
            if name == "birth_place_date" and columns.keys().isdisjoint({"birth_place", "birth_date"}):
                columns |= {"birth_place": column, "birth_date": column}
                taken.add(column)
            elif name and name not in columns and name != "birth_place_date":
                columns[name] = column
                taken.add(column)
            elif name == "other":
                taken.add(column)
    return _birth_in_parts(columns, labels, headings)


def _exact(stack: tuple[str, ...], headings: Headings) -> str | None:
    if not stack:
        return None
    *parents, own = stack
    under_birth = any(headings.birth_parents.intersection(parent.split()) for parent in parents)
    if under_birth and own in headings.under_birth:
        return headings.under_birth[own]
    joined = (" ".join([own, *parents]), " ".join(stack), own)
    return next((headings.fields[text] for text in joined if text in headings.fields), None)


def _held(stack: tuple[str, ...], headings: Headings) -> str | None:
    """The field of the longest known heading that stands in this one as whole words."""
    for text in (stack[-1] if stack else "", " ".join(stack)):
        if not text or len(text.split()) > _LONGEST_HEADING_WORDS:
            continue
        padded = f" {text} "
        held = [known for known, name in headings.fields.items() if name != "number" and f" {known} " in padded]
        if held:
            return headings.fields[max(held, key=len)]
    return None


def _birth_in_parts(columns: dict[str, int], labels: Sequence[tuple[str, ...]], headings: Headings) -> dict[str, int]:
    """Day, month and year in three columns: under a heading of birth, or `TGL`, `BLN`, `THN` side by side."""
    if "birth_date" not in columns:
        for column in range(len(labels) - 2):
            three = [headings.under_birth.get(label[-1]) if label else None for label in labels[column : column + 3]]
            if three == ["birth_date", "birth_month", "birth_year"]:
                columns |= {"birth_date": column, "birth_month": column + 1, "birth_year": column + 2}
                break
    if "birth_month" in columns and "birth_year" in columns and "birth_date" in columns:
        columns["birth_day"] = columns.pop("birth_date")
    return columns
