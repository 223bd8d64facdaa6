"""Edges of a run: it joins and asks once, goes on where it was killed, and never against what a person said."""

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest

from payung.audit.models import Event
from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.model import shipped
from payung.gateways.linkage.pairs import Pairs, Scored
from payung.jobs.queries import progress
from payung.matching import queries
from payung.matching.actions import join_persons, link_register, match_candidates, rule_pair, undo_join, undo_ruling
from payung.matching.actions.linking import asking, joining, register, weighing
from payung.matching.models import Decision, Join, JoinByRule, Link, Pair, PairRuling, Question, Run, Weights
from payung.matching.rules import Answer, QuestionKind
from payung.matching.rules.deciding import ASK_BITS, JOIN_BITS
from payung.matching.rules.pairs import Because, Ruling, Verdict
from payung.matching.tests.cast import KABUPATEN, NOW, OPERATOR, brought
from payung.people.models import Person

pytestmark = pytest.mark.django_db
SURE, DOUBTFUL, SLIGHT = 40.0, (ASK_BITS + JOIN_BITS) / 2, -30.0


class Engine:
    """What the linkage engine would find, by the places of two persons in the cast."""

    def __init__(self):
        self.weights = {}
        self.trained = 0

    def train(self, *, records, version, trained_on):
        self.trained += 1
        self.read = records.to_pylist()
        return replace(shipped(), version=version, trained_on=trained_on, counts={"records": len(records)})

    def predict(self, *, records, model, floor_bits):
        ids = sorted(records.column("id").to_pylist())
        found = sorted((ids[low], ids[high], weight) for (low, high), weight in self.weights.items())
        a, b, weight = zip(*found, strict=True) if found else ((), (), ())
        return Pairs(
            a=np.array(a, dtype=np.int64),
            b=np.array(b, dtype=np.int64),
            weight=np.array(weight, dtype=np.float64),
            gammas=np.full((len(found), len(COMPARISONS)), 2, dtype=np.uint8),
            doubts=np.zeros(len(found), dtype=np.uint8),
            blocks={"nik": len(found)},
        )


@pytest.fixture
def engine(monkeypatch):
    made = Engine()
    monkeypatch.setattr(weighing, "train", made.train)
    monkeypatch.setattr(register, "predict", made.predict)

    class Slight:
        def __init__(self, model): ...

        def score(self, a, b):
            return Scored(SLIGHT, (1,) * len(COMPARISONS), None)

    monkeypatch.setattr(register, "Scorer", Slight)
    return made


@pytest.fixture
def folk():
    """Six persons, whom nobody has asked about."""
    came = brought()
    for number in range(6):
        came.sari(nik=f"63020652018000{number + 10}", name=f"Sari {number}", kk="6302061701010001")
    match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
    Pair.objects.all().delete()  # the door found some of them alike
    return list(Person.objects.order_by("id").values_list("id", flat=True))


def run(**facts):
    return link_register(actor=OPERATOR, now=NOW, **facts)


def rule(folk, low, high, ruling):
    rule_pair(low=folk[low], high=folk[high], ruling=ruling, reason="KTP dibandingkan", actor=OPERATOR, now=NOW)


def nik_taken(folk, holder, person):
    """An answer by which the NIK of the one is the other's."""
    candidate = Link.objects.get(person=folk[person]).candidate
    asked_of = {"kabupaten": KABUPATEN, "kind": QuestionKind.NIK_SHARED, "asked_at": NOW}
    question = Question.objects.create(candidate=candidate, person_id=folk[holder], **asked_of)
    said = {"answer": Answer.NIK_TAKEN, "took_nik": True, "reason": "KTP", "made_by": "user:3", "made_at": NOW}
    return Decision.objects.create(question=question, holder_id=folk[holder], person_id=folk[person], **said)


def read_as(folk):
    return [folk.index(kept) for kept in queries.kept(person_ids=folk).tolist()]


def asked(folk):
    rows = Pair.objects.filter(verdict=Verdict.ASK).order_by("low", "high").values_list("low_id", "high_id", "because")
    return [(folk.index(low), folk.index(high), because) for low, high, because in rows]


def everything():
    tables = (Pair, Join, JoinByRule, PairRuling, Person, Weights)
    return [list(table.objects.order_by("pk").values()) for table in tables]


class TestLinkRegister:
    def test_joins_the_sure_asks_the_doubtful_and_is_silent_about_the_rest(self, engine, folk):
        engine.weights = {(0, 1): SURE, (1, 2): SURE, (3, 4): DOUBTFUL, (4, 5): SLIGHT}
        made = run()
        assert (made.persons, made.joined, made.asked) == (6, 2, 1)
        assert read_as(folk) == [0, 0, 0, 3, 4, 5]
        assert asked(folk) == [(3, 4, "")]
        assert {join.made_by for join in Join.objects.all()} == {OPERATOR.key}
        assert set(JoinByRule.objects.values_list("weight", "weights__version")) == {(SURE, 1)}
        kept = Pair.objects.get(verdict=Verdict.ASK)
        assert kept.gammas.startswith("card:far name:one_word ")
        event = Event.objects.get(act="matching.link_register")
        assert "joined" in event.facts

    def test_reads_numbers_in_clear_and_keeps_none(self, engine, folk):
        run()
        assert engine.read[0]["nik"] == "6302065201800010"
        assert engine.read[0]["kk"] == "6302061701010001"
        assert "63020652018000" not in repr(everything())
        assert "63020652018000" not in repr(list(Event.objects.values()))

    def test_a_second_run_changes_nothing(self, engine, folk):
        engine.weights = {(0, 1): SURE, (1, 2): SURE, (0, 3): DOUBTFUL, (2, 3): DOUBTFUL + 0.1}
        run()
        before = everything()
        made = run()
        assert (made.joined, made.asked, engine.trained) == (0, 1, 1)
        assert everything() == before

    def test_trains_anew_when_the_register_has_grown_much(self, engine, folk):
        run()
        came = brought()
        for number in range(2):
            came.sari(nik=f"63020652018100{number + 10}", name=f"Ida {number}")
        match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
        run()
        assert sorted(Weights.objects.values_list("version", "person_count")) == [(1, 6), (2, 8)]

    def test_of_nobody_or_of_one_finds_nothing(self, engine):
        assert run().persons == 0
        came = brought()
        came.sari()
        match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
        assert run().persons == 1
        assert not Pair.objects.exists()

    def test_pairs_no_longer_found_leave_the_queue_and_ruled_ones_stay(self, engine, folk):
        engine.weights = {(0, 1): DOUBTFUL, (2, 3): DOUBTFUL}
        run()
        rule(folk, 2, 3, Ruling.TWO)
        engine.weights = {}
        run()
        assert asked(folk) == [(2, 3, "")]
        undo_ruling(low=folk[2], high=folk[3], reason="keliru", actor=OPERATOR, now=NOW)
        run()
        assert asked(folk) == []


class TestWhatPeopleSaid:
    def test_two_stays_two_also_through_a_chain(self, engine, folk):
        rule(folk, 0, 2, Ruling.TWO)
        engine.weights = {(0, 1): SURE + 1, (1, 2): SURE, (0, 2): SURE + 5}
        run()
        assert read_as(folk) == [0, 0, 2, 3, 4, 5]
        assert asked(folk) == []

    def test_a_parted_rules_join_is_not_made_again(self, engine, folk):
        engine.weights = {(0, 1): SURE}
        run()
        undo_join(joined_id=folk[1], reason="kembar", actor=OPERATOR, now=NOW)
        run()
        assert read_as(folk) == [0, 1, 2, 3, 4, 5]
        undo_ruling(low=folk[0], high=folk[1], reason="keliru", actor=OPERATOR, now=NOW)
        run()
        assert read_as(folk) == [0, 0, 2, 3, 4, 5]

    def test_a_persons_join_stands_without_any_weight(self, engine, folk):
        join_persons(kept_id=folk[0], joined_id=folk[1], reason="KTP sama", actor=OPERATOR, now=NOW)
        engine.weights = {(1, 2): SURE, (0, 2): SLIGHT}
        run()
        assert read_as(folk) == [0, 0, 0, 3, 4, 5]

    @pytest.mark.parametrize("weight", [None, DOUBTFUL])
    def test_a_rules_join_that_lost_its_ground_becomes_a_question_and_stands(self, engine, folk, weight):
        engine.weights = {(0, 1): SURE}
        run()
        engine.weights = {(0, 1): weight} if weight else {}
        run()
        assert read_as(folk) == [0, 0, 2, 3, 4, 5]
        assert asked(folk) == [(0, 1, Because.LOST)]
        rule(folk, 0, 1, Ruling.ONE)
        run()
        assert (Join.objects.count(), run().asked) == (1, 0)

    def test_what_is_ruled_while_a_run_works_holds(self, engine, folk, monkeypatch):
        engine.weights = {(0, 1): SURE, (2, 3): SURE}
        planned = register.edges

        def meanwhile(pairs, *, root_of):
            made = planned(pairs, root_of=root_of)
            rule(folk, 0, 1, Ruling.TWO)
            join_persons(kept_id=folk[4], joined_id=folk[3], reason="KTP sama", actor=OPERATOR, now=NOW)
            return made

        run()
        Pair.objects.update(verdict=Verdict.ASK)
        undo_join(joined_id=folk[1], reason="keliru", actor=OPERATOR, now=NOW)
        undo_ruling(low=folk[0], high=folk[1], reason="keliru", actor=OPERATOR, now=NOW)
        undo_join(joined_id=folk[3], reason="keliru", actor=OPERATOR, now=NOW)
        undo_ruling(low=folk[2], high=folk[3], reason="keliru", actor=OPERATOR, now=NOW)
        monkeypatch.setattr(register, "edges", meanwhile)
        assert run().joined == 0
        assert read_as(folk) == [0, 1, 2, 4, 4, 5]

    def test_nobody_is_read_through_another_whatever_people_join_meanwhile(self, engine, folk, monkeypatch):
        engine.weights = {(0, 2): SURE, (3, 4): SURE}
        planned = register.edges

        def meanwhile(pairs, *, root_of):
            made = planned(pairs, root_of=root_of)
            join_persons(kept_id=folk[4], joined_id=folk[0], reason="KTP sama", actor=OPERATOR, now=NOW)
            return made

        monkeypatch.setattr(register, "edges", meanwhile)
        assert run().joined == 2
        assert read_as(folk) == [3, 1, 3, 3, 3, 5]
        assert not Person.objects.filter(same_as__same_as__isnull=False).exists()

    def test_what_is_ruled_as_pairs_are_written_is_left_as_it_was_shown(self, engine, folk, monkeypatch):
        engine.weights = {(0, 1): DOUBTFUL, (2, 3): DOUBTFUL}
        run()
        change, take_away = asking._change, asking._take_away

        def ruling_first(act, low, high):
            return lambda rows: (rule(folk, low, high, Ruling.TWO), act(rows))

        monkeypatch.setattr(asking, "_change", ruling_first(change, 0, 1))
        monkeypatch.setattr(asking, "_take_away", ruling_first(take_away, 2, 3))
        engine.weights = {(0, 1): DOUBTFUL + 0.1}
        run()
        assert list(Pair.objects.values_list("weight", flat=True)) == [DOUBTFUL, DOUBTFUL]

    def test_what_the_door_asks_of_later_comers_stays(self, engine, folk, monkeypatch):
        read = register.read_register

        def before_the_last(**given):
            table = read(**given)
            return table.slice(0, len(table) - 1)

        facts = {"kabupaten": KABUPATEN, "weight": 3.0, "gammas": "", "verdict": "ask", "found_at": NOW}
        Pair.objects.create(low_id=folk[0], high_id=folk[5], **facts)
        Pair.objects.create(low_id=folk[0], high_id=folk[4], **facts)
        monkeypatch.setattr(register, "read_register", before_the_last)
        run()
        assert asked(folk) == [(0, 5, "")]

    def test_whom_an_answer_took_a_nik_from_is_not_joined_to_who_has_it(self, engine, folk):
        decision = nik_taken(folk, 0, 2)
        engine.weights = {(0, 1): SURE + 1, (1, 2): SURE, (0, 2): SURE + 5}
        run()
        assert read_as(folk) == [0, 0, 2, 3, 4, 5]
        Decision.objects.filter(id=decision.id).update(undone_at=NOW, undone_by="user:3")
        run()
        assert read_as(folk) == [0, 0, 0, 3, 4, 5]

    def test_who_is_joined_by_a_person_after_such_an_answer_stays_joined(self, engine, folk):
        nik_taken(folk, 0, 1)
        join_persons(kept_id=folk[0], joined_id=folk[1], reason="KTP sama", actor=OPERATOR, now=NOW)
        engine.weights = {(0, 1): SURE, (1, 2): SURE}
        run()
        assert read_as(folk) == [0, 0, 0, 3, 4, 5]
        assert asked(folk) == []


class TestKilled:
    @pytest.mark.parametrize("room", [joining, asking])
    def test_goes_on_and_counts_once(self, engine, folk, monkeypatch, room):
        engine.weights = {(0, 1): SURE, (1, 2): SURE, (0, 3): DOUBTFUL, (4, 5): DOUBTFUL}
        for each in (joining, asking):
            monkeypatch.setattr(each, "CHUNK", 1)
        job_id, write, calls = uuid4(), room.insert_rows, []

        def dying(**facts):
            calls.append(facts["table"])
            if len(calls) > (2 if room is joining else 1):  # a join is two tables
                raise KeyboardInterrupt
            return write(**facts)

        with monkeypatch.context() as patch:
            patch.setattr(room, "insert_rows", dying)
            with pytest.raises(KeyboardInterrupt):
                run(job_id=job_id)
        assert not Event.objects.filter(act="matching.link_register").exists()
        made = run(job_id=job_id)
        assert (made.joined, made.asked) == (2, 2)
        assert run(job_id=job_id) == made
        assert (Join.objects.count(), Pair.objects.count(), Run.objects.count()) == (2, 4, 1)
        assert Event.objects.filter(act="matching.link_register").count() == 1
        assert progress(job_id).step == "selesai"
        assert (engine.trained, Weights.objects.count()) == (1, 1)
