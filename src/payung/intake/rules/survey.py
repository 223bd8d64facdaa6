"""What only a whole column can say: which rows are people, the order of dates, a rounded NIK column, swapped columns,
whether a blank desa continues the one above. One light pass, before any row is judged.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from payung.intake.rules.birth_dates import Order, order_of
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.headings import Layout
from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.remembered import Remembered
from payung.intake.rules.text import cell_text, is_blank, widened
from payung.shared.dates import age_on
from payung.shared.nik import LENGTH, NO_SERIAL, birth_digits, is_well_formed

_ENOUGH_NIKS = 10
_PAIRS_LOOKED_AT = 2_000
_FEWEST_PAIRS = 3
_AGES_OF_WORKERS = range(17, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The facts of one sheet's columns."""

    person_rows: int
    skipped: Sequence[int]  # numbers of the rows that are not people
    order: Order
    ends_heavily_in_zero: bool
    fill_desa: bool
    fill_kecamatan: bool
    columns_swapped: bool


def survey(
    *, rows: Callable[[], Iterable[tuple[int, list[object]]]], layout: Layout, people: PersonRows, on: date
) -> Survey:
    """Go once through the rows below the heading; a second time only where desa cells are blank."""
    columns, first = layout.columns, layout.first_data_row
    width = max(columns.values()) + 1
    # A column that is not there is read from a blank cell added to the right.
    pick = itemgetter(*(columns.get(name, -1) for name in ("nik", "kk_number", "birth_date", "desa", "kecamatan")))
    skipped: list[int] = []
    dates: set[object] = set()
    pairs: list[tuple[object, object, object]] = []
    niks = _TextNiks()
    blank = Remembered(is_blank)
    person_rows = desa_blanks = kecamatan_blanks = 0
    for row, cells in rows():
        if row < first:
            continue
        if not people.is_person(cells):
            skipped.append(row)
            continue
        person_rows += 1
        nik, kk_number, born, desa, kecamatan = pick(widened(cells, width))
        if nik.__class__ is str:
            niks.add(nik)
        dates.add(born)
        desa_blanks += blank[desa]
        kecamatan_blanks += blank[kecamatan]
        if len(pairs) < _PAIRS_LOOKED_AT:
            pairs.append((nik, kk_number, born))
    passed_over = set(skipped)
    persons = ((row, cells) for row, cells in rows() if row >= first and row not in passed_over)
    fills = _filled_columns(persons, columns, {"desa": desa_blanks, "kecamatan": kecamatan_blanks})
    return Survey(
        person_rows=person_rows,
        skipped=skipped,
        order=order_of(dates),
        ends_heavily_in_zero=niks.end_heavily_in_zero,
        fill_desa="desa" in fills,
        fill_kecamatan="kecamatan" in fills,
        columns_swapped=_are_swapped(pairs, on),
    )


class _TextNiks:
    """Counts the text NIKs of a column and those that end in 0; an ending of 0000 has its own finding."""

    def __init__(self) -> None:
        self._count = self._ending_in_zero = 0

    def add(self, written: str) -> None:
        plain = written if len(written) == LENGTH else plain_digits(written)
        if len(plain) == LENGTH and plain.isdigit():
            self._count += 1
            self._ending_in_zero += plain[-1] == "0" and plain[-4:] != NO_SERIAL

    @property
    def end_heavily_in_zero(self) -> bool:
        """More than 30 % of ten or more."""
        return self._count >= _ENOUGH_NIKS and self._ending_in_zero * 10 > self._count * 3


def _filled_columns(
    persons: Iterable[tuple[int, list[object]]], columns: Mapping[str, int], blanks: Mapping[str, int]
) -> set[str]:
    """The columns whose blanks mean "as above": every written cell begins a run (CONTRACTS, "Desa").

    A run begins where the row number restarts; where more than half of the column is blank, at every written cell.
    """
    looked_at = {name: columns[name] for name, count in blanks.items() if count and name in columns}
    if not looked_at:
        return set()
    restarts_at_all = dict.fromkeys(looked_at, True)
    written = dict.fromkeys(looked_at, 0)
    number_column = columns.get("number")
    last: int | None = None
    for _, cells in persons:
        number = _row_number(cells, number_column)
        restarts = number is not None and (number == 1 or last is None or number <= last)
        last = number if number is not None else last
        for name, column in looked_at.items():
            if column < len(cells) and not is_blank(cells[column]):
                written[name] += 1
                restarts_at_all[name] &= restarts
    return {name for name in looked_at if written[name] and (restarts_at_all[name] or blanks[name] > written[name])}


def _row_number(cells: Sequence[object], column: int | None) -> int | None:
    if column is None or column >= len(cells):
        return None
    text = cell_text(cells[column]).rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _are_swapped(pairs: Sequence[tuple[object, object, object]], on: date) -> bool:
    """Whether the KK column holds the NIKs: its numbers look like workers where those of the NIK column do not.

    A KK number holds its day of issue (never plus 40, mostly recent), a NIK a birth date: so a column of NIKs agrees
    with the birth dates written, or gives days above 40 and the ages of workers.
    """
    plain = [(plain_digits(nik), plain_digits(kk), born) for nik, kk, born in pairs]
    whole = [(nik, kk, born) for nik, kk, born in plain if is_well_formed(nik) and is_well_formed(kk)]
    if len(whole) < _FEWEST_PAIRS:
        return False
    as_labelled = sum(_looks_like_nik(nik, born, on) for nik, _, born in whole)
    exchanged = sum(_looks_like_nik(kk, born, on) for _, kk, born in whole)
    return (exchanged - as_labelled) * 2 > len(whole)


def _looks_like_nik(number: str, born: object, on: date) -> bool:
    digits = birth_digits(number[6:12])
    if digits is None:
        return False
    written = _written_digits(born)
    if written:
        return {digits.day, digits.month, digits.year_of_century} == written
    day = digits.date_on_or_before(on)
    return digits.sex == "P" or (day is not None and age_on(birth_date=day, day=on) in _AGES_OF_WORKERS)


def _written_digits(born: object) -> set[int] | None:
    """Day, month and year without century of a birth cell in figures, in any order; None where it is in words."""
    text = cell_text(born)
    numbers = [
        int(part) for part in text.replace("-", "/").replace(".", "/").split("/") if part.isascii() and part.isdigit()
    ]
    return {number % 100 for number in numbers} if len(numbers) == 3 else None
