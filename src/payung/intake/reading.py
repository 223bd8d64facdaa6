"""The people of a file from outside: guard first, then the child process. What `payung link` calls."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from payung.gateways.spreadsheets import child
from payung.gateways.spreadsheets.diagnose import diagnose
from payung.gateways.spreadsheets.guard import inspect
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.checking import CannotRun
from payung.intake.people import ListedPerson
from payung.intake.request import Request

_NO_HEADING = "tidak ada judul kolom yang dikenali; tulis NIK, Nama dan kolom lain di atas daftarnya"
_EMPTY = "FILE_EMPTY"


def read_people(*, path: Path, on: date) -> Iterator[ListedPerson]:
    """Every person row, in order; none of an empty file. Raises CannotRun, OSError."""
    inspection = inspect(path)
    if isinstance(inspection, Refusal):
        if inspection.code == _EMPTY:
            return
        raise CannotRun(f"{path}: {inspection.detail}")
    request = Request(path=path.resolve(), name=path.name, sha256="", inspection=inspection, on=on)
    with TemporaryFile(prefix="payung-") as answer:  # has no name: nothing of it stays
        refusal = child.run(module="payung.intake.people_child", request=request.to_json(), answer=answer)
        if refusal:
            raise CannotRun(f"{path}: {diagnose(path, inspection.kind, refusal).detail}")
        answer.seek(0)
        _refuse_what_is_no_list(json.loads(answer.readline()), path)
        yield from _people(answer)


def _refuse_what_is_no_list(head: dict[str, object], path: Path) -> None:
    """Not read is never shown as nobody found."""
    if "fault" in head:
        raise CannotRun(f"{path}: {head['fault']}")
    if not head["has_heading"] and not head["is_blank"]:
        raise CannotRun(f"{path}: {_NO_HEADING}")


def _people(answer: IO[bytes]) -> Iterator[ListedPerson]:
    for line in answer:
        yield ListedPerson._make(json.loads(line.decode(errors="replace")))
