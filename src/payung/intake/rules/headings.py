"""Finds the heading of a sheet: one to three rows, anywhere near the top, in the office's own words.

Not here: what the cells under a heading mean.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from payung.intake.rules.remembered import Remembered
from payung.intake.rules.text import cell_text, fold
from payung.intake.rules.vocabulary import Headings

Labels = tuple[str, ...]  # the texts of one column's heading from top to bottom, folded
Recognised = tuple[str | None, str | None]
Merge = tuple[tuple[int, int], tuple[int, int]]  # ((first row, first column), (last row, last column)), from 0

_ROWS_SEARCHED = 60
_COLUMNS_SEARCHED = 512  # no office's list is wider; a hostile one may be, and each column costs
_MERGES_SEARCHED = 2_000
_MOST_HEADING_ROWS = 3
_LONGEST_HEADING_WORDS = 8
_NOT_FIELDS = frozenset({"number", "other"})
# At least one of these: without them a table counts people, or lists the words of a form.
_OF_PEOPLE = frozenset({"nik", "name", "kk_number", "birth_date", "phone", "mother_name"})
_DIGITS_OF_A_PERSON = 13
_ROWS_OF_A_LIST = 3


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
    """The heading with the most fields among the first rows; fewer rows, then earlier, where two are equal.

    A heading with people of its own below it comes first, so that nobody stands above the heading of another table.
    """
    texts = [[cell_text(cell) for cell in row[:_COLUMNS_SEARCHED]] for row in top[:_ROWS_SEARCHED]]
    near = [merge for merge in merges if merge[0][0] < _ROWS_SEARCHED][:_MERGES_SEARCHED]
    recognise: Remembered[Labels, Recognised] = Remembered(lambda stack: _recognised(stack, headings))
    found = []
    for height in range(1, _MOST_HEADING_ROWS + 1):
        for start in range(len(texts) - height + 1):
            columns = _columns(
                rows=texts, start=start, height=height, merges=near, recognise=recognise, headings=headings
            )
            if _is_heading(columns):
                found.append(Layout(header_rows=tuple(range(start + 1, start + height + 1)), columns=columns))
    if not found:
        return None
    best = max(found, key=_score)
    return max((layout for layout in found if _has_people_above(layout, best, texts)), key=_score, default=best)


def _score(layout: Layout) -> int:
    return len(layout.columns.keys() - _NOT_FIELDS)


def _has_people_above(layout: Layout, best: Layout, texts: Sequence[Sequence[str]]) -> bool:
    """Whether a list of its own stands between this heading and the best: several people, or one under half its fields.

    One person alone may be the sender, under a few headings.
    """
    column = layout.columns.get("nik")
    between = texts[layout.first_data_row - 1 : best.first_heading_row - 1]
    if column is None or not between:
        return False
    niks = [row[column] for row in between if column < len(row)]
    people = sum(sum(letter.isdigit() for letter in nik) >= _DIGITS_OF_A_PERSON for nik in niks)
    return people >= _ROWS_OF_A_LIST or (people > 0 and _score(layout) * 2 > _score(best))


def _is_heading(columns: Mapping[str, int]) -> bool:
    fields = columns.keys() - _NOT_FIELDS
    enough = 2 if not fields.isdisjoint({"nik", "name"}) else 4
    return len(fields) >= enough and not fields.isdisjoint(_OF_PEOPLE)


def _columns(
    *,
    rows: Sequence[Sequence[str]],
    start: int,
    height: int,
    merges: Sequence[Merge],
    recognise: Mapping[Labels, Recognised],
    headings: Headings,
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
    return _assign(labels, recognise, headings)


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


def _labels(stack: Sequence[str]) -> Labels:
    """A column's texts from top to bottom, folded, without blanks and repeats."""
    folded = [fold(text) for text in stack]
    return tuple(text for place, text in enumerate(folded) if text and text not in folded[:place])


def _assign(labels: Sequence[Labels], recognise: Mapping[Labels, Recognised], headings: Headings) -> dict[str, int]:
    """Exact headings first, then headings that hold a known word; the first column of a field keeps it."""
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for way in (0, 1):
        for column, stack in enumerate(labels):
            name = recognise[stack][way] if column not in taken else None
            if name == "birth_place_date" and columns.keys().isdisjoint({"birth_place", "birth_date"}):
                columns |= {"birth_place": column, "birth_date": column}
                taken.add(column)
            elif name and name not in columns and name != "birth_place_date":
                columns[name] = column
                taken.add(column)
            elif name == "other":
                taken.add(column)
    columns |= {
        name: column
        for column, stack in reversed(list(enumerate(labels)))
        if (name := headings.instead.get(stack[-1] if stack else "")) and name not in columns
    }
    return _birth_in_parts(columns, labels, headings)


def _recognised(stack: Labels, headings: Headings) -> Recognised:
    """The field by its exact heading, and by the longest known word in it."""
    return (_exact(stack, headings), _held(stack, headings)) if stack else (None, None)


def _exact(stack: Labels, headings: Headings) -> str | None:
    *parents, own = stack
    under_birth = any(headings.birth_parents.intersection(parent.split()) for parent in parents)
    if under_birth and own in headings.under_birth:
        return headings.under_birth[own]
    joined = (" ".join([own, *parents]), " ".join(stack), own)
    known = next((headings.fields[text] for text in joined if text in headings.fields), None)
    if known is None and any(label.split()[0] in headings.counts for label in stack):
        return "other"
    return known or headings.run_together.get(own.replace(" ", ""))


def _held(stack: Labels, headings: Headings) -> str | None:
    """The field of the longest known heading that stands in this one as whole words."""
    for text in (stack[-1] if stack else "", " ".join(stack)):
        if not text or len(text.split()) > _LONGEST_HEADING_WORDS:
            continue
        padded = f" {text} "
        held = [known for known, name in headings.fields.items() if name != "number" and f" {known} " in padded]
        if held:
            return headings.fields[max(held, key=len)]
    return None


def _birth_in_parts(columns: dict[str, int], labels: Sequence[Labels], headings: Headings) -> dict[str, int]:
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
