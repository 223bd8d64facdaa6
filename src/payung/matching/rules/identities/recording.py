"""What was written of somebody as records for the linkage engine: in bulk, each distinct word worked out once."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from payung.gateways.linkage.records import COLUMNS, Record
from payung.intake.rules.person_cells import read_sex
from payung.matching.rules.identities.births import iso_day
from payung.matching.rules.identities.names import name_forms, words_of
from payung.matching.rules.identities.numbers import card, phone
from payung.matching.rules.identities.places import desa_code, desa_named, house
from payung.regions.rules import Gazetteer

_MOST_HEIRS = 100_000


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
    desa_of = _reader_of_desas(gazetteer)
    made: list[Record] = []
    for key, nik, kk, name, born, sex, desa, telephone, address, rt, heir in rows:
        whole, words, sound = name_forms(name) if name else (None, None, None)
        number = card(nik) if nik else None
        household = card(kk) if kk else None
        made.append(
            Record(
                key,
                number,
                household if household != number else None,  # the NIK written into both cells
                whole or None,
                words or None,
                sound or None,
                iso_day(born) if born else None,
                _sex(sex) if sex else None,
                desa_of(desa) if desa else None,
                phone(telephone) if telephone else None,
                house(address, rt or "") if address else None,
                _heir(heir) if heir else None,
            )
        )
    return made


def record_columns(rows: Iterable[Written], *, gazetteer: Gazetteer | None = None) -> dict[str, list[object]]:
    """The same as columns, by the names of `Record`."""
    made = records(rows, gazetteer=gazetteer)
    columns: Iterable[Iterable[object]] = zip(*made, strict=True) if made else ((),) * len(COLUMNS)
    return {name: [*column] for name, column in zip(COLUMNS, columns, strict=True)}


@lru_cache(maxsize=_MOST_HEIRS)
def _heir(written: str) -> str | None:
    return words_of(written) or None


@lru_cache(maxsize=1_000)
def _sex(written: str) -> str | None:
    return read_sex(written)


def _reader_of_desas(gazetteer: Gazetteer | None) -> Callable[[str], str | None]:
    if gazetteer is None:
        return desa_code
    known = gazetteer
    return cache(lambda written: desa_code(written) or desa_named(written, known))
