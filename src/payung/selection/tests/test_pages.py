"""Pages: numbers before anything is stored, one main act, one's own part of the map, no NIK and no whole receipt."""

import io
from datetime import datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from payung.accounts import actions as accounts
from payung.accounts.models import User
from payung.accounts.rules import Role, everyone
from payung.audit.models import Event
from payung.gateways.tests import printed
from payung.intake.models import Candidate
from payung.selection import queries, tasks
from payung.selection.models import Notice, Objection, Selection
from payung.selection.tests.house import KABUPATEN, NOW, PLACE_RP, RAMPA, SEMAYAP, House

SERVER = everyone(key="command:root", name="root", kabupaten=KABUPATEN)
PASSWORD = "tiga kata yang panjang"


@pytest.fixture(autouse=True)
def pages(db, settings, tmp_path):
    settings.ROOT_URLCONF = "payung.selection.tests.addresses"
    settings.PAYUNG_HOME = tmp_path


def browser(role, *, scope=KABUPATEN):
    name = f"u{role}{uuid4().hex[:6]}".replace("_", "")
    user_id = accounts.add_user(username=name, full_name=name, password=PASSWORD, now=NOW)
    accounts.appoint(user_id=user_id, kabupaten=KABUPATEN, role=role, scope=scope, now=NOW, actor=SERVER)
    client = Client()
    client.force_login(User.objects.get(id=user_id), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def house():
    house = House()
    house.fund(3, code="apbd")
    house.top = house.people(1, desil=1, name="Puncak")
    house.fishers = house.people(2, occupation="Nelayan", name="Nelayan")
    house.others = house.people(2, SEMAYAP, name="Hanyar")
    return house


@pytest.fixture
def operator():
    return browser(Role.OPERATOR)


@pytest.fixture
def head():
    return browser(Role.HEAD)


def read(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def tried(client, house, **asked):
    return client.get("/seleksi/coba", {"program": house.programme.code} | asked)


def locked(client, house, **asked):
    given = {"program": house.programme.code, "run": house.run.pk, "pembagian": "need", "kunci": str(uuid4())}
    return client.post("/seleksi/kunci", given | asked)


def announced(house):
    """A notice that hangs out today, by the clock of the pages."""
    house.selection = house.ranked()
    today = datetime.now().astimezone().date()
    return Notice.objects.create(
        selection_id=house.selection.id,
        opens_on=today,
        closes_on=today,
        days=1,
        counting="calendar",
        request_key=uuid4(),
        made_by="user:3",
        made_at=NOW,
    )


class TestWhatIf:
    def test_shows_places_months_and_rupiah_and_stores_nothing(self, operator, house):
        events = Event.objects.count()
        page = read(tried(operator, house))
        assert "3 orang dapat dipilih, 2 cadangan: 36 orang-bulan" in page
        assert f"Rp{3 * PLACE_RP:,}".replace(",", ".") in page
        assert not Selection.objects.exists()
        assert Event.objects.count() == events

    def test_other_terms_show_at_once(self, operator, house):
        assert "1 orang dapat dipilih" in read(tried(operator, house, pembagian="need", tempat="1"))
        page = read(tried(operator, house, pembagian="need", tempat="9"))
        assert "6 tempat lagi tidak tertutup" in page

    def test_tried_weights_cannot_be_locked(self, operator, house):
        page = read(tried(operator, house, pembagian="need", bobot_0="7"))
        assert "hanya untuk mencoba" in page
        assert "Lanjut ke penguncian" not in page

    def test_says_what_to_write_where_a_number_is_none(self, operator, house):
        response = tried(operator, house, pembagian="need", tempat="banyak")
        assert response.status_code == 422
        assert "angka bulat" in response.content.decode()

    def test_says_that_nobody_was_judged(self, operator):
        response = operator.get("/seleksi/coba", {"program": unjudged()})
        assert "Kelayakan belum diperiksa" in read(response)

    def test_is_not_for_an_officer_of_a_desa(self, house):
        assert tried(browser(Role.DESA_OFFICER, scope=RAMPA), house).status_code == 403


def unjudged():
    return House(judged=False).programme.code


class TestLock:
    def test_is_read_through_before_it_is_sent(self, operator, house):
        asked = {"program": house.programme.code, "run": house.run.pk, "pembagian": "need", "tempat": "2"}
        page = read(operator.get("/seleksi/kunci", asked))
        assert "Periksa sekali lagi" in page
        assert 'name="tempat" value="2"' in page
        assert not Selection.objects.exists()

    def test_locks_and_ranks(self, operator, house):
        response = locked(operator, house, tempat="2")
        selection = Selection.objects.get()
        assert response.headers["Location"] == f"/seleksi/{selection.pk}"
        assert (selection.state, selection.chosen_count) == ("ranked", 2)

    def test_ranks_many_on_a_page_that_may_be_left(self, operator, house, monkeypatch):
        monkeypatch.setattr("payung.selection.views.selections.AT_ONCE", 1)
        waits = locked(operator, house).headers["Location"]
        assert "Menunggu giliran" in read(operator.get(waits))
        by = User.objects.get().pk
        context = SimpleNamespace(task_result=SimpleNamespace(id=waits.rpartition("/")[2]))
        for _ in range(2):  # killed after its last effect, it changes nothing
            tasks.rank.func(context, Selection.objects.get().pk, by)
        assert operator.get(waits).headers["Location"] == f"/seleksi/{Selection.objects.get().pk}"
        assert Selection.objects.get().state == "ranked"

    def test_sent_twice_locks_once(self, operator, house):
        key = str(uuid4())
        assert locked(operator, house, kunci=key).headers == locked(operator, house, kunci=key).headers
        assert Selection.objects.count() == 1

    def test_says_why_it_cannot(self, operator, house):
        house.ranked()
        response = locked(operator, house)
        assert response.status_code == 409
        assert "mengesampingkannya" in response.content.decode()

    def test_shows_what_was_set_aside_before(self, operator, head, house):
        selection = house.ranked()
        head.post(f"/seleksi/{selection.id}/kesampingkan", {"alasan": "Kuota salah ketik"})
        asked = {"program": house.programme.code, "run": house.run.pk, "pembagian": "need"}
        assert "Kuota salah ketik" in read(operator.get("/seleksi/kunci", asked))


class TestOne:
    def test_lists_everybody_with_a_reason_and_the_end_of_the_receipt(self, operator, house):
        selection = house.ranked()
        page = read(operator.get(f"/seleksi/{selection.id}"))
        assert "3 orang dipilih, 2 orang cadangan" in page
        assert page.count("Cadangan nomor") == 2
        assert "5 orang" in page
        assert selection.seed in page
        codes = Candidate.objects.values_list("receipt_code", flat=True)
        assert not any(code in page for code in codes)

    @pytest.mark.parametrize(
        "asked, there, gone",
        [
            ({"cari": "puncak"}, "Puncak", "Nelayan "),
            ({"wilayah": SEMAYAP}, "Hanyar", "Puncak"),
            ({"hasil": "cadangan"}, "Cadangan nomor 1", 'word">Dipilih<'),
            ({"hasil": "dipilih"}, 'word">Dipilih<', "Cadangan nomor"),
            ({"hasil": "dicoret"}, "Tidak ada nama yang cocok", "Puncak"),
        ],
    )
    def test_is_sought_and_filtered(self, operator, house, asked, there, gone):
        selection = house.ranked()
        page = read(operator.get(f"/seleksi/{selection.id}", asked))
        table = page[page.index('id="urutan"') : page.index('id="judul-bukti"')]
        assert there in table
        assert gone not in table

    def test_shows_an_officer_their_desa_only(self, house):
        selection = house.ranked()
        page = read(browser(Role.DESA_OFFICER, scope=SEMAYAP).get(f"/seleksi/{selection.id}"))
        assert "Hanyar" in page
        assert "Puncak" not in page
        assert "Sumber dana" not in page

    def test_comes_as_a_workbook(self, operator, house):
        selection = house.ranked()
        response = operator.get(f"/seleksi/{selection.id}", {"unduh": "excel", "wilayah": SEMAYAP})
        book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
        cells = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
        assert sum(cell.startswith("Hanyar") for cell in cells) == 2
        assert not any(cell.startswith("Puncak") for cell in cells)

    def test_asks_no_more_of_the_database_for_a_hundred(self, operator, house, django_assert_max_num_queries):
        house.people(60)
        selection = house.ranked()
        with django_assert_max_num_queries(40):
            read(operator.get(f"/seleksi/{selection.id}"))

    def test_of_another_kabupaten_is_not_there(self, operator):
        other = House(kabupaten="63.01")
        other.fund(1)
        other.people(1)
        selection = Selection.objects.create(
            programme=other.programme,
            run=other.run,
            criteria=other.criteria,
            division="need",
            first_month=other.programme.first_month,
            months=12,
            places=1,
            eligible_count=1,
            seed="ab",
            request_key=uuid4(),
            locked_by="user:1",
            locked_at=NOW,
        )
        assert operator.get(f"/seleksi/{selection.pk}").status_code == 404

    def test_a_locked_one_is_ranked_from_its_page(self, operator, house):
        selection = house.lock()
        assert "Buat peringkat" in read(operator.get(f"/seleksi/{selection.id}"))
        operator.post(f"/seleksi/{selection.id}/peringkat")
        assert Selection.objects.get().state == "ranked"

    def test_setting_aside_is_for_the_head(self, operator, head, house):
        selection = house.ranked()
        assert operator.post(f"/seleksi/{selection.id}/kesampingkan", {"alasan": "x"}).status_code == 403
        assert head.post(f"/seleksi/{selection.id}/kesampingkan", {"alasan": ""}).status_code == 409
        assert head.post(f"/seleksi/{selection.id}/kesampingkan", {"alasan": "Salah kuota"}).status_code == 302

    def test_shows_the_division_over_the_desa(self, operator, house):
        selection = house.ranked()
        page = read(operator.get(f"/seleksi/{selection.id}/desa"))
        assert "Semayap" in page
        assert "2 desa" in page
        assert "0 desa" in read(operator.get(f"/seleksi/{selection.id}/desa", {"wilayah": "63.02.08"}))

    def test_index_lists_programmes_with_their_selections(self, operator, house):
        selection = house.ranked()
        assert f"Seleksi nomor {selection.id}" in read(operator.get("/seleksi"))


class TestNotice:
    def test_is_opened_from_the_selection(self, operator, house):
        selection = house.ranked()
        asked = {"mulai": "23/11/2026", "lama": "5", "hitungan": "working", "kunci": str(uuid4())}
        response = operator.post(f"/seleksi/{selection.id}/umumkan", asked)
        notice = Notice.objects.get()
        assert response.headers["Location"] == f"/uji-publik/{notice.pk}"
        assert "Semayap" in read(operator.get(f"/uji-publik/{notice.pk}"))

    def test_of_a_desa_shows_names_dusun_and_the_end_of_the_receipt(self, operator, house):
        notice = announced(house)
        page = read(operator.get(f"/uji-publik/{notice.pk}/desa/{SEMAYAP}"))
        assert "Hanyar" in page
        assert "Dusun Satu 03" in page
        assert "Puncak" not in page
        assert not any(code in page for code in Candidate.objects.values_list("receipt_code", flat=True))

    def test_of_another_desa_is_not_shown_to_an_officer(self, house):
        notice = announced(house)
        officer = browser(Role.DESA_OFFICER, scope=SEMAYAP)
        assert officer.get(f"/uji-publik/{notice.pk}/desa/{RAMPA}").status_code == 404
        assert officer.get(f"/uji-publik/{notice.pk}/pdf", {"desa": RAMPA}).status_code == 404

    def test_comes_as_a_paper_of_each_desa(self, operator, house):
        notice = announced(house)
        response = operator.get(f"/uji-publik/{notice.pk}/pdf")
        text = [printed.words(page) for page in printed.pages(b"".join(response.streaming_content))]
        assert len(text) == 2
        assert "Hanyar" in text[1]
        assert "Hanyar" not in text[0]


class TestObjections:
    def test_is_received_by_one_and_answered_by_another(self, operator, head, house):
        notice = announced(house)
        form = {"orang": house.top[0], "jenis": "against", "isi": "Sudah pindah", "kunci": str(uuid4())}
        form["bukti"] = SimpleUploadedFile("surat.pdf", b"surat pindah")
        assert f"orang={house.top[0]}" in read(operator.get(f"/uji-publik/{notice.pk}/desa/{RAMPA}"))
        assert "Sanggahan terhadap Puncak" in read(
            operator.get(f"/uji-publik/{notice.pk}/sanggahan", {"orang": house.top[0]})
        )
        response = operator.post(f"/uji-publik/{notice.pk}/sanggahan", form)
        objection = Objection.objects.get()
        address = f"/uji-publik/{notice.pk}/sanggahan/{objection.pk}"
        assert response.headers["Location"] == address
        assert "Simpan jawaban" not in read(operator.get(address))
        evidence = head.get(f"{address}/bukti")
        assert b"".join(evidence.streaming_content) == b"surat pindah"
        assert Event.objects.filter(act="selection.open_evidence").count() == 1
        answer = {"putusan": "uphold", "jawaban": "Benar", "berita_acara": "BA/7"}
        assert operator.post(address, answer).status_code == 409
        assert head.post(address, answer).status_code == 302
        assert "dari daftar cadangan" in read(head.get(address))
        assert house.top[0] in queries.struck(selection_id=house.selection.id)
        assert "BA/7" in read(operator.get(f"/uji-publik/{notice.pk}", {"keadaan": "upheld"}))

    def test_who_received_it_is_told_that_another_answers(self, head, house):
        notice = announced(house)
        form = {"orang": house.top[0], "jenis": "against", "isi": "Pindah", "kunci": str(uuid4())}
        address = head.post(f"/uji-publik/{notice.pk}/sanggahan", form).headers["Location"]
        assert "orang lain yang menjawabnya" in read(head.get(address))

    def test_an_omission_of_nobody_is_asked_again(self, operator, house):
        notice = announced(house)
        form = {"jenis": "omission", "isi": "Pak Udin tidak ada", "kunci": str(uuid4())}
        response = operator.post(f"/uji-publik/{notice.pk}/sanggahan", form)
        assert response.status_code == 422
        assert "siapa yang terlewat" in response.content.decode()
        assert operator.post(f"/uji-publik/{notice.pk}/sanggahan", form | {"nama": "Pak Udin"}).status_code == 302

    def test_is_listed_sought_and_taken_home(self, operator, house):
        notice = announced(house)
        form = {"jenis": "omission", "nama": "Pak Udin", "isi": "Tidak ada", "kunci": str(uuid4())}
        operator.post(f"/uji-publik/{notice.pk}/sanggahan", form)
        address = f"/uji-publik/{notice.pk}"
        assert "Pak Udin" in read(operator.get(address, {"cari": "udin"}))
        assert "Pak Udin" not in read(operator.get(address, {"cari": "amat"}))
        book = load_workbook(io.BytesIO(b"".join(operator.get(address, {"unduh": "excel"}).streaming_content)))
        assert any("Pak Udin" in map(str, row) for row in book.worksheets[0].iter_rows(values_only=True))
