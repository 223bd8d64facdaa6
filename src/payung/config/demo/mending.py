"""A desa mends the workbook that came back marked: it looks at the identity cards, and writes the numbers again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from payung.config.demo.offices import Whole
from payung.config.demo.receiving import CheckedFile
from payung.config.demo.world import Known
from payung.intake import files
from payung.intake.files import Part, Shelf
from payung.intake.queries import FileFacts
from payung.intake.result import Question, Result, Tab

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
        sheet = book[row["sheet"]]
        sheet[cell].value, sheet[cell].number_format = niks[0], "@"
        written += 1
    book.save(out)
    return written


def most_to_mend(files: Sequence[CheckedFile]) -> CheckedFile | None:
    """The list that came back with the most NIKs to be written again."""
    returned = [file for file in files if file.returned and file.invented.whole is Whole.NOTHING]
    return max(returned, key=lambda file: sum(file.codes[code] for code in OF_THE_NIK), default=None)


def _rows_to_mend(file: FileFacts) -> list[dict[str, Any]]:
    with (
        files.opened(file.code, Part.ANSWER, shelf=Shelf.KEPT) as answer,
        files.opened(file.code, Part.INDEX, shelf=Shelf.KEPT) as index,
    ):
        result = Result(answer=answer, index=index)
        return list(result.rows(result.select(Question(tab=Tab.ERROR))))


def _by_name(world: Mapping[str, Known]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in world.values():
        found[one.name.casefold(), one.desa_code].append(one.nik)
    return found
