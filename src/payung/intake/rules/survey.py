"""What only a whole column can say: which rows are people, the order of dates, a rounded NIK column, swapped columns,
whether a blank desa continues the one above. One light pass, before any row is judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.intake.rules.birth_dates import Order, order_of
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.headings import Layout
from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.text import cell_text, is_blank
from payung.shared.dates import age_on
from payung.shared.nik import birth_digits, is_well_formed

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


class _Blanks:
    """Whether blanks of a column mean "as above": only if every written cell begins a run (CONTRACTS, "Desa")."""

    def __init__(self) -> None:
        self.written = self.blank = 0
        self.every_written_restarts = True

    def add(self, *, is_written: bool, restarts: bool) -> None:
        if is_written:
            self.written += 1
            self.every_written_restarts &= restarts
        else:
            self.blank += 1

    @property
    def continues(self) -> bool:
        return self.written > 0 and (self.every_written_restarts or self.blank > self.written)


def survey(*, rows: Iterable[tuple[int, Sequence[object]]], layout: Layout, people: PersonRows, on: date) -> Survey:
    """Go once through the rows below the heading."""
    columns = layout.columns
    skipped: list[int] = []
    dates: set[object] = set()
    text_niks = ending_in_zero = person_rows = 0
    pairs: list[tuple[str, str, object]] = []
    desa, kecamatan = _Blanks(), _Blanks()
    last_number: int | None = None
    nik_at, kk_at, birth_at = columns.get("nik", -1), columns.get("kk_number", -1), columns.get("birth_date", -1)
    desa_at = columns.get("desa", columns.get("desa_code", -1))
    kecamatan_at, number_at = columns.get("kecamatan", -1), columns.get("number", -1)
    width = max(columns.values()) + 1
    blanks_matter = desa_at >= 0 or kecamatan_at >= 0
    for row, cells in rows:
        if row < layout.first_data_row:
            continue
        if not people.is_person(cells):
            skipped.append(row)
            continue
        person_rows += 1
        if len(cells) < width:
            cells = [*cells, *[""] * (width - len(cells))]
        if nik_at >= 0 and (nik := cells[nik_at]).__class__ is str:
            plain = nik if len(nik) == 16 else plain_digits(nik)  # type: ignore[arg-type]
            if len(plain) == 16 and plain.isdigit():  # type: ignore[arg-type, attr-defined]
                text_niks += 1
                ending_in_zero += plain[-1] == "0"  # type: ignore[index]
        if birth_at >= 0:
            dates.add(cells[birth_at])
        if kk_at >= 0 and nik_at >= 0 and len(pairs) < _PAIRS_LOOKED_AT:
            pairs.append((plain_digits(cells[nik_at]), plain_digits(cells[kk_at]), cells[birth_at] if birth_at >= 0 else ""))
        if blanks_matter:
            number = _row_number(cells[number_at]) if number_at >= 0 else None
            restarts = number is not None and (number == 1 or last_number is None or number <= last_number)
            last_number = number if number is not None else last_number
            if desa_at >= 0:
                desa.add(is_written=not is_blank(cells[desa_at]), restarts=restarts)
            if kecamatan_at >= 0:
                kecamatan.add(is_written=not is_blank(cells[kecamatan_at]), restarts=restarts)
    return Survey(
        person_rows=person_rows,
        skipped=skipped,
        order=order_of(dates),
        ends_heavily_in_zero=text_niks >= _ENOUGH_NIKS and ending_in_zero * 10 > text_niks * 3,
        fill_desa=desa.continues,
        fill_kecamatan=kecamatan.continues,
        columns_swapped=_are_swapped(pairs, on),
    )


def _row_number(cell: object) -> int | None:
    text = cell_text(cell).rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _are_swapped(pairs: Sequence[tuple[str, str, object]], on: date) -> bool:
    """Whether the KK column holds the NIKs: its numbers look like workers where those of the NIK column do not.

    A KK number holds its day of issue (never plus 40, mostly recent), a NIK a birth date: so a column of NIKs agrees
    with the birth dates written, or gives days above 40 and the ages of workers.
    """
    whole = [(nik, kk, born) for nik, kk, born in pairs if is_well_formed(nik) and is_well_formed(kk)]
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
    numbers = [int(part) for part in text.replace("-", "/").replace(".", "/").split("/") if part.isascii() and part.isdigit()]
    return {number % 100 for number in numbers} if len(numbers) == 3 else None
