"""Judging everybody of a programme: which facts count, what is kept, and what no later run changes."""

import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from django.db import IntegrityError, connection, transaction

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.audit.rules import hash_of_lines
from payung.eligibility import actions, queries
from payung.eligibility.models import Judgement, Ruling, Run
from payung.eligibility.rules.reasons import explain
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Verdict
from payung.eligibility.tests.register import HEAD, NOW, ON, OPERATOR, Register, actor
from payung.intake.models import Candidate
from payung.programmes import queries as programmes
from payung.programmes.actions import new_criteria
from payung.programmes.rules.setup import Audience, CriterionFacts, CriterionKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return Register()


def judge(register, *, on=ON, held=(), by=OPERATOR):
    return actions.judge_candidates(
        programme_id=register.programme.id, on_date=on, held=np.array(held, dtype=np.int64), actor=by, now=NOW
    )


def judged(*, run_id, person_id):
    found = queries.judgement(run_id=run_id, person_id=person_id)
    assert found is not None
    return found


def verdict(register, person, **words):
    return judged(run_id=judge(register, **words).id, person_id=person.pk).verdict


def sentences(run, person):
    found = judged(run_id=run.id, person_id=person.pk)
    criteria = programmes.criteria_by_id(criteria_id=run.criteria_id)
    return {reason.kind: reason.sentence for reason in explain(judgement=found, criteria=criteria)}


def rule(register, person, verdict, *, by=HEAD, reason="Dilihat sendiri di desa"):
    return actions.rule_on_person(
        programme_id=register.programme.id, person_id=person.pk, verdict=verdict, reason=reason, actor=by, now=NOW
    )


def eligible(run):
    return queries.eligible(run_id=run.id).person_id.tolist()


class TestJudgeCandidates:
    def test_keeps_the_facts_with_the_verdict(self, register) -> None:
        sari = register.person()
        run = judge(register)
        found = judged(run_id=run.id, person_id=sari.pk)
        assert (found.verdict, found.audience, found.age) == (Verdict.ELIGIBLE, Audience.ENTERING, 40)
        assert (found.dukcapil, found.dukcapil_date, found.bpjs) == ("alive", ON, "not_active")
        assert found.marks == "++++.++++.."
        assert eligible(run) == [sari.pk]

    def test_takes_the_earliest_of_several_proposals(self, register) -> None:
        sari = register.person(proposed=3)
        found = judged(run_id=judge(register).id, person_id=sari.pk)
        assert found.candidate_id == min(Candidate.objects.values_list("id", flat=True))

    @pytest.mark.parametrize(("days", "expected"), [(90, Verdict.ELIGIBLE), (91, Verdict.UNCHECKED)])
    def test_relies_on_an_answer_until_its_last_day(self, register, days: int, expected: Verdict) -> None:
        sari = register.person()
        on = ON + timedelta(days=days)
        run = judge(register, on=on)
        assert judged(run_id=run.id, person_id=sari.pk).verdict is expected
        if expected is Verdict.UNCHECKED:
            assert "kedaluwarsa" in sentences(run, sari)[CriterionKind.ALIVE]

    def test_says_unchecked_and_not_clean_where_nobody_was_asked(self, register) -> None:
        sari = register.person(checked=False)
        run = judge(register)
        assert judged(run_id=run.id, person_id=sari.pk).verdict is Verdict.UNCHECKED
        assert "Belum diperiksa ke BPJS" in sentences(run, sari)[CriterionKind.NOT_OTHER_PAYER]

    def test_counts_no_answer_that_has_not_been_read_whole(self, register) -> None:
        sari = register.person(checked=False)
        register.said(sari, "dukcapil", "alive", state="received")
        register.said(sari, "bpjs", "not_active")
        assert verdict(register, sari) is Verdict.UNCHECKED

    def test_counts_no_answer_of_a_later_day(self, register) -> None:
        sari = register.person()
        register.said(sari, "bpjs", "other_payer", on=ON + timedelta(days=1), payer="Pemprov Kalsel")
        assert verdict(register, sari) is Verdict.ELIGIBLE
        assert verdict(register, sari, on=ON + timedelta(days=1)) is Verdict.NOT_ELIGIBLE

    def test_a_death_does_not_expire(self, register) -> None:
        """law.md §6.6 row 18: an answer of 91 days ago must not make a dead person merely unchecked."""
        sari = register.person()
        register.said(sari, "dukcapil", "died", on=ON)
        assert verdict(register, sari, on=ON + timedelta(days=400)) is Verdict.NOT_ELIGIBLE

    def test_asks_about_one_called_dead_and_then_alive(self, register) -> None:
        sari = register.person(checked=False)
        register.said(sari, "dukcapil", "died", on=ON - timedelta(days=9))
        register.said(sari, "dukcapil", "alive")
        register.said(sari, "bpjs", "not_active")
        assert verdict(register, sari) is Verdict.DECISION

    def test_of_one_days_answers_the_one_received_last_stands(self, register) -> None:
        sari = register.person()
        register.said(sari, "bpjs", "wage_earner", payer="PT Arutmin")
        run = judge(register)
        assert judged(run_id=run.id, person_id=sari.pk).verdict is Verdict.DECISION
        assert "PT Arutmin" in sentences(run, sari)[CriterionKind.NOT_WAGE_EARNER]

    def test_names_the_other_payer(self, register) -> None:
        sari = register.person()
        register.said(sari, "bpjs", "other_payer", payer="Pemprov Kalsel")
        run = judge(register)
        assert "Pemprov Kalsel" in sentences(run, sari)[CriterionKind.NOT_OTHER_PAYER]
        assert judged(run_id=run.id, person_id=sari.pk).payer == "Pemprov Kalsel"

    def test_judges_last_periods_members_as_staying(self, register) -> None:
        member, newcomer = (register.person(name, birth_date=date(1960, 1, 1)) for name in ("MASTURI", "SARI"))
        run = judge(register, held=[member.pk])
        assert judged(run_id=run.id, person_id=member.pk).verdict is Verdict.ELIGIBLE
        assert judged(run_id=run.id, person_id=newcomer.pk).verdict is Verdict.NOT_ELIGIBLE
        assert queries.eligible(run_id=run.id).audience.tolist() == ["staying"]

    def test_reads_facts_and_places_through_same_as(self, register) -> None:
        """What was said of the joined person, and the place that person held, are the kept one's."""
        joined, kept = register.person(), register.person(checked=False, birth_date=date(1960, 1, 1))
        joined.same_as = kept
        joined.save()
        run = judge(register, held=[joined.pk])
        assert run.person_count == 1
        assert judged(run_id=run.id, person_id=joined.pk).verdict is Verdict.ELIGIBLE

    def test_is_one_event_with_the_hash_of_all_verdicts(self, register) -> None:
        register.person()
        register.person(checked=False)
        before = Event.objects.count()
        run = judge(register)
        assert Event.objects.count() == before + 1
        facts = json.loads(Event.objects.latest("number").facts)
        lines = Judgement.objects.filter(run=run.id).order_by("person_id")
        written = hash_of_lines(f"{one.person_id} {one.verdict} {one.marks}" for one in lines)
        assert facts["verdicts_sha256"] == run.verdicts_sha256 == written
        assert facts["counts"]["eligible"] == 1

    def test_writes_the_same_again_from_the_same_facts(self, register) -> None:
        for place in range(12):
            register.person(birth_date=date(1950 + 5 * place, 1, 1), checked=place % 2 == 0)
        assert judge(register).verdicts_sha256 == judge(register).verdicts_sha256

    def test_asks_the_database_no_more_for_more_people(self, register, django_assert_max_num_queries) -> None:
        for _ in range(30):
            register.person()
        with django_assert_max_num_queries(40):
            judge(register)

    def test_refuses_a_programme_without_anybody(self, register) -> None:
        with pytest.raises(NotAllowed, match="Belum ada calon"):
            judge(register)

    @pytest.mark.parametrize("who", [actor(Role.INSPECTOR), actor(Role.OPERATOR, scope="63.02.06")])
    def test_refuses_who_may_not(self, register, who) -> None:
        register.person()
        with pytest.raises(NotAllowed):
            judge(register, by=who)


class TestRun:
    def test_explains_itself_by_its_own_criteria_for_ever(self, register) -> None:
        """Version 2 lowers the age; what was judged by version 1 still says version 1."""
        old = register.person(birth_date=date(1960, 1, 1))
        run = judge(register)
        said = sentences(run, old)
        last = programmes.criteria(programme_id=register.programme.id)
        changed = [one for one in last.conditions if one.kind is not CriterionKind.AGE]
        age = CriterionFacts(kind=CriterionKind.AGE, audience=Audience.ENTERING, at_least=18, at_most=54)
        new_criteria(
            programme_id=register.programme.id,
            conditions=(*changed, age),
            weights=last.weights,
            because="Rapat 1 Desember",
            actor=OPERATOR,
            now=NOW,
        )
        assert "18 sampai 64 tahun" in said[CriterionKind.AGE]
        assert sentences(run, old) == said
        assert "18 sampai 54 tahun" in sentences(judge(register), old)[CriterionKind.AGE]

    def test_is_not_seen_before_it_is_complete(self, register) -> None:
        register.person()
        Run.objects.create(
            programme_id=register.programme.id,
            criteria_id=programmes.criteria(programme_id=register.programme.id).id,
            on_date=ON,
            registration_date=ON,
            made_by="user:1",
            made_at=NOW,
        )
        assert queries.latest_run(programme_id=register.programme.id) is None
        with pytest.raises(Run.DoesNotExist):
            queries.eligible(run_id=Run.objects.get().pk)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE eligibility_judgement SET verdict = 'eligible'",
            "DELETE FROM eligibility_judgement",
            "UPDATE eligibility_run SET eligible_count = 9",
            "DELETE FROM eligibility_run",
        ],
    )
    def test_stays_as_it_was_judged(self, register, statement: str) -> None:
        register.person()
        judge(register)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


class TestRuling:
    def test_outranks_every_run_until_it_is_revoked(self, register) -> None:
        sari = register.person(checked=False)
        ruling = rule(register, sari, Verdict.ELIGIBLE)
        assert eligible(judge(register)) == [sari.pk]
        register.said(sari, "bpjs", "other_payer")
        run = judge(register)
        assert judged(run_id=run.id, person_id=sari.pk).verdict is Verdict.NOT_ELIGIBLE
        assert eligible(run) == [sari.pk]
        actions.revoke_ruling(ruling_id=ruling, because="Salah orang", actor=HEAD, now=NOW)
        assert eligible(run) == []

    def test_keeps_out_whom_the_run_would_let_in(self, register) -> None:
        sari, masturi = register.person(), register.person("MASTURI")
        rule(register, sari, Verdict.NOT_ELIGIBLE)
        assert eligible(judge(register)) == [masturi.pk]

    def test_counts_for_whom_the_person_is_read_as(self, register) -> None:
        joined, kept = register.person(), register.person("SARI ANI")
        run = judge(register)
        rule(register, joined, Verdict.NOT_ELIGIBLE)
        joined.same_as = kept
        joined.save()
        assert eligible(run) == []
        assert eligible(judge(register)) == []

    def test_lists_a_person_joined_since_the_run_once(self, register) -> None:
        joined, kept = register.person(), register.person("SARI ANI")
        run = judge(register)
        joined.same_as = kept
        joined.save()
        assert eligible(run) == [kept.pk]

    def test_passes_the_place_in_the_household_on(self, register) -> None:
        last = programmes.criteria(programme_id=register.programme.id)
        most = CriterionFacts(kind=CriterionKind.MOST_PER_KK, audience=Audience.ENTERING, at_most=1)
        new_criteria(
            programme_id=register.programme.id,
            conditions=(*last.conditions, most),
            weights=last.weights,
            because="Rapat 1 Desember",
            actor=OPERATOR,
            now=NOW,
        )
        home = register.household()
        first, second = register.person(household=home), register.person("MASTURI", household=home)
        assert eligible(judge(register)) == [first.pk]
        rule(register, first, Verdict.NOT_ELIGIBLE)
        assert eligible(judge(register)) == [second.pk]

    def test_wakes_no_dead(self, register) -> None:
        sari = register.person()
        register.said(sari, "dukcapil", "died")
        judge(register)
        with pytest.raises(NotAllowed, match="sudah meninggal"):
            rule(register, sari, Verdict.ELIGIBLE)

    def test_is_the_heads_alone_with_a_reason_and_once(self, register) -> None:
        sari = register.person()
        with pytest.raises(NotAllowed, match="kepala dinas"):
            rule(register, sari, Verdict.ELIGIBLE, by=OPERATOR)
        with pytest.raises(NotAllowed, match="alasannya"):
            rule(register, sari, Verdict.ELIGIBLE, reason="ya")
        with pytest.raises(NotAllowed, match="wilayah"):
            rule(register, sari, Verdict.ELIGIBLE, by=replace(HEAD, scope="63.02.01"))
        rule(register, sari, Verdict.ELIGIBLE)
        with pytest.raises(NotAllowed, match="sudah diputuskan"):
            rule(register, sari, Verdict.NOT_ELIGIBLE)

    def test_is_never_rewritten(self, register) -> None:
        sari = register.person()
        ruling = rule(register, sari, Verdict.ELIGIBLE)
        with pytest.raises(IntegrityError), transaction.atomic():
            Ruling.objects.filter(id=ruling).update(verdict="not_eligible")
        actions.revoke_ruling(ruling_id=ruling, because="Salah orang", actor=HEAD, now=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Ruling.objects.filter(id=ruling).update(revoked_by="", revoked_at=None)
