"""What was written of somebody as records for the linkage engine: in bulk, each distinct word worked out once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from payung.gateways.linkage.records import COLUMNS, Record
from payung.intake.rules.person_cells import read_phone
from payung.matching.rules.identities.names import name_forms
from payung.regions.rules import Gazetteer


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
    return list(_records(rows, gazetteer))


def record_columns(rows: Iterable[Written], *, gazetteer: Gazetteer | None = None) -> dict[str, list[object]]:
    """The same as columns, by the names of `Record`."""
    made = records(rows, gazetteer=gazetteer)
    return dict(zip(COLUMNS, map(list, zip(*made, strict=True)), strict=True)) if made else {c: [] for c in COLUMNS}


def _records(rows: Iterable[Written], _gazetteer: Gazetteer | None) -> Iterator[Record]:
    for row in rows:
        forms = name_forms(row.name or "")
        yield Record(
            id=row.id,
            nik=row.nik or None,
            kk=row.kk or None,
            name=forms.name or None,
            words=forms.words or None,
            sound=forms.sound or None,
            born=row.birth_date or None,
            sex=row.sex or None,
            desa=row.desa or None,
            phone=read_phone(row.phone)[0],
            house=" ".join(filter(None, (row.address, row.rt))).upper() or None,
            heir=name_forms(row.heir or "").words or None,
        )
