"""What a person settles, what is remembered of it, and a job that was killed in the middle."""

from typing import Any
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.eligibility import answering, settling
from payung.eligibility.models import Answer, Request, Result, UnreadLine
from payung.eligibility.prechecks import taking_in
from payung.eligibility.prechecks.results import latest
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Outcome, Register
from payung.eligibility.tests.prechecks_cast import (
    ANSWERED,
    JUMIATI,
    KABUPATEN,
    MASTURI,
    NOW,
    OPERATOR,
    SARI,
    TODAY,
    actor,
    answer,
    person,
    programme,
    propose,
    read,
    workbook,
)

pytestmark = pytest.mark.django_db
DUKCAPIL = Register.DUKCAPIL
BECAUSE = "telepon Bu Rini di Dukcapil"


@pytest.fixture
def three(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path / "home"
    made = programme()
    people = [person(nik) for nik in (SARI, MASTURI, JUMIATI)]
    propose(made, *people)
    return made, people


def book(tmp_path, *rows, name="a.xlsx"):
    return workbook(tmp_path / name, {"H": [["NIK", "NAMA", "HASIL"], *rows]})


def settled(**more: Any) -> int:
    asked: dict[str, Any] = {"outcome": Outcome.NAME_DIFFERS, "because": BECAUSE, "actor": OPERATOR, "now": NOW}
    return settling.settle_words(**asked | more)


class TestSettleWords:
    def test_settles_every_line_that_says_so_and_remembers_it(self, three, tmp_path):
        made, people = three
        rows = [[SARI, "", "foto tak cocok"], [MASTURI, "", "foto tak cocok"]]
        found, _ = answer(made, DUKCAPIL, book(tmp_path, *rows))
        assert settled(answer_id=found.id, words="foto tak cocok") == 2
        assert Result.objects.filter(outcome="name_differs").count() == 2
        answer(made, DUKCAPIL, book(tmp_path, [JUMIATI, "", "FOTO TAK COCOK"], name="b.xlsx"))
        assert Result.objects.get(person=people[2]).outcome == "name_differs"

    def test_is_not_remembered_for_another_register(self, three, tmp_path):
        made, _ = three
        found, _ = answer(made, DUKCAPIL, book(tmp_path, [SARI, "", "foto tak cocok"]))
        settled(answer_id=found.id, words="foto tak cocok")
        answer(made, Register.BPJS, book(tmp_path, [SARI, "", "foto tak cocok"]))
        assert not Result.objects.filter(register="bpjs").exists()

    def test_twice_is_refused(self, three, tmp_path):
        made, _ = three
        found, _ = answer(made, DUKCAPIL, book(tmp_path, [SARI, "", "foto tak cocok"]))
        settled(answer_id=found.id, words="foto tak cocok")
        with pytest.raises(NotAllowed, match="sudah diselesaikan"):
            settled(answer_id=found.id, words="foto tak cocok")

    @pytest.mark.parametrize(
        "wrong",
        [{"outcome": Outcome.LISTED}, {"because": "ya"}, {"actor": actor(Role.INSPECTOR)}],
        ids=["outcome of another register", "no reason", "one who only looks"],
    )
    def test_refuses(self, three, tmp_path, wrong):
        made, _ = three
        found, _ = answer(made, DUKCAPIL, book(tmp_path, [SARI, "", "foto tak cocok"]))
        with pytest.raises(NotAllowed):
            settled(answer_id=found.id, words="foto tak cocok", **wrong)


class TestSettleLine:
    def test_of_two_that_contradict_one_stands_and_the_other_is_set_aside(self, three, tmp_path):
        made, people = three
        answer(made, DUKCAPIL, book(tmp_path, [SARI, "", "SESUAI"], [SARI, "", "MENINGGAL"]))
        first, second = UnreadLine.objects.order_by("number")
        settling.settle_line(line_id=second.pk, outcome=Outcome.DIED, because=BECAUSE, actor=OPERATOR, now=NOW)
        with pytest.raises(NotAllowed, match="Kesampingkan"):
            settling.settle_line(line_id=first.pk, outcome=Outcome.ALIVE, because=BECAUSE, actor=OPERATOR, now=NOW)
        settling.set_aside_lines(line_ids=[first.pk], because=BECAUSE, actor=OPERATOR, now=NOW)
        said = latest(kabupaten=KABUPATEN, on=TODAY, person_ids=[people[0].pk])
        assert said[people[0].pk, DUKCAPIL].outcome is Outcome.DIED
        assert not UnreadLine.objects.filter(settled_at=None).exists()

    def test_of_nobody_needs_the_row_key(self, three, tmp_path):
        made, _ = three
        answer(made, DUKCAPIL, book(tmp_path, ["6,3E+15", "", "MENINGGAL"]))
        line = UnreadLine.objects.get()
        with pytest.raises(NotAllowed, match="Belum jelas siapa"):
            settling.settle_line(line_id=line.pk, outcome=Outcome.DIED, because=BECAUSE, actor=OPERATOR, now=NOW)


class Killed(BaseException):
    """As kill -9 would: nothing behind it runs, and the transaction at hand is lost."""


class TestKilledJob:
    @pytest.fixture
    def many(self, three, tmp_path, monkeypatch):
        made, _ = three
        monkeypatch.setattr(taking_in, "CHUNK", 4)
        people = [person(f"63020612128{number:05}", name=f"Orang {number}") for number in range(1, 12)]
        rows = [[f"63020612128{number:05}", "", "SESUAI"] for number in range(1, 12)]
        found, _ = answering.record_answer(
            programme_id=made.pk,
            register=DUKCAPIL,
            request_code=None,
            came=book(tmp_path, *rows),
            answered_date=ANSWERED,
            source="surat",
            actor=OPERATOR,
            now=NOW,
        )
        return found, people

    def test_goes_on_after_its_last_chunk_and_doubles_nothing(self, many, monkeypatch):
        found, people = many
        job_id = uuid4()
        self.kill_in_chunk(2, monkeypatch)
        with pytest.raises(Killed):
            read(found.id, job_id)
        assert 0 < Result.objects.count() < len(people)
        monkeypatch.undo()
        read(found.id, job_id)
        assert Result.objects.count() == len(people)
        assert Answer.objects.get(id=found.id).state == "read"
        assert Event.objects.filter(act="eligibility.read_answer").count() == 1

    def test_counts_nothing_before_it_is_whole(self, many, monkeypatch):
        found, _ = many
        self.kill_in_chunk(2, monkeypatch)
        with pytest.raises(Killed):
            read(found.id)
        assert latest(kabupaten=KABUPATEN, on=TODAY) == {}

    def test_read_a_second_time_changes_nothing(self, many):
        found, people = many
        read(found.id)
        read(found.id)
        assert Result.objects.count() == len(people)

    def kill_in_chunk(self, number, monkeypatch):
        chunks = iter(range(1, 100))
        put = taking_in.put_results

        def dying(*words, **more):
            if next(chunks) == number:
                raise Killed
            return put(*words, **more)

        monkeypatch.setattr(taking_in, "put_results", dying)


class TestRequestState:
    def test_is_none_the_wiser_after_an_answer_about_others(self, three, tmp_path):
        made, _ = three
        Request.objects.create(
            programme=made, register="dukcapil", code="A" * 12, person_count=0, made_by="user:3", made_at=NOW
        )
        answer(made, DUKCAPIL, book(tmp_path, [SARI, "", "SESUAI"]))
        assert Request.objects.get().state == "sent"
