"""What was written of somebody as records for the linkage engine: in bulk, each distinct word worked out once."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from payung.gateways.linkage.records import COLUMNS, Record
from payung.intake.rules.person_cells import read_sex
from payung.matching.rules.identities.births import iso_day
from payung.matching.rules.identities.names import name_forms, words_of
from payung.matching.rules.identities.numbers import card, phone
from payung.matching.rules.identities.places import desa_code, desa_named, house
from payung.regions.rules import Gazetteer

_NO_NAME = ("", "", "")


class Written(NamedTuple):
    """What a list or our register has of somebody, raw. "" or None: nothing is written."""

    id: int
    nik: str | None = None
    kk: str | None = None
    name: str | None = None
    birth_date: str | None = None  # ISO, or dd/mm/yyyy as lists write it
    sex: str | None = None
    desa: str | None = None  # a code; with a gazetteer also a name
    phone: str | None = None
    address: str | None = None
    rt: str | None = None
    heir: str | None = None  # the heir's name


def records(rows: Iterable[Written], *, gazetteer: Gazetteer | None = None) -> list[Record]:
    """The rows normalised, in their order. A name of a desa is understood only with the gazetteer of its kabupaten."""
    columns = record_columns(rows, gazetteer=gazetteer)
    return [*map(Record._make, zip(*columns.values(), strict=True))]


def record_columns(rows: Iterable[Written], *, gazetteer: Gazetteer | None = None) -> dict[str, list[Any]]:
    """The same as columns, by the names of `Record`: column after column is the cheapest way through many rows."""
    held = [*rows]
    if not held:
        return {name: [] for name in COLUMNS}
    ids, niks, kks, names, births, sexes, desas, phones, addresses, rts, heirs = zip(*held, strict=True)
    desa_of = reader_of_desas(gazetteer)
    forms = [name_forms(name) if name else _NO_NAME for name in names]
    nik = [card(written) if written else None for written in niks]
    kk = [card(written) if written else None for written in kks]
    return {
        "id": [*ids],
        "nik": nik,
        # The NIK written into both cells is no KK.
        "kk": [household if household != own else None for household, own in zip(kk, nik, strict=True)],
        "name": [form[0] or None for form in forms],
        "words": [form[1] or None for form in forms],
        "sound": [form[2] or None for form in forms],
        "born": [iso_day(written) if written else None for written in births],
        "sex": [sex_of(written) if written else None for written in sexes],
        "desa": [desa_of(written) if written else None for written in desas],
        "phone": [phone(written) if written else None for written in phones],
        "house": [house(address, rt or "") if address else None for address, rt in zip(addresses, rts, strict=True)],
        "heir": [words_of(written) or None if written else None for written in heirs],
    }


@lru_cache(maxsize=1_000)
def sex_of(written: str) -> str | None:
    return read_sex(written)


def reader_of_desas(gazetteer: Gazetteer | None) -> Callable[[str], str | None]:
    if gazetteer is None:
        return desa_code
    known = gazetteer
    return cache(lambda written: desa_code(written) or desa_named(written, known))
