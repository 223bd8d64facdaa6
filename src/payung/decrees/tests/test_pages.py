"""Pages of decrees: what each role sees and may do, and that a page sent twice acts once."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from payung.accounts.models import Appointment
from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.decrees.models import Decree
from payung.decrees.tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("payung.decrees.tests.site")]


@pytest.fixture(autouse=True)
def days(monkeypatch):
    """Pages ask the clock; the cast lives in December 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.LATER)


@pytest.fixture
def programme():
    return cast.programme(programme=200)


@pytest.fixture
def decree(programme):
    return cast.drafted(programme, [*cast.chosen(programme, 2), *cast.chosen(programme, 1, desa_code=cast.SEMAYAP)])


class TestIndex:
    def test_lists_decrees_and_what_is_left_of_each_quota(self, decree):
        page = signed_in(Role.INSPECTOR).get("/sk").content.decode()
        assert "menunggu diperiksa" in page
        assert "197" in page

    def test_says_what_comes_first_where_there_is_nothing(self):
        assert "Belum ada program" in signed_in(Role.OPERATOR).get("/sk").content.decode()


class TestOne:
    def test_offers_the_check_to_another_and_not_to_an_inspector(self, decree):
        act = f"/sk/{decree.pk}/periksa"
        assert act in signed_in(Role.OPERATOR).get(f"/sk/{decree.pk}").content.decode()
        assert act not in signed_in(Role.INSPECTOR).get(f"/sk/{decree.pk}").content.decode()

    def test_shows_a_desa_officer_their_own_desa_and_no_paper(self, decree):
        client = signed_in(Role.DESA_OFFICER, scope=cast.SEMAYAP)
        page = client.get(f"/sk/{decree.pk}").content.decode()
        names = dict(decree.lines.values_list("desa_code", "name"))
        assert names[cast.SEMAYAP] in page
        assert names[cast.RAMPA] not in page
        other = decree.lines.filter(desa_code=cast.RAMPA).first()
        assert client.get(f"/sk/{decree.pk}/baris/{other.number}").status_code == 404

    def test_sums_up_for_a_desa_officer_their_own_desa_only(self):
        programme = cast.programme(programme=9, desa=5)
        decree = cast.drafted(
            programme, [*cast.chosen(programme, 2), *cast.chosen(programme, 1, desa_code=cast.SEMAYAP)]
        )
        desas = dict(decree.lines.values_list("desa_code", "desa"))
        client = signed_in(Role.DESA_OFFICER, scope=cast.SEMAYAP)
        page = client.get(f"/sk/{decree.pk}").content.decode()
        assert desas[cast.SEMAYAP] in page
        assert desas[cast.RAMPA] not in page
        assert "Rp201.600" in page
        assert "Rp604.800" not in page
        assert desas[cast.RAMPA] in signed_in(Role.HEAD).get(f"/sk?program={programme.code}").content.decode()
        assert desas[cast.RAMPA] not in client.get(f"/sk?program={programme.code}").content.decode()

    def test_shows_of_a_nik_the_region_only_on_screen_and_in_excel(self, decree):
        client = signed_in(Role.OPERATOR)
        page = client.get(f"/sk/{decree.pk}").content.decode()
        assert "6302•• •••••• ••••" in page
        assert "630206520180" not in page
        workbook = client.get(f"/sk/{decree.pk}?excel=1")
        content = b"".join(workbook.streaming_content)
        workbook.close()
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert not any(b"630206520180" in parts.read(name) for name in parts.namelist())

    def test_finds_a_name_and_asks_no_more_of_the_database_for_more_lines(self, django_assert_max_num_queries):
        programme = cast.programme(person_months=2400)
        decree = cast.drafted(programme, cast.chosen(programme, 120))
        client = signed_in(Role.OPERATOR)
        with django_assert_max_num_queries(30):
            page = client.get(f"/sk/{decree.pk}?hal=2").content.decode()
        assert "Halaman 2 dari 2" in page
        name = decree.lines.get(number=7).name
        assert "1 nama" in client.get(f"/sk/{decree.pk}", {"cari": name}).content.decode()

    def test_is_nobodys_of_another_kabupaten(self, decree):
        client = signed_in(Role.OPERATOR)
        Appointment.objects.update(kabupaten="63.03", scope="63.03")
        assert client.get(f"/sk/{decree.pk}").status_code == 404


class TestSteps:
    def test_sent_twice_act_once(self, decree):
        client, key = signed_in(Role.OPERATOR), str(uuid4())
        for _ in range(2):
            assert client.post(f"/sk/{decree.pk}/periksa", {"request_key": key}).status_code == 302
        assert Event.objects.filter(act="decrees.check_decree").count() == 1

    def test_are_refused_with_a_sentence(self, decree):
        answer = signed_in(Role.HEAD).post(f"/sk/{decree.pk}/paraf", {"request_key": str(uuid4())})
        assert (answer.status_code, "masih rancangan" in answer.content.decode()) == (409, True)


class TestSign:
    def sign(self, decree, **said):
        facts = {
            "number": "188/1",
            "again": "188/1",
            "signed_date": "14/12/2026",
            "scan_line_count": "3",
            "request_key": str(uuid4()),
            "scan": SimpleUploadedFile("keputusan.pdf", b"%PDF signed"),
        }
        return signed_in(Role.OPERATOR).post(f"/sk/{decree.pk}/tanda-tangan", facts | said)

    @pytest.fixture(autouse=True)
    def home(self, settings, tmp_path):
        settings.PAYUNG_HOME = tmp_path

    def test_wants_the_number_typed_twice_alike(self, decree):
        answer = self.sign(cast.frozen(decree), again="188/2")
        assert (answer.status_code, "berbeda dari yang di atas" in answer.content.decode()) == (422, True)

    def test_says_both_counts_where_they_differ_and_keeps_no_scan(self, decree, tmp_path):
        answer = self.sign(cast.frozen(decree), scan_line_count="2")
        assert (answer.status_code, "memuat 2 nama" in answer.content.decode()) == (409, True)
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_keeps_the_scan_sealed_and_gives_it_back_as_it_came(self, decree, tmp_path):
        Decree.objects.filter(id=cast.frozen(decree).pk)
        answer = self.sign(decree)
        assert answer.status_code == 302, answer.content.decode()
        assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"signed" in path.read_bytes()]
        scan = signed_in(Role.INSPECTOR).get(f"/sk/{decree.pk}/pindaian")
        assert b"".join(scan.streaming_content) == b"%PDF signed"
        assert Event.objects.filter(act="decrees.open_paper").count() == 1


class TestPapers:
    def test_come_for_whoever_sees_the_whole_kabupaten(self, decree):
        client = signed_in(Role.HEAD)
        for paper in ("lampiran.pdf", "surat/keputusan.docx", "surat/sampul_lampiran.docx"):
            assert client.get(f"/sk/{decree.pk}/{paper}").status_code == 200
        assert signed_in(Role.OPERATOR, scope="63.02.06").get(f"/sk/{decree.pk}/lampiran.pdf").status_code == 404

    def test_with_whole_niks_come_with_a_reason_that_is_recorded(self, decree):
        client = signed_in(Role.HEAD)
        address = f"/sk/{decree.pk}/lampiran-nik.pdf"
        assert client.post(address, {"request_key": str(uuid4()), "because": ""}).status_code == 409
        assert client.post(address, {"request_key": str(uuid4()), "because": "untuk BPJS"}).status_code == 200
        assert Event.objects.filter(act="decrees.reveal_annex").count() == 1


class TestLine:
    def test_leads_back_to_the_row_of_the_list(self, decree):
        page = signed_in(Role.OPERATOR).get(f"/sk/{decree.pk}/baris/1").content.decode()
        assert "usulan.xlsx" in page
        assert "Keluarkan" in page

    def test_drops_the_person_that_was_shown_and_no_other(self, decree):
        line = decree.lines.get(number=1)
        client = signed_in(Role.OPERATOR)
        said = {"request_key": str(uuid4()), "because": "wafat", "person": str(line.person_id)}
        assert client.post(f"/sk/{decree.pk}/baris/2/keluarkan", said).status_code == 404
        assert client.post(f"/sk/{decree.pk}/baris/1/keluarkan", said).status_code == 302
        assert not decree.lines.filter(person=line.person_id).exists()

    def test_takes_a_correction_once_it_is_frozen(self, decree):
        cast.frozen(decree)
        said = {"request_key": str(uuid4()), "kind": "died", "note": "Surat desa", "happened_on": "10/12/2026"}
        client = signed_in(Role.OPERATOR)
        assert client.post(f"/sk/{decree.pk}/baris/1/koreksi", said).status_code == 302
        assert "Surat desa" in client.get(f"/sk/{decree.pk}").content.decode()


class TestLeftOut:
    def test_says_why(self):
        programme = cast.programme(programme=1)
        decree = cast.drafted(programme, cast.chosen(programme, 2))
        page = signed_in(Role.OPERATOR).get(f"/sk/{decree.pk}/tidak-ikut").content.decode()
        assert "kuota penuh: Seluruh program" in page


class TestAmend:
    def test_shows_who_is_struck_and_drafts_the_change(self, programme, decree):
        cast.in_force(decree)
        client = signed_in(Role.OPERATOR)
        said = {"request_key": str(uuid4()), "kind": "died", "note": "Surat desa", "happened_on": ""}
        client.post(f"/sk/{decree.pk}/baris/1/koreksi", said)
        address = f"/sk/{decree.pk}/perubahan"
        assert decree.lines.get(number=1).name in client.get(address).content.decode()
        drafted = {"request_key": str(uuid4()), "about": "Perubahan", "kind": "amendment"}
        assert client.post(address, drafted).status_code == 302
        assert Decree.objects.get(kind="amendment").strikes.count() == 1
