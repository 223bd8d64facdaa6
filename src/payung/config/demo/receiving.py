"""The office receives every invented file: checked in a child process, kept sealed, its good rows candidates.

What is shown of a file comes from what the house kept of it; the marked workbook goes back to its sender.
"""

import json
import os
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.config.demo.offices import Whole
from payung.config.demo.register import InventedFile
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import files, importing
from payung.intake.actions import receive_file
from payung.intake.files import Part, Shelf
from payung.intake.queries import FileFacts
from payung.intake.result import Result
from payung.intake.rules.proposals import Source
from payung.jobs import liveness
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.problems import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What the check said of one file. `owed` is whether that is what the inventor's truth owes."""

    invented: InventedFile
    file_id: int
    rows: int
    ready: int
    decision: int
    error: int
    codes: Counter[str]  # of rows
    problems: tuple[str, ...]  # of the file or a sheet, in words; errors only
    returned: Path | None  # the marked workbook
    owed: bool


def receive_lists(
    *, invented: Sequence[InventedFile], home: Path, programme: ProgrammeFacts, members: frozenset[str], actor: Actor
) -> Iterator[CheckedFile]:
    """All files, as many at once as there are processors; in the order in which they are done."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        waiting = [
            pool.submit(_received, one, folder=home / "demo", programme=programme, members=members, actor=actor)
            for one in invented
        ]
        for done in as_completed(waiting):
            yield done.result()


def receive_path(*, path: Path, programme: ProgrammeFacts, source: Source, sender: str, actor: Actor) -> FileFacts:
    """The list of a file is kept, and waits to be imported."""
    file, _ = receive_file(
        kabupaten=programme.kabupaten,
        programme_id=programme.id,
        came=SealedUpload.of_file(path),
        source=source,
        sender=sender,
        registration_date=programme.registration_date,
        actor=actor,
        now=timezone.now(),
    )
    return file


def import_now(*, file: FileFacts, members: frozenset[str]) -> None:
    """The list is imported here; a job would do the same, and hold its lock as long."""
    job_id = uuid.uuid4()
    lock = liveness.take(job_id)
    if lock is None:
        raise LookupError(f"somebody holds the lock of {job_id}")
    with lock:
        importing.run(file_id=file.id, job_id=job_id, members=members or None)


def _received(
    invented: InventedFile, *, folder: Path, programme: ProgrammeFacts, members: frozenset[str], actor: Actor
) -> CheckedFile:
    try:
        source = Source.GROUP if invented.layout == "nelayan" else Source.DESA
        sender = f"{'Kelompok nelayan ' if source is Source.GROUP else ''}{invented.office}"
        file = receive_path(path=invented.path, programme=programme, source=source, sender=sender, actor=actor)
        import_now(file=file, members=members)
        return _told(invented, file, folder)
    finally:
        connection.close()  # of this thread


def _told(invented: InventedFile, file: FileFacts, folder: Path) -> CheckedFile:
    with (
        files.opened(file.code, Part.ANSWER, shelf=Shelf.KEPT) as answer,
        files.opened(file.code, Part.INDEX, shelf=Shelf.KEPT) as index,
    ):
        result = Result(answer=answer, index=index)
    counts = result.counts
    return CheckedFile(
        invented=invented,
        file_id=file.id,
        rows=counts.rows,
        ready=counts.ready,
        decision=counts.decision,
        error=counts.error,
        codes=Counter({one.code: one.rows for one in result.codes()}),
        problems=tuple(one["message"] for one in result.facts["problems"] if one["level"] == Level.ERROR),
        returned=_returned(invented, file, folder),
        owed=_as_owed(invented, {"ready": counts.ready, "decision": counts.decision, "error": counts.error}),
    )


def _returned(invented: InventedFile, file: FileFacts, folder: Path) -> Path | None:
    """The marked workbook as its sender gets it."""
    if not files.has(file.code, Part.MARKED, shelf=Shelf.KEPT):
        return None
    path = folder / "returned" / invented.path.parent.name / f"{invented.path.stem} - hasil periksa.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    files.unseal(file.code, Part.MARKED, into=path, shelf=Shelf.KEPT)
    return path


def _as_owed(invented: InventedFile, counts: dict[str, int]) -> bool:
    """Whether as many rows are ready, to decide and to mend as the truth owes."""
    truth = json.loads(invented.truth.read_text(encoding="utf-8"))
    owed = Counter(row["status"] for row in truth["rows"])
    return all(owed[status] == found for status, found in counts.items())


def telling(checked: Sequence[CheckedFile]) -> CheckedFile | None:
    """The return that shows most kinds of findings on a page or two."""
    small = [file for file in checked if file.returned and file.rows <= 60 and file.invented.whole is Whole.NOTHING]
    return max(small, key=lambda file: len(file.codes), default=None)
