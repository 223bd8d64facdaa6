"""The letters of a payment as drafts: the paket SPP-LS (users.md §1), and the letter to the treasurer about a gap.

Sources: PP 12/2019 and Permendagri 77/2020 (belanja LS), domain/law.md §1.2; roles of the payment chain, users.md §11.
The same functions set the Word templates and, through `papers.letters`, the pages of the printed package.
"""

from collections.abc import Callable, Mapping

from payung.gateways.letters.paper import CENTRE, RIGHT
from payung.gateways.letters.setting import Setting

_SIGNED = (
    "{{ tempat }}, {{ tanggal }}",
    "{{ penanda_tangan }},",
    "",
    "",
    "",
    "{{ nama_penanda_tangan }}",
    "NIP {{ nip_penanda_tangan }}",
)


def service_note(paper: Setting) -> None:
    """Nota dinas: the PPTK asks the head for SPP-LS."""
    paper.head()
    paper.line("NOTA DINAS", size=13, bold=True, align=CENTRE, after=10)
    paper.facts(
        [
            ("Kepada", "Kepala {{ kantor }} selaku Pengguna Anggaran"),
            ("Dari", "Pejabat Pelaksana Teknis Kegiatan (PPTK)"),
            ("Nomor", "{{ nomor }}"),
            ("Tanggal", "{{ tanggal }}"),
            ("Hal", "Permohonan penerbitan SPP-LS iuran {{ program }}, {{ termin }}"),
        ],
        label=2.2,
    )
    paper.text(
        "Bersama ini diajukan pembayaran iuran JKK dan JKM BPJS Ketenagakerjaan bagi {{ orang }} ({{ orang_huruf }}) "
        "peserta {{ program }} untuk {{ bulan }} bulan ({{ termin }}) dari sumber dana {{ dana }}, dengan rincian:"
    )
    _put_sums(paper)
    paper.text("Pembayaran diminta dengan SPP-LS berikut:", after=4)
    _put_requests(paper)
    _put_ground(paper)
    paper.text(
        "Peserta telah diverifikasi oleh desa dan kelurahan sebelum tagihan ini; berita acaranya terlampir. Daftar "
        "nominatif dan rekapitulasi per desa menjadi bagian yang tidak terpisahkan dari nota dinas ini."
    )
    paper.text("Demikian disampaikan, mohon persetujuan dan petunjuk lebih lanjut.", after=16)
    paper.signature(*_SIGNED)


def request_to_insurer(paper: Setting) -> None:
    """Asks the insurer's branch for a kode iuran."""
    paper.head()
    paper.line("{{ tempat }}, {{ tanggal }}", align=RIGHT)
    paper.facts(
        [
            ("Nomor", "{{ nomor }}"),
            ("Sifat", "Rahasia: memuat data pribadi"),
            ("Lampiran", "1 (satu) daftar nominatif"),
            ("Hal", "Permohonan kode iuran {{ termin }}"),
        ],
        label=2.2,
    )
    paper.line("Yth. Kepala {{ kantor_bpjs }}", after=12)
    paper.text(
        "Berdasarkan Perjanjian Kerja Sama Nomor {{ pks_nomor }} tanggal {{ pks_tanggal }}, kami mohon diterbitkan kode "
        "iuran bagi peserta {{ program }} dengan rincian:"
    )
    paper.facts(
        [
            ("Wadah", "{{ wadah }}"),
            ("NPW", "{{ npw }}"),
            ("Sumber dana", "{{ dana }}"),
            ("Bulan iuran", "{{ termin }} ({{ bulan }} bulan)"),
            ("Peserta", "{{ orang }} ({{ orang_huruf }}) orang, {{ orang_bulan }} orang-bulan"),
        ]
    )
    _put_sums(paper)
    paper.text(
        "Kode iuran yang sudah terbit: {{ kode_iuran }}, berlaku sampai {{ kode_berlaku }}. Bila kode itu masih kosong, "
        "kami menunggu penerbitannya."
    )
    paper.text("Daftar nominatif kami kirim terpisah, SHA-256: {{ sha256 }}.")
    paper.text("Atas bantuan Bapak/Ibu kami ucapkan terima kasih.", after=16)
    paper.signature(*_SIGNED[1:])


def statement_of_responsibility(paper: Setting) -> None:
    """SPTJM, signed by the head as PA/KPA."""
    paper.head()
    paper.line("SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK", size=13, bold=True, align=CENTRE, after=0)
    paper.line("Nomor {{ nomor }}", align=CENTRE, after=12)
    paper.text("Yang bertanda tangan di bawah ini:", after=4)
    paper.facts(
        [
            ("Nama", "{{ nama_penanda_tangan }}"),
            ("NIP", "{{ nip_penanda_tangan }}"),
            ("Jabatan", "{{ penanda_tangan }}"),
            ("Kantor", "{{ kantor }}"),
        ]
    )
    paper.text("menyatakan dengan sesungguhnya bahwa:", after=4)
    paper.points(
        [
            (
                "1.",
                (
                    "Perhitungan dan penetapan penerima pada daftar nominatif tagihan {{ tagihan }} sebanyak {{ orang }} "
                    "({{ orang_huruf }}) orang untuk {{ termin }}, dengan jumlah {{ dibayar_rp }} "
                    "({{ dibayar_rp_huruf }} rupiah), telah dihitung dengan benar dan menjadi tanggung jawab kami."
                ),
            ),
            (
                "2.",
                (
                    "Nama-nama itu ditetapkan dengan keputusan Bupati, telah dipadankan, dan telah diverifikasi oleh desa dan "
                    "kelurahan sebelum pembayaran, sebagaimana berita acara terlampir."
                ),
            ),
            (
                "3.",
                (
                    "Apabila di kemudian hari terdapat kelebihan pembayaran, kami bersedia mengompensasikannya ke bulan "
                    "berikutnya atau menyetorkannya ke kas daerah sesuai peraturan perundang-undangan."
                ),
            ),
        ]
    )
    _put_sums(paper)
    paper.text("Demikian pernyataan ini dibuat untuk melengkapi persyaratan SPP-LS.", after=16)
    paper.signature(*_SIGNED)


def receipt(paper: Setting) -> None:
    """Kuitansi: what the treasury pays to the insurer."""
    paper.head()
    paper.line("KUITANSI", size=15, bold=True, align=CENTRE, after=0)
    paper.line("Nomor {{ nomor }}", align=CENTRE, after=12)
    paper.facts(
        [
            ("Sudah terima dari", "Kepala {{ kantor }} selaku Pengguna Anggaran"),
            ("Jumlah uang", "{{ dibayar_rp }}"),
            ("Terbilang", "{{ dibayar_rp_huruf }} rupiah"),
            (
                "Untuk pembayaran",
                "Iuran JKK dan JKM {{ orang }} ({{ orang_huruf }}) peserta {{ program }}, {{ termin }}, sumber dana {{ dana }}",
            ),
            ("Kode iuran", "{{ kode_iuran }}, berlaku sampai {{ kode_berlaku }}"),
        ],
        label=4,
    )
    _put_sums(paper)
    _put_requests(paper)
    paper.line("Yang menerima: {{ kantor_bpjs }}", after=4)
    paper.line("(…………………………………)", before=34, after=14)
    paper.line("Lunas dibayar oleh Bendahara Pengeluaran: (…………………………………)", after=16)
    paper.signature(*_SIGNED)


def minutes_of_verification(paper: Setting) -> None:
    """BA verval: what the desa said before this bill."""
    paper.head()
    paper.line("BERITA ACARA VERIFIKASI DAN VALIDASI PESERTA", size=13, bold=True, align=CENTRE, after=0)
    paper.line("Nomor {{ nomor }}", align=CENTRE, after=12)
    paper.text(
        "Sebelum tagihan {{ tagihan }} ({{ termin }}, sumber dana {{ dana }}) disusun, desa dan kelurahan diminta "
        "memastikan {{ ditanya }} peserta {{ program }} paling lambat {{ verval_tanggal }}. Sebanyak {{ dipastikan }} "
        "peserta ({{ bagian }}) dipastikan hidup dan bekerja."
    )
    paper.line(
        "{% if alasan_tanpa_verval %}Tagihan disusun tanpa verval: {{ alasan_tanpa_verval }}{% endif %}", after=4
    )
    paper.list(
        of="hasil",
        columns=[("Jawaban desa", 11.0, "{{ baris.jawaban }}"), ("Peserta", 5.5, "{{ baris.orang }}")],
        right=(1,),
        last=("Ditanyakan", "{{ ditanya }}"),
    )
    paper.line("Desa dan kelurahan yang belum menjawab:", after=4)
    paper.list(
        of="diam",
        columns=[("Desa/kelurahan, kecamatan", 11.0, "{{ baris.desa }}"), ("Peserta", 5.5, "{{ baris.orang }}")],
        right=(1,),
    )
    paper.text(
        "Peserta yang meninggal, pindah, menjadi penerima upah, atau tidak ditemukan ditahan dan tidak ditagih sampai "
        "ada kepastian. Berita acara bertanda tangan dari setiap desa disimpan bersama tagihan ini.",
        after=16,
    )
    paper.signature(*_SIGNED)


def minutes_of_reconciliation(paper: Setting) -> None:
    """BA rekonsiliasi: where the sums of this bill come from, that they agree, and what is still open."""
    paper.head()
    paper.line("BERITA ACARA REKONSILIASI TAGIHAN", size=13, bold=True, align=CENTRE, after=0)
    paper.line("Nomor {{ nomor }}", align=CENTRE, after=12)
    paper.text(
        "Pada tanggal {{ tanggal }} telah dicocokkan tagihan {{ tagihan }} {{ program }} ({{ termin }}, sumber dana "
        "{{ dana }}) antara {{ kantor }} dan {{ kantor_bpjs }}, dengan jumlah sebagai berikut:"
    )
    paper.list(
        of="cocok",
        columns=[
            ("Sumber", 6.5, "{{ baris.sumber }}"),
            ("Orang", 2.5, "{{ baris.orang }}"),
            ("Orang-bulan", 3.0, "{{ baris.orang_bulan }}"),
            ("Jumlah", 4.5, "{{ baris.jumlah_rp }}"),
        ],
        right=(1, 2, 3),
    )
    _put_sums(paper)
    paper.line("Selisih dengan BPJS yang masih terbuka:", after=4)
    paper.list(
        of="selisih",
        columns=[
            ("Jenis", 9.5, "{{ baris.jenis }}"),
            ("Banyaknya", 2.5, "{{ baris.banyak }}"),
            ("Rupiah", 4.5, "{{ baris.jumlah_rp }}"),
        ],
        right=(1, 2),
    )
    paper.text("Setiap selisih mempunyai penanggung jawab dan ditutup dengan alasan tertulis.", after=10)
    paper.line("Untuk {{ kantor_bpjs }}: (…………………………………)", before=30, after=16)
    paper.signature(*_SIGNED)


def letter_to_treasurer(paper: Setting) -> None:
    """Who loses cover when, unless the money moves."""
    paper.head()
    paper.line("{{ tempat }}, {{ tanggal }}", align=RIGHT)
    paper.facts(
        [
            ("Nomor", "{{ nomor }}"),
            ("Sifat", "Segera"),
            ("Hal", "Perlindungan {{ orang }} peserta {{ program }} akan terputus"),
        ],
        label=2.2,
    )
    paper.line("Yth. Bendahara Pengeluaran {{ kantor }}", after=12)
    paper.text(
        "Per {{ per_tanggal }}, iuran {{ orang }} ({{ orang_huruf }}) peserta {{ program }} menunggu pembayaran. Agar "
        "perlindungan tidak terputus, uangnya harus diterima BPJS Ketenagakerjaan paling lambat {{ sebelum }}."
    )
    paper.list(
        of="baris",
        columns=[
            ("Sumber dana", 3.2, "{{ baris.dana }}"),
            ("Menunggu", 3.9, "{{ baris.menunggu }}"),
            ("Peserta", 1.7, "{{ baris.orang }}"),
            ("Rupiah", 3.0, "{{ baris.jumlah_rp }}"),
            ("Pasti terlindungi s.d.", 2.4, "{{ baris.aman }}"),
            ("Terputus mulai", 2.3, "{{ baris.putus }}"),
        ],
        right=(2, 3),
    )
    paper.text(
        "Membayar bulan yang sudah lewat tidak melindungi kejadian sebelum tanggal bayar. Bila ada yang menghambat, mohon "
        "kami diberi tahu hari ini juga agar dapat dicarikan jalan."
    )
    paper.text("Atas bantuan Saudara kami ucapkan terima kasih.", after=16)
    paper.signature(*_SIGNED[1:])


def _put_sums(paper: Setting) -> None:
    paper.facts(
        [
            ("Iuran JKK", "{{ jkk_rp }}"),
            ("Iuran JKM", "{{ jkm_rp }}"),
            ("Iuran seluruhnya", "{{ iuran_rp }}"),
            ("Kompensasi", "{{ kompensasi_rp }}"),
            ("Dibayar", "{{ dibayar_rp }} ({{ dibayar_rp_huruf }} rupiah)"),
        ],
        label=3.8,
    )


def _put_requests(paper: Setting) -> None:
    paper.list(
        of="spp",
        columns=[
            ("Nomor SPP", 5.0, "{{ baris.nomor }}"),
            ("Tanggal", 3.4, "{{ baris.tanggal }}"),
            ("Skema", 1.6, "{{ baris.skema }}"),
            ("Rekening", 3.3, "{{ baris.rekening }}"),
            ("Jumlah", 3.2, "{{ baris.jumlah_rp }}"),
        ],
        right=(4,),
        last=("Seluruhnya", "", "", "", "{{ dibayar_rp }}"),
    )


def _put_ground(paper: Setting) -> None:
    paper.line("Dasar:", after=2)
    paper.looped_points(
        of="keputusan",
        row="butir",
        number="{{ loop.index }}.",
        text="Keputusan Nomor {{ butir.nomor }} tanggal {{ butir.tanggal }} tentang {{ butir.tentang }};",
    )
    paper.points([("–", "Perjanjian Kerja Sama Nomor {{ pks_nomor }} tanggal {{ pks_tanggal }}.")])


SETTERS: Mapping[str, Callable[[Setting], None]] = {
    "nota_dinas": service_note,
    "permohonan_iuran": request_to_insurer,
    "sptjm": statement_of_responsibility,
    "kuitansi": receipt,
    "ba_verval": minutes_of_verification,
    "ba_rekonsiliasi": minutes_of_reconciliation,
    "surat_bendahara": letter_to_treasurer,
}
