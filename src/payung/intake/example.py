"""The list that an office may fill in where it has no layout of its own. Any other layout is read as well."""

from payung.gateways.spreadsheets.empty_list import Column, empty_list

EXAMPLE_NAME = "contoh_daftar_usulan.xlsx"
_FROM_KTP = "Tulis seperti di KTP."
COLUMNS = (
    Column(heading="No", width=5),
    Column(heading="NIK", width=20, note="16 angka dari KTP. Kolom ini sudah berupa Teks.", as_text=True, digits=16),
    Column(heading="Nomor KK", width=20, note="16 angka dari Kartu Keluarga.", as_text=True, digits=16),
    Column(heading="Nama lengkap", width=28, note=_FROM_KTP),
    Column(heading="Jenis kelamin", width=9, note="L atau P.", choices=("L", "P")),
    Column(heading="Tempat lahir", width=16, note=_FROM_KTP),
    Column(heading="Tanggal lahir", width=14, note="Misalnya 12/01/1980.", as_text=True),
    Column(heading="Nama ibu kandung", width=22),
    Column(heading="Alamat", width=26),
    Column(heading="RT", width=6, as_text=True),
    Column(heading="Desa/Kelurahan", width=20),
    Column(heading="Kecamatan", width=20),
    Column(heading="Kode pos", width=9, as_text=True, digits=5),
    Column(heading="Pekerjaan", width=20, note="Pekerjaannya sekarang, misalnya nelayan atau buruh tani."),
    Column(heading="Lokasi pekerjaan", width=20),
    Column(heading="Jam kerja", width=12, note="Misalnya 07.00–16.00.", as_text=True),
    Column(heading="Penghasilan per bulan", width=14, note="Rupiah, misalnya 1000000."),
    Column(heading="Nomor HP", width=16, note="Boleh kosong, boleh milik keluarga.", as_text=True),
    Column(heading="Nama ahli waris", width=24),
    Column(heading="Hubungan ahli waris", width=14, note="Misalnya istri, suami, anak."),
    Column(heading="HP ahli waris", width=16, as_text=True),
)
_ADVICE = (
    "Satu baris untuk satu orang. Kolom NIK, nomor KK dan nomor HP sudah berupa Teks, sehingga angkanya tetap utuh.",
    "Yang wajib diisi: NIK, nama, pekerjaan, dan desa/kelurahan. Yang lain diminta BPJS Ketenagakerjaan bila ada.",
    "Menyalin dari berkas lain: tempel sebagai nilai (Tempel Khusus, Nilai), supaya kolom tetap berupa Teks.",
    "Selesai mengisi, simpan, lalu unggah di halaman Periksa daftar. Baris yang perlu diperbaiki akan ditandai.",
)


def example_list() -> bytes:
    """The workbook."""
    return empty_list(sheet="Daftar usulan", columns=COLUMNS, advice_sheet="Cara mengisi", advice=_ADVICE)
