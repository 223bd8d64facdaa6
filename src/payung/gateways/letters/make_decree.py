"""The text of the decree by name and the cover of its annex, as drafts for the office and its legal bureau.

Source of the considerations and laws: domain/law.md §1.1 and §1.2. Local regulations (perda, perbup, APBD) are the
office's own and come as the list `dasar_daerah`. An Inpres is no regulation: it stands under Memperhatikan.
"""

from payung.gateways.letters.paper import CENTRE, Paper

_CONSIDERING = (
    (
        "bahwa pekerja rentan menghadapi risiko kecelakaan kerja dan kematian yang dapat menjatuhkan keluarganya ke dalam "
        "kemiskinan, sehingga perlu dilindungi dengan program jaminan sosial ketenagakerjaan;"
    ),
    (
        "bahwa nama-nama dalam lampiran keputusan ini telah dipadankan dengan data kependudukan dan data kepesertaan, "
        "memenuhi syarat, dipilih menurut urutan dan tempat yang tersedia, dan telah diumumkan;"
    ),
    (
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan Keputusan Bupati "
        "tentang {{ tentang }};"
    ),
)
_LAWS = (
    "Undang-Undang Nomor 40 Tahun 2004 tentang Sistem Jaminan Sosial Nasional;",
    "Undang-Undang Nomor 24 Tahun 2011 tentang Badan Penyelenggara Jaminan Sosial;",
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;",
    (
        "Peraturan Pemerintah Nomor 44 Tahun 2015 tentang Penyelenggaraan Program Jaminan Kecelakaan Kerja dan Jaminan "
        "Kematian, sebagaimana telah beberapa kali diubah, terakhir dengan Peraturan Pemerintah Nomor 49 Tahun 2023;"
    ),
    (
        "Peraturan Menteri Ketenagakerjaan Nomor 5 Tahun 2021 tentang Tata Cara Penyelenggaraan Program Jaminan Kecelakaan "
        "Kerja, Jaminan Kematian, dan Jaminan Hari Tua, sebagaimana telah diubah dengan Peraturan Menteri Ketenagakerjaan "
        "Nomor 1 Tahun 2025;"
    ),
)
_NOTED = (
    "Instruksi Presiden Nomor 2 Tahun 2021 tentang Optimalisasi Pelaksanaan Program Jaminan Sosial Ketenagakerjaan;",
    "Perjanjian kerja sama dengan BPJS Ketenagakerjaan Nomor {{ pks_nomor }}.",
)
_ORDERS = (
    (
        "KESATU",
        (
            "Menetapkan {{ jumlah }} ({{ jumlah_huruf }}) orang pekerja rentan sebagaimana tercantum dalam lampiran, yang "
            "merupakan bagian tidak terpisahkan dari keputusan ini, sebagai penerima bantuan iuran {{ program }} tahun "
            "{{ tahun }}."
        ),
    ),
    (
        "KEDUA",
        (
            "Bantuan iuran sebagaimana dimaksud dalam Diktum KESATU meliputi Jaminan Kecelakaan Kerja (JKK) dan Jaminan "
            "Kematian (JKM) untuk {{ orang_bulan }} orang-bulan, direncanakan {{ mulai }} sampai dengan {{ sampai }}. "
            "Perlindungan dimulai pada saat BPJS Ketenagakerjaan menerima iuran pertama."
        ),
    ),
    (
        "KETIGA",
        (
            "Biaya sebesar {{ jumlah_rp }} ({{ jumlah_rp_huruf }} rupiah) dibebankan pada sumber dana sebagaimana tercantum "
            "dalam tabel pada keputusan ini."
        ),
    ),
    (
        "KEEMPAT",
        (
            "Peserta yang meninggal, pindah, menjadi pekerja penerima upah, atau tidak lagi memenuhi syarat dihentikan "
            "pembayarannya dan diganti menurut urutan daftar cadangan, dengan perubahan keputusan ini atau dengan berita "
            "acara sepanjang diatur dalam perjanjian kerja sama dengan BPJS Ketenagakerjaan."
        ),
    ),
    (
        "KELIMA",
        (
            "{{ kantor }} melaksanakan keputusan ini, memverifikasi peserta sebelum setiap pembayaran, dan melaporkan "
            "pelaksanaannya kepada Bupati."
        ),
    ),
    (
        "KEENAM",
        (
            "Keputusan ini mulai berlaku pada tanggal ditetapkan, dengan ketentuan apabila di kemudian hari terdapat "
            "kekeliruan akan diperbaiki sebagaimana mestinya."
        ),
    ),
)
_SIGNED = (
    "Ditetapkan di {{ tempat }}",
    "pada tanggal {{ tanggal }}",
    "{{ bupati|upper }},",
    "",
    "",
    "",
    "{{ nama_bupati|upper }}",
)


def decree(paper: Paper) -> None:
    """The draft: head, considerations, laws, orders, table of funds, signature."""
    _put_title(paper)
    _put_grounds(paper)
    paper.line("MEMUTUSKAN:", bold=True, align=CENTRE, before=6)
    paper.facts([("Menetapkan", "KEPUTUSAN {{ bupati|upper }} TENTANG {{ tentang|upper }}.")])
    paper.facts(_ORDERS)
    _put_funds(paper)
    paper.signature(*_SIGNED)
    paper.line("Lampiran: {{ jumlah }} nama, SHA-256 daftar {{ sha256 }}", size=8, before=10)


def annex_cover(paper: Paper) -> None:
    """The leaf before the annex: which decree, how many, how much from where."""
    paper.gap(60)
    paper.line("LAMPIRAN", size=20, bold=True, align=CENTRE, after=2)
    paper.line("KEPUTUSAN {{ bupati|upper }}", size=15, bold=True, align=CENTRE, after=2)
    paper.line("NOMOR {{ nomor }}", size=13, align=CENTRE, after=2)
    paper.line("TANGGAL {{ tanggal }}", size=13, align=CENTRE, after=18)
    paper.line("TENTANG", size=12, align=CENTRE, after=6)
    paper.line("{{ tentang|upper }}", size=13, bold=True, align=CENTRE, after=40)
    paper.facts(
        [
            ("Jumlah orang", "{{ jumlah }} ({{ jumlah_huruf }})"),
            ("Orang-bulan", "{{ orang_bulan }}"),
            ("Biaya", "{{ jumlah_rp }} ({{ jumlah_rp_huruf }} rupiah)"),
        ]
    )
    _put_funds(paper)
    paper.line("SHA-256 daftar nama: {{ sha256 }}", size=8.5)
    paper.line("{{ pemerintah|upper }}", size=13, bold=True, align=CENTRE, before=60)


def _put_title(paper: Paper) -> None:
    paper.line("{{ bupati|upper }}", size=14, bold=True, align=CENTRE, after=10, before=6)
    paper.line("KEPUTUSAN {{ bupati|upper }}", size=12, align=CENTRE, after=0)
    paper.line("NOMOR {{ nomor }}", size=12, align=CENTRE, after=8)
    paper.line("TENTANG", size=12, align=CENTRE, after=8)
    paper.line("{{ tentang|upper }}", size=12, bold=True, align=CENTRE, after=10)
    paper.line("{{ bupati|upper }},", size=12, align=CENTRE, after=10)


def _put_grounds(paper: Paper) -> None:
    paper.line("Menimbang:", after=2)
    paper.points([(f"{letter}.", text) for letter, text in zip("abc", _CONSIDERING, strict=True)])
    paper.line("Mengingat:", after=2)
    paper.points([(f"{number}.", text) for number, text in enumerate(_LAWS, start=1)])
    paper.looped_points(of="dasar_daerah", row="butir", number="{{ butir.nomor }}.", text="{{ butir.judul }};")
    paper.line("Memperhatikan:", after=2)
    paper.points([(f"{number}.", text) for number, text in enumerate(_NOTED, start=1)])


def _put_funds(paper: Paper) -> None:
    paper.list(
        of="dana",
        columns=[
            ("Sumber dana", 6.5, "{{ baris.nama }}"),
            ("Orang", 2.6, "{{ baris.orang }}"),
            ("Orang-bulan", 3.0, "{{ baris.orang_bulan }}"),
            ("Jumlah", 4.4, "{{ baris.jumlah_rp }}"),
        ],
        right=(1, 2, 3),
        last=("Seluruhnya", "{{ jumlah }}", "{{ orang_bulan }}", "{{ jumlah_rp }}"),
    )
