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

BENEFIT = {
    "penyebab": "work",
    "hasil": "death",
    "kejadian": "01/06/2025",
    "dasar": "1.000.000",
    "terdaftar": "10/01/2024",
    "bulan_iuran": "24",
    "status": "active",
    "waris": "ada",
    "tangan": "right",
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


class TestBenefit:
    def test_opens_with_an_example_that_can_be_asked_as_it_stands(self, client):
        page = client.get("/hitung/manfaat").content.decode()
        said = dict(re.findall(r'<input type="text" name="(\w+)" value="([^"]*)"', page))
        said |= dict(re.findall(r'<input type="number" name="(\w+)" value="([^"]*)"', page))
        said |= dict(re.findall(r'<input type="radio" name="(\w+)" value="([^"]*)"[^>]* checked', page))
        for name, choices in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
            if chosen := re.search(r'value="([^"]+)" selected', choices):
                said[name] = chosen[1]
        assert headline(client.get("/hitung/manfaat", said)) == "Manfaat yang menjadi hak: Rp70.000.000"

    def test_says_the_sum_first_and_every_line_with_formula_and_source(self, client):
        said = {"anak1_jenjang": "SD", "anak1_sisa": "4", "anak1_lahir": "02/03/2016", "terlambat": "2"}
        response = client.get("/hitung/manfaat", BENEFIT | said)
        case = {
            "cause": "work",
            "outcome": "death",
            "event_date": "2025-06-01",
            "base_income_rp": 1_000_000,
            "membership": {"registered_on": "2024-01-10", "months_paid": 24, "status": "active"},
            "children": [{"level": "SD", "years_left_at_level": 4, "birth_date": "2016-03-02"}],
            "days_paid_late": 2,
        }
        answer = by_command("benefit", case)
        assert headline(response) == f"Manfaat yang menjadi hak: Rp{answer['total_now_rp']:,}".replace(",", ".")
        for line in answer["lines"]:
            assert f"{line['formula']} Sumber: {line['source']}" in shown(response)
        for note in answer["notes"]:
            assert note in shown(response)
        total = f"Rp{answer['scholarship_total_rp']:,}".replace(",", ".")
        assert f"Beasiswa dari tahun ke tahun: {total}" in shown(response)
        rows = re.findall(r"<td>(SD|SMP|SMA|Perguruan tinggi)</td>", response.content.decode())
        assert len(rows) == len(answer["scholarship_schedule"])

    @pytest.mark.parametrize(
        ("said", "sum_rp", "sentence"),
        [
            ({"penyebab": "other", "bulan_iuran": "2"}, "10.000.000", "Hanya biaya pemakaman: baru 2 bulan iuran"),
            ({"waris": "tidak"}, "10.000.000", "menjadi hak dana jaminan sosial"),
            ({"status": "unpaid"}, "0", "Tidak ada yang dapat dihitung. Alasannya ada di bawah."),
            ({"penyebab": "other", "peserta_lain": "1"}, "74.000.000", "dihitung dua kali"),
            (
                {"hasil": "partial_disability", "cacat2_bagian": "right_index_finger", "tangan": "left"},
                "5.600.000",
                "7% × 80 × 1.000.000",
            ),
            (
                {"hasil": "partial_disability", "cacat1_bagian": "scalp", "cacat1_angka": "12,5"},
                "10.000.000",
                "12,5% × 80",
            ),
            (
                {"hasil": "partial_disability", "cacat1_bagian": "one_eye", "cacat1_fungsi": "50"},
                "14.000.000",
                "50% × 35% × 80",
            ),
            ({"hasil": "recovered", "tak_mampu": "13,5"}, "12.750.000", "1,5 × 50% × 1.000.000"),
            (
                {"hasil": "treated", "laut": "Rp3.000.000", "kacamata": "1.500.000", "pengobatan": "5"},
                "3.000.005",
                "2.000.000 (laut, paling banyak 2.000.000 dari biaya 3.000.000)",
            ),
        ],
    )
    def test_answers_what_is_asked(self, client, said, sum_rp, sentence):
        response = client.get("/hitung/manfaat", BENEFIT | said)
        assert headline(response) == f"Manfaat yang menjadi hak: Rp{sum_rp}"
        assert sentence in shown(response)

    @pytest.mark.parametrize(
        ("said", "question", "sentence"),
        [
            ({"kejadian": ""}, "kejadian", "ada di kalender"),
            ({"kejadian": "30/06/2015", "terdaftar": "01/01/2015"}, "kejadian", "sebelum 1 Juli 2015"),
            ({"kejadian": "09/01/2024"}, "kejadian", "sebelum tanggal terdaftar"),
            ({"dasar": "sejuta"}, "dasar", "tanpa huruf"),
            ({"bulan_iuran": "-1"}, "bulan_iuran", "bilangan bulat"),
            ({"bulan_iuran": ""}, "bulan_iuran", "bilangan bulat"),
            ({"penyebab": "laut"}, "penyebab", "Pilih salah satu"),
            ({"hasil": ""}, "hasil", "Pilih salah satu"),
            ({"hasil": "partial_disability"}, "cacat1_bagian", "Pilih bagian tubuh yang cacat"),
            ({"tak_mampu": "setengah"}, "tak_mampu", "Isi dengan angka"),
            ({"tak_mampu": "-1"}, "tak_mampu", "Isi dengan angka"),
            ({"laut": "-5"}, "laut", "tanpa huruf"),
            ({"terlambat": "9999"}, "terlambat", "bilangan bulat"),
            ({"cacat2_bagian": "tail"}, "cacat2_bagian", "Pilih salah satu"),
            ({"cacat2_fungsi": "50"}, "cacat2_bagian", "kosongkan baris ini"),
            ({"cacat2_bagian": "smell", "cacat2_fungsi": "100,5"}, "cacat2_fungsi", "Paling banyak 100 persen"),
            ({"cacat2_bagian": "scalp"}, "cacat2_angka", "Isi angka dokter"),
            ({"cacat2_bagian": "scalp", "cacat2_angka": "31"}, "cacat2_angka", "tidak sesuai dengan tabel"),
            ({"cacat2_bagian": "hearing_loss_one_ear_per_10db"}, "cacat2_puluhan", "puluhan penuh"),
            ({"cacat2_bagian": "right_thumb", "cacat2_puluhan": "2"}, "cacat2_puluhan", "tidak dihitung per sepuluh"),
            ({"anak2_jenjang": "SD"}, "anak2_sisa", "Isi sisa tahun"),
            ({"anak2_sisa": "0"}, "anak2_jenjang", "kosongkan baris ini"),
            ({"anak2_jenjang": "PT", "anak2_sisa": "2", "anak2_lahir": "01/06/2002"}, "anak2_lahir", "sudah 23 tahun"),
            (
                {"anak2_jenjang": "TK", "anak2_sisa": "2", "anak2_lahir": "02/06/2025"},
                "anak2_lahir",
                "sesudah kejadian",
            ),
        ],
    )
    def test_tells_what_it_cannot_read_beside_the_question(self, client, said, question, sentence):
        response = client.get("/hitung/manfaat", BENEFIT | said, follow=True)
        assert response.status_code == 422
        page = response.content.decode()
        assert re.search(rf'<a href="#tanya-{question}">[^<]*{sentence}', page)
        assert re.search(rf'id="tanya-{question}".*?{sentence}', page, re.DOTALL)

    def test_tells_what_cannot_be_beside_what_cannot_be_read(self, client):
        said = {"tak_mampu": "x", "bulan_iuran": "", "cacat1_bagian": "scalp", "kejadian": "09/01/2024"}
        page = client.get("/hitung/manfaat", BENEFIT | said, follow=True).content.decode()
        assert re.findall(r'<li><a href="#tanya-(\w+)">', page) == [
            "kejadian",
            "bulan_iuran",
            "tak_mampu",
            "cacat1_angka",
        ]

    def test_takes_a_child_of_22(self, client):
        said = {"anak1_jenjang": "PT", "anak1_sisa": "2", "anak1_lahir": "02/06/2002"}
        assert headline(client.get("/hitung/manfaat", BENEFIT | said)) == "Manfaat yang menjadi hak: Rp82.000.000"

    def test_opens_the_part_of_the_form_in_which_something_is_to_be_mended(self, client):
        page = client.get("/hitung/manfaat", BENEFIT | {"anak1_jenjang": "SD"}).content.decode()
        assert re.findall(r'<details class="late"( open)?>', page) == [" open", "", "", ""]


class TestAddress:
    def test_leaves_out_what_was_left_empty(self, client):
        response = client.get("/hitung/perlindungan", COVER | {"telat1_bulan": "", "telat1_hari": ""})
        assert response.status_code == 302
        assert "telat" not in response.headers["Location"]

    def test_needs_no_database(self, client):
        """The test has no mark that would let it ask one."""
        assert client.get("/hitung/iuran", CONTRIBUTION).status_code == 200
