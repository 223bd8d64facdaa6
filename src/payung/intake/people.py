"""The people of a list as it writes them, for linkage: nobody is judged, and no column must be there.

Read inside the guarded child process (`people_child`); its parent is `reading`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from payung.gateways.spreadsheets.book import Book, Sheet
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.headings import Layout
from payung.intake.rules.person_cells import OccupationReader
from payung.intake.rules.places import PlaceReader
from payung.intake.rules.rows import Row, RowReader, SheetFacts
from payung.intake.rules.survey import ColumnFacts, See, Surveyor
from payung.intake.rules.text import cell_text, fold, is_blank, widened
from payung.intake.rules.titles import read_title
from payung.intake.rules.vocabulary import Vocabulary
from payung.intake.sheets import find_heading, heading_cells, top_rows

_ID = "id"
_OF_THE_NIK = "BIRTH_DATE_FROM_NIK"
_NAMING = ("nik", "name")
_TEXT_FIELDS = ("address", "rt", "heir_name")


class ListedPerson(NamedTuple):
    """A person row, every cell as text; "" where nothing is written or nothing can be read. Nothing is taken from the NIK."""

    key: str  # the cell of the column `id`; "" where there is none
    sheet: str
    row: int
    nik: str
    kk_number: str
    name: str
    birth_date: str  # ISO
    sex: str
    desa_code: str
    phone: str
    address: str
    rt: str
    heir_name: str


class People:
    """The people of a book. `has_heading`: whether any sheet has one; `is_blank`: whether nothing at all is written."""

    def __init__(self, *, book: Book, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._date_1904 = book.date_1904
        self._places = PlaceReader(gazetteer=vocabulary.gazetteer, suggest=_suggest_no_desa)
        self._occupations = OccupationReader(occupations={}, suggest=_suggest_nothing)
        self._sheets = [(sheet, self._facts(sheet)) for sheet in book.sheets]
        self.has_heading = any(facts for _, facts in self._sheets)
        self.is_blank = not any(top_rows(sheet) for sheet in book.sheets)

    def __iter__(self) -> Iterator[ListedPerson]:
        for sheet, facts in self._sheets:
            if facts:
                yield from self._of(sheet, self._surveyed(sheet, facts))

    def _facts(self, sheet: Sheet) -> SheetFacts | None:
        top = top_rows(sheet)
        layout = find_heading(top=top, sheet=sheet, headings=self._vocabulary.headings)
        if layout is None:
            return None
        above = [" ".join(map(cell_text, cells)) for number, cells in top if number < layout.first_heading_row]
        return SheetFacts(
            layout=layout,
            title=read_title(
                sheet=sheet.name, lines=[*reversed(above), *sheet.lines_above], vocabulary=self._vocabulary
            ),
            merges=sheet.merges,
            broken_cells=frozenset(),
            date_1904=self._date_1904,
        )

    def _surveyed(self, sheet: Sheet, facts: SheetFacts) -> SheetFacts:
        """The facts with what only whole columns say: the order of dates, blanks that mean "as above", swapped columns."""
        surveyor = Surveyor(columns=facts.layout.columns, on=self._vocabulary.on)
        for _ in self._rows(sheet, facts, see=surveyor.see):
            pass
        found = surveyor.facts(lambda: (cells for _, cells in self._rows(sheet, facts)))
        layout = _put_right(facts.layout) if found.swapped_rows else facts.layout
        columns = ColumnFacts(order=found.order, fill_desa=found.fill_desa, fill_kecamatan=found.fill_kecamatan)
        return replace(facts, layout=layout, columns=columns)

    def _of(self, sheet: Sheet, facts: SheetFacts) -> Iterator[ListedPerson]:
        columns = facts.layout.columns
        key = _id_column(heading_cells(sheet=sheet, layout=facts.layout))
        texts = [columns.get(name, -1) for name in _TEXT_FIELDS]
        for row, cells in self._rows(sheet, facts):
            address, rt, heir = [_text(cells[column]) for column in texts]
            yield ListedPerson(
                _text(cells[key]) if key is not None else "",
                sheet.name,
                row.number,
                row.nik or "",
                row.kk_number or "",
                row.name,
                _written_birth(row),
                "" if row.sex is None or is_blank(cells[columns.get("sex", -1)]) else row.sex,
                row.desa_code or "",
                row.phone or "",
                address,
                rt,
                heir,
            )

    def _rows(self, sheet: Sheet, facts: SheetFacts, see: See | None = None) -> Iterator[tuple[Row, Sequence[object]]]:
        """The person rows below the heading, read, with their cells."""
        reader = RowReader(
            facts=facts, vocabulary=self._vocabulary, places=self._places, occupations=self._occupations, see=see
        )
        heading = heading_cells(sheet=sheet, layout=facts.layout)
        people = PersonRows(columns=facts.layout.columns, headings=self._vocabulary.headings, own_heading=heading)
        key, width = _id_column(heading), max(map(len, heading), default=0)
        for number, cells in sheet.rows():
            if number < facts.layout.first_data_row:
                continue
            if people.is_person(cells) or (key is not None and _is_keyed(cells, key, facts.layout)):
                whole = reader.whole(number, widened(cells, width))
                yield reader.read(number, whole), whole


def _put_right(layout: Layout) -> Layout:
    """The layout with NIK and KK exchanged."""
    columns = {**layout.columns, "nik": layout.columns["kk_number"], "kk_number": layout.columns["nik"]}
    return replace(layout, columns=columns)


def _id_column(heading: Sequence[Sequence[object]]) -> int | None:
    """The column headed `id`, if there is one."""
    return next((at for row in heading for at, cell in enumerate(row) if fold(cell_text(cell)) == _ID), None)


def _is_keyed(cells: Sequence[object], key: int, layout: Layout) -> bool:
    """Whether a row has an id and a name or NIK: a person, however little else is written."""
    said = [cells[column] for name in _NAMING if (column := layout.columns.get(name, len(cells))) < len(cells)]
    if key >= len(cells) or is_blank(cells[key]) or fold(cell_text(cells[key])) == _ID:
        return False
    return any(not is_blank(cell) for cell in said)


def _written_birth(row: Row) -> str:
    """The day the list itself says: one from the NIK would be the NIK once more."""
    is_of_the_nik = any(finding.code == _OF_THE_NIK for finding in row.findings)
    return row.birth_date.isoformat() if row.birth_date and not is_of_the_nik else ""


def _text(cell: object) -> str:
    return "" if is_blank(cell) else cell_text(cell)


def _suggest_no_desa(_written: str, _kecamatan: str) -> str:
    return ""


def _suggest_nothing(_written: str) -> str:
    return ""
