"""A desa mends the workbook that came back marked: it looks at the identity cards, and writes the numbers again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from payung.config.demo.offices import Whole
from payung.config.demo.receiving import CheckedFile
from payung.config.demo.world import Known
from payung.intake import files
from payung.intake import queries as intake
from payung.intake.files import Part, Shelf
from payung.intake.queries import FileFacts
from payung.intake.result import Question, Result, Tab
from payung.intake.rules.proposals import RowState

OF_THE_NIK = frozenset({"NIK_LENGTH", "NIK_NOT_DIGITS", "NIK_PRECISION_LOST", "NIK_SERIAL_ZERO", "NIK_MISSING"})


def mend(*, file: FileFacts, marked: Path, world: Mapping[str, Known], out: Path) -> int:
    """The workbook with the NIKs that the desa could find out is in `out`; how many cells were written."""
    book = load_workbook(marked)
    by_name = _by_name(world)
    written = 0
    for row in _rows_to_mend(file):
        cell = next((one["cell"] for one in row["problems"] if one["code"] in OF_THE_NIK and one["cell"]), None)
        niks = by_name.get((str(row["name"]).casefold(), row["desa_code"]), [])
        if cell is None or len(niks) != 1:
            continue  # two of one name: nobody writes a number on a guess
        sheet = book[row["sheet"]] if row["sheet"] else book.worksheets[0]  # of a text file there is one
        sheet[cell].value, sheet[cell].number_format = niks[0], "@"
        written += 1
    book.save(out)
    return written


def most_to_mend(files: Sequence[CheckedFile]) -> CheckedFile | None:
    """The list that came back with the most NIKs to be written again."""
    returned = [file for file in files if file.returned and file.invented.whole is Whole.NOTHING]
    return max(returned, key=lambda file: sum(file.codes[code] for code in OF_THE_NIK), default=None)


def rows_of_one_nik(file: FileFacts) -> list[int]:
    """Rows that wait because their NIK stands on two people."""
    with _opened(file) as result:
        places = result.select(Question(tab=Tab.DECISION, code="NIK_SHARED"))
    found = intake.rows(file_id=file.id, places=places)
    return [row.id for row in found.values() if row.state == RowState.DECISION]


def _rows_to_mend(file: FileFacts) -> list[dict[str, Any]]:
    with _opened(file) as result:
        return list(result.rows(result.select(Question(tab=Tab.ERROR))))


@contextmanager
def _opened(file: FileFacts) -> Iterator[Result]:
    with (
        files.opened(file.code, Part.ANSWER, shelf=Shelf.KEPT) as answer,
        files.opened(file.code, Part.INDEX, shelf=Shelf.KEPT) as index,
    ):
        yield Result(answer=answer, index=index)


def _by_name(world: Mapping[str, Known]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in world.values():
        found[one.name.casefold(), one.desa_code].append(one.nik)
    return found
