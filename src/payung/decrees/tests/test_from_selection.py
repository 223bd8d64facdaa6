"""A decree drafted from a ranked selection: whom an objection or a pre-check keeps out is said with the reason."""

from datetime import UTC, date, datetime
from functools import partial
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.decrees import actions
from payung.decrees.models import Decree, LeftOut, Line
from payung.decrees.rules.refusals import NotFound, NoticeHangs, NotYours
from payung.decrees.states import CorrectionKind, State
from payung.decrees.tests import cast
from payung.eligibility.models import Judgement, Run
from payung.programmes.models import Criteria
from payung.programmes.rules.setup import Division
from payung.selection import actions as selections
from payung.selection.models import Notice, Objection, Rank
from payung.selection.rules.words import Counting
from payung.selection.states import ObjectionEvent

pytestmark = pytest.mark.django_db


def ranked(programme, many, *, places):
    """A selection of so many places out of so many eligible, all of Rampa."""
    wanted = cast.chosen(programme, many)
    run = Run.objects.create(
        programme=programme,
        criteria=Criteria.objects.get(programme=programme),
        on_date=date(2026, 12, 1),
        registration_date=date(2026, 12, 28),
        complete=True,
        made_by="user:3",
        made_at=cast.NOW,
    )
    for one in wanted:
        Judgement.objects.create(
            run=run,
            person_id=one.person_id,
            candidate_id=one.candidate_id,
            audience="entering",
            verdict="eligible",
            marks="+" * 11,
            desa_code=one.desa_code,
            occupation=one.occupation,
        )
    locked = selections.lock(
        programme_id=programme.pk,
        run_id=run.pk,
        division=Division.NEED,
        places=places,
        request_key=uuid4(),
        actor=cast.RINA,
        now=cast.NOW,
    )
    return selections.rank_candidates(selection_id=locked.id, actor=cast.RINA, now=cast.NOW)


def draft(programme, selection_id, *, by=cast.RINA, key=None):
    return actions.draft_decree(
        programme_id=programme.pk,
        selection_id=selection_id,
        about="Penerima bantuan iuran",
        request_key=key or uuid4(),
        actor=by,
        now=cast.NOW,
    )


def chosen_ids(selection):
    return list(
        Rank.objects.filter(selection=selection.id, outcome="chosen")
        .order_by("rank")
        .values_list("person_id", flat=True)
    )


class TestDraftDecree:
    def test_names_the_chosen_for_the_months_of_the_selection(self):
        programme = cast.programme()
        selection = ranked(programme, 5, places=3)
        decree = draft(programme, selection.id)
        lines = Line.objects.filter(decree=decree.id)
        assert sorted(lines.values_list("person_id", flat=True)) == sorted(chosen_ids(selection))
        assert {(line.first_month, line.last_month) for line in lines} == {(date(2027, 1, 1), date(2027, 12, 1))}

    def test_says_who_was_not_cleared_and_by_which_register(self):
        programme = cast.programme()
        selection = ranked(programme, 3, places=3)
        person_id = chosen_ids(selection)[1]
        cast.unvouch(person_id)
        decree = draft(programme, selection.id)
        assert (decree.name_count, decree.left_out_count) == (2, 1)
        assert LeftOut.objects.values_list("person_id", "why", "about").get() == (
            person_id,
            "not_cleared",
            "dukcapil bpjs",
        )

    def test_holds_the_line_of_an_open_objection_and_no_other(self):
        programme = cast.programme()
        selection = ranked(programme, 3, places=3)
        notice = Notice.objects.create(
            selection_id=selection.id,
            opens_on=date(2026, 12, 2),
            closes_on=date(2026, 12, 9),
            days=7,
            counting=next(iter(Counting)),
            request_key=uuid4(),
            made_by="user:3",
            made_at=cast.NOW,
        )
        person_id = chosen_ids(selection)[0]
        objection(notice, person_id)
        draft(programme, selection.id)
        assert LeftOut.objects.values_list("person_id", "why").get() == (person_id, "held")
        assert Line.objects.count() == 2

    def test_is_frozen_only_when_the_last_day_of_the_notice_is_over(self):
        programme = cast.programme()
        selection = ranked(programme, 3, places=3)
        Notice.objects.create(
            selection_id=selection.id,
            opens_on=date(2026, 12, 10),
            closes_on=date(2026, 12, 16),
            days=7,
            counting=next(iter(Counting)),
            request_key=uuid4(),
            made_by="user:3",
            made_at=cast.NOW,
        )
        decree = draft(programme, selection.id)
        actions.check_decree(decree_id=decree.id, request_key=uuid4(), actor=cast.HEAD, now=cast.NOW)
        send = partial(actions.send_for_signature, decree_id=decree.id, request_key=uuid4(), actor=cast.HEAD)
        with pytest.raises(NoticeHangs, match="16 Desember 2026"):
            send(now=datetime(2026, 12, 16, 15, 59, tzinfo=UTC))  # 23.59 WITA
        assert send(now=datetime(2026, 12, 16, 16, 0, tzinfo=UTC)).state == State.IN_SIGNATURE

    def test_says_of_whom_an_objection_was_upheld_though_the_selection_names_them_no_longer(self):
        programme = cast.programme()
        selection = ranked(programme, 3, places=2)
        notice = Notice.objects.create(
            selection_id=selection.id,
            opens_on=date(2026, 12, 2),
            closes_on=date(2026, 12, 9),
            days=7,
            counting=next(iter(Counting)),
            request_key=uuid4(),
            made_by="user:3",
            made_at=cast.NOW,
        )
        person_id = chosen_ids(selection)[0]
        made = objection(notice, person_id)
        selections.answer_objection(
            objection_id=made.pk,
            event=ObjectionEvent.UPHOLD,
            answer="Benar, ia pegawai",
            minutes="BA-1",
            actor=cast.HEAD,
            now=cast.NOW,
        )
        draft(programme, selection.id)
        assert LeftOut.objects.values_list("person_id", "why").get() == (person_id, "struck")
        assert not Line.objects.filter(person=person_id).exists()

    def test_keeps_the_address_that_the_list_said(self):
        programme = cast.programme()
        selection = ranked(programme, 1, places=1)
        draft(programme, selection.id)
        assert Line.objects.get().address == "RT 03, Dusun Satu"

    def test_refuses_a_selection_of_another_programme(self):
        with pytest.raises(NotFound):
            draft(cast.programme(), ranked(cast.programme(), 1, places=1).id)

    def test_is_the_operators(self):
        programme = cast.programme()
        selection = ranked(programme, 1, places=1)
        with pytest.raises(NotYours, match="operator"):
            draft(programme, selection.id, by=cast.actor("user:5", Role.HEAD))


def objection(notice, person_id):
    return Objection.objects.create(
        notice=notice,
        person_id=person_id,
        text="pegawai",
        request_key=uuid4(),
        received_by="user:3",
        received_at=cast.NOW,
    )


class TestPlannedReplacements:
    def test_take_the_next_of_the_reserve_who_is_cleared_and_become_an_amendment(self):
        programme = cast.programme(programme=2)
        selection = ranked(programme, 4, places=2)
        decree = Decree.objects.get(id=draft(programme, selection.id).id)
        cast.in_force(decree)
        actions.add_correction(
            decree_id=decree.pk,
            line_number=1,
            kind=CorrectionKind.DIED,
            note="Surat kematian",
            happened_on=date(2026, 12, 10),
            evidence=None,
            actor=cast.RINA,
            now=cast.LATER,
        )
        reserve = list(Rank.objects.filter(outcome="reserve").order_by("rank").values_list("person_id", flat=True))
        cast.unvouch(reserve[0])
        (found,) = actions.planned_replacements(decree_id=decree.pk, actor=cast.RINA, now=cast.LATER)
        assert found.named is not None
        assert (found.out.last_month, found.named.person_id, found.named.first_month) == (
            None,
            reserve[1],
            cast.JANUARY,
        )
        amendment = actions.amend_decree(
            decree_id=decree.pk,
            about="Perubahan",
            out=[found.out],
            named=[found.named],
            request_key=uuid4(),
            actor=cast.RINA,
            now=cast.LATER,
        )
        assert (amendment.kind, amendment.name_count) == ("amendment", 1)
        assert not actions.planned_replacements(decree_id=decree.pk, actor=cast.RINA, now=cast.LATER)
