"""Papers of a claim as pages: the list, a scan from a phone, what is said of it, and what is printed."""

import io
import re
from datetime import date
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.claims.models import FamilyMember, Paper, Scholarship, ScholarshipYear
from payung.claims.papers import letters
from payung.claims.queries import claims, papers
from payung.claims.tests import cast
from payung.people import queries as people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path


@pytest.fixture
def claim():
    return cast.claim()


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def pdf_text(response):
    content = b"".join(response.streaming_content)
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def address(name, claim, *more):
    return reverse(f"claims:{name}", args=[claim.pk, *more])


def photograph(*, name="foto.jpg", colour="red"):
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "Rumah Sari"
    Image.new("RGB", (60, 40), colour).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def sent(claim, browser, *, asked="jenis=death_certificate", scan=None, key=None):
    words = {"request_key": str(key or uuid4()), "scan": scan or photograph()}
    return browser.post(f"{address('paper_new', claim)}?{asked}", words)


def member(claim, name, relation, **facts):
    return FamilyMember.objects.create(
        claim=claim, name=name, relation=relation, made_by="user:1", made_at=cast.NOW, **facts
    )


def brought(claim):
    assert sent(claim, signed_in(Role.OPERATOR)).status_code == 302
    return Paper.objects.latest("id")


def kept(tmp_path):
    return list(tmp_path.glob("kept/*"))


class TestList:
    def test_says_first_how_many_are_missing_and_from_whom(self, claim):
        page = text(signed_in(Role.OPERATOR).get(address("papers", claim)))
        assert "Masih kurang 7 dari 7 berkas" in page
        assert "Akta atau surat kematian" in page
        assert "Dukcapil menerbitkan akta" in page
        assert "jenis=death_certificate" in page

    def test_counts_what_waits_and_what_does(self, claim):
        paper = brought(claim)
        browser = signed_in(Role.OPERATOR)
        assert "Masih kurang 6 dari 7 berkas, 1 menunggu diperiksa" in text(browser.get(address("papers", claim)))
        browser.post(address("paper_accept", claim, paper.pk))
        assert "Masih kurang 6 dari 7 berkas" in text(browser.get(address("papers", claim)))
        paper.refresh_from_db()
        assert (paper.seen_by != "", paper.returned_because) == (True, "")

    def test_can_be_searched_sieved_and_taken_as_excel(self, claim):
        browser = signed_in(Role.HEAD)
        page = text(browser.get(address("papers", claim), {"cari": "dukcapil", "keadaan": "kurang", "urut": "keadaan"}))
        assert "Kartu Keluarga" in page
        assert "Halaman depan buku tabungan" not in page
        assert "Tidak ada berkas yang cocok" in text(browser.get(address("papers", claim), {"cari": "zzz"}))
        assert b"".join(browser.get(address("papers", claim), {"excel": 1})).startswith(b"PK")

    def test_offers_an_inspector_nothing_to_bring(self, claim):
        page = text(signed_in(Role.INSPECTOR).get(address("papers", claim)))
        assert "Unggah" not in page
        assert "Cetak formulir" not in page

    def test_is_not_of_another_desa(self, claim):
        assert signed_in(Role.DESA_OFFICER, scope="63.02.01.2001").get(address("papers", claim)).status_code == 404


class TestCounts:
    def test_of_many_claims_ask_no_more_of_the_database(self, django_assert_max_num_queries):
        made = [cast.claim(of=one) for one in cast.insured(3)]
        for one in made:
            member(one, "Mina", "spouse", marriage_registered=True)
        with CaptureQueriesContext(connection) as alone:
            papers.counts(claim_ids=[made[0].pk])
        with django_assert_max_num_queries(len(alone)):
            found = papers.counts(claim_ids=[one.pk for one in made])
        assert {count.needed for count in found.values()} == {8}  # the seven, and her marriage book
        assert len(papers.missing(claim_id=made[0].pk)) == 8


class TestBringing:
    def test_from_a_phone_keeps_the_picture_without_what_the_camera_wrote(self, claim, tmp_path):
        assert sent(claim, signed_in(Role.DESA_OFFICER, scope=cast.RAMPA)).status_code == 302
        paper = Paper.objects.get()
        assert (paper.kind, paper.media_type, paper.seen_at) == ("death_certificate", "image/jpeg", None)
        shown = signed_in(Role.OPERATOR).get(address("paper_scan", claim, paper.pk))
        content = b"".join(shown.streaming_content)
        assert (len(content), b"Rumah Sari" in content) == (paper.bytes_count, False)
        assert [content[:20] in path.read_bytes() for path in kept(tmp_path)] == [False]

    def test_twice_or_the_same_picture_again_is_once(self, claim, tmp_path):
        browser, key = signed_in(Role.OPERATOR), uuid4()
        for again in (key, key, uuid4()):
            assert sent(claim, browser, key=again).status_code == 302
        assert (Paper.objects.count(), len(kept(tmp_path))) == (1, 1)
        assert Event.objects.filter(act="claims.bring_paper").count() == 1

    def test_of_what_is_no_paper_is_refused_in_a_sentence_and_leaves_nothing(self, claim, tmp_path):
        page = sent(claim, signed_in(Role.OPERATOR), scan=SimpleUploadedFile("kk.jpg", b"MZ" + b"\x00" * 100))
        assert page.status_code == 409
        assert "Isinya bukan foto JPEG, PNG atau PDF. Foto lagi kertasnya" in text(page)
        assert (Paper.objects.count(), kept(tmp_path)) == (0, [])

    def test_the_scan_that_was_returned_is_refused_with_why(self, claim, tmp_path):
        paper, browser = brought(claim), signed_in(Role.OPERATOR)
        browser.post(address("paper_return", claim, paper.pk), {"because": "Fotonya buram.", "request_key": uuid4()})
        page = sent(claim, browser)
        assert (page.status_code, "dikembalikan: Fotonya buram." in text(page)) == (409, True)
        assert len(kept(tmp_path)) == 1
        assert sent(claim, browser, scan=photograph(colour="blue")).status_code == 302

    def test_asks_for_the_file_where_none_is_chosen(self, claim):
        page = signed_in(Role.OPERATOR).post(
            f"{address('paper_new', claim)}?jenis=death_certificate", {"request_key": uuid4()}
        )
        assert (page.status_code, "Foto kertasnya atau pilih berkasnya" in text(page)) == (422, True)

    def test_another_paper_names_its_kind(self, claim):
        words = {"request_key": uuid4(), "scan": photograph(), "jenis": "insurer_letter"}
        assert signed_in(Role.OPERATOR).post(address("paper_new", claim), words).status_code == 302
        assert Paper.objects.get().kind == "insurer_letter"


class TestLooking:
    def test_at_a_picture_is_shown_sealed_off_and_recorded(self, claim):
        paper = brought(claim)
        shown = signed_in(Role.INSPECTOR).get(address("paper_scan", claim, paper.pk))
        assert shown.headers["Content-Type"] == "image/jpeg"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox, ")
        assert shown.headers["Content-Disposition"].startswith("inline")
        assert "no-store" in shown.headers["Cache-Control"]
        assert b"".join(shown.streaming_content)
        event = Event.objects.get(act="claims.open_paper")
        assert f'"paper":"{paper.kind}"' in event.facts.replace(" ", "")

    def test_at_a_pdf_takes_it_home(self, claim):
        paper = brought(claim)
        Paper.objects.filter(pk=paper.pk).update(media_type="application/pdf", file_name="akta.pdf")
        shown = signed_in(Role.OPERATOR).get(address("paper_scan", claim, paper.pk))
        assert shown.headers["Content-Disposition"].startswith("attachment")
        assert b"".join(shown.streaming_content)

    def test_at_one_of_another_claim_or_desa_is_nothing(self, claim):
        paper = brought(claim)
        elsewhere = signed_in(Role.DESA_OFFICER, scope="63.02.01.2001")
        assert elsewhere.get(address("paper_scan", claim, paper.pk)).status_code == 404
        other = reverse("claims:paper_scan", args=[claim.pk + 1, paper.pk])
        assert signed_in(Role.OPERATOR).get(other).status_code == 404
        assert not Event.objects.filter(act="claims.open_paper").exists()

    def test_returns_it_with_a_reason_that_the_family_reads(self, claim):
        paper, browser = brought(claim), signed_in(Role.OPERATOR)
        for _ in range(2):
            words = {"because": "Nama tidak terbaca.", "request_key": uuid4()}
            assert browser.post(address("paper_return", claim, paper.pk), words).status_code == 302
        assert Event.objects.filter(act="claims.return_paper").count() == 1
        assert "Nama tidak terbaca." in text(browser.get(address("papers", claim)))
        assert "dikembalikan: Nama tidak terbaca." in pdf_text(browser.get(address("papers_missing", claim)))

    def test_takes_no_reason_that_holds_a_nik(self, claim):
        paper = brought(claim)
        words = {"because": "NIK 6302064101900001 berbeda", "request_key": uuid4()}
        page = signed_in(Role.OPERATOR).post(address("paper_return", claim, paper.pk), words)
        assert (page.status_code, Paper.objects.get().seen_at) == (409, None)

    def test_is_not_for_a_desa(self, claim):
        paper = brought(claim)
        desa = signed_in(Role.DESA_OFFICER, scope=cast.RAMPA)
        assert desa.post(address("paper_accept", claim, paper.pk)).status_code == 403


class TestPrinted:
    def test_sheet_of_missing_papers_names_each_with_its_issuer_and_no_number_of_anybody(self, claim):
        brought(claim)
        sheet = pdf_text(signed_in(Role.DESA_OFFICER, scope=cast.RAMPA).get(address("papers_missing", claim)))
        assert "Masih kurang 6 berkas" in sheet
        assert "Surat keterangan ahli waris" in sheet
        assert "Akta atau surat kematian" not in sheet  # it waits for a look: it is with us
        assert claim.code in sheet
        assert not re.search(r"\d{16}", sheet)

    @pytest.mark.parametrize(
        "form, title",
        [
            ("formulir_kk1", "Formulir 3 KK 1"),
            ("formulir_kk2", "Formulir 3a KK 2"),
            ("permohonan_jkm", "PERMOHONAN MANFAAT JAMINAN KEMATIAN"),
            ("pernyataan_ahli_waris", "SURAT PERNYATAAN AHLI WARIS"),
        ],
    )
    def test_form_holds_the_nik_and_is_recorded_without_it(self, claim, form, title):
        nik = people.niks(kabupaten=cast.KABUPATEN, person_ids=[claim.person_id])[claim.person_id]
        printed = pdf_text(signed_in(Role.OPERATOR).post(address("paper_form", claim, form)))
        assert title in printed
        assert nik in printed
        assert "....." in printed
        event = Event.objects.get(act="claims.print_form")
        assert (form in event.facts, nik in event.facts) == (True, False)

    def test_form_of_a_scholarship_names_child_guardian_and_year(self, claim):
        child = member(claim, "Adi Saputra", "child", birth_date=date(2015, 3, 1), guardian_name="Mina")
        path = Scholarship.objects.create(
            claim=claim, child=child, level="SD", years_left=3, made_by="user:1", made_at=cast.NOW
        )
        for number, state in ((1, "paid"), (2, "owed")):
            ScholarshipYear.objects.create(
                scholarship=path,
                number=number,
                due_date=date(2026 + number, 7, 1),
                level="SD",
                amount_rp=1_500_000,
                state=state,
            )
        browser = signed_in(Role.OPERATOR)
        page = text(browser.get(address("papers", claim), {"untuk": "scholarship"}))
        assert "Rapor atau kartu hasil studi: Adi Saputra, 2028" in page
        form = address("paper_form", claim, "formulir_beasiswa")
        printed = pdf_text(browser.post(form, {"tentang": child.pk}))
        assert "Adi Saputra" in printed
        assert "1 Maret 2015" in printed
        assert "tahun ke-2 (2028)" in printed
        assert "(Mina)" in printed
        assert browser.post(form, {"tentang": child.pk + 1}).status_code == 404

    def test_form_of_heirs_names_them_and_who_is_paid(self, claim):
        member(claim, "Mina", "spouse", marriage_registered=True, receives=True)
        member(claim, "Adi Saputra", "child", birth_date=date(2015, 3, 1), acknowledged=True)
        printed = pdf_text(signed_in(Role.OPERATOR).post(address("paper_form", claim, "pernyataan_ahli_waris")))
        assert "1. Mina" in printed
        assert "2. Adi Saputra" in printed
        assert "Kami menunjuk Mina untuk mengurus" in printed

    def test_form_is_not_for_an_inspector_nor_by_a_link(self, claim):
        assert signed_in(Role.INSPECTOR).post(address("paper_form", claim, "formulir_kk1")).status_code == 403
        assert signed_in(Role.OPERATOR).get(address("paper_form", claim, "formulir_kk1")).status_code == 405
        assert signed_in(Role.OPERATOR).post(address("paper_form", claim, "formulir_lain")).status_code == 404
        assert not Event.objects.filter(act="claims.print_form").exists()


def letter_text(data):
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


class TestLetters:
    def test_to_bpjs_name_what_was_found_good_and_no_nik(self, claim):
        paper, browser = brought(claim), signed_in(Role.OPERATOR)
        browser.post(address("paper_accept", claim, paper.pk))
        assert "Pengantar klaim ke BPJS" in text(browser.get(address("paper_letters", claim)))
        said = letter_text(browser.get(address("paper_letter", claim, "pengantar_klaim")).content)
        assert "Akta atau surat kematian" in said
        assert "Kartu Keluarga" not in said  # nobody has brought it
        assert claim.code in said
        assert not re.search(r"\d{16}", said)

    def test_to_the_inspector_are_of_work_accidents_only(self, claim):
        assert signed_in(Role.OPERATOR).get(address("paper_letter", claim, "keberatan_klaim")).status_code == 404

    def test_of_compensation_say_days_share_and_sum_as_told(self, claim):
        late = letters.Late(
            pay_by=date(2027, 6, 1),
            paid_on=None,
            days=12,
            base_rp=42_000_000,
            share="1 %",
            compensation_rp=5_040_000,
            source="PP 44/2015 Pasal 40 ayat (4)",
        )
        facts = claims.one(claim_id=claim.pk, actor=cast.RINA)
        said = letter_text(letters.letter_of_compensation(claim=facts, late=late, today=cast.TODAY))
        assert "Sampai hari ini pembayaran belum diterima, terlambat 12 (dua belas) hari" in said
        assert "Rp5.040.000 (lima juta empat puluh ribu rupiah)" in said

    def test_to_a_desa_ask_of_each_by_year_of_birth(self):
        who = letters.AskedOfDesa(name="Sari", birth_year=1980, address="Dusun 1", kpj="26000000001", died_on=None)
        said = letter_text(
            letters.letter_to_desa(
                desa="Rampa",
                kecamatan="Pulau Laut Utara",
                source="daftar kematian Dukcapil Mei 2027",
                answer_by=date(2027, 6, 7),
                people=[who],
                today=cast.TODAY,
            )
        )
        assert "1 (satu) peserta" in said
        assert "1980 Dusun 1 26000000001" in said
        assert "7 Juni 2027" in said
