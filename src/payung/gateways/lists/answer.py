"""An answer as it came back: sheets with headings and rows of texts, whatever made it. Read by a child process.

The rows stay in a file without a name, which ends with the table; they are gone through one by one. Not here: which
heading means what, and whom a row is about.
"""

import json
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from payung.gateways.lists.keys import Key, read_key
from payung.gateways.spreadsheets import child
from payung.gateways.spreadsheets.child import Limits
from payung.gateways.spreadsheets.diagnose import diagnose
from payung.gateways.spreadsheets.guard import inspect
from payung.gateways.spreadsheets.inspection import Inspection, Refusal

_LIMITS = Limits()
_READ_AHEAD = 64 * 1024  # bytes, in whole lines
_decoded = json.JSONDecoder().decode


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """`number` as a person counts. `cells` has a text for every heading, "" where nothing stands.

    `doubtful`: columns (from 0) with a number too long for a spreadsheet: its last digits may be lost.
    """

    number: int
    cells: tuple[str, ...]
    doubtful: frozenset[int]
    key: Key | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSheet:
    """`header_rows` is empty where no heading was found: then `headings` is too, and every row is given."""

    name: str
    hidden: bool
    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    lines_above: tuple[str, ...]
    _file: IO[bytes]
    _start: int
    _row_count: int

    def __len__(self) -> int:
        return self._row_count

    def rows(self) -> Iterator[AnswerRow]:
        """May be asked again, and while another is gone through."""
        at, left = self._start, self._row_count
        while left:
            self._file.seek(at)
            ahead = self._file.readlines(_READ_AHEAD)
            at += sum(map(len, ahead))
            for line in ahead[:left]:
                yield self._row(_decoded(line.decode()))
            left -= min(left, len(ahead))

    def _row(self, found: list[Any]) -> AnswerRow:
        number, texts, doubtful, key = found
        missing = len(self.headings) - len(texts)
        return AnswerRow(
            number=number,
            cells=(*texts, *[""] * missing),
            doubtful=frozenset(doubtful),
            key=read_key(key) if key else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer that could be read. As a context manager it ends its file."""

    sheets: tuple[AnswerSheet, ...]
    _file: IO[bytes]

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def read_table_in_child(
    path: Path,
    *,
    words: AbstractSet[str] = frozenset(),
    on_progress: Callable[[int, int], None] | None = None,
    limits: Limits = _LIMITS,
) -> Table | Refusal:
    """The answer at `path`, or why it is not read. `words`: folded headings hoped for (`header.folded`).

    Errors: OSError if there is no such file.
    """
    inspection = inspect(path)
    if isinstance(inspection, Refusal):
        return inspection
    file = TemporaryFile()  # noqa: SIM115 -- lives as long as the table
    try:
        request = _request(path, inspection, words)
        refusal = child.run(
            module="payung.gateways.lists.child", request=request, answer=file, on_progress=on_progress, limits=limits
        )
        found = diagnose(path, inspection.kind, refusal) if refusal else _table(file)
    except BaseException:
        file.close()
        raise
    if isinstance(found, Refusal):
        file.close()
    return found


def _request(path: Path, inspection: Inspection, words: AbstractSet[str]) -> dict[str, object]:
    return {
        "path": str(path.resolve()),
        "kind": str(inspection.kind),
        "merges": dict(inspection.merges),
        "words": sorted(words),
    }


def _table(file: IO[bytes]) -> Table | Refusal:
    """Where each sheet's rows begin and how many they are; the rows themselves stay in the file."""
    found: list[tuple[dict[str, Any], int, int]] = []
    file.seek(0)
    at = 0
    for line in file:
        at += len(line)
        if not line.startswith(b"{"):
            facts, start, count = found[-1]
            found[-1] = (facts, start, count + 1)
            continue
        facts = json.loads(line)
        if "fault" in facts:
            return Refusal(code=facts["fault"], detail=facts["detail"])
        found.append((facts, at, 0))
    sheets = [
        AnswerSheet(
            name=facts["sheet"],
            hidden=facts["hidden"],
            header_rows=tuple(facts["header_rows"]),
            headings=tuple(facts["headings"]),
            lines_above=tuple(facts["above"]),
            _file=file,
            _start=start,
            _row_count=count,
        )
        for facts, start, count in found
    ]
    return Table(sheets=tuple(sheets), _file=file)
