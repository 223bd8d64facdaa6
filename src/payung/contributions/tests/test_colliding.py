"""Whom another pays for too: found before the bill, settled by a person, and asked anew only where there is news."""

from datetime import timedelta
from uuid import uuid4

import pytest

from payung.contributions.actions.colliding import find_collisions, settle_collision, take_collision
from payung.contributions.actions.overpaying import find_overpayments
from payung.contributions.models import Collision, EvidenceLine, EvidenceList, Overpayment, UnreadRow
from payung.contributions.queries.colliding import open_collision_memberships
from payung.contributions.rules.reconciling_refusals import MonthMissing
from payung.contributions.states import CollisionEvent, CollisionState, NotAllowed
from payung.contributions.tests import billing_cast as billing
from payung.contributions.tests import reconciling_cast as cast
from payung.eligibility.models import Answer, Result
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
HEADINGS = ("No", "NIK", "Nama", "Periode")


def found(of, now=cast.SPRING):
    return find_collisions(programme_id=of.pk, actor=cast.RINA, now=now)


def settle(row, event, **words):
    words = {
        "because": "Surat provinsi 12/2027",
        "actor": cast.HEAD,
        "now": cast.SPRING,
        "request_key": uuid4(),
    } | words
    return settle_collision(collision_id=row.pk, event=event, **words)


def collided(period="Februari 2027 s.d. Desember 2027", **words):
    one, other = cast.paid_members(2)
    cast.evidence(one.programme, [[1, cast.nik_of(one), one.person.name, period]], **words)
    assert found(one.programme) == 1
    return one, other, Collision.objects.get()


class TestFindCollisions:
    def test_opens_one_for_a_member_whose_months_meet_theirs_and_says_from_which_row(self):
        one, _other, row = collided()
        assert (row.membership_id, row.payer, row.first_month.month) == (one.pk, "Pemprov Kalsel", 2)
        assert (row.evidence.sheet, row.evidence.row) == ("DATA", 2)
        assert open_collision_memberships(programme_id=one.programme_id).tolist() == [one.pk]
        assert found(one.programme) == 0

    def test_leaves_months_before_ours_strangers_the_inactive_and_who_has_left(self):
        before, left, idle = cast.members(3)
        cast.ended(left, Month(2027, 1))
        rows = [
            [1, cast.nik_of(before), before.person.name, "2026-12", "Aktif"],
            [2, "6302061708750002", "Masturi", "", "Aktif"],
            [3, cast.nik_of(left), left.person.name, "", "Aktif"],
            [4, cast.nik_of(idle), idle.person.name, "", "Non Aktif"],
            [5, "63020612", "Rusak", "", "Aktif"],
        ]
        taken = cast.evidence(before.programme, rows, headings=(*HEADINGS, "Status"))
        assert (taken.line_count, taken.passed_count, taken.unread_count) == (2, 2, 1)
        assert (UnreadRow.objects.get().row, EvidenceLine.objects.count()) == (6, 2)
        assert found(before.programme) == 0

    def test_reads_through_persons_that_are_one(self):
        one, other = cast.members(2)
        cast.evidence(one.programme, [[1, cast.nik_of(one), one.person.name, ""]])
        EvidenceList.objects.get()
        from payung.people.models import Person

        Person.objects.filter(id=one.person_id).update(same_as=other.person_id)
        assert found(one.programme) == 2  # both memberships are that human being's

    def test_hears_what_bpjs_answered_after_it_registered_the_member(self):
        one, other = cast.members(2)
        for member, day in ((one, cast.MARCH_END), (other, other.registered_date - timedelta(days=1))):
            answer = Answer.objects.create(
                programme=one.programme,
                register="bpjs",
                code=uuid4().hex,
                file_name="x",
                sha256=uuid4().hex * 2,
                answered_date=day,
                source="Surat",
                state="read",
                received_by="user:3",
                received_at=cast.SPRING,
            )
            Result.objects.create(
                answer=answer,
                register="bpjs",
                person_id=member.person_id,
                number=1,
                outcome="other_payer",
                payer="PT Maju",
                answered_date=day,
                valid_until=day,
            )
        assert found(one.programme) == 1
        assert Collision.objects.get().payer == "PT Maju"

    def test_keeps_the_member_out_of_the_bill(self):
        one, _other = cast.members(2)
        cast.evidence(one.programme, [[1, cast.nik_of(one), one.person.name, ""]], now=cast.SPRING)
        found(one.programme)
        assert billing.raised(one.programme).member_count == 1


class TestSettleCollision:
    def test_left_to_them_ends_ours_the_month_before_theirs_and_the_rest_is_overpaid(self):
        one, _, row = collided()
        assert settle(row, CollisionEvent.LEAVE_TO_THEM) == CollisionState.THEIRS
        one.refresh_from_db()
        assert (one.state, one.end_reason, one.ended_month.month) == ("ended", "double_funded", 1)
        assert find_overpayments(programme_id=one.programme_id, actor=cast.RINA, now=cast.SPRING) == 1
        assert Overpayment.objects.get().months == 2

    def test_asks_for_the_last_month_where_theirs_are_not_known(self):
        one, _, row = collided(period="")
        with pytest.raises(MonthMissing):
            settle(row, CollisionEvent.LEAVE_TO_THEM)
        settle(row, CollisionEvent.LEAVE_TO_THEM, last_month=Month(2027, 3))
        one.refresh_from_db()
        assert one.ended_month.month == 3

    def test_is_decided_once_and_sent_twice_acts_once(self):
        _, _, row = collided()
        key = uuid4()
        for _ in range(2):
            assert settle(row, CollisionEvent.KEEP_OURS, request_key=key) == CollisionState.OURS
        with pytest.raises(NotAllowed, match="pembayaran kita yang berlaku"):
            settle(row, CollisionEvent.NOT_THE_SAME)
        with pytest.raises(NotAllowed):
            take_collision(collision_id=row.pk, actor=cast.RINA, now=cast.SPRING)

    def test_is_not_the_treasurers(self):
        _, _, row = collided()
        with pytest.raises(NotAllowed):
            settle(row, CollisionEvent.KEEP_OURS, actor=cast.TREASURER)

    @pytest.mark.parametrize(
        ("event", "period", "news"),
        [
            (CollisionEvent.KEEP_OURS, "Februari 2027 s.d. Desember 2027", 0),
            (CollisionEvent.KEEP_OURS, "Februari 2027 s.d. Januari 2028", 1),
            (CollisionEvent.NOT_THE_SAME, "Februari 2027 s.d. Januari 2028", 0),
        ],
    )
    def test_is_asked_anew_only_for_months_that_were_not_known(self, event, period, news):
        one, _, row = collided()
        settle(row, event)
        cast.evidence(one.programme, [[1, cast.nik_of(one), one.person.name, period]], now=cast.LATER)
        assert found(one.programme, now=cast.LATER) == news
