"""What can be wrong with a case for `payung contribution` or `payung cover`: code, message and remedy, in office words.

Codes are stable. `{...}` words are filled in when the problem is told; `{nama}` is the fact it concerns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from payung.shared.problems import Level, Problem, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code of the catalogue; its level is always error, for the case cannot be computed. `about` is English."""

    code: str
    message: str
    remedy: str
    about: str
    level: Level = Level.ERROR


def told(code: str, *, nama: str, **words: str) -> Problem:
    """The problem in words, about the fact `nama`."""
    entry = CATALOGUE[code]
    return Problem(
        code=code,
        level=entry.level,
        message=entry.message.format(nama=nama, **words),
        remedy=entry.remedy.format(nama=nama, **words),
        where=Where(field=nama),
    )


_ENTRIES = (
    Entry(
        code="CASE_NOT_OBJECT",
        message="Perhitungan ini bukan objek JSON.",
        remedy="Tulis satu perhitungan di antara kurung kurawal, misalnya {contoh}.",
        about="The case, or one element of the array, is not a JSON object.",
    ),
    Entry(
        code="FACT_MISSING",
        message="{nama} belum diisi.",
        remedy="Isi {nama}: {bentuk}.",
        about="A fact is absent, null or empty.",
    ),
    Entry(
        code="TYPE_WRONG",
        message="Isi {nama} bukan {bentuk}.",
        remedy="Tulis {nama} sebagai {bentuk}.",
        about="A fact has another JSON type: text for a number, a fraction or true/false for a sum, and so on.",
    ),
    Entry(
        code="WORD_UNKNOWN",
        message="Kata '{kata}' di {nama} tidak dikenal.",
        remedy="Pilih salah satu: {pilihan}.",
        about="A word is none of those the command knows.",
    ),
    Entry(
        code="SUM_NEGATIVE",
        message="{nama} kurang dari nol.",
        remedy="Tulis {nama} dalam rupiah, 0 atau lebih.",
        about="A sum of money is below zero.",
    ),
    Entry(
        code="SUM_TOO_LARGE",
        message="{nama} terlalu besar untuk jumlah uang.",
        remedy="Periksa jumlah angkanya; tulis {nama} dalam rupiah utuh.",
        about="A sum has more than 18 digits.",
    ),
    Entry(
        code="MONTH_UNREADABLE",
        message="{nama} tidak terbaca sebagai bulan.",
        remedy="Tulis tahun dan bulan yang ada di kalender, misalnya 2026-05.",
        about="Not a calendar month written YYYY-MM.",
    ),
    Entry(
        code="DATE_UNREADABLE",
        message="{nama} tidak terbaca sebagai tanggal.",
        remedy="Tulis tahun, bulan dan hari yang ada di kalender, misalnya 2026-05-10.",
        about="Not a calendar day written YYYY-MM-DD.",
    ),
    Entry(
        code="MONTH_BEFORE_LAW",
        message="{nama} terletak sebelum {awal}, saat JKK dan JKM bagi pekerja bukan penerima upah belum berlaku.",
        remedy="Periksa tahunnya; bulan pertama yang dapat dihitung adalah {awal}.",
        about="A month before July 2015, for which there is no law in the house.",
    ),
    Entry(
        code="DATE_BEFORE_LAW",
        message="{nama} terletak sebelum {awal}, saat JKK dan JKM bagi pekerja bukan penerima upah belum berlaku.",
        remedy="Periksa tahunnya; tanggal pertama yang dapat dihitung adalah {awal}.",
        about="A day asked about, or a day of payment, before 1 July 2015.",
    ),
    Entry(
        code="LAW_MISSING",
        message="Data hukum tidak memuat angka untuk tanggal ini ({sebab}).",
        remedy="Minta pengelola Payung melengkapi berkas hukum itu beserta sumbernya.",
        about="A file of law holds no value for that day; the message names file and key.",
    ),
)
CATALOGUE: Mapping[str, Entry] = MappingProxyType({entry.code: entry for entry in _ENTRIES})
