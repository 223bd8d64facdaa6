"""Signing in and out: who gets in, who is told to wait, when it ends, and what stands of it in the chain."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from payung.accounts import actions
from payung.accounts.models import User
from payung.accounts.rules import Role, everyone
from payung.accounts.tests.conftest import NOW, PASSWORD, sign_in, user
from payung.audit import queries as audit
from payung.config import settings as offices


def acts(kabupaten: str = "63.02") -> list[str]:
    """What stands in the chain, the oldest first, without the appointments that began it."""
    found = [event.act for event in audit.events(kabupaten=kabupaten).events]
    return [act for act in reversed(found) if act != "accounts.appoint"]


@pytest.fixture
def clock(monkeypatch):
    """Moves the hour that sessions see."""
    moved = [timedelta()]
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + moved[0])
    return moved


class TestSignIn:
    def test_shows_one_form_and_no_way_to_sign_up(self, db):
        page = Client().get("/masuk").content.decode()
        assert page.count('<form method="post" novalidate>') == 1
        assert "Nama pengguna" in page
        assert not {"Sign Up", "signup", "Daftar akun", "reset"} & set(page.split())
        assert Client().get("/accounts/signup/").status_code == 404

    def test_lets_in_and_goes_where_one_wanted_to(self, operator):
        client = Client()
        assert sign_in(client, "Rahmah ", address="/masuk?next=/hitung/iuran").headers["Location"] == "/hitung/iuran"
        assert "Rahmah" in client.get("/").content.decode()

    def test_goes_nowhere_else_on_the_net(self, operator):
        answer = sign_in(Client(), "rahmah", address="/masuk?next=https://example.org/")
        assert answer.headers["Location"] == "/"

    @pytest.mark.parametrize(("username", "password"), [("rahmah", "salah sama sekali"), ("siapa", PASSWORD), ("", "")])
    def test_says_the_same_of_a_wrong_name_and_a_wrong_password(self, operator, username, password):
        answer = sign_in(Client(), username, password)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert ("tidak cocok" in page) == bool(username)
        assert password not in page or not password

    def test_is_for_open_accounts(self, operator):
        User.objects.update(is_active=False)
        client = Client()
        assert sign_in(client, "rahmah").headers["Location"] == "/masuk?tutup=1"
        assert "sudah ditutup" in client.get("/masuk?tutup=1").content.decode()
        assert client.get("/akun").status_code == 302

    def test_makes_whoever_guesses_wait_and_nobody_else(self, operator):
        user("masturi", Role.HEAD)
        for _ in range(5):
            assert "tidak cocok" in sign_in(Client(), "rahmah", "salah").content.decode()
        answer = sign_in(Client(), "rahmah", PASSWORD)  # also the right one, now
        assert "Tunggu 15 menit" in answer.content.decode()
        assert sign_in(Client(), "masturi").status_code == 302
        assert acts() == ["accounts.failed_sign_in"] * 5 + ["accounts.signed_in"]

    def test_makes_a_whole_network_wait_that_asks_too_often(self, db, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
        answers = [sign_in(Client(), "siapa", "salah") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [422, 422, 429]
        assert "Tunggu satu menit" in answers[-1].content.decode()

    def test_counts_a_visitor_behind_the_proxy_by_the_address_the_proxy_gives(self, operator, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
        for address in ("10.0.0.1, 192.0.2.1", "10.0.0.1, 192.0.2.2"):
            client = Client(headers={"X-Forwarded-For": address})
            assert sign_in(client, "rahmah", "salah").status_code == 422

    def test_hashes_with_argon2(self, db, settings):
        settings.PASSWORD_HASHERS = offices.PASSWORD_HASHERS
        user("rahmah", Role.OPERATOR)
        assert User.objects.get().password.startswith("argon2$argon2id$")
        assert sign_in(Client(), "rahmah", PASSWORD + ".").status_code == 422
        assert sign_in(Client(), "rahmah").status_code == 302

    def test_keeps_what_a_visitor_left(self, operator, settings, tmp_path):
        settings.PAYUNG_HOME = tmp_path
        client = Client()
        client.post("/periksa/tempel", {"tempelan": "NIK,Nama\n"})
        before = client.cookies.get("visitor")
        sign_in(client, "rahmah")
        client.post("/keluar")
        assert client.cookies.get("visitor") == before


class TestSession:
    def test_is_over_after_half_an_hour_without_a_page(self, signed_in, clock):
        clock[0] = timedelta(minutes=29)
        assert signed_in.get("/akun").status_code == 200
        clock[0] = timedelta(minutes=58)
        assert signed_in.get("/akun").status_code == 200
        clock[0] = timedelta(minutes=89)
        answer = signed_in.get("/akun")
        assert answer.headers["Location"] == "/masuk?next=%2Fakun&akhir=1"
        assert "lama tidak membuka" in signed_in.get(answer.headers["Location"]).content.decode()

    def test_is_over_after_eight_hours_in_any_case(self, signed_in, clock):
        for minutes in range(20, 480, 20):
            clock[0] = timedelta(minutes=minutes)
            assert signed_in.get("/akun").status_code == 200, minutes
        clock[0] = timedelta(minutes=481)
        assert signed_in.get("/akun").status_code == 302

    def test_that_is_over_opens_nothing_any_more(self, signed_in, clock):
        cookie = signed_in.cookies["sessionid"].value
        clock[0] = timedelta(minutes=31)
        signed_in.get("/akun")
        clock[0] = timedelta()
        assert Client(headers={"Cookie": f"sessionid={cookie}"}).get("/akun").status_code == 302

    def test_writes_nothing_for_a_page_within_the_minute(self, signed_in, django_assert_max_num_queries):
        signed_in.get("/akun")
        with django_assert_max_num_queries(3) as asked:  # session, user, appointments
            signed_in.get("/akun")
        assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)

    def test_ends_with_the_browser(self, signed_in):
        cookie = signed_in.cookies["sessionid"]
        assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")

    def test_is_swept_away_when_the_next_signs_in(self, signed_in):
        Session.objects.update(expire_date=NOW - timedelta(days=1))
        sign_in(Client(), "rahmah")
        assert Session.objects.filter(expire_date__lt=timezone.now()).count() == 0

    def test_of_a_visitor_is_no_row(self, db):
        Client().get("/")
        Client().get("/masuk")
        assert not Session.objects.exists()


class TestSignOut:
    def test_is_over_at_once_and_recorded(self, signed_in):
        cookie = signed_in.cookies["sessionid"].value
        assert signed_in.post("/keluar").headers["Location"] == "/"
        assert Client(headers={"Cookie": f"sessionid={cookie}"}).get("/akun").status_code == 302
        assert acts() == ["accounts.signed_in", "accounts.signed_out"]

    def test_does_not_happen_by_a_link(self, signed_in):
        assert signed_in.get("/keluar").status_code == 405
        assert signed_in.get("/akun").status_code == 200

    def test_leaves_nothing_behind_the_back_button(self, signed_in):
        for address in ("/akun", "/hitung/iuran"):
            assert "no-store" in signed_in.get(address).headers["Cache-Control"]


class TestChain:
    def test_tells_of_a_failed_sign_in_without_what_was_typed(self, operator):
        sign_in(Client(), "rahmah", "rahasia yang salah")
        sign_in(Client(), "6302061203750002", "rahasia yang salah")  # a NIK typed as a name
        known, unknown = reversed(audit.events(kabupaten="63.02", act="accounts.failed_sign_in").events)
        assert (known.actor, known.subject, known.facts) == ("user:unknown", f"user:{operator}", {})
        assert (unknown.actor, unknown.subject, unknown.facts) == ("user:unknown", "user:unknown", {})

    def test_is_not_guessed_where_the_house_serves_several(self, operator):
        other = everyone(key="command:root", name="root", kabupaten="63.03")
        user_id = actions.add_user(username="lain", full_name="Lain", password=PASSWORD, now=NOW)
        actions.appoint(user_id=user_id, kabupaten="63.03", role=Role.HEAD, scope="63.03", now=NOW, actor=other)
        sign_in(Client(), "siapa", "salah")
        assert acts("63.02") == acts("63.03") == []

    def test_stands_or_falls_with_the_sign_in(self, operator, monkeypatch):
        def broken(**_):
            raise RuntimeError("the chain cannot be written")

        monkeypatch.setattr("payung.audit.actions.record", broken)
        with pytest.raises(RuntimeError):
            sign_in(Client(), "rahmah")
        assert User.objects.get().last_login is None
