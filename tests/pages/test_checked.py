"""Reading a checked list: counts, heaps, findings, the marked workbook, and how much is asked of the database."""

import io
from urllib.parse import unquote

import openpyxl
import pytest

from pages.conftest import GOOD, SARI, SHORT_NIK, listed, run_waiting_jobs
from pages.dropping import drop, taken
from payung.intake import example
from payung.intake.models import Upload
from payung.intake.present.uploads import SLUGS


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def address(visitor) -> str:
    address = drop(visitor, listed(GOOD, SHORT_NIK)).headers["Location"]
    run_waiting_jobs()
    return address


def many(count: int) -> bytes:
    rows = [
        f"{6302064501800000 + number},Orang {number},05/01/1980,Semayap,raja hutan" for number in range(1, count + 1)
    ]
    return listed(*rows)


class TestChecked:
    def test_says_first_how_many_are_ready(self, visitor, address):
        assert "<h1>1 baris siap, 1 perlu diperbaiki</h1>" in text(visitor.get(address))

    def test_sums_findings_up_and_links_to_their_rows(self, visitor, address):
        page = text(visitor.get(address))
        assert "NIK bukan 16 angka" in page
        assert f'href="{address}/perlu-diperbaiki?masalah=NIK_LENGTH"' in page

    def test_tells_which_rows_were_skipped(self, visitor):
        address = drop(visitor, listed(GOOD, ",,,,", "Jumlah,1,,,")).headers["Location"]
        run_waiting_jobs()
        assert "2 baris dilewati karena kosong, jumlah, judul ulang atau tanda tangan: baris 3–4." in text(
            visitor.get(address)
        )

    def test_says_why_a_file_could_not_be_read(self, visitor):
        address = drop(visitor, b"\x89PNG\r\n\x1a\n" + bytes(100), name="foto.xlsx").headers["Location"]
        run_waiting_jobs()
        page = text(visitor.get(address))
        assert "belum dapat dibaca" in page
        assert "Kirim daftar sebagai Excel" in page
        assert Upload.objects.get().state == "refused"

    def test_takes_the_occupation_of_all(self, visitor):
        rows = [",".join(line.split(",")[:4]) for line in (GOOD,)]
        content = listed(*rows).replace(b",Pekerjaan", b"")
        address = drop(visitor, content, pekerjaan="nelayan").headers["Location"]
        run_waiting_jobs()
        assert "Semua 1 baris siap" in text(visitor.get(address))

    def test_counts_age_on_the_day_said(self, visitor):
        sixty_five = GOOD.replace("05/01/1980", "05/01/1962").replace("80000", "62000")
        for day, count in (("04/01/2027", "Semua 1 baris siap"), ("05/01/2027", "0 baris siap, 1 perlu diperbaiki")):
            address = drop(visitor, listed(sixty_five), day=day).headers["Location"]
            run_waiting_jobs()
            assert count in text(visitor.get(address))


class TestRows:
    @pytest.mark.parametrize(
        ("heap", "who", "who_not"), [("siap", "Sari", "Masturi"), ("perlu-diperbaiki", "Masturi", "Sari")]
    )
    def test_show_one_heap(self, visitor, address, heap, who, who_not):
        page = text(visitor.get(f"{address}/{heap}"))
        assert who in page
        assert who_not not in page

    @pytest.mark.parametrize("page", ["", "/siap", "/perlu-diperbaiki", "/perlu-keputusan", "/peringatan"])
    def test_show_no_more_of_a_nik_than_its_region(self, visitor, address, page):
        shown = text(visitor.get(address + page))
        assert SARI[4:] not in shown
        assert SARI[6:12] not in shown

    def test_are_a_hundred_a_page(self, visitor):
        address = drop(visitor, many(250)).headers["Location"]
        run_waiting_jobs()
        last = text(visitor.get(f"{address}/perlu-keputusan?hal=3"))
        assert last.count("<tr>") == 1 + 50
        assert "Baris ke-201 s.d. 250 dari 250" in last

    def test_end_with_the_last_page(self, visitor):
        address = drop(visitor, many(250)).headers["Location"]
        run_waiting_jobs()
        assert "Halaman 3 dari 3" in text(visitor.get(f"{address}/perlu-keputusan?hal=99"))

    def test_keep_what_was_asked_when_the_page_is_turned(self, visitor):
        address = drop(visitor, many(250)).headers["Location"]
        run_waiting_jobs()
        page = text(visitor.get(f"{address}/perlu-keputusan?cari=orang&urut=nama&masalah=OCCUPATION_UNKNOWN"))
        assert "masalah=OCCUPATION_UNKNOWN&amp;cari=orang&amp;urut=nama&amp;hal=2" in page

    def test_go_on_paper_together(self, visitor):
        address = drop(visitor, many(250)).headers["Location"]
        run_waiting_jobs()
        assert text(visitor.get(f"{address}/perlu-keputusan?cetak=1")).count("<tr>") == 251

    def test_say_what_to_do_where_none_fits(self, visitor, address):
        assert "Tampilkan semuanya" in text(visitor.get(f"{address}/siap?cari=zaki"))
        assert "Pilih kelompok lain" in text(visitor.get(f"{address}/perlu-keputusan"))

    @pytest.mark.parametrize(
        "asked", ["hal=-1", "hal=x", "hal=" + "9" * 300, "urut=x", "masalah=%00", "cari=" + "a" * 5000]
    )
    def test_take_any_question(self, visitor, address, asked):
        assert visitor.get(f"{address}/siap?{asked}").status_code == 200

    def test_come_by_one_question_to_the_database(self, visitor, address, django_assert_num_queries):
        for page in ("", "/siap", "/bertanda.xlsx"):
            with django_assert_num_queries(1):
                taken(visitor.get(address + page))


class TestMarkedWorkbook:
    def test_comes_home_whole(self, visitor, address):
        response = visitor.get(f"{address}/bertanda.xlsx")
        content = taken(response)
        assert int(response.headers["Content-Length"]) == len(content)
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        words = [cell.value for row in sheet.iter_rows() for cell in row]
        assert any("15 angka, seharusnya 16" in str(word) for word in words)

    @pytest.mark.parametrize(
        ("sent", "got"),
        [
            ("usulan rampa.xlsx", "usulan rampa_bertanda.xlsx"),
            ('a"; filename="b.exe.csv', 'a"; filename="b.exe_bertanda.xlsx'),
            ("usulán – désa.csv", "usulán – désa_bertanda.xlsx"),
            ("a\r\nSet-Cookie: x.csv", "aSet-Cookie: x_bertanda.xlsx"),
            ("../../etc/passwd.csv", "passwd_bertanda.xlsx"),
        ],
    )
    def test_carries_its_name_safely(self, visitor, sent, got):
        address = drop(visitor, listed(SHORT_NIK)).headers["Location"]
        run_waiting_jobs()
        Upload.objects.update(file_name=present_name(sent))
        response = visitor.get(f"{address}/bertanda.xlsx")
        taken(response)
        header = response.headers["Content-Disposition"]
        assert "\n" not in header
        name = unquote(header.partition("filename*=utf-8''")[2]) or header.partition('filename="')[2][:-1].replace(
            '\\"', '"'
        )
        assert name == got


def present_name(sent: str) -> str:
    """The name as Django's parser of uploads leaves it."""
    from django.http.multipartparser import MultiPartParser

    return MultiPartParser.sanitize_file_name(None, sent)


class TestWaiting:
    def test_shows_progress_that_asks_again_by_itself(self, visitor):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        page = text(visitor.get(address))
        assert "Menunggu giliran diperiksa" in page
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
        assert f'hx-get="{address}"' in page

    def test_is_a_fragment_for_htmx_until_the_answer_is_there(self, visitor):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        asked = {"headers": {"HX-Request": "true"}}
        assert "<html" not in text(visitor.get(address, **asked))
        run_waiting_jobs()
        assert visitor.get(address, **asked).headers["HX-Refresh"] == "true"

    def test_leads_rows_that_are_not_there_yet_back(self, visitor):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        assert visitor.get(f"{address}/siap").headers["Location"] == address
        assert visitor.get(f"{address}/bertanda.xlsx").status_code == 404

    def test_asks_little_of_the_database(self, visitor, django_assert_num_queries):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        with django_assert_num_queries(3):
            visitor.get(address)


class TestBrokenCheck:
    @pytest.fixture
    def address(self, visitor) -> str:
        from django_tasks_db.models import DBTaskResult

        address = drop(visitor, listed(GOOD)).headers["Location"]
        DBTaskResult.objects.filter(id=Upload.objects.get().job_id).update(status="FAILED")
        return address

    def test_is_said_with_what_to_do(self, visitor, address):
        page = text(visitor.get(address))
        assert "Pemeriksaan terhenti" in page
        assert "Periksa sekali lagi" in page

    def test_can_be_begun_once_more(self, visitor, address):
        visitor.post(f"{address}/ulang")
        run_waiting_jobs()
        assert "Semua 1 baris siap" in text(visitor.get(address))

    def test_is_not_begun_while_one_runs(self, visitor):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        response = visitor.post(f"{address}/ulang")
        assert (response.status_code, "menunggu giliran" in text(response)) == (409, True)


class TestExampleList:
    def test_is_read_without_a_question_once_filled_in(self, visitor):
        """Every heading of our own list is one that we know, and its columns are those that BPJS asks for."""
        book = openpyxl.load_workbook(io.BytesIO(visitor.get("/periksa/contoh-daftar.xlsx").content))
        sheet = book.worksheets[0]
        filled = {"NIK": SARI, "Nomor KK": "6302060101100001", "Nama lengkap": "Sari", "Tanggal lahir": "05/01/1980"}
        filled |= {
            "Jenis kelamin": "P",
            "Desa/Kelurahan": "Semayap",
            "Kecamatan": "Pulaulaut Utara",
            "Pekerjaan": "nelayan",
        }
        filled |= {"Tempat lahir": "Kotabaru", "Nama ibu kandung": "Aminah", "Alamat": "Jl. Laut", "Kode pos": "72111"}
        filled |= {
            "Lokasi pekerjaan": "Laut",
            "Jam kerja": "07-16",
            "Penghasilan per bulan": 1000000,
            "HP ahli waris": "0812",
        }
        for place, column in enumerate(example.COLUMNS, 1):
            sheet.cell(2, place, filled.get(column.heading))
        out = io.BytesIO()
        book.save(out)
        address = drop(visitor, out.getvalue(), name="contoh.xlsx").headers["Location"]
        run_waiting_jobs()
        page = text(visitor.get(address))
        assert "Semua 1 baris siap" in page
        assert "padahal diminta" not in page

    def test_keeps_niks_as_text(self, visitor):
        book = openpyxl.load_workbook(io.BytesIO(visitor.get("/periksa/contoh-daftar.xlsx").content))
        sheet = book.worksheets[0]
        columns = sheet.column_dimensions["B"]  # both alike, so Excel has them as one
        assert (columns.number_format, columns.min, columns.max) == ("@", 2, 3)


class TestHeaps:
    def test_have_an_address_each(self):
        assert len(SLUGS) == 4
