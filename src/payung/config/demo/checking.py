"""Checks every invented file as an office's would be: through `intake`, in child processes, with its marked return."""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from payung.config.demo.people import REGISTRATION_DAY
from payung.config.demo.register import InventedFile
from payung.intake.checking import Wishes, check_file


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What the check said of one file. `owed` is whether that is what the inventor's truth owes."""

    invented: InventedFile
    rows: int
    ready: int
    decision: int
    error: int
    codes: Counter[str]  # of rows
    problems: tuple[str, ...]  # of the file or a sheet, in words; errors only
    returned: Path | None  # the marked workbook
    owed: bool


def check_lists(*, files: Sequence[InventedFile], home: Path) -> Iterator[CheckedFile]:
    """Check all files, as many at once as there are processors; in the order in which they are done."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for done in as_completed([pool.submit(_checked, home / "demo", invented) for invented in files]):
            yield done.result()


def _checked(folder: Path, invented: InventedFile) -> CheckedFile:
    returned = folder / "returned" / invented.path.parent.name / f"{invented.path.stem} - hasil periksa.xlsx"
    returned.parent.mkdir(parents=True, exist_ok=True)
    wishes = Wishes(
        on=REGISTRATION_DAY, members=folder / "others" / "peserta-2026.txt", marked=returned, with_rows=False
    )
    with tempfile.TemporaryFile() as answer:
        check_file(path=invented.path, name=invented.path.name, wishes=wishes, answer=answer)
        answer.seek(0)
        found = json.load(answer)
    counts, problems = found["counts"], [problem for problem in found["problems"] if problem["level"] == "error"]
    return CheckedFile(
        invented=invented,
        rows=counts["rows"],
        ready=counts["ready"],
        decision=counts["decision"],
        error=counts["error"],
        codes=Counter(found["codes"]),
        problems=tuple(problem["message"] for problem in problems),
        returned=returned if returned.exists() else None,
        owed=_as_owed(invented, counts),
    )


def _as_owed(invented: InventedFile, counts: dict[str, int]) -> bool:
    """Whether as many rows are ready, to decide and to mend as the truth owes."""
    truth = json.loads(invented.truth.read_text(encoding="utf-8"))
    owed = Counter(row["status"] for row in truth["rows"])
    return all(owed[status] == counts[status] for status in ("ready", "decision", "error"))
