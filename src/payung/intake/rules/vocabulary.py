"""The words a check goes by: headings, occupations, the map, the programme's limits. Data handed in, never loaded here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from payung.programmes.rules import Limits, Occupation
from payung.regions.rules import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Folded headings to fields, and the words of rows that are not people (`data/headings.yaml`)."""

    fields: Mapping[str, str]  # folded heading → field
    run_together: Mapping[str, str]  # the same without spaces: `peker jaan` was broken over two lines
    instead: Mapping[str, str]  # folded heading → field, where no other column is that field
    counts: tuple[str, ...]  # first words of headings that count people
    birth_parents: frozenset[str]
    under_birth: Mapping[str, str]
    totals: tuple[str, ...]
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All that a check needs to know besides the file."""

    on: date
    headings: Headings
    occupations: Mapping[str, Occupation]  # folded word → occupation
    gazetteer: Gazetteer
    provinces: Mapping[str, str]
    limits: Limits
    members: frozenset[str]  # NIKs of those already insured by us
    occupation_of_all: str | None = None  # `--occupation`
    desa_of_all: str | None = None  # code of the desa whose list it is, for rows that nothing in the list places


# What a column is called when people are told about it.
FIELD_NAMES: Mapping[str, str] = {
    "nik": "NIK",
    "kk_number": "nomor KK",
    "name": "nama",
    "sex": "jenis kelamin",
    "birth_date": "tanggal lahir",
    "birth_place": "tempat lahir",
    "desa": "desa/kelurahan",
    "occupation": "pekerjaan",
    "phone": "nomor HP",
    "mother_name": "nama ibu kandung",
    "marital_status": "status kawin",
    "address": "alamat",
    "postal_code": "kode pos",
    "email": "email",
    "work_location": "lokasi pekerjaan",
    "work_hours": "jam kerja",
    "income_rp": "penghasilan",
}
