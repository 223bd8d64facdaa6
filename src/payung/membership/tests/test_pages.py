"""Pages of members: cover first, each sees their own, a page sent twice acts once, documents stay and are recorded."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.decrees.models import Decree
from payung.decrees.tests.cast import KABUPATEN, RAMPA, SEMAYAP, agreement, programme
from payung.membership.models import Act, Membership
from payung.membership.states import State
from payung.membership.tests.house import MAY_20, ended, insured, state_of, treasury
from payung.people.models import Person
from payung.programmes.models import Criteria, Criterion
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch):
    """Pages ask the clock; the members live in May 2027."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: MAY_20)


def death(**words):
    return {
        "request_key": uuid4(),
        "reason": "died",
        "happened_on": "3/5/2027",
        "note": "surat kematian 12",
        "evidence": SimpleUploadedFile("surat.pdf", b"%PDF-1.4 surat"),
    } | words


class TestIndex:
    def test_says_how_many_are_covered_and_finds_by_name_and_state(self):
        of = programme()
        sari, tuti = insured(2, of=of)
        with treasury() as box:
            box.receive(sari, *(Month(2027, month) for month in range(1, 6)), on=date(2027, 1, 10))
            client = signed_in(Role.OPERATOR)
            page = client.get("/peserta").content.decode()
            assert "1 dari 2 peserta terlindungi pada 20 Mei 2027" in page
            ended(tuti)
            only = client.get("/peserta", {"keadaan": "ended", "cari": "Sari"}).content.decode()
        assert (tuti.kpj in only, sari.kpj in only) == (True, False)
        assert "berakhir: meninggal dunia (3 Mei 2027)" in only

    def test_shows_each_their_own_part_of_the_map_and_tells_it_as_excel(self):
        (sari,) = insured()
        elsewhere = signed_in(Role.DESA_OFFICER, scope=SEMAYAP).get("/peserta").content.decode()
        assert sari.kpj not in elsewhere
        assert "Tidak ada peserta yang cocok" in elsewhere
        excel = signed_in(Role.INSPECTOR).get("/peserta", {"excel": 1})
        assert b"".join(excel)[:2] == b"PK"

    def test_says_what_comes_first_where_there_is_no_programme(self):
        assert "Belum ada program" in signed_in(Role.OPERATOR).get("/peserta").content.decode()

    def test_asks_no_more_for_more_members(self, django_assert_max_num_queries):
        insured(12)
        client = signed_in(Role.OPERATOR)
        with treasury(), django_assert_max_num_queries(26):
            client.get("/peserta")


class TestOne:
    def test_says_cover_first_and_lets_a_desa_only_tell(self):
        (sari,) = insured()
        with treasury() as box:
            box.receive(sari, *(Month(2027, month) for month in range(1, 6)), on=date(2027, 1, 10))
            page = signed_in(Role.DESA_OFFICER, scope=RAMPA).get(f"/peserta/{sari.pk}").content.decode()
        assert "Terlindungi s.d. 31 Mei 2027" in page.split("</h1>")[0]
        assert "diterima BPJS 10 Januari 2027" in page
        assert ("Catat kabar" in page, "Akhiri kepesertaan" in page) == (True, False)
        assert signed_in(Role.OPERATOR, scope=KABUPATEN).get("/peserta/0").status_code == 404
        assert signed_in(Role.DESA_OFFICER, scope=SEMAYAP).get(f"/peserta/{sari.pk}").status_code == 404

    def test_ends_with_its_document_once_and_records_who_takes_it(self):
        (sari,) = insured()
        client, words = signed_in(Role.OPERATOR), death()
        for _ in range(2):
            words["evidence"].seek(0)
            assert client.post(f"/peserta/{sari.pk}/akhiri", words).status_code == 302
        act = Act.objects.get()
        assert (state_of(sari), act.evidence_name) == (State.ENDED, "surat.pdf")
        assert "surat.pdf" in client.get(f"/peserta/{sari.pk}").content.decode()
        taken = client.get(f"/peserta/bukti/{act.pk}")
        assert b"".join(taken) == b"%PDF-1.4 surat"
        assert Event.objects.filter(act="membership.open_paper").count() == 1
        assert signed_in(Role.DESA_OFFICER, scope=RAMPA).get(f"/peserta/bukti/{act.pk}").status_code == 403

    def test_refuses_a_death_without_paper_in_a_sentence_and_keeps_nothing(self):
        (sari,) = insured()
        words = death()
        del words["evidence"]
        page = signed_in(Role.HEAD).post(f"/peserta/{sari.pk}/akhiri", words)
        assert (page.status_code, "memerlukan dokumen" in page.content.decode()) == (409, True)
        late = death(happened_on="31/12/2027")
        assert signed_in(Role.HEAD).post(f"/peserta/{sari.pk}/akhiri", late).status_code == 409
        assert state_of(sari) == State.RUNNING

    def test_holds_releases_and_restores(self):
        (sari,) = insured()
        desa, dinas = signed_in(Role.DESA_OFFICER, scope=RAMPA), signed_in(Role.HEAD)
        told = {"request_key": uuid4(), "reason": "lost_at_sea", "note": "belum pulang"}
        assert desa.post(f"/peserta/{sari.pk}/tahan", told).status_code == 302
        assert state_of(sari) == State.HELD
        assert "hilang di laut" in dinas.get(f"/peserta/{sari.pk}").content.decode()
        assert desa.post(f"/peserta/{sari.pk}/lepaskan", {"request_key": uuid4(), "because": "x"}).status_code == 403
        dinas.post(f"/peserta/{sari.pk}/lepaskan", {"request_key": uuid4(), "because": "sudah pulang"})
        assert state_of(sari) == State.RUNNING
        dinas.post(f"/peserta/{sari.pk}/akhiri", death())
        page = desa.post(f"/peserta/{sari.pk}/tahan", told | {"request_key": uuid4()})
        assert (page.status_code, "sudah berakhir" in page.content.decode()) == (409, True)
        dinas.post(f"/peserta/{sari.pk}/pulihkan", {"request_key": uuid4(), "because": "salah orang"})
        assert state_of(sari) == State.RUNNING


class TestCover:
    def test_answers_for_a_day_and_says_why(self):
        (sari,) = insured()
        with treasury() as box:
            box.receive(sari, Month(2027, 1), on=date(2027, 1, 19))
            client = signed_in(Role.OPERATOR)
            asked = {"orang": sari.person_id, "pada": "18/1/2027"}
            page = client.get("/perlindungan", asked).content.decode()
            assert "iuran pertama belum diterima BPJS" in page.split("</h1>")[0]
            page = client.get("/perlindungan", asked | {"pada": "20/3/2027"}).content.decode()
        assert "menunggak 1 bulan sejak Februari 2027" in page
        assert "Sampai 20 Maret 2027 dihitung 1 bulan iuran" in page

    def test_says_what_to_write_where_the_day_is_none_or_before_the_law(self):
        (sari,) = insured()
        client = signed_in(Role.OPERATOR)
        assert client.get("/perlindungan", {"orang": sari.person_id, "pada": "31/2/2027"}).status_code == 422
        assert (
            "Juli 2015" in client.get("/perlindungan", {"orang": sari.person_id, "pada": "1/1/2010"}).content.decode()
        )
        assert "Cari orangnya dahulu" in client.get("/perlindungan").content.decode()
        assert client.get("/perlindungan", {"orang": 0}).status_code == 404


class TestAge:
    def test_ends_those_that_stay_ticked_by_the_rule_and_nobody_younger(self):
        of = programme()
        sari, tuti, adi = insured(3, of=of)
        Person.objects.filter(id__in=[sari.person_id, tuti.person_id]).update(birth_date=date(1962, 5, 20))
        client = signed_in(Role.OPERATOR)
        assert "tidak membatasi umur" in client.get("/peserta/umur").content.decode()
        criteria = Criteria.objects.get(programme=of)
        Criterion.objects.create(criteria=criteria, kind="age", audience="staying", at_most=64)
        page = client.get("/peserta/umur").content.decode()
        assert (page.count("65 tahun</td>"), "Akhiri yang dicentang" in page) == (2, True)
        words = {"on": "20/5/2027", "last_month_bulan": "5", "last_month_tahun": "2027"}
        younger = client.post("/peserta/umur", words | {"request_key": uuid4(), "peserta": [adi.pk]})
        assert "belum melewati batas umur" in younger.content.decode()
        client.post("/peserta/umur", words | {"request_key": uuid4(), "peserta": [sari.pk]})
        assert [state_of(one) for one in (sari, tuti, adi)] == [State.ENDED, State.RUNNING, State.RUNNING]
        assert Membership.objects.get(id=sari.pk).end_reason == "aged_out"


class TestReplacements:
    def test_drafts_the_change_of_free_places(self):
        of = programme()
        agreement(of)
        sari, _ = insured(2, of=of)
        client = signed_in(Role.OPERATOR)
        assert "Tidak ada tempat kosong" in client.get("/peserta/penggantian").content.decode()
        ended(sari)
        page = client.get("/peserta/penggantian").content.decode()
        assert "tidak ada di daftar cadangan" in page
        words = {"request_key": uuid4(), "about": "Penggantian Mei", "kind": "amendment"}
        answer = client.post("/peserta/penggantian", words)
        drafted = Decree.objects.latest("id")
        assert (answer.status_code, answer.url, drafted.kind) == (302, f"/sk/{drafted.pk}", "amendment")
        assert [strike.line_id for strike in drafted.strikes.all()] == [sari.line_id]
