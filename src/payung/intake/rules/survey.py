"""What only a whole column can say: the order of dates, a rounded NIK column, swapped columns, whether a blank desa
continues the one above. Gathered while rows are judged; where a column has odd facts, its sheet is judged again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from payung.intake.rules.birth_dates import Order, order_of
from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.text import BLANK_CELLS, cell_text, is_blank
from payung.shared.dates import age_on
from payung.shared.nik import LENGTH, NO_SERIAL, birth_digits, is_well_formed

_ENOUGH_NIKS = 10
_PAIRS_LOOKED_AT = 2_000
_FEWEST_PAIRS = 3
_AGES_OF_WORKERS = range(17, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """The facts of one sheet's columns. What stands here unchanged is what most lists are like."""

    order: Order = Order.DAY_FIRST
    ends_heavily_in_zero: bool = False
    fill_desa: bool = False
    fill_kecamatan: bool = False
    swapped_rows: int = 0  # rows of a sheet whose NIK and KK columns look exchanged


ORDINARY = ColumnFacts()
See = Callable[[object, object, object, object, object], None]  # `Surveyor.see`


class Surveyor:
    """Sees the cells of each person row of one sheet and says the facts of its columns."""

    def __init__(self, *, columns: Mapping[str, int], on: date) -> None:
        self._columns = columns
        self._on = on
        self._dates: set[object] = set()
        self._pairs: list[tuple[object, object, object]] = []
        self._text_niks = self._ending_in_zero = 0
        self._rows = self._desa_blanks = self._kecamatan_blanks = 0

    def see(self, nik: object, kk_number: object, born: object, desa: object, kecamatan: object) -> None:
        """Take notice of one row's cells."""
        if nik.__class__ is str:
            plain = nik if len(nik) == LENGTH else plain_digits(nik)
            if len(plain) == LENGTH and plain.isdigit():
                self._text_niks += 1
                # An ending of 0000 is certain damage and has its own finding.
                self._ending_in_zero += plain[-1] == "0" and plain[-4:] != NO_SERIAL
        self._dates.add(born)
        self._desa_blanks += desa in BLANK_CELLS
        self._kecamatan_blanks += kecamatan in BLANK_CELLS
        self._rows += 1
        if len(self._pairs) < _PAIRS_LOOKED_AT:
            self._pairs.append((nik, kk_number, born))

    def facts(self, again: Callable[[], Iterable[Sequence[object]]]) -> ColumnFacts:
        """The facts. `again` gives the rows once more, asked only where desa or kecamatan cells are blank."""
        fills = self._filled_columns(again)
        return ColumnFacts(
            order=order_of(self._dates),
            ends_heavily_in_zero=self._text_niks >= _ENOUGH_NIKS and self._ending_in_zero * 10 > self._text_niks * 3,
            fill_desa="desa" in fills,
            fill_kecamatan="kecamatan" in fills,
            swapped_rows=self._rows if _are_swapped(self._pairs, self._on) else 0,
        )

    def _filled_columns(self, again: Callable[[], Iterable[Sequence[object]]]) -> set[str]:
        """The columns whose blanks mean "as above": every written cell begins a run (CONTRACTS, "Desa").

        A run begins where the row number restarts; where more than half of the column is blank, at every written cell.
        """
        blanks = {"desa": self._desa_blanks, "kecamatan": self._kecamatan_blanks}
        asked = {name for name, count in blanks.items() if name in self._columns and 0 < count < self._rows}
        if not asked:
            return set()
        mostly_blank = {name for name in asked if blanks[name] * 2 > self._rows}
        return mostly_blank | _columns_that_restart(again(), self._columns, asked - mostly_blank)


def _columns_that_restart(rows: Iterable[Sequence[object]], columns: Mapping[str, int], asked: set[str]) -> set[str]:
    """Those of the asked columns in which every written cell stands where the row number begins anew."""
    number_column = columns.get("number")
    if number_column is None:
        return set()
    left = set(asked)
    last: int | None = None
    for cells in rows:
        if not left:
            break
        number = _row_number(cells[number_column])
        if number is None or (number != 1 and last is not None and number > last):
            left -= {name for name in left if not is_blank(cells[columns[name]])}
        last = number if number is not None else last
    return left


def _row_number(cell: object) -> int | None:
    text = cell_text(cell).rstrip(".)")
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
