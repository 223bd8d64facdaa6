"""Lists that never were a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from payung.gateways.spreadsheets.book import Book, Cells
from payung.intake.check import Check
from payung.intake.vocabulary import vocabulary

WORDS = vocabulary(on=date(2026, 11, 2))


@dataclass(frozen=True, kw_only=True)
class Written:
    """A sheet of these rows."""

    grid: Sequence[Sequence[object]]
    name: str = "DATA"
    hidden: bool = False
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    broken_cells: frozenset[str] = frozenset()
    lines_above: Sequence[str] = ()

    @property
    def row_count(self) -> int:
        return len(self.grid)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        return ((number, list(cells)) for number, cells in enumerate(self.grid, start=1))


def checked(*sheets: Written, occupation: str | None = None) -> Check:
    words = vocabulary(on=date(2026, 11, 2), occupation=occupation) if occupation else WORDS
    return Check(book=Book(sheets=sheets, date_1904=False), vocabulary=words)


def codes_of(check: Check) -> list[list[str]]:
    """The codes of each person row."""
    return [[finding.code for finding in row.findings] for _, row, _ in check.rows()]
