"""The layout of the insurer's workbooks: which columns, in which order, under which names and codes. Pure data.

The insurer's columns are configuration, not code (law.md §5.2): `data/insurer_layouts.yaml`, or an office's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Told(StrEnum):
    """What the insurer asks beyond what makes a person: told by a list, or added by the office."""

    KPJ = "kpj"
    BIRTH_PLACE = "birth_place"
    MOTHER_NAME = "mother_name"
    MARITAL_STATUS = "marital_status"
    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    EMAIL = "email"
    WORK_LOCATION = "work_location"
    WORK_HOURS = "work_hours"
    INCOME_RP = "income_rp"
    HEIR_NAME = "heir_name"
    HEIR_RELATION = "heir_relation"
    HEIR_PHONE = "heir_phone"


class Known(StrEnum):
    """What the house knows by itself of a line: of the person, the decree, the fund, the membership."""

    NUMBER = "number"
    NIK = "nik"
    OLD_NIK = "old_nik"  # as the insurer was told it before
    NAME = "name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    PHONE = "phone"
    OCCUPATION = "occupation"
    DESA = "desa"
    KECAMATAN = "kecamatan"
    HOURS_FROM = "hours_from"
    HOURS_TO = "hours_to"
    PROGRAMMES = "programmes"  # only ever by default: JKK,JKM
    FIRST_MONTH = "first_month"
    LAST_MONTH = "last_month"  # of the decree; of NONAKTIF the last that is owed
    MONTHS = "months"
    EFFECTIVE_MONTH = "effective_month"
    WADAH = "wadah"
    NPW = "npw"
    FROM_PAYER = "from_payer"  # under whom the insurer has the person now
    END_REASON = "end_reason"
    HAPPENED_ON = "happened_on"
    CHANGED = "changed"  # which facts, in words
    REPLACED_KPJ = "replaced_kpj"


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    DAY = "dd-mm-yyyy"
    MONTH = "mm-yyyy"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutColumn:
    """One column. `needed`: without it, and without a `default`, no workbook is made.

    `codes`: the insurer's word for ours (folded); a value that has none counts as missing. Empty: as it is.
    """

    title: str
    fact: Told | Known
    needed: bool = False
    default: str = ""
    form: Form = Form.TEXT
    codes: Mapping[str, str] = field(default_factory=dict)
    width: int = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurerLayout:
    """The five workbooks of a layout, by kind of batch (`new`, `continue`, `move`, `change`, `end`)."""

    name: str
    verify: bool  # nobody has compared it with the branch's own workbook yet
    needs: Sequence[str]  # what lists are asked for
    kinds: Mapping[str, Sequence[LayoutColumn]]
    sha256: str  # of all that it says


def told_columns(columns: Sequence[LayoutColumn]) -> tuple[LayoutColumn, ...]:
    """Those whose facts the office can add."""
    return tuple(one for one in columns if isinstance(one.fact, Told))
