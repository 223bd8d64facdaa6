"""The pages of eligibility and programmes: what each role sees and may do, and that refusals say why."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from django.test import Client
from openpyxl import load_workbook

from payung.accounts import actions as accounts
from payung.accounts.rules import Role, everyone
from payung.eligibility import actions, present, queries, tasks
from payung.eligibility.models import Ruling, Run
from payung.eligibility.rules.reasons import HEADLINES
from payung.eligibility.rules.words import Verdict
from payung.eligibility.tests.register import NOW, ON, OPERATOR, Register
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Audience, CriterionKind

SERVER = everyone(key="command:root", name="root", kabupaten="63.02")
SECRET = "tiga kata yang panjang"


@pytest.fixture(autouse=True)
def pages(db, settings):
    settings.ROOT_URLCONF = "payung.eligibility.tests.addresses"


def seat(role: Role, scope: str = "63.02") -> int:
    user = accounts.add_user(username=f"{role}".replace("_", ""), full_name="Rina", password=SECRET, now=NOW)
    accounts.appoint(user_id=user, kabupaten="63.02", role=role, scope=scope, now=NOW, actor=SERVER)
    return user


def browser(role: Role, scope: str = "63.02") -> Client:
    seat(role, scope)
    client = Client()
    name = f"{role}".replace("_", "")
    assert client.post("/masuk", {"login": name, "password": SECRET}).status_code == 302
    return client


@pytest.fixture
def register():
    return Register()


def judge(register):
    return actions.judge_candidates(
        programme_id=register.programme.id, on_date=ON, held=np.array([], dtype=np.int64), actor=OPERATOR, now=NOW
    )


def job(job_id):
    return SimpleNamespace(task_result=SimpleNamespace(id=str(job_id)))


judge_as_worker: Any = tasks.judge.func  # typed without its context


def read(response) -> str:
    assert response.status_code == 200, response.status_code
    page: str = response.content.decode()
    return page


class TestProgrammeOfEligibility:
    def test_says_what_to_do_before_the_first_run(self, register) -> None:
        page = read(browser(Role.OPERATOR).get("/kelayakan/2027"))
        assert "Belum ada penilaian" in page
        assert "Nilai semua calon" in page

    def test_counts_and_names_what_hinders(self, register) -> None:
        register.person("SARI WAHYUNI")
        register.person("MASTURI", checked=False)
        judge(register)
        page = read(browser(Role.OPERATOR).get("/kelayakan/2027?hasil=belum"))
        assert "1 dari 2 calon memenuhi syarat" in page
        assert "MASTURI" in page
        assert "SARI WAHYUNI" not in page
        assert "Belum diperiksa ke Dukcapil" in page
        assert "6302•• •••••• ••••" in page

    def test_shows_only_ones_own_part_of_the_map(self, register) -> None:
        """An inspector of one kecamatan: others are neither listed, counted nor opened."""
        register.person("SARI", desa_code="63.02.06.2012")
        other = register.person("MASTURI", desa_code="63.02.05.2007")
        run = judge(register)
        assert [one.person_id for one in queries.judgements(run_id=run.id, scope="63.02.05")] == [other.pk]
        assert queries.verdict_counts(run_id=run.id, scope="63.02.05") == {"eligible": 1}
        assert queries.verdict_counts(run_id=run.id, scope="63.02.0") == {}

    def test_lists_whom_one_criterion_hinders(self, register) -> None:
        old = register.person("MASTURI")
        register.said(old, "bpjs", "other_payer", payer="Pemprov")
        register.person("SARI")
        judge(register)
        page = read(browser(Role.HEAD).get("/kelayakan/2027?syarat=not_other_payer"))
        assert "MASTURI" in page
        assert "SARI" not in page

    def test_goes_into_a_workbook_without_a_nik(self, register) -> None:
        register.person("SARI")
        judge(register)
        response = browser(Role.OPERATOR).get("/kelayakan/2027/unduh.xlsx")
        sheet = load_workbook(BytesIO(response.getvalue())).worksheets[0]
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
        assert "SARI" in cells
        assert not [cell for cell in cells if "6302" in cell]

    def test_asks_the_database_no_more_for_a_longer_list(self, register, django_assert_max_num_queries) -> None:
        for _ in range(40):
            register.person(checked=False)
        judge(register)
        client = browser(Role.OPERATOR)
        with django_assert_max_num_queries(30):
            read(client.get("/kelayakan/2027"))

    def test_is_judged_by_a_worker_in_the_name_of_who_asked(self, register) -> None:
        register.person("SARI")
        user = seat(Role.OPERATOR)
        judge_as_worker(job(uuid4()), register.programme.id, ON.isoformat(), user)
        run = queries.latest_run(programme_id=register.programme.id)
        assert run is not None
        assert (run.made_by, run.eligible_count) == (f"user:{user}", 1)

    def test_killed_after_its_last_verdict_it_judges_no_second_time(self, register) -> None:
        register.person("SARI")
        user, job_id = seat(Role.OPERATOR), uuid4()
        for _ in range(2):
            judge_as_worker(job(job_id), register.programme.id, ON.isoformat(), user)
        assert Run.objects.count() == 1

    def test_few_are_judged_at_once_and_many_on_a_page_that_may_be_left(self, register, monkeypatch) -> None:
        register.person("SARI")
        register.person("MASTURI")
        client = browser(Role.OPERATOR)
        assert client.post("/kelayakan/2027/nilai").headers["Location"] == "/kelayakan/2027"
        assert queries.latest_run(programme_id=register.programme.id)
        monkeypatch.setattr("payung.eligibility.views.AT_ONCE", 1)
        waits = client.post("/kelayakan/2027/nilai").headers["Location"]
        assert "Menunggu giliran" in read(client.get(waits))
        judge_as_worker(job(waits.rpartition("/")[2]), register.programme.id, ON.isoformat(), seat(Role.HEAD))
        assert client.get(waits).headers["Location"] == "/kelayakan/2027"

    def test_of_which_nothing_came_says_why(self, register, monkeypatch) -> None:
        client, job_id = browser(Role.OPERATOR), uuid4()
        judge_as_worker(job(job_id), register.programme.id, ON.isoformat(), seat(Role.HEAD))
        assert "Belum ada calon yang cocok" in read(client.get(f"/kelayakan/2027/nilai/{job_id}"))

    @pytest.mark.parametrize("address", ["/kelayakan/2027/nilai", "/kelayakan/2027/1/cabut/1"])
    def test_inspectors_change_nothing(self, register, address: str) -> None:
        assert browser(Role.INSPECTOR).post(address).status_code == 403


class TestPerson:
    def test_is_ruled_on_by_the_head_and_taken_back(self, register) -> None:
        sari = register.person("SARI", checked=False)
        run = judge(register)
        client, address = browser(Role.HEAD), f"/kelayakan/2027/{sari.pk}"
        said = {"putusan": "eligible", "alasan": "Surat Dukcapil menyusul"}
        assert client.post(address, said).status_code == 302
        page = read(client.get(address))
        assert "Memenuhi syarat" in page
        assert "Surat Dukcapil menyusul" in page
        assert queries.eligible(run_id=run.id).person_id.tolist() == [sari.pk]
        ruling = Ruling.objects.get()
        assert client.post(f"{address}/cabut/{ruling.pk}", {"alasan": "Salah orang"}).status_code == 302
        assert "Salah orang" in read(client.get(address))
        assert queries.eligible(run_id=run.id).person_id.tolist() == []

    @pytest.mark.parametrize(
        ("reason", "why"), [("", "satu kalimat"), ("NIK 6302064505860001 benar", "NIK"), ("ya", "beberapa kata")]
    )
    def test_refuses_a_ruling_without_a_sound_reason(self, register, reason: str, why: str) -> None:
        sari = register.person("SARI", checked=False)
        judge(register)
        answer = browser(Role.HEAD).post(f"/kelayakan/2027/{sari.pk}", {"putusan": "eligible", "alasan": reason})
        assert answer.status_code == 422
        assert why in answer.content.decode()
        assert not Ruling.objects.exists()

    def test_is_shown_and_not_ruled_on_by_the_operator(self, register) -> None:
        sari = register.person("SARI", checked=False)
        judge(register)
        client = browser(Role.OPERATOR)
        assert "Simpan putusan" not in read(client.get(f"/kelayakan/2027/{sari.pk}"))
        said = {"putusan": "eligible", "alasan": "Surat Dukcapil menyusul"}
        answer = client.post(f"/kelayakan/2027/{sari.pk}", said)
        assert (answer.status_code, Ruling.objects.count()) == (422, 0)

    def test_of_another_part_of_the_map_is_not_there(self, register) -> None:
        sari = register.person("SARI")
        judge(register)
        assert browser(Role.INSPECTOR, scope="63.02").get(f"/kelayakan/2027/{sari.pk + 999}").status_code == 404


class TestProgrammePages:
    def test_show_the_whole_programme(self, register) -> None:
        page = read(browser(Role.INSPECTOR).get("/program/2027"))
        assert "Rp604.800.000" in page
        assert "umur pada hari pendaftaran: 18 sampai 64 tahun" in page
        assert "Ubah syarat" not in page

    def test_open_a_programme(self, register) -> None:
        said = {
            "kode": "2028",
            "nama": "Perlindungan 2028",
            "mulai_bulan": "1",
            "mulai_tahun": "2028",
            "sampai_bulan": "12",
            "sampai_tahun": "2028",
            "pendaftaran": "01/01/2028",
            "sebelumnya": "2027",
            "pembagian": "need",
        }
        assert browser(Role.OPERATOR).post("/program-baru", said).status_code == 302
        opened = programmes.programme(kabupaten="63.02", code="2028")
        assert opened is not None
        assert opened.previous_id == register.programme.id

    def test_set_a_fund_a_quota_a_pks_and_the_calendar(self, register) -> None:
        client = browser(Role.OPERATOR)
        fund = {
            "kode": "sawit",
            "jenis": "dbh_sawit",
            "nama": "DBH Sawit",
            "pagu": "1.000.000",
            "pekerjaan": ["petani"],
        }
        quota = {"jenis": "desa", "kunci": "63.02.06.2012", "tempat": "40"}
        pks = {"nomor": "1/PKS", "ditandatangani": "01/12/2026", "mulai": "01/01/2027", "sampai": "31/12/2027"}
        pks |= {"termin": "3", "batas": "20", "penggantian": "decree"}
        calendar = {"mulai": "01/02/2027"}
        off, needs = {"hari": "17/08/2027 Merdeka"}, {"sumber": "Musdes", "kebutuhan": "63.02.06.2012 60"}
        by_line = (("libur", off), ("kebutuhan", needs))
        for name, said in (("dana", fund), ("kuota", quota), ("pks", pks), ("kalender", calendar), *by_line):
            assert client.post(f"/program/2027/{name}", said).status_code == 302, name
        page = read(client.get("/program/2027"))
        for words in ("DBH Sawit", "Rp1.000.000", "1/PKS", "Rampa", "1 Februari 2027"):
            assert words in page

    def test_say_a_refusal_above_the_form(self, register) -> None:
        said = {"jenis": "desa", "kunci": "63.02.99.2012", "tempat": "40"}
        answer = browser(Role.OPERATOR).post("/program/2027/kuota", said)
        assert answer.status_code == 422
        assert "tidak dikenal" in answer.content.decode()

    def test_show_what_a_new_version_changes_before_it_is_stored(self, register) -> None:
        client = browser(Role.OPERATOR)
        form = client.get("/program/2027/syarat").context["form"]
        said = {bound.html_name: value for bound in form if (value := bound.value()) is not None}
        said |= {"entering_age_sampai": "54", "alasan": "Rapat 1 Desember 2026"}
        shown = read(client.post("/program/2027/syarat", said | {"lihat": "ya"}))
        assert "18 sampai 64 tahun → 18 sampai 54 tahun" in shown
        assert shown.count(" → ") == 1
        assert programmes.criteria(programme_id=register.programme.id).number == 1
        assert client.post("/program/2027/syarat", said | {"simpan": "ya"}).status_code == 302
        latest = programmes.criteria(programme_id=register.programme.id)
        assert (latest.number, latest.asked(Audience.ENTERING)[CriterionKind.AGE].at_most) == (2, 54)
        assert "18 sampai 64 tahun → 18 sampai 54 tahun" in read(client.get("/program/2027"))

    def test_are_set_by_nobody_else(self, register) -> None:
        client = browser(Role.TREASURER)
        read(client.get("/program"))
        for name in ("dana", "kuota", "pks", "kalender", "libur", "kebutuhan", "syarat"):
            assert client.get(f"/program/2027/{name}").status_code == 403

    def test_verdict_words_stay_in_step(self) -> None:
        """Every verdict has its heap, its headline and its sign."""
        assert set(present.SLUGS.values()) == set(present.SIGNS) == set(HEADLINES) == set(Verdict)
