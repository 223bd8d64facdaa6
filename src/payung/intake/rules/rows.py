"""Reads and judges one row: what stands in each cell, and what the cells say of each other. The hot path of a check.

One row after another, without knowing the rest of the file; `crowd.py` adds what only all rows together can say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from payung.intake.rules.agreement import Agreement
from payung.intake.rules.birth_dates import BirthReader
from payung.intake.rules.headings import Layout, Merge
from payung.intake.rules.names import read_name
from payung.intake.rules.numbers import Findings, NikReader, read_kk
from payung.intake.rules.person_cells import OccupationReader, read_phone
from payung.intake.rules.places import PlaceReader
from payung.intake.rules.problems import LEVEL_OF, Finding
from payung.intake.rules.remembered import Remembered
from payung.intake.rules.survey import ORDINARY, ColumnFacts, See
from payung.intake.rules.text import BLANK_CELLS, column_letters, is_blank, widened
from payung.intake.rules.titles import Title
from payung.intake.rules.vocabulary import FIELD_NAMES, Vocabulary
from payung.shared.nik import Sex
from payung.shared.problems import Level

REQUIRED_FIELDS = ("nik", "name", "occupation", "desa")
_BIRTH_PARTS = ("birth_day", "birth_month", "birth_year")
_READ_FIELDS = (
    *("nik", "kk_number", "name", "birth_date", "sex", "occupation", "phone"),
    *("desa_code", "desa", "kecamatan"),
)
_NEVER_FILLED = frozenset({"number", "nik", "name"})


class Row(NamedTuple):
    """A person as one row of a file says. `words` are the name's words in order; `findings` say what is wrong."""

    number: int
    nik: str | None
    kk_number: str | None
    name: str
    words: str
    sex: Sex | None
    birth_date: date | None
    desa_code: str | None
    occupation: str | None
    phone: str | None
    findings: Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """All that is known of a sheet; of its columns, what is assumed until its rows have been seen."""

    layout: Layout
    title: Title
    merges: Sequence[Merge]
    broken_cells: frozenset[str]
    date_1904: bool
    columns: ColumnFacts = ORDINARY

    @property
    def place_and_date_in_one(self) -> bool:
        columns = self.layout.columns
        return "birth_date" in columns and columns.get("birth_place") == columns["birth_date"]


def status_of(findings: Findings) -> str:
    """`error` if any finding is one, else `decision` if any needs one, else `ready`."""
    if not findings:
        return "ready"
    levels = {LEVEL_OF[finding.code] for finding in findings}
    if Level.ERROR in levels:
        return "error"
    return "decision" if Level.DECISION in levels else "ready"


class RowReader:
    """Reads the rows of one sheet, from the first to the last: a blank desa may mean the one above."""

    def __init__(
        self,
        *,
        facts: SheetFacts,
        vocabulary: Vocabulary,
        places: PlaceReader,
        occupations: OccupationReader,
        see: See | None = None,
    ) -> None:
        columns, limits = facts.layout.columns, vocabulary.limits
        self._agreement = Agreement(on=vocabulary.on, limits=limits, births=_birth_reader(facts, vocabulary))
        self._settled = Remembered(self._agreement.settle)
        self._places = Remembered(places.read)
        for_all = vocabulary.occupation_of_all or facts.title.occupation
        self._occupations: Remembered[object, tuple[str | None, Findings]] = Remembered(
            lambda cell: occupations.read(for_all if for_all and is_blank(cell) else cell)
        )
        self._read_nik = _nik_reader(facts, vocabulary).read
        self._see = see
        self._members = vocabulary.members
        self._column_facts = facts.columns
        self._fills = facts.columns.fill_desa or facts.columns.fill_kecamatan
        self._broken_cells = facts.broken_cells
        self._desa_above: object = facts.title.desa
        self._kecamatan_above: object = facts.title.kecamatan
        # A column that is not there is read from the last cell: `whole` adds a blank one to every row.
        self._width = max(columns.values()) + 1
        self._of = itemgetter(*(columns.get(name, -1) for name in _READ_FIELDS))
        self._has_kk = "kk_number" in columns
        in_parts = "birth_date" not in columns and "birth_year" in columns
        self._birth_parts = [columns.get(part, -1) for part in _BIRTH_PARTS] if in_parts else []
        self._insurer = [(columns[name], name) for name in limits.insurer_fields if name in columns]
        looked_at = [column for column, _ in self._insurer]
        self._insurer_cells = itemgetter(*looked_at, *looked_at[:1]) if looked_at else None  # two at least give a tuple
        self._required = {name: column_letters(columns[name]) for name in REQUIRED_FIELDS if name in columns}
        self._merged = _merged_cells(facts.merges, columns)

    def read(self, number: int, cells: Sequence[object]) -> Row:
        """The row as read, with every finding of its own. `cells` are `whole`."""
        nik_cell, kk_cell, name_cell, born, sex_cell, work, phone_cell, code, desa, kecamatan = self._of(cells)
        if self._see:
            self._see(nik_cell, kk_cell, born, desa, kecamatan)
        if self._birth_parts:
            born = tuple([cells[column] for column in self._birth_parts])
        nik, findings = self._read_nik(nik_cell)
        kk_number, kk_findings = read_kk(kk_cell) if self._has_kk else (None, ())
        name, name_findings, words = read_name(name_cell)
        birth, sex, birth_findings = self._settled[nik[6:12] if nik else "", born, sex_cell]
        desa_code, desa_findings = self._desa(code, desa, kecamatan)
        occupation, work_findings = self._occupations[work]
        phone, phone_findings = read_phone(phone_cell)
        findings += kk_findings + name_findings + birth_findings + desa_findings + work_findings + phone_findings
        if nik is not None and nik == kk_number:
            findings += (Finding("NIK_EQUALS_KK", "nik"),)
        if birth.age_code:
            findings += self._agreement.age(birth=birth, name=name, is_member=nik in self._members)
        if self._insurer_cells and not BLANK_CELLS.isdisjoint(self._insurer_cells(cells)):
            findings += self._insurer_findings(cells)
        if self._broken_cells:
            findings = self._with_broken(number, findings)
        if rows := self._column_facts.swapped_rows:
            findings = (Finding("COLUMNS_SWAPPED", "nik", (("banyak", str(rows)),)),)
        return Row(number, nik, kk_number, name, words, sex, birth.day, desa_code, occupation, phone, findings)

    def whole(self, number: int, cells: list[object]) -> list[object]:
        """The same row at least as wide as the heading, with the cells merged into it and one blank cell more."""
        whole = widened(cells, self._width)
        if self._merged:
            self._merged.fill(number, whole)
        return whole

    def _desa(self, code: object, desa: object, kecamatan: object) -> tuple[str | None, Findings]:
        """The desa of the row: its own cells, else the one above where blanks continue, else the heading's."""
        if desa in BLANK_CELLS or kecamatan in BLANK_CELLS or self._fills:
            desa, kecamatan = self._continued(code, desa, kecamatan)
        return self._places[code, desa, kecamatan]

    def _continued(self, code: object, desa: object, kecamatan: object) -> tuple[object, object]:
        """Desa and kecamatan, a blank one taken from above or from the heading."""
        if is_blank(kecamatan):
            kecamatan = self._kecamatan_above
        elif self._column_facts.fill_kecamatan:
            self._kecamatan_above = kecamatan
        if is_blank(desa) and is_blank(code):
            desa = self._desa_above
        elif self._column_facts.fill_desa:
            self._desa_above = code if is_blank(desa) else desa
        return desa, kecamatan

    def _insurer_findings(self, cells: Sequence[object]) -> Findings:
        return tuple(
            Finding("INSURER_FIELD_MISSING", field, (("kolom", FIELD_NAMES[field]),))
            for column, field in self._insurer
            if is_blank(cells[column])
        )

    def _with_broken(self, number: int, findings: Findings) -> Findings:
        """Say of a broken formula that it is broken, not that the cell is empty."""
        for field, letters in self._required.items():
            if f"{letters}{number}" in self._broken_cells:
                kept = tuple(finding for finding in findings if finding.field != field)
                findings = (*kept, Finding("CELL_FORMULA_BROKEN", field))
        return findings


def _birth_reader(facts: SheetFacts, vocabulary: Vocabulary) -> BirthReader:
    return BirthReader(
        on=vocabulary.on,
        limits=vocabulary.limits,
        order=facts.columns.order,
        date_1904=facts.date_1904,
        in_place_cell=facts.place_and_date_in_one,
    )


def _nik_reader(facts: SheetFacts, vocabulary: Vocabulary) -> NikReader:
    return NikReader(
        limits=vocabulary.limits,
        provinces=vocabulary.provinces,
        kecamatan_digits=vocabulary.gazetteer.kecamatan_digits,
        ends_heavily_in_zero=facts.columns.ends_heavily_in_zero,
    )


class _MergedCells:
    """Values of cells merged downwards, below the heading. A NIK or a name is never spread to a second person."""

    def __init__(self) -> None:
        self._beginning: dict[int, list[tuple[int, int]]] = {}  # first row → (column, last row)
        self._open: dict[int, tuple[int, int, object]] = {}  # column → first row, last row and value of its last range

    def __bool__(self) -> bool:
        return bool(self._beginning)

    def add(self, *, first_row: int, last_row: int, column: int) -> None:
        self._beginning.setdefault(first_row, []).append((column, last_row))

    def fill(self, number: int, cells: list[object]) -> None:
        """Write the first row's value into the others. Rows come in order, so the first has been seen."""
        for column, (first_row, last_row, value) in self._open.items():
            if first_row < number <= last_row and cells[column] in ("", None):
                cells[column] = value
        for column, last_row in self._beginning.get(number, ()):
            self._open[column] = number, last_row, cells[column]


def _merged_cells(merges: Sequence[Merge], columns: Mapping[str, int]) -> _MergedCells:
    merged = _MergedCells()
    filled = {column for name, column in columns.items() if name not in _NEVER_FILLED}
    for (first_row, first_column), (last_row, last_column) in merges:
        if last_row > first_row:
            for column in (column for column in filled if first_column <= column <= last_column):
                merged.add(first_row=first_row + 1, last_row=last_row + 1, column=column)
    return merged
