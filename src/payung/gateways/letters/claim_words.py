"""The words of the letters of claims, with what each means.

Name of the letter, its title, its words; the words of every office letter come on top (`shipped.py`). No NIK is among
them: a letter names the KPJ, and the forms that go with it hold the rest.
"""

_CLAIM = {
    "kantor_bpjs": "kantor cabang BPJS Ketenagakerjaan yang dituju",
    "kode": "kode klaim di Payung",
    "nama": "nama peserta",
    "kpj": "nomor peserta (KPJ)",
    "desa": "desa atau kelurahan peserta, dengan kecamatannya",
    "pekerjaan": "pekerjaan peserta",
    "wadah": "nama wadah di BPJS Ketenagakerjaan",
    "npw": "nomor pendaftaran wadah",
    "skema": "jaminan yang diminta, misalnya Jaminan Kematian (JKM)",
    "kejadian": "apa yang terjadi, misalnya kecelakaan",
    "kejadian_tanggal": "hari kejadian",
    "meninggal_tanggal": "hari meninggal, bila meninggal",
    "dilaporkan_tanggal": "hari kejadian dilaporkan kepada dinas",
    "uraian": "uraian kejadian",
}
CLAIM_LETTERS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "pengantar_klaim",
        "Pengantar klaim ke BPJS",
        _CLAIM
        | {
            "berkas": "daftar berkas yang dilampirkan, satu baris setiap berkas",
            "berkas.nama": "nama berkas",
            "berkas_banyak": "berapa berkas dilampirkan",
            "berkas_banyak_huruf": "jumlah itu dengan huruf",
            "ahli_waris": "daftar ahli waris, satu baris setiap orang; kosong bila tidak meninggal",
            "ahli_waris.nama": "nama ahli waris",
            "ahli_waris.hubungan": "hubungannya dengan peserta",
        },
    ),
    (
        "keberatan_klaim",
        "Permohonan penetapan ke pengawas ketenagakerjaan provinsi",
        _CLAIM
        | {
            "tujuan": "kantor pengawas ketenagakerjaan yang dituju",
            "surat_bpjs": "nomor surat kesimpulan atau penolakan BPJS",
            "surat_bpjs_tanggal": "tanggal surat itu",
            "alasan": "mengapa dinas berpendapat lain",
        },
    ),
    (
        "kompensasi_klaim",
        "Permintaan kompensasi keterlambatan",
        _CLAIM
        | {
            "batas_tanggal": "hari terakhir BPJS harus membayar",
            "dibayar_tanggal": "hari dibayar; kosong bila belum",
            "hari": "berapa hari terlambat",
            "hari_huruf": "jumlah itu dengan huruf",
            "dasar_rp": "jumlah yang terlambat dibayar",
            "tarif": "tarif kompensasi sehari, misalnya 1 %",
            "kompensasi_rp": "kompensasi yang diminta",
            "kompensasi_rp_huruf": "kompensasi itu dengan huruf",
            "dasar_hukum": "pasal yang mewajibkannya",
        },
    ),
    (
        "konfirmasi_kematian",
        "Permintaan kepastian kematian ke desa",
        {
            "desa": "desa atau kelurahan yang ditanya",
            "kecamatan": "kecamatannya",
            "sumber": "daftar yang menyebut mereka meninggal",
            "jumlah": "berapa orang ditanyakan",
            "jumlah_huruf": "jumlah itu dengan huruf",
            "dijawab_sebelum": "batas waktu jawaban",
            "orang": "daftar yang ditanyakan, satu baris setiap orang",
            "orang.nama": "nama peserta",
            "orang.lahir": "tahun lahir",
            "orang.alamat": "alamat atau dusun",
            "orang.kpj": "nomor peserta (KPJ)",
            "orang.meninggal": "hari meninggal menurut daftar itu",
        },
    ),
)
