"""What somebody writes down of a person for BPJS, made plain. Pure."""

import re
from dataclasses import dataclass

from payung.audit.rules import could_hold_nik
from payung.enrolment.rules.batches_refusals import detail_unreadable, holds_nik
from payung.programmes.rules.layout import Told

_KPJ = re.compile(r"[0-9A-Z]{11}")  # law.md §5.2
_POSTAL_CODE = re.compile(r"\d{5}")
_PHONE = re.compile(r"0\d{7,13}")
_SIGNS = re.compile(r"[\s.\-]")
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One field of one line of a batch, as it was written."""

    line_id: int
    field: Told
    value: str


def plain_detail(field: Told, text: str) -> str:
    """The value as it is kept; "" for nothing. Raises Refused for what cannot be such a value, or holds a NIK."""
    plain = " ".join(text.split()).lstrip("'")[:LONGEST]
    if not plain:
        return ""
    if field is Told.KPJ:
        return _fitting(_KPJ, _SIGNS.sub("", plain).upper(), "KPJ terdiri dari 11 angka atau huruf besar")
    if could_hold_nik(plain):
        raise holds_nik()
    if field is Told.POSTAL_CODE:
        return _fitting(_POSTAL_CODE, _SIGNS.sub("", plain), "Kode pos terdiri dari 5 angka")
    if field is Told.HEIR_PHONE:
        return _fitting(
            _PHONE, re.sub(r"^(\+?62)", "0", _SIGNS.sub("", plain)), "Nomor HP ditulis seperti 0812 3456 7890"
        )
    if field is Told.INCOME_RP:
        digits = _SIGNS.sub("", plain.removeprefix("Rp"))
        return _fitting(re.compile(r"\d{1,12}"), digits, "Penghasilan ditulis dengan angka, misalnya 1.000.000")
    return plain


def _fitting(pattern: re.Pattern[str], value: str, how: str) -> str:
    if not pattern.fullmatch(value):
        raise detail_unreadable(how)
    return value
