"""What can be wrong with a case of contribution, cover or benefit: code, message and remedy, in office words.

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
        code="NUMBER_NEGATIVE",
        message="{nama} kurang dari nol.",
        remedy="Tulis {nama} sebagai bilangan 0 atau lebih.",
        about="A count, a percentage or a number of months is below zero.",
    ),
    Entry(
        code="NUMBER_TOO_LARGE",
        message="{nama} terlalu besar, atau ditulis dengan terlalu banyak angka.",
        remedy="Periksa letak titiknya; paling banyak 18 angka di depan titik dan 60 di belakangnya.",
        about="A count has more than 18 digits, or a number is written with more than some 60.",
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
        code="EVENT_BEFORE_REGISTRATION",
        message="Kejadian {kejadian} terletak sebelum pendaftaran {terdaftar}.",
        remedy="Periksa kedua tanggalnya; sebelum terdaftar belum ada perlindungan yang dapat dihitung.",
        about="The accident or death is earlier than the registration.",
    ),
    Entry(
        code="BIRTH_AFTER_EVENT",
        message="Anak di {nama} lahir sesudah kejadian {kejadian}.",
        remedy="Periksa tanggalnya; hak anak yang lahir sesudah kejadian diputuskan petugas.",
        about="A child's day of birth is later than the event.",
    ),
    Entry(
        code="PART_UNKNOWN",
        message="Bagian tubuh '{kata}' di {nama} tidak ada di tabel cacat.",
        remedy="Tulis salah satu kata tabel itu, misalnya {contoh}.",
        about="A part of the body is no row of the table of disability; the nearest words are named.",
    ),
    Entry(
        code="PERCENT_OVER_100",
        message="{nama} lebih dari 100 persen.",
        remedy="Tulis {nama} dari 0 sampai 100; 100 berarti hilang seluruhnya.",
        about="More than all of a function is lost, or more than ten tens of percent.",
    ),
    Entry(
        code="PERCENT_OUTSIDE_ROW",
        message="{nama} tidak sesuai dengan tabel cacat, yang menyebut {angka} untuk {bagian}.",
        remedy="Tulis angka dokter di antara batas itu, atau kosongkan {nama} bila tabelnya menyebut satu angka.",
        about="The doctor's figure lies outside the range of its row, or contradicts a row of one figure.",
    ),
    Entry(
        code="UNITS_NOT_COUNTED",
        message="{nama} diisi, padahal {bagian} tidak dihitung per sepuluh.",
        remedy="Kosongkan {nama}; bila beberapa jari hilang, tulis setiap jari sendiri.",
        about="Whole tens are given for a row that is not counted by tens.",
    ),
    Entry(
        code="DATE_TOO_LATE",
        message="{nama} terletak sesudah {akhir}.",
        remedy="Periksa tahunnya; tanggal terakhir yang dapat dihitung adalah {akhir}.",
        about="An event so far ahead that the years after it have no calendar.",
    ),
    Entry(
        code="LAW_MISSING",
        message="Data hukum tidak memuat angka untuk tanggal ini ({sebab}).",
        remedy="Minta pengelola Payung melengkapi berkas hukum itu beserta sumbernya.",
        about="A file of law holds no value for that day; the message names file and key.",
    ),
)
CATALOGUE: Mapping[str, Entry] = MappingProxyType({entry.code: entry for entry in _ENTRIES})
