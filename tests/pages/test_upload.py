"""Dropping a list: who may see it, what lies on the disk, what is refused and what is said."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from pages.conftest import GOOD, SARI, SHORT_NIK, listed, run_waiting_jobs
from pages.dropping import drop, taken
from payung.gateways import sealed_uploads
from payung.intake import actions, files
from payung.intake.models import Upload
from payung.intake.rules import room

ADDRESS = re.compile(r"/periksa/[0-9a-f]{32}")


def text(response) -> str:
    return response.content.decode()


def holders_of(home, needle: bytes) -> list[str]:
    return [path.name for path in home.rglob("*") if path.is_file() and needle in path.read_bytes()]


class TestDrop:
    def test_leads_to_an_address_nobody_can_guess(self, visitor):
        response = drop(visitor, listed(GOOD))
        assert response.status_code == 302
        assert ADDRESS.fullmatch(response.headers["Location"])

    def test_is_answered_in_htmx_its_own_way(self, visitor):
        from django.core.files.uploadedfile import SimpleUploadedFile

        said = {"daftar": SimpleUploadedFile("a.csv", listed(GOOD)), "hari": "2026-11-01"}
        response = visitor.post("/periksa", said, headers={"HX-Request": "true"})
        assert response.status_code == 204
        assert ADDRESS.fullmatch(response.headers["HX-Redirect"])

    def test_leaves_no_nik_in_the_clear(self, visitor, home):
        """Neither while it waits nor when it is checked; the database of the test lies elsewhere, hence the model."""
        drop(visitor, listed(GOOD, SHORT_NIK))
        assert holders_of(home, SARI.encode()) == []
        assert holders_of(home, b"Sari") == []
        run_waiting_jobs()
        assert holders_of(home, SARI.encode()) == []
        assert holders_of(home, b"Sari") == []
        assert SARI not in repr(Upload.objects.values())
        assert list((home / "tmp").iterdir()) == []

    def test_keeps_what_came_only_until_it_is_checked(self, visitor, home):
        drop(visitor, listed(GOOD))
        run_waiting_jobs()
        assert sorted(path.suffix for path in (home / "files").iterdir()) == [".answer", ".index", ".marked"]

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"hari": ""}, "Isi hari yang ada di kalender"),
            ({"hari": "31/02/2026"}, "Isi hari yang ada di kalender"),
            ({"hari": "01/01/1999"}, "Periksa tahunnya"),
            ({"pekerjaan": "raja"}, "Pilih pekerjaan dari daftar"),
        ],
    )
    def test_says_what_to_complete_and_keeps_nothing(self, visitor, home, said, sentence):
        response = drop(visitor, listed(GOOD), **{"day": said.pop("hari", "01/11/2026"), **said})
        assert response.status_code == 422
        assert text(response).count(sentence) == 2  # in the summary and beside the question
        assert list((home / "files").iterdir()) == []
        assert not Upload.objects.exists()

    def test_asks_for_the_file_where_there_is_none(self, visitor):
        response = visitor.post("/periksa", {"hari": "01/11/2026"})
        assert (response.status_code, "Pilih dulu berkas daftarnya" in text(response)) == (422, True)

    def test_refuses_a_file_beyond_the_limit_without_keeping_any_of_it(self, visitor, home, monkeypatch):
        monkeypatch.setattr(sealed_uploads, "FILE_BYTES_MOST", 100_000)
        response = drop(visitor, listed(GOOD) * 3000)
        assert (response.status_code, "lebih dari 200 MB" in text(response)) == (422, True)
        assert list((home / "files").iterdir()) == []

    def test_does_not_hold_a_large_file_in_memory(self, visitor, monkeypatch):
        """What is written at once never exceeds the chunks in which it comes."""
        sizes = []
        write = sealed_uploads.SealedWriter.write
        monkeypatch.setattr(
            sealed_uploads.SealedWriter, "write", lambda self, data: sizes.append(len(data)) or write(self, data)
        )
        drop(visitor, b"x" * 3_000_000)
        assert sum(sizes) == 3_000_000
        assert max(sizes) <= 65_536

    def test_keeps_nothing_of_a_file_sent_to_a_page_that_takes_none(self, visitor, home):
        from django.core.files.uploadedfile import SimpleUploadedFile

        visitor.post("/bahasa", {"language": "en", "daftar": SimpleUploadedFile("a.csv", listed(GOOD))})
        assert list((home / "files").iterdir()) == []

    def test_waits_where_too_many_lists_wait(self, visitor, monkeypatch):
        monkeypatch.setattr(room, "WAITING_MOST", 1)
        drop(visitor, listed(GOOD))
        response = drop(visitor, listed(SHORT_NIK))
        assert (response.status_code, "Tunggu beberapa menit" in text(response)) == (429, True)

    def test_needs_the_token_of_the_page(self, home, db):
        assert drop(Client(enforce_csrf_checks=True), listed(GOOD)).status_code == 403
        assert [path for path in home.rglob("*") if path.is_file()] == []


class TestSameListAgain:
    def test_is_said_not_repeated(self, visitor):
        first = drop(visitor, listed(GOOD)).headers["Location"]
        run_waiting_jobs()
        response = drop(visitor, listed(GOOD), name="lain.csv")
        assert response.headers["Location"] == f"{first}?lagi=1"
        assert "sudah diunggah sebelumnya" in text(visitor.get(response.headers["Location"]))
        assert Upload.objects.count() == 1

    def test_is_another_check_on_another_day(self, visitor):
        drop(visitor, listed(GOOD))
        drop(visitor, listed(GOOD), day="02/11/2026")
        assert Upload.objects.count() == 2

    def test_of_another_visitor_is_not_given_away(self, visitor):
        mine = drop(visitor, listed(GOOD)).headers["Location"]
        theirs = drop(Client(), listed(GOOD)).headers["Location"]
        assert theirs != mine
        assert "lagi" not in theirs

    def test_is_checked_anew_when_its_check_broke(self, visitor):
        drop(visitor, listed(GOOD))
        Upload.objects.update(state="failed")
        drop(visitor, listed(GOOD))
        assert [upload.state for upload in Upload.objects.all()] == ["received"]


PAGES = ("", "/siap", "/perlu-diperbaiki", "/bertanda.xlsx")


class TestStranger:
    @pytest.mark.parametrize("page", PAGES)
    def test_finds_nothing(self, visitor, page):
        address = drop(visitor, listed(GOOD, SHORT_NIK)).headers["Location"]
        run_waiting_jobs()
        mine = visitor.get(address + page)
        taken(mine)
        assert mine.status_code == 200
        stranger = Client()
        drop(stranger, listed(SHORT_NIK))  # one with a cookie of their own
        response = stranger.get(address + page)
        assert response.status_code == 404
        assert "tidak ditemukan" in text(response)

    @pytest.mark.parametrize("act", ["/hapus", "/ulang"])
    def test_can_do_nothing(self, visitor, act):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        assert Client().post(address + act).status_code == 404
        assert Upload.objects.count() == 1


class TestExpiry:
    def test_closes_the_pages_at_once(self, visitor):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        Upload.objects.update(expires_at=timezone.now())
        assert visitor.get(address).status_code == 404

    def test_takes_row_and_files_away(self, visitor, home, django_capture_on_commit_callbacks):
        drop(visitor, listed(GOOD))
        run_waiting_jobs()
        drop(visitor, listed(SHORT_NIK))
        with django_capture_on_commit_callbacks(execute=True):
            gone = actions.clear_expired(now=timezone.now() + timedelta(hours=24))
        assert (gone, Upload.objects.count(), list((home / "files").iterdir())) == (2, 0, [])

    def test_leaves_what_has_time_left(self, visitor, home):
        drop(visitor, listed(GOOD))
        assert actions.clear_expired(now=timezone.now() + timedelta(hours=23)) == 0
        assert len(list((home / "files").iterdir())) == 1

    def test_takes_away_files_that_nobody_owns(self, home, db):
        with files.written("0" * 32, files.Part.RECEIVED) as stray:
            stray.write(b"x")
        actions.clear_expired(now=timezone.now())
        assert files.has("0" * 32, files.Part.RECEIVED)  # it may be coming in just now
        actions.clear_expired(now=timezone.now() + timedelta(hours=25))
        assert not files.has("0" * 32, files.Part.RECEIVED)

    def test_is_called_for_when_a_list_is_dropped(self, visitor):
        from django_tasks_db.models import DBTaskResult

        drop(visitor, listed(GOOD))
        waiting = DBTaskResult.objects.get(task_path="payung.intake.tasks.clear_uploads")
        assert waiting.run_after == Upload.objects.get().expires_at


class TestRemove:
    def test_takes_everything_away_now(self, visitor, home, django_capture_on_commit_callbacks):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        run_waiting_jobs()
        with django_capture_on_commit_callbacks(execute=True):
            response = visitor.post(f"{address}/hapus")
        assert response.status_code == 302
        assert visitor.get(address).status_code == 404
        assert (Upload.objects.count(), list((home / "files").iterdir())) == (0, [])

    def test_while_it_is_checked_leaves_no_answer_behind(self, visitor, home, monkeypatch):
        """The list goes while the child works: what the child then writes goes too."""
        from payung.intake import sealed_check

        drop(visitor, listed(GOOD))
        check = sealed_check.check_file
        monkeypatch.setattr(sealed_check, "check_file", lambda **asked: (Upload.objects.all().delete(), check(**asked)))
        run_waiting_jobs()
        assert list((home / "files").iterdir()) == []

    def test_is_no_matter_of_following_a_link(self, visitor):
        address = drop(visitor, listed(GOOD)).headers["Location"]
        assert visitor.get(f"{address}/hapus").status_code == 405


class TestPaste:
    def test_is_read_like_a_file(self, visitor):
        said = {"isi": listed(GOOD, SHORT_NIK).decode().replace(",", "\t").replace("\n", "\r\n"), "hari": "01/11/2026"}
        address = visitor.post("/periksa/tempel", said).headers["Location"]
        run_waiting_jobs()
        assert "1 baris siap, 1 perlu diperbaiki" in text(visitor.get(address))

    def test_asks_for_the_heading_where_it_lacks(self, visitor):
        address = visitor.post("/periksa/tempel", {"isi": GOOD.replace(",", "\t"), "hari": "01/11/2026"}).headers[
            "Location"
        ]
        run_waiting_jobs()
        page = text(visitor.get(address))
        assert "belum dapat dibaca" in page
        assert "Judul kolom" in page

    def test_beyond_the_limit_is_refused_in_words(self, visitor, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        response = visitor.post("/periksa/tempel", {"isi": "x" * 2000, "hari": "01/11/2026"})
        assert (response.status_code, "simpan sebagai berkas Excel" in text(response)) == (400, True)
