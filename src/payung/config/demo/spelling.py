"""How the same fact is written by different hands. Which spelling a person gets hangs on the person's own digits."""

from datetime import date

from payung.config.demo.grids import Cell
from payung.config.demo.offices import called, is_kelurahan
from payung.config.demo.people import Person
from payung.regions.rules import Desa
from payung.shared.dates import MONTHS

SHORT_MONTHS = ("Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des")

# Two desa of these names differ by a space only: respelling one would name the other.
NEVER_RESPACED = frozenset({"Sukamaju", "Suka Maju"})


def turn(person: Person) -> int:
    """A steady number of 0 to 99 for this person."""
    return int(person.kk_number[-3:-1])


def phone_as_written(person: Person) -> Cell:
    digits = person.phone
    forms: tuple[Cell, ...] = (
        digits,
        digits,
        f"{digits[:4]}-{digits[4:8]}-{digits[8:]}",
        f"+62 {digits[1:4]} {digits[4:8]} {digits[8:]}",
        f"62{digits[1:]}",
        int(digits),
        None,
    )
    return forms[turn(person) % len(forms)]


def desa_as_written(person: Person) -> str:
    desa = person.desa
    short = "Kel." if is_kelurahan(desa) else "Ds."
    respaced = desa.name if desa.name in NEVER_RESPACED else desa.name.replace("-", " ")
    forms = (
        desa.name,
        called(desa),
        desa.name.upper(),
        f"{short} {desa.name}",
        respaced,
        f"{called(desa).split()[0]} {desa.name.upper()}",
    )
    return forms[turn(person) % len(forms)]


def kecamatan_as_written(desa: Desa, number: int) -> str:
    forms = (
        desa.kecamatan,
        f"Kec. {desa.kecamatan}",
        desa.kecamatan.replace("Pulaulaut", "Pulau Laut"),
        desa.kecamatan.upper(),
    )
    return forms[number % len(forms)]


def slashed(_place: str, day: int, month: int, year: int) -> dict[str, Cell]:
    return {"birth": f"{day:02d}/{month:02d}/{year}"}


def month_first(_place: str, day: int, month: int, year: int) -> dict[str, Cell]:
    return {"birth": f"{month:02d}/{day:02d}/{year}"}


def as_date(place: str, day: int, month: int, year: int) -> dict[str, Cell]:
    """A real date; a day that does not exist can only be typed as text."""
    try:
        return {"birth_place": place, "birth": date(year, month, day)}
    except ValueError:
        return {"birth_place": place, "birth": f"{day:02d}/{month:02d}/{year}"}


def short_month(_place: str, day: int, month: int, year: int) -> dict[str, Cell]:
    return {"birth": f"{day}-{SHORT_MONTHS[month - 1]}-{year % 100:02d}"}


def place_and_words(place: str, day: int, month: int, year: int) -> dict[str, Cell]:
    return {"birth": f"{place}, {day} {MONTHS[month - 1]} {year}"}


def place_and_dashes(place: str, day: int, month: int, year: int) -> dict[str, Cell]:
    return {"birth": f"{place}, {day:02d}-{month:02d}-{year}"}


def iso(place: str, day: int, month: int, year: int) -> dict[str, Cell]:
    return {"birth_place": place, "birth": f"{year}-{month:02d}-{day:02d}"}


def three_cells(_place: str, day: int, month: int, year: int) -> dict[str, Cell]:
    return {"birth_day": day, "birth_month": month, "birth_year": year}


def no_birth(_place: str, _day: int, _month: int, _year: int) -> dict[str, Cell]:
    return {}
