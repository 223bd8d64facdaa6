"""Where the files of an upload lie: sealed in the home's `files`, and in the clear only while a child reads them.

A visitor's upload lies on the shelf of a day and has up to four: `received` as it came (gone once checked), `answer` of
the check, its `index`, and the `marked` workbook. What the office received is kept for good, as it came, with the same
and the `mapping` of columns that somebody showed.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

from payung.gateways.sealed_files import SealedFile, SealedWriter
from payung.gateways.sealed_uploads import KEPT_FOLDER, sealing_key
from payung.jobs import liveness


class Part(StrEnum):
    RECEIVED = "received"
    ANSWER = "answer"
    INDEX = "index"
    MARKED = "marked"
    MAPPING = "mapping"


class Shelf(StrEnum):
    """Folders of the home. The first is swept of what nobody owns, the second never."""

    DAY = "files"
    KEPT = KEPT_FOLDER


def opened(code: str, part: Part, *, shelf: Shelf = Shelf.DAY) -> SealedFile:
    """Raises FileNotFoundError where the upload has no such file."""
    return SealedFile(_path(code, part, shelf), key=sealing_key())


def written(code: str, part: Part, *, shelf: Shelf = Shelf.DAY) -> SealedWriter:
    return SealedWriter(_path(code, part, shelf), key=sealing_key())


def has(code: str, part: Part, *, shelf: Shelf = Shelf.DAY) -> bool:
    return _path(code, part, shelf).is_file()


def remove(code: str, *parts: Part, shelf: Shelf = Shelf.DAY) -> None:
    """These parts are gone, or all where none is named."""
    for part in parts or tuple(Part):
        _path(code, part, shelf).unlink(missing_ok=True)


def remove_strays(*, known: frozenset[str], before: datetime) -> int:
    """Files that no upload owns, left by a process that was killed, are gone; how many. Young ones may be coming in."""
    strays = [
        path
        for path in (settings.PAYUNG_HOME / Shelf.DAY).glob("*")
        if path.name.partition(".")[0] not in known and path.stat().st_mtime < before.timestamp()
    ]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


@contextmanager
def clear_folder(job_id: UUID) -> Iterator[Path]:
    """A folder for the owner alone in which this job may keep clear files; it and they are gone afterwards.

    Also what killed workers have left is gone: folders whose job nobody runs.
    """
    folder = _clear() / str(job_id)
    shutil.rmtree(folder, ignore_errors=True)
    remove_leftovers()
    _clear().mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def remove_leftover(job_id: UUID) -> None:
    """What a worker before us has left in the clear of this job, which is ours now, is gone."""
    shutil.rmtree(_clear() / str(job_id), ignore_errors=True)


def remove_leftovers() -> None:
    """No clear file outlives the worker that needed it."""
    for folder in _clear().glob("*-*-*-*-*"):
        if lock := liveness.take(UUID(folder.name)):
            with lock:
                shutil.rmtree(folder, ignore_errors=True)


def unseal(code: str, part: Part, *, into: Path, shelf: Shelf = Shelf.DAY) -> None:
    """The clear content stands in `into`."""
    with opened(code, part, shelf=shelf) as sealed, into.open("wb") as clear:
        clear.writelines(sealed)


def seal(code: str, part: Part, *, content: IO[bytes], shelf: Shelf = Shelf.DAY) -> None:
    """The content lies sealed."""
    with written(code, part, shelf=shelf) as sealed:
        shutil.copyfileobj(content, sealed)


def nameless() -> IO[bytes]:
    """A file without a name: the kernel takes it away with the process, however that ends."""
    _clear().mkdir(parents=True, exist_ok=True, mode=0o700)
    return tempfile.TemporaryFile(dir=_clear())


def _clear() -> Path:
    home: Path = settings.PAYUNG_HOME
    return home / "tmp"


def _path(code: str, part: Part, shelf: Shelf) -> Path:
    home: Path = settings.PAYUNG_HOME
    return home / shelf / f"{code}.{part}"
