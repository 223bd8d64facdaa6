"""Memberships live as the oracle's do, whatever is done to them in whatever order: states, places and cover.

2,000 steps; as many as `PAYUNG_MACHINE_STEPS` says (`make crash`: 20,000).
"""

import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

sys.path.insert(0, str(Path(__file__).parent))

from model import DECIDED, PROVED, WITHOUT_PROOF, Member, World

from payung.decrees.models import Line, Place
from payung.decrees.tests.cast import HEAD, RINA, chosen, drafted, in_force, programme
from payung.law.present.cover import SCHOLARSHIP_WORDS
from payung.law.rules.cover import Jkk, Jkm, Scholarship, Status
from payung.membership import actions, queries
from payung.membership.models import Membership
from payung.membership.rules.refusals import Refused
from payung.membership.states import EndReason, HoldReason, NotAllowed
from payung.membership.tests.house import PAPER, Treasury, accepted, treasury
from payung.people.models import Person
from payung.programmes.models import Programme
from payung.shared.dates import Month

pytestmark = [pytest.mark.django_db]
if "PAYUNG_MACHINE_STEPS" not in os.environ:  # on PostgreSQL in `make crash`: the minutes are many
    pytestmark.append(pytest.mark.only_on("sqlite"))
STEPS, A_RUN = int(os.environ.get("PAYUNG_MACHINE_STEPS", "2000")), 100
BEGIN = date(2027, 1, 4)
WORDS = ("status", "unpaid_months", "jkk", "jkm", "scholarship_jkm")


class Scene:
    """Two programmes, of 2027 and 2028, with lines of three human beings, one of whom comes under two ids."""

    lines: list[Line]
    humans: dict[int, int]  # by person: the id that is kept
    box: Treasury


def built(box: Treasury) -> None:
    first, second = programme(), programme()
    Programme.objects.filter(id=second.pk).update(first_month=date(2028, 1, 1), last_month=date(2028, 12, 1))
    wanted = {first: chosen(first, 4), second: chosen(second, 3)}
    later = [replace(one, first_month=Month(2028, 1), last_month=Month(2028, 12)) for one in wanted[second]]
    in_force(drafted(first, wanted[first]), number="1")
    in_force(drafted(second, later), number="2")
    Scene.box, Scene.lines = box, list(Line.objects.select_related("decree").order_by("id"))
    kept = [line.person_id for line in Scene.lines[:3]]
    for line, root in zip(Scene.lines[3:], [kept[0], *kept], strict=True):
        Person.objects.filter(id=line.person_id).update(same_as=root)
    Scene.humans = {line.person_id: line.person_id for line in Scene.lines[:3]}
    Scene.humans |= {line.person_id: root for line, root in zip(Scene.lines[3:], [kept[0], *kept], strict=True)}


class Members(RuleBasedStateMachine):
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.world, self.of, self.today, self.last_act = World(), {}, BEGIN, None
        Scene.box.received.clear()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(4), tzinfo=UTC)

    def one(self, place: int) -> Member:
        return self.world.members[place % len(self.world.members)]

    def said_no(self, act) -> bool:
        """Whether the house refused; in a savepoint, as the request of a page would be."""
        try:
            with transaction.atomic():
                act()
        except (Refused, NotAllowed):
            return True
        self.last_act = act
        return False

    @rule(days=st.integers(1, 25))
    def time_passes(self, days):
        self.today = min(self.today + timedelta(days=days), date(2029, 6, 30))

    @rule(place=st.integers(0, 6), ahead=st.sampled_from([0, 0, 0, 1, 2, 5, 11]))
    def insurer_accepts(self, place, ahead):
        self.accept(place, ahead)

    @initialize(paid=st.lists(st.integers(0, 4), min_size=3, max_size=3))
    def first_answer_and_bill(self, paid):
        """Hypothesis leaves rules out of whole runs; without members there would be nothing to see in them."""
        for place, months in enumerate(paid):
            self.accept(place, 0)
            self.receive(place, begins=0, many=months)

    def accept(self, place, ahead):
        line = Scene.lines[place]
        human, of = Scene.humans[line.person_id], line.decree.programme_id
        told = replace(accepted(line), registered_date=self.today, first_month=Month.of(line.first_month).plus(ahead))
        with transaction.atomic():
            found = actions.register(programme_id=of, accepted=[told], actor=RINA, now=self.now)
        if line.pk in self.of.values():
            assert found.before == {line.pk}
        elif not self.world.may_register(human, of):
            assert [one.line_id for one in found.members] == [line.pk]
        else:
            member = Member(
                number=found.by_line[line.pk],
                human=human,
                programme=of,
                first=told.first_month.number,
                last=told.last_month.number,
                registered=self.today,
            )
            self.world.members.append(member)
            self.of[member.number] = line.pk

    @precondition(lambda self: self.world.members)
    @rule(place=st.integers(0, 6), begins=st.integers(-2, 1), many=st.sampled_from([1, 2, 3, 3, 6, 12]))
    def insurer_receives(self, place, begins, many):
        self.receive(place, begins=begins, many=many)

    def receive(self, place, *, begins, many):
        """A term from some month on, whoever has ended meanwhile; of one human being no month twice."""
        member = self.one(place)
        begin = max(member.first, Month.of(self.today).number + begins)
        months = range(begin, begin + many)
        paid = {month for one in self.world.of(member.human) for month in one.received}
        for month in months:
            if member.first <= month <= member.last and month not in paid:
                member.received[month] = self.today
                row = Membership(id=member.number)
                Scene.box.receive(row, Month.numbered(month), on=self.today)

    @precondition(lambda self: self.world.members)
    @rule(place=st.integers(0, 6), reason=st.sampled_from([*HoldReason]), back=st.integers(-2, 60))
    def somebody_tells(self, place, reason, back):
        member, key, now = self.one(place), uuid4(), self.now
        day = self.today - timedelta(days=back)
        told = actions.Told(membership_id=member.number, reason=reason, happened_on=day, note="kabar")
        no = self.said_no(lambda: actions.hold(told=[told], source="verval:1", request_key=key, actor=RINA, now=now))
        assert no == (back < 0)
        if not no and member.state != "ended":
            member.state = "held"

    @precondition(lambda self: self.world.members)
    @rule(place=st.integers(0, 6))
    def desa_says_it_is_not_so(self, place):
        member, key, now = self.one(place), uuid4(), self.now
        no = self.said_no(
            lambda: actions.release(membership_id=member.number, note="keliru", request_key=key, actor=RINA, now=now)
        )
        assert no == (member.state != "held")
        member.state = member.state if no else "running"

    @precondition(lambda self: self.world.members)
    @rule(
        place=st.integers(0, 6),
        reason=st.sampled_from([*EndReason]),
        back=st.sampled_from([-1, *range(45)]),
        ahead=st.sampled_from([*[None] * 12, *range(-2, 14)]),
        with_paper=st.sampled_from([True, True, True, False]),
    )
    def office_ends(self, place, reason, back, ahead, with_paper):
        member, key, now = self.one(place), uuid4(), self.now
        day, month = self.today - timedelta(days=back), None if ahead is None else member.first + ahead
        ending = actions.Ending(
            membership_id=member.number,
            reason=reason,
            happened_on=day,
            note="surat",
            last_month=None if month is None else Month.numbered(month),
        )
        paper = PAPER if with_paper else None
        no = self.said_no(
            lambda: actions.end(ends=[ending], source="", evidence=paper, request_key=key, actor=HEAD, now=now)
        )
        assert reason in (*PROVED, *DECIDED, *WITHOUT_PROOF)
        outside = month is not None and not member.first - 1 <= month <= member.last
        assert no == (
            member.state == "ended"
            or back < 0
            or outside
            or (reason in PROVED and not with_paper)
            or (reason in DECIDED and month is None)
        )
        if not no:
            self.world.end(member, reason=reason.value, day=day, last_month=month)
            self.freed_is_right(member)

    @precondition(lambda self: self.world.members)
    @rule(place=st.integers(0, 6))
    def office_restores(self, place):
        member, key, now = self.one(place), uuid4(), self.now
        no = self.said_no(
            lambda: actions.restore(membership_id=member.number, because="keliru", request_key=key, actor=HEAD, now=now)
        )
        assert no == (not self.world.may_restore(member))
        if not no:
            self.world.restore(member)
            assert Place.objects.get(line=self.of[member.number]).freed_month is None

    @precondition(lambda self: self.last_act)
    @rule()
    def the_same_request_comes_again(self):
        self.last_act()

    @rule(back=st.integers(-20, 400))
    def somebody_asks_for_cover(self, back):
        for line in Scene.lines[:3]:
            self.covers(line.person_id, self.today - timedelta(days=back))

    def covers(self, person_id, on):
        expected, found = self.world.cover(person_id, on), queries.cover(person_id=person_id, on=on, actor=RINA)
        for of in {line.decree.programme_id for line in Scene.lines}:
            column = queries.covered_column(programme_id=of, on=on)
            for row, number in enumerate(column.membership_id.tolist()):
                member = next(one for one in self.world.members if one.number == number)
                if member.human == person_id:
                    assert self.words(column, row) == expected
                    through = column.covered.paid_through[row]
                    assert (Month.numbered(int(through)) if through else None) == found.paid_through

    def turning_days(self, human):
        """Days on which an answer turns: after an end, at the end of its month, when three months have run."""
        for one in self.world.of(human):
            yield one.registered + timedelta(days=75)
            yield one.registered - timedelta(days=1)
            if one.state == "ended":
                yield one.ended_day
                yield one.ended_day + timedelta(days=1)
                yield Month.numbered(one.ended_month).plus(1).first_day

    @staticmethod
    def told(person_id, on):
        found = queries.cover(person_id=person_id, on=on, actor=RINA)
        return {word: getattr(found.answer, word) for word in WORDS}

    @staticmethod
    def words(column, row):
        of = column.covered
        return {
            "status": Status(of.status[row]).name.lower(),
            "unpaid_months": of.unpaid_months[row],
            "jkk": Jkk(of.jkk[row]).name.lower(),
            "jkm": Jkm(of.jkm[row]).name.lower(),
            "scholarship_jkm": SCHOLARSHIP_WORDS[Scholarship(of.scholarship_jkm[row])],
        }

    def freed_is_right(self, member):
        """As it stood at the end: what is received later moves no place."""
        freed = Place.objects.get(line=self.of[member.number]).freed_month
        assert Month.of(freed).number == member.freed_month()

    @invariant()
    def cover_turns_as_told(self):
        if Members.steps % 2:
            return
        person_id = Scene.lines[Members.steps // 2 % 3].person_id
        for day in {self.today, *self.turning_days(person_id)}:
            assert self.told(person_id, day) == self.world.cover(person_id, day), day

    @invariant()
    def states_are_as_told(self):
        Members.steps += 1
        stored = dict(Membership.objects.values_list("id", "state"))
        assert stored == {one.number: one.state for one in self.world.members}


def test_members_live_as_the_law_says():
    with treasury() as box:
        built(box)
        Members.steps = 0
        run_state_machine_as_test(
            Members, settings=settings(max_examples=STEPS // A_RUN, stateful_step_count=A_RUN, deadline=None)
        )
    print(f"{Members.steps} steps")
    assert Members.steps >= STEPS * 0.8
