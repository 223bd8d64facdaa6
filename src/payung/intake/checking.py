"""Checks one file from outside: guard first, then the child process, then the answer or the refusal. Never a traceback.

What the command and the site call. The list itself is only ever read by the child.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from payung.gateways.spreadsheets import child
from payung.gateways.spreadsheets.diagnose import diagnose
from payung.gateways.spreadsheets.guard import Inspection, inspect
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.refused import refused_answer
from payung.intake.request import Received, Request
from payung.intake.rules.headings import Layout
from payung.intake.rules.problems import CATALOGUE, Finding, told
from payung.shared.problems import Problem

_FAULT_START = b'{"fault": '
_UNPAIRED = re.compile("[\ud800-\udfff]")  # how Python shows bytes of a file's name that are no UTF-8


class CannotRun(Exception):
    """The check could not run, for a reason that lies outside the list. The text is one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How to check: CONTRACTS, the options of `payung check`; and what an office knows of a list it received."""

    on: date
    programme: Path | None = None
    members: Path | None = None
    mapping: Mapping[str, Layout] | None = None
    occupation: str | None = None
    marked: Path | None = None
    with_rows: bool = True
    received: Received | None = None


def check_file(
    *,
    path: Path,
    name: str,
    wishes: Wishes,
    answer: IO[bytes],
    on_progress: Callable[[int, int], None] | None = None,
) -> None:
    """The answer stands in `answer`, a real and empty file. Raises CannotRun, OSError."""
    name = _UNPAIRED.sub("\ufffd", name)
    _refuse_to_overwrite(wishes, path)
    inspection = inspect(path)
    sha256 = _sha256(path) if path.is_file() else ""  # a FIFO would wait for ever, a device never ends
    if isinstance(inspection, Refusal):
        _refuse(answer, inspection, name=name, sha256=sha256, with_rows=wishes.with_rows)
        return
    request = Request(
        path=path.resolve(),
        name=name,
        sha256=sha256,
        inspection=inspection,
        on=wishes.on,
        programme=wishes.programme.resolve() if wishes.programme else None,
        members=_members(wishes.members),
        mapping=wishes.mapping,
        occupation=wishes.occupation,
        marked=wishes.marked.resolve() if wishes.marked else None,
        with_rows=wishes.with_rows,
        received=wishes.received,
    )
    refusal = child.run(module="payung.intake.child", request=request.to_json(), answer=answer, on_progress=on_progress)
    if refusal:
        known = diagnose(path, inspection.kind, refusal)
        _refuse(answer, known, name=name, sha256=sha256, with_rows=wishes.with_rows)
        return
    answer.seek(0)
    if answer.read(len(_FAULT_START)) == _FAULT_START:
        answer.seek(0)
        raise CannotRun(json.load(answer)["fault"])


def _refuse_to_overwrite(wishes: Wishes, path: Path) -> None:
    """Raises CannotRun where the marked workbook would take the place of what is read, or has no place to go to."""
    out = wishes.marked
    if out is None:
        return
    if out.is_dir() or not out.resolve().parent.is_dir():
        raise CannotRun(f"{out}: no file can be written there")
    if any(
        given and given.exists() and out.exists() and out.samefile(given)
        for given in (path, wishes.members, wishes.programme)
    ):
        raise CannotRun(f"{out}: the marked workbook would take the place of a file that is read")


def _members(path: Path | None) -> tuple[Path, Inspection] | None:
    if path is None:
        return None
    inspection = inspect(path)
    if isinstance(inspection, Refusal):
        raise CannotRun(f"{path}: {inspection.detail}")
    return path.resolve(), inspection


def _refuse(answer: IO[bytes], refusal: Refusal, *, name: str, sha256: str, with_rows: bool) -> None:
    answer.seek(0)
    answer.truncate()
    text = json.dumps(
        refused_answer(file=name, sha256=sha256, problem=refusal_problem(refusal), with_rows=with_rows),
        ensure_ascii=False,
    )
    answer.write(text.encode())


def refusal_problem(refusal: Refusal) -> Problem:
    """The guard's refusal in the words of the catalogue."""
    code = refusal.code if refusal.code in CATALOGUE else "FILE_UNREADABLE"
    return told(Finding(code, None, (("sebab", refusal.detail),)))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
