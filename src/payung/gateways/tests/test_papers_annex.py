"""The annex: every line once and as written, every page counted, and the end says what the whole is."""

import io
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from payung.gateways.papers import type as letters
from payung.gateways.papers.annex import CountDiffers, write_annex
from payung.gateways.papers.annex_lines import AnnexHead, AnnexLine, AuditHead, StruckLine, annex_hash
from payung.gateways.papers.type import BOLD, REGULAR, fitted, shown, text_width, wrapped
from payung.gateways.tests.printed import pages, words

NIK = "6302065201800003"
HEAD = AnnexHead(
    title="DAFTAR PENERIMA BANTUAN IURAN",
    about="Penetapan Pekerja Rentan Penerima Bantuan Iuran Tahun 2027",
    signer="Bupati Kotabaru",
    signer_name="Nama Bupati",
    place="Kotabaru",
    number="100.3.3.2/123/KUM/2026",
    day=date(2026, 12, 20),
    audit=AuditHead(number=1204, sha256="ab" * 32, day=date(2026, 12, 19)),
)
SARI = AnnexLine(
    number=1,
    name="Sari Wulandari",
    nik=NIK,
    sex="P",
    birth_date=date(1980, 1, 12),
    desa="Rampa",
    kecamatan="Pulau Sebuku",
    occupation="Nelayan",
    fund="APBD",
    months=12,
    address="RT 02",
)


def many(count, *, desas=1):
    return [
        replace(SARI, number=at + 1, name=f"Orang {at + 1}", desa=f"Desa {at * desas // count}") for at in range(count)
    ]


def annex(lines, head=HEAD, **wishes):
    out = io.BytesIO()
    write_annex(out=out, head=head, lines=lines, **wishes)
    return out.getvalue()


def texts(lines, head=HEAD, **wishes):
    return [words(page) for page in pages(annex(lines, head, **wishes))]


class TestWriteAnnex:
    def test_writes_every_line_once_and_counts_every_page(self):
        read = texts(many(230, desas=9))
        assert [f"halaman {at} dari {len(read)}" in text for at, text in enumerate(read, start=1)] == [True] * len(read)
        for number in range(1, 231):
            assert sum(f"\n{number} Orang {number} 6302•• •••••• •••• " in text for text in read) == 1

    def test_repeats_the_heading_and_names_the_desa_on_every_page(self):
        read = texts(many(120))
        assert all("No. Nama NIK L/P" in text and "Pulau Sebuku · Desa 0" in text for text in read)
        assert [text.count("(lanjutan)") for text in read] == [0, *[1] * (len(read) - 1)]

    def test_keeps_the_name_of_a_desa_with_its_first_line_and_both_above_the_margin(self):
        for before in range(20, 40):
            for page in pages(annex([*many(before), replace(SARI, number=before + 1, desa="Baru")])):
                text = words(page)
                at = text.find("· Baru\n")
                assert at < 0 or text[at:].splitlines()[1].startswith(f"{before + 1} Sari")
                assert all(item.text.startswith("halaman") or item.text.isdigit() for item in page if item.y < 44)

    def test_ends_with_count_hash_audit_head_and_signer(self):
        lines = many(102)
        last = texts(lines)[-1]
        assert "Lampiran ini memuat 102 (seratus dua) orang." in last
        assert annex_hash(lines) in last
        assert "Kepala jejak audit nomor 1.204, 19 Desember 2026:" in last
        assert "ab" * 32 in last
        assert "BUPATI KOTABARU," in last
        assert "NAMA BUPATI" in last

    @pytest.mark.parametrize("count", range(1, 60))
    def test_never_writes_below_the_margin_however_many_lines(self, count):
        for page in pages(annex(many(count))):
            foot = [item for item in page if item.y < 44]
            assert {item.text.split()[0] for item in foot} <= {"halaman", str(len(pages(annex(many(count)))))}

    def test_writes_an_annex_of_nobody(self):
        assert "memuat 0 (nol) orang" in texts([])[0]

    def test_shows_region_digits_only_unless_asked(self):
        assert NIK not in "".join(texts([SARI]))
        assert NIK in texts([SARI], with_nik=True)[0]

    def test_prints_the_same_hash_with_and_without_nik(self):
        assert annex_hash([SARI]) in texts([SARI])[-1]
        assert annex_hash([SARI]) in texts([SARI], with_nik=True)[-1]

    @pytest.mark.parametrize("name", ["<b>Siti</b> & Co", "O’Brien (Alm)", "Nuñez é •", "A\\B (C", "%d {x}", "Ñ" * 9])
    def test_writes_a_name_as_it_is(self, name):
        assert name in texts([replace(SARI, name=name)])[0]

    def test_shows_what_the_font_lacks_and_says_so(self):
        read = texts([replace(SARI, name="Mei 李 ōno\u200b")])[0]
        assert "Mei ◊ ono" in read
        assert "Tanda ◊ menggantikan" in read
        assert "Tanda ◊" not in texts([SARI])[0]

    def test_gives_a_dash_for_what_is_not_known(self):
        nobody = replace(
            SARI, name="", nik=None, sex=None, birth_date=None, desa="", occupation="", fund="", months=None, address=""
        )
        assert "\n1 – – – – – – Pulau Sebuku – – –" in texts([nobody])[0]

    @pytest.mark.parametrize(
        "long", ["Muhammad " * 9, "M" * 300, "i" * 300, "Siti Aminah binti Haji Abdurrahman Siddiq"]
    )
    def test_lets_no_text_reach_the_next_column(self, long):
        line = replace(SARI, name=long, desa=long, kecamatan=long, occupation=long, fund=long, address=long)
        page = pages(annex([line], with_nik=True))[0]
        at = next(item.y for item in page if item.text == "1")
        row = [item for item in page if abs(item.y - at) < 6]
        starts = sorted({item.x for item in row})
        for item in row:
            following = [x for x in starts if x > item.x + 1]
            assert not following or item.x + text_width(item.text, font=REGULAR) * item.size < following[0]
        assert "…" in words(row) or len(long) < 80

    def test_shows_a_long_name_whole_on_two_small_lines(self):
        name = "H. Muhammad Nur Ramadhansyah Al-Banjari bin Abdurrahman"
        read = texts([replace(SARI, name=name)])[0]
        assert "…" not in read
        assert all(word in read for word in name.split())

    def test_says_draft_on_every_page_until_number_and_day_are_there(self):
        for head in (replace(HEAD, number=None), replace(HEAD, day=None)):
            assert all("RANCANGAN" in text for text in texts(many(90), head))
        assert "RANCANGAN" not in "".join(texts(many(90)))

    def test_keeps_its_first_page_whatever_the_decree_is_about(self):
        read = texts([SARI], replace(HEAD, about="Penetapan " * 400, title="DAFTAR " * 400))
        assert "\n1 Sari Wulandari 6302" in read[0]
        assert "Penetapan …" in read[0]

    def test_refuses_a_count_that_differs_and_writes_nothing(self):
        out = io.BytesIO()
        with pytest.raises(CountDiffers):
            write_annex(out=out, head=HEAD, lines=many(3), count=4)
        assert out.getvalue() == b""

    def test_keeps_nothing_of_a_paper_that_failed_or_is_done(self):
        annex([SARI])
        with pytest.raises(CountDiffers):
            annex([SARI], count=2)
        assert not [name for name in (REGULAR, BOLD) if pdfmetrics.getFont(name).state]
        assert letters.fitted.cache_info().currsize == 0

    def test_gives_the_same_bytes_in_another_process(self):
        lines = (
            "import hashlib, payung.gateways.tests.test_papers_annex as t\n"
            "print(hashlib.sha256(t.annex(t.many(70, desas=3), t.replace(t.HEAD, number=None))).hexdigest())"
        )
        runs = [
            subprocess.run(
                [sys.executable, "-c", lines],
                capture_output=True,
                text=True,
                env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            ).stdout
            for path in ["src"]
            for seed in ("1", "2")
        ]
        assert runs[0] == runs[1]
        assert len(runs[0]) == 65


GONE = StruckLine(
    number=7,
    decree="100.3.3.2/123/KUM/2026",
    name="Masturi",
    nik="6302060101700003",
    desa="Rampa",
    kecamatan="Pulau Sebuku",
    last_month=date(2027, 3, 1),
    because="Meninggal dunia",
    replaced_by="Sari Wulandari",
)


class TestStruck:
    def test_are_named_with_their_number_their_reason_and_who_comes(self):
        text = "".join(texts([SARI], struck=[GONE]))
        for said in ("DICORET DARI LAMPIRAN", "Masturi", "Maret 2027", "Meninggal dunia", "Sari Wulandari"):
            assert said in text
        assert "memuat 1 (satu) orang dan mencoret 1 (satu) orang." in text

    def test_show_no_nik_unless_asked(self):
        assert "6302060101700003" not in "".join(texts([SARI], struck=[GONE]))
        assert "6302060101700003" in "".join(texts([SARI], struck=[GONE], with_nik=True))

    def test_go_on_on_the_next_page_under_their_headings(self):
        found = texts([SARI], struck=[replace(GONE, number=at) for at in range(1, 60)])
        assert "(lanjutan)" in found[1]
        assert sum(text.count("Masturi") for text in found) == 59

    @pytest.mark.parametrize(
        "change",
        [
            {"number": 8}, {"decree": "X"}, {"name": "X"}, {"nik": None}, {"desa": "X"}, {"kecamatan": "X"},
            {"last_month": None}, {"because": "X"}, {"replaced_by": ""},
        ],
        ids=str,
    )  # fmt: skip
    def test_change_the_hash_with_every_field(self, change):
        assert annex_hash([SARI], [replace(GONE, **change)]) != annex_hash([SARI], [GONE])


class TestAnnexHash:
    @pytest.mark.parametrize(
        "change",
        [
            {"number": 2}, {"name": "Sari"}, {"nik": "6302065201800004"}, {"nik": None}, {"sex": "L"}, {"sex": None},
            {"birth_date": None}, {"desa": "X"}, {"kecamatan": "X"}, {"occupation": "X"}, {"fund": "CSR"},
            {"months": 11}, {"months": None}, {"address": ""},
        ],
        ids=str,
    )  # fmt: skip
    def test_changes_with_every_field(self, change):
        assert annex_hash([replace(SARI, **change)]) != annex_hash([SARI])

    def test_knows_order_and_where_a_field_ends(self):
        other = replace(SARI, number=2)
        assert annex_hash([SARI, other]) != annex_hash([other, SARI])
        assert annex_hash([replace(SARI, desa='A","B')]) != annex_hash([replace(SARI, desa="A", kecamatan="B")])

    def test_is_one_however_the_letters_are_composed(self):
        composed = replace(SARI, name="Nuñez")
        assert annex_hash([composed]) == annex_hash([replace(SARI, name=unicodedata.normalize("NFD", "Nuñez"))])

    def test_stays_what_has_been_printed(self):
        """Changing what is hashed makes signed papers unverifiable: then FORM must change too."""
        assert annex_hash([SARI]) == "1b4e80502cceef045b19012c5a871048c2fdb53f49df587de4990c89f2608f62"


class TestFitted:
    @settings(max_examples=300)
    @given(st.text(max_size=80), st.floats(10, 200))
    def test_is_never_wider_than_its_column(self, text, width):
        fit = fitted(text, font=REGULAR, size=7, width=width)
        assert fit.width <= width + 1e-6

    @given(st.text(max_size=60))
    def test_shows_only_letters_that_every_font_has(self, text):
        assert all(ord(letter) in letters._glyphs() for letter in shown(text))

    @given(st.text(alphabet="ab cdefghij", max_size=200))
    def test_wraps_without_losing_a_letter(self, text):
        lines = wrapped(text, font=REGULAR, size=9, width=60)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(text_width(line, font=REGULAR) * 9 <= 60 for line in lines)
