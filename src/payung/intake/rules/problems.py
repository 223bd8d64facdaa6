"""Every finding of `payung check`: its code, level, message and remedy, in the words of the office.

Codes are stable (CONTRACTS.md). A message says which cell and what was seen, without blame; a remedy says what to do.
A NIK, KK or phone number is never quoted: texts are kept longer than files, so they name the cell instead.
Templates use `str.format` words; `{sel}` is the cell, filled in when the finding is told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from payung.shared.problems import Level, Problem, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code of the catalogue. `about` says in English when it is given."""

    code: str
    level: Level
    message: str
    remedy: str
    about: str


class Finding(NamedTuple):
    """A finding before it is told: the code, the field it concerns and the words of its message."""

    code: str
    field: str | None = None
    words: tuple[tuple[str, str], ...] = ()


def _entries(level: Level, *rows: tuple[str, str, str, str]) -> list[Entry]:
    return [
        Entry(code=code, level=level, message=message, remedy=remedy, about=about)
        for code, about, message, remedy in rows
    ]


_FROM_KTP = "Tulis ulang dari KTP."
_ENTRIES = [
    *_entries(
        Level.ERROR,
        (
            "FILE_UNREADABLE",
            "The file cannot be opened as a list.",
            "Berkas ini tidak dapat dibaca sebagai daftar: {sebab}.",
            "Kirim daftar sebagai Excel (.xlsx, .xls), .ods, .csv atau tabel Word (.docx).",
        ),
        (
            "FILE_LOCKED",
            "The file is protected by a password.",
            "Berkas terkunci kata sandi.",
            "Buka, simpan tanpa sandi, lalu unggah lagi.",
        ),
        (
            "FILE_EMPTY",
            "A header without rows, or nothing at all.",
            "Berkas ini tidak berisi satu pun baris orang.",
            "Periksa apakah berkas yang dikirim sudah benar, lalu kirim lagi.",
        ),
        (
            "FILE_TOO_LARGE",
            "Beyond the limits of size, rows, memory or time.",
            "Berkas ini terlalu besar untuk diperiksa: {sebab}.",
            "Hapus baris dan lembar yang tidak terpakai, atau bagi daftar menjadi beberapa berkas.",
        ),
        (
            "FILE_HOSTILE",
            "Built so that opening it does harm, or damaged in the same way.",
            "Berkas ini tidak dibuka demi keamanan: {sebab}.",
            "Salin isinya ke buku kerja baru, simpan sebagai .xlsx, lalu kirim lagi.",
        ),
        (
            "HEADER_NOT_FOUND",
            "No sheet has a row of headings that can be recognised.",
            "Judul kolom (NIK, Nama, Pekerjaan, …) tidak ditemukan di lembar mana pun.",
            "Tambahkan satu baris judul di atas daftar, lalu periksa lagi.",
        ),
        (
            "COLUMN_MISSING",
            "No column (and no heading) for NIK, name, occupation or desa; the sheet is withheld.",
            "Lembar {lembar}: kolom {kolom} tidak ada.",
            "Beri judul {kolom} pada kolomnya, atau tambahkan kolom itu, lalu periksa lagi.",
        ),
        (
            "COLUMNS_SWAPPED",
            "The NIK and KK columns look exchanged.",
            "Kolom NIK dan KK tampaknya tertukar pada {banyak} baris.",
            "Tukar judul kedua kolom itu, lalu periksa lagi.",
        ),
        ("NIK_MISSING", "The NIK cell is empty.", "{sel}: NIK belum diisi.", "Isi NIK 16 angka dari KTP."),
        (
            "NIK_LENGTH",
            "Not sixteen digits after separators are removed.",
            "{sel}: NIK {banyak} angka, seharusnya 16.",
            "Lihat lagi KTP-nya, lalu tulis lengkap 16 angka.",
        ),
        (
            "NIK_NOT_DIGITS",
            "Something other than digits remains.",
            "{sel}: NIK berisi {huruf}, padahal NIK hanya berisi angka.{dugaan}",
            _FROM_KTP,
        ),
        (
            "NIK_PRECISION_LOST",
            "A spreadsheet has shortened the NIK; its last digits are gone.",
            "{sel}: Excel memendekkan NIK ini sehingga {banyak} angka terakhir hilang dan tidak bisa dikembalikan.",
            "Ubah kolom NIK menjadi Teks, lalu ketik ulang dari KTP.",
        ),
        (
            "NIK_BIRTH_DATE_IMPOSSIBLE",
            "Digits 7 to 12 are no date (day 01-31, or 41-71 for women).",
            "{sel}: angka ke-7 s.d. 12 NIK bukan tanggal lahir yang benar.",
            _FROM_KTP,
        ),
        (
            "NIK_SERIAL_ZERO",
            "The NIK ends in 0000, which is never issued.",
            "{sel}: NIK berakhir 0000; nomor urut itu tidak pernah terbit, biasanya karena diubah Excel.",
            "Ubah kolom NIK menjadi Teks, lalu ketik ulang dari KTP.",
        ),
        (
            "NIK_EQUALS_KK",
            "The same number stands as NIK and as KK.",
            "{sel}: NIK dan nomor KK berisi angka yang sama.",
            "Isi NIK dari KTP dan nomor KK dari Kartu Keluarga.",
        ),
        (
            "NIK_PROVINCE_IMPOSSIBLE",
            "The first two digits are no province.",
            "{sel}: NIK diawali {awal}, dan tidak ada provinsi dengan kode itu.",
            _FROM_KTP,
        ),
        (
            "NIK_TWICE_IN_FILE",
            "A later row with the same NIK, name and birth date.",
            "{sel}: orang ini sudah tertulis di {tempat}.",
            "Hapus salah satu barisnya.",
        ),
        ("NAME_MISSING", "The name is empty after cleaning.", "{sel}: nama belum diisi.", "Isi nama seperti di KTP."),
        (
            "BIRTH_DATE_IMPOSSIBLE",
            "A day that is not in the calendar, or text that is no date.",
            "{sel}: {nilai} tidak ada di kalender.",
            "Tulis tanggal lahir dari KTP, misalnya 12/01/1980.",
        ),
        (
            "BIRTH_DATE_FUTURE",
            "Born after the planned day of registration.",
            "{sel}: tanggal lahir {tanggal} belum terjadi pada {pada}.",
            "Tulis tanggal lahir dari KTP.",
        ),
        (
            "AGE_OVER_LIMIT",
            "At or above the upper age on the planned day (law.md §5.1).",
            "{nama} berumur {umur} tahun pada {pada}. Pendaftaran baru hanya untuk yang belum berumur {batas} tahun.",
            "Usulkan orang lain; baris ini tetap dicatat sebagai di luar syarat.",
        ),
        (
            "AGE_UNDER_LIMIT",
            "Below 15, the legal floor for work.",
            "{nama} berumur {umur} tahun pada {pada}. Anak di bawah {batas} tahun tidak boleh bekerja dan tidak dapat didaftarkan.",
            "Periksa tanggal lahirnya; bila benar, keluarkan dari daftar.",
        ),
        (
            "DESA_MISSING",
            "The desa cell is empty and nothing else names it.",
            "{sel}: desa belum diisi.",
            "Isi nama desa atau kelurahan tempat tinggalnya.",
        ),
        (
            "OCCUPATION_MISSING",
            "The occupation cell is empty.",
            "{sel}: pekerjaan belum diisi.",
            "Isi pekerjaan yang dijalani sekarang, misalnya nelayan.",
        ),
        (
            "OCCUPATION_NOT_COVERED",
            "ASN, PPPK, TNI and Polri have insurers of their own.",
            "{sel}: {pekerjaan} sudah dijamin lembaga lain (Taspen atau Asabri) dan tidak dapat dibiayai program ini.",
            "Keluarkan dari daftar, atau perbaiki bila pekerjaannya sekarang lain.",
        ),
        (
            "CELL_FORMULA_BROKEN",
            "A broken formula in a required column.",
            "{sel}: rumus di sel ini rusak.",
            "Ganti rumus dengan isinya: ketik langsung nilainya.",
        ),
    ),
    *_entries(
        Level.DECISION,
        (
            "NIK_PRECISION_DOUBTFUL",
            "The 16th digit was probably turned into 0 by a spreadsheet.",
            "{sel}: angka terakhir NIK kemungkinan diubah Excel menjadi 0.",
            "Cocokkan dengan KTP; bila memang 0, nyatakan sudah cocok.",
        ),
        (
            "NIK_BIRTH_DATE_MISMATCH",
            "The NIK and the birth date column differ.",
            "{sel}: menurut NIK lahir {menurut_nik}, di kolom tertulis {tertulis}. Mana yang benar?",
            "Cocokkan dengan KTP. Ada KTP yang memang berbeda dari NIK-nya; pilih yang tertulis di KTP.",
        ),
        (
            "NIK_SEX_MISMATCH",
            "The NIK and the sex column differ.",
            "{sel}: menurut NIK {menurut_nik}, di kolom tertulis {tertulis}.",
            "Cocokkan NIK dan jenis kelamin dengan KTP.",
        ),
        (
            "NIK_SHARED",
            "One NIK on different persons of this file.",
            "{sel}: NIK ini juga dipakai orang lain di {tempat}.",
            "Cocokkan keduanya dengan KTP; satu NIK hanya milik satu orang.",
        ),
        (
            "NAME_DECEASED_MARK",
            "A mark of death beside the name.",
            "{sel}: '{tanda}' menandakan sudah meninggal?",
            "Bila sudah meninggal, keluarkan dari daftar; bila masih hidup, hapus tandanya.",
        ),
        (
            "DATE_ORDER_UNCLEAR",
            "The column mixes day-first and month-first; this cell reads both ways.",
            "{sel}: tanggal ini dapat dibaca {dibaca} atau {atau}.",
            "Tulis bulannya dengan huruf, misalnya 3 April 1980.",
        ),
        (
            "AGE_OVER_LIMIT_CONTINUING",
            "A present member at or above the upper age.",
            "{nama} berumur {umur} tahun pada {pada} dan sudah menjadi peserta. Dilanjutkan?",
            "Putuskan apakah kepesertaannya diteruskan; umur {batas} tahun adalah batas pendaftaran baru.",
        ),
        (
            "AGE_BELOW_PROGRAMME",
            "Between the legal floor of 15 and the programme's own lower age.",
            "{nama} berumur {umur} tahun pada {pada}; program ini mulai umur {batas} tahun.",
            "Putuskan apakah diikutkan; pastikan KTP-nya sudah ada.",
        ),
        (
            "DESA_UNKNOWN",
            "No desa of the kabupaten has this name.",
            "{sel}: '{nilai}' tidak dikenal sebagai desa.{dugaan}",
            "Pilih desa yang dimaksud.",
        ),
        (
            "DESA_AMBIGUOUS",
            "Several desas have this name and no kecamatan is named.",
            "{sel}: ada {banyak} desa bernama {nilai}: {pilihan}.",
            "Sebutkan kecamatannya.",
        ),
        (
            "DESA_NOT_IN_KECAMATAN",
            "The desa lies in another kecamatan than the one named.",
            "{sel}: {nilai} tidak ada di kecamatan {kecamatan}; adanya {pilihan}.",
            "Perbaiki desa atau kecamatannya.",
        ),
        (
            "OCCUPATION_DOUBTFUL",
            "A word that often stands on an old KTP or means a wage; a person asks.",
            "{sel}: tertulis {pekerjaan}. Apa pekerjaannya sekarang?",
            "Tanyakan: bila kini bekerja tanpa upah tetap, tulis pekerjaan itu; bila menerima upah, perusahaannya yang mendaftarkan.",
        ),
        (
            "OCCUPATION_UNKNOWN",
            "A word that is not in the list of occupations.",
            "{sel}: pekerjaan '{nilai}' belum ada dalam daftar.{dugaan}",
            "Pilih pekerjaan yang paling dekat.",
        ),
    ),
    *_entries(
        Level.WARNING,
        (
            "NIK_OTHER_KABUPATEN",
            "First issued in another kabupaten; the prefix is no proof of residence.",
            "{sel}: NIK terbit di kabupaten lain (kode {kode}).",
            "Tidak apa-apa bila KTP-nya sekarang {kabupaten}.",
        ),
        (
            "NIK_REGION_UNKNOWN",
            "Own kabupaten, but a kecamatan code that is not listed.",
            "{sel}: kode wilayah {kode} tidak ada dalam daftar.",
            "Cocokkan enam angka pertama dengan KTP; kode lama mungkin memang begitu.",
        ),
        (
            "NIK_AS_NUMBER",
            "The NIK is a number cell; below 2^53 every digit is intact.",
            "{sel}: NIK terbaca sebagai bilangan. Nilainya utuh.",
            "Lain kali ubah kolom NIK menjadi Teks sebelum mengetik.",
        ),
        (
            "NIK_TWICE_FIRST",
            "The first of several rows for the same person.",
            "{sel}: orang ini tertulis lagi di {tempat}.",
            "Baris ini yang dipakai; hapus baris yang lain.",
        ),
        (
            "KK_MISSING",
            "No KK number in the cell, or no such column.",
            "{sel}: nomor KK belum ada.",
            "Lengkapi dari Kartu Keluarga; tanpa KK, keluarga tidak dapat dikenali.",
        ),
        (
            "KK_UNREADABLE",
            "Not sixteen digits.",
            "{sel}: nomor KK bukan 16 angka.",
            "Tulis ulang dari Kartu Keluarga.",
        ),
        (
            "PHONE_UNREADABLE",
            "No Indonesian telephone number.",
            "{sel}: ini bukan nomor telepon Indonesia.",
            "Tulis nomor HP seperti 0812-3456-7890, atau kosongkan.",
        ),
        (
            "PERSON_ALIKE",
            "Same name and birth date with another NIK in the file.",
            "{sel}: nama dan tanggal lahirnya sama dengan {tempat}. Orang yang sama?",
            "Bila sama, hapus salah satu dan pakai NIK dari KTP.",
        ),
        (
            "PHONE_SHARED",
            "One telephone number on several persons.",
            "{sel}: nomor HP ini juga dipakai di {tempat}.",
            "Tidak apa-apa bila milik keluarga; perbaiki bila tertukar.",
        ),
        (
            "INSURER_FIELD_MISSING",
            "A column or cell that the insurer's layout needs.",
            "{sel}: {kolom} belum ada, padahal diminta BPJS Ketenagakerjaan.",
            "Lengkapi sebelum dikirim ke BPJS; daftar ini tetap dapat diperiksa.",
        ),
    ),
    *_entries(
        Level.FIXED,
        (
            "NIK_CLEANED",
            "Spaces, dots, hyphens or apostrophes were removed from the NIK.",
            "{sel}: tanda petik, titik atau spasi di NIK sudah kami buang.",
            "Tidak perlu apa-apa; angkanya tidak diubah.",
        ),
        (
            "NAME_TITLE_SEPARATED",
            "A title was separated from the name.",
            "{sel}: gelar dipisahkan dari nama ({gelar}).",
            "Tidak perlu apa-apa; tulisan aslinya tetap disimpan.",
        ),
        (
            "DATE_READ_AS",
            "A date in another form was read.",
            "{sel}: dibaca {tanggal}.",
            "Perbaiki bila bukan itu yang dimaksud.",
        ),
        (
            "BIRTH_DATE_FROM_NIK",
            "No birth date was given, so the NIK's was taken.",
            "Tanggal lahir {tanggal} diambil dari NIK.",
            "Perbaiki bila KTP-nya berbeda.",
        ),
        (
            "PHONE_CLEANED",
            "The telephone number was brought into one form.",
            "{sel}: disimpan sebagai nomor HP {banyak} angka yang diawali 0.",
            "Tidak perlu apa-apa.",
        ),
    ),
]

CATALOGUE: Mapping[str, Entry] = {entry.code: entry for entry in _ENTRIES}
LEVEL_OF: Mapping[str, Level] = {entry.code: entry.level for entry in _ENTRIES}


_LONGEST_WORD, _SHORTEST_NUMBER = 200, 9
_NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)(?!\d\d\.\d\d\.\d\d\.\d{4}(?!\d))\d(?:[ .\-]?\d){8,}")  # but a desa's code


def told(finding: Finding, *, sheet: str | None = None, cell: str | None = None) -> Problem:
    """The finding in words, at its place. Without a cell the message begins with its own words."""
    entry = CATALOGUE[finding.code]
    words = {"sel": cell or "", **{key: _quoted(value) for key, value in finding.words}}
    message = entry.message.format_map(words).removeprefix(": ")
    return Problem(
        code=entry.code,
        level=entry.level,
        message=message[:1].upper() + message[1:],
        remedy=entry.remedy.format_map(words),
        where=Where(sheet=sheet, cell=cell, field=finding.field),
    )


def _quoted(word: str) -> str:
    """A word of the list as a message may quote it: not endless, and without a NIK, KK or telephone number in it."""
    if len(word) < _SHORTEST_NUMBER:
        return word
    hidden = _NUMBER_OF_A_PERSON.sub(lambda found: re.sub(r"\d", "•", found[0]), word)
    return hidden if len(hidden) <= _LONGEST_WORD else hidden[:_LONGEST_WORD] + "…"
