"""Makes the templates that Payung brings along: `python -m payung.gateways.letters.make_templates`.

The .docx files are committed; a test holds them against this script. An office edits copies of them, never these.
"""

from collections.abc import Callable, Mapping

from payung.gateways.letters.make_claim import SETTERS as OF_CLAIMS
from payung.gateways.letters.make_decree import annex_cover, decree
from payung.gateways.letters.make_payment import SETTERS
from payung.gateways.letters.paper import CENTRE, RIGHT, Paper
from payung.gateways.letters.shipped import SHIPPED, ShippedLetter

_SIGNED = (
    "{{ tempat }}, {{ tanggal }}",
    "{{ penanda_tangan }},",
    "",
    "",
    "",
    "{{ nama_penanda_tangan }}",
    "NIP {{ nip_penanda_tangan }}",
)


def _matching_request(paper: Paper) -> None:
    paper.head()
    paper.line("{{ tempat }}, {{ tanggal }}", align=RIGHT)
    paper.facts(
        [
            ("Nomor", "{{ nomor }}"),
            ("Sifat", "Rahasia: memuat data pribadi"),
            ("Lampiran", "1 (satu) berkas"),
            ("Hal", "Permintaan pemadanan dengan {{ register }}"),
        ],
        label=2.2,
    )
    paper.line("Yth. {{ tujuan }}", after=0)
    paper.line("di {{ tujuan_tempat }}", after=12)
    paper.text(
        "Dalam rangka {{ program }} tahun {{ tahun }}, dan berdasarkan {{ dasar }}, kami mohon bantuan memadankan data "
        "{{ jumlah }} ({{ jumlah_huruf }}) orang dengan {{ register }}. Untuk setiap orang kami mohon keterangan:"
    )
    paper.looped_points(of="diminta", row="butir", number="{{ loop.index }}.", text="{{ butir.hal }}")
    paper.text("Daftar dikirim terpisah sebagai berkas dengan ciri berikut:", after=4)
    paper.facts(
        [
            ("Nama berkas", "{{ nama_berkas }}"),
            ("Jumlah orang", "{{ jumlah }}"),
            ("Kode permintaan", "{{ kode_permintaan }}"),
            ("SHA-256", "{{ sha256 }}"),
        ],
        label=3.2,
        size=9.5,
    )
    paper.text(
        "Jawaban kami harapkan paling lambat {{ dijawab_sebelum }}, dalam bentuk apa pun yang biasa Bapak/Ibu pakai; "
        "mohon kolom “Kunci Payung” di daftar kami dibiarkan agar setiap jawaban kembali ke orang yang tepat. "
        "Hasil pemadanan kami pakai selama {{ berlaku_hari }} hari sejak tanggal jawaban, hanya untuk keperluan di "
        "atas, dan kami jaga sesuai Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi."
    )
    paper.text("Atas bantuan Bapak/Ibu kami ucapkan terima kasih.", after=16)
    paper.signature(*_SIGNED[1:])


def _replacement_minutes(paper: Paper) -> None:
    paper.head()
    paper.line("BERITA ACARA PENGGANTIAN PESERTA", size=13, bold=True, align=CENTRE, after=0)
    paper.line("Nomor {{ nomor }}", align=CENTRE, after=12)
    paper.text(
        "Pada hari ini, {{ hari }}, bertempat di {{ tempat }}, telah dilakukan penggantian {{ jumlah }} "
        "({{ jumlah_huruf }}) peserta yang ditetapkan dengan Keputusan Nomor {{ keputusan_nomor }} tanggal "
        "{{ keputusan_tanggal }}, berdasarkan {{ dasar }}, sebagai berikut:"
    )
    paper.list(
        of="penggantian",
        columns=[
            ("No.", 1.1, "{{ baris.nomor }}"),
            ("Keluar", 3.5, "{{ baris.keluar }}"),
            ("Alasan", 3.0, "{{ baris.alasan }}"),
            ("Masuk", 3.5, "{{ baris.masuk }}"),
            ("Cadangan", 2.3, "{{ baris.cadangan }}"),
            ("Desa", 2.0, "{{ baris.desa }}"),
            ("Mulai", 1.8, "{{ baris.mulai }}"),
        ],
    )
    paper.text(
        "“No.” adalah nomor baris di lampiran keputusan; “Cadangan” adalah nomor urut di daftar cadangan. Pengganti "
        "diambil menurut urutan daftar cadangan. Berita acara ini dibuat untuk dipergunakan sebagaimana mestinya."
    )
    paper.signature(*_SIGNED)
    paper.line("Ikut menandatangani:", before=14, after=4)
    paper.list(
        of="saksi",
        columns=[
            ("No.", 1.1, "{{ loop.index }}"),
            ("Jabatan", 5.5, "{{ baris.jabatan }}"),
            ("Nama", 5.6, "{{ baris.nama }}"),
            ("Tanda tangan", 5.0, ""),
        ],
        before=16,
    )


def _notice_letter(paper: Paper) -> None:
    paper.head()
    paper.line("{{ tempat }}, {{ tanggal }}", align=RIGHT)
    paper.facts(
        [
            ("Nomor", "{{ nomor }}"),
            ("Lampiran", "1 (satu) daftar"),
            ("Hal", "Pengumuman daftar sementara {{ program }} tahun {{ tahun }}"),
        ],
        label=2.2,
    )
    paper.line("Yth. Kepala {{ desa }}", after=0)
    paper.line("Kecamatan {{ kecamatan }}", after=12)
    paper.text(
        "Bersama ini kami sampaikan daftar sementara {{ program }} tahun {{ tahun }} dari {{ desa }}, berisi "
        "{{ jumlah }} ({{ jumlah_huruf }}) nama. Kami mohon daftar itu ditempel di tempat yang mudah dibaca warga "
        "sejak {{ dibuka }} sampai dengan {{ ditutup }}."
    )
    paper.text("Warga dapat menyampaikan sanggahan paling lambat {{ ditutup }}, dengan cara:", after=4)
    paper.looped_points(of="cara", row="butir", number="{{ loop.index }}.", text="{{ butir.kalimat }}")
    paper.text(
        "Sanggahan atas satu nama hanya menunda nama itu; nama lain tetap diproses. Mohon daftar dilepas setelah "
        "{{ ditutup }} dan tidak disebarkan dengan cara lain. Daftar tidak memuat NIK."
    )
    paper.text("Atas bantuan Saudara kami ucapkan terima kasih.", after=16)
    paper.signature(*_SIGNED[1:])


def _objection_answer(paper: Paper) -> None:
    paper.head()
    paper.line("{{ tempat }}, {{ tanggal }}", align=RIGHT)
    paper.facts(
        [
            ("Nomor", "{{ nomor }}"),
            ("Hal", "Jawaban atas sanggahan {{ sanggahan_kode }}"),
        ],
        label=2.2,
    )
    paper.line("Yth. {{ penyanggah }}", after=0)
    paper.line("{{ alamat_penyanggah }}", after=12)
    paper.text(
        "Terima kasih atas sanggahan Bapak/Ibu yang kami terima pada {{ sanggahan_tanggal }} tentang "
        "{{ tentang_nama }} dari {{ tentang_desa }}, yang isinya:"
    )
    paper.line("“{{ isi_sanggahan }}”")
    paper.text("Sanggahan itu telah kami periksa (berita acara nomor {{ berita_acara_nomor }}), dengan hasil:", after=4)
    paper.line("{{ putusan }}", bold=True)
    paper.text("Pertimbangan kami:", after=4)
    paper.looped_points(of="pertimbangan", row="butir", number="{{ loop.index }}.", text="{{ butir.kalimat }}")
    paper.text(
        "Bila ada hal baru yang belum kami ketahui, Bapak/Ibu dapat menyampaikannya lagi ke {{ kantor }} dengan "
        "menyebut kode sanggahan di atas.",
        after=16,
    )
    paper.signature(*_SIGNED[1:])


_MAKERS: Mapping[str, Callable[[Paper], None]] = {
    "permintaan_pemadanan": _matching_request,
    "sampul_lampiran": annex_cover,
    "keputusan": decree,
    "berita_acara_penggantian": _replacement_minutes,
    "pengumuman": _notice_letter,
    "jawaban_sanggahan": _objection_answer,
    **SETTERS,
    **OF_CLAIMS,
}


def made(letter: ShippedLetter) -> Paper:
    """The template, not yet on disk."""
    paper = Paper(title=letter.title)
    _MAKERS[letter.name](paper)
    return paper


def main() -> None:
    for letter in SHIPPED:
        letter.path.parent.mkdir(exist_ok=True)
        made(letter).document.save(str(letter.path))


if __name__ == "__main__":
    main()
