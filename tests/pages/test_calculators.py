"""The calculators: their sentence, their reasons, and what they say of what they cannot read."""

import json
import re
import subprocess
import sys
from html import unescape

import pytest

CONTRIBUTION = {
    "mulai_bulan": "5",
    "mulai_tahun": "2026",
    "lama": "1",
    "orang": "1",
    "penghasilan": "1.000.000",
    "sektor": "other",
    "pembayar": "government",
    "program": ["JKK", "JKM"],
}
COVER = {
    "terdaftar": "05/01/2026",
    "awal_bulan": "1",
    "awal_tahun": "2026",
    "akhir_bulan": "2",
    "akhir_tahun": "2026",
    "pada": "10/05/2026",
}


def shown(response) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def headline(response) -> str:
    return shown_part(response, "h1")


def shown_part(response, tag: str) -> str:
    found = re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", response.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])).strip()


def by_command(name: str, case: dict) -> dict:
    words = [sys.executable, "-m", "payung.config.command", name]
    return json.loads(subprocess.run(words, input=json.dumps(case), capture_output=True, text=True, check=True).stdout)


class TestContribution:
    def test_is_asked_before_it_is_answered(self, client):
        response = client.get("/hitung/iuran")
        assert (response.status_code, headline(response)) == (200, "Hitung iuran")

    def test_says_the_sum_first_and_every_reason_with_its_source(self, client):
        response = client.get("/hitung/iuran", CONTRIBUTION)
        assert headline(response) == "Rp16.800 untuk Mei 2026"
        case = {
            "month": "2026-05",
            "income_rp": 1000000,
            "sector": "other",
            "payer": "government",
            "schemes": ["JKK", "JKM"],
        }
        for line in by_command("contribution", case)["lines"]:
            assert line["explanation"] in shown(response)
            assert f"Sumber: {line['source']}" in shown(response)

    def test_multiplies_months_and_persons(self, client):
        response = client.get("/hitung/iuran", CONTRIBUTION | {"lama": "12", "orang": "500"})
        assert headline(response) == "Rp100.800.000 untuk Mei 2026 s.d. April 2027"
        assert "500 orang × 12 bulan = 6.000 orang-bulan (OB)" in shown(response)

    def test_parts_months_that_cost_differently(self, client):
        """The relief of August 2020 to January 2021 in the midst of fourteen months."""
        response = client.get("/hitung/iuran", CONTRIBUTION | {"mulai_bulan": "1", "mulai_tahun": "2020", "lama": "14"})
        captions = re.findall(r"<caption>(.*?)</caption>", response.content.decode())
        assert captions == ["Januari 2020 s.d. Juli 2020", "Agustus 2020 s.d. Januari 2021", "Februari 2021"]

    def test_says_when_the_law_is_not_settled(self, client):
        response = client.get("/hitung/iuran", CONTRIBUTION | {"pembayar": "village", "sektor": "transport"})
        assert "Belum pasti" in shown(response)

    @pytest.mark.parametrize(
        ("said", "question", "sentence"),
        [
            ({"mulai_bulan": "6", "mulai_tahun": "2015"}, "mulai", "sebelum Juli 2015"),
            ({"mulai_tahun": ""}, "mulai", "Isi bulan dan tahunnya"),
            ({"mulai_bulan": "13"}, "mulai", "Isi bulan dan tahunnya"),
            ({"mulai_tahun": "99999"}, "mulai", "Isi bulan dan tahunnya"),
            ({"lama": "0"}, "lama", "dari 1 sampai 60"),
            ({"lama": "satu"}, "lama", "dari 1 sampai 60"),
            ({"orang": "1000001"}, "orang", "dari 1 sampai 1.000.000"),
            ({"penghasilan": "sejuta"}, "penghasilan", "tanpa huruf"),
            ({"penghasilan": ""}, "penghasilan", "tanpa huruf"),
            ({"penghasilan": "-5"}, "penghasilan", "tanpa huruf"),
            ({"sektor": "laut"}, "sektor", "Pilih salah satu jenis pekerjaan"),
            ({"pembayar": ""}, "pembayar", "Pilih uang siapa"),
            ({"program": "JHT"}, "program", "Pilih JKK, JKM, atau keduanya"),
        ],
    )
    def test_tells_what_it_cannot_read_beside_the_question(self, client, said, question, sentence):
        response = client.get("/hitung/iuran", CONTRIBUTION | said, follow=True)
        assert response.status_code == 422
        page = response.content.decode()
        assert re.search(rf'<a href="#tanya-{question}">[^<]*{sentence}', page)
        assert re.search(rf'id="tanya-{question}".*?{sentence}', page, re.DOTALL)

    @pytest.mark.parametrize("written", ["1000000", "1.000.000", "Rp 1.000.000,-", "Rp1.000.000,00", "1 000 000"])
    def test_reads_sums_as_people_write_them(self, client, written):
        response = client.get("/hitung/iuran", CONTRIBUTION | {"penghasilan": written})
        assert headline(response) == "Rp16.800 untuk Mei 2026"


class TestCover:
    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({}, "Belum pasti terlindungi pada 10 Mei 2026"),
            ({"pada": "10/02/2026"}, "Terlindungi pada 10 Februari 2026"),
            ({"pada": "1 Juli 2026"}, "Tidak terlindungi pada 1 Juli 2026"),
            ({"pada": "2026-01-04"}, "Belum terlindungi pada 4 Januari 2026"),
            ({"kecuali": ["2026-01", "2026-02"]}, "Belum terlindungi pada 10 Mei 2026"),
            ({"akhir_bulan": "4", "kecuali": "2026-02"}, "Terlindungi pada 10 Mei 2026"),
            ({"telat1_bulan": "2026-02", "telat1_hari": "11/05/2026"}, "Tidak terlindungi pada 10 Mei 2026"),
        ],
    )
    def test_says_first_whether_the_person_is_covered(self, client, said, sentence):
        assert headline(client.get("/hitung/perlindungan", COVER | said)) == sentence

    def test_gives_the_reasons_of_the_law(self, client):
        case = {"registered_on": "2026-01-05", "paid_months": ["2026-01", "2026-02"], "on": "2026-05-10"}
        page = shown(client.get("/hitung/perlindungan", COVER))
        for reason in by_command("cover", case)["explanation"]:
            assert reason in page

    def test_is_asked_of_one_who_has_paid_nothing(self, client):
        response = client.get("/hitung/perlindungan", {"terdaftar": "05/01/2026", "pada": "10/05/2026"})
        assert headline(response) == "Belum terlindungi pada 10 Mei 2026"

    def test_offers_each_month_between_to_be_left_out(self, client):
        page = client.get("/hitung/perlindungan", COVER | {"kecuali": "2026-01"}).content.decode()
        assert re.findall(r'name="kecuali" value="(\S+)"[^>]*?( checked)?>', page) == [
            ("2026-01", " checked"),
            ("2026-02", ""),
        ]

    @pytest.mark.parametrize(
        ("said", "question", "sentence"),
        [
            ({"terdaftar": "31/02/2026"}, "terdaftar", "ada di kalender"),
            ({"pada": ""}, "pada", "ada di kalender"),
            ({"pada": "01/01/2010"}, "pada", "sebelum 1 Juli 2015"),
            ({"akhir_bulan": "", "akhir_tahun": ""}, "akhir", "atau kosongkan keduanya"),
            ({"akhir_tahun": "2025"}, "akhir", "Tukar keduanya"),
            ({"awal_tahun": "2014"}, "awal", "Bulan pertama yang dapat dihitung"),
            ({"akhir_tahun": "2099"}, "akhir", "Paling banyak 240 bulan"),
            ({"kecuali": "2027-01"}, "kecuali", "antara bulan pertama dan terakhir"),
            ({"telat1_bulan": "2026-01"}, "telat1_hari", "Isi tanggal bulan ini dibayar"),
            ({"telat1_hari": "01/02/2026"}, "telat1_bulan", "Pilih bulan yang dibayar"),
        ],
    )
    def test_tells_what_it_cannot_read_beside_the_question(self, client, said, question, sentence):
        response = client.get("/hitung/perlindungan", COVER | said, follow=True)
        assert response.status_code == 422
        assert re.search(rf'<a href="#tanya-{question}">[^<]*{sentence}', response.content.decode())


class TestAddress:
    def test_leaves_out_what_was_left_empty(self, client):
        response = client.get("/hitung/perlindungan", COVER | {"telat1_bulan": "", "telat1_hari": ""})
        assert response.status_code == 302
        assert "telat" not in response.headers["Location"]

    def test_needs_no_database(self, client):
        """The test has no mark that would let it ask one."""
        assert client.get("/hitung/iuran", CONTRIBUTION).status_code == 200
