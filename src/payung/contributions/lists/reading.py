"""Reads a list that the gateway opened, of BPJS or of another payer: whom each row is about, until which month, who pays.

Matches nobody. A row of a person that cannot be read, or not wholly, says what it lacks; nothing is guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from payung.audit.rules import without_niks
from payung.contributions.lists.vocabulary import list_headings
from payung.contributions.rules.reconciling_months import written_month, written_stretch
from payung.contributions.rules.reconciling_numbers import is_meant_as_number, read_kpj
from payung.contributions.rules.reconciling_words import Lack
from payung.eligibility.rules.written_days import day_of_cell
from payung.eligibility.vocabulary import lexicon
from payung.gateways.lists import AnswerRow, AnswerSheet, Table
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.remembered import Remembered
from payung.intake.rules.text import fold, is_blank
from payung.intake.rules.vocabulary import Headings
from payung.intake.vocabulary import headings
from payung.shared.dates import Month
from payung.shared.nik import is_well_formed

_LONGEST_SHEET, _LONGEST_NAME, _LONGEST_PAYER, _LONGEST_DIGITS = 60, 200, 120, 20
SELF_PAYING, WAGE_EARNER = "mandiri", "penerima upah"


class Read(NamedTuple):
    """One row about a person. `nik` only where it is whole and certain; `lacks` empty where all that is written was read.

    `digits`: what stands in the place of a NIK that is not certain, for likeness only; it is never kept. `birth_date`
    and `desa` as written.
    """

    sheet: str
    row: int
    kpj: str
    nik: str
    name: str
    paid_from: Month | None
    paid_through: Month | None
    is_active: bool | None
    payer: str
    lacks: tuple[Lack, ...]
    digits: str = ""
    birth_date: str = ""
    desa: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSheet:
    sheet: AnswerSheet
    columns: Mapping[str, int]


class _Status(NamedTuple):
    is_active: bool | None
    payer: str
    unknown: bool


def found_sheets(table: Table) -> list[FoundSheet]:
    """The sheets that name people by KPJ or NIK."""
    return [
        FoundSheet(sheet=sheet, columns=columns)
        for sheet in table.sheets
        if {"kpj", "nik"} & (columns := _columns(sheet.headings)).keys()
    ]


def rows(sheets: Sequence[FoundSheet]) -> Iterator[Read]:
    """Every row about a person, in the order of the file."""
    for found in sheets:
        yield from _SheetReader(found).rows()


def _columns(labels: Sequence[str]) -> dict[str, int]:
    """Exact headings first, then those that hold a known one of two words or more."""
    known, folded = list_headings(), [fold(label) for label in labels]
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for name_of in (known.get, _held):
        for place, label in enumerate(folded):
            name = name_of(label) if place not in taken else None
            if name and name not in columns:
                columns[name] = place
                taken.add(place)
            elif name and name_of == known.get:
                taken.add(place)  # a second column of the same: the first stands
    return columns


def _held(label: str) -> str | None:
    known = list_headings()
    held = [one for one in known if " " in one and f" {one} " in f" {label} "]
    return known[max(held, key=len)] if held else None


class _SheetReader:
    def __init__(self, found: FoundSheet) -> None:
        at, self._sheet = found.columns, found.sheet
        self._sheet_name = found.sheet.name[:_LONGEST_SHEET]
        self._kpj, self._nik, self._name, self._payer = (at.get(one, -1) for one in ("kpj", "nik", "name", "payer"))
        self._born_at, self._desa = at.get("birth_date", -1), at.get("desa", -1)
        self._months_at = tuple(at.get(one, -1) for one in ("paid_from", "paid_through", "stretch"))
        self._status_at = (at.get("status", -1), at.get("segment", -1))
        headings = _list_headings()
        self._totals, self._is_person = headings.totals, PersonRows(columns=at, headings=headings).is_person
        self._told_active = not {"paid_through", "stretch", "status"} & at.keys()  # a plain list of who is active
        self._months = Remembered(_read_months)
        self._status = Remembered(_read_status)
        self._payers = Remembered(_read_payer)
        self._days = Remembered(_read_day)

    def rows(self) -> Iterator[Read]:
        for row in self._sheet.rows():
            if read := self._read(row):
                yield read

    def _read(self, row: AnswerRow) -> Read | None:
        cells = (*row.cells, "")  # -1 reads a column that is not there
        kpj = read_kpj(cells[self._kpj])
        nik = self._certain_nik(cells[self._nik], row)
        lacks: tuple[Lack, ...] = ()
        if not kpj and not nik:
            lacks = self._without_number(row.cells, cells)
            if not lacks:
                return None
        of_from, of_through, of_stretch = self._months_at
        since, through, of_months = self._months[cells[of_from], cells[of_through], cells[of_stretch]]
        status = self._status[cells[self._status_at[0]], cells[self._status_at[1]]]
        if of_months or status.unknown:
            lacks = (*lacks, *of_months, *((Lack.STATUS,) if status.unknown else ()))
        return Read(
            self._sheet_name,
            row.number,
            kpj,
            nik,
            _read_name(cells[self._name]),
            since,
            through,
            True if self._told_active else status.is_active,
            self._payers[cells[self._payer]] or status.payer,
            lacks,
            "" if nik else plain_digits(cells[self._nik])[:_LONGEST_DIGITS],
            self._days[cells[self._born_at]],
            cells[self._desa],
        )

    def _certain_nik(self, written: str, row: AnswerRow) -> str:
        """A NIK that a spreadsheet may have rounded is none."""
        nik = plain_digits(written) if written else ""
        rounded = row.doubtful and self._nik in row.doubtful and nik.endswith("0")
        return nik if is_well_formed(nik) and not rounded else ""

    def _without_number(self, row: Sequence[str], cells: Sequence[str]) -> tuple[Lack, ...]:
        """What a row without a KPJ or NIK lacks; nothing for one about nobody: blank, a total, a signature."""
        written = cells[self._kpj], cells[self._nik]
        if self._is_person(row):
            return (Lack.NO_NUMBER if is_blank(written[0]) and is_blank(written[1]) else Lack.DAMAGED,)
        meant = any(is_meant_as_number(one) for one in written)
        return (Lack.DAMAGED,) if meant and not self._is_total(row) else ()

    def _is_total(self, row: Sequence[str]) -> bool:
        first = next((folded for cell in row if (folded := fold(cell))), "")
        return any(first == word or first.startswith(f"{word} ") for word in self._totals)


def _read_name(written: str) -> str:
    return "" if is_blank(written) else without_niks(written)[:_LONGEST_NAME]


def _read_payer(written: str) -> str:
    return "" if is_blank(written) else without_niks(" ".join(written.split()))[:_LONGEST_PAYER]


def _read_day(written: str) -> str:
    """ISO, or "" where no one day is written."""
    day = day_of_cell(written)
    return day.isoformat() if day else ""


def _read_months(written: tuple[str, str, str]) -> tuple[Month | None, Month | None, tuple[Lack, ...]]:
    """From and through; a column of stretches tells both, where no column of its own does."""
    of_from, of_through, of_stretch = ("" if is_blank(one) else one for one in written)
    through = written_month(of_through) if of_through else None
    first = written_stretch(of_from) if of_from else None
    since = first[0] if first else None
    lacking = bool(of_through) and through is None
    if of_stretch and not of_through:
        stretch = written_stretch(of_stretch)
        lacking = stretch is None
        since, through = (since or stretch[0], stretch[1]) if stretch else (since, None)
    if since and through and since > through:
        since = None
    return since, through, (Lack.MONTH,) if lacking else ()


def _read_status(written: tuple[str, str]) -> _Status:
    """`AKTIF` of `BPU`, `Non aktif`, `Aktif` of `PU`: whether active, and who pays where that alone tells it."""
    status, segment = written
    words = lexicon().bpjs
    heard, beside = words.heard(fold(status)), words.heard(fold(segment))
    meanings = heard.meanings | beside.meanings
    payer = SELF_PAYING if "self_paying" in meanings else WAGE_EARNER if "pu" in meanings else ""
    whether = heard.meanings & {"active", "not_active"}
    unknown = not is_blank(status) and (len(whether) != 1 or heard.doubtful)
    return _Status(None if unknown or not whether else "active" in whether, payer, unknown)


def _list_headings() -> Headings:
    """Our headings, with the words of lists for rows that are nobody."""
    of_lists = headings()
    return Headings(
        fields=list_headings(),
        run_together={},
        instead={},
        counts=of_lists.counts,
        birth_parents=frozenset(),
        under_birth={},
        totals=of_lists.totals,
        signatures=of_lists.signatures,
    )
