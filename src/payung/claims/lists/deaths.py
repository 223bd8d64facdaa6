"""Reads a list of the dead that the gateway opened, in any layout: who, born when, died when. Matches nobody.

Nothing is guessed: a NIK that a spreadsheet may have rounded is none, and a day that can be read two ways is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from payung.audit.rules import without_niks
from payung.claims.lists.columns import columns_of, row_words, words_of
from payung.claims.rules.deaths import Lack, Row
from payung.eligibility.rules.words import Outcome
from payung.eligibility.vocabulary import lexicon
from payung.gateways.lists import AnswerRow, AnswerSheet, Table
from payung.intake.rules.birth_dates import Birth, BirthReader, order_of
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.names import read_name
from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.remembered import Remembered
from payung.intake.rules.text import fold, is_blank
from payung.programmes import load as shipped
from payung.shared.nik import NO_SERIAL, birth_digits, is_well_formed

HEADINGS = "death"
_LONGEST_SHEET, _LONGEST_NAME, _LONGEST_DIGITS = 60, 200, 20
_PARTS = ("birth_day", "birth_month", "birth_year")
_ENOUGH_NIKS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSheet:
    sheet: AnswerSheet
    columns: Mapping[str, int]


class _Day(NamedTuple):
    day: date | None
    other_day: date | None
    code: str  # of what was found, where there is no day


def found_sheets(table: Table) -> list[FoundSheet]:
    """The sheets in which people can be found: by NIK, or by name and birth date."""
    found = []
    for sheet in table.sheets:
        columns = columns_of(sheet.headings, words=words_of(HEADINGS))
        if "nik" in columns or (
            "name" in columns and {"birth_date", "birth_place_date", "birth_year"} & columns.keys()
        ):
            found.append(FoundSheet(sheet=sheet, columns=columns))
    return found


def rows(sheets: Sequence[FoundSheet], *, today: date) -> Iterator[Row]:
    """Every row about somebody who died, in the order of the file."""
    for found in sheets:
        yield from _SheetReader(found, today).rows()


class _SheetReader:
    def __init__(self, found: FoundSheet, today: date) -> None:
        at, self._sheet, self._today = found.columns, found.sheet, today
        self._name_of_sheet = found.sheet.name[:_LONGEST_SHEET]
        self._nik, self._name, self._status, self._desa = (at.get(one, -1) for one in ("nik", "name", "status", "desa"))
        self._born_at = at.get("birth_date", at.get("birth_place_date", -1))
        self._parts_at = tuple(at[one] for one in _PARTS) if at.keys() >= set(_PARTS) else ()
        self._died_at = at.get("death_date", at.get("death_place_date", -1))
        self._is_person = PersonRows(columns=at, headings=row_words(words_of(HEADINGS))).is_person
        self._rounded_column, born, died = self._surveyed()
        self._births = self._reader(born, in_place="birth_date" not in at)
        self._deaths = self._reader(died, in_place=True)  # `Senin, 3 Mei 2027`, `Kotabaru, 3-5-2027`
        self._born, self._died = Remembered(self._read_born), Remembered(self._read_died)
        self._names = Remembered(_read_name)
        self._alive = Remembered(_is_alive)

    def rows(self) -> Iterator[Row]:
        for row in self._sheet.rows():
            if read := self._read(row):
                yield read

    def _surveyed(self) -> tuple[bool, set[object], set[object]]:
        """What only whole columns can say: a rounded column of NIKs, and how its days are written."""
        niks = zeros = 0
        born: set[object] = set()
        died: set[object] = set()
        for row in self._sheet.rows():
            cells = (*row.cells, "")
            nik = cells[self._nik]
            if is_well_formed(nik):
                niks += 1
                zeros += nik[-1] == "0" and nik[-4:] != NO_SERIAL
            born.add(_day_part(cells[self._born_at]))
            died.add(_day_part(cells[self._died_at]))
        return niks >= _ENOUGH_NIKS and zeros * 10 > niks * 3, born, died

    def _reader(self, written: set[object], *, in_place: bool) -> BirthReader:
        return BirthReader(
            on=self._today, limits=shipped.limits(), order=order_of(written), date_1904=False, in_place_cell=in_place
        )

    def _read(self, row: AnswerRow) -> Row | None:
        if not self._is_person(row.cells):
            return None
        cells = (*row.cells, "")  # -1 reads a column that is not there
        if self._status >= 0 and self._alive[cells[self._status]]:
            return None  # a register of everybody, in which this one lives
        nik, lacks = self._certain_nik(cells[self._nik], row)
        digits = "" if nik else plain_digits(cells[self._nik])[:_LONGEST_DIGITS]
        name, folded = self._names[cells[self._name]]
        birth_date, of_birth = self._birth(cells, nik)
        died, of_death = self._died[_day_part(cells[self._died_at])]
        lacks += of_birth
        if not nik and not (folded and birth_date):
            lacks += (Lack.NO_IDENTITY,)
        of_day = of_death or ((Lack.BEFORE_BIRTH,) if died and birth_date and died < birth_date else ())
        return Row(
            self._name_of_sheet,
            row.number,
            nik,
            name,
            folded,
            birth_date,
            None if of_day else died,
            lacks + of_day,
            digits,
            cells[self._desa],
        )

    def _certain_nik(self, written: str, row: AnswerRow) -> tuple[str, tuple[Lack, ...]]:
        nik = plain_digits(written) if written else ""
        if is_blank(nik):
            return "", ()
        if not is_well_formed(nik) or nik.endswith(NO_SERIAL) or birth_digits(nik[6:12]) is None:
            return "", (Lack.DAMAGED_NIK,)
        rounded = nik.endswith("0") and (self._rounded_column or self._nik in row.doubtful)
        return ("", (Lack.DAMAGED_NIK,)) if rounded else (nik, ())

    def _birth(self, cells: Sequence[str], nik: str) -> tuple[date | None, tuple[Lack, ...]]:
        """As written; of two ways to read it that of the NIK, and where nothing is written the NIK's own day."""
        of_nik = birth_digits(nik[6:12]) if nik else None
        written = tuple(cells[place] for place in self._parts_at) if self._parts_at else _day_part(cells[self._born_at])
        found = self._born[written]
        if found.day is None and not found.code:
            return (of_nik.date_on_or_before(self._today) if of_nik else None), ()
        if found.day is None:
            return None, (Lack.BIRTH_UNREADABLE,)
        if found.other_day is None:
            return found.day, ()
        by_nik = of_nik.date_on_or_before(self._today) if of_nik else None
        return (by_nik, ()) if by_nik in (found.day, found.other_day) else (None, (Lack.BIRTH_UNREADABLE,))

    def _read_born(self, written: object) -> _Day:
        if isinstance(written, tuple):
            return _day_of(self._births.read_parts(*written))
        return _day_of(self._births.read(written))

    def _read_died(self, written: object) -> tuple[date | None, tuple[Lack, ...]]:
        found = _day_of(self._deaths.read(written))
        if found.other_day is not None:
            return None, (Lack.DAY_UNCLEAR,)
        if found.day is not None:
            return found.day, ()
        if not found.code:
            return None, (Lack.NO_DAY,)
        return None, (Lack.FUTURE_DAY if found.code == "BIRTH_DATE_FUTURE" else Lack.DAY_UNREADABLE,)


def _day_part(written: str) -> str:
    """`12-01-1980` of `Kotabaru, 12-01-1980`: few days, many places, so that a day is read once. All else as it is."""
    day = written[-10:]
    if len(written) > len(day) and day[2] in "-/" and day[2] == day[5] and written[-11] in " ,":
        return day
    return written


def _day_of(read: Birth) -> _Day:
    code = read.findings[0].code if read.day is None and read.findings else ""
    return _Day(read.day, read.other_day, code)


def _read_name(written: str) -> tuple[str, str]:
    """As written, and as names are compared: titles and `Alm.` taken off, words in order."""
    if is_blank(written):
        return "", ""
    plain = without_niks(written)[:_LONGEST_NAME]
    return plain, read_name(plain)[2]


def _is_alive(status: str) -> bool:
    """Whether the status says that this one lives. What it says otherwise takes nobody off a list of the dead."""
    meanings = lexicon().dukcapil.heard(fold(status)).meanings
    return str(Outcome.ALIVE) in meanings and str(Outcome.DIED) not in meanings
