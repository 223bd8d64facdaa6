"""The public notice: each desa by itself, every name once, and nowhere a digit that is nobody's business."""

import io
from dataclasses import replace
from datetime import date

import pytest

from payung.gateways.papers.notice import NoticeDesa, NoticeHead, NoticeLine, write_notice
from payung.gateways.tests.printed import pages, words

HEAD = NoticeHead(
    office="Dinas Tenaga Kerja Kabupaten Kotabaru",
    title="Daftar sementara penerima bantuan iuran",
    programme="Daftar ini belum keputusan.",
    opens=date(2026, 11, 23),
    closes=date(2026, 12, 4),
    how=("Datang ke kantor desa pada jam kerja.",),
    signer="Kepala Dinas,",
)
SARI = NoticeLine(number=1, name="Sari Wulandari", dusun="RT 02 Dusun Sejahtera", receipt_tail="7QKM")


def desa(count, name="Rampa", **facts):
    lines = [replace(SARI, number=at, name=f"Orang {at}") for at in range(1, count + 1)]
    return NoticeDesa(desa=name, kecamatan="Pulau Sebuku", lines=lines, **facts)


def texts(*desas, head=HEAD):
    out = io.BytesIO()
    write_notice(out=out, head=head, desas=desas)
    return [words(page) for page in pages(out.getvalue())]


class TestWriteNotice:
    def test_counts_the_pages_of_each_desa_by_itself(self):
        read = texts(desa(60), desa(3, "Kotabaru Hulu", kind="Kelurahan"), desa(0, "Ujung"))
        assert [text.splitlines()[-1] for text in read] == [
            "halaman 1 dari 2 · Desa Rampa",
            "halaman 2 dari 2 · Desa Rampa",
            "halaman 1 dari 1 · Kelurahan Kotabaru Hulu",
            "halaman 1 dari 1 · Desa Ujung",
        ]

    @pytest.mark.parametrize("count", range(0, 80, 3))
    def test_names_everybody_once_and_tells_how_to_object(self, count):
        read = texts(desa(count))
        for number in range(1, count + 1):
            assert sum(f"\n{number} Orang {number} RT 02 Dusun Sejahtera … 7QKM\n" in text for text in read) == 1
        assert "Kecamatan Pulau Sebuku" in "".join(read[1:]) or len(read) == 1
        assert f"Jumlah: {count} (" in read[-1]
        assert "Sampaikan paling lambat 4" in read[-1]
        assert "Datang ke kantor desa" in read[-1]
        assert "Kepala Dinas," in read[-1]

    def test_says_where_nobody_is_named(self):
        assert "Tidak ada nama dari sini." in texts(desa(0))[0]

    @pytest.mark.parametrize(
        "slipped", ["6302065201800003", "6302 0652 0180 0003", "6302.0652.0180", "0812-3456-7890", "'6302065201800003"]
    )
    def test_shows_no_long_number_that_slipped_into_a_text(self, slipped):
        line = replace(SARI, name=f"Sari {slipped} W", dusun=f"Blok A {slipped}")
        read = texts(NoticeDesa(desa="Rampa", kecamatan="Pulau Sebuku", lines=[line]))[0]
        row = next(text for text in read.splitlines() if "Sari" in text)
        assert row.replace("'", "") == "1 Sari •••• W Blok A •••• … 7QKM"

    def test_refuses_more_of_a_receipt_than_its_end(self):
        out = io.BytesIO()
        with pytest.raises(ValueError, match="last four"):
            write_notice(
                out=out, head=HEAD,
                desas=[NoticeDesa(desa="Rampa", kecamatan="X", lines=[replace(SARI, receipt_tail="K7QKM")])],
            )  # fmt: skip
        assert out.getvalue() == b""

    def test_writes_names_as_they_are(self):
        line = replace(SARI, name="O’Brien <b>& (Ñ)")
        assert "O’Brien <b>& (Ñ)" in texts(NoticeDesa(desa="Rampa", kecamatan="X", lines=[line]))[0]
