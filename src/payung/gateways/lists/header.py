"""Finds the heading of a table of unknown make: the row whose words say what stands below them.

Without a vocabulary: which words mean what is known higher up, and the caller may name some words it hopes for.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import median

_LETTER = re.compile(r"[^\W\d_]")
_FACT = re.compile(r"\d{4,}|\d[/.-]\d")  # a number, a day: what stands in rows and not in headings
_SIGNS = re.compile(r"[^0-9a-z]+")
_WIDE_ENOUGH = 0.6  # of what the rows are usually wide
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`rows`: the numbers of its one or two rows. `headings`: one text for each column, "" where there is none."""

    rows: tuple[int, ...]
    headings: tuple[str, ...]


def find_heading(top: Sequence[tuple[int, Sequence[str]]], *, words: AbstractSet[str] = frozenset()) -> Heading | None:
    """The heading among the first rows of a sheet, or None. `words` are hoped for, folded as `folded` does."""
    filled = [(at, number, cells) for at, (number, cells) in enumerate(top) if any(cells)]
    if not filled:
        return None
    at = _hoped_for(filled, words)
    if at is None:
        at = _looks_like(filled)
    if at is None:
        return None
    number, cells = top[at]
    below = top[at + 1] if at + 1 < len(top) else None
    if below and _goes_on(cells, below[1]):
        return Heading(rows=(number, below[0]), headings=_joined(cells, below[1]))
    return Heading(rows=(number,), headings=tuple(cells))


def folded(text: str) -> str:
    """`No. KK` → `no kk`."""
    return " ".join(_SIGNS.sub(" ", text.lower()).split())


def is_column_numbers(cells: Sequence[str]) -> bool:
    """`1 2 3 4` or `(1) (2) (3)` below a heading: no data."""
    numbers = [cell.strip("() .") for cell in cells if cell]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _hoped_for(filled: Sequence[tuple[int, int, Sequence[str]]], words: AbstractSet[str]) -> int | None:
    """The row with most of the words, at least two of them."""
    hits = [(sum(folded(cell) in words for cell in cells if cell), -at) for at, _, cells in filled]
    most, place = max(hits)
    return -place if most >= 2 else None


def _looks_like(filled: Sequence[tuple[int, int, Sequence[str]]]) -> int | None:
    """The first row nearly as wide as the rows usually are that holds only short, different words and no facts."""
    usual = median(sum(map(bool, cells)) for _, _, cells in filled)
    for at, _, cells in filled:
        texts = [cell for cell in cells if cell]
        if len(texts) >= max(2, _WIDE_ENOUGH * usual) and _all_headings(texts):
            return at
    return None


def _all_headings(texts: Sequence[str]) -> bool:
    different = len({text.lower() for text in texts}) > len(texts) // 2  # a heading over three columns may be repeated
    return different and all(
        _LETTER.search(text) and not _FACT.search(text) and len(text) <= _LONGEST for text in texts
    )


def _goes_on(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the heading has a second row: parts of what the first row says over several columns, else nothing new."""
    texts = [(place, text) for place, text in enumerate(below) if text]
    if not texts or not _all_headings([text for _, text in texts]):
        return False
    parts = [place for place, _ in texts if _is_part(cells, below, place)]
    return bool(parts) and all(place in parts or _at(cells, place) == text for place, text in texts)


def _is_part(cells: Sequence[str], below: Sequence[str], place: int) -> bool:
    """Under an empty cell; under a word that is repeated over its columns; or under one that reaches to the right."""
    above = _at(cells, place)
    if not above:
        return place < len(cells)
    if above != below[place] and cells.count(above) > 1:
        return True
    return place + 1 < len(cells) and not cells[place + 1] and bool(_at(below, place + 1))


def _joined(cells: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """`Hasil` over `Ada` and `Tidak` becomes `Hasil Ada`, `Hasil Tidak`."""
    found, over = [], ""
    for place in range(max(len(cells), len(below))):
        above, under = _at(cells, place), _at(below, place)
        over = above or (over if under else "")
        found.append(f"{over} {under}".strip() if under and under != above else above)
    return tuple(found)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
