"""The pages of lists of the dead and of Belum diklaim: each answers, lists, and lets the right people act; and the command."""

import json
import re
from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.claims.models import Claim, DeathLine, DeathList
from payung.claims.rules.death_words import Settled
from payung.claims.tests.cast import DESA, insured
from payung.claims.tests.death_cast import csv, line_of, nik_of, row, taken
from payung.people.models import Heir

pytestmark = pytest.mark.django_db
LISTS, UNCLAIMED = "/klaim/daftar-meninggal", "/klaim/belum-diklaim"


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def house():
    """Two members: one agrees in all three, one in NIK alone; and a row that cannot be read."""
    sari, wati = insured(2, terms=1)
    Heir.objects.create(person=sari.person, name="Rahmat", relation="suami", phone="081234567890")
    kept = taken(row(sari), row(wati, no="2", name="Wati Lain"), row(wati, no="3", nik="630206", born=""))
    return sari, wati, kept


class TestPages:
    def test_answer_first_and_let_the_dinas_decide(self, house):
        sari, wati, kept = house
        officer = signed_in(Role.OPERATOR)
        assert "1 baris menunggu putusan" in text(officer.get(LISTS))
        page = text(officer.get(f"{LISTS}/{kept.id}"))
        assert "1 peserta disiapkan klaimnya, 1 menunggu putusan, dari 3 orang" in page
        assert sari.person.name in page
        assert "Rahmat (suami) 081234567890" in page
        assert nik_of(sari) not in page
        for part, said in (("nik", "namanya lain"), ("nama", "Tidak ada baris"), ("tak-terbaca", "NIK rusak")):
            assert said in text(officer.get(f"{LISTS}/{kept.id}?bagian={part}"))
        assert sari.person.name in text(officer.get(f"{LISTS}/{kept.id}?cetak=1"))
        assert b"".join(officer.get(f"{LISTS}/{kept.id}?excel=1").streaming_content).startswith(b"PK")
        assert sari.person.name in text(officer.get(f"{LISTS}/{kept.id}/desa?cetak=1"))
        line = DeathLine.objects.get(person=wati.person_id)
        page = text(officer.get(f"{LISTS}/baris/{line.pk}"))
        assert f"Apakah ini {wati.person.name}?" in page
        assert "Wati Lain" in page
        assert nik_of(wati) not in page
        address = f"{LISTS}/baris/{line.pk}"
        assert officer.post(f"{address}/bukan", {"request_key": str(uuid4()), "because": ""}).status_code == 422
        answer = officer.post(f"{address}/sama", {"request_key": str(uuid4()), "death_date": "1/1/1970"})
        assert "mendahului hari lahirnya" in text(answer)
        sent = {
            "request_key": str(uuid4()),
            "death_date": "1/11/2026",
        }  # before registration, and no future on any clock
        assert officer.post(f"{address}/sama", sent).status_code == 302
        line.refresh_from_db()
        assert (line.settled, line.death_date) == (Settled.PREPARED, date(2026, 11, 1))
        assert "sudah meninggal sebelum didaftarkan" in text(officer.get(address))
        officer.post(f"{address}/batal", {"request_key": str(uuid4()), "because": "Keliru"})
        officer.post(f"{address}/bukan", {"request_key": str(uuid4()), "because": "Orang lain"})
        page = text(officer.get(address))
        assert "sudah diputuskan bukan" in page
        assert "Keliru" in page

    def test_report_who_waits_for_money(self, house):
        sari, _wati, _kept = house
        officer = signed_in(Role.OPERATOR)
        page = text(officer.get(UNCLAIMED))
        assert "1 kematian belum dibayar kepada keluarganya; paling sedikit Rp" in page
        assert sari.person.name in page
        assert "3 Mei 2032" in page
        assert "Tidak ada yang cocok" in text(officer.get(f"{UNCLAIMED}?bagian=tanpa-klaim"))
        for order in ("gugur", "nama", "desa"):
            assert sari.person.name in text(officer.get(f"{UNCLAIMED}?urut={order}&cetak=1"))
        assert b"".join(officer.get(f"{UNCLAIMED}?excel=1").streaming_content).startswith(b"PK")
        assert sari.person.name in text(signed_in(Role.DESA_OFFICER, scope=DESA.scope).get(UNCLAIMED))
        elsewhere = signed_in(Role.DESA_OFFICER, scope="63.02.01.2001")
        assert "Tidak ada kematian yang belum diklaim" in text(elsewhere.get(UNCLAIMED))

    def test_are_not_for_everybody(self, house):
        _sari, wati, kept = house
        line = DeathLine.objects.get(person=wati.person_id)
        inspector, desa = signed_in(Role.INSPECTOR), signed_in(Role.DESA_OFFICER, scope=DESA.scope)
        assert "Unggah" not in re.sub(r"<p class=.empty.*?</p>", "", text(inspector.get(LISTS)))
        assert inspector.post(f"{LISTS}/baris/{line.pk}/bukan", {"because": "x"}).status_code == 403
        assert desa.get(f"{LISTS}/{kept.id}").status_code == 403
        other = signed_in(Role.OPERATOR, kabupaten="63.03", scope="63.03")
        assert other.get(f"{LISTS}/{kept.id}").status_code == 404
        assert other.get(f"{LISTS}/baris/{line.pk}").status_code == 404

    def test_take_a_list_in_once(self, settings):
        sari = insured(terms=0)[0]
        officer, content = signed_in(Role.OPERATOR), csv(row(sari)).read_bytes()

        def sent():
            file = SimpleUploadedFile("kematian.csv", content)
            return officer.post(
                f"{LISTS}/baru", {"request_key": str(uuid4()), "source": "Desa Rampa", "berkas": file}, follow=True
            )

        assert sent().status_code == 200
        assert "sudah pernah diunggah" in text(sent())
        kept = DeathList.objects.get()
        assert (kept.source, kept.job_id is None) == ("Desa Rampa", False)
        assert officer.post(f"{LISTS}/baru", {"request_key": str(uuid4())}).status_code == 422
        before = kept.job_id
        officer.post(f"{LISTS}/{kept.pk}/lagi", {"request_key": str(uuid4())})
        assert DeathList.objects.get().job_id != before


class TestCommand:
    def answer(self, *words: str):
        out = StringIO()
        call_command("deaths", *words, "--json", "--kabupaten", "63.02", stdout=out)
        return json.loads(out.getvalue())

    def test_takes_a_list_in_and_tells_who_is_unclaimed(self):
        sari = insured(terms=0)[0]
        day = timezone.localdate()
        path = csv(row(sari, died=f"{day:%d/%m/%Y}"))
        found = self.answer(str(path), "--source", "Dukcapil")
        (line,) = found["lines"]
        assert (found["prepared"] + found["waiting"], found["seen_before"]) == (1, False)
        assert (line["agreement"], line["name"]) == ("sure", sari.person.name)
        assert self.answer(str(path))["seen_before"] is True
        assert [one["name"] for one in self.answer("--unclaimed")["deaths"]] == [sari.person.name]
        assert nik_of(sari) not in json.dumps(found)

    def test_refuses_what_it_cannot_run(self):
        for words in ([], ["/nowhere.csv"], ["/nowhere.csv", "--unclaimed"]):
            with pytest.raises(CommandError) as refusal:
                call_command("deaths", *words, "--kabupaten", "63.02")
            assert refusal.value.returncode == 2


def test_a_line_points_at_its_claim():
    sari = insured(terms=0)[0]
    line = line_of(taken(row(sari)))
    assert Claim.objects.get().death_lines.get() == line
