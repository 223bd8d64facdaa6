"""A check's answer as pages of it are read: sealed whole, with an index that finds any hundred rows at once.

The index holds a few numbers and the name per row, so it is read whole for each page: 50,000 rows are 2 MB. The answer
itself has one row per line (`answer.py`); only the lines of the page asked for are unsealed.
"""

import io
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from payung.gateways.sealed_files import SealedFile, SealedWriter
from payung.intake.rules.problems import LEVEL_OF
from payung.shared.problems import Level

_ROWS_BEGIN = b'"rows": [\n'
_STATUSES = ("ready", "error", "decision")
_COUNTS = ("rows", "ready", "error", "decision", "with_warning")


class Tab(StrEnum):
    """The four heaps that a list is sorted into; a row with a warning lies in two."""

    READY = "ready"
    ERROR = "error"
    DECISION = "decision"
    WARNING = "warning"


class Order(StrEnum):
    ROW = "row"
    LAST_ROW_FIRST = "last"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    rows: int
    ready: int
    error: int
    decision: int
    with_warning: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which rows of a tab are wanted."""

    tab: Tab
    code: str = ""
    words: str = ""
    order: Order = Order.ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCount:
    """How many rows of each heap have this finding."""

    code: str
    rows: int
    by_tab: dict[Tab, int]


def write_result(*, answer: IO[bytes], sealed: SealedWriter, index: SealedWriter) -> Counts:
    """The answer lies sealed with its index. `answer` is read from its start."""
    answer.seek(0)
    book = _Bookkeeper()
    head = _copy_head(answer, sealed)
    for line in answer if head["rows"] is None else ():
        start = sealed.size
        sealed.write(line)
        if line.startswith(b"{"):
            book.enter(_read(line), start=start, stop=sealed.size)
    index.write(book.bound(head))
    return _counts(head["counts"])


def _counts(found: Mapping[str, int]) -> Counts:
    return Counts(**{name: int(found[name]) for name in _COUNTS})


def _copy_head(answer: IO[bytes], sealed: SealedWriter) -> dict[str, Any]:
    """What stands before the rows; `rows` is None there if they follow, each on a line of its own."""
    lines = []
    for line in answer:
        sealed.write(line)
        lines.append(line)
        if line == _ROWS_BEGIN:
            return {**_read(b"".join(lines[:-1]).rstrip(b",\n") + b"}"), "rows": None}
    return _read(b"".join(lines))


def _read(content: bytes) -> dict[str, Any]:
    """JSON as written by the child, where a broken letter of a cell may have stayed broken."""
    found: dict[str, Any] = json.loads(content.decode(errors="replace").rstrip(",\n"))
    return found


class _Bookkeeper:
    """Takes rows as they come; columns of plain numbers, so that a million fit."""

    def __init__(self) -> None:
        self._start, self._stop = array("Q"), array("Q")
        self._row, self._status, self._codes = array("L"), array("B"), array("Q")
        self._names = io.StringIO()
        self._known: dict[str, int] = {}

    def enter(self, row: dict[str, Any], *, start: int, stop: int) -> None:
        self._start.append(start)
        self._stop.append(stop)
        self._row.append(row["row"])
        self._status.append(_STATUSES.index(row["status"]))
        marks = 0
        for problem in row["problems"]:
            marks |= 1 << self._known.setdefault(problem["code"], len(self._known))
        self._codes.append(marks)
        self._names.write(" ".join((row["name"] or "").casefold().split()) + "\n")

    def bound(self, head: dict[str, Any]) -> bytes:
        """The index as bytes."""
        facts = {name: head[name] for name in ("file", "sheets", "problems", "counts", "returned") if name in head}
        out = io.BytesIO()
        np.savez(
            out,
            start=np.array(self._start, np.uint64),
            stop=np.array(self._stop, np.uint64),
            row=np.array(self._row, np.uint32),
            status=np.array(self._status, np.uint8),
            codes=np.array(self._codes, np.uint64),
            names=_as_bytes(self._names.getvalue()),
            known=_as_bytes("\n".join(self._known)),
            facts=_as_bytes(json.dumps(facts)),
        )
        return out.getvalue()


class Result:
    """A sealed answer opened with its index."""

    def __init__(self, *, answer: SealedFile, index: SealedFile) -> None:
        self._answer = answer
        columns = np.load(io.BytesIO(b"".join(index)), allow_pickle=False)
        self._start, self._stop = columns["start"], columns["stop"]
        self._row, self._status, self._codes = columns["row"], columns["status"], columns["codes"]
        self._names = columns["names"]
        self._known: list[str] = _as_text(columns["known"]).split("\n")
        self.facts: dict[str, Any] = json.loads(_as_text(columns["facts"]))

    @property
    def counts(self) -> Counts:
        """As the check counted."""
        return _counts(self.facts["counts"])

    def select(self, question: Question) -> Sequence[int]:
        """The places of the wanted rows, in order."""
        wanted = self._in_tab(question.tab)
        if question.code:
            wanted &= self._with_codes([question.code])
        places: list[int] = np.flatnonzero(wanted).tolist()
        places = list(self.among(places, question.words))
        if question.order is Order.LAST_ROW_FIRST:
            places.reverse()
        elif question.order is Order.NAME:
            places.sort(key=self._list_of_names().__getitem__)
        return places

    def among(self, places: Sequence[int], words: str) -> Sequence[int]:
        """Those of these places whose name or row number is sought."""
        sought = " ".join(words.casefold().split())
        if not sought:
            return places
        names = self._list_of_names()
        return [place for place in places if sought in names[place] or sought == str(self._row[place])]

    def rows(self, places: Iterable[int]) -> Iterator[dict[str, Any]]:
        """The rows at these places, as in CONTRACTS."""
        for place in places:
            yield _read(self._answer.read(int(self._start[place]), int(self._stop[place])))

    def codes(self) -> list[CodeCount]:
        """Every finding of rows, the most frequent first."""
        tabs = {tab: self._in_tab(tab) for tab in Tab}
        found = []
        for code in filter(None, self._known):
            having = self._with_codes([code])
            by_tab = {tab: int((having & rows).sum()) for tab, rows in tabs.items()}
            found.append(CodeCount(code=code, rows=int(having.sum()), by_tab=by_tab))
        return sorted(found, key=lambda count: (-count.rows, count.code))

    def _in_tab(self, tab: Tab) -> NDArray[np.bool_]:
        if tab is Tab.WARNING:
            return self._with_codes([code for code in self._known if LEVEL_OF.get(code) is Level.WARNING])
        chosen: NDArray[np.bool_] = self._status == _STATUSES.index(tab)
        return chosen

    def _with_codes(self, codes: Iterable[str]) -> NDArray[np.bool_]:
        mask = sum(1 << self._known.index(code) for code in set(codes) if code in self._known)
        having: NDArray[np.bool_] = (self._codes & np.uint64(mask)) != 0
        return having

    def _list_of_names(self) -> list[str]:
        return _as_text(self._names).split("\n")


def _as_bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(errors="replace"), np.uint8)


def _as_text(column: NDArray[np.uint8]) -> str:
    return column.tobytes().decode()
