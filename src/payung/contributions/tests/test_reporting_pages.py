"""Pages of reports: each answers first, its workbook and paper are its own, and papers leave with a reason."""

import io
import zipfile
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.contributions.states import Scheme
from payung.contributions.tests import billing_cast as cast
from payung.gateways.tests.printed import pages, words
from payung.membership.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch):
    """Pages ask the clock; the cast lives in January 2027."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.NOW)


@pytest.fixture
def members():
    return cast.members(3)


def body(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


class TestReports:
    def test_says_what_comes_first_where_there_is_nothing(self):
        assert b"Belum ada program" in body(signed_in(Role.OPERATOR), "/laporan")

    def test_answers_on_the_page_in_the_workbook_and_on_paper(self, members):
        cast.received(cast.paid(cast.raised(members[0].programme)))
        client = signed_in(Role.OPERATOR)
        for address, told in (
            ("/laporan/rekap?per=11/01/2027", "3 dari 3 orang"),
            ("/laporan/rekap?per=1/1/2027&baris=desa&kolom=kelamin", "0 dari 3 orang"),
            ("/laporan/anggaran", "Rp151.200 dari pagu"),
            ("/laporan/semester?semester=2027-1", "3 pekerja rentan"),
            ("/laporan/celah", "Tidak ada yang terputus dalam 31 hari"),
        ):
            page = body(client, address).decode()
            assert told in page, address
            more = "&" if "?" in address else "?"
            assert zipfile.ZipFile(io.BytesIO(body(client, f"{address}{more}excel=1"))).testzip() is None
            paper = "\n".join(words(one) for one in pages(body(client, f"{address}{more}pdf=1")))
            assert told in paper
            assert "jejak audit" in paper.casefold()

    def test_counts_a_dimension_against_another_and_hides_few_from_the_leadership(self, members):
        cast.received(cast.paid(cast.raised(members[0].programme)))
        whole = body(signed_in(Role.HEAD), "/laporan/rekap?baris=pekerjaan&kolom=status").decode()
        assert "nelayan" in whole
        assert 'class="number">3</td>' in whole
        assert 'class="number">9</td>' in whole
        hidden = body(signed_in(Role.LEADERSHIP), "/laporan/rekap?baris=pekerjaan&kolom=status").decode()
        assert "&lt;5" in hidden
        assert 'class="number">3</td>' not in hidden

    def test_is_of_the_whole_kabupaten_only(self, members):
        assert signed_in(Role.OPERATOR, scope="63.02.06").get("/laporan/anggaran").status_code == 404
        assert signed_in(Role.DESA_OFFICER, scope="63.02.06.2014").get("/laporan").status_code == 403


class TestGap:
    def test_tells_what_each_waits_for_from_the_bill_to_the_receipt(self, members):
        client, of = signed_in(Role.TREASURER), members[0].programme
        assert "belum ditagih" in body(client, "/laporan/celah").decode()
        assert client.get("/laporan/celah/surat.docx").status_code == 404
        bill = cast.raised(of)
        assert "menunggu kode iuran" in body(client, "/laporan/celah").decode()
        bill = cast.issued(bill)
        assert "menunggu SPP-LS" in body(client, "/laporan/celah").decode()
        assert body(client, "/laporan/celah/surat.docx")[:2] == b"PK"
        jkk = cast.requested([bill], Scheme.JKK)
        assert "menunggu SPP-LS" in body(client, "/laporan/celah").decode()  # of JKM there is none yet
        jkm = cast.requested([bill], Scheme.JKM)
        cast.disbursed(cast.ordered(jkk))
        assert "menunggu verifikasi PPK-SKPD" in body(client, "/laporan/celah").decode()
        jkm = cast.ordered(jkm)
        assert "menunggu SP2D" in body(client, "/laporan/celah").decode()
        cast.disbursed(jkm)
        page = body(client, "/laporan/celah").decode()
        assert "menunggu bukti terima BPJS" in page
        assert "3 belum pernah dibayarkan" in page
        cast.received(bill)
        assert "belum ditagih" in body(client, "/laporan/celah").decode()

    def test_lists_the_people_of_a_group_and_finds_one(self, members):
        Membership.objects.filter(id=members[0].id).update(state="held", held_because="died")
        client = signed_in(Role.OPERATOR)
        assert "ditahan" in body(client, "/laporan/celah").decode()
        kpj = members[1].kpj
        page = body(client, f"/laporan/celah/orang?cari={kpj}").decode()
        assert "1 orang" in page
        assert kpj in page
        assert members[2].kpj not in page
        assert body(client, "/laporan/celah/orang?urut=nama&excel=1")[:2] == b"PK"


class TestPackage:
    def test_is_printed_with_a_reason_and_taken_home(self, members):
        bill = cast.issued(cast.raised(members[0].programme))
        client = signed_in(Role.PPTK)
        assert "RANCANGAN" in body(client, f"/laporan/paket/{bill.id}").decode()
        cast.requested([bill], Scheme.JKK)
        page = body(client, f"/laporan/paket/{bill.id}").decode()
        assert "belum sama" in page
        assert "JKM di SPP" in page
        asked = {"because": "SPP Januari", "request_key": str(uuid4())}
        assert client.post(f"/laporan/paket/{bill.id}/susun", asked).status_code == 409
        cast.requested([bill], Scheme.JKM)
        assert client.post(f"/laporan/paket/{bill.id}/susun", asked | {"because": ""}).status_code == 422
        answer = client.post(f"/laporan/paket/{bill.id}/susun", asked)
        assert answer.status_code == 302
        again = client.post(f"/laporan/paket/{bill.id}/susun", asked)
        assert again.url == answer.url
        assert "Siap diunduh" in body(client, answer.url).decode()
        assert body(client, f"{answer.url}/unduh")[:5] == b"%PDF-"
        assert body(client, f"/laporan/paket/{bill.id}/surat/sptjm.docx")[:2] == b"PK"
        assert client.get(f"/laporan/paket/{bill.id}/surat/lain.docx").status_code == 404

    def test_with_whole_niks_is_not_given_to_others(self, members):
        bill = cast.raised(members[0].programme)
        asked = {"because": "Diminta BPJS", "request_key": str(uuid4()), "nik": "1"}
        assert signed_in(Role.PPTK).post(f"/laporan/paket/{bill.id}/susun", asked).status_code == 409
        made = signed_in(Role.HEAD).post(f"/laporan/paket/{bill.id}/susun", asked)
        assert signed_in(Role.TREASURER).get(f"{made.url}/unduh").status_code == 403
        assert body(signed_in(Role.HEAD), f"{made.url}/unduh")[:5] == b"%PDF-"

    def test_of_many_is_made_by_a_worker(self, members, monkeypatch):
        monkeypatch.setattr("payung.contributions.views.package.LONG", 2)
        bill = cast.raised(members[0].programme)
        client = signed_in(Role.OPERATOR)
        asked = {"because": "SPP Januari", "request_key": str(uuid4())}
        answer = client.post(f"/laporan/paket/{bill.id}/susun", asked)
        assert client.post(f"/laporan/paket/{bill.id}/susun", asked).url == answer.url
        assert "Menunggu giliran" in body(client, answer.url).decode()


class TestBundle:
    def test_is_made_with_a_printed_seed_and_taken_by_the_inspector(self, members):
        client = signed_in(Role.INSPECTOR)
        assert "Belum ada." in body(client, "/laporan/pemeriksaan").decode()
        asked = {"because": "Audit", "seed": "abc-1", "sample": "2", "request_key": str(uuid4())}
        answer = client.post("/laporan/pemeriksaan", asked)
        page = body(client, answer.url).decode()
        assert "abc-1" in page
        assert "Siap diunduh" in page
        assert "sampel.csv" in zipfile.ZipFile(io.BytesIO(body(client, f"{answer.url}/unduh"))).namelist()
        assert client.post("/laporan/pemeriksaan", asked | {"seed": ""}).status_code == 422
        assert signed_in(Role.TREASURER).get(f"{answer.url}/unduh").status_code == 403
