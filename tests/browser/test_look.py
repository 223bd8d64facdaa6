"""How every page looks: light and dark, wide and on a phone, on paper; contrast, sizes, names, headings."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

LOOKING = Path(__file__).with_name("looking.js").read_text()
COVER = (
    "terdaftar=05/01/2025&awal_bulan=1&awal_tahun=2025&akhir_bulan=2&akhir_tahun=2026&kecuali=2025-04&pada=10/03/2026"
)
CONTRIBUTION = "mulai_bulan=11&mulai_tahun=2025&lama=18&orang=500&penghasilan=1000000&sektor=transport&pembayar=village&program=JKK&program=JKM"
PAGES = {
    "home": "/",
    "new": "/periksa",
    "paste": "/periksa/tempel",
    "contribution": "/hitung/iuran",
    "contribution answered": f"/hitung/iuran?{CONTRIBUTION}",
    "contribution incomplete": "/hitung/iuran?lama=0",
    "cover": "/hitung/perlindungan",
    "cover answered": f"/hitung/perlindungan?{COVER}&telat1_bulan=2025-05&telat1_hari=12/06/2025",
    "cover lapsed": f"/hitung/perlindungan?{COVER}".replace("10/03/2026", "10/09/2026"),
    "cover incomplete": f"/hitung/perlindungan?{COVER}&telat1_bulan=2025-05&telat2_bulan=1999-01",
    "checked": "CHECKED",
    "rows": "CHECKED/perlu-diperbaiki",
    "rows ready": "CHECKED/siap",
    "rows none": "CHECKED/siap?cari=zzz",
    "front page with lists": "/",
    "sign in": "/masuk",
    "sign in again": "/masuk?next=/akun&akhir=1",
    "account": "OFFICER/akun",
    "account, wrong": "OFFICER/akun",
    "public page of an officer": "OFFICER/hitung/iuran",
}


@pytest.fixture
def checked(visitor, checked_list) -> str:
    """The address of a checked list, opened to this visitor."""
    state, address = checked_list
    visitor.add_cookies(state["cookies"])
    return address


def look(page: Page, what: str) -> object:
    return page.evaluate(f"{LOOKING}.{what}()")


def widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})


@pytest.mark.parametrize("name", PAGES)
class TestPage:
    @pytest.fixture(autouse=True)
    def opened(self, name, page, request) -> None:
        address = PAGES[name]
        if address.startswith("CHECKED") or name == "front page with lists":
            address = address.replace("CHECKED", request.getfixturevalue("checked"))
        if address.startswith("OFFICER"):
            page.context.add_cookies(request.getfixturevalue("officer")["cookies"])
            address = address.removeprefix("OFFICER")
        page.goto(address)
        if name == "account, wrong":
            page.get_by_label("Kata sandi sekarang").fill("salah")
            page.get_by_role("button", name="Ganti kata sandi").click()

    def test_can_be_read_in_light_and_dark(self, page):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert look(page, "pale") == [], scheme

    def test_fits_a_phone(self, page):
        for width in (360, 768, 1200):
            widen(page, width)
            assert look(page, "sideways") == 0, width

    def test_has_room_for_a_thumb(self, page):
        widen(page, 360)
        assert look(page, "small") == []

    def test_names_every_question_and_loses_no_reference(self, page):
        assert (look(page, "nameless"), look(page, "lost"), look(page, "doubled")) == ([], [], [])

    def test_has_one_first_heading(self, page):
        headings = look(page, "headings")
        assert (headings[0], headings.count("H1")) == ("H1", 1)

    def test_has_at_most_one_main_act(self, page):
        assert page.locator("main :is(.main, .button)").count() <= 1


class TestPaper:
    def test_shows_rows_and_leaves_out_what_is_pressed(self, page, checked):
        page.emulate_media(media="print")
        page.goto(f"{checked}/perlu-diperbaiki")
        assert page.locator("table.rows tbody tr").count() == 9
        assert [
            element for element in page.locator("button, form, .head nav, .foot").all() if element.is_visible()
        ] == []

    def test_is_asked_for_by_the_page_to_print(self, visitor, page, checked):
        paper = visitor.new_page()
        paper.add_init_script("window.print = () => { window.printed = true }")
        paper.goto(f"{checked}/perlu-diperbaiki?cetak=1")
        assert paper.evaluate("window.printed") is True


class TestLook:
    def test_sees_what_is_wrong(self, page):
        """The checks of this file find what they look for."""
        page.goto("about:blank")  # whose policy lets a test be ugly
        page.set_content(
            "<h2>x</h2><p id='a' style='color:#999;background:#fff'>pale</p><p id='a'>x</p>"
            "<button style='height:20px'>x</button><input name='who'><div style='width:3000px' aria-labelledby='b'>x</div>"
        )
        assert look(page, "pale")
        assert look(page, "small")
        assert look(page, "nameless") == ["who"]
        assert look(page, "sideways") > 0
        assert (look(page, "doubled"), look(page, "lost")) == (["a"], ["b"])
