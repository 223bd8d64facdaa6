"""Edges of answers to a shared NIK: the register follows, an undoing reverses it by acts of today, people outrank rules."""

from datetime import date, timedelta

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.matching import queries
from payung.matching.actions import answer_question, match_candidates, undo_answer
from payung.matching.models import Decision, Link, Question
from payung.matching.rules import Answer
from payung.matching.tests import cast
from payung.matching.tests.cast import KABUPATEN, NOW, OPERATOR, RAMPA, SARI_NIK, SEMAYAP, brought
from payung.people import queries as people
from payung.people.models import Person
from payung.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


@pytest.fixture
def came():
    return brought()


@pytest.fixture
def asked(came):
    """Sari is known; a list names Masturi with her NIK."""
    came.sari()
    came.masturi(nik=SARI_NIK)
    match(came)
    return Question.objects.get()


def match(came):
    return match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)


def answer(question, what, *, actor=OPERATOR, holder_id=None, reason="dibandingkan dengan KTP", now=NOW):
    answer_question(
        question_id=question.id,
        answer=what,
        holder_id=holder_id or question.person_id,
        reason=reason,
        actor=actor,
        now=now,
    )


def undo(question, *, actor=OPERATOR):
    undo_answer(question_id=question.id, reason="keliru", actor=actor, now=LATER)


def holder_of(nik):
    return people.by_niks(kabupaten=KABUPATEN, niks=[nik])[nik]


def person_of(question):
    found = queries.proposed(programme_id=question.candidate.programme_id)
    return dict(zip(found.candidate_id.tolist(), found.person_id.tolist(), strict=True)).get(question.candidate_id)


class TestAnswerQuestion:
    def test_same_is_that_person(self, asked):
        answer(asked, Answer.SAME)
        assert person_of(asked) == asked.person_id
        assert Link.objects.get(candidate=asked.candidate).how == "decided"

    def test_a_wrong_nik_is_nobody_and_is_not_asked_again(self, asked, came):
        answer(asked, Answer.NIK_WRONG)
        assert person_of(asked) is None
        assert match(came).all == 0

    def test_a_wrong_nik_goes_back_to_its_sender(self, asked):
        answer(asked, Answer.NIK_WRONG)
        candidate = Candidate.objects.select_related("row").get(id=asked.candidate_id)
        assert (candidate.row.state, candidate.returned_because) == ("returned", "dibandingkan dengan KTP")
        assert [event.act for event in Event.objects.order_by("number")][-2:] == [
            "intake.return_candidate",
            "matching.answer_question",
        ]

    @pytest.mark.parametrize("what", [Answer.SAME, Answer.NIK_TAKEN])
    def test_no_other_answer_sends_anything_back(self, asked, what):
        answer(asked, what)
        assert Candidate.objects.get(id=asked.candidate_id).row.state == "candidate"

    def test_is_refused_whole_where_the_row_cannot_go_back(self, asked):
        ReceivedFile.objects.update(state="checking")
        with pytest.raises(NotAllowed, match="belum selesai dicatat"):
            answer(asked, Answer.NIK_WRONG)
        assert not Decision.objects.exists()

    def test_a_taken_nik_goes_to_a_new_person(self, asked):
        answer(asked, Answer.NIK_TAKEN)
        masturi = Person.objects.get(name="Masturi")
        assert person_of(asked) == holder_of(SARI_NIK) == masturi.id
        assert people.niks(kabupaten=KABUPATEN, person_ids=[asked.person_id]) == {}
        (ended,) = asked.person.identities.all()
        assert (ended.to_date, ended.because) == (date(2026, 11, 22), "dibandingkan dengan KTP")

    def test_leaves_one_event_without_a_nik(self, asked):
        answer(asked, Answer.NIK_TAKEN)
        event = Event.objects.get(act="matching.answer_question")
        assert event.subject == f"candidate:{asked.candidate_id}"
        assert SARI_NIK not in event.facts

    def test_is_refused_once_answered(self, asked):
        answer(asked, Answer.NIK_WRONG)
        with pytest.raises(NotAllowed, match="sudah dijawab"):
            answer(asked, Answer.SAME)

    def test_is_refused_where_the_nik_has_moved_since_the_page_was_shown(self, asked, came):
        came.masturi(nik=SARI_NIK, name="Masturi bin Ali")
        match(came)
        second = Question.objects.exclude(id=asked.id).get()
        answer(asked, Answer.NIK_TAKEN)
        with pytest.raises(NotAllowed, match="berpindah"):
            answer(second, Answer.SAME)
        answer(second, Answer.SAME, holder_id=holder_of(SARI_NIK))
        assert person_of(second) == person_of(asked)

    @pytest.mark.parametrize(
        "who",
        [
            cast.actor(Role.DESA_OFFICER, scope=RAMPA),
            cast.actor(Role.OPERATOR, scope=SEMAYAP),
            cast.actor(Role.INSPECTOR),
            cast.actor(),
        ],
        ids=["desa", "elsewhere", "inspector", "nobody"],
    )
    def test_is_the_offices_where_the_candidate_lives(self, asked, who):
        with pytest.raises(NotAllowed):
            answer(asked, Answer.SAME, actor=who)
        assert not Decision.objects.exists()

    @pytest.mark.parametrize("reason", ["", f"NIK-nya {SARI_NIK}"])
    def test_needs_a_reason_without_a_nik(self, asked, reason):
        with pytest.raises(NotAllowed):
            answer(asked, Answer.SAME, reason=reason)


class TestUndoAnswer:
    @pytest.mark.parametrize("what", Answer)
    def test_opens_the_question_again_and_gives_the_nik_back(self, asked, came, what):
        answer(asked, what)
        undo(asked)
        assert person_of(asked) is None
        assert holder_of(SARI_NIK) == asked.person_id
        assert people.niks(kabupaten=KABUPATEN, person_ids=[asked.person_id]) == {asked.person_id: SARI_NIK}
        assert match(came).all == 0
        decision = Decision.objects.get()
        assert (decision.undone_by, decision.undone_because) == ("user:3", "keliru")
        answer(asked, Answer.SAME)
        assert person_of(asked) == asked.person_id

    def test_of_a_wrong_nik_makes_it_a_candidate_again(self, asked):
        answer(asked, Answer.NIK_WRONG)
        undo(asked)
        candidate = Candidate.objects.get(id=asked.candidate_id)
        assert (candidate.row.state, candidate.returned_at) == ("candidate", None)

    def test_is_refused_where_the_sender_has_mended_the_row(self, asked):
        answer(asked, Answer.NIK_WRONG)
        Row.objects.filter(candidate=asked.candidate_id).update(state="mended")
        with pytest.raises(NotAllowed, match="dicatat di daftar yang baru"):
            undo(asked)
        assert Decision.objects.get().undone_at is None

    def test_a_nik_taken_twice_makes_one_person(self, asked):
        answer(asked, Answer.NIK_TAKEN)
        undo(asked)
        answer(asked, Answer.NIK_TAKEN, now=LATER)
        assert Person.objects.count() == 2
        assert person_of(asked) == holder_of(SARI_NIK) == Person.objects.get(name="Masturi").id

    def test_whoever_came_to_the_made_person_by_rule_is_settled_anew(self, asked, came):
        answer(asked, Answer.NIK_TAKEN)
        came.masturi(nik=SARI_NIK)
        assert match(came).note == "0 1 0"
        undo(asked)
        assert Link.objects.filter(person__name="Masturi").count() == 0
        assert Question.objects.count() == 2

    def test_is_refused_while_a_later_decision_rests_on_it(self, asked, came):
        came.candidate(nik=SARI_NIK, name="Orang Lain", birth_date=date(1990, 1, 1))
        match(came)
        second = Question.objects.exclude(id=asked.id).get()
        answer(asked, Answer.NIK_TAKEN)
        answer(second, Answer.NIK_TAKEN, holder_id=holder_of(SARI_NIK))
        with pytest.raises(NotAllowed, match="Batalkan dulu"):
            undo(asked)
        undo(second)
        undo(asked)
        assert holder_of(SARI_NIK) == asked.person_id

    def test_is_refused_while_another_candidate_was_said_to_be_the_made_person(self, asked, came):
        came.candidate(nik=SARI_NIK, name="Mas Turi", birth_date=date(1990, 1, 1))
        match(came)
        second = Question.objects.exclude(id=asked.id).get()
        answer(asked, Answer.NIK_TAKEN)
        answer(second, Answer.SAME, holder_id=holder_of(SARI_NIK))
        with pytest.raises(NotAllowed, match="Batalkan dulu"):
            undo(asked)

    def test_is_refused_where_nothing_was_answered(self, asked):
        with pytest.raises(NotAllowed, match="belum dijawab"):
            undo(asked)


class TestMatchingAgain:
    @pytest.mark.parametrize("what", Answer)
    def test_changes_no_human_decision(self, asked, came, what):
        answer(asked, what)
        links = Link.objects.exclude(candidate=came.masturi()).order_by("candidate_id")
        before = list(links.values()), list(Decision.objects.values())
        assert match(came).note == "1 0 0"
        assert (list(links.values()), list(Decision.objects.values())) == before
