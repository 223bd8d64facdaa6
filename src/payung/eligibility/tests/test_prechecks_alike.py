"""Lines of answers whose number leads to nobody: who is like a person of ours is asked about, never refused, never passed over."""

import re
from dataclasses import replace

import numpy as np
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.eligibility import actions, asking, clearing, queries, settling
from payung.eligibility.models import AlikeLine, Answer, Doubted, Result, UnreadLine
from payung.eligibility.prechecks.matching_lines import LineMatcher
from payung.eligibility.prechecks.reading import Line
from payung.eligibility.rules.answers import Said, Unread
from payung.eligibility.rules.lines import MatchedLine, Outsider, planned
from payung.eligibility.rules.reasons import explain
from payung.eligibility.rules.words import Outcome, Register, Verdict
from payung.eligibility.tests.prechecks_cast import (
    KABUPATEN,
    MASTURI,
    NOW,
    OPERATOR,
    SARI,
    TODAY,
    answer,
    person,
    programme,
    propose,
    workbook,
)
from payung.matching.door import rewrite_keys
from payung.matching.queries import outside
from payung.matching.rules.outside import Likeness, Nearness
from payung.people.models import Person
from payung.programmes import queries as programmes

pytestmark = pytest.mark.django_db
DUKCAPIL, BPJS = Register.DUKCAPIL, Register.BPJS
HEADINGS = ["NIK", "NAMA", "TGL LAHIR", "HASIL"]
SLIPPED = f"{SARI[:9]}7{SARI[10:]}"
OF_ANOTHER = f"{SARI[:11]}6{SARI[12:]}"
DIED = [SLIPPED, "ST RACHMAWATIE", "12-01-1980", "Meninggal tgl 3-2-2026"]


@pytest.fixture
def two(settings, tmp_path):
    """Siti Rahmawati and Masturi, proposed; the door knows them."""
    settings.PAYUNG_HOME = tmp_path / "home"
    made = programme()
    people = [person(SARI, "Siti Rahmawati"), person(MASTURI)]
    propose(made, *people)
    rewrite_keys(kabupaten=KABUPATEN, person_ids=[one.pk for one in people])
    return made, people


@pytest.fixture
def tell(two, tmp_path):
    """An answer of these rows."""
    made, _people = two
    count = iter(range(100))

    def told(*rows, register=DUKCAPIL, headings=HEADINGS, **words):
        path = workbook(tmp_path / f"{next(count)}.xlsx", {"HASIL": [headings, *rows]})
        return Answer.objects.get(id=answer(made, register, path, **words)[0].id)

    return told


def judged(made, one):
    run = actions.judge_candidates(
        programme_id=made.pk, on_date=TODAY, held=np.array([], dtype=np.int64), actor=OPERATOR, now=NOW
    )
    found = queries.judgement(run_id=run.id, person_id=one.pk)
    criteria = programmes.criteria_by_id(criteria_id=run.criteria_id)
    return found.verdict, [reason.sentence for reason in explain(judgement=found, criteria=criteria)]


def settle(line, outcome=None):
    asked = {"because": "telepon Bu Rini", "actor": OPERATOR, "now": NOW}
    if outcome is None:
        settling.set_aside_lines(line_ids=[line.pk], **asked)
    else:
        settling.settle_line(line_id=line.pk, outcome=outcome, **asked)


class TestWhoIsOnlyAlike:
    def test_waits_for_a_person_with_the_weight_and_all_that_is_said(self, two, tell):
        _made, (sari, _) = two
        found = tell(DIED)
        line = UnreadLine.objects.get()
        assert (line.code, line.person_id, line.sheet, line.number) == (Unread.ALIKE, sari.pk, "HASIL", 2)
        alike = line.alike
        assert (alike.name, alike.outcome, str(alike.died_date)) == ("ST RACHMAWATIE", "died", "2026-02-03")
        assert "card:slip_born" in alike.gammas
        assert (found.unread_count, found.stranger_count, Result.objects.count()) == (1, 0, 0)
        assert not Person.objects.exclude(same_as=None).exists()

    def test_is_no_stranger_nor_one_whom_the_answer_names_by_the_nik(self, two, tell):
        stranger = ["6302061708550002", "BAHRUDDIN", "17-08-1955", "Meninggal"]
        found = tell(DIED, stranger, [SARI, "SITI RAHMAWATI", "12-01-1980", "Sesuai"])
        assert (found.unread_count, found.stranger_count, found.result_count) == (0, 2, 1)

    def test_needs_a_decision_of_whoever_judges_and_is_neither_refused_nor_clean(self, two, tell):
        made, (sari, _) = two
        tell([SARI, "SITI RAHMAWATI", "12-01-1980", "Sesuai"])
        assert judged(made, sari)[0] is Verdict.ELIGIBLE
        found = tell(DIED)
        verdict, (sentence, *_) = judged(made, sari)
        assert verdict is Verdict.DECISION
        for said in (found.file_name, "lembar HASIL baris 2", "meninggal", "orang ini (bobot", "NIK beda satu angka"):
            assert said in sentence

    def test_holds_back_the_decree_until_a_person_has_decided(self, two, tell):
        made, (sari, _) = two
        tell([SARI, "SITI RAHMAWATI", "12-01-1980", "Sesuai"])
        tell([SARI, "SITI RAHMAWATI", "Belum terdaftar"], register=BPJS, headings=["NIK", "NAMA", "STATUS"])
        asked = {"programme_id": made.pk, "person_ids": [sari.pk], "on": TODAY}
        assert clearing.clearance(**asked).cleared == {sari.pk}
        tell(DIED)
        assert clearing.clearance(**asked).missing == {sari.pk: (DUKCAPIL,)}
        settle(UnreadLine.objects.get())
        assert clearing.clearance(**asked).cleared == {sari.pk}

    def test_vouching_for_the_rest_does_not_make_the_person_clean(self, two, tell):
        made, (_sari, masturi) = two
        request = asking.ask(programme_id=made.pk, register=DUKCAPIL, letter_number="400/1", actor=OPERATOR, now=NOW)
        tell(DIED, request_code=request.code, others_good_because="surat Dukcapil butir 3")
        assert list(Result.objects.values_list("person_id", "outcome")) == [(masturi.pk, "alive")]

    def test_what_a_run_saw_stays(self, two, tell):
        made, (sari, _) = two
        tell(DIED)
        judged(made, sari)
        settle(UnreadLine.objects.get())
        seen = queries.judgement(run_id=queries.latest_run(programme_id=made.pk).id, person_id=sari.pk)
        assert [one.row for one in seen.alike] == [2]
        for rows in (AlikeLine.objects, Doubted.objects):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(id=9) if rows is Doubted.objects else rows.update(name="")

    @pytest.mark.parametrize("outcome", [Outcome.DIED, Outcome.MOVED_OUT, Outcome.WAGE_EARNER, Outcome.OTHER_PAYER])
    def test_is_explained_whatever_it_says(self, two, tell, outcome):
        from payung.eligibility.rules.reasons import _alike

        made, (sari, _) = two
        tell(DIED)
        judged(made, sari)
        (found,) = queries.judgement(run_id=queries.latest_run(programme_id=made.pk).id, person_id=sari.pk).alike
        assert "apakah orangnya sama" in _alike(replace(found, outcome=outcome, payer="PT Maju"))


class TestWhatWasSaid:
    def test_the_same_human_being_has_the_result_with_all_that_the_line_told(self, two, tell):
        made, (sari, _) = two
        tell(DIED)
        settle(UnreadLine.objects.get(), Outcome.DIED)
        result = Result.objects.get()
        assert (result.person_id, result.outcome, str(result.died_date)) == (sari.pk, "died", "2026-02-03")
        assert judged(made, sari)[0] is Verdict.NOT_ELIGIBLE

    def test_that_it_is_another_is_remembered_of_this_outsider_and_no_other(self, two, tell):
        tell(DIED)
        settle(UnreadLine.objects.get())
        found = tell([SLIPPED, "SITI RACHMAWATI", "12-01-1980", "Meninggal"])
        assert (found.unread_count, found.stranger_count) == (0, 1)
        assert tell([OF_ANOTHER, *DIED[1:]]).unread_count == 1

    def test_that_it_is_the_same_is_remembered_too(self, two, tell):
        _made, (sari, _) = two
        tell([*DIED[:3], "Sesuai"])
        settle(UnreadLine.objects.get(), Outcome.ALIVE)
        tell([*DIED[:3], "Pindah ke Kab. Tanah Bumbu"])
        assert Result.objects.order_by("id").last().person_id == sari.pk

    def test_page_shows_both_sides_how_sure_it_is_and_why(self, two, tell):
        found = tell(DIED)
        page = signed_in(Role.OPERATOR).get(f"/pemadanan/jawaban/{found.id}").content.decode()
        page = re.sub(r"\s+", " ", page)
        for said in (
            "ST RACHMAWATIE, lahir 12 Januari 1980",
            "Siti Rahmawati, lahir 12 Januari 1980",
            "orang ini (bobot",
            "Dukcapil: meninggal",
            "NIK beda satu angka, tanggal lahir sama",
            "bukan orang yang sama",
        ):
            assert said in page
        assert SARI not in page


class TestWhatItCosts:
    def test_no_more_questions_for_more_lines(self, two):
        made, _people = two

        def questions(many):
            died = Said(outcome=Outcome.DIED, words="meninggal")
            lines = [
                Line("A", place, None, f"630206120755{place:04}", False, "BAHRUDDIN", died) for place in range(1, many)
            ]
            with CaptureQueriesContext(connection) as asked:
                matcher = LineMatcher(kabupaten=KABUPATEN, programme_id=made.pk, register=DUKCAPIL)
                assert len(list(matcher.matched(lines))) == many - 1
            return len(asked)

        questions(2)
        assert questions(60) <= questions(2)

    def test_says_what_was_not_looked_up(self, two, tell, monkeypatch):
        monkeypatch.setattr(outside, "ELSEWHERE_AT_MOST", 1)
        rows = [[f"637101520180{one:04}", "BAHRUDDIN", "17-08-1955", "Meninggal"] for one in range(1, 4)]
        found = tell(*rows, DIED)
        assert (found.unread_count, found.stranger_count, found.unsought_count) == (1, 3, 2)


def test_who_is_named_by_a_number_is_not_meant_by_another_line():
    said = Said(outcome=Outcome.DIED, words="meninggal")
    outsider = Outsider("X", None, Likeness(12.0, "card:slip_born_same", Nearness.PERHAPS), b"a")
    lines = [
        MatchedLine("A", 1, 7, Unread.ALIKE, said, outsider, Unread.NIK_DAMAGED),
        MatchedLine("A", 2, 7, Unread.ALIKE, said, outsider),
        MatchedLine("A", 3, 7, None, Said(outcome=Outcome.ALIVE, words="sesuai")),
        MatchedLine("A", 4, 8, Unread.ALIKE, said, outsider),
    ]
    plan = planned(lines)
    assert [(one.number, one.code) for one in plan.unread] == [(1, Unread.NIK_DAMAGED), (4, Unread.ALIKE)]
    assert (plan.strangers, len(plan.results)) == (1, 1)
