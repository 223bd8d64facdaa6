"""Reads the list of those already insured by us: one NIK a line, or any list that `check` reads."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from payung.gateways.spreadsheets.book import Book, Sheet, open_book
from payung.gateways.spreadsheets.guard import Inspection, Kind
from payung.intake.rules.headings import find_layout
from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.text import cell_text
from payung.intake.rules.vocabulary import Headings, Vocabulary
from payung.shared.nik import is_well_formed

_TOP_ROWS = 64


class NoMembers(Exception):
    """The file holds no NIK that can be read."""


def read_members(*, path: Path, inspection: Inspection, vocabulary: Vocabulary) -> frozenset[str]:
    """The NIKs of a list of members. Raises NoMembers, BookFault."""
    book = open_book(path, inspection)
    if inspection.kind is Kind.TEXT and (found := _one_a_line(book)):
        return found
    found = frozenset(nik for sheet in book.sheets for nik in _under_the_heading(sheet, vocabulary.headings))
    if not found:
        raise NoMembers
    return found


def _under_the_heading(sheet: Sheet, headings: Headings) -> Iterator[str]:
    """The NIKs of a list, whatever else it holds: what the insurer sends has neither desa nor occupation."""
    top = list(islice(sheet.rows(), _TOP_ROWS))
    layout = find_layout(top=[cells for _, cells in top], merges=sheet.merges, headings=headings)
    column = layout.columns.get("nik") if layout else None
    if layout is None or column is None:
        return
    heading = top[layout.header_rows[-1] - 1][0]
    for number, cells in sheet.rows():
        if number > heading and column < len(cells) and is_well_formed(nik := plain_digits(cells[column])):
            yield nik


def _one_a_line(book: Book) -> frozenset[str]:
    """The NIKs of a text in which most written lines are one NIK and nothing else."""
    lines = [written for _, cells in book.sheets[0].rows() if (written := _written(cells))]
    niks = [plain_digits(line[0]) for line in lines if len(line) == 1]
    found = frozenset(nik for nik in niks if is_well_formed(nik))
    return found if len(found) * 2 > len(lines) else frozenset()


def _written(cells: Iterable[object]) -> list[str]:
    return [text for cell in cells if (text := cell_text(cell))]
