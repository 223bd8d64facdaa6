"""The letters of claims as drafts: to the branch of BPJS, to the provincial labour inspector, to a desa.

Sources: PP 44/2015 art. 37 and 40 (payment in time, compensation of 1 % a day), domain/law.md 4.1 to 4.3. A letter asks
and quotes; it promises nothing, and nobody reads a NIK in it.
"""

from collections.abc import Callable, Mapping

from payung.gateways.letters.paper import CENTRE, RIGHT
from payung.gateways.letters.setting import Setting

_SIGNED = ("{{ penanda_tangan }},", "", "", "", "{{ nama_penanda_tangan }}", "NIP {{ nip_penanda_tangan }}")


def to_insurer(paper: Setting) -> None:
    """Pengantar: the papers of a claim go to the branch."""
    _begin(paper, matter="Pengajuan klaim {{ skema }} atas nama {{ nama }}", enclosed="{{ berkas_banyak }} berkas")
    paper.line("Yth. Kepala {{ kantor_bpjs }}", after=12)
    paper.text("Bersama ini kami sampaikan klaim {{ skema }} peserta bukan penerima upah berikut:", after=4)
    _put_claim(paper)
    paper.line("Berkas yang kami lampirkan, {{ berkas_banyak }} ({{ berkas_banyak_huruf }}):", after=4)
    paper.looped_points(of="berkas", row="butir", number="{{ loop.index }}.", text="{{ butir.nama }}")
    paper.line("{% if ahli_waris %}Ahli waris menurut surat keterangan ahli waris:{% endif %}", after=4)
    paper.looped_points(
        of="ahli_waris", row="butir", number="{{ loop.index }}.", text="{{ butir.nama }}, {{ butir.hubungan }}"
    )
    paper.text(
        "Bila masih ada yang kurang, mohon kami diberi tahu secara tertulis apa dan dari siapa, agar keluarga dapat "
        "segera melengkapinya. Mohon pula tanda terima pengajuan ini."
    )
    paper.text("Atas bantuan Bapak/Ibu kami ucapkan terima kasih.", after=16)
    paper.signature(*_SIGNED)


def to_inspector(paper: Setting) -> None:
    """Keberatan: BPJS has concluded otherwise, and the provincial labour inspector is asked."""
    _begin(paper, matter="Permohonan penetapan atas kecelakaan yang dialami {{ nama }}", enclosed="1 (satu) bundel")
    paper.line("Yth. {{ tujuan }}", after=12)
    paper.text(
        "Dengan surat Nomor {{ surat_bpjs }} tanggal {{ surat_bpjs_tanggal }}, BPJS Ketenagakerjaan memberi kesimpulan "
        "atas klaim peserta bukan penerima upah berikut:",
        after=4,
    )
    _put_claim(paper)
    paper.line("Uraian kejadian:", after=2)
    paper.text("{{ uraian }}")
    paper.line("Kami berpendapat lain dengan alasan:", after=2)
    paper.text("{{ alasan }}")
    paper.text(
        "Kami mohon Bapak/Ibu memeriksa dan menetapkan apakah kejadian tersebut kecelakaan kerja. Salinan surat BPJS dan "
        "berkas klaim terlampir."
    )
    paper.text("Atas bantuan Bapak/Ibu kami ucapkan terima kasih.", after=16)
    paper.signature(*_SIGNED)


def compensation(paper: Setting) -> None:
    """1 % a day: paid later than the law allows."""
    _begin(paper, matter="Permintaan kompensasi keterlambatan klaim {{ kode }}", enclosed="–")
    paper.line("Yth. Kepala {{ kantor_bpjs }}", after=12)
    paper.text("Untuk klaim berikut:", after=4)
    _put_claim(paper)
    paper.text(
        "berkas dinyatakan lengkap dan pembayaran jatuh paling lambat {{ batas_tanggal }}. "
        "{% if dibayar_tanggal %}Pembayaran diterima {{ dibayar_tanggal }}{% else %}Sampai hari ini pembayaran belum "
        "diterima{% endif %}, terlambat {{ hari }} ({{ hari_huruf }}) hari. Menurut {{ dasar_hukum }}, keterlambatan "
        "dikenai kompensasi {{ tarif }} setiap hari kepada peserta atau ahli warisnya:",
        after=4,
    )
    paper.facts(
        [
            ("Yang terlambat dibayar", "{{ dasar_rp }}"),
            ("Terlambat", "{{ hari }} hari"),
            ("Kompensasi", "{{ kompensasi_rp }} ({{ kompensasi_rp_huruf }} rupiah)"),
        ],
        label=4.6,
    )
    paper.text("Kami mohon kompensasi itu dibayarkan ke rekening yang sama dengan manfaatnya.")
    paper.text("Atas perhatian Bapak/Ibu kami ucapkan terima kasih.", after=16)
    paper.signature(*_SIGNED)


def to_desa(paper: Setting) -> None:
    """A list says that they died: the desa is asked."""
    _begin(paper, matter="Kepastian tentang {{ jumlah }} peserta yang dilaporkan meninggal", enclosed="–")
    paper.line("Yth. Kepala Desa/Lurah {{ desa }}", after=0)
    paper.line("Kecamatan {{ kecamatan }}", after=12)
    paper.text(
        "Menurut {{ sumber }}, {{ jumlah }} ({{ jumlah_huruf }}) peserta BPJS Ketenagakerjaan dari desa Saudara telah "
        "meninggal dunia. Mohon setiap nama dipastikan paling lambat {{ dijawab_sebelum }}:"
    )
    paper.list(
        of="orang",
        columns=[
            ("Nama", 4.2, "{{ baris.nama }}"),
            ("Lahir", 1.5, "{{ baris.lahir }}"),
            ("Alamat", 3.6, "{{ baris.alamat }}"),
            ("KPJ", 2.5, "{{ baris.kpj }}"),
            ("Meninggal menurut daftar", 2.6, "{{ baris.meninggal }}"),
            ("Menurut desa", 2.1, ""),
        ],
        before=8,
    )
    paper.text(
        "Di kolom terakhir mohon ditulis: benar dan tanggalnya, atau masih hidup. Untuk yang benar meninggal mohon "
        "dilampirkan surat kematian, serta nama dan nomor HP ahli warisnya, agar haknya segera diurus."
    )
    paper.text(
        "Sebelum ada jawaban, kepesertaan nama-nama di atas kami tahan dan tidak kami akhiri.",
        after=16,
    )
    paper.signature(*_SIGNED)
    paper.line("Yang menjawab: (…………………………………)", before=20, align=CENTRE)


SETTERS: Mapping[str, Callable[[Setting], None]] = {
    "pengantar_klaim": to_insurer,
    "keberatan_klaim": to_inspector,
    "kompensasi_klaim": compensation,
    "konfirmasi_kematian": to_desa,
}


def _begin(paper: Setting, *, matter: str, enclosed: str) -> None:
    paper.head()
    paper.line("{{ tempat }}, {{ tanggal }}", align=RIGHT)
    paper.facts(
        [("Nomor", "{{ nomor }}"), ("Sifat", "Segera"), ("Lampiran", enclosed), ("Hal", matter)],
        label=2.2,
    )


def _put_claim(paper: Setting) -> None:
    paper.facts(
        [
            ("Nama", "{{ nama }}"),
            ("KPJ", "{{ kpj }}"),
            ("Pekerjaan", "{{ pekerjaan }}"),
            ("Desa/kelurahan", "{{ desa }}"),
            ("Wadah", "{{ wadah }}, NPW {{ npw }}"),
            ("Kejadian", "{{ kejadian }}, {{ kejadian_tanggal }}"),
            ("Meninggal", "{{ meninggal_tanggal }}"),
            ("Dilaporkan ke dinas", "{{ dilaporkan_tanggal }}"),
            ("Kode klaim", "{{ kode }}"),
        ],
        label=3.8,
    )
