"""Reads the branch's own report of claims, in any layout: whose, of which scheme and day, how much and when. Matches nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from payung.audit.rules import without_niks
from payung.claims.lists.columns import columns_of, row_words, words_of
from payung.claims.rules.branch import BranchLack, BranchRow
from payung.claims.states import Scheme
from payung.contributions.rules.reconciling_numbers import read_kpj
from payung.gateways.lists import AnswerRow, AnswerSheet, Table
from payung.intake.rules.birth_dates import BirthReader, order_of
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.income import read_income
from payung.intake.rules.names import read_name
from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.remembered import Remembered
from payung.intake.rules.text import fold, is_blank
from payung.programmes import load as shipped
from payung.shared.nik import NO_SERIAL, birth_digits, is_well_formed

HEADINGS = "branch"
_LONGEST_SHEET, _LONGEST_NAME, _LONGEST_STATUS = 60, 200, 120
_DAYS = ("event_date", "death_date", "paid_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSheet:
    sheet: AnswerSheet
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    schemes: Mapping[str, tuple[str, ...]]
    died: tuple[str, ...]


def found_sheets(table: Table) -> list[FoundSheet]:
    """The sheets that name people by NIK or KPJ, and tell a day or a sum."""
    found = []
    for sheet in table.sheets:
        columns = columns_of(sheet.headings, words=words_of(HEADINGS))
        if {"nik", "kpj"} & columns.keys() and {"event_date", "death_date", "paid_rp"} & columns.keys():
            found.append(FoundSheet(sheet=sheet, columns=columns))
    return found


def rows(sheets: Sequence[FoundSheet], *, today: date) -> Iterator[BranchRow]:
    """Every row about a claim, in the order of the file."""
    for found in sheets:
        yield from _SheetReader(found, today).rows()


@cache
def _words() -> _Words:
    text = (files("payung.claims") / "data" / f"{HEADINGS}_words.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    return _Words(
        schemes={scheme: tuple(map(fold, words)) for scheme, words in data["schemes"].items()},
        died=tuple(map(fold, data["died"])),
    )


class _SheetReader:
    def __init__(self, found: FoundSheet, today: date) -> None:
        self._at, self._sheet = found.columns, found.sheet
        self._name_of_sheet = found.sheet.name[:_LONGEST_SHEET]
        self._is_person = PersonRows(columns=found.columns, headings=row_words(words_of(HEADINGS))).is_person
        self._days = {name: Remembered(self._reader(name, today)) for name in _DAYS}
        self._names = Remembered(_read_name)
        self._of_sheet = _scheme(fold(found.sheet.name))

    def rows(self) -> Iterator[BranchRow]:
        for row in self._sheet.rows():
            if self._is_person(row.cells) or read_kpj((*row.cells, "")[self._at.get("kpj", -1)]):
                yield self._read(row)

    def _reader(self, name: str, today: date) -> "_DayReader":
        place = self._at.get(name, -1)
        written = {(*row.cells, "")[place] for row in self._sheet.rows()}
        return _DayReader(written, today)

    def _read(self, row: AnswerRow) -> BranchRow:
        cells = (*row.cells, "")  # -1 reads a column that is not there
        text = {name: cells[place] for name, place in self._at.items()}
        nik, of_nik = self._certain_nik(text.get("nik", ""), row)
        kpj = read_kpj(text.get("kpj", ""))
        name, folded = self._names[text.get("name", "")]
        scheme, of_scheme = _scheme(fold(text.get("scheme", "")))
        if scheme is None and not of_scheme:
            scheme, of_scheme = self._of_sheet
        told = " ".join(fold(text.get(one, "")) for one in ("scheme", "status"))
        (event, of_event), (death, of_death), (paid_on, of_paid) = (self._days[one][text.get(one, "")] for one in _DAYS)
        paid_rp, of_sum = _sum(text.get("paid_rp", ""))
        lacks = [*of_nik, *of_scheme, *of_event, *of_death, *of_sum]
        lacks += [BranchLack.PAID_DAY_MISSING] if of_paid else []
        lacks += [BranchLack.NO_SCHEME] if scheme is None and not of_scheme else []
        lacks += [BranchLack.NO_IDENTITY] if not (nik or kpj) and not of_nik else []
        lacks += [BranchLack.NO_DAY] if not (event or death or of_event or of_death) else []
        return BranchRow(
            self._name_of_sheet,
            row.number,
            nik,
            kpj,
            name,
            folded,
            scheme,
            any(f" {word} " in f" {told} " for word in _words().died),
            event,
            death,
            paid_rp,
            paid_on,
            without_niks(" ".join(text.get("status", "").split()))[:_LONGEST_STATUS],
            tuple(dict.fromkeys(lacks)),
        )

    def _certain_nik(self, written: str, row: AnswerRow) -> tuple[str, list[BranchLack]]:
        """A NIK that a spreadsheet may have rounded is none."""
        nik = plain_digits(written) if written else ""
        if is_blank(nik):
            return "", []
        if not is_well_formed(nik) or nik.endswith(NO_SERIAL) or birth_digits(nik[6:12]) is None:
            return "", [BranchLack.DAMAGED_NIK]
        rounded = nik.endswith("0") and self._at.get("nik", -1) in row.doubtful
        return ("", [BranchLack.DAMAGED_NIK]) if rounded else (nik, [])


class _DayReader:
    """A day of one column, read as the whole column writes days."""

    def __init__(self, written: set[str], today: date) -> None:
        self._reader = BirthReader(
            on=today, limits=shipped.limits(), order=order_of(written), date_1904=False, in_place_cell=True
        )

    def __call__(self, written: str) -> tuple[date | None, tuple[BranchLack, ...]]:
        if is_blank(written):
            return None, ()
        found = self._reader.read(written)
        if found.day is not None:
            return (None, (BranchLack.DAY_UNCLEAR,)) if found.other_day else (found.day, ())
        future = bool(found.findings) and found.findings[0].code == "BIRTH_DATE_FUTURE"
        return None, (BranchLack.FUTURE_DAY if future else BranchLack.DAY_UNREADABLE,)


def _read_name(written: str) -> tuple[str, str]:
    if is_blank(written):
        return "", ""
    plain = without_niks(written)[:_LONGEST_NAME]
    return plain, read_name(plain)[2]


def _scheme(told: str) -> tuple[Scheme | None, tuple[BranchLack, ...]]:
    """JKK before JKM: `kematian karena kecelakaan kerja` is of JKK."""
    for name, words in _words().schemes.items():
        if any(f" {word} " in f" {told} " for word in words):
            return (None, (BranchLack.OTHER_SCHEME,)) if name == "other" else (Scheme(name), ())
    return None, ()


def _sum(written: str) -> tuple[int | None, tuple[BranchLack, ...]]:
    if is_blank(written) or not written.strip(" -0.,Rp"):
        return None, ()
    found = read_income(written)
    return (found, ()) if found else (None, (BranchLack.AMOUNT_UNREADABLE,))
