"""Reads one sheet part once, to know what must be known before it can be changed."""

from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from payung.gateways.spreadsheets.marked.own.xml import NotEditable, local, new_parser, require_utf8
from payung.gateways.spreadsheets.marked.places import column_number, row_and_column

CHUNK = 1 << 18
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Cells shown as one; what is seen there is the text, colour and comment of the first."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, kw_only=True)
class Survey:
    """What one sheet holds. `columns` are the attributes of its `<col>` tags, in order."""

    namespace: str = ""
    prefix: str = ""
    last_column: int = 0  # the last with content, columns of an earlier marking left out
    columns: list[dict[str, str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    filter_range: str | None = None
    drawing_id: str | None = None  # the reference to the old-style drawing that holds comment boxes


class _Surveyor:
    def __init__(self, *, ignoring: frozenset[int]) -> None:
        self.found = Survey()
        self._ignoring = ignoring
        self._column = 0
        self._cell = self._row = ""
        self._content: frozenset[str] = frozenset()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._cell:
            reference = attributes.get("r")
            self._column = column_number(reference.rstrip(DIGITS)) if reference else self._column + 1
        elif name in self._content:
            if self._column > self.found.last_column and self._column not in self._ignoring:
                self.found.last_column = self._column
        elif name == self._row:
            self._column = 0
        elif not self._cell:
            self._begin(name, attributes)
        else:
            self._around(name, attributes)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        prefix = name[: name.rfind(":") + 1]
        self.found.prefix = prefix
        self.found.namespace = attributes.get(f"xmlns:{prefix[:-1]}" if prefix else "xmlns", "")
        self._cell, self._row = f"{prefix}c", f"{prefix}row"
        self._content = frozenset(f"{prefix}{name}" for name in ("v", "f", "is"))

    def _around(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "col":
                self.found.columns.append(attributes)
            case "mergeCell":
                self._merged(attributes.get("ref", ""))
            case "autoFilter" if self.found.filter_range is None:
                self.found.filter_range = attributes.get("ref")
            case "legacyDrawing":
                self.found.drawing_id = next((v for k, v in attributes.items() if local(k) == "id"), None)

    def _merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corner, other = row_and_column(first), row_and_column(last)
        if corner and other:
            self.found.merges.append(Merge(top=corner[0], left=corner[1], bottom=other[0], right=other[1]))


def survey(part: IO[bytes], *, ignoring: frozenset[int]) -> Survey:
    """What the sheet holds, columns `ignoring` left out. Raises NotEditable for what is not well-formed UTF-8 XML."""
    surveyor = _Surveyor(ignoring=ignoring)
    parser = new_parser()
    parser.StartElementHandler = surveyor.opened
    try:
        block = part.read(CHUNK)
        require_utf8(block)
        while block:
            parser.Parse(block, False)
            block = part.read(CHUNK)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise NotEditable("a sheet is not well-formed XML") from fault
    return surveyor.found
