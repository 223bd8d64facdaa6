"""Edges of the pages of pairs: one list of both doubts, reasons in words, no NIK, one's own part of the map."""

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from payung.accounts.rules import Role
from payung.matching.actions import join_persons, match_candidates
from payung.matching.models import Pair, PairRuling, Question, Run
from payung.matching.queries import doubts as doubts_module
from payung.matching.queries.doubts import doubt_count, doubts
from payung.matching.queries.pairs import pairs_of
from payung.matching.queries.questions import Listed
from payung.matching.rules.pairs import Ruling
from payung.matching.tests.cast import KABUPATEN, NOW, OPERATOR, RAMPA, SARI_NIK, SEMAYAP, actor, brought
from payung.matching.tests.test_pages import browser, read
from payung.people.models import Person

pytestmark = pytest.mark.django_db
REASON = "dibandingkan dengan KTP"
LEVELS = "card:slip_born_near name:sound_same household:differ phone:same"


@pytest.fixture
def operator():
    return browser(Role.OPERATOR)


@pytest.fixture
def folk():
    """Sari written twice in Rampa, once more in Semayap, and Masturi with her NIK."""
    came = brought()
    came.sari(phone="08125550001")
    came.sari(nik="6302065201800002", name="Sari Wahjuni", birth_date="1980-12-01", phone="08125550001")
    came.sari(nik="6302065201800003", name="Sari W", desa_code=SEMAYAP)
    came.masturi(nik=SARI_NIK)
    match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
    Pair.objects.all().delete()
    return list(Person.objects.order_by("id").values_list("id", flat=True))


def found(low, high, weight, *, levels=LEVELS, because="", verdict="ask"):
    return Pair.objects.create(
        kabupaten=KABUPATEN,
        low_id=low,
        high_id=high,
        weight=weight,
        gammas=levels,
        because=because,
        verdict=verdict,
        found_at=NOW,
    )


def address(pair):
    return f"/keputusan/pasangan/{pair.low_id}/{pair.high_id}"


def rule(client, pair, **said):
    return client.post(address(pair), {"jawaban": "two", "alasan": REASON} | said)


class TestList:
    def test_has_both_kinds_best_first_with_reasons_in_words_and_no_nik(self, operator, folk):
        sari, other, far = folk
        found(sari, other, 50.0), found(sari, far, -50.0, because="twins")
        page = read(operator.get("/keputusan"))
        assert page.index("Sari Wahjuni") < page.index("Masturi") < page.index("Kembar?")
        for words in (
            "NIK beda satu angka, tanggal lahir mirip: hari dan bulan tertukar, 12 Januari 1980 – 1 Desember 1980",
            "Nama sama, ejaan lain: Sari Wahyuni – Sari Wahjuni",
            "HP sama (dipakai 2 orang)",
            "3 pertanyaan",
            "Belum pernah dicari",
        ):
            assert words in page
        assert "63020652018" not in page
        assert doubt_count(actor=OPERATOR) == 3

    def test_is_sought_through_and_comes_as_a_workbook(self, operator, folk):
        found(*folk[:2], 50.0)
        assert "Masturi" not in read(operator.get("/keputusan?cari=wahjuni"))
        assert operator.get("/keputusan/unduh.xlsx").status_code == 200
        assert operator.get("/keputusan?cetak=ya").status_code == 200

    def test_leaves_out_whom_others_have_joined_since_but_not_a_lost_join(self, folk):
        sari, other, far = folk
        found(sari, other, 50.0), found(sari, far, 20.0, because="lost")
        for joined in (other, far):
            join_persons(kept_id=sari, joined_id=joined, reason=REASON, actor=OPERATOR, now=NOW)
        lines = doubts(actor=OPERATOR, listed=Listed.OPEN).lines
        assert [getattr(line, "because", "nik") for line in lines] == ["lost", "nik"]
        assert [line.high.person_id for line in pairs_of(person_id=sari, actor=OPERATOR)] == [far]

    def test_is_shown_without_what_a_run_drops_while_it_is_read(self, operator, folk, monkeypatch):
        kept, gone = found(*folk[:2], 50.0), found(folk[0], folk[2], 20.0)
        ranked = doubts_module.ranked_pairs
        monkeypatch.setattr(doubts_module, "ranked_pairs", lambda **words: (ranked(**words), gone.delete())[0])
        page = read(operator.get("/keputusan"))
        assert address(kept) in page
        assert f"{folk[0]}/{folk[2]}" not in page

    def test_costs_no_more_for_many(self, folk, django_assert_max_num_queries):
        sari, other, far = folk
        found(sari, other, 50.0), found(sari, far, 20.0), found(other, far, 10.0)
        with django_assert_max_num_queries(10):
            assert len(doubts(actor=OPERATOR, listed=Listed.OPEN).lines) == 4


class TestScope:
    def test_an_officer_sees_only_pairs_of_the_own_desa(self, folk):
        near, far = found(*folk[:2], 50.0), found(folk[0], folk[2], 20.0)
        officer = browser(Role.DESA_OFFICER, scope=RAMPA)
        page = read(officer.get("/keputusan"))
        assert "Sari Wahjuni" in page
        assert "Sari W<" not in page
        assert "Simpan keputusan" not in read(officer.get(address(near)))
        assert officer.get(address(far)).status_code == 404
        assert rule(officer, near).status_code == 403
        assert not PairRuling.objects.exists()
        assert doubt_count(actor=actor(Role.DESA_OFFICER, scope=SEMAYAP)) == 0

    def test_whom_somebody_elsewhere_is_read_as_is_elsewhere(self, folk):
        found(*folk[:2], 50.0)
        join_persons(kept_id=folk[2], joined_id=folk[1], reason=REASON, actor=OPERATOR, now=NOW)
        assert doubts(actor=actor(Role.DESA_OFFICER, scope=RAMPA), listed=Listed.OPEN, words="wahjuni").count == 0

    def test_others_are_turned_away(self, folk):
        pair = found(*folk[:2], 50.0)
        assert Client().get(address(pair)).status_code == 302
        assert browser(Role.TREASURER).get(address(pair)).status_code == 403
        assert browser(Role.DESA_OFFICER, scope=RAMPA).post("/keputusan/cari-ganda").status_code == 403


class TestPair:
    def test_shows_both_sides_with_their_rows_and_what_speaks_for_and_against(self, operator, folk):
        page = read(operator.get(address(found(*folk[:2], 7.0))))
        for words in ("Sari Wahjuni", "Sari Wahyuni", "usulan.xlsx", "6302•• •••••• ••••", "Keluarga: lain", "<svg"):
            assert words in page
        assert "63020652018" not in page

    def test_is_ruled_and_leads_to_the_next_doubt_then_taken_back(self, operator, folk):
        first, second = found(*folk[:2], 50.0), found(folk[0], folk[2], 20.0)
        assert rule(operator, first).headers["Location"] == address(second)
        assert REASON in read(operator.get(address(first)))
        assert "Dua orang – Rina" in read(operator.get("/keputusan?lihat=diputus"))
        assert rule(operator, second, jawaban="one").headers["Location"] == "/keputusan"
        assert Person.objects.get(id=folk[2]).same_as_id == folk[0]
        assert operator.post(f"{address(first)}/batalkan", {"alasan": "keliru"}).status_code == 302
        assert "Sari Wahjuni" in read(operator.get("/keputusan"))

    @pytest.mark.parametrize("said", [{"alasan": ""}, {"alasan": SARI_NIK}, {"jawaban": ""}])
    def test_asks_again_for_what_is_missing(self, operator, folk, said):
        pair = found(*folk[:2], 50.0)
        assert rule(operator, pair, **said).status_code == 422
        assert not PairRuling.objects.exists()

    def test_the_second_of_two_officers_is_told(self, operator, folk):
        pair = found(*folk[:2], 50.0)
        rule(operator, pair)
        response = rule(operator, pair, jawaban="one")
        assert response.status_code == 409
        assert "sudah diputus" in response.content.decode()
        assert PairRuling.objects.get().ruling == Ruling.TWO

    def test_is_told_on_the_page_of_each_and_who_is_one_there_too(self, operator, folk):
        pair = found(*folk[:2], 50.0)
        join_persons(kept_id=folk[0], joined_id=folk[2], reason=REASON, actor=OPERATOR, now=NOW)
        for person_id, other in ((folk[0], "Sari Wahjuni, lahir"), (folk[1], "Sari Wahyuni, lahir")):
            page = read(operator.get(f"/orang/{person_id}"))
            assert address(pair) in page
            assert other in page
        assert f"/keputusan/gabungan/{folk[2]}/pisahkan" in read(operator.get(f"/orang/{folk[0]}"))

    def test_of_nobody_is_not_found(self, operator, folk):
        assert operator.get(f"/keputusan/pasangan/{folk[0]}/{folk[1]}").status_code == 404


class TestRun:
    def test_is_begun_once_and_watched(self, operator, folk):
        first = operator.post("/keputusan/cari-ganda")
        again = operator.post("/keputusan/cari-ganda")
        assert first.headers["Location"] == again.headers["Location"]
        assert "Menunggu giliran" in read(operator.get(first.headers["Location"]))
        assert "Pencarian sedang berjalan" in read(operator.get("/keputusan"))
        queued = DBTaskResult.objects.get(id=Run.objects.get().job_id)
        assert queued.args_kwargs == {"args": [KABUPATEN, Run.objects.get().made_by], "kwargs": {}}

    def test_of_a_stranger_is_not_found(self, operator):
        assert operator.get("/keputusan/cari-ganda/00000000-0000-0000-0000-000000000000").status_code == 404

    def test_questions_stay_beside_pairs(self, folk):
        assert Question.objects.count() == 1
