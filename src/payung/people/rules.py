"""What may be written of a person, and what a search asks for. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from payung.audit.rules import could_hold_nik
from payung.shared.nik import is_well_formed

LONGEST_REASON = 120
LONGEST_NAME = 200
_NOT_DIGITS = re.compile(r"[\s.\-()'’\u00a0]")
_PHONE = re.compile(r"0\d{7,13}")


class NotAllowed(Exception):
    """What was asked for may not be done. The text is a sentence for whoever asked, with what to do next."""


class Field(StrEnum):
    """What can be corrected of a person."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    DESA = "desa_code"
    PHONE = "phone"


class SchoolLevel(StrEnum):
    """Where a child is at school, as scholarships count it."""

    TK = "TK"
    SD = "SD"
    SMP = "SMP"
    SMA = "SMA"
    PT = "PT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What the words of a search are: one number of a card, one phone, or words of a name. The others are empty."""

    card_number: str = ""  # a NIK or KK
    phone: str = ""
    words: tuple[str, ...] = ()


class Newcomer(NamedTuple):
    """Somebody whom the register does not know yet, as a list told. Numbers of cards come sealed."""

    name: str
    sex: str
    birth_date: date
    desa_code: str
    address: str
    dusun: str
    rt: str
    occupation: str
    phone: str
    nik_index: bytes
    nik_sealed: bytes
    kk_index: bytes | None
    kk_sealed: bytes | None
    heir_name: str
    heir_relation: str
    heir_phone: str


def plain_reason(reason: str, *, longest: int = LONGEST_REASON) -> str:
    """The reason without spaces around it. Raises NotAllowed where there is none, or where it holds a NIK."""
    plain = " ".join(reason.split())
    if not plain:
        raise NotAllowed("Alasannya belum ditulis. Tulis dalam satu kalimat mengapa ini dilakukan.")
    if len(plain) > longest:
        raise NotAllowed(f"Alasannya terlalu panjang. Tulis paling banyak {longest} huruf.")
    if could_hold_nik(plain):
        raise NotAllowed("Alasan tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")
    return plain


def plain_name(text: str) -> str:
    """The name with single spaces. Raises NotAllowed where there is none."""
    plain = " ".join(text.split())
    if not any(letter.isalpha() for letter in plain) or could_hold_nik(plain):
        raise NotAllowed("Namanya belum ditulis. Tulis seperti pada KTP-el.")
    if len(plain) > LONGEST_NAME:
        raise NotAllowed(f"Nama ini terlalu panjang. Tulis paling banyak {LONGEST_NAME} huruf.")
    return plain


def plain_phone(text: str) -> str:
    """`+62 812-…` as `0812…`; empty stays empty. Raises NotAllowed for what is no Indonesian number."""
    digits = _phone_digits(text)
    if digits and not _PHONE.fullmatch(digits):
        raise NotAllowed("Nomor HP ini tidak terbaca. Tulis seperti 0812 3456 7890, atau biarkan kosong.")
    return digits


def sought(text: str) -> Sought:
    """What somebody looks for who wrote this."""
    number = _NOT_DIGITS.sub("", text)
    if is_well_formed(number):
        return Sought(card_number=number)
    phone = _phone_digits(text)
    if _PHONE.fullmatch(phone):
        return Sought(phone=phone)
    return Sought(words=tuple(text.split()))


def _phone_digits(text: str) -> str:
    digits = _NOT_DIGITS.sub("", text).removeprefix("+")
    return f"0{digits[2:]}" if digits.startswith("62") else digits
