"""A zip that is written as it goes, each file of it hashed, with the hashes as its last file.

Times in it are all the same, so that the same files make the same bytes. Nothing lies clear on the disk meanwhile.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from types import TracebackType
from typing import Protocol, Self

_NEVER = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
_UNSAFE = re.compile(r"[^0-9A-Za-z._/-]+")
SUMS = "SHA256SUMS"


class Sink(Protocol):
    """Whatever takes bytes: a file, or a sealed writer."""

    def write(self, data: bytes, /) -> int: ...


class Archive:
    """Files go in one by one; leaving it well writes `SHA256SUMS`, which `sha256sum -c` reads."""

    def __init__(self, out: Sink) -> None:
        self._zip = zipfile.ZipFile(_Stream(out), "w", zipfile.ZIP_DEFLATED)
        self._sums: list[tuple[str, str]] = []

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self._sums]

    def put(self, path: str, pieces: Iterable[bytes]) -> str:
        """A file from its pieces; a name that is there gets a number. The name it got."""
        name = self._free(_UNSAFE.sub("-", path).strip("-"))
        digest = hashlib.sha256()
        with self._zip.open(_entry(name), "w", force_zip64=True) as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        self._sums.append((name, digest.hexdigest()))
        return name

    def _free(self, name: str) -> str:
        if name not in self.names:
            return name
        stem, dot, kind = name.rpartition(".")
        count = 2
        while f"{stem}-{count}{dot}{kind}" in self.names:
            count += 1
        return f"{stem}-{count}{dot}{kind}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(self._sums))
            self._zip.writestr(_entry(SUMS), sums)
        self._zip.close()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_NEVER)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


class _Stream(io.RawIOBase):
    """A sink that zipfile writes to from the beginning to the end, never going back."""

    def __init__(self, out: Sink) -> None:
        super().__init__()
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        self._out.write(bytes(data))  # type: ignore[call-overload]
        return len(data)  # type: ignore[arg-type]
