"""Pages of one claim: where it stands first, cover on its day, one button; steps with their letters, taken and recorded."""

import io
import re
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event as Audit
from payung.claims.models import AidCost, Claim, ClaimStep, DeathWord, Inability, Injury, TransportCost
from payung.claims.states import State
from payung.claims.tests.cast import ACCIDENT, DEATH, LOST, NOW, SEMAYAP, claim, sari
from payung.membership.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch, tmp_path):
    """Pages ask the clock; Sari is insured in 2027."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr(settings, "PAYUNG_HOME", tmp_path)


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def photo(name="surat.jpg", colour="white") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def step_words(**words):
    return {"request_key": uuid4(), "happened_on": "20/5/2027", "note": ""} | words


def letter_words(**words):
    return step_words(number="S/12", letter_date="20/5/2027", scan=photo(), **words)


ANSWERS = {
    "place": "home",
    "doing": "tidur",
    "was_working": "no",
    "on_the_way": "no",
    "attack_date": "18/5/2027",
    "attack_time": "22.00",
    "died_date": "19/5/2027",
    "died_time": "01.30",
}


class TestClaim:
    def test_says_first_where_it_stands_then_cover_and_why_jkk_goes_first(self):
        of = claim(DEATH, of=sari())
        page = text(signed_in(Role.OPERATOR).get(f"/klaim/{of.pk}"))
        first = page.split("</h1>")[0]
        assert "Skemanya belum ditentukan. Berikutnya: jawab lima pertanyaan" in first
        assert "Terlindungi s.d. 30 Juni 2027" in page
        assert "selisihnya Rp28.000.000" in page
        assert page.count('class="button"') == 1
        assert f'class="button" href="/klaim/{of.pk}/jawaban"' in page

    def test_shows_the_inspector_all_and_lets_nobody_else_act(self):
        of = claim(ACCIDENT, of=sari(terms=0))
        page = text(signed_in(Role.INSPECTOR).get(f"/klaim/{of.pk}"))
        assert "Baru dilaporkan sebagai kecelakaan kerja" in page
        assert ("/langkah/" in page, 'class="button"' in page) == (False, False)
        assert signed_in(Role.INSPECTOR).post(f"/klaim/{of.pk}/langkah/suspect", step_words()).status_code == 403

    def test_is_not_there_for_another_desa(self):
        of = claim(ACCIDENT, of=sari(terms=0))
        assert signed_in(Role.DESA_OFFICER, scope=SEMAYAP).get(f"/klaim/{of.pk}").status_code == 404

    def test_of_somebody_lost_shows_the_proofs_and_that_nothing_is_billed(self):
        of = claim(LOST, of=sari(terms=0))
        page = text(signed_in(Role.OPERATOR).get(f"/klaim/{of.pk}"))
        assert "tidak diakhiri dan tidak ditagih sampai seseorang memutuskan" in page
        assert page.count("belum ada</td>") == 4

    def test_of_papers_that_lack_says_so_and_offers_them_first(self):
        of = claim(DEATH, of=sari(terms=0), state=State.PAPERS)
        page = text(signed_in(Role.OPERATOR).get(f"/klaim/{of.pk}"))
        assert "Masih kurang" in page
        assert f'class="button" href="/klaim/{of.pk}/berkas"' in page
        assert f'href="/klaim/{of.pk}/langkah/submit"' in page

    def test_answers_with_few_questions_to_the_database(self, django_assert_max_num_queries):
        of, client = claim(DEATH, of=sari(terms=0)), signed_in(Role.OPERATOR)
        client.get(f"/klaim/{of.pk}")
        with django_assert_max_num_queries(30):
            client.get(f"/klaim/{of.pk}")


class TestStep:
    def test_takes_its_letter_once_and_who_opens_it_is_recorded(self):
        of, client, words = claim(ACCIDENT, of=sari(terms=0), state=State.STAGE_ONE), signed_in(Role.OPERATOR), {}
        words = letter_words()
        for scan in (photo(), photo(colour="red")):
            answer = client.post(f"/klaim/{of.pk}/langkah/conclude-work", words | {"scan": scan})
            assert answer.url == f"/klaim/{of.pk}"
        made = ClaimStep.objects.get(claim=of, event="conclude_work")
        kept = [path.name for path in settings.PAYUNG_HOME.rglob("*.received")]
        assert kept == [f"{made.scan_code}.received"]
        page = text(client.get(f"/klaim/{of.pk}"))
        assert "BPJS: kecelakaan kerja" in page
        letter = signed_in(Role.INSPECTOR).get(f"/klaim/langkah/{made.pk}/surat")
        assert letter.status_code == 200
        assert b"".join(letter.streaming_content)[:2] == b"\xff\xd8"
        assert Audit.objects.order_by("-number").values_list("act", flat=True)[0] == "claims.open_letter"

    def test_that_lacks_its_letter_says_what_and_keeps_nothing(self):
        of, client = claim(ACCIDENT, of=sari(terms=0), state=State.STAGE_ONE), signed_in(Role.OPERATOR)
        answer = client.post(f"/klaim/{of.pk}/langkah/conclude-work", step_words())
        assert answer.status_code == 422
        assert "Tulis nomor suratnya" in text(answer)
        hostile = SimpleUploadedFile("surat.jpg", b"MZ not a picture")
        answer = client.post(f"/klaim/{of.pk}/langkah/conclude-work", letter_words() | {"scan": hostile})
        assert answer.status_code == 409
        assert not list(settings.PAYUNG_HOME.rglob("kept/*"))
        assert Claim.objects.get(id=of.pk).state == "stage_one"

    def test_that_is_none_of_here_says_what_can_be_done(self):
        of, client = claim(ACCIDENT, of=sari(terms=0)), signed_in(Role.OPERATOR)
        assert client.get(f"/klaim/{of.pk}/langkah/decide").status_code == 409
        of_operator = signed_in(Role.HEAD).get(f"/klaim/{of.pk}/langkah/send-stage-one")
        assert "Mintalah operator" in text(of_operator)  # it told the head where the claim stands instead
        assert f'href="/klaim/{of.pk}">Kembali' in text(of_operator)
        assert client.get(f"/klaim/{of.pk}/langkah/pay").status_code == 404
        assert client.get(f"/klaim/{of.pk}/langkah/terbang").status_code == 404


class TestAnswers:
    def test_all_known_lead_to_jkm_and_one_unknown_to_jkk(self):
        of, client = claim(DEATH, of=sari(terms=0)), signed_in(Role.OPERATOR)
        client.post(f"/klaim/{of.pk}/jawaban", ANSWERS | {"request_key": uuid4(), "on_the_way": "unknown"})
        page = text(client.get(f"/klaim/{of.pk}"))
        assert "dianggap mungkin kecelakaan kerja" in page
        assert f'class="button" href="/klaim/{of.pk}/langkah/treat-as-work"' in page
        client.post(f"/klaim/{of.pk}/jawaban", ANSWERS | {"request_key": uuid4()})
        page = text(client.get(f"/klaim/{of.pk}"))
        assert "Tidak ada jawaban yang menunjuk pekerjaan" in page
        assert f'class="button" href="/klaim/{of.pk}/langkah/treat-as-death"' in page
        again = text(client.get(f"/klaim/{of.pk}/jawaban"))
        assert ('value="22.00"' in again, 'value="18/05/2027"' in again) == (True, True)

    def test_want_day_and_hour_together(self):
        of, client = claim(DEATH, of=sari(terms=0)), signed_in(Role.OPERATOR)
        answer = client.post(f"/klaim/{of.pk}/jawaban", ANSWERS | {"request_key": uuid4(), "attack_time": ""})
        assert answer.status_code == 422
        assert "bersama-sama" in text(answer)


class TestDeath:
    def test_confirmed_on_its_page_ends_the_membership_and_keeps_its_document(self):
        of, client = claim(DEATH, of=sari(terms=0)), signed_in(Role.HEAD)
        words = {"request_key": uuid4(), "death_date": "19/5/2027", "note": "akta 12", "scan": photo()}
        assert client.post(f"/klaim/{of.pk}/kepastian", words).url == f"/klaim/{of.pk}"
        assert Membership.objects.get(id=of.membership_id).state == "ended"
        word = DeathWord.objects.get()
        assert b"".join(client.get(f"/klaim/kepastian/{word.pk}/surat").streaming_content)[:2] == b"\xff\xd8"
        page = text(client.get(f"/klaim/{of.pk}"))
        assert ("Meninggalnya dipastikan" in page, "Batalkan kepastian meninggal" in page) == (True, True)
        client.post(f"/klaim/{of.pk}/kepastian/batal", {"request_key": uuid4(), "because": "orang lain"})
        assert Membership.objects.get(id=of.membership_id).state == "running"
        assert Claim.objects.get(id=of.pk).state == "withdrawn"

    def test_told_of_somebody_who_lives_is_withdrawn(self):
        of, client = claim(LOST, of=sari(terms=0)), signed_in(Role.OPERATOR)
        client.post(f"/klaim/{of.pk}/masih-hidup", {"request_key": uuid4(), "because": "diselamatkan"})
        assert Claim.objects.get(id=of.pk).state == "withdrawn"
        page = text(client.get(f"/klaim/{of.pk}"))
        assert "keliru. Pulihkan" not in page  # nobody erred: it was found out later
        assert "Bagi keluarga ini selisihnya" not in page
        assert f'<a href="/klaim/{of.pk}/langkah/restore">' in page  # at hand, and not the one main act


class TestFacts:
    def words(self, **words):
        rows = {
            f"{name}-{what}": value
            for name in ("cedera", "masa", "angkutan", "alat")
            for what, value in (("TOTAL_FORMS", 2), ("INITIAL_FORMS", 0))
        }
        return rows | {"request_key": uuid4(), "handedness": "left"} | words

    def test_are_kept_row_by_row_and_shown_again(self):
        of, client = claim(ACCIDENT, of=sari(terms=0)), signed_in(Role.OPERATOR)
        sent = {
            "chronology": "terjepit mesin",
            "medical_cost_rp": "Rp1.250.000",
            "cedera-0-part": "right_index_finger",
            "cedera-0-function_lost_percent": "62,5",
            "masa-0-from_date": "19/5/2027",
            "masa-0-to_date": "31/5/2027",
            "angkutan-0-mode": "sea",
            "angkutan-0-cost_rp": "250.000",
            "alat-1-kind": "glasses",
            "alat-1-cost_rp": "300000",
        }
        answer = client.post(f"/klaim/{of.pk}/keterangan", self.words(**sent))
        assert answer.status_code == 302, text(answer)
        made = [model.objects.get(claim=of) for model in (Injury, Inability, TransportCost, AidCost)]
        assert (str(made[0].function_lost_percent), made[2].cost_rp, made[3].kind) == ("62.50", 250_000, "glasses")
        page = text(client.get(f"/klaim/{of.pk}/keterangan"))
        assert ("terjepit mesin" in page, 'value="31/05/2027"' in page) == (True, True)

    def test_that_cannot_be_are_said_all_at_once_and_nothing_typed_is_lost(self):
        of, client = claim(ACCIDENT, of=sari(terms=0)), signed_in(Role.OPERATOR)
        sent = {
            "chronology": "terjepit mesin",
            "cedera-0-part": "scalp",
            "angkutan-0-mode": "sea",
            "angkutan-0-cost_rp": "0",
        }
        answer = client.post(f"/klaim/{of.pk}/keterangan", self.words(**sent))
        page = text(answer)
        assert (answer.status_code, "angka dokter, 10 sampai 30 persen" in page, "lebih dari Rp0" in page) == (
            422,
            True,
            True,
        )
        assert "terjepit mesin" in page
        assert not Injury.objects.exists()
