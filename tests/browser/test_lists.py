"""A visitor checks a list in a browser: with JavaScript and without, by mouse and by keyboard."""

import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

DAY = "01/11/2026"
HEADLINE = "48 baris siap, 9 perlu diperbaiki, 3 perlu keputusan"  # ../shared/samples/truth/usulan-desa.xlsx.json


@pytest.fixture
def sample(request):
    return request.path.parents[1] / "samples" / "usulan-desa.xlsx"


def check(page: Page, sample) -> None:
    page.goto("/periksa")
    page.get_by_label("Berkas daftar").set_input_files(sample)
    page.get_by_label("Rencana hari pendaftaran").fill(DAY)
    page.get_by_role("button", name="Periksa daftar").click()


def answered(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE, timeout=30_000)


class TestCheck:
    def test_answers_first_with_what_is_ready(self, page, sample):
        check(page, sample)
        answered(page)
        heaps = page.get_by_role("navigation", name="Baris menurut hasil periksa").get_by_role("link")
        assert [re.sub(r"\s+", " ", words).strip() for words in heaps.all_inner_texts()] == [
            "48 Siap",
            "9 Perlu diperbaiki",
            "3 Perlu keputusan",
            "1 Peringatan",
        ]

    def test_works_without_javascript(self, plain_page, sample):
        """The page asks again by itself."""
        check(plain_page, sample)
        answered(plain_page)
        plain_page.get_by_role("link", name="9 Perlu diperbaiki").click()
        expect(plain_page.get_by_text("B9: NIK berakhir 0000")).to_be_visible()
        plain_page.get_by_label("Cari nama atau nomor baris").fill("darmansyah")
        plain_page.get_by_role("button", name="Tampilkan").click()
        expect(plain_page.get_by_text("31 Februari 1979")).to_be_visible()
        assert plain_page.locator("table.rows tbody tr").count() == 1

    def test_leads_from_a_finding_to_its_rows(self, page, sample):
        check(page, sample)
        answered(page)
        page.get_by_role("link", name="NIK dipendekkan Excel").click()
        assert page.locator("table.rows tbody tr").count() == 2

    def test_gives_the_marked_workbook_home(self, page, sample, tmp_path):
        check(page, sample)
        answered(page)
        with page.expect_download() as coming:
            page.get_by_role("link", name="Unduh Excel bertanda").click()
        assert coming.value.suggested_filename == "usulan-desa_bertanda.xlsx"
        coming.value.save_as(tmp_path / "home.xlsx")
        words = [
            cell.value for row in openpyxl.load_workbook(tmp_path / "home.xlsx")["DATA"].iter_rows() for cell in row
        ]
        assert {"Hasil periksa", "Yang perlu diperbaiki"} <= set(words)

    def test_can_be_left_and_found_again_on_the_front_page(self, page, sample):
        check(page, sample)
        page.wait_for_url("**/periksa/*")
        page.goto("/")
        page.get_by_role("link", name="usulan-desa.xlsx").click()
        answered(page)

    def test_narrows_rows_while_words_are_typed(self, page, sample):
        check(page, sample)
        answered(page)
        page.get_by_role("link", name="9 Perlu diperbaiki").click()
        page.wait_for_url("**/perlu-diperbaiki")
        page.wait_for_load_state("load")
        page.keyboard.press("/")
        expect(page.locator("[data-find]")).to_be_focused()
        page.keyboard.type("darman")
        expect(page.locator("table.rows tbody tr")).to_have_count(1)
        assert "cari=darman" in page.url
        page.go_back()
        expect(page.locator("table.rows tbody tr")).to_have_count(9)

    def test_is_gone_when_deleted(self, page, sample):
        check(page, sample)
        answered(page)
        page.get_by_role("button", name="Hapus sekarang").click()
        expect(page.get_by_text("Belum ada daftar")).to_be_visible()

    def test_is_nothing_to_another_visitor(self, page, sample, chromium):
        check(page, sample)
        answered(page)
        stranger = chromium.new_context()
        found = stranger.new_page().goto(page.url)
        assert found.status == 404
        stranger.close()

    def test_says_what_is_missing_and_leads_there(self, page):
        page.goto("/periksa")
        page.get_by_role("button", name="Periksa daftar").click()
        expect(page.get_by_role("alert")).to_be_focused()
        page.get_by_role("link", name="Pilih dulu berkas").click()
        assert page.url.endswith("#tanya-daftar")

    def test_takes_a_file_that_is_dropped(self, page, sample):
        page.goto("/periksa")
        transfer = page.evaluate_handle(
            """() => {
                const transfer = new DataTransfer();
                const list = "NIK,Nama,Tanggal lahir,Desa,Pekerjaan\\n6302064501800001,Sari,05/01/1980,Semayap,nelayan\\n";
                transfer.items.add(new File([list], "seret.csv"));
                return transfer;
            }"""
        )
        page.dispatch_event("[data-drop]", "drop", {"dataTransfer": transfer})
        page.get_by_role("button", name="Periksa daftar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Semua 1 baris siap", timeout=30_000)

    def test_takes_cells_pasted_from_excel(self, page):
        page.goto("/periksa/tempel")
        page.get_by_label("Isi daftar").fill(
            "NIK\tNama\tTanggal lahir\tDesa\tPekerjaan\n6302064501800001\tSari\t05/01/1980\tSemayap\tnelayan\n"
        )
        page.get_by_role("button", name="Periksa daftar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Semua 1 baris siap", timeout=30_000)


class TestKeyboard:
    def test_reaches_the_content_first(self, page):
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")

    def test_shows_where_it_is(self, page):
        """Every stop of the Tab key has an outline."""
        page.goto("/hitung/iuran")
        for _ in range(16):
            page.keyboard.press("Tab")
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"

    def test_fills_a_calculator_in(self, page):
        page.goto("/hitung/perlindungan")
        page.get_by_label("Terdaftar sejak").focus()
        for words in ("5 Januari 2026", "10/02/2026", "Januari", "2026", "Februari", "2026"):
            page.keyboard.type(words)
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Terlindungi pada 10 Februari 2026")
