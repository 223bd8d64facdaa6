"""Pages of what is owed and paid: the sum first, who may do what, and a report of the branch from upload to decision."""

import io
import re
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from docx import Document

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.claims.models import BranchLine, Claim, Computation, Difference, Payment
from payung.claims.states import State
from payung.claims.tests.cast import ACCIDENT, BUDI, SEMAYAP, claim, sari
from payung.claims.tests.family_cast import bare_claim
from payung.claims.tests.money_cast import LATER, approved, computed, jkm, paid
from payung.claims.tests.test_branch import csv, row
from payung.claims.tests.test_casework_pages import photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch, tmp_path):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    monkeypatch.setattr(settings, "PAYUNG_HOME", tmp_path)


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def key() -> dict[str, object]:
    return {"request_key": uuid4()}


def in_hands_of(of: Claim, client) -> None:
    Claim.objects.filter(id=of.pk).update(officer=f"user:{client.session['_auth_user_id']}")


class TestComputation:
    def test_the_officer_stores_it_and_the_head_approves(self):
        of, operator, head = jkm(), signed_in(Role.OPERATOR), signed_in(Role.HEAD)
        at = f"/klaim/{of.pk}/hitungan"
        assert "Simpan hitungan ini" not in text(operator.get(at))  # it is in another's hands
        in_hands_of(of, operator)
        page = text(operator.get(at))
        assert page.index("Menjadi hak: Rp42.000.000") < page.index("Biaya pemakaman")
        assert operator.post(f"{at}/simpan", key()).status_code == 302
        made = Computation.objects.get()
        assert "Menunggu persetujuan" in text(operator.get(at))
        assert operator.post(f"{at}/{made.pk}/setujui", key()).status_code == 403
        assert "Setujui hitungan ini" in text(head.get(at))
        assert head.post(f"{at}/{made.pk}/setujui", key()).status_code == 302
        assert "Disetujui Rina" in text(head.get(at))
        assert signed_in(Role.DESA_OFFICER, scope=SEMAYAP).get(at).status_code == 404

    def test_says_what_is_missing_with_its_page(self):
        of = bare_claim(ACCIDENT)
        page = text(signed_in(Role.OPERATOR).get(f"/klaim/{of.pk}/hitungan"))
        assert "Belum dapat dihitung" in page
        assert f'href="/klaim/{of.pk}/keterangan"' in page


class TestPayment:
    def test_is_recorded_line_by_line_and_the_difference_accepted_by_another(self):
        of = jkm(State.DECIDED)
        approved(of)
        operator, other = signed_in(Role.OPERATOR), signed_in(Role.OPERATOR)
        at = f"/klaim/{of.pk}/hitungan"
        form = text(operator.get(f"{at}/bayar"))
        assert "Biaya pemakaman (hak Rp10.000.000)" in form
        words = {"paid_on": "24/5/2027", "rp_JKM_DEATH_GRANT": "20.000.000", "rp_JKM_PERIODIC": "12.000.000"}
        assert operator.post(f"{at}/bayar", key() | words | {"other_rp": "5"}).status_code == 422
        assert operator.post(f"{at}/bayar", key() | words | {"paid_on": "2/6/2027"}).status_code == 409
        sent = operator.post(f"{at}/bayar", key() | words | {"scan": photo()})
        assert sent.status_code == 302
        payment, row_ = Payment.objects.get(), Difference.objects.get()
        page = text(operator.get(at))
        assert "belum dibayar" in page
        proof = operator.get(f"{at}/bukti/{payment.pk}")
        assert b"".join(proof.streaming_content)[:2] == b"\xff\xd8"
        accepting = key() | {"because": "Pemakaman dibayar langsung ke desa."}
        assert operator.post(f"{at}/selisih/{row_.pk}", accepting).status_code == 409
        assert other.post(f"{at}/selisih/{row_.pk}", accepting).status_code == 302
        assert "diterima oleh Rina: Pemakaman dibayar langsung ke desa." in text(other.get(at))

    def test_that_came_late_becomes_a_letter(self):
        of = jkm(State.DECIDED)
        approved(of)
        paid(of, on=date(2027, 5, 30))
        client = signed_in(Role.OPERATOR)
        page = text(client.get(f"/klaim/{of.pk}/hitungan"))
        assert "terlambat 5 hari: ganti ruginya Rp2.100.000" in page
        letter = client.get(f"/klaim/{of.pk}/hitungan/kompensasi?bagian=0")
        said = " ".join(
            cell.text
            for table in Document(io.BytesIO(letter.content)).tables
            for row_ in table.rows
            for cell in row_.cells
        )
        assert "Rp2.100.000" in said
        assert client.get(f"/klaim/{of.pk}/hitungan/kompensasi?bagian=9").status_code == 404

    def test_of_another_claim_is_not_found(self):
        one, other = jkm(State.DECIDED), claim(ACCIDENT, of=sari(terms=0))
        made = computed(one, by=BUDI)
        assert signed_in(Role.HEAD).post(f"/klaim/{other.pk}/hitungan/{made}/setujui", key()).status_code == 404


class TestBranchReports:
    def test_go_from_upload_to_a_decision(self):
        of = jkm(State.DECIDED)
        approved(of)
        operator = signed_in(Role.OPERATOR)
        assert "Belum ada laporan" in text(operator.get("/klaim/laporan-cabang"))
        path = csv(row(of.membership, name="Orang Lain"))
        call_command("claims", "branch", str(path), "--on", "2027-05-31", "--json")
        line = BranchLine.objects.get()
        page = text(operator.get(f"/klaim/laporan-cabang/{line.report_id}"))
        assert "1 baris menunggu putusan Anda" in page
        assert "namanya berbeda dengan nama peserta" in page
        for asked in ("cari=Orang", "keadaan=waiting", "urut=jumlah", "cetak=1"):
            assert "Orang Lain" in text(operator.get(f"/klaim/laporan-cabang/{line.report_id}?{asked}"))
        excel = f"/klaim/laporan-cabang/{line.report_id}?excel=1"
        assert b"".join(operator.get(excel).streaming_content).startswith(b"PK")
        at = f"/klaim/laporan-cabang/baris/{line.pk}"
        assert of.code in text(operator.get(at))
        assert signed_in(Role.HEAD).post(f"{at}/klaim", key() | {"code": of.code}).status_code == 403
        assert operator.post(f"{at}/klaim", key() | {"code": "TIDAKADA"}).status_code == 409
        assert operator.post(f"{at}/klaim", key() | {"code": of.code}).status_code == 302
        assert Payment.objects.get().claim_id == of.pk
        upload = SimpleUploadedFile("salinan.csv", path.read_bytes())
        sent = operator.post("/klaim/laporan-cabang/baru", key() | {"berkas": upload, "as_of": "31/5/2027"})
        assert sent.headers["Location"].endswith(f"/klaim/laporan-cabang/{line.report_id}?sama=1")
