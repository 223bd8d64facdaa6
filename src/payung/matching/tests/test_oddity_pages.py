"""Edges of the pages of oddities and of the model: read by many, answered by few, no NIK, and a way back."""

import io
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from payung.accounts.rules import Role
from payung.matching.models import Explained, Weights
from payung.matching.tests.cast import KABUPATEN, NOW, RAMPA, SEMAYAP
from payung.matching.tests.test_oddities import FOUND, PHONE, enrol, kk
from payung.matching.tests.test_pages import browser, read
from payung.people.models import Person

pytestmark = pytest.mark.django_db
LIST = "/keputusan/kejanggalan"


@pytest.fixture
def operator():
    return browser(Role.OPERATOR)


@pytest.fixture
def crowd():
    """Ten of Rampa on one family card, six of them with one phone in three families; the address of each question."""
    enrol(10, kk=kk(1))
    enrol(6, phone=PHONE, kk=lambda number: kk(2 + number % 3))
    first = Person.objects.filter(phone=PHONE).order_by("id").first()
    household = Person.objects.exclude(household=first.household_id).order_by("id").first().household_id
    return f"{LIST}/telepon/{first.id}", f"{LIST}/kk/{household}"


class TestList:
    def test_asks_in_sentences_what_waits_first(self, crowd, operator):
        page = read(operator.get(LIST))
        assert "Satu KK memuat 10 pekerja." in page
        assert f"Nomor HP {PHONE} dipakai 6 orang dari 3 keluarga." in page
        assert "2 pertanyaan, 2 belum diperiksa" in page
        operator.post(crowd[0], {"alasan": FOUND, "jumlah": 6})
        page = read(operator.get(LIST))
        assert page.index("10 pekerja") < page.index("dipakai 6 orang") < page.index(FOUND)
        assert "2 pertanyaan, 1 belum diperiksa" in page

    def test_is_sieved_by_kind_and_words(self, crowd, operator):
        page = read(operator.get(LIST, {"jenis": "kk"}))
        assert "10 pekerja" in page
        assert "dipakai" not in page
        assert "10 pekerja" not in read(operator.get(LIST, {"cari": PHONE}))
        assert "Tidak ada pertanyaan yang cocok" in read(operator.get(LIST, {"cari": "Semayap"}))

    def test_says_so_where_nothing_is_odd(self, operator):
        assert "Tidak ada yang janggal" in read(operator.get(LIST))

    def test_is_a_workbook_too(self, crowd, operator):
        operator.post(crowd[1], {"alasan": "dua rumah berdampingan", "jumlah": 10})
        answer = operator.get(f"{LIST}/unduh.xlsx")
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        told = [row for row in rows if "pekerja." in str(row) or "dipakai" in str(row)]
        assert [row[3] for row in told] == ["Belum diperiksa", "Sudah diperiksa"]
        assert told[1][4].startswith("dua rumah berdampingan – Rina")

    def test_grows_in_queries_with_nothing(self, crowd, operator, django_assert_max_num_queries):
        with django_assert_max_num_queries(20):
            operator.get(LIST)


class TestQuestion:
    def test_names_who_is_behind_it_and_their_rows_without_a_nik(self, crowd, operator):
        page = read(operator.get(crowd[0]))
        person = Person.objects.filter(phone=PHONE).order_by("id").first()
        assert page.count(f"/orang/{person.id}") == 1
        assert page.count("usulan.xlsx, lembar DATA baris") == 6
        assert "63020652018" not in page

    def test_is_answered_and_taken_back(self, crowd, operator):
        assert operator.post(crowd[0], {"alasan": FOUND, "jumlah": 6}).status_code == 302
        assert FOUND in read(operator.get(crowd[0]))
        assert operator.post(f"{crowd[0]}/batalkan").status_code == 302
        assert Explained.objects.get().undone_by
        assert "Belum diperiksa" in read(operator.get(crowd[0]))

    def test_says_what_is_missing_and_what_changed(self, crowd, operator):
        assert operator.post(crowd[0], {"alasan": "", "jumlah": 6}).status_code == 422
        refused = operator.post(crowd[0], {"alasan": FOUND, "jumlah": 5})
        assert refused.status_code == 409
        assert "Jumlahnya berubah" in refused.content.decode()
        assert not Explained.objects.exists()

    def test_is_shown_to_its_desa_which_does_not_answer(self, crowd):
        officer = browser(Role.DESA_OFFICER, scope=RAMPA)
        page = read(officer.get(crowd[0]))
        assert "Operator dinas yang mencatat" in page
        assert "Model pencocokan" not in read(officer.get(LIST))
        assert officer.post(crowd[0], {"alasan": FOUND, "jumlah": 6}).status_code == 403

    def test_is_none_of_another_desa(self, crowd):
        officer = browser(Role.DESA_OFFICER, scope=SEMAYAP)
        assert officer.get(crowd[0]).status_code == 404
        assert "Tidak ada yang janggal" in read(officer.get(LIST))

    @pytest.mark.parametrize("address", [f"{LIST}/kk/1", f"{LIST}/telepon/x", f"{LIST}/hantu/1"])
    def test_that_is_none_is_not_found(self, operator, address):
        assert operator.get(address).status_code == 404


def trained(version, **facts):
    parameters = {
        "format": 1,
        "version": str(version),
        "trained_on": "2026-11-22",
        "data_sha256": "ab" * 32,
        "counts": {},
        "splink": "5",
        "prior": 0.001,
        "comparisons": {"sex": [{"name": "differ", "m": 0.01, "u": 0.5}, {"name": "same", "m": 0.99, "u": 0.5}]},
        "frequencies": {},
    }
    Weights.objects.create(
        kabupaten=KABUPATEN,
        version=version,
        trained_at=NOW,
        trained_by="user:3",
        data_sha256="ab" * 32,
        person_count=48_123,
        parameters=parameters,
        **facts,
    )


class TestModel:
    def test_tells_the_shipped_numbers_while_none_are_trained(self, operator):
        page = read(operator.get("/keputusan/model"))
        assert "Memakai angka bawaan" in page
        assert '<svg class="picture"' not in page

    def test_tells_the_latest_version_its_numbers_and_those_before(self, operator):
        trained(1)
        trained(2, pictures={"weights": {"-5": 1200, "14": 30}, "blocks": {"nik": 1000, "kk": 230}})
        page = read(operator.get("/keputusan/model"))
        assert "Versi 2, dilatih 22 November 2026 pada 48.123 orang." in page
        assert page.count("ab" * 32) == 2
        for said in ("1,0 %", "50,0 %", "−5,6", "+1,0", "NIK sama", "1.200", "1.000"):
            assert said in page, said
        drawn = [
            ET.fromstring(f"<svg{rest.split('</svg>')[0]}</svg>")
            for rest in page.split("<svg")[1:]
            if "picture" in rest[:20]
        ]
        assert len(drawn) == 2

    def test_of_a_version_without_a_run_has_no_picture(self, operator):
        trained(1)
        page = read(operator.get("/keputusan/model"))
        assert page.count("Belum ada yang bisa digambar") == 2

    def test_is_closed_to_a_desa(self):
        assert browser(Role.DESA_OFFICER, scope=RAMPA).get("/keputusan/model").status_code == 403
