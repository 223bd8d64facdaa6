"""Pages of answers: from the upload to the decision, what each role sees, and that no page shows a NIK."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.enrolment.actions import answers
from payung.enrolment.models import Answer, AnswerRow, BatchLine
from payung.enrolment.tests.answers_cast import (
    KPJ,
    MASTURI,
    NOW,
    SARI,
    answer,
    own_layout,
    returned,
    three_sent,
    workbook,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def january(settings, tmp_path, monkeypatch):
    settings.PAYUNG_HOME = tmp_path / "home"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def uploaded(path):
    return SimpleUploadedFile(path.name, path.read_bytes())


class TestFromUploadToDecision:
    def test_operator_brings_an_answer_in_and_decides_what_is_open(self, tmp_path):
        of, lines = three_sent()
        said = own_layout(
            (SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""), (MASTURI, "MASTURI", "", "BERHASIL", f"lihat {MASTURI}")
        )
        path = workbook(tmp_path / "jawaban.xlsx", said)
        client = signed_in(Role.OPERATOR)
        assert "3 orang menunggu jawaban BPJS" in client.get("/jawaban").content.decode()
        upload = {"program": of.code, "tanggal": "15/01/2027"}
        came = client.post("/jawaban/baru", upload | {"berkas": uploaded(path)})
        found = Answer.objects.get()
        assert came["Location"] == f"/jawaban/{found.pk}"
        assert "sedang dibaca" in client.get(came["Location"]).content.decode()
        answers.apply_answer(answer_id=found.pk, now=NOW)
        page = client.get(came["Location"]).content.decode()
        assert "Dari 2 baris: 1 diterima, 0 ditolak" in page
        assert MASTURI not in page
        twice = client.post("/jawaban/baru", upload | {"berkas": uploaded(path)}, follow=True).content.decode()
        assert "Tidak ada yang berubah" in twice
        queue = client.get("/jawaban/antrean").content.decode()
        assert "1 baris menunggu keputusan" in queue
        row = AnswerRow.objects.get(outcome="queued")
        beside = client.get(f"/jawaban/baris/{row.pk}").content.decode()
        assert "KPJ-nya tidak ada" in beside
        assert "6302•• •••••• ••••" in beside
        sent = {"putusan": "accept", "kpj": "123", "alasan": "telepon BPJS"}
        assert client.post(f"/jawaban/baris/{row.pk}", sent).status_code == 409
        done = client.post(f"/jawaban/baris/{row.pk}", sent | {"kpj": KPJ[MASTURI]})
        assert done["Location"] == "/jawaban/antrean"
        assert BatchLine.objects.get(id=lines[MASTURI].pk).state == "accepted"

    def test_columns_are_named_by_hand_and_show_no_nik(self, tmp_path):
        of, _ = three_sent()
        rows = [("Kol A", "Orang", "Angka B", "Jwb"), (SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL")]
        found = answer(of, tmp_path, {"S": rows})
        client = signed_in(Role.HEAD)
        assert "belum kami kenali" in client.get(f"/jawaban/{found.id}").content.decode()
        page = client.get(f"/jawaban/{found.id}/kolom").content.decode()
        assert "Angka B" in page
        assert "6302••••" in page
        assert SARI not in page
        assert client.post(f"/jawaban/{found.id}/kolom", {"s0k1": "name"}).status_code == 422
        told = {"s0k0": "nik", "s0k1": "name", "s0k2": "kpj", "s0k3": "result"}
        assert client.post(f"/jawaban/{found.id}/kolom", told).status_code == 302
        assert answers.apply_answer(answer_id=found.id, now=NOW).applied_count == 1

    def test_words_are_explained_once(self, tmp_path):
        of, _ = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "GAGAL", "Kuota cabang habis")))
        client = signed_in(Role.OPERATOR)
        assert "1 alasan BPJS belum diartikan" in client.get("/jawaban/alasan").content.decode()
        told = {"kata": "Kuota cabang habis", "arti": "other", "alasan": "surat BPJS 12"}
        assert client.post("/jawaban/alasan/artikan", told | {"arti": ""}).status_code == 422
        client.post("/jawaban/alasan/artikan", told)
        assert "Semua alasan BPJS sudah diartikan" in client.get("/jawaban/alasan").content.decode()


class TestWhoSees:
    def test_inspector_looks_and_decides_nothing_and_another_kabupaten_finds_nothing(self, tmp_path):
        of, lines = three_sent()
        found = answer(of, tmp_path, returned((lines[SARI], ("DITERIMA", "", ""))))
        row = AnswerRow.objects.get()
        inspector, stranger = signed_in(Role.INSPECTOR), signed_in(Role.OPERATOR, kabupaten="63.10")
        page = inspector.get(f"/jawaban/baris/{row.pk}").content.decode()
        assert "Simpan keputusan" not in page
        told = {"putusan": "set_aside", "alasan": "kata siapa ya"}
        assert inspector.post(f"/jawaban/baris/{row.pk}", told).status_code in (403, 409)
        assert [stranger.get(f"/jawaban/{at}").status_code for at in (found.id, f"baris/{row.pk}")] == [404, 404]
        assert AnswerRow.objects.get().outcome == "queued"

    def test_lists_are_taken_home_and_printed(self, tmp_path):
        of, _ = three_sent()
        found = answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "GAGAL", "=1+1")))
        client = signed_in(Role.HEAD)
        for address in ("/jawaban", f"/jawaban/{found.id}", "/jawaban/antrean"):
            assert b"PK" in b"".join(client.get(address, {"excel": 1}))[:4]
            assert "data-print" in client.get(address, {"cetak": 1}).content.decode()
