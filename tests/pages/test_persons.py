"""The page of a person: found by whatever one has at hand, told from cell to annex line, and shown to nobody beyond."""

import re
from pathlib import Path

import pytest

import payung
from pages.officers import everything
from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.decrees.states import CorrectionKind
from payung.decrees.tests import cast as decrees
from payung.desk.present.act_words import ACTS, SUBJECTS
from payung.intake.models import Candidate
from payung.people.tests import cast

pytestmark = pytest.mark.django_db
MASKED = "6302•• •••••• ••••"


def text_of(answer):
    return answer.content.decode()


class TestSearch:
    @pytest.mark.parametrize("words", ["Sari Wahyuni", cast.SARI_NIK, cast.KK, "081234567890"])
    def test_finds_by_name_nik_kk_and_phone_and_shows_no_nik(self, words):
        sari = cast.sari(kk=cast.KK, phone="081234567890")
        cast.masturi()
        page = text_of(signed_in(Role.OPERATOR).post("/cari", {"cari": words}, follow=True))
        assert f"/orang/{sari.pk}" in page
        assert "Masturi" not in page
        assert cast.SARI_NIK not in page.replace(f'value="{words}"', "")  # what was typed stands in its box

    def test_goes_from_a_receipt_to_its_candidate(self):
        programme = decrees.programme()
        decrees.chosen(programme, 1)
        code = Candidate.objects.get(programme=programme).receipt_code
        answer = signed_in(Role.OPERATOR).get("/cari", {"cari": f"{code[:4]}-{code[4:8]}-{code[8:]}"})
        assert (answer.status_code, code in answer.headers["Location"]) == (302, True)

    def test_finds_nobody_beyond_the_part_of_the_map(self):
        cast.sari(desa_code=cast.RAMPA)
        page = text_of(signed_in(Role.DESA_OFFICER, scope=cast.SEMAYAP).get("/cari", {"cari": "Sari"}))
        assert "Tidak ada yang cocok di wilayah Anda" in page


class TestPerson:
    def test_is_not_there_for_an_officer_of_another_desa(self):
        sari = cast.sari(desa_code=cast.RAMPA)
        assert signed_in(Role.DESA_OFFICER, scope=cast.RAMPA).get(f"/orang/{sari.pk}").status_code == 200
        other = signed_in(Role.DESA_OFFICER, scope=cast.SEMAYAP)
        for address in (f"/orang/{sari.pk}", f"/orang/{sari.pk}/ahli-waris", f"/orang/{sari.pk}/perbaiki"):
            assert other.get(address).status_code == 404, address

    def test_says_first_that_she_is_named_and_leads_to_her_line(self):
        programme = decrees.programme()
        decree = decrees.in_force(decrees.drafted(programme, decrees.chosen(programme, 1)))
        line = decree.lines.get()
        client = signed_in(Role.OPERATOR)
        page = text_of(client.get(f"/orang/{line.person_id}"))
        assert page.index("Dinamai untuk Januari 2027") < page.index(line.name, page.index("<main"))
        assert f"/sk/{decree.pk}/baris/1" in page
        assert client.get(f"/sk/{decree.pk}/baris/1").status_code == 200

    def test_says_before_all_else_that_a_correction_waits(self):
        programme = decrees.programme()
        decree = decrees.in_force(decrees.drafted(programme, decrees.chosen(programme, 1)))
        decrees.actions.add_correction(
            decree_id=decree.pk,
            line_number=1,
            kind=CorrectionKind.DIED,
            note="Surat desa",
            happened_on=None,
            evidence=None,
            actor=decrees.RINA,
            now=decrees.LATER,
        )
        page = text_of(signed_in(Role.OPERATOR).get(f"/orang/{decree.lines.get().person_id}"))
        assert "Ada koreksi yang menunggu perubahan keputusan: meninggal dunia." in page


class TestReveal:
    def test_wants_a_reason_and_leaves_an_event_without_the_nik(self):
        sari, client = cast.sari(), signed_in(Role.OPERATOR)
        address = f"/orang/{sari.pk}/nik"
        refused = client.post(address, {"alasan": ""})
        assert (refused.status_code, cast.SARI_NIK in text_of(refused)) == (422, False)
        assert not Event.objects.filter(act="people.reveal_nik").exists()
        assert cast.SARI_NIK in text_of(client.post(address, {"alasan": "Dicocokkan dengan KTP di loket"}))
        event = Event.objects.get(act="people.reveal_nik")
        assert cast.SARI_NIK not in event.facts
        assert MASKED in text_of(client.get(f"/orang/{sari.pk}"))

    def test_is_nothing_for_an_inspector_who_writes_nothing(self):
        sari, client = cast.sari(), signed_in(Role.INSPECTOR)
        before = everything()
        for what in ("nik", "anak", "ahli-waris", "perbaiki"):
            assert client.post(f"/orang/{sari.pk}/{what}", {"alasan": "ingin tahu"}).status_code == 403, what
        assert everything() == before


class TestTrail:
    def test_has_words_for_every_act_and_subject_that_a_room_records(self):
        acts, subjects = recorded_in_the_code()
        assert acts - ACTS.keys() == set()
        assert subjects - SUBJECTS.keys() == set()

    def test_tells_an_act_in_words_and_finds_it_by_them(self):
        sari, client = cast.sari(), signed_in(Role.HEAD)
        client.post(f"/orang/{sari.pk}/nik", {"alasan": "Dicocokkan dengan KTP"})
        page = text_of(client.get("/jejak", {"tindakan": "people.reveal_nik", "tentang": f"person:{sari.pk}"}))
        assert f"Orang {sari.pk}" in page
        assert "1 peristiwa" in page
        assert "Rantai utuh" in text_of(client.get("/jejak", {"periksa": "1"}))


def recorded_in_the_code() -> tuple[set[str], set[str]]:
    """The names of acts and of kinds of subjects that stand in the rooms' source."""
    top = Path(payung.__file__).parent
    acts, subjects = set(), set()
    for path in top.rglob("*.py"):
        room = path.relative_to(top).parts[0]
        if room in {"desk", "config"} or not {"tests", "migrations"}.isdisjoint(path.parts):
            continue
        source = path.read_text()
        acts |= set(re.findall(rf'act="({room}\.[a-z_]+)"', source))
        acts |= {f"{room}.{verb}" for verb in re.findall(r'\bact="([a-z_]+)"', source)}
        verbs = re.findall(r'\b_?(?:record|tell)\((?:[a-z\[\]0-9.]+, )?"([a-z_]+)"', source)
        acts |= {f"{room}.{verb}" for verb in verbs}
        subjects |= set(re.findall(r'subject=f"([a-z_]+):', source))
    return acts, subjects
