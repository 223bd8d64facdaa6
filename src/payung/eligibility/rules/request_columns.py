"""What a list to another register tells, and what it asks to be filled in. No more leaves the house than is needed. Pure.

Dukcapil finds a person by NIK, KK, name, birth date and desa; BPJS by NIK, name and birth date; DTSEN by NIK, KK, name
and desa (law.md §6.5: match requests under their PKS).
"""

from collections.abc import Mapping
from enum import StrEnum

from payung.eligibility.rules.words import Register


class Asked(StrEnum):
    """What a column tells of a person."""

    NIK = "nik"
    KK = "kk"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    DESA = "desa"


TOLD: Mapping[Register, tuple[Asked, ...]] = {
    Register.DUKCAPIL: (Asked.NIK, Asked.KK, Asked.NAME, Asked.BIRTH_DATE, Asked.DESA),
    Register.BPJS: (Asked.NIK, Asked.NAME, Asked.BIRTH_DATE),
    Register.DTSEN: (Asked.NIK, Asked.KK, Asked.NAME, Asked.DESA),
}
HEADINGS: Mapping[Asked, str] = {
    Asked.NIK: "NIK",
    Asked.KK: "Nomor KK",
    Asked.NAME: "Nama",
    Asked.BIRTH_DATE: "Tanggal lahir",
    Asked.DESA: "Desa/kelurahan",
}
# The columns that the other office fills in, with what it may choose; words of its own are read too.
TO_FILL: Mapping[Register, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Register.DUKCAPIL: (
        ("Hasil", ("Sesuai", "Nama berbeda", "Meninggal", "Pindah", "NIK tidak ditemukan")),
        ("Tanggal meninggal", ()),
        ("Penduduk sejak", ()),
        ("Keterangan", ()),
    ),
    Register.BPJS: (
        ("Hasil", ("Tidak aktif", "Aktif", "Belum terdaftar")),
        ("Segmen", ("BPU", "PU", "BPU mandiri")),
        ("Dibayar oleh", ()),
        ("Keterangan", ()),
    ),
    Register.DTSEN: (
        ("Hasil", ("Terdaftar", "Tidak terdaftar")),
        ("Desil", tuple(str(desil) for desil in range(1, 11))),
        ("Hubungan keluarga", ()),
        ("Disabilitas", ("Ya", "Tidak")),
        ("Keterangan", ()),
    ),
}
WANTED: Mapping[Register, tuple[str, ...]] = {
    Register.DUKCAPIL: (
        "apakah NIK, nama dan tanggal lahir sesuai",
        "apakah masih hidup; bila meninggal, tanggalnya",
        "apakah penduduk kabupaten ini, dan sejak kapan; bila pindah, ke mana",
    ),
    Register.BPJS: (
        "apakah aktif sebagai peserta, dan di segmen apa (PU atau BPU)",
        "bila aktif, siapa yang membayar: perusahaan, wadah, atau mandiri",
    ),
    Register.DTSEN: (
        "apakah terdaftar di DTSEN, dan desil berapa",
        "apakah kepala keluarga, dan apakah penyandang disabilitas",
    ),
}
TITLES: Mapping[Register, str] = {
    Register.DUKCAPIL: "Pemadanan dengan data kependudukan",
    Register.BPJS: "Pemeriksaan kepesertaan BPJS Ketenagakerjaan",
    Register.DTSEN: "Pemadanan dengan DTSEN",
}
