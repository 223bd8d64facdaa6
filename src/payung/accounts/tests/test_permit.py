"""Who reaches a view, and where the others are sent."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.views.decorators.http import require_POST

from payung.accounts.context import PageLink, came_from, groups, links
from payung.accounts.permit import actor_of, permit, roles_of
from payung.accounts.rules import Actor, Role
from payung.accounts.tests.conftest import sign_in, user


@permit(Role.OPERATOR, Role.INSPECTOR)
def index(request):
    return HttpResponse(f"{actor_of(request).key} {actor_of(request).scope}")


@permit(Role.HEAD)
@require_POST
def approve(request):
    return HttpResponse("ok")


rooms = [path("", index, name="files"), path("setujui", approve, name="approve")]
decrees = [path("", approve, name="index")]
urlpatterns = [
    path("usulan", include((rooms, "x"))),
    path("sk", include((decrees, "decrees"))),
    path("daftar", include(([path("", index, name="index")], "selection"))),
    path("", include("payung.config.urls")),
]
pytestmark = pytest.mark.urls(__name__)


def holding(role: Role) -> Actor:
    return Actor(key="user:1", name="Sari", kabupaten="63.02", scope="63.02", roles=frozenset({role}))


@pytest.fixture
def inspector(db) -> Client:
    user("bahrun", Role.INSPECTOR)
    client = Client()
    sign_in(client, "bahrun")
    return client


class TestPermit:
    def test_lets_in_whoever_has_one_of_the_roles(self, inspector):
        assert inspector.get("/usulan").content.decode().endswith(" 63.02")

    def test_sends_the_unknown_to_sign_in_and_back(self, db):
        assert Client().get("/usulan?hal=2").headers["Location"] == "/masuk?next=%2Fusulan%3Fhal%3D2"

    def test_sends_nobody_back_to_what_was_sent_off(self, db):
        assert Client().post("/usulansetujui").headers["Location"] == "/masuk"

    def test_sends_the_whole_page_where_a_part_of_it_asked(self, db):
        answer = Client(headers={"HX-Request": "true"}).get("/usulan")
        assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/masuk")

    def test_tells_others_whom_to_ask(self, inspector):
        user("hadi", Role.ADMINISTRATOR)
        answer = inspector.post("/usulansetujui")
        page = answer.content.decode()
        assert answer.status_code == 403
        for words in ("Halaman ini untuk: kepala dinas.", "Peran Anda: pemeriksa.", "pengelola akun: Hadi"):
            assert words in page

    def test_is_never_kept_by_browser_or_proxy(self, inspector):
        for address in ("/usulan", "/usulansetujui"):
            assert "no-store" in inspector.get(address).headers["Cache-Control"]

    def test_leaves_its_roles_on_the_view(self):
        assert roles_of(index) == frozenset({Role.OPERATOR, Role.INSPECTOR})
        assert roles_of(lambda request: None) is None

    def test_wants_roles(self):
        with pytest.raises(ValueError, match="Name the roles"):
            permit()


class TestActorOf:
    def test_is_nobody_on_a_public_page(self, rf, db):
        with pytest.raises(LookupError):
            actor_of(rf.get("/"))


class TestNavigation:
    def test_shows_pages_of_the_role_that_are_there(self, inspector):
        page = inspector.get("/daftar").content.decode() + inspector.get("/akun").content.decode()
        assert 'href="/daftar"' in page  # selection:index
        assert 'href="/sk"' not in page  # for the head of the dinas
        assert "Masuk</a>" not in page

    def test_leaves_out_a_page_that_is_not_there(self):
        assert links((("nowhere:index", "Entah"), ("desk:home", "Beranda")), "/", actor=None) == [
            PageLink(name="Beranda", address="/", current="page")
        ]

    def test_marks_the_nearest_of_two_pages_over_the_visitor(self):
        found = {group.name: group for group in groups("/laporan/celah/orang", actor=holding(Role.PPTK))}
        assert [(page.address, page.current) for page in found["Laporan"].pages] == [
            ("/laporan", ""),
            ("/laporan/celah", "true"),
            ("/buku", ""),
        ]
        assert [name for name, group in found.items() if group.current] == ["Laporan"]

    def test_knows_a_page_at_an_address_of_its_own(self):
        found = groups("/perlindungan", actor=holding(Role.HEAD))
        assert [page.address for group in found for page in group.pages if page.current] == ["/peserta"]

    def test_of_one_page_goes_by_its_name(self):
        found = groups("/", actor=holding(Role.ADMINISTRATOR))
        assert [(group.name, group.address) for group in found][-1] == ("Jejak tindakan", "/jejak")

    def test_says_who_has_signed_in_and_offers_the_way_out(self, inspector):
        page = inspector.get("/akun").content.decode()
        for words in ("<b>Bahrun</b>", "<small>pemeriksa</small>", 'action="/keluar"', 'class="menu"'):
            assert words in page

    def test_of_visitors_is_public(self, db):
        page = Client().get("/hitung/iuran").content.decode()
        for address, current in (
            ("/", ""),
            ("/periksa", ""),
            ("/hitung/iuran", ' aria-current="page"'),
            ("/masuk", ""),
        ):
            assert f'<a href="{address}"{current}>' in page
        assert "/keluar" not in page


class TestCameFrom:
    @pytest.mark.parametrize(
        ("referer", "back"),
        [
            ("http://testserver/tagihan/3/kode?x=1", "/tagihan/3/kode?x=1"),
            ("http://testserver//elsewhere.example/", "/elsewhere.example/"),
            ("https://elsewhere.example/tagihan/3", ""),
            ("http://[", ""),
            ("", ""),
        ],
    )
    def test_leads_back_to_a_page_of_ours_only(self, rf, referer, back):
        assert came_from(rf.post("/tagihan/3/kode", headers={"referer": referer})) == back

    def test_is_for_what_was_sent(self, rf):
        assert came_from(rf.get("/", headers={"referer": "http://testserver/tagihan"})) == ""
