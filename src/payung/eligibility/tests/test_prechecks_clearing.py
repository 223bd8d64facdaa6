"""Who may stand in a decree: by valid words of each needed register, or by the word of two people, and never the dead."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.eligibility import clearing
from payung.eligibility.models import Answer, Override, Result, Ruling
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Outcome, Register
from payung.eligibility.tests.prechecks_cast import (
    HEAD,
    MASTURI,
    NOW,
    OPERATOR,
    TODAY,
    actor,
    numbers,
    person,
    programme,
)

pytestmark = pytest.mark.django_db
REASON = "surat keterangan camat 12/2026"


def said(made, one, register, outcome, *, on=TODAY, days=90, state="read"):
    answer = Answer.objects.create(
        programme=made,
        register=register,
        code=f"{next(numbers):032}",
        file_name="a.xlsx",
        sha256=f"{next(numbers):064}",
        answered_date=on,
        source="surat",
        state=state,
        received_by="user:3",
        received_at=NOW,
    )
    return Result.objects.create(
        person=one,
        register=register,
        answer=answer,
        outcome=outcome,
        answered_date=on,
        valid_until=on + timedelta(days=days),
    )


def checked(made, one, *, dukcapil=Outcome.ALIVE, bpjs=Outcome.NOT_ACTIVE):
    said(made, one, Register.DUKCAPIL, dukcapil)
    said(made, one, Register.BPJS, bpjs)


def clearance(made, *people, on=TODAY):
    return clearing.clearance(programme_id=made.pk, person_ids=[one.pk for one in people], on=on)


def test_a_revoked_override_stays_revoked():
    made, one = programme(), person()
    override_id = overridden(made, one, Register.BPJS)
    clearing.revoke_override(override_id=override_id, because="Salah orang", actor=HEAD, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.filter(id=override_id).update(revoked_by="", revoked_at=None)


def test_an_override_is_not_kept_with_a_nik_in_its_reason():
    made, one = programme(), person()
    with pytest.raises(NotAllowed, match="sepanjang NIK"):
        clearing.propose_override(
            programme_id=made.pk,
            person_id=one.pk,
            register=Register.BPJS,
            reason="KTP 6302064101800001 asli",
            actor=OPERATOR,
            now=NOW,
        )
    assert not Override.objects.exists()


def overridden(made, one, register):
    made_id = clearing.propose_override(
        programme_id=made.pk, person_id=one.pk, register=register, reason=REASON, actor=OPERATOR, now=NOW
    )
    clearing.make_override(override_id=made_id, actor=HEAD, now=NOW)
    return made_id


class TestClearance:
    @pytest.mark.parametrize(
        ("dukcapil", "bpjs", "is_cleared"),
        [
            (Outcome.ALIVE, Outcome.NOT_ACTIVE, True),
            (Outcome.ALIVE, Outcome.OWN_WADAH, True),
            (Outcome.ALIVE, Outcome.SELF_PAYING, True),
            (Outcome.ALIVE, Outcome.OTHER_PAYER, False),
            (Outcome.ALIVE, Outcome.WAGE_EARNER, False),
            (Outcome.DIED, Outcome.NOT_ACTIVE, False),
            (Outcome.MOVED_OUT, Outcome.NOT_ACTIVE, False),
            (Outcome.NAME_DIFFERS, Outcome.NOT_ACTIVE, False),
            (Outcome.NIK_UNKNOWN, Outcome.NOT_ACTIVE, False),
        ],
    )
    def test_weighs_what_registers_say(self, dukcapil, bpjs, is_cleared):
        made, sari = programme(), person()
        checked(made, sari, dukcapil=dukcapil, bpjs=bpjs)
        found = clearance(made, sari)
        assert (sari.pk in found.cleared) is is_cleared
        assert bool(found.against) is not is_cleared

    def test_names_the_registers_that_never_spoke(self):
        made, sari = programme(), person()
        said(made, sari, Register.BPJS, Outcome.NOT_ACTIVE)
        found = clearance(made, sari)
        assert (found.missing, found.against) == ({sari.pk: (Register.DUKCAPIL,)}, {})

    @pytest.mark.parametrize(("days", "is_cleared"), [(90, True), (91, False)])
    def test_lasts_to_the_end_of_the_last_valid_day(self, days, is_cleared):
        made, sari = programme(), person()
        checked(made, sari)
        assert (sari.pk in clearance(made, sari, on=TODAY + timedelta(days=days)).cleared) is is_cleared

    def test_does_not_know_today_what_is_answered_tomorrow(self):
        made, sari = programme(), person()
        checked(made, sari)
        assert clearance(made, sari, on=TODAY - timedelta(days=1)).missing

    def test_asks_for_dtsen_only_where_the_criteria_do(self):
        made, sari = programme(desil=True), person()
        checked(made, sari)
        assert clearance(made, sari).missing == {sari.pk: (Register.DTSEN,)}
        said(made, sari, Register.DTSEN, Outcome.NOT_LISTED)
        assert clearance(made, sari).cleared == {sari.pk}

    def test_the_later_answer_counts_and_not_the_later_received(self):
        made, sari = programme(), person()
        checked(made, sari)
        said(made, sari, Register.DUKCAPIL, Outcome.MOVED_OUT, on=TODAY - timedelta(days=5))
        assert clearance(made, sari).cleared == {sari.pk}

    def test_does_not_count_an_answer_that_is_only_half_read(self):
        made, sari = programme(), person()
        said(made, sari, Register.BPJS, Outcome.NOT_ACTIVE)
        said(made, sari, Register.DUKCAPIL, Outcome.ALIVE, state="received")
        assert clearance(made, sari).missing == {sari.pk: (Register.DUKCAPIL,)}

    def test_a_death_does_not_expire(self):
        made, sari = programme(), person()
        checked(made, sari)
        said(made, sari, Register.DUKCAPIL, Outcome.DIED, days=0)
        assert clearance(made, sari, on=TODAY + timedelta(days=30)).against == {sari.pk: (Outcome.DIED,)}

    def test_results_of_a_joined_person_are_those_of_the_kept_one(self):
        made, sari, twin = programme(), person(), person(MASTURI, same_as=None)
        checked(made, twin)
        twin.same_as = sari
        twin.save()
        assert clearance(made, sari, twin).cleared == {sari.pk, twin.pk}

    def test_a_ruling_of_a_person_outranks_a_register_but_not_a_missing_one(self):
        made, sari, masturi = programme(), person(), person(MASTURI)
        checked(made, sari, bpjs=Outcome.WAGE_EARNER)
        for one in (sari, masturi):
            ruling(made, one)
        found = clearance(made, sari, masturi)
        assert (found.cleared, masturi.pk in found.missing) == ({sari.pk}, True)

    def test_asks_few_questions_of_the_database_for_many_persons(self, django_assert_max_num_queries):
        made = programme()
        people = [person(f"63020612128{number:05}", name=f"Orang {number}") for number in range(1, 40)]
        for one in people:
            checked(made, one)
        with django_assert_max_num_queries(9):
            assert len(clearance(made, *people).cleared) == 39


def ruling(made, one):
    known: dict[str, Any] = {
        "programme": made,
        "person": one,
        "verdict": "eligible",
        "reason": REASON,
        "made_by": "user:1",
    }
    return Ruling.objects.create(**known, made_at=NOW)


class TestOverride:
    def test_of_two_people_clears_and_keeps_the_reason(self):
        made, sari = programme(), person()
        said(made, sari, Register.BPJS, Outcome.NOT_ACTIVE)
        overridden(made, sari, Register.DUKCAPIL)
        found = clearance(made, sari)
        assert (found.cleared, found.overridden) == ({sari.pk}, {sari.pk: REASON})
        assert [event.act for event in Event.objects.order_by("number")] == [
            "eligibility.propose_override",
            "eligibility.make_override",
        ]

    def test_does_not_count_before_the_head_made_it(self):
        made, sari = programme(), person()
        clearing.propose_override(
            programme_id=made.pk, person_id=sari.pk, register=Register.BPJS, reason=REASON, actor=OPERATOR, now=NOW
        )
        assert Register.BPJS in clearance(made, sari).missing[sari.pk]

    def test_is_not_made_by_its_proposer(self):
        made, sari = programme(), person()
        both = actor(Role.OPERATOR, Role.HEAD)
        proposed = clearing.propose_override(
            programme_id=made.pk, person_id=sari.pk, register=Register.BPJS, reason=REASON, actor=both, now=NOW
        )
        with pytest.raises(NotAllowed):
            clearing.make_override(override_id=proposed, actor=both, now=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Override.objects.filter(id=proposed).update(made_by=both.key, made_at=NOW)

    def test_is_not_made_by_an_operator(self):
        made, sari = programme(), person()
        proposed = clearing.propose_override(
            programme_id=made.pk, person_id=sari.pk, register=Register.BPJS, reason=REASON, actor=OPERATOR, now=NOW
        )
        with pytest.raises(NotAllowed):
            clearing.make_override(override_id=proposed, actor=actor(Role.OPERATOR, key="user:9"), now=NOW)

    def test_never_wakes_the_dead(self):
        made, sari = programme(), person()
        checked(made, sari)
        made_id = overridden(made, sari, Register.DUKCAPIL)
        ruling(made, sari)
        said(made, sari, Register.DUKCAPIL, Outcome.DIED)
        assert clearance(made, sari).against == {sari.pk: (Outcome.DIED,)}
        clearing.revoke_override(override_id=made_id, because="meninggal", actor=HEAD, now=NOW)
        with pytest.raises(NotAllowed, match="sudah meninggal"):
            overridden(made, sari, Register.DUKCAPIL)

    def test_of_a_death_learnt_between_proposal_and_making_is_refused(self):
        made, sari = programme(), person()
        proposed = clearing.propose_override(
            programme_id=made.pk, person_id=sari.pk, register=Register.DUKCAPIL, reason=REASON, actor=OPERATOR, now=NOW
        )
        said(made, sari, Register.DUKCAPIL, Outcome.DIED)
        with pytest.raises(NotAllowed, match="sudah meninggal"):
            clearing.make_override(override_id=proposed, actor=HEAD, now=NOW)

    def test_of_one_raised_by_a_new_answer_of_dukcapil_alone(self):
        made, sari = programme(), person()
        checked(made, sari, dukcapil=Outcome.DIED)
        said(made, sari, Register.DUKCAPIL, Outcome.ALIVE, on=TODAY + timedelta(days=1))
        assert clearance(made, sari, on=TODAY + timedelta(days=1)).cleared == {sari.pk}

    def test_no_longer_counts_once_revoked(self):
        made, sari = programme(), person()
        said(made, sari, Register.BPJS, Outcome.NOT_ACTIVE)
        made_id = overridden(made, sari, Register.DUKCAPIL)
        clearing.revoke_override(override_id=made_id, because="keliru orang", actor=HEAD, now=NOW)
        assert clearance(made, sari).missing == {sari.pk: (Register.DUKCAPIL,)}

    def test_needs_a_person_in_sight(self):
        made, sari = programme(), person(desa_code="63.02.06.2014")
        elsewhere = actor(Role.OPERATOR)
        blind = type(elsewhere)(
            key="user:5", name="Budi", kabupaten="63.02", scope="63.02.01", roles=frozenset({Role.OPERATOR})
        )
        with pytest.raises(NotAllowed):
            clearing.propose_override(
                programme_id=made.pk, person_id=sari.pk, register=Register.BPJS, reason=REASON, actor=blind, now=NOW
            )


class TestResults:
    def test_are_never_changed_or_taken_away(self):
        made, sari = programme(), person()
        result = said(made, sari, Register.DUKCAPIL, Outcome.DIED)
        for act in (
            lambda: Result.objects.filter(id=result.pk).update(outcome=Outcome.ALIVE),
            lambda: Result.objects.filter(id=result.pk).delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                act()
