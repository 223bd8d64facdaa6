"""The letters that Payung brings along, and every word each of them may use, with what it means.

An office changes the .docx as it likes; the words are the agreement between it and the rooms that fill it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from payung.gateways.letters.claim_words import CLAIM_LETTERS
from payung.gateways.letters.payment_words import PAYMENT_LETTERS

LAWS_PRINTED = 5  # of Mengingat in the template of the decree; those of the region are numbered after them
_FOLDER = Path(__file__).with_name("templates")

_OFFICE = {
    "pemerintah": "nama pemerintah daerah di kepala surat",
    "kantor": "nama dinas di kepala surat",
    "alamat_kantor": "alamat, telepon dan surel dinas",
    "tempat": "kota tempat surat dibuat",
    "tanggal": "tanggal surat",
    "nomor": "nomor surat",
    "penanda_tangan": "jabatan penanda tangan",
    "nama_penanda_tangan": "nama penanda tangan",
    "nip_penanda_tangan": "NIP penanda tangan",
}
_DECREE = {
    "pemerintah": "nama pemerintah daerah",
    "bupati": "jabatan, misalnya Bupati Kotabaru",
    "nama_bupati": "nama Bupati",
    "nomor": "nomor keputusan",
    "tanggal": "tanggal keputusan",
    "tempat": "tempat penetapan",
    "tentang": "perihal keputusan",
    "tahun": "tahun anggaran",
    "jumlah": "jumlah orang dengan titik ribuan",
    "jumlah_huruf": "jumlah orang dengan huruf",
    "orang_bulan": "jumlah orang-bulan (OB)",
    "jumlah_rp": "seluruh biaya, misalnya Rp600.566.400",
    "jumlah_rp_huruf": "seluruh biaya dengan huruf",
    "dana": "daftar sumber dana, satu baris setiap dana",
    "dana.nama": "nama sumber dana",
    "dana.orang": "jumlah orang dari dana itu",
    "dana.orang_bulan": "orang-bulan dari dana itu",
    "dana.jumlah_rp": "biaya dari dana itu",
    "sha256": "SHA-256 daftar nama",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedLetter:
    """One kind of letter. `words` may all be used in its template; none needs to be."""

    name: str
    title: str
    words: Mapping[str, str]

    @property
    def path(self) -> Path:
        return _FOLDER / f"{self.name}.docx"


SHIPPED = (
    ShippedLetter(
        name="permintaan_pemadanan",
        title="Permintaan pemadanan data",
        words=_OFFICE
        | {
            "tujuan": "kepada siapa, misalnya Kepala Dinas Kependudukan dan Pencatatan Sipil",
            "tujuan_tempat": "di mana tujuan berada",
            "register": "data yang dipadankan dengan, misalnya data kependudukan (Dukcapil)",
            "program": "nama program",
            "tahun": "tahun program",
            "dasar": "perjanjian atau hak akses yang mendasari",
            "jumlah": "jumlah orang dengan titik ribuan",
            "jumlah_huruf": "jumlah orang dengan huruf",
            "nama_berkas": "nama berkas daftar yang dikirim",
            "sha256": "SHA-256 berkas daftar",
            "kode_permintaan": "kode permintaan, tercantum juga di daftar",
            "diminta": "daftar hal yang diminta, satu baris setiap hal",
            "diminta.hal": "satu hal yang diminta",
            "dijawab_sebelum": "tanggal jawaban diharapkan",
            "berlaku_hari": "berapa hari jawaban berlaku",
        },
    ),
    ShippedLetter(name="sampul_lampiran", title="Sampul lampiran keputusan", words=_DECREE),
    ShippedLetter(
        name="keputusan",
        title="Keputusan Bupati",
        words=_DECREE
        | {
            "program": "nama program",
            "dasar_daerah": "daftar peraturan daerah, satu baris setiap peraturan",
            "dasar_daerah.nomor": "nomor urut di Mengingat; lima yang pertama sudah tercetak",
            "dasar_daerah.judul": "judul lengkap satu peraturan",
            "mulai": "hari pertama perlindungan direncanakan",
            "sampai": "hari terakhir",
            "kantor": "dinas yang melaksanakan",
            "pks_nomor": "nomor perjanjian kerja sama dengan BPJS Ketenagakerjaan",
        },
    ),
    ShippedLetter(
        name="berita_acara_penggantian",
        title="Berita acara penggantian peserta",
        words=_OFFICE
        | {
            "hari": "hari dan tanggal dengan huruf",
            "keputusan_nomor": "nomor keputusan yang diubah",
            "keputusan_tanggal": "tanggal keputusan yang diubah",
            "dasar": "dasar penggantian, misalnya pasal di perjanjian kerja sama",
            "jumlah": "jumlah yang diganti",
            "jumlah_huruf": "jumlah yang diganti dengan huruf",
            "penggantian": "daftar penggantian, satu baris setiap pasang",
            "penggantian.nomor": "nomor baris di lampiran",
            "penggantian.keluar": "nama yang keluar",
            "penggantian.alasan": "alasan keluar",
            "penggantian.masuk": "nama yang masuk dari daftar cadangan",
            "penggantian.cadangan": "nomor urut di daftar cadangan",
            "penggantian.desa": "desa",
            "penggantian.mulai": "bulan mulai",
            "saksi": "daftar yang ikut menandatangani, satu baris setiap orang",
            "saksi.jabatan": "jabatan",
            "saksi.nama": "nama",
        },
    ),
    ShippedLetter(
        name="pengumuman",
        title="Surat pengantar pengumuman ke desa",
        words=_OFFICE
        | {
            "desa": "nama desa atau kelurahan, misalnya Desa Rampa",
            "kecamatan": "nama kecamatan",
            "program": "nama program",
            "tahun": "tahun program",
            "jumlah": "jumlah nama di pengumuman",
            "jumlah_huruf": "jumlah nama dengan huruf",
            "dibuka": "hari pertama pengumuman",
            "ditutup": "hari terakhir sanggahan diterima",
            "cara": "daftar cara menyampaikan sanggahan, satu baris setiap cara",
            "cara.kalimat": "satu cara",
        },
    ),
    ShippedLetter(
        name="jawaban_sanggahan",
        title="Jawaban atas sanggahan",
        words=_OFFICE
        | {
            "penyanggah": "nama yang menyampaikan sanggahan",
            "alamat_penyanggah": "alamatnya",
            "sanggahan_tanggal": "tanggal sanggahan diterima",
            "sanggahan_kode": "kode sanggahan",
            "tentang_nama": "nama yang disanggah",
            "tentang_desa": "desa dari nama itu",
            "isi_sanggahan": "ringkasan sanggahan",
            "putusan": "kalimat putusan",
            "pertimbangan": "daftar pertimbangan, satu baris setiap pertimbangan",
            "pertimbangan.kalimat": "satu pertimbangan",
            "berita_acara_nomor": "nomor berita acara pemeriksaan",
        },
    ),
    *(ShippedLetter(name=name, title=title, words=_OFFICE | words) for name, title, words in PAYMENT_LETTERS),
    *(ShippedLetter(name=name, title=title, words=_OFFICE | words) for name, title, words in CLAIM_LETTERS),
)


def shipped_letter(name: str) -> ShippedLetter:
    """Raises LookupError for a letter we do not have."""
    for letter in SHIPPED:
        if letter.name == name:
            return letter
    raise LookupError(name)
