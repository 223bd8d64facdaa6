"""Pages of batches: what each role sees and may do, from who is to be told to the workbook that leaves."""

from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.decrees.tests import cast as decrees
from payung.enrolment.models import Batch, BatchLine, Detail
from payung.enrolment.tests import batches_cast as cast
from payung.enrolment.tests.batches_cast import LATER

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def days(monkeypatch):
    """Pages ask the clock; the cast lives in January 2027."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def text(response) -> str:
    return str(response.content.decode())


class TestPages:
    def test_lead_from_who_is_to_be_told_to_a_workbook_that_is_sent(self):
        programme, _ = cast.in_force(2)
        client = signed_in(Role.OPERATOR)
        assert "2 orang perlu diberitahukan ke BPJS" in text(client.get("/batch"))
        asked = f"/batch/baru?program={programme.code}&dana=apbd&jenis=new"
        assert "Daftar baru: 2 orang" in text(client.get(asked))
        key = uuid4()
        for _ in range(2):
            response = client.post(asked, {"request_key": key})
        batch = Batch.objects.get()
        assert response.url == f"/batch/{batch.pk}"
        client.post(f"/batch/{batch.pk}/buku", {"request_key": uuid4()})
        page = text(client.get(f"/batch/{batch.pk}"))
        assert "Buku kerja siap" in page
        refused = client.post(f"/batch/{batch.pk}/unduh", {"request_key": uuid4(), "because": ""})
        assert refused.status_code == 409
        taken = client.post(f"/batch/{batch.pk}/unduh", {"request_key": uuid4(), "because": "Dikirim ke BPJS"})
        sheet = openpyxl.load_workbook(BytesIO(b"".join(taken.streaming_content))).worksheets[0]
        assert sheet.max_row == 5 + 2
        assert Event.objects.filter(act="enrolment.take_workbook").count() == 1
        client.post(
            f"/batch/{batch.pk}/kirim", {"request_key": uuid4(), "sent_date": "20/1/2027", "reference": "560/1"}
        )
        assert "menunggu jawaban BPJS: 2 dari 2 orang" in text(client.get(f"/batch/{batch.pk}"))
        assert "6302065201" not in page

    def test_say_who_lacks_what_and_take_the_filled_list_back(self):
        programme, _ = cast.in_force(2, mother_name="", postal_code="")
        client = signed_in(Role.OPERATOR)
        batch = cast.drafted(programme)
        assert client.post(f"/batch/{batch.id}/buku", {"request_key": uuid4()}).url == f"/batch/{batch.id}/kurang"
        page = text(client.get(f"/batch/{batch.id}/kurang"))
        assert "2 orang belum lengkap untuk BPJS" in page
        assert "nama ibu kandung; kode pos" in page
        desa = signed_in(Role.DESA_OFFICER, scope=decrees.RAMPA)
        book = openpyxl.load_workbook(
            BytesIO(b"".join(desa.get(f"/batch/{batch.id}/kurang?isian=1").streaming_content))
        )
        sheet = book.worksheets[0]
        heading = next(row for row in sheet.iter_rows() if row[0].value == "NO")
        for row in sheet.iter_rows(min_row=heading[0].row + 1):
            for cell, title in zip(row, heading, strict=True):
                told = {"NAMA IBU KANDUNG": "Siti", "KODE POS": "72.112"}.get(title.value)
                cell.value = told or cell.value
        out = BytesIO()
        book.save(out)
        upload = SimpleUploadedFile("isian.xlsx", out.getvalue())
        client.post(f"/batch/{batch.id}/isian", {"request_key": uuid4(), "file": upload})
        assert set(Detail.objects.values_list("field", "value")) == {("mother_name", "Siti"), ("postal_code", "72112")}
        assert "Semua lengkap untuk BPJS" in text(client.get(f"/batch/{batch.id}/kurang"))

    def test_take_one_persons_details_and_refuse_what_holds_a_nik(self):
        programme, _ = cast.in_force(1, mother_name="")
        client = signed_in(Role.OPERATOR)
        batch = cast.drafted(programme)
        line = BatchLine.objects.get()
        here = f"/batch/{batch.id}/orang/{line.pk}"
        assert "Belum ada untuk BPJS: nama ibu kandung." in text(client.get(here))
        told = {"birth_place": "Kotabaru", "mother_name": "6302065201800001"}
        assert client.post(f"{here}/lengkapi", {"request_key": uuid4(), **told}).status_code == 409
        client.post(f"{here}/lengkapi", {"request_key": uuid4(), **told, "mother_name": "Aminah"})
        assert Detail.objects.get().value == "Aminah"

    def test_show_a_desa_its_own_people_and_another_kabupaten_nothing(self):
        programme = decrees.programme()
        wanted = [*decrees.chosen(programme, 1), *decrees.chosen(programme, 1, desa_code=decrees.SEMAYAP)]
        decrees.in_force(decrees.drafted(programme, wanted))
        batch = cast.drafted(programme)
        desa = signed_in(Role.DESA_OFFICER, scope=decrees.RAMPA)
        assert "1 orang" in text(desa.get(f"/batch/{batch.id}"))
        theirs = BatchLine.objects.get(line__desa_code=decrees.SEMAYAP)
        assert desa.get(f"/batch/{batch.id}/orang/{theirs.pk}").status_code == 404
        assert "perlu diberitahukan" not in text(desa.get("/batch"))
        assert desa.post(f"/batch/{batch.id}/buku", {"request_key": uuid4()}).status_code == 403

    def test_list_and_take_home_without_niks(self):
        programme, _ = cast.in_force(2)
        batch = cast.drafted(programme)
        client = signed_in(Role.INSPECTOR)
        for address in ("/batch?excel=1", f"/batch/{batch.id}?excel=1", f"/batch/{batch.id}/kurang?excel=1"):
            book = openpyxl.load_workbook(BytesIO(b"".join(client.get(address).streaming_content)))
            assert "6302065201" not in str([[cell.value for cell in row] for row in book.worksheets[0].iter_rows()])
        assert "0 orang" in text(client.get(f"/batch/{batch.id}?cari=tidakada"))
        assert "Sari" in text(client.get(f"/batch/{batch.id}?cetak=1&urut=desa&keadaan=waiting"))
