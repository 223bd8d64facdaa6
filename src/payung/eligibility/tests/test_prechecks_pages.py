"""The pages of pre-checks, as an operator, a head and an inspector meet them."""

import io
from types import SimpleNamespace

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from payung.accounts.models import Appointment, User
from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.eligibility import held, tasks
from payung.eligibility.models import Answer, Override, Request, Result
from payung.eligibility.rules.words import Register
from payung.eligibility.tests.prechecks_cast import (
    JUMIATI,
    KABUPATEN,
    MASTURI,
    NOW,
    SARI,
    answer,
    person,
    programme,
    propose,
    read,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("payung.eligibility.tests.prechecks_urls")]


def signed_in(*roles):
    username = "-".join(roles)
    user = User.objects.create(username=username, full_name=f"Ibu {username}", made_at=NOW)
    for role in roles:
        Appointment.objects.create(
            user=user, kabupaten=KABUPATEN, role=role, scope=KABUPATEN, made_at=NOW, made_by="user:1"
        )
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def operator():
    return signed_in(Role.OPERATOR)


@pytest.fixture
def three(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path / "home"
    made = programme()
    people = [person(nik) for nik in (SARI, MASTURI, JUMIATI)]
    propose(made, *people)
    return made, people


def words(response):
    return " ".join(response.content.decode().split())


def page(client, name, *args, **asked):
    return client.get(reverse(f"eligibility:{name}", args=args), asked)


def asked_of_dukcapil(client):
    client.post(reverse("eligibility:precheck_ask", args=["dukcapil"]), {"nomor": "400.12/1", "siapa": "unasked"})
    return Request.objects.get()


class TestFirstPage:
    def test_says_not_checked_and_never_none_found(self, three, operator):
        told = words(page(operator, "prechecks"))
        assert "0 dari 3 sudah diperiksa dan masih berlaku" in told
        assert told.count("belum diperiksa</a>") == 3
        assert "tidak ada" not in told.casefold()

    def test_of_a_kabupaten_without_a_programme_is_not_found(self, operator):
        assert page(operator, "prechecks").status_code == 404

    def test_is_not_for_a_desa_officer(self, three):
        assert page(signed_in(Role.DESA_OFFICER), "prechecks").status_code == 403

    def test_offers_an_inspector_nothing_to_do(self, three):
        told = words(page(signed_in(Role.INSPECTOR), "prechecks"))
        assert "Minta pemadanan</a>" not in told


class TestLetters:
    def test_are_sought_and_taken_home(self, three, operator):
        asked_of_dukcapil(operator)
        operator.post(reverse("eligibility:precheck_ask", args=["bpjs"]), {"nomor": "77/BPJS", "siapa": "unasked"})
        told = words(page(operator, "precheck_letters", cari="77/bpjs"))
        assert "1 permintaan dan jawaban" in told
        assert "77/BPJS" in told
        assert "400.12/1" not in told
        book = load_workbook(io.BytesIO(page(operator, "precheck_letters", unduh=1).getvalue()))
        assert "400.12/1 · 3 orang" in str(list(book.worksheets[0].values))


class TestRequest:
    def test_is_made_and_shown(self, three, operator):
        request = asked_of_dukcapil(operator)
        assert "0 dari 3 orang sudah dijawab" in words(page(operator, "precheck_request", request.code))

    def test_of_many_is_made_on_a_page_that_may_be_left(self, three, operator, monkeypatch):
        monkeypatch.setattr("payung.eligibility.prechecks.views.AT_ONCE", 1)
        sent = {"nomor": "400.12/1", "siapa": "unasked"}
        waits = operator.post(reverse("eligibility:precheck_ask", args=["dukcapil"]), sent).headers["Location"]
        assert "Menunggu giliran" in words(operator.get(waits))
        context = SimpleNamespace(task_result=SimpleNamespace(id=waits.rpartition("/")[2]))
        for _ in range(2):  # killed after its last effect, it asks no second time
            tasks.ask.func(context, three[0].pk, "dukcapil", "400.12/1", True, User.objects.get().pk)
        request = Request.objects.get()
        assert operator.get(waits).headers["Location"] == reverse("eligibility:precheck_request", args=[request.code])

    def test_list_leaves_only_with_a_reason(self, three, operator):
        request = asked_of_dukcapil(operator)
        address = reverse("eligibility:precheck_list", args=[request.code])
        assert operator.post(address, {"alasan": ""}).status_code == 422
        response = operator.post(address, {"alasan": "dikirim lewat kurir"})
        assert SARI in str(list(load_workbook(io.BytesIO(response.getvalue())).worksheets[0].values))
        assert Event.objects.filter(act="eligibility.take_list").count() == 1

    def test_letter_says_how_many_and_the_hash_and_no_nik(self, three, operator):
        import docx

        request = asked_of_dukcapil(operator)
        response = page(operator, "precheck_letter", request.code)
        letter = docx.Document(io.BytesIO(response.content))
        text = " ".join(part.text for part in letter.element.iter() if part.text)
        assert request.list_sha256 in text
        assert "tiga" in text
        assert SARI not in text

    def test_is_not_taken_by_an_inspector(self, three, operator):
        request = asked_of_dukcapil(operator)
        address = reverse("eligibility:precheck_list", args=[request.code])
        assert signed_in(Role.INSPECTOR).post(address, {"alasan": "ingin tahu saja"}).status_code == 403

    def test_of_nobody_left_says_what_it_means(self, three, operator):
        asked_of_dukcapil(operator)
        response = operator.post(reverse("eligibility:precheck_ask", args=["dukcapil"]), {"siapa": "unasked"})
        assert response.status_code == 422
        assert "Tidak ada yang perlu ditanyakan" in words(response)


class TestNewAnswer:
    def sent(self, client, path, **more):
        asked = {"register": "dukcapil", "tanggal": "20/11/2026", "sumber": "Dukcapil 12/2026"} | more
        with path.open("rb") as file:
            return client.post(reverse("eligibility:precheck_new_answer"), asked | {"berkas": file})

    def book(self, tmp_path):
        return workbook(
            tmp_path / "j.xlsx", {"H": [["NIK", "NAMA", "HASIL"], [SARI, "", "SESUAI"], [MASTURI, "", "eh"]]}
        )

    def test_waits_for_a_worker_and_is_then_told(self, three, operator, tmp_path):
        response = self.sent(operator, self.book(tmp_path))
        found = Answer.objects.get()
        assert response.headers["Location"] == reverse("eligibility:precheck_answer", args=[found.pk])
        assert "Sedang dibaca" in words(page(operator, "precheck_answer", found.pk))
        read(found.pk, found.job_id)
        told = words(page(operator, "precheck_answer", found.pk))
        assert "1 orang mendapat hasil, 1 baris menunggu keputusan" in told
        assert not any(nik in told for nik in (SARI, MASTURI))

    def test_knows_who_holds_a_place_from_the_room_above(self, three, operator, tmp_path, monkeypatch):
        made, people = three
        here = staticmethod(lambda *, programme_id: np.array([people[0].pk] if programme_id == made.pk else []))
        monkeypatch.setattr(held._Above, "places_held", here)
        path = workbook(tmp_path / "b.xlsx", {"H": [["NIK", "NAMA", "STATUS"], [SARI, "", "AKTIF"]]})
        self.sent(operator, path, register="bpjs")
        read(Answer.objects.get().pk)
        assert Result.objects.get().outcome == "own_wadah"

    def test_same_file_again_leads_to_the_first(self, three, operator, tmp_path):
        path = self.book(tmp_path)
        self.sent(operator, path)
        response = self.sent(operator, path)
        assert "sudah dimasukkan sebelumnya" in words(operator.get(response.headers["Location"]))

    def test_vouching_for_the_rest_asks_where_it_is_written(self, three, operator, tmp_path):
        response = self.sent(operator, self.book(tmp_path), sisanya="on")
        assert response.status_code == 422
        assert not Answer.objects.exists()

    def test_words_are_settled_and_remembered(self, three, operator, tmp_path):
        made, people = three
        found, _ = answer(made, Register.DUKCAPIL, self.book(tmp_path))
        address = reverse("eligibility:precheck_settle_words", args=[found.id])
        operator.post(address, {"kata": "eh", "hasil": "alive", "alasan": "telepon Bu Rini"})
        assert Result.objects.get(person=people[1]).outcome == "alive"

    def test_settling_without_a_meaning_says_what_is_missing(self, three, operator, tmp_path):
        made, _ = three
        found, _ = answer(made, Register.DUKCAPIL, self.book(tmp_path))
        address = reverse("eligibility:precheck_settle_words", args=[found.id])
        response = operator.post(address, {"kata": "eh", "hasil": "", "alasan": "telepon Bu Rini"})
        assert response.status_code == 409
        assert "Pilih apa arti" in words(response)

    def test_of_another_kabupaten_is_not_found(self, three, operator, tmp_path):
        made, _ = three
        found, _ = answer(made, Register.DUKCAPIL, self.book(tmp_path))
        user = User.objects.create(username="asing", full_name="Asing", made_at=NOW)
        Appointment.objects.create(
            user=user, kabupaten="63.01", role=Role.OPERATOR, scope="63.01", made_at=NOW, made_by="user:1"
        )
        client = Client()
        client.force_login(user)
        assert page(client, "precheck_answer", found.id).status_code == 404


class TestPersons:
    def test_are_filtered_by_what_holds_them_back(self, three, operator, tmp_path):
        made, _ = three
        rows = [["NIK", "NAMA", "HASIL"], [SARI, "", "SESUAI"], [MASTURI, "", "MENINGGAL"]]
        answer(made, Register.DUKCAPIL, workbook(tmp_path / "p.xlsx", {"H": rows}))
        told = words(page(operator, "precheck_people", register="dukcapil", keadaan="against"))
        assert "Masturi" in told
        assert "Sari" not in told
        assert "6302•• •••••• ••••" in told

    def test_leave_as_excel_without_a_nik(self, three, operator):
        response = page(operator, "precheck_people", unduh="1")
        cells = str(list(load_workbook(io.BytesIO(response.content)).worksheets[0].values))
        assert "Jumiati" in cells
        assert JUMIATI not in cells

    def test_print_on_one_sheet(self, three, operator):
        assert "data-print" in words(page(operator, "precheck_people", cetak="1"))


class TestOverride:
    def test_is_proposed_by_one_and_made_by_another_both_named(self, three, operator):
        _, people = three
        address = reverse("eligibility:precheck_propose", args=[people[0].pk])
        operator.post(address, {"register": "dukcapil", "alasan": "server Dukcapil mati"})
        proposed = Override.objects.get()
        assert "Setujui" not in words(page(operator, "precheck_overrides"))
        head = signed_in(Role.HEAD)
        head.post(reverse("eligibility:precheck_make", args=[proposed.pk]))
        told = words(page(head, "precheck_overrides"))
        assert "diusulkan Ibu operator" in told
        assert "disetujui Ibu head" in told
        head.post(reverse("eligibility:precheck_revoke", args=[proposed.pk]), {"alasan": "server hidup lagi"})
        assert "dicabut Ibu head: server hidup lagi" in words(page(head, "precheck_overrides"))

    def test_revoking_without_a_reason_is_refused_in_words(self, three, operator):
        _, people = three
        address = reverse("eligibility:precheck_propose", args=[people[0].pk])
        operator.post(address, {"register": "dukcapil", "alasan": "server Dukcapil mati"})
        address = reverse("eligibility:precheck_revoke", args=[Override.objects.get().pk])
        response = operator.post(address, {"alasan": ""})
        assert response.status_code == 409
        assert "Tulis mengapa" in words(response)
