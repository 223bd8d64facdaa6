"""Somebody of the family of a claim, as told, and what may be written of them. Not here: who is an heir (`heirs`)."""

from dataclasses import dataclass
from datetime import date

from payung.audit.rules import could_hold_nik
from payung.claims.rules.family import Relation

LEAST_DIGITS, MOST_DIGITS = 6, 20  # of an account number
_BETWEEN = str.maketrans("", "", " .-\u00a0")


class NotFitting(Exception):
    """What was told of the family cannot stand. The text is a sentence with what to do next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMember:
    """What is told of one member of the family. `account` is the number in clear; None leaves the known one as it is."""

    name: str
    relation: Relation
    birth_date: date | None = None
    died_on: date | None = None
    marriage_registered: bool | None = None
    separated: bool = False
    acknowledged: bool | None = None
    guardian_name: str = ""
    guardian_relation: str = ""
    phone: str = ""
    address: str = ""
    bank: str = ""
    account: str | None = None
    account_holder: str = ""


def refuse_days(*, birth_date: date | None, died_on: date | None, today: date) -> None:
    """Raises NotFitting for a day that has not come, or a death before the birth."""
    if birth_date and birth_date > today:
        raise NotFitting("Tanggal lahirnya belum tiba. Periksa tahunnya.")
    if died_on and died_on > today:
        raise NotFitting("Tanggal meninggalnya belum tiba. Periksa tahunnya.")
    if birth_date and died_on and died_on < birth_date:
        raise NotFitting("Tanggal meninggalnya sebelum tanggal lahirnya. Periksa kedua tanggal.")


def refuse_generation(*, relation: Relation, birth_date: date | None, worker_born: date) -> None:
    """Raises NotFitting for a child born before its parent, or a parent born after the child."""
    if birth_date is None:
        return
    if relation in (Relation.CHILD, Relation.GRANDCHILD) and birth_date <= worker_born:
        raise NotFitting(
            "Ia lahir sebelum peserta, jadi bukan anak atau cucunya. Periksa tahun lahirnya dan hubungannya."
        )
    if relation in (Relation.PARENT, Relation.GRANDPARENT) and birth_date >= worker_born:
        raise NotFitting("Ia lahir sesudah peserta, jadi bukan orang tuanya. Periksa tahun lahirnya dan hubungannya.")


def plain_words(text: str, *, longest: int) -> str:
    """The words with single spaces. Raises NotFitting where they hold what could be a NIK."""
    plain = " ".join(text.split())[:longest]
    if could_hold_nik(plain):
        raise NotFitting("Tulisan ini tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")
    return plain


def plain_account(text: str) -> str:
    """The digits of an account number; empty stays empty. Raises NotFitting for what no bank gives."""
    digits = text.translate(_BETWEEN)
    if digits and not (digits.isascii() and digits.isdecimal() and LEAST_DIGITS <= len(digits) <= MOST_DIGITS):
        raise NotFitting(
            f"Nomor rekening terdiri dari {LEAST_DIGITS} sampai {MOST_DIGITS} angka. Salin dari buku tabungan."
        )
    return digits


def masked_account(number: str) -> str:
    """The last three digits, as pages show an account."""
    return f"•••• {number[-3:]}" if number else ""


# As lists and families write it; what is not here is asked of a person.
_WRITTEN = {
    "istri": Relation.SPOUSE,
    "isteri": Relation.SPOUSE,
    "suami": Relation.SPOUSE,
    "janda": Relation.SPOUSE,
    "duda": Relation.SPOUSE,
    "anak": Relation.CHILD,
    "anak kandung": Relation.CHILD,
    "ayah": Relation.PARENT,
    "bapak": Relation.PARENT,
    "ibu": Relation.PARENT,
    "orang tua": Relation.PARENT,
    "orangtua": Relation.PARENT,
    "kakek": Relation.GRANDPARENT,
    "nenek": Relation.GRANDPARENT,
    "cucu": Relation.GRANDCHILD,
    "kakak": Relation.SIBLING,
    "adik": Relation.SIBLING,
    "saudara": Relation.SIBLING,
    "saudara kandung": Relation.SIBLING,
    "mertua": Relation.PARENT_IN_LAW,
    "ayah mertua": Relation.PARENT_IN_LAW,
    "ibu mertua": Relation.PARENT_IN_LAW,
}


def relation_written(text: str) -> Relation | None:
    """The relation that a list wrote (`istri`, `kakak`); None where it says nothing that the order of heirs knows."""
    return _WRITTEN.get(" ".join(text.casefold().split()))
