"""Pages of verval: a desa's over its link, on any phone, and the office's. What must not be seen is not there."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.contributions import actions
from payung.contributions.models.verifying import VervalDesa, VervalLine, VervalRound
from payung.contributions.present.verifying import desa_name
from payung.contributions.tests import verval_cast as cast
from payung.contributions.tests.verval_cast import answer, died, state, tell, working
from payung.decrees.tests.cast import RAMPA, RINA, SEMAYAP
from payung.membership.models import Membership
from payung.membership.states import State
from payung.membership.tests.house import held

pytestmark = pytest.mark.django_db
HTML_BYTES = 10_000  # with the stylesheet, compressed, below 15 KB
FAR = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path
    cache.clear()


@pytest.fixture
def asked() -> cast.Asked:
    of = cast.asked()
    VervalDesa.objects.update(expires_at=FAR)  # pages ask the clock
    return of


def link(of: cast.Asked, *more: object, desa_code: str = RAMPA) -> str:
    return "/".join(["/verval", of.tokens[desa_code], *map(str, more)])


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


class TestLink:
    def test_is_answered_in_a_tap_where_all_still_work(self, asked):
        browser = Client(enforce_csrf_checks=True)
        page = browser.get(link(asked))
        assert page.status_code == 200
        assert "Semua 3 orang masih hidup dan bekerja" in text(page)
        token, key = (
            re.search(rf'name="{name}" value="([^"]+)"', text(page))[1]
            for name in ("csrfmiddlewaretoken", "request_key")
        )
        words = {"csrfmiddlewaretoken": token, "request_key": key, "nama": "Norlaila, Kasi Kesra"}
        for _ in range(2):
            assert browser.post(link(asked), words).status_code == 302
        assert f"Terima kasih. Jawaban {desa_name(RAMPA)} sudah diterima" in text(browser.get(link(asked)))
        assert Event.objects.filter(act="contributions.answer_verval").count() == 1
        assert Client(enforce_csrf_checks=True).post(link(asked), words).status_code == 403

    def test_takes_what_became_of_somebody_and_shows_it(self, asked):
        browser, words = Client(), {"request_key": str(uuid4()), "jawaban": "died"}
        refused = browser.post(link(asked, 2), words)
        assert (refused.status_code, "Tanggal meninggalnya belum diisi" in text(refused)) == (422, True)
        assert browser.post(link(asked, 2), words | {"tanggal": "08/01/2026", "catatan": "sakit"}).status_code == 302
        page = text(browser.get(link(asked)))
        assert "meninggal dunia, 8 Januari 2026 (sakit)" in page
        assert "2 orang lainnya masih hidup dan bekerja" in page
        assert state(asked.members()[1]) == ("held", "died")
        for address in (reverse("desk:audit"), reverse("membership:one", args=[asked.members()[1]])):
            seen = text(signed_in(Role.INSPECTOR).get(address))
            assert "Desa lewat tautan" in seen

    def test_shows_its_own_desa_and_no_number_of_anybody(self, asked):
        pages = [text(Client().get(link(asked, *more))) for more in ((), (1,))]
        own, others = (
            set(VervalLine.objects.filter(desa=asked.desas[code]).values_list("membership__line__name", flat=True))
            for code in (RAMPA, SEMAYAP)
        )
        assert all(name in pages[0] for name in own)
        assert not any(name in page for name in others for page in pages)
        shown = " ".join(re.sub(r'value="[^"]*"|/verval/[0-9a-f]*', "", page) for page in pages)
        assert re.findall(r"\d{5,}", shown) == []  # neither NIK nor KPJ, whole or in part
        assert "6302" not in shown

    def test_finds_a_name_or_a_number_among_hundreds(self, asked):
        name = VervalLine.objects.get(desa=asked.desas[RAMPA], number=3).membership.line.name
        for words in (name.split()[-1].upper(), "3"):
            page = text(Client().get(link(asked), {"cari": words}))
            assert f"3. {name}" in page
            assert "1. " not in page
        assert "Tidak ada nama yang cocok" in text(Client().get(link(asked), {"cari": "zaki"}))

    def test_is_light_and_needs_no_script(self):
        of = cast.asked(rampa=45, semayap=1)
        VervalDesa.objects.update(expires_at=FAR)
        for address in (link(of), f"{link(of)}?hal=2", link(of, 40)):
            page = Client().get(address)
            assert len(page.content) < HTML_BYTES
            assert b"<script" not in page.content
            assert page.content.count(b"<link ") == 2  # the one stylesheet and the mark

    def test_is_not_kept_not_found_by_searching_and_told_to_nobody(self, asked):
        for address in (link(asked), link(asked, 1), "/verval/tidak-ada"):
            headers = Client().get(address).headers
            assert "no-store" in headers["Cache-Control"]
            assert "noindex" in headers["X-Robots-Tag"]
            assert headers["Referrer-Policy"] == "same-origin"

    def test_says_one_and_the_same_of_every_link_that_opens_nothing(self, asked):
        unknown = Client().get("/verval/" + "0" * 32)
        old = link(asked)
        actions.renew_link(desa_id=asked.desas[RAMPA], request_key=uuid4(), actor=RINA, now=timezone.now())
        VervalDesa.objects.filter(id=asked.desas[SEMAYAP]).update(expires_at=timezone.now())
        told = [Client().get(address) for address in (old, link(asked, desa_code=SEMAYAP), old + "/1")]
        assert {(one.status_code, one.content) for one in told} == {(404, unknown.content)}
        assert "mintalah tautan baru kepada" in text(unknown)
        assert Client().post(old, {"nama": "x", "request_key": str(uuid4())}).status_code == 404

    def test_is_not_to_be_guessed(self, asked):
        browser = Client()
        statuses = [browser.get(f"/verval/{number:032}").status_code for number in range(22)]
        assert statuses == [404] * 20 + [429] * 2
        assert (
            browser.get(link(asked)).status_code == 200
        )  # whoever has a link is not kept out by others of the network

    def test_is_still_read_when_the_round_is_closed(self, asked):
        answer(asked, [died(asked.members()[0])])
        actions.close_round(round_id=asked.round.pk, request_key=uuid4(), actor=RINA, now=timezone.now())
        page = text(Client().get(link(asked)))
        assert ("Terima kasih" in page, "<button" in page) == (True, False)
        late = Client().post(link(asked, 1), {"request_key": str(uuid4()), "jawaban": "working"})
        assert (late.status_code, state(asked.members()[0])) == (422, ("held", "died"))
        assert Client().get(link(asked, 99)).status_code == 404

    def test_asks_as_often_for_many_as_for_few(self, django_assert_max_num_queries):
        of = cast.asked(rampa=20, semayap=1)
        VervalDesa.objects.update(expires_at=FAR)
        with django_assert_max_num_queries(6):
            Client().get(link(of))


class TestOffice:
    def test_opens_a_round_and_sees_its_links_once(self):
        programme = cast.members()
        browser, address = signed_in(Role.OPERATOR), f"{reverse('contributions:verval_open')}?program={programme.code}"
        key = re.search(r'name="request_key" value="([^"]+)"', text(browser.get(address)))[1]
        words = {"mulai_bulan": "1", "mulai_tahun": "2027", "batas": "20/01/2100", "request_key": key}
        assert browser.post(address, words | {"batas": "x"}).status_code == 422
        links = browser.post(address, words)
        tokens = re.findall(r"<code>http://testserver(/verval/[0-9a-f]{32})</code>", text(links))
        assert len(tokens) == 2
        assert [Client().get(token).status_code for token in tokens] == [200, 200]
        assert "no-store" in links.headers["Cache-Control"]
        assert "Tautan sudah ditampilkan" in text(browser.post(address, words))
        made = VervalRound.objects.get()
        page = text(browser.get(reverse("contributions:verval_round", args=[made.pk])))
        assert "0 dari 2 desa sudah menjawab, 2 belum" in page
        assert not any(token in page for token in tokens)
        again = browser.post(reverse("contributions:verval_links", args=[made.pk]), {"request_key": str(uuid4())})
        assert len(re.findall(r"<code>", text(again))) == 2
        assert Client().get(tokens[0]).status_code == 404

    def test_finds_sorts_and_takes_home_what_desas_said(self, asked):
        here, there = desa_name(RAMPA), desa_name(SEMAYAP)
        answer(asked, [died(asked.members()[0])])
        browser, address = signed_in(Role.OPERATOR), reverse("contributions:verval_round", args=[asked.round.pk])
        for words, first, count in (
            ({}, there, 2),
            ({"urut": "tidak"}, here, 2),
            ({"cari": here[:4].upper()}, here, 1),
            ({"keadaan": "waiting"}, there, 1),
        ):
            page = text(browser.get(address, words))
            rows = re.findall(r'<th scope="row"><a href="/verval/desa/\d+">([^<]+)', page)
            assert (rows[0], len(rows)) == (first, count)
        workbook = browser.get(address, {"unduh": "excel"})
        assert b"".join(workbook.streaming_content).startswith(b"PK")

    def test_finds_sorts_and_takes_home_members_of_a_desa(self, asked):
        tell(asked, died(asked.members()[1]))
        browser, address = signed_in(Role.INSPECTOR), f"/verval/desa/{asked.desas[RAMPA]}"
        for words, numbers in (
            ({}, ["1", "2", "3"]),
            ({"jawaban": "died"}, ["2"]),
            ({"jawaban": "belum", "urut": "nama"}, ["1", "3"]),
            ({"cari": "3", "urut": "lahir"}, ["3"]),
            ({"jawaban": "x"}, []),
        ):
            every = text(browser.get(address, words)).split("Semua peserta desa ini")[1]
            assert re.findall(r'<th scope="row">(\d+)\. ', every) == numbers
        workbook = browser.get(address, {"unduh": "excel"})
        assert b"".join(workbook.streaming_content).startswith(b"PK")

    def test_types_in_paper_and_ends_on_it(self, asked):
        browser, base = signed_in(Role.OPERATOR), f"/verval/desa/{asked.desas[RAMPA]}"
        words = {"request_key": str(uuid4()), "jawaban": "died", "tanggal": "08/01/2026"}
        assert browser.post(f"{base}/orang/1", words).status_code == 302
        paper = {
            "request_key": str(uuid4()),
            "nama": "Kepala Desa",
            "nomor": "140/7/Rampa/2027",
            "pindaian": SimpleUploadedFile("ba.pdf", b"%PDF-1"),
        }
        assert browser.post(f"{base}/jawaban", paper).status_code == 302
        page = text(browser.get(base))
        assert "140/7/Rampa/2027" in page
        assert "2 orang lainnya masih hidup dan bekerja" in page
        assert b"".join(browser.get(f"{base}/pindaian").streaming_content) == b"%PDF-1"
        assert Event.objects.filter(act="contributions.open_minutes").count() == 1
        assert browser.post(f"{base}/akhiri", {"request_key": str(uuid4())}).status_code == 409
        chosen = {"request_key": str(uuid4()), "peserta": asked.members()[0]}
        done = browser.post(f"{base}/akhiri", chosen)
        assert done.status_code == 302, text(done)
        assert state(asked.members()[0]) == (State.ENDED, "")

    def test_keeps_no_scan_of_an_answer_that_was_refused(self, asked, tmp_path):
        actions.close_round(round_id=asked.round.pk, request_key=uuid4(), actor=RINA, now=timezone.now())
        paper = {
            "request_key": str(uuid4()),
            "nama": "Kepala Desa",
            "pindaian": SimpleUploadedFile("ba.pdf", b"%PDF-1"),
        }
        refused = signed_in(Role.OPERATOR).post(f"/verval/desa/{asked.desas[RAMPA]}/jawaban", paper)
        assert refused.status_code == 422
        assert list(tmp_path.rglob("*.received")) == []

    def test_keeps_minutes_of_an_answer_over_the_link_and_releases_on_it(self, asked):
        first = asked.members()[0]
        held(Membership.objects.get(id=first))
        tell(asked, working(first))
        answer(asked)
        browser, base = signed_in(Role.HEAD), f"/verval/desa/{asked.desas[RAMPA]}"
        scan = {"request_key": str(uuid4()), "pindaian": SimpleUploadedFile("ba.pdf", b"%PDF-1")}
        assert browser.post(f"{base}/berita-acara", scan).status_code == 302
        assert "Ditahan, tetapi masih bekerja menurut desa" in text(browser.get(base))
        assert browser.post(f"{base}/lepaskan", {"request_key": str(uuid4()), "peserta": first}).status_code == 302
        assert state(first) == ("running", "")

    def test_shows_a_desa_officer_their_desa_and_nothing_to_do(self, asked):
        tell(asked, died(asked.members()[0]))
        browser = signed_in(Role.DESA_OFFICER, scope=RAMPA)
        page = text(browser.get(reverse("contributions:verval_round", args=[asked.round.pk])))
        seen = [words in page for words in (desa_name(RAMPA), desa_name(SEMAYAP), "Tutup putaran")]
        assert seen == [True, False, False]
        own, other = (f"/verval/desa/{asked.desas[code]}" for code in (RAMPA, SEMAYAP))
        assert (browser.get(own).status_code, browser.get(other).status_code) == (200, 404)
        assert browser.get(f"{other}/daftar.pdf").status_code == 404
        assert "Buat tautan baru" not in text(browser.get(own))


class TestPapers:
    def test_are_pdf_of_the_members_and_of_the_answer(self, asked):
        answer(asked, [died(asked.members()[0])])
        browser = signed_in(Role.OPERATOR)
        for address in (
            f"/verval/putaran/{asked.round.pk}/daftar.pdf",
            f"/verval/desa/{asked.desas[RAMPA]}/daftar.pdf",
            f"/verval/desa/{asked.desas[RAMPA]}/berita-acara.pdf",
        ):
            assert b"".join(browser.get(address).streaming_content).startswith(b"%PDF")
        assert browser.get(f"/verval/desa/{asked.desas[SEMAYAP]}/berita-acara.pdf").status_code == 404
