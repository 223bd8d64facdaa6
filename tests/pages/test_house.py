"""What holds for every page: headers, cookies, words, language, the stylesheet."""

import ast
import gettext
import gzip
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation.template import templatize

from pages.conftest import GOOD, SHORT_NIK, listed, run_waiting_jobs
from pages.dropping import drop
from payung.accounts.context import navigation, office

SOURCES = Path(__file__).parents[2] / "src" / "payung"
TEMPLATES = sorted(SOURCES.glob("**/templates/**/*.html"))
STYLESHEET = SOURCES / "accounts" / "static" / "payung" / "payung.css"
PUBLIC = ("/", "/periksa", "/periksa/tempel", "/hitung/iuran", "/hitung/perlindungan", "/tidak-ada")
BANNED = re.compile(r"\b(error|invalid|gagal sistem|submit|field)\b", re.IGNORECASE)
TOLD = re.compile(r"""(?:gettext|pgettext|ngettext|_)\(u?(?P<quote>['"])(?P<words>.*?)(?<!\\)(?P=quote)""", re.DOTALL)


def seen(page: str) -> str:
    """The text of a page and what is read aloud of it, without its tags."""
    spoken = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', page)
    bare = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join([re.sub(r"<[^>]+>", " ", bare), *spoken])


def words_of_templates() -> dict[str, str]:
    return {str(path.relative_to(SOURCES)): seen(re.sub(r"{[%{].*?[%}]}", " ", path.read_text())) for path in TEMPLATES}


def told_in_templates() -> set[str]:
    """The sentences that templates give to gettext."""
    found: set[str] = set()
    for path in TEMPLATES:
        found |= {match["words"] for match in TOLD.finditer(templatize(path.read_text(), origin=str(path)))}
    return found - {""}


def told_in_code() -> set[str]:
    """The sentences that Python gives to gettext."""
    names = {"_", "gettext", "gettext_lazy", "ngettext"}
    found: set[str] = set()
    for path in [*SOURCES.glob("accounts/*.py"), *SOURCES.glob("desk/*.py"), *SOURCES.glob("intake/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                found |= {
                    word.value
                    for word in node.args[:2]
                    if isinstance(word, ast.Constant) and isinstance(word.value, str)
                }
    return found


@pytest.mark.django_db
class TestEveryPage:
    @pytest.mark.parametrize("address", PUBLIC)
    def test_lets_the_browser_run_our_own_files_only(self, home, address):
        headers = Client().get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
        assert headers["Referrer-Policy"] == "same-origin"

    @pytest.mark.parametrize("address", PUBLIC)
    def test_holds_no_script_or_style_of_its_own(self, home, address):
        page = Client().get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=", page)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))

    def test_of_a_list_is_never_kept_by_browser_or_proxy(self, visitor):
        address = drop(visitor, listed(GOOD, SHORT_NIK)).headers["Location"]
        run_waiting_jobs()
        for page in ("", "/siap"):
            assert "no-store" in visitor.get(address + page).headers["Cache-Control"]

    def test_gives_a_cookie_that_scripts_cannot_read(self, visitor):
        cookie = drop(visitor, listed(GOOD)).cookies["visitor"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


class TestWords:
    @pytest.mark.parametrize(("template", "words"), words_of_templates().items())
    def test_on_screens_blame_nobody(self, template, words):
        assert BANNED.findall(words) == []

    def test_told_blame_nobody(self):
        assert [words for words in told_in_code() | told_in_templates() if BANNED.search(words)] == []

    def test_are_seen_when_they_do(self):
        assert BANNED.findall(seen("<p>Input tidak valid: <b>Invalid</b> field</p>")) == ["Invalid", "field"]


class TestEnglish:
    def test_is_there_for_every_sentence(self):
        with (SOURCES / "config/locale/en/LC_MESSAGES/django.mo").open("rb") as compiled:
            catalogue = gettext.GNUTranslations(compiled)
        known = {key if isinstance(key, str) else key[0] for key in catalogue._catalog}
        assert sorted((told_in_code() | told_in_templates()) - known) == []

    def test_comes_when_it_is_asked_for(self, home, db):
        visitor = Client()
        visitor.post("/bahasa", {"language": "en", "next": "/"})
        page = visitor.get("/").content.decode()
        assert '<html lang="en">' in page
        assert "Check a list" in page
        assert 'lang="id">Bahasa Indonesia' in page

    def test_does_not_come_because_windows_speaks_it(self, home, db):
        page = Client(headers={"Accept-Language": "en-US,en"}).get("/").content.decode()
        assert '<html lang="id">' in page

    def test_writes_numbers_and_days_in_its_own_way(self, client):
        client.cookies["django_language"] = "en"
        asked = "mulai_bulan=5&mulai_tahun=2026&lama=12&orang=500&penghasilan=1000000&sektor=other&pembayar=self&program=JKM"
        page = client.get(f"/hitung/iuran?{asked}").content.decode()
        assert re.search(r"Rp[\d,]+ for May 2026 to April 2027", page)


class TestContexts:
    """The list of tasks told its template of `groups`, and the menu of the page went with it."""

    @pytest.mark.parametrize(
        "path", sorted(SOURCES.glob("*/views/**/*.py")), ids=lambda path: str(path.relative_to(SOURCES))
    )
    def test_hide_nothing_of_the_head_of_the_page(self, path, rf):
        anonymous, at_head = rf.get("/"), {"groups", "pages_beside", "roles_held", "signed_in"}
        anonymous.user = None
        at_head |= {*office(anonymous), *navigation(anonymous)} - {"pages"}
        keys = {
            key.value
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Dict)
            for key in node.keys
            if isinstance(key, ast.Constant)
        }
        assert not keys & at_head


class TestStylesheet:
    def test_weighs_no_more_than_twelve_kilobytes(self):
        assert len(gzip.compress(STYLESHEET.read_bytes())) <= 12 * 1024

    def test_asks_nothing_of_elsewhere(self):
        assert re.findall(r"url\(|@import", STYLESHEET.read_text()) == []
