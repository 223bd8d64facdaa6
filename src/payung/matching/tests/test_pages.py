"""Edges of the pages of decisions: both sides shown, no NIK, one's own part of the map, and a way back."""

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from payung.accounts import actions as accounts
from payung.accounts.rules import Role, everyone
from payung.matching.actions import match_candidates
from payung.matching.models import Decision, Join, Question
from payung.matching.tests.cast import KABUPATEN, NOW, OPERATOR, RAMPA, SARI_NIK, SEMAYAP, brought
from payung.people.models import Person

SERVER = everyone(key="command:root", name="root", kabupaten=KABUPATEN)
REASON = "dibandingkan dengan KTP"

pytestmark = pytest.mark.django_db


def browser(*roles: Role, scope: str = KABUPATEN) -> Client:
    name = f"user{len(roles)}{scope}".replace(".", "")
    user_id = accounts.add_user(username=name, full_name="Rina", password="tiga kata yang panjang", now=NOW)
    for role in roles:
        accounts.appoint(user_id=user_id, kabupaten=KABUPATEN, role=role, scope=scope, now=NOW, actor=SERVER)
    client = Client()
    assert client.post("/masuk", {"login": name, "password": "tiga kata yang panjang"}).status_code == 302
    return client


@pytest.fixture
def operator():
    return browser(Role.OPERATOR)


@pytest.fixture
def asked():
    """Sari of Rampa is known; a list of Semayap names Masturi, another one Sarip, with her NIK."""
    came = brought()
    came.sari(address="Jalan Pantai 3", phone="08125550001")
    came.masturi(nik=SARI_NIK, desa_code=SEMAYAP)
    came.candidate(nik=SARI_NIK, name="Sari Wahyuningsih", birth_date=date(1980, 12, 1), desa_code=SEMAYAP)
    match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
    return Question.objects.get(candidate__name="Masturi")


def read(response) -> str:
    assert response.status_code == 200, response.status_code
    page: str = response.content.decode()
    return page


def answer(client, question, **said):
    said = {"jawaban": "same", "alasan": REASON, "pemilik": question.person_id} | said
    return client.post(f"/keputusan/{question.id}", said)


class TestList:
    def test_shows_the_likeliest_first_and_no_nik(self, operator, asked):
        page = read(operator.get("/keputusan"))
        assert page.index("Sari Wahyuningsih") < page.index("Masturi")
        assert "1 dari 2 kata nama sama; tahun lahir sama" in page
        assert "2 pertanyaan" in page
        assert SARI_NIK not in page

    def test_is_sought_through_and_comes_as_a_workbook(self, operator, asked):
        page = read(operator.get("/keputusan?cari=masturi"))
        assert "Sari Wahyuningsih" not in page
        response = operator.get("/keputusan/unduh.xlsx?cari=masturi")
        sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        assert isinstance(sheet, Worksheet)
        text = [[cell.value for cell in row] for row in sheet]
        assert text[-1][0] == "Masturi"
        assert SARI_NIK not in repr(text)

    def test_empty_lists_say_what_to_do_next(self, operator):
        for which in ("terbuka", "diputus", "dikembalikan", "lain"):
            assert 'class="empty"' in read(operator.get(f"/keputusan?lihat={which}&hal=x"))

    def test_is_on_paper_without_pages(self, operator, asked):
        assert "data-print" in read(operator.get("/keputusan?cetak=ya"))


class TestScope:
    def test_an_officer_sees_the_questions_of_the_own_desa_and_not_who_lives_elsewhere(self, asked):
        page = browser(Role.DESA_OFFICER, scope=SEMAYAP)
        assert "di luar wilayah Anda" in read(page.get("/keputusan"))
        one = read(page.get(f"/keputusan/{asked.id}"))
        assert "Masturi" in one
        assert "Sari Wahyuni" not in one
        assert "Jalan Pantai" not in one
        assert "Simpan keputusan" not in one

    def test_an_officer_of_another_desa_finds_nothing(self, asked):
        elsewhere = browser(Role.DESA_OFFICER, scope=RAMPA)
        assert "Masturi" not in read(elsewhere.get("/keputusan"))
        assert elsewhere.get(f"/keputusan/{asked.id}").status_code == 404

    def test_only_deciders_answer(self, asked):
        response = answer(browser(Role.DESA_OFFICER, scope=SEMAYAP), asked)
        assert response.status_code == 403
        assert not Decision.objects.exists()

    def test_others_are_turned_away(self, asked):
        assert Client().get("/keputusan").status_code == 302
        assert browser(Role.TREASURER).get("/keputusan").status_code == 403


class TestAnswer:
    def test_is_given_on_the_page_of_both_sides_and_taken_back_there(self, operator, asked):
        page = read(operator.get(f"/keputusan/{asked.id}"))
        for fact in (
            "Masturi",
            "Sari Wahyuni",
            "Jalan Pantai 3",
            "17 Agustus 1975",
            "usulan.xlsx",
            "6302•• •••••• ••••",
        ):
            assert fact in page
        assert SARI_NIK not in page
        assert answer(operator, asked, jawaban="nik_wrong").status_code == 302
        assert "NIK salah, dikembalikan" in read(operator.get("/keputusan?lihat=dikembalikan"))
        assert "Rina" in read(operator.get(f"/keputusan/{asked.id}"))
        assert operator.post(f"/keputusan/{asked.id}/batalkan", {"alasan": "keliru"}).status_code == 302
        assert Decision.objects.get().undone_because == "keliru"
        assert "Masturi" in read(operator.get("/keputusan"))

    @pytest.mark.parametrize("said", [{"alasan": ""}, {"alasan": SARI_NIK}, {"jawaban": "lain"}, {"pemilik": "x"}])
    def test_asks_again_for_what_is_missing(self, operator, asked, said):
        response = answer(operator, asked, **said)
        assert response.status_code == 422
        assert not Decision.objects.exists()

    def test_says_why_it_came_too_late(self, operator, asked):
        answer(operator, asked)
        response = answer(operator, asked)
        assert response.status_code == 409
        assert "sudah dijawab" in response.content.decode()

    def test_of_nothing_is_not_found(self, operator, asked):
        assert operator.get("/keputusan/999999").status_code == 404
        assert operator.put(f"/keputusan/{asked.id}").status_code == 405


class TestJoins:
    def test_two_persons_are_joined_side_by_side_and_parted_again(self, operator, asked):
        answer(operator, asked, jawaban="nik_taken")
        sari, masturi = Person.objects.order_by("id")
        address = f"/keputusan/gabungan/{sari.id}/{masturi.id}"
        assert "tidak ada yang berlaku" in read(operator.get(address))
        assert operator.post(address, {"alasan": ""}).status_code == 422
        assert operator.post(address, {"alasan": REASON}).status_code == 302
        assert REASON in read(operator.get("/keputusan/gabungan"))
        assert operator.post(f"/keputusan/gabungan/{masturi.id}/pisahkan", {"alasan": "kembar"}).status_code == 302
        assert Join.objects.get().undone_because == "kembar"
        assert "kembar" in read(operator.get("/keputusan/gabungan"))

    def test_are_sought_through_and_come_as_a_workbook(self, operator, asked):
        answer(operator, asked, jawaban="nik_taken")
        sari, masturi = Person.objects.order_by("id")
        operator.post(f"/keputusan/gabungan/{sari.id}/{masturi.id}", {"alasan": REASON})
        page = read(operator.get("/keputusan/gabungan?cari=mastur"))
        assert "1 penggabungan" in page
        assert "Tidak ada nama yang cocok" in read(operator.get("/keputusan/gabungan?cari=ida"))
        assert "data-print" in read(operator.get("/keputusan/gabungan?cetak=ya"))
        response = operator.get("/keputusan/gabungan/unduh.xlsx?cari=masturi")
        sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        assert isinstance(sheet, Worksheet)
        text = [[cell.value for cell in row] for row in sheet]
        assert (text[-1][0], text[-1][2]) == ("Masturi", "Sari Wahyuni")
        assert SARI_NIK not in repr(text)

    def test_come_by_the_hundred(self, operator, asked):
        came = brought()
        for at in range(102):
            came.sari(nik=f"63020652018{at:05}", name=f"Sari {at:03}")
        match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
        kept, *others = Person.objects.order_by("-id")[:102]
        Join.objects.bulk_create(
            Join(kept=kept, joined=other, reason=REASON, made_by="user:3", made_at=NOW) for other in others
        )
        first, second = read(operator.get("/keputusan/gabungan")), read(operator.get("/keputusan/gabungan?hal=2"))
        assert (first.count("Pisahkan lagi"), second.count("Pisahkan lagi")) == (100, 1)
        assert "Halaman 2 dari 2" in second

    def test_of_a_stranger_is_not_found(self, operator, asked):
        assert operator.get(f"/keputusan/gabungan/{asked.person_id}/999999").status_code == 404
        assert operator.get("/keputusan/gabungan/999999/pisahkan").status_code == 404
