"""The zip of a workbook: its parts, and what will differ in its copy."""

from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from payung.gateways.spreadsheets.marked.own.xml import NotEditable

_CHUNK = 1 << 18


class Rewriter(Protocol):
    """Copies a part from source to sink, changing it on the way."""

    def __call__(self, *, source: IO[bytes], sink: IO[bytes]) -> None: ...


class Package:
    """A workbook open for reading. Names of parts are compared without regard to case, as Excel does."""

    def __init__(self, *, archive: ZipFile) -> None:
        self._archive = archive
        self._infos = {_folded(info.filename): info for info in archive.infolist() if not info.is_dir()}
        self._new_names: dict[str, str] = {}
        self._changed: dict[str, bytes] = {}
        self._rewritten: dict[str, Rewriter] = {}
        self._last: dict[str, Callable[[], bytes]] = {}
        self._dropped: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return _folded(part) in self._infos or _folded(part) in self._changed

    def read(self, part: str) -> bytes:
        """The part as it will be written, so far. Raises NotEditable where the zip has none."""
        changed = self._changed.get(_folded(part))
        return self._archive.read(self._info(part)) if changed is None else changed

    def open(self, part: str) -> IO[bytes]:
        """The part as it came, to be read in pieces."""
        return self._archive.open(self._info(part))

    def change(self, part: str, data: bytes) -> None:
        """The part will hold `data`, whether the workbook had it or not."""
        name = _folded(part)
        self._changed[name] = data
        if name not in self._infos:
            self._new_names[name] = part

    def rewrite(self, part: str, rewriter: Rewriter) -> None:
        """A large part is changed while it is copied."""
        self._rewritten[_folded(part)] = rewriter

    def change_last(self, part: str, data: Callable[[], bytes]) -> None:
        """`data` is asked for when all other parts are written: the styles that they turned out to need."""
        self._last[_folded(part)] = data

    def drop(self, part: str) -> None:
        self._dropped.add(_folded(part))

    def free_name(self, pattern: str) -> str:
        """A part name that nothing has yet: `xl/comments{}.xml` with the lowest free number."""
        return next(name for number in range(1, 1_000_000) if (name := pattern.format(number)) not in self)

    def write(self, out: Path) -> None:
        """The copy is at `out`, its parts in the order they came."""
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=5) as target:
            for name, info in self._infos.items():
                if name not in self._dropped and name not in self._last:
                    self._copy(name=name, info=info, target=target)
            for name, part in self._new_names.items():
                target.writestr(part, self._changed[name])
            for name, data in self._last.items():
                target.writestr(self._infos[name].filename, data())

    def _copy(self, *, name: str, info: ZipInfo, target: ZipFile) -> None:
        if name in self._changed:
            target.writestr(info.filename, self._changed[name])
            return
        # zip64 only where a part is large: some readers refuse it elsewhere.
        large = info.file_size > 1 << 30
        with self._archive.open(info) as source, target.open(info.filename, "w", force_zip64=large) as sink:
            if name in self._rewritten:
                self._rewritten[name](source=source, sink=sink)
                return
            while block := source.read(_CHUNK):
                sink.write(block)

    def _info(self, part: str) -> ZipInfo:
        if _folded(part) not in self._infos:
            raise NotEditable(f"no part {part}")
        return self._infos[_folded(part)]


def _folded(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
