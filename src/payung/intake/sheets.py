"""The heading of a sheet, wherever it stands. For whoever reads a list: the check, or linkage."""

from collections.abc import Sequence
from itertools import dropwhile, islice

from payung.gateways.spreadsheets.book import Sheet
from payung.intake.rules.headings import Layout, find_layout
from payung.intake.rules.vocabulary import Headings

_TOP_ROWS = 64
_ROWS_LOOKED_THROUGH = 10_000


def top_rows(sheet: Sheet) -> list[tuple[int, list[object]]]:
    """The first written rows: a list may begin far down, below a picture."""
    rows = islice(sheet.rows(), _ROWS_LOOKED_THROUGH)
    return list(islice(dropwhile(lambda row: not any(row[1]), rows), _TOP_ROWS))


def find_heading(*, top: Sequence[tuple[int, Sequence[object]]], sheet: Sheet, headings: Headings) -> Layout | None:
    """The sheet's heading by row numbers: in a text file a record may take several lines."""
    above = top[0][0] - 1 if top else 0
    merges = [((first - above, left), (last - above, right)) for (first, left), (last, right) in sheet.merges]
    found = find_layout(top=[cells for _, cells in top], merges=merges, headings=headings)
    if found is None:
        return None
    return Layout(header_rows=tuple(top[row - 1][0] for row in found.header_rows), columns=found.columns)


def heading_cells(*, sheet: Sheet, layout: Layout | None) -> list[list[object]]:
    """The cells of the heading, to know it where it is printed again."""
    rows = layout.header_rows if layout else ()
    read = islice(sheet.rows(), rows[-1] if rows else 0)
    return [cells for number, cells in read if number in rows]
