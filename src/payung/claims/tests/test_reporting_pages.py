"""Pages of reports, of the list of claims and of what is to be done: each their own, a NIK typed once and kept nowhere."""

import re
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.claims.models import Claim, Report
from payung.claims.states import Scheme, State
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, DEATH, NOW, RAMPA, SEMAYAP
from payung.decrees.tests.cast import actor
from payung.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch):
    """Pages ask the clock; Sari is insured in 2027."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def nik_of(person_id: int) -> str:
    return f"630206520180{int(Person.objects.get(id=person_id).name.rsplit('-')[-1]):04d}"


def three(**words):
    return {"request_key": uuid4(), "kind": "death", "told_name": "Sari", "event_date": "19/5/2027"} | words


def kept_words() -> str:
    """All that the tables hold, as text."""
    found = [str(row) for row in Report.objects.values_list()] + [str(row) for row in Claim.objects.values_list()]
    return " ".join(found + list(Event.objects.values_list("facts", flat=True)))


class TestNewReport:
    def test_asks_three_questions_and_keeps_what_is_told_once(self):
        desa, words = signed_in(Role.DESA_OFFICER, scope=RAMPA), three()
        page = text(desa.get("/klaim/laporan/baru"))
        assert page.index("Apa yang terjadi?") < page.index("Siapa orangnya?") < page.index("Kapan kejadiannya?")
        for _ in range(2):
            answer = desa.post("/klaim/laporan/baru", words)
        report = Report.objects.get()
        assert (answer.url, report.desa_code, report.reporter) == (f"/klaim/laporan/{report.pk}", RAMPA, "desa")
        page = text(desa.get(answer.url))
        assert "Sari dilaporkan meninggal dunia pada 19 Mei 2027" in page.split("</h1>")[0]
        assert "Laporan sudah sampai di dinas" in page
        assert ("Sisihkan" in page, "Buka klaim" in page) == (False, False)

    def test_says_all_that_lacks_and_loses_nothing_that_was_written(self):
        client = signed_in(Role.OPERATOR)
        page = client.post("/klaim/laporan/baru", three(kind="", event_date="31/2/2027", note="kapal karam"))
        assert page.status_code == 422
        assert all(words in text(page) for words in ("Pilih apa yang terjadi", "31/12/2026", "kapal karam"))
        ahead = client.post("/klaim/laporan/baru", three(event_date="21/5/2027", note="kapal karam"))
        assert (ahead.status_code, "belum tiba" in text(ahead), "kapal karam" in text(ahead)) == (409, True, True)
        phone = client.post("/klaim/laporan/baru", three(reporter_phone="12"))
        assert (phone.status_code, "Nomor HP" in text(phone)) == (409, True)
        assert not Report.objects.exists()

    def test_finds_the_person_by_a_nik_that_is_kept_nowhere(self):
        sari = cast.sari(terms=0)
        nik = nik_of(sari.person_id)
        client = signed_in(Role.OPERATOR)
        client.post("/klaim/laporan/baru", three(card=nik))
        report = Report.objects.get()
        assert (report.person_id, report.told_kpj) == (sari.person_id, "")
        assert nik not in kept_words()
        assert nik not in text(client.get(f"/klaim/laporan/{report.pk}"))
        client.post("/klaim/laporan/baru", three(card="6302 0652 0180 9999"))
        assert Report.objects.latest("id").person_id is None

    def test_warns_of_a_late_one_and_takes_it_all_the_same(self):
        client = signed_in(Role.OPERATOR)
        client.post("/klaim/laporan/baru", three(event_date="16/5/2027"))
        page = text(client.get(f"/klaim/laporan/{Report.objects.get().pk}"))
        assert "lebih dari 48 jam sesudahnya. Tetap diteruskan" in page


class TestReport:
    def test_leads_from_a_name_to_a_claim(self):
        sari, client = cast.sari(terms=0), signed_in(Role.OPERATOR)
        report = cast.reported()
        page = text(client.get(f"/klaim/laporan/{report.pk}"))
        assert ("cari siapa orangnya" in page, f'name="person_id" value="{sari.person_id}"' in page) == (True, True)
        answer = client.post(f"/klaim/laporan/{report.pk}/orang", {"person_id": sari.person_id})
        assert answer.status_code == 302
        opened = client.post(f"/klaim/laporan/{report.pk}/klaim", {"request_key": uuid4(), "event_date": "19/5/2027"})
        assert opened.status_code == 302
        claim = Claim.objects.get()
        assert f"Sudah menjadi klaim {claim.code}" in text(client.get(f"/klaim/laporan/{report.pk}"))

    def test_searches_by_nik_in_the_body_and_shows_it_nowhere(self):
        sari, client = cast.sari(terms=0), signed_in(Role.DESA_OFFICER, scope=RAMPA)
        report = cast.reported(told_name="Bu Itah", desa_code=RAMPA)
        nik = nik_of(sari.person_id)
        page = client.post(f"/klaim/laporan/{report.pk}/cari", {"cari": nik})
        assert (page.status_code, f'value="{sari.person_id}"' in text(page), nik in text(page)) == (200, True, False)
        nothing = text(client.post(f"/klaim/laporan/{report.pk}/cari", {"cari": "Zulaikha"}))
        assert "Tidak ada yang cocok di wilayah Anda" in nothing

    def test_says_that_the_same_was_told_before(self):
        sari, client = cast.sari(terms=0), signed_in(Role.OPERATOR)
        cast.opened(cast.reported(of=sari))
        second = cast.reported(of=sari)
        page = text(client.get(f"/klaim/laporan/{second.pk}"))
        assert ("Mungkin menceritakan hal yang sama" in page, "Orang ini sudah punya klaim" in page) == (True, True)
        client.post(f"/klaim/laporan/{second.pk}/klaim", {"request_key": uuid4(), "event_date": "19/5/2027"})
        assert Claim.objects.count() == 1
        assert "Disatukan dengan 1 laporan lain" in text(client.get(f"/klaim/laporan/{second.pk}"))

    def test_refuses_in_a_sentence_and_keeps_the_report(self):
        sari, client = cast.sari(terms=0), signed_in(Role.HEAD)
        report = cast.reported(of=sari, event_date=None)
        refused = client.post(f"/klaim/laporan/{report.pk}/klaim", {"request_key": uuid4(), "event_date": "4/1/2027"})
        assert (refused.status_code, "Kabarnya tetap tersimpan" in text(refused)) == (409, True)
        aside = client.post(f"/klaim/laporan/{report.pk}/sisihkan", {"request_key": uuid4(), "because": "salah orang"})
        assert aside.status_code == 302
        assert "Disisihkan: salah orang" in text(client.get(f"/klaim/laporan/{report.pk}"))
        client.post(f"/klaim/laporan/{report.pk}/ambil")
        assert Report.objects.get().set_aside == ""

    def test_is_nothing_for_another_desa(self):
        report = cast.reported(desa_code=RAMPA)
        client = signed_in(Role.DESA_OFFICER, scope=SEMAYAP)
        assert client.get(f"/klaim/laporan/{report.pk}").status_code == 404
        assert client.post(f"/klaim/laporan/{report.pk}/orang", {"person_id": 1}).status_code == 404


class TestLists:
    def test_of_reports_are_searched_sieved_counted_printed_and_taken_home(self):
        cast.reported(told_name="Bu Itah")
        cast.reported(ACCIDENT, told_name="Pak Amat")
        client = signed_in(Role.OPERATOR)
        page = text(client.get("/klaim/laporan"))
        assert "2 laporan menunggu dijadikan klaim" in page.split("</h1>")[0]
        only = text(
            client.get("/klaim/laporan", {"cari": "itah", "keadaan": "waiting", "kejadian": "death", "urut": "nama"})
        )
        assert ("Bu Itah" in only, "Pak Amat" in only, "1 laporan" in only) == (True, False, True)
        assert "Tidak ada laporan yang cocok" in text(client.get("/klaim/laporan", {"keadaan": "aside"}))
        assert "data-print" in text(client.get("/klaim/laporan", {"cetak": 1}))
        assert b"".join(client.get("/klaim/laporan", {"excel": 1}))[:2] == b"PK"

    def test_of_claims_are_sieved_by_all_that_they_show(self):
        one, other = cast.insured(2, terms=0)
        death = cast.claim(DEATH, of=one, state=State.PAPERS, scheme=Scheme.JKM)
        accident = cast.claim(ACCIDENT, of=other, officer=None)
        client = signed_in(Role.INSPECTOR)
        assert "2 klaim belum selesai" in text(client.get("/klaim")).split("</h1>")[0]
        sieves = (
            *({"cari": death.code[:6]}, {"cari": one.kpj}, {"skema": "JKM"}, {"keadaan": "papers"}),
            *({"kejadian": "death"}, {"petugas": cast.BUDI.key}),
        )
        for asked in sieves:
            page = text(client.get("/klaim", asked))
            assert (death.code in page, accident.code in page) == (True, False), asked
        assert accident.code in text(
            client.get("/klaim", {"petugas": "-", "desa": RAMPA, "keadaan": "open", "urut": "desa"})
        )
        assert "Tidak ada klaim yang cocok" in text(client.get("/klaim", {"desa": "63.02.01"}))
        assert death.code not in text(signed_in(Role.DESA_OFFICER, scope=SEMAYAP).get("/klaim"))
        assert b"".join(client.get("/klaim", {"excel": 1}))[:2] == b"PK"

    def test_ask_no_more_for_more_claims(self, django_assert_max_num_queries):
        for one in cast.insured(8, terms=0):
            cast.claim(of=one)
        client = signed_in(Role.OPERATOR)
        for address in ("/klaim", "/klaim/tugas", "/klaim/laporan"):
            with django_assert_max_num_queries(16):
                client.get(address)

    def test_say_what_comes_first_where_there_is_nothing(self):
        client = signed_in(Role.OPERATOR)
        assert "Belum ada klaim" in text(client.get("/klaim"))
        assert "Tidak ada klaim yang menunggu" in text(client.get("/klaim/tugas"))
        assert "cukup tiga jawaban" in text(client.get("/klaim/laporan"))


class TestWorklist:
    def test_says_what_is_next_and_lets_an_operator_take_it(self):
        claim = cast.claim(ACCIDENT, of=cast.sari(terms=0), officer=None)
        client = signed_in(Role.OPERATOR)
        page = text(client.get("/klaim/tugas"))
        assert "kirim ke BPJS paling lambat 22 Mei 2027 10.00 WITA" in page
        assert 'href="/peserta"' in page  # the menu, which a name of ours once hid
        assert "Saya tangani klaim ini" in text(client.get(f"/klaim/{claim.pk}"))
        taken = client.post(f"/klaim/{claim.pk}/tangani", {"request_key": uuid4()})
        assert (taken.status_code, taken.url) == (302, f"/klaim/{claim.pk}")
        assert "Saya tangani" not in text(client.get("/klaim/tugas")) + text(client.get(taken.url))
        assert claim.person.name in text(client.get("/klaim/tugas", {"petugas": "saya"}))
        assert "Tidak ada tugas yang cocok" in text(client.get("/klaim/tugas", {"cari": "zzz"}))
        assert b"".join(client.get("/klaim/tugas", {"excel": 1}))[:2] == b"PK"

    def test_tells_its_reporter_that_another_must(self):
        client = signed_in(Role.OPERATOR)
        me = actor(f"user:{client.session['_auth_user_id']}", Role.OPERATOR)
        claim = cast.opened(cast.reported(of=cast.sari(terms=0), by=me))
        assert "Saya tangani" not in text(client.get("/klaim/tugas")) + text(client.get(f"/klaim/{claim.pk}"))
        refused = client.post(f"/klaim/{claim.pk}/tangani", {"request_key": uuid4()})
        assert (refused.status_code, "operator lain" in text(refused)) == (409, True)
        assert signed_in(Role.HEAD).post(f"/klaim/{claim.pk}/tangani").status_code == 403
