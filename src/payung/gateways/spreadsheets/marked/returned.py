"""Knows a marked workbook again when it comes back, by its hidden column and its document property alone.

The user may have sorted, deleted, added and renamed; Excel or LibreOffice may have rewritten the file, also as .ods.
Not here: guarding against hostile files, which is done before anything is opened.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from python_calamine import CalamineSheet, CalamineWorkbook

from payung.gateways.spreadsheets.marked.keys import SHA256_PROPERTY, Key, read_key
from payung.gateways.spreadsheets.marked.own.package import Package
from payung.gateways.spreadsheets.marked.own.references import related
from payung.gateways.spreadsheets.marked.own.xml import Element, NotEditable, tree
from payung.gateways.spreadsheets.marked.words import KEY_HEADING, OWN_HEADINGS

_OPEN_DOCUMENT_PROPERTIES = "meta.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """A row with a key: the place it had in the first file, and where it stands now."""

    sheet: str
    row: int
    sheet_now: str
    row_now: int
    intact: bool  # the key is as we wrote it, for this very file
    copied: bool  # the same key stands on several rows: a person must say which is meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A marked workbook that came back. `columns` are ours, by present sheet name: they are no data of the user's."""

    sha256: str  # of the file that was marked
    rows: tuple[ReturnedRow, ...]
    columns: Mapping[str, frozenset[int]]


def read_return(path: Path) -> Returned | None:
    """The keyed rows of a workbook that Payung marked, or None for any other file."""
    try:
        sha256 = _sha256_property(path) if is_zipfile(path) else None
    except NotEditable:  # its properties cannot be read: nothing that we wrote
        sha256 = None
    if sha256 is None:
        return None
    columns: dict[str, frozenset[int]] = {}
    found: list[tuple[str, int, Key]] = []
    with CalamineWorkbook.from_path(path) as workbook:
        for name in workbook.sheet_names:
            marked = _MarkedColumns()
            found += [(name, row, key) for row, key in marked.keys(workbook.get_sheet_by_name(name))]
            if marked.ours:
                columns[name] = marked.ours
    if not columns:
        return None
    return Returned(sha256=sha256, rows=tuple(_rows(found, sha256=sha256)), columns=columns)


def _rows(found: list[tuple[str, int, Key]], *, sha256: str) -> Iterator[ReturnedRow]:
    times = Counter((key.sheet, key.row) for _, _, key in found)
    for sheet, row, key in found:
        yield ReturnedRow(
            sheet=key.sheet,
            row=key.row,
            sheet_now=sheet,
            row_now=row,
            intact=key.fits(sha256=sha256),
            copied=times[key.sheet, key.row] > 1,
        )


class _MarkedColumns:
    """One reading of one sheet: its keys one by one, and afterwards which columns were ours."""

    def __init__(self) -> None:
        self._key_columns: set[int] = set()
        self._headed: dict[str, set[int]] = defaultdict(set)

    @property
    def ours(self) -> frozenset[int]:
        if not (self._key_columns or KEY_HEADING in self._headed):
            return frozenset()
        return frozenset(self._key_columns.union(*self._headed.values()))

    def keys(self, sheet: CalamineSheet) -> Iterator[tuple[int, Key]]:
        first = sheet.start[1] + 1 if sheet.start else 1
        for row, cells in enumerate(sheet.iter_rows(), 1):
            for column, value in enumerate(cells, first):
                if not isinstance(value, str):
                    continue
                if value in OWN_HEADINGS:
                    self._headed[value].add(column)
                elif value.startswith("PYG") and (key := read_key(value)):
                    self._key_columns.add(column)
                    yield row, key


def _sha256_property(path: Path) -> str | None:
    with ZipFile(path) as archive:
        package = Package(archive=archive)
        for kind in ("custom-properties", "customProperties"):  # the second in strict files
            part = related(package, part="", kind=kind)
            if part and part in package:
                return _value(tree(package.read(part)), naming="name")
        if _OPEN_DOCUMENT_PROPERTIES in package:
            return _value(tree(package.read(_OPEN_DOCUMENT_PROPERTIES)), naming="meta:name")
    return None


def _value(root: Element, *, naming: str) -> str | None:
    for element in root.walk():
        if element.attributes.get(naming) == SHA256_PROPERTY:
            return "".join(part.text for part in element.walk()).strip() or None
    return None
