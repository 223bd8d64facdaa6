"""Pages of the books: what each role sees and may do, and that a page sent twice acts once."""

import io
import zipfile
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.ledger import queries
from payung.ledger.models import Entry, MonthClose
from payung.ledger.states import AccountKind, EntryKind
from payung.ledger.tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch):
    """Pages ask the clock; the cast lives in March 2027."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.NOW)


@pytest.fixture
def programme():
    made = cast.programme()
    cast.stated(made)
    cast.committed(made, 10)
    return made


@pytest.fixture
def payment(programme):
    fund_id = cast.fund(programme)
    cast.posted(programme, cast.move(fund_id, AccountKind.COMMITTED, AccountKind.BILLED, 4), kind=EntryKind.BILL)
    return cast.posted(programme, cast.move(fund_id, AccountKind.BILLED, AccountKind.PAID, 4), kind=EntryKind.PAYMENT)


def page(client, address, **asked):
    return client.get(address, asked).content.decode()


class TestIndex:
    def test_says_first_what_is_left_and_then_each_fund(self, programme):
        shown = page(signed_in(Role.TREASURER), "/buku")
        assert "Belum terikat: Rp2.352.000, cukup untuk 140 orang-bulan" in shown
        assert "Rp168.000" in shown

    def test_finds_entries_by_word_kind_fund_and_day(self, programme):
        client = signed_in(Role.OPERATOR)
        assert "2 catatan" in page(client, "/buku")
        assert "1 catatan" in page(client, "/buku", jenis="commitment")
        assert "1 catatan" in page(client, "/buku", dana=cast.fund(programme, "sawit"))
        assert "2 catatan" in page(client, "/buku", dari="10/3/2027", sampai="10/3/2027")
        assert "0 catatan" in page(client, "/buku", dari="11/3/2027")
        assert "Tidak ada catatan yang cocok" in page(client, "/buku", cari="tidak ada")

    def test_gives_a_workbook_with_a_row_a_posting(self, programme):
        answer = signed_in(Role.INSPECTOR).get("/buku?excel=1")
        content = b"".join(answer.streaming_content)
        answer.close()
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert sheet.count("<row ") == 2 + 4 + 2
        assert "<v>168000</v>" in sheet
        assert "<f>" not in sheet

    def test_says_what_comes_first_where_there_is_nothing(self):
        client = signed_in(Role.OPERATOR)
        assert "Belum ada program" in page(client, "/buku")
        cast.programme()
        assert "Belum ada catatan" in page(client, "/buku")

    def test_shows_nothing_of_another_kabupaten(self, programme):
        entry = Entry.objects.filter(programme=programme).first()
        client = signed_in(Role.HEAD, kabupaten="63.01")
        assert "Belum ada program" in page(client, "/buku", program=programme.code)
        assert client.get(f"/buku/catatan/{entry.pk}").status_code == 404
        assert client.post(f"/buku/catatan/{entry.pk}/balik", {}).status_code == 404
        assert programme.code not in page(client, "/buku/neraca")

    def test_is_not_for_a_desa(self, programme):
        assert signed_in(Role.ADMINISTRATOR).get("/buku").status_code == 403

    def test_asks_the_database_no_more_for_more_entries(self, programme, django_assert_max_num_queries):
        for _ in range(20):
            cast.committed(programme, 1)
        client = signed_in(Role.OPERATOR)
        with django_assert_max_num_queries(22):
            assert "22 catatan" in page(client, "/buku")


class TestEntry:
    def test_tells_what_it_did_and_what_undoes_it(self, programme):
        entry = Entry.objects.get(programme=programme, kind="commitment")
        shown = page(signed_in(Role.HEAD), f"/buku/catatan/{entry.pk}")
        assert "Keputusan berlaku" in shown
        assert "/sk/1" in shown
        assert "−10" in shown
        assert "keputusan perubahan" in shown

    def test_is_turned_round_once_by_a_page_sent_twice(self, programme, payment):
        client, said = signed_in(Role.HEAD), {"request_key": uuid4(), "because": "salah catat", "on_date": "10/3/2027"}
        assert "Balik catatan ini" in page(client, f"/buku/catatan/{payment}")
        answers = [client.post(f"/buku/catatan/{payment}/balik", said) for _ in range(2)]
        assert answers[0].status_code == 302
        assert [one.url for one in answers] == [answers[0].url] * 2
        assert "sudah dibalik" in page(client, f"/buku/catatan/{payment}")
        assert "Membalik catatan" in page(client, answers[0].url)

    def test_says_what_is_missing_or_in_the_way(self, programme, payment):
        client = signed_in(Role.HEAD)
        address, key = f"/buku/catatan/{payment}/balik", uuid4()
        answer = client.post(address, {"request_key": key, "because": "", "on_date": "10/3/2027"})
        assert answer.status_code == 409
        assert "Tulis mengapa" in answer.content.decode()
        late = client.post(address, {"request_key": key, "because": "salah", "on_date": "11/3/2027"})
        assert "belum tiba" in late.content.decode()
        assert signed_in(Role.OPERATOR).post(address, {}).status_code == 403


class TestTrial:
    def test_says_that_the_books_balance(self, programme):
        shown = page(signed_in(Role.PPK_SKPD), "/buku/neraca")
        assert "Buku seimbang" in shown
        assert "Rp2.520.000" in shown

    def test_shows_the_end_of_a_day(self, programme):
        shown = page(signed_in(Role.PPK_SKPD), "/buku/neraca", tanggal="9/3/2027")
        assert "Belum ada catatan sampai hari itu" in shown
        assert "9 Maret 2027" in shown


class TestClose:
    def test_closes_the_month_before_and_then_waits(self, programme):
        client = signed_in(Role.PPK_SKPD)
        assert "Belum ada bulan yang ditutup" in page(client, "/buku/tutup")
        said = {"request_key": uuid4(), "month_bulan": 2, "month_tahun": 2027}
        assert [client.post("/buku/tutup", said).status_code for _ in range(2)] == [302, 302]
        assert MonthClose.objects.count() == 1
        shown = page(client, "/buku/tutup")
        assert "Buku ditutup sampai Februari 2027" in shown
        assert queries.closes(kabupaten=cast.KABUPATEN)[0].balances_sha256 in shown
        assert "month_bulan" not in shown

    def test_offers_the_next_month_once_it_is_over(self, programme):
        client = signed_in(Role.HEAD)
        client.post("/buku/tutup", {"request_key": uuid4(), "month_bulan": 1, "month_tahun": 2027})
        shown = page(client, "/buku/tutup")
        assert "Tutup buku Februari 2027" in shown
        assert 'name="month_bulan" value="2"' in shown
        assert 'name="month_tahun" value="2027"' in shown

    def test_is_not_offered_to_who_only_reads(self, programme):
        client = signed_in(Role.TREASURER)
        assert "Tutup buku</button>" not in page(client, "/buku/tutup")
        answer = client.post("/buku/tutup", {"request_key": uuid4(), "month_bulan": 2, "month_tahun": 2027})
        assert answer.status_code == 403
        assert not MonthClose.objects.exists()

    def test_says_which_month_comes_next(self, programme):
        answer = signed_in(Role.HEAD).post(
            "/buku/tutup", {"request_key": uuid4(), "month_bulan": 3, "month_tahun": 2027}
        )
        assert "belum berakhir" in answer.content.decode()
