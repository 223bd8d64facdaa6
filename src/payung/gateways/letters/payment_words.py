"""The words of the letters of a payment, and of the letter about a gap, with what each means.

Name of the letter, its title, its words; the words of every office letter come on top (`shipped.py`).
"""

_PROGRAMME = {
    "program": "nama program",
    "tahun": "tahun anggaran",
    "dana": "sumber dana",
}
_BILL = _PROGRAMME | {
    "tagihan": "nomor tagihan di Payung",
    "termin": "bulan yang dibayar, misalnya Januari 2027 s.d. Maret 2027",
    "bulan": "jumlah bulan dalam termin",
    "wadah": "nama wadah di BPJS Ketenagakerjaan",
    "npw": "nomor pendaftaran wadah",
    "kantor_bpjs": "kantor cabang BPJS Ketenagakerjaan yang dituju",
    "orang": "jumlah peserta dengan titik ribuan",
    "orang_huruf": "jumlah peserta dengan huruf",
    "orang_bulan": "jumlah orang-bulan (OB)",
    "jkk_rp": "iuran JKK",
    "jkm_rp": "iuran JKM",
    "iuran_rp": "iuran JKK dan JKM seluruhnya",
    "kompensasi_rp": "kelebihan bayar yang dikompensasikan",
    "dibayar_rp": "yang dibayar setelah kompensasi",
    "dibayar_rp_huruf": "yang dibayar, dengan huruf",
    "kode_iuran": "kode iuran dari BPJS",
    "kode_berlaku": "hari terakhir kode iuran berlaku",
    "keputusan": "daftar keputusan yang mendasari, satu baris setiap keputusan",
    "keputusan.nomor": "nomor keputusan",
    "keputusan.tanggal": "tanggal keputusan",
    "keputusan.tentang": "tentang apa keputusan itu",
    "pks_nomor": "nomor perjanjian kerja sama dengan BPJS Ketenagakerjaan",
    "pks_tanggal": "tanggal perjanjian",
    "spp": "daftar SPP-LS, satu baris setiap SPP",
    "spp.nomor": "nomor SPP",
    "spp.tanggal": "tanggal SPP",
    "spp.skema": "JKK atau JKM",
    "spp.rekening": "kode rekening belanja",
    "spp.jumlah_rp": "jumlah untuk tagihan ini",
    "sha256": "SHA-256 daftar nominatif",
}
_VERVAL = {
    "ditanya": "berapa peserta ditanyakan ke desa",
    "dipastikan": "berapa peserta yang dipastikan hidup dan bekerja",
    "bagian": "bagian yang dipastikan, misalnya 97,5 %",
    "verval_tanggal": "batas waktu jawaban desa",
    "hasil": "daftar hasil verval, satu baris setiap jawaban",
    "hasil.jawaban": "jawaban desa",
    "hasil.orang": "berapa peserta",
    "diam": "daftar desa yang belum menjawab, satu baris setiap desa",
    "diam.desa": "nama desa dan kecamatan",
    "diam.orang": "berapa peserta di desa itu",
    "alasan_tanpa_verval": "alasan bila tagihan dibuat tanpa verval",
}
PAYMENT_LETTERS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("nota_dinas", "Nota dinas permohonan SPP-LS", _BILL),
    ("permohonan_iuran", "Permohonan kode iuran ke BPJS", _BILL),
    ("sptjm", "Surat pernyataan tanggung jawab mutlak", _BILL),
    ("kuitansi", "Kuitansi pembayaran iuran", _BILL),
    ("ba_verval", "Berita acara verval peserta", _BILL | _VERVAL),
    (
        "ba_rekonsiliasi",
        "Berita acara rekonsiliasi tagihan",
        _BILL
        | {
            "cocok": "daftar jumlah yang dicocokkan, satu baris setiap sumber",
            "cocok.sumber": "dari mana jumlah itu",
            "cocok.orang": "peserta",
            "cocok.orang_bulan": "orang-bulan",
            "cocok.jumlah_rp": "rupiah",
            "selisih": "daftar selisih yang masih terbuka menurut jenis, satu baris setiap jenis",
            "selisih.jenis": "jenis selisih",
            "selisih.banyak": "berapa selisih",
            "selisih.jumlah_rp": "rupiah yang diselisihkan",
        },
    ),
    (
        "surat_bendahara",
        "Surat ke bendahara: perlindungan akan terputus",
        _PROGRAMME
        | {
            "per_tanggal": "hari yang menjadi dasar hitungan",
            "orang": "berapa peserta menunggu pembayaran",
            "orang_huruf": "jumlah itu dengan huruf",
            "sebelum": "hari terakhir uang harus diterima BPJS",
            "baris": "daftar yang menunggu, satu baris setiap dana, tahap dan batas",
            "baris.dana": "sumber dana",
            "baris.menunggu": "apa yang ditunggu",
            "baris.orang": "berapa peserta",
            "baris.jumlah_rp": "berapa rupiah yang menunggu dibayar",
            "baris.aman": "hari terakhir yang pasti terlindungi",
            "baris.putus": "hari pertama tanpa perlindungan",
        },
    ),
)
