"""Where lists that went out and answers that came back lie: sealed, in the home's `prechecks`, for good.

A request has its `list`; an answer the file as `received`, the `held` persons that its reader was told of, and, while
it is being taken in, the `plan` of what its lines mean.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from payung.gateways.sealed_files import SealedFile, SealedWriter
from payung.gateways.sealed_uploads import SealedUpload, sealing_key

_PIECE = 1 << 20


class Part(StrEnum):
    LIST = "list"
    RECEIVED = "received"
    HELD = "held"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that came, kept sealed under its code."""

    code: str
    name: str
    sha256: str


def keep(came: SealedUpload | Path) -> Kept:
    """The file lies here, sealed. Call `remove` where nothing comes of it."""
    return _kept_path(came) if isinstance(came, Path) else _kept_upload(came)


def _kept_upload(came: SealedUpload) -> Kept:
    target = _path(came.code, Part.RECEIVED)  # of the same name: it is sealed in
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    came.path.replace(target)
    came.keep()
    return Kept(code=came.code, name=came.name or "", sha256=came.sha256)


def _kept_path(path: Path) -> Kept:
    code, digest = secrets.token_hex(16), hashlib.sha256()
    with path.open("rb") as clear, written(code, Part.RECEIVED) as sealed:
        while piece := clear.read(_PIECE):
            digest.update(piece)
            sealed.write(piece)
    return Kept(code=code, name=path.name, sha256=digest.hexdigest())


def opened(code: str, part: Part) -> SealedFile:
    """Raises FileNotFoundError where there is no such file."""
    return SealedFile(_path(code, part), key=sealing_key())


def written(code: str, part: Part) -> SealedWriter:
    return SealedWriter(_path(code, part), key=sealing_key())


def has(code: str, part: Part) -> bool:
    return _path(code, part).is_file()


def remove(code: str, *parts: Part) -> None:
    for part in parts:
        _path(code, part).unlink(missing_ok=True)


def keep_held(code: str, person_ids: NDArray[np.int64] | Iterable[int]) -> None:
    """Who held a place when the answer came, for the job that reads it."""
    ids = np.fromiter((int(one) for one in person_ids), dtype=np.int64)
    with written(code, Part.HELD) as sealed:
        sealed.write(ids.tobytes())


def held(code: str) -> frozenset[int]:
    with opened(code, Part.HELD) as sealed:
        return frozenset(np.frombuffer(sealed.read(0, sealed.size), dtype=np.int64).tolist())


def unseal(code: str, *, into: Path) -> None:
    """The received file stands in the clear in `into`."""
    with opened(code, Part.RECEIVED) as sealed, into.open("wb") as clear:
        clear.writelines(sealed)


def _path(code: str, part: Part) -> Path:
    home: Path = settings.PAYUNG_HOME
    return home / "prechecks" / f"{code}.{part}"
