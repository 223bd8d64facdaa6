"""Merged cells: what is seen of them is the text, colour and comment of the first."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from payung.gateways.spreadsheets.marked.own.survey import Merge


class Merges:
    """Answers for the `columns` asked about; a merge over a whole sheet costs no more than a small one."""

    def __init__(self, *, merges: Iterable[Merge], columns: Iterable[int]) -> None:
        self._by_column: dict[int, list[Merge]] = defaultdict(list)
        wanted = sorted(set(columns))
        for merge in sorted(merges, key=lambda merge: merge.top):
            for column in wanted[bisect_right(wanted, merge.left - 1) : bisect_right(wanted, merge.right)]:
                self._by_column[column].append(merge)

    def seen_at(self, *, row: int, column: int) -> tuple[int, int]:
        """The cell where something about this one can be seen: itself, or the first of those merged with it."""
        merges = self._by_column.get(column, [])
        place = bisect_right(merges, row, key=lambda merge: merge.top) - 1
        if place >= 0 and merges[place].bottom >= row:
            return merges[place].top, merges[place].left
        return row, column
