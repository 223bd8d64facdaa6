"""Who goes into which batch, once, and never into two."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from payung.audit.models import Event
from payung.decrees.actions import amend_decree
from payung.decrees.rules.change import In, Out
from payung.decrees.tests import cast as decrees
from payung.enrolment import actions, queries
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.rules.batches_refusals import NobodyToSend, NotFound, NotYours, RequestUsed
from payung.enrolment.states import Kind
from payung.enrolment.tests import batches_cast as cast
from payung.enrolment.tests.batches_cast import LATER, NOW, RINA, drafted, fund
from payung.membership import actions as membership
from payung.membership.actions import Ending
from payung.membership.models import Card, Membership
from payung.membership.states import EndReason
from payung.membership.tests.house import PAPER, treasury
from payung.people import actions as people
from payung.people.rules import Field

pytestmark = pytest.mark.django_db
MUCH_LATER = LATER + timedelta(days=40)


def persons(batch) -> list[int]:
    return list(BatchLine.objects.filter(batch=batch.id).order_by("number").values_list("person_id", flat=True))


def waits(programme, kind) -> int:
    return len(queries.to_send(programme_id=programme.pk, fund_id=fund(programme).pk, kind=kind).wanted)


def correct(person_id: int, *, at=MUCH_LATER, **facts) -> None:
    corrections = {Field(name): value for name, value in facts.items()}
    people.correct_person(person_id=person_id, corrections=corrections, reason="sesuai KTP", actor=RINA, now=at)


class TestDraftBatch:
    def test_holds_each_named_person_once_whoever_asks_again(self):
        programme, decree = cast.in_force(3)
        key = uuid4()
        batch = drafted(programme, key=key)
        assert drafted(programme, key=key).id == batch.id
        assert sorted(persons(batch)) == sorted(line.person_id for line in decree.lines.all())
        assert {line.months for line in BatchLine.objects.filter(batch=batch.id)} == {12}
        assert Event.objects.filter(act="enrolment.draft_batch").count() == 1
        with pytest.raises(RequestUsed):
            actions.set_aside(batch_id=batch.id, because="keliru", request_key=key, actor=RINA, now=NOW)

    def test_takes_nobody_who_waits_in_another_until_that_is_set_aside(self):
        programme, _ = cast.in_force(2)
        first = drafted(programme)
        with pytest.raises(NobodyToSend, match="2 orang masih menunggu jawaban"):
            drafted(programme, by=cast.BUDI)
        actions.set_aside(batch_id=first.id, because="salah dana", request_key=uuid4(), actor=RINA, now=NOW)
        assert drafted(programme).number == 2

    def test_the_table_itself_refuses_a_person_who_waits_in_two(self):
        programme, _ = cast.in_force(1)
        line = BatchLine.objects.get(batch=drafted(programme).id)
        other = Batch.objects.create(
            programme=programme,
            fund=fund(programme),
            kind="new",
            number=9,
            layout="default",
            made_by="user:4",
            made_at=NOW,
            request_key=uuid4(),
        )
        line.pk, line.batch, line.row_key = None, other, "another"
        with pytest.raises(IntegrityError), transaction.atomic():
            line.save(force_insert=True)

    def test_is_for_operators_of_the_kabupaten(self):
        programme, _ = cast.in_force(1)
        with pytest.raises(NotYours):
            drafted(programme, by=decrees.HEAD)
        elsewhere = decrees.actor("user:9", *RINA.roles, kabupaten="63.10", scope="63.10")
        with pytest.raises(NotFound):
            drafted(programme, by=elsewhere)

    def test_names_nobody_before_the_decree_is_in_force_or_after_the_line_is_struck(self):
        programme, decree = cast.in_force(2)
        more = decrees.signed(decrees.drafted(programme, decrees.chosen(programme, 1)), number="188.45/9/2026")
        assert waits(programme, Kind.NEW) == 2
        change = amend_decree(
            decree_id=decree.pk,
            about="Perubahan",
            out=[Out(line_id=decree.lines.first().pk, last_month=None, because="wafat")],
            named=[],
            request_key=uuid4(),
            actor=RINA,
            now=NOW,
        )
        decrees.in_force(decrees.Decree.objects.get(id=change.id), number="188.45/10/2026")
        assert waits(programme, Kind.NEW) == 1
        assert more.state == "signed"


class TestToSend:
    def test_continues_by_kpj_who_has_one(self):
        programme, decree = cast.in_force(2)
        person = decree.lines.first().person
        Card.objects.create(kabupaten="63.02", kpj="26000000017", person=person, seen_date=date(2026, 1, 1))
        batch = drafted(programme, Kind.CONTINUE)
        assert BatchLine.objects.get(batch=batch.id).kpj == "26000000017"
        assert waits(programme, Kind.NEW) == 1

    def test_tells_an_end_once_and_continues_who_came_back_after_it(self):
        programme, _ = cast.in_force(2)
        cast.accept(cast.exported(programme))
        with treasury():
            one = Membership.objects.order_by("id").first()
            ends = [Ending(membership_id=one.pk, reason=EndReason.DIED, happened_on=date(2027, 1, 15), note="wafat")]
            membership.end(ends=ends, source="", evidence=PAPER, request_key=uuid4(), actor=decrees.HEAD, now=LATER)
            told = cast.exported(programme, Kind.END, now=LATER)
            assert [line.membership_id for line in BatchLine.objects.filter(batch=told.id)] == [one.pk]
            assert told.effective_month is not None
            cast.accept(told, now=LATER)
            assert waits(programme, Kind.END) == 0
            membership.restore(
                membership_id=one.pk, because="salah orang", request_key=uuid4(), actor=decrees.HEAD, now=LATER
            )
        back = drafted(programme, Kind.CONTINUE, now=MUCH_LATER)
        assert BatchLine.objects.get(batch=back.id).kpj == one.kpj

    def test_tells_a_correction_that_came_after_the_workbook_and_none_from_before(self):
        programme, decree = cast.in_force(2)
        first, second = (line.person_id for line in decree.lines.order_by("number"))
        correct(second, at=NOW - timedelta(days=1), phone="081200000000")
        cast.accept(cast.exported(programme))
        assert waits(programme, Kind.CHANGE) == 0
        correct(first, name="Siti Sari")
        people.move_nik(person_id=first, nik="6302065201809999", reason="KTP baru", actor=RINA, now=MUCH_LATER)
        batch = cast.exported(programme, Kind.CHANGE, now=MUCH_LATER + timedelta(days=1))
        assert persons(batch) == [first]
        cast.accept(batch, now=MUCH_LATER + timedelta(days=2))
        assert waits(programme, Kind.CHANGE) == 0

    def test_a_refused_person_goes_again_once_something_changed(self):
        programme, _ = cast.in_force(3)
        cast.refuse(cast.exported(programme))
        with pytest.raises(NobodyToSend, match="3 orang ditolak"):
            drafted(programme)
        first, second, third = BatchLine.objects.order_by("number")
        correct(first.person_id, name="Siti Sari")
        people.move_nik(
            person_id=second.person_id, nik="6302065201809998", reason="KTP baru", actor=RINA, now=MUCH_LATER
        )
        actions.send_again(
            batch_id=third.batch_id,
            line_ids=[third.pk],
            because="sudah dibuka cabang",
            request_key=uuid4(),
            actor=RINA,
            now=LATER,
        )
        again = drafted(programme, now=MUCH_LATER)
        assert sorted(persons(again)) == sorted([first.person_id, second.person_id, third.person_id])

    def test_links_a_replacement_to_the_end_of_whom_it_replaces_whichever_comes_first(self):
        programme, decree = cast.in_force(1)
        cast.accept(cast.exported(programme))
        member = Membership.objects.get()
        comes = decrees.chosen(programme, 1)[0]
        change = amend_decree(
            decree_id=decree.pk,
            about="Penggantian",
            out=[Out(line_id=member.line_id, because="wafat", last_month=decrees.JANUARY)],
            named=[
                In(
                    person_id=comes.person_id,
                    candidate_id=comes.candidate_id,
                    fund_id=fund(programme).pk,
                    replaces_id=member.line_id,
                    desa_code=comes.desa_code,
                    occupation=comes.occupation,
                    first_month=decrees.JANUARY.plus(1),
                )
            ],
            request_key=uuid4(),
            actor=RINA,
            now=NOW,
        )
        with treasury():
            ends = [Ending(membership_id=member.pk, reason=EndReason.DIED, happened_on=date(2027, 1, 15), note="wafat")]
            membership.end(ends=ends, source="", evidence=PAPER, request_key=uuid4(), actor=decrees.HEAD, now=LATER)
        decrees.in_force(decrees.Decree.objects.get(id=change.id), number="188.45/10/2026")
        new = drafted(programme, Kind.NEW, now=LATER)
        end = drafted(programme, Kind.END, now=LATER)
        assert BatchLine.objects.get(batch=new.id).pair_id == BatchLine.objects.get(batch=end.id).pk
