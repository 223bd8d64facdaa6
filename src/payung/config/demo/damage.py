"""Damage to single rows, as hands and Excel do it, each with its rate and with what a check then owes.

A row is damaged once at most, and only where the person alone raises no question: so the truth stays known.
"""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from payung.config.demo.entries import DECISION, ERROR, READY, Entry, day_cells
from payung.config.demo.grids import Broken, Cell
from payung.config.demo.offices import Layout
from payung.config.demo.plan import ENOUGH
from payung.regions.load import gazetteer
from payung.regions.rules import Desa

OF_THE_NIK = ("NIK_AS_NUMBER", "NIK_OTHER_KABUPATEN", "NIK_REGION_UNKNOWN")
IMPOSSIBLE_PROVINCES = ("20", "37", "54", "66", "77")
UNKNOWN_WORK = ("Pawang hujan", "Dukun kampung", "Tukang urut", "Pembuat jukung", "Peramu damar", "Juru kunci makam")
ELSEWHERE = "Entah Berantah"
_NUMBERLESS = "-.' \u00a0"

Spoil = Callable[[Entry, Layout, Random], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One way to spoil a row: how many of a thousand, and on which layouts it can happen."""

    per_mille: float
    spoil: Spoil
    possible: Callable[[Layout], bool] = lambda _layout: True


def spoil_rows(*, entries: Sequence[Entry], layout: Layout, rate: float, rng: Random) -> None:
    """Damage sound entries at the documented rates, times `rate` for a careless office.

    In a short list a blank desa may mean "as above", so no desa is left out there.
    """
    spoils, sums = _wheel(layout)
    for entry in entries:
        spin = rng.random() * 1000
        if spin < sums[-1] * rate and entry.sound:
            spoil = spoils[bisect(sums, spin / rate)]
            if spoil is not _no_desa or len(entries) >= ENOUGH:
                spoil(entry, layout, rng)


@cache
def _wheel(layout: Layout) -> tuple[tuple[Spoil, ...], tuple[float, ...]]:
    fitting = [damage for damage in DAMAGES if damage.possible(layout)]
    return tuple(damage.spoil for damage in fitting), tuple(accumulate(damage.per_mille for damage in fitting))


def _renumber(entry: Entry, cell: Cell) -> None:
    """Write another NIK; what was true of the old one no longer is."""
    entry.cells["nik"] = cell
    entry.codes.difference_update(OF_THE_NIK)


# ── The NIK ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _digit_lost(entry: Entry, layout: Layout, rng: Random) -> None:
    nik = entry.person.nik
    place = rng.randint(2, 15)
    short = nik[:place] + nik[place + 1 :]
    _renumber(entry, int(short) if layout.numeric else short)
    entry.note(ERROR, "NIK_LENGTH", may=("NIK_PRECISION_DOUBTFUL", "NIK_PRECISION_LOST", "NIK_SERIAL_ZERO"))


def _digit_twice(entry: Entry, _layout: Layout, rng: Random) -> None:
    nik = entry.person.nik
    place = rng.randint(1, 15)
    _renumber(entry, nik[:place] + nik[place - 1] + nik[place:])
    entry.note(ERROR, "NIK_LENGTH")


def _letter(entry: Entry, _layout: Layout, rng: Random) -> None:
    nik = entry.person.nik
    place = rng.choice([i for i, digit in enumerate(nik) if digit == "0"])
    _renumber(entry, f"{nik[:place]}O{nik[place + 1 :]}")
    entry.note(ERROR, "NIK_NOT_DIGITS")


def _separators(entry: Entry, _layout: Layout, rng: Random) -> None:
    nik = entry.person.nik
    parts = (nik[:4], nik[4:8], nik[8:12], nik[12:])
    joined = [mark.join(parts) for mark in _NUMBERLESS if mark != "'"]
    _renumber(entry, rng.choice([f"'{nik}", f"'{nik}", *joined]))
    entry.note(READY, "NIK_CLEANED")


def _scientific(entry: Entry, _layout: Layout, rng: Random) -> None:
    _renumber(entry, shortened_by_excel(entry.person.nik, comma=rng.random() < 0.4))
    entry.note(ERROR, "NIK_PRECISION_LOST")


def shortened_by_excel(nik: str, *, comma: bool) -> str:
    """`6.30206E+15`, with the decimal comma of an Indonesian Excel or without."""
    return f"{nik[0]}{',' if comma else '.'}{nik[1:6]}E+15"


def _serial_zero(entry: Entry, layout: Layout, _rng: Random) -> None:
    nik = entry.person.nik[:12] + "0000"
    _renumber(entry, int(nik) if layout.numeric else nik)
    entry.note(ERROR, "NIK_SERIAL_ZERO", *(("NIK_PRECISION_LOST",) if layout.numeric else ()))


def _province(entry: Entry, layout: Layout, rng: Random) -> None:
    nik = rng.choice(IMPOSSIBLE_PROVINCES) + entry.person.nik[2:]
    _renumber(entry, int(nik) if layout.numeric else nik)
    entry.note(ERROR, "NIK_PROVINCE_IMPOSSIBLE")


def _month_of_nik(entry: Entry, layout: Layout, rng: Random) -> None:
    nik = entry.person.nik
    spoilt = f"{nik[:8]}{rng.randint(13, 19)}{nik[10:]}"
    _renumber(entry, int(spoilt) if layout.numeric else spoilt)
    entry.note(ERROR, "NIK_BIRTH_DATE_IMPOSSIBLE")


def _no_nik(entry: Entry, _layout: Layout, _rng: Random) -> None:
    _renumber(entry, None)
    entry.note(ERROR, "NIK_MISSING")


# ── Birth date and sex ─────────────────────────────────────────────────────────────────────────────────────────────


def _other_day(entry: Entry, layout: Layout, rng: Random) -> None:
    """A birthday some days or a year off: a slip of the pen, or a date corrected at court."""
    born = entry.person.birth_date
    shift = timedelta(days=rng.choice((-9, -1, 1, 2, 9, 10)))
    year_off = date(born.year + 1, born.month, min(born.day, 28))
    day_cells(entry, layout, born + shift if rng.random() < 0.7 else year_off)
    entry.note(DECISION, "NIK_BIRTH_DATE_MISMATCH")


def _no_such_day(entry: Entry, layout: Layout, rng: Random) -> None:
    day, month = rng.choice(((31, 2), (30, 2), (31, 4), (31, 6), (31, 9), (31, 11)))
    entry.cells.update(layout.birth(entry.person.birth_place, day, month, entry.person.birth_date.year))
    entry.note(ERROR, "BIRTH_DATE_IMPOSSIBLE")


def _day_to_come(entry: Entry, layout: Layout, rng: Random) -> None:
    day_cells(
        entry,
        layout,
        date(rng.randint(2028, 2031), entry.person.birth_date.month, min(entry.person.birth_date.day, 28)),
    )
    entry.note(ERROR, "BIRTH_DATE_FUTURE", may=("NIK_BIRTH_DATE_MISMATCH", "AGE_UNDER_LIMIT"))


def _other_sex(entry: Entry, _layout: Layout, _rng: Random) -> None:
    others = {"L": "P", "P": "L", "Laki-laki": "Perempuan", "Perempuan": "Laki-laki"}
    entry.cells["sex"] = others[str(entry.cells["sex"])]
    entry.note(DECISION, "NIK_SEX_MISMATCH")


# ── Name, work, desa ───────────────────────────────────────────────────────────────────────────────────────────────


def _deceased(entry: Entry, layout: Layout, rng: Random) -> None:
    word = "Alm" if entry.person.sex == "L" else "Almh"
    name = rng.choice((f"{entry.person.name} ({word})", f"{word}. {entry.person.name}", f"{entry.person.name} {word}."))
    entry.cells["name"] = name.upper() if layout.capitals else name
    entry.codes.discard("NAME_TITLE_SEPARATED")
    entry.note(DECISION, "NAME_DECEASED_MARK")


def _no_name(entry: Entry, _layout: Layout, _rng: Random) -> None:
    entry.cells["name"] = None
    entry.codes.discard("NAME_TITLE_SEPARATED")
    entry.note(ERROR, "NAME_MISSING")


def _no_work(entry: Entry, _layout: Layout, _rng: Random) -> None:
    entry.cells["occupation"] = None
    entry.note(ERROR, "OCCUPATION_MISSING")


def _unknown_work(entry: Entry, layout: Layout, rng: Random) -> None:
    word = rng.choice(UNKNOWN_WORK)
    entry.cells["occupation"] = word.upper() if layout.capitals else word
    entry.note(DECISION, "OCCUPATION_UNKNOWN")


def _unknown_desa(entry: Entry, _layout: Layout, rng: Random) -> None:
    entry.cells["desa"] = _misspelt(entry.person.desa.name, rng)
    entry.note(DECISION, "DESA_UNKNOWN")


def _misspelt(name: str, rng: Random) -> str:
    """Two letters changed places; a word that still leads somewhere will not do."""
    place = rng.randint(1, len(name) - 3)
    swapped = f"{name[:place]}{name[place + 1]}{name[place]}{name[place + 2 :]}"
    return ELSEWHERE if gazetteer("63.02").named(swapped) else swapped


def _no_desa(entry: Entry, _layout: Layout, _rng: Random) -> None:
    entry.cells["desa"] = None
    entry.note(ERROR, "DESA_MISSING")


def _other_kecamatan(entry: Entry, _layout: Layout, rng: Random) -> None:
    """The kecamatan of before a division, or simply the wrong one. Names that stand twice are left alone."""
    desa = entry.person.desa
    if len(gazetteer("63.02").named(desa.name)) > 1 or _stands_elsewhere(desa):
        return
    others = sorted({other.kecamatan for other in gazetteer("63.02").desas} - {desa.kecamatan})
    entry.cells["kecamatan"] = rng.choice(others)
    entry.note(DECISION, "DESA_NOT_IN_KECAMATAN")


def _stands_elsewhere(desa: Desa) -> bool:
    name = desa.name.replace(" ", "").replace("-", "").lower()
    same = [other for other in gazetteer("63.02").desas if other.name.replace(" ", "").replace("-", "").lower() == name]
    return len(same) > 1


# ── KK, phone, formulas ────────────────────────────────────────────────────────────────────────────────────────────


def _kk_is_nik(entry: Entry, _layout: Layout, _rng: Random) -> None:
    entry.cells["kk"] = entry.cells["nik"]
    entry.note(ERROR, "NIK_EQUALS_KK")


def _no_kk(entry: Entry, _layout: Layout, _rng: Random) -> None:
    entry.cells["kk"] = None
    entry.note(READY, "KK_MISSING")


def _kk_short(entry: Entry, layout: Layout, rng: Random) -> None:
    short = entry.person.kk_number[: rng.randint(10, 15)]
    entry.cells["kk"] = int(short) if layout.numeric else short
    entry.note(READY, "KK_UNREADABLE")


def _phone_short(entry: Entry, _layout: Layout, _rng: Random) -> None:
    entry.cells["phone"] = entry.person.phone[:6]
    entry.note(READY, "PHONE_UNREADABLE")


def _formula(entry: Entry, layout: Layout, rng: Random) -> None:
    """A looked-up cell that finds nothing. Some readers see the fault, others an empty cell: both are right."""
    field = rng.choice([field for field in ("name", "occupation", "nik") if field in layout.fields])
    entry.cells[field] = (
        Broken('=VLOOKUP("x",A1:B2,2,FALSE)', "#N/A") if rng.random() < 0.5 else Broken("=#REF!", "#REF!")
    )
    if field == "nik":
        entry.codes.difference_update(OF_THE_NIK)
    entry.codes.discard("NAME_TITLE_SEPARATED")
    entry.note(ERROR, may=("CELL_FORMULA_BROKEN", f"{field.upper()}_MISSING"))


def _has(*fields: str) -> Callable[[Layout], bool]:
    return lambda layout: set(fields) <= layout.fields


def _dated(layout: Layout) -> bool:
    return "birth" in layout.fields or "birth_day" in layout.fields


def _textual(layout: Layout) -> bool:
    return not layout.numeric


DAMAGES: tuple[Damage, ...] = (
    Damage(per_mille=7, spoil=_digit_lost),
    Damage(per_mille=2, spoil=_digit_twice, possible=_textual),
    Damage(per_mille=4, spoil=_letter),
    Damage(per_mille=16, spoil=_separators),
    Damage(per_mille=4, spoil=_scientific),
    Damage(per_mille=4, spoil=_serial_zero),
    Damage(per_mille=1, spoil=_province),
    Damage(per_mille=3, spoil=_month_of_nik),
    Damage(per_mille=4, spoil=_no_nik),
    Damage(per_mille=6, spoil=_other_day, possible=_dated),
    Damage(per_mille=4, spoil=_no_such_day, possible=_dated),
    # A year of two digits cannot say a day to come.
    Damage(per_mille=1, spoil=_day_to_come, possible=lambda layout: _dated(layout) and not layout.capitals),
    Damage(per_mille=5, spoil=_other_sex, possible=_has("sex")),
    Damage(per_mille=5, spoil=_deceased),
    Damage(per_mille=2, spoil=_no_name),
    Damage(per_mille=4, spoil=_no_work, possible=_has("occupation")),
    Damage(per_mille=4, spoil=_unknown_work, possible=_has("occupation")),
    Damage(per_mille=5, spoil=_unknown_desa, possible=_has("desa")),
    Damage(per_mille=3, spoil=_no_desa, possible=_has("desa", "kecamatan")),
    Damage(per_mille=4, spoil=_other_kecamatan, possible=_has("desa", "kecamatan")),
    Damage(per_mille=2, spoil=_kk_is_nik, possible=_has("kk")),
    Damage(per_mille=4, spoil=_no_kk, possible=_has("kk")),
    Damage(per_mille=3, spoil=_kk_short, possible=_has("kk")),
    Damage(per_mille=4, spoil=_phone_short, possible=_has("phone")),
    Damage(per_mille=3, spoil=_formula, possible=lambda layout: layout.suffix == ".xlsx"),
)
