"""Claims go the way of the oracle, whatever is told, tried, sent twice, taken back or paid, by whom and in what order.

2,000 steps, half of them of accidents and half of deaths; as many as `PAYUNG_MACHINE_STEPS` says (`make crash`: 20,000).
"""

import os
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
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

from claims_oracle.casework import MONTH_OFF_RP, OFFICE, TELLERS, Case, Member, Office, Person, Sum, Told, possible
from payung.accounts.rules import Role
from payung.audit.models import Event as Audit
from payung.audit.queries import verify
from payung.claims.actions.answering import answer
from payung.claims.actions.asked import Letter
from payung.claims.actions.computing import approve, compute
from payung.claims.actions.differing import accept_difference, compare_again
from payung.claims.actions.dying import confirm_death, found_alive, take_back
from payung.claims.actions.facts import tell_facts
from payung.claims.actions.paying import PaidLine, record_payment
from payung.claims.actions.reporting import join_claim, name_person, open_claim, report_event, set_aside, take_up
from payung.claims.actions.stepping import take_step
from payung.claims.actions.taking import take_in_hand
from payung.claims.models import (
    Claim,
    ClaimStep,
    Computation,
    ComputedLine,
    DeathWord,
    Difference,
    FamilyMember,
    Paper,
    PaymentLine,
    Report,
)
from payung.claims.queries.papers import missing
from payung.claims.rules.death import DeathFacts
from payung.claims.rules.facts import FactsTold, InabilityTold
from payung.claims.rules.family import Relation
from payung.claims.rules.refusals import Refused
from payung.claims.rules.told import Place, YesNo
from payung.claims.states import Event, EventKind, NotAllowed
from payung.claims.tests import cast
from payung.decrees.tests.cast import actor
from payung.membership.models import Membership
from payung.membership.rules import refusals as of_membership
from payung.membership.rules.told import Paper as Proof
from payung.membership.states import NotAllowed as NotOfMembership
from payung.people.models import Person as Human

pytestmark = [pytest.mark.django_db]
if "PAYUNG_MACHINE_STEPS" not in os.environ:  # on PostgreSQL in `make crash`: the minutes are many
    pytestmark.append(pytest.mark.only_on("sqlite"))
STEPS, A_RUN = int(os.environ.get("PAYUNG_MACHINE_STEPS", "2000")) // 2, 50
RUNS = max(1, STEPS // A_RUN)  # some end early
BEGIN, REGISTERED = date(2027, 5, 20), date(2027, 1, 5)
REFUSALS = (Refused, NotAllowed, of_membership.Refused, NotOfMembership)
ACTORS = {
    "rina": cast.RINA,
    "budi": cast.BUDI,
    "ani": cast.ANI,
    "head": cast.HEAD,
    "second head": actor("user:9", Role.HEAD),
    "both": actor("user:6", Role.OPERATOR, Role.HEAD),
    "desa": cast.DESA,
    "inspector": cast.INSPECTOR,
}
PEOPLE = {
    name: Person(key=one.key, roles=frozenset(str(role) for role in one.roles), whole=one.scope == one.kabupaten)
    for name, one in ACTORS.items()
}
SCAN = Proof(code="9" * 32, name="surat.pdf", sha256="c" * 64)
anybody = st.sampled_from([*ACTORS])
office = st.sampled_from(["rina", "budi", "budi", "ani", "head", "head", "second head", "both", "inspector"])
places, claim_kinds = st.integers(0, 9), st.sampled_from([*EventKind])
back = st.sampled_from([0, 0, 1, 1, 1, 2, -1])
letters = st.sampled_from(["none", "whole", "whole", "no number", "no scan"])
seldom = st.sampled_from([True, True, True, False])


class Scene:
    """Two human beings with one membership each, and one who is a member twice, under two ids."""

    people: list[int]  # ids, the joined one last
    humans: dict[int, int]
    members: dict[int, int]  # membership -> human


def built() -> None:
    members = [*cast.insured(3), *cast.insured(1)]
    Scene.people = [one.person_id for one in members]
    Human.objects.filter(id=Scene.people[3]).update(same_as=Scene.people[0])
    Scene.humans = dict(zip(Scene.people, [*Scene.people[:3], Scene.people[0]], strict=True))
    Scene.members = {one.pk: Scene.humans[one.person_id] for one in members}


class Casework(RuleBasedStateMachine):
    kinds: tuple[str, ...] = ()
    steps = 0
    seen: set[str] = set()  # where claims have stood, and what was refused, in any run

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.today, self.acts, self.brought = BEGIN, [], {}
        self.model = Office(registered=REGISTERED)
        self.model.members = {number: Member(human=human) for number, human in Scene.members.items()}
        self.events = Audit.objects.filter(act__startswith="claims.").count()

    def teardown(self) -> None:
        try:
            assert verify(kabupaten=cast.KABUPATEN).because == ""
            connection.check_constraints()
        finally:
            transaction.savepoint_rollback(self.before)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(4), tzinfo=UTC)

    def does(self, act, *, expected, once=True):
        """What came of it; the room refuses what the oracle does, and nothing else."""
        try:
            with transaction.atomic():
                came, refused = act(), None
        except REFUSALS as refusal:
            came, refused = None, refusal
        assert (refused is None) is bool(expected), refused
        if refused:
            type(self).seen.add(type(refused).__name__)
            return None
        if once:
            self.acts.append(act)
        self.model.acts += 1
        return came

    def case(self, place) -> tuple[int, Case]:
        return list(self.model.cases.items())[place % len(self.model.cases)]

    def report(self, place) -> tuple[int, Told]:
        return list(self.model.reports.items())[place % len(self.model.reports)]

    # What is told.

    @initialize(
        told=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 9)), min_size=2, max_size=2)
    )
    def first_tellings(self, told):
        """Hypothesis leaves rules out of whole runs; without claims that have come some way there would be little to see."""
        for who, days, many in told:
            self.tell(self.kinds[days % len(self.kinds)], who, True, days, "rina")
            number = [*self.model.reports][-1]
            self.open(number, by="budi", known=True, ago=days)
            self.goes_on(len(self.model.cases) - 1, many, 0)

    @rule(days=st.integers(1, 20))
    def time_passes(self, days):
        self.today = min(self.today + timedelta(days=days), date(2027, 11, 30))

    @rule(kind=claim_kinds, own=seldom, place=places, who=st.integers(0, 3), known=seldom, ago=back, by=anybody)
    def somebody_tells(self, kind, own, place, who, known, ago, by):
        self.tell(self.kinds[place % len(self.kinds)] if own else kind.value, who, known, ago, by)

    def tell(self, kind, who, known, ago, by):
        person, key, now = Scene.people[who] if known else None, uuid4(), self.now
        day = (
            None
            if ago == 2 and not known
            else BEGIN - timedelta(days=ago)
            if ago >= 0
            else self.today + timedelta(days=1)
        )
        told = cast.told(EventKind(kind), person_id=person, told_name="Sari", event_date=day)
        number = self.does(
            lambda: report_event(told=told, request_key=key, actor=ACTORS[by], now=now),
            expected=self.model.may_tell(PEOPLE[by], day, self.today),
        )
        if number:
            human = Scene.humans.get(person)
            self.model.reports[number] = Told(kind=kind, human=human, day=day, at=now, by=PEOPLE[by].key)

    @precondition(lambda self: self.model.reports)
    @rule(place=places, who=st.integers(0, 3), by=office, ago=st.sampled_from([0, 1, 2, 140]), known=seldom)
    def office_opens(self, place, who, by, ago, known):
        number, report = self.report(place)
        if report.human is None and not known:
            self.find_out(number, who, by)
        self.open(number, by=by, known=known, ago=ago)

    def find_out(self, number, who, by):
        """Of whom the report tells."""
        report = self.model.reports[number]
        may = bool(PEOPLE[by].roles & TELLERS) and report.claim is None and not report.aside
        self.does(
            lambda: name_person(report_id=number, person_id=Scene.people[who], actor=ACTORS[by], now=self.now),
            expected=may,
            once=False,
        )
        if may:
            report.human = Scene.humans[Scene.people[who]]

    def open(self, number, *, by, known, ago):
        report, key, now = self.model.reports[number], uuid4(), self.now
        given = None if known else BEGIN - timedelta(days=ago)
        day = given or report.day
        act = lambda: open_claim(  # noqa: E731
            report_id=number, person_id=None, event_date=given, request_key=key, actor=ACTORS[by], now=now
        )
        if report.claim is not None:
            if PEOPLE[by].roles & OFFICE:
                assert act() == report.claim
            return
        expected = self.model.may_open(report, PEOPLE[by], report.human, day)
        found = self.model.claim_of(report, report.human, day) if expected else None
        claim = self.does(act, expected=expected)
        if claim is None:
            return
        assert (claim in self.model.cases) is (found is not None)
        assert found in (None, claim)
        if found is None:
            self.model.cases[claim] = self.model.new_case(report, report.human, day)
        self.model.settle(report, claim, report.human, day)

    @precondition(lambda self: self.model.reports and self.model.cases)
    @rule(place=places, of=places, by=office)
    def office_joins(self, place, of, by):
        (number, report), (claim, case), key, now = self.report(place), self.case(of), uuid4(), self.now
        if report.claim is not None or case.state == "withdrawn":
            return
        joined = self.does(
            lambda: join_claim(report_id=number, claim_id=claim, request_key=key, actor=ACTORS[by], now=now),
            expected=bool(PEOPLE[by].roles & OFFICE) and not report.aside and report.human in (None, case.human),
        )
        if joined:
            self.model.settle(report, claim, case.human, report.day)

    @precondition(lambda self: self.model.reports)
    @rule(place=places, by=office, because=st.sampled_from(["salah dengar", "salah dengar", " "]))
    def office_sets_aside_or_takes_up(self, place, by, because):
        number, report = self.report(place)
        words = {"report_id": number, "actor": ACTORS[by], "now": self.now}
        may = bool(PEOPLE[by].roles & OFFICE)
        if report.aside:
            self.does(lambda: take_up(**words), expected=may, once=False)
            report.aside = report.aside and not may
        else:
            may = may and report.claim is None and because != " "
            self.does(lambda: set_aside(because=because, **words), expected=may, once=False)
            report.aside = may

    # What is done.

    @precondition(lambda self: self.model.cases)
    @rule(
        place=places,
        event=st.sampled_from([*Event]),
        fits=seldom,
        by=office,
        ago=st.sampled_from([0, 0, 0, 0, 1, 3, 200, -1]),
        letter=letters,
        reason=seldom,
    )
    def somebody_tries(self, place, event, fits, by, ago, letter, reason):
        """Mostly what the table has there, lest most tries end at the table."""
        number, case = self.case(place)
        ways = [*possible(case.kind, case.scheme, case.state)] if fits else []
        tried = ways[[*Event].index(event) % len(ways)] if ways else event.value
        on = self.today - timedelta(days=ago)
        self.step(number, tried, by, on, letter, "keterangan" if reason else "")

    @precondition(lambda self: self.model.cases)
    @rule(place=places, many=st.integers(1, 6), which=places)
    def case_goes_on(self, place, many, which):
        self.goes_on(place, many, which)

    def goes_on(self, place, many, which):
        """As many steps as the office would take of itself, with all that they need; few chances come so far."""
        number, case = self.case(place)
        for _ in range(many):
            ways = possible(case.kind, case.scheme, case.state)
            back_or_aside = {"withdraw", "restore", "dispute"} | ({"treat_as_work"} if case.scheme == "JKM" else set())
            forward = [event for event in ways if event not in back_or_aside] or [*ways]
            if not forward:
                return
            event = forward[which % len(forward)]
            if event in {"treat_as_death", "submit"}:  # what was told anew since may point to work
                self.asked(number, "budi", clear=True)
            if event in {"send_stage_two", "submit"}:
                self.whole(number)
            if event == "pay":
                self.pays(number, "budi", "as owed")
                continue
            by = "head" if event == "close" else "budi"
            self.step(number, event, by, self.today, "whole" if event != "treat_as_death" else "none", "keterangan")

    def whole(self, number):
        """Papers, facts, a sum and its approval are there, as far as people may."""
        case = self.model.cases[number]
        if not case.died and not case.off:
            self.doctor(number, "budi")
        self.papers(number)
        self.computes(number, next(name for name, one in PEOPLE.items() if one.key == (case.officer or "user:4")))
        if case.sums:
            self.approves(number, "head")

    def step(self, number, event, by, on, letter, note):
        case, key, now = self.model.cases[number], uuid4(), self.now
        lacking = event in {"send_stage_two", "submit"} and bool(missing(claim_id=number))
        came = self.does(
            lambda: take_step(
                claim_id=number,
                event=Event(event),
                happened_on=on,
                note=note,
                letter=self.letter(letter, on),
                request_key=key,
                actor=ACTORS[by],
                now=now,
            ),
            expected=self.model.may_step(
                case, event, PEOPLE[by], on=on, today=self.today, letter=letter, reason=note, papers_missing=lacking
            ),
        )
        if came:
            self.model.step(case, event, PEOPLE[by], on, letter)
            assert f"{came.scheme}/{came.state}" == case.place
            type(self).seen.add(case.place)

    @staticmethod
    def letter(kind, on):
        if kind == "none":
            return None
        return Letter(number=" " if kind == "no number" else "S/7", date=on, scan=None if kind == "no scan" else SCAN)

    @precondition(lambda self: self.model.cases)
    @rule(place=places, by=office)
    def somebody_takes_it_in_hand(self, place, by):
        number, case = self.case(place)
        if PEOPLE[by].key == case.officer:
            take_in_hand(claim_id=number, actor=ACTORS[by], now=self.now)  # nothing happens
            return
        may = self.model.may_take(case, PEOPLE[by])
        self.does(lambda: take_in_hand(claim_id=number, actor=ACTORS[by], now=self.now), expected=may, once=False)
        if may:
            case.officer = PEOPLE[by].key

    @precondition(lambda self: any(one.died for one in self.model.cases.values()))
    @rule(place=places, by=office, clear=st.booleans(), data=st.data())
    def five_questions(self, place, by, clear, data):
        deaths = [number for number, one in self.model.cases.items() if one.died]
        self.asked(deaths[place % len(deaths)], by, clear=clear, data=data)

    def asked(self, number, by, *, clear, data=None):
        case, key, now = self.model.cases[number], uuid4(), self.now
        when = datetime.combine(case.day - timedelta(days=1), time(5), tzinfo=UTC)
        words = {
            "place": Place.HOME,
            "doing": "tidur",
            "was_working": YesNo.NO,
            "on_the_way": YesNo.NO,
            "attack_at": when,
            "died_at": when + timedelta(hours=3),
        }
        if not clear and data:
            spoiled = {
                "place": st.sampled_from([None, Place.SEA, Place.AT_WORK, Place.TRAFFIC]),
                "doing": st.just(""),
                "was_working": st.sampled_from([YesNo.YES, YesNo.UNKNOWN]),
                "on_the_way": st.sampled_from([YesNo.YES, YesNo.UNKNOWN]),
                "attack_at": st.none(),
                "died_at": st.none(),
            }
            which = data.draw(st.sampled_from([*spoiled]))
            words[which] = data.draw(spoiled[which])
        before = Audit.objects.count()
        self.does(
            lambda: answer(claim_id=number, facts=DeathFacts(**words), request_key=key, actor=ACTORS[by], now=now),
            expected=self.model.may_answer(case, PEOPLE[by]),
            once=False,
        )
        if self.model.may_answer(case, PEOPLE[by]):
            case.clear = clear or not data
            self.model.acts -= Audit.objects.count() == before  # the same answers once more are no act

    @precondition(lambda self: self.model.cases)
    @rule(place=places, by=office)
    def doctor_says(self, place, by):
        self.doctor(self.case(place)[0], by)

    def doctor(self, number, by):
        """Healed, after thirty days off."""
        case, key, now = self.model.cases[number], uuid4(), self.now
        if case.died:
            return
        first, before = case.day, Audit.objects.count()
        told = FactsTold(
            outcome="recovered",
            inabilities=(InabilityTold(from_date=first, to_date=first + timedelta(days=29)),),
        )
        may = self.model.may_tell_facts(case, PEOPLE[by]) and first + timedelta(days=29) <= self.today
        if first + timedelta(days=29) > self.today:
            self.today = first + timedelta(days=30)
            now, may = self.now, self.model.may_tell_facts(case, PEOPLE[by])
        self.does(
            lambda: tell_facts(claim_id=number, told=told, request_key=key, actor=ACTORS[by], now=now),
            expected=may,
            once=False,
        )
        if may:
            case.off = True
            self.model.acts -= Audit.objects.count() == before

    # Deaths.

    @precondition(lambda self: self.model.cases)
    @rule(place=places, by=office, ago=st.sampled_from([-5, 0, 0, 1, 2]), paper=seldom)
    def death_is_certain(self, place, by, ago, paper):
        (number, case), key, now = self.case(place), uuid4(), self.now
        day = case.day + timedelta(days=1 - ago) if ago >= 0 else self.today + timedelta(days=1)
        came = self.does(
            lambda: (
                confirm_death(
                    claim_id=number,
                    death_date=day,
                    evidence=SCAN if paper else None,
                    note="akta kematian",
                    request_key=key,
                    actor=ACTORS[by],
                    now=now,
                )
                or True
            ),
            expected=self.model.may_be_certain(case, PEOPLE[by], day=day, paper=paper, today=self.today),
        )
        if came:
            self.model.be_certain(case, number, day)

    @precondition(lambda self: self.model.cases)
    @rule(place=places, by=office, because=st.sampled_from(["orang lain", "orang lain", " "]), alive=st.booleans())
    def it_was_not_so(self, place, by, because, alive):
        (number, case), key, now = self.case(place), uuid4(), self.now
        words = {"claim_id": number, "because": because, "request_key": key, "actor": ACTORS[by], "now": now}
        if alive:
            may = self.model.may_be_alive(case, PEOPLE[by], reason=because.strip())
            self.does(lambda: found_alive(**words), expected=may)
            if may:
                self.model.be_alive(case, PEOPLE[by])
        else:
            may = self.model.may_take_back(case, PEOPLE[by], reason=because.strip())
            self.does(lambda: take_back(**words), expected=may)
            if may:
                self.model.take_back(case, number, PEOPLE[by])

    # Money.

    def papers(self, number):
        """The widow is known, and every paper that is asked for lies there, looked at."""
        case = self.model.cases[number]
        known = (*self.model.facts(case), case.clear)
        if self.brought.get(number) == known:
            return
        self.brought[number] = known
        if not case.family:
            words = {
                "made_by": "user:4",
                "made_at": self.now,
                "marriage_registered": True,
                "birth_date": date(1990, 1, 1),
            }
            FamilyMember.objects.create(claim_id=number, name="Siti", relation=Relation.SPOUSE, receives=True, **words)
            case.family = True
        Paper.objects.bulk_create(
            Paper(
                claim_id=number,
                kind=one.kind,
                about_id=one.about,
                year=one.year,
                file_code="8" * 32,
                file_name="surat.pdf",
                media_type="application/pdf",
                sha256=uuid4().hex * 2,
                bytes_count=9,
                request_key=uuid4(),
                brought_by="user:21",
                brought_at=self.now,
                seen_by="user:4",
                seen_at=self.now,
            )
            for one in missing(claim_id=number)
        )

    @precondition(lambda self: self.model.cases)
    @rule(place=places, by=office, papers=st.booleans())
    def somebody_computes(self, place, by, papers):
        number, _ = self.case(place)
        if papers:
            self.papers(number)
        self.computes(number, by)

    def computes(self, number, by):
        case, key, now = self.model.cases[number], uuid4(), self.now
        made = self.does(
            lambda: compute(claim_id=number, request_key=key, actor=ACTORS[by], now=now),
            expected=self.model.may_compute(case, PEOPLE[by]),
        )
        if made:
            lines = dict(
                ComputedLine.objects.filter(computation=made).exclude(code="").values_list("code", "amount_rp")
            )
            assert sum(lines.values()) == self.model.owed_rp(case)
            case.sums.append(Sum(number=made, by=PEOPLE[by].key, of=self.model.facts(case), lines=lines))

    @precondition(lambda self: any(one.sums for one in self.model.cases.values()))
    @rule(place=places, by=office)
    def somebody_approves(self, place, by):
        having = [number for number, one in self.model.cases.items() if one.sums]
        self.approves(having[place % len(having)], by, place)

    def approves(self, number, by, place=-1):
        case, key, now = self.model.cases[number], uuid4(), self.now
        sum_ = case.sums[place % len(case.sums) if place >= 0 else -1]
        act = lambda: approve(  # noqa: E731
            computation_id=sum_.number, request_key=key, actor=ACTORS[by], now=now
        )
        if sum_.approved_by:
            if PEOPLE[by].whole:
                act()  # nothing happens
            return
        may = self.model.may_approve(case, sum_, PEOPLE[by])
        self.does(act, expected=may)
        if may:
            self.model.approve(case, sum_, PEOPLE[by])

    @precondition(lambda self: self.model.cases)
    @rule(place=places, by=office, how=st.sampled_from(["as owed", "short", "too much", "without lines", "nothing"]))
    def bpjs_pays(self, place, by, how):
        decided = [number for number, one in self.model.cases.items() if one.state in {"decided", "paid"}]
        number = decided[place % len(decided)] if decided and place else self.case(place)[0]
        self.pays(number, by, how)

    def pays(self, number, by, how):
        """On the day on which BPJS was asked, so that nothing is late."""
        case, key, now = self.model.cases[number], uuid4(), self.now
        owed = dict(approved.lines) if (approved := self.model.approved(case)) else {"FUNERAL": MONTH_OFF_RP}
        lines = {
            "as owed": [*owed.items()],
            "short": [(code, rp - 1000) for code, rp in owed.items()][:1],
            "too much": [(code, rp + 1) for code, rp in owed.items()],
            "without lines": [("", sum(owed.values()))],
            "nothing": [("", 0)],
        }[how]
        on = case.asked_on or self.today
        may = self.model.may_record(case, PEOPLE[by], on=on, today=self.today, lines=lines)
        self.does(
            lambda: record_payment(
                claim_id=number,
                paid_on=on,
                payee="Siti",
                lines=[PaidLine(code=code, amount_rp=rp) for code, rp in lines],
                request_key=key,
                actor=ACTORS[by],
                now=now,
            ),
            expected=may,
        )
        if may:
            self.model.record(case, PEOPLE[by], on=on, lines=lines)

    @precondition(lambda self: any(one.gaps for one in self.model.cases.values()))
    @rule(
        place=places, which=places, by=office, because=st.sampled_from(["sesuai surat BPJS", "sesuai surat BPJS", " "])
    )
    def somebody_takes_a_difference_as_it_is(self, place, which, by, because):
        having = [number for number, one in self.model.cases.items() if one.gaps]
        number = having[place % len(having)]
        case, key, now = self.model.cases[number], uuid4(), self.now
        at = which % len(case.gaps)
        gap, row = case.gaps[at], Difference.objects.filter(claim=number).order_by("id")[at]
        if gap.closed == "accepted":
            return
        may = self.model.may_accept(case, gap, PEOPLE[by], reason=because.strip())
        self.does(
            lambda: accept_difference(
                difference_id=row.pk, because=because, request_key=key, actor=ACTORS[by], now=now
            ),
            expected=may,
        )
        gap.closed = "accepted" if may else gap.closed

    @precondition(lambda self: any(one.paid and self.model.approved(one) for one in self.model.cases.values()))
    @rule(place=places)
    def office_compares_again(self, place):
        paid = [number for number, one in self.model.cases.items() if one.paid and self.model.approved(one)]
        number = paid[place % len(paid)]
        before = Audit.objects.count()
        compare_again(claim_id=number, request_key=uuid4(), actor=cast.BUDI, now=self.now)
        self.model.hold_against(self.model.cases[number], PEOPLE["budi"])
        self.model.acts += Audit.objects.count() - before

    # Once more.

    @precondition(lambda self: self.acts)
    @rule(place=st.integers(0, 60))
    def the_same_request_comes_again(self, place):
        self.acts[-1 - place % len(self.acts)]()

    # What must always be so.

    @invariant()
    def claims_stand_as_told(self):
        type(self).steps += 1
        of = self.model.cases
        found = {
            row[0]: row[1:]
            for row in Claim.objects.values_list(
                *("id", "kind", "scheme", "state", "event_date", "death_date", "reported_by", "officer", "told_at")
            )
        }
        assert found == {
            number: (one.kind, one.scheme, one.state, one.day, one.death_day, one.reporter, one.officer, one.told)
            for number, one in of.items()
        }
        type(self).seen.update(one.place for one in of.values())

    @invariant()
    def history_leads_where_claims_stand(self):
        told = {number: [] for number in self.model.cases}
        rows = ClaimStep.objects.order_by("id")
        for claim, event, *place in rows.values_list(
            *("claim_id", "event", "from_scheme", "from_state", "to_scheme", "to_state")
        ):
            told[claim].append((event, "/".join(place[:2]), "/".join(place[2:])))
        for number, one in self.model.cases.items():
            assert told[number] == one.history
            reached = [before for _, before, _ in one.history[1:]] + [one.place]
            assert reached == [after for *_, after in one.history] or not one.history

    @invariant()
    def nobody_is_ended_or_billed_without_a_word(self):
        rows = Membership.objects.values_list("id", "state", "held_because", "ended_date")
        assert {row[0]: row[1:] for row in rows} == {
            number: (one.state, one.because, one.ended_on) for number, one in self.model.members.items()
        }
        said = [(number, word) for number, one in self.model.cases.items() for word in one.words]
        assert sorted(DeathWord.objects.values_list("claim_id", "said")) == sorted(said)

    @invariant()
    def reports_lie_where_they_were_put(self):
        rows = Report.objects.values_list("id", "claim_id", "set_aside")
        assert {number: (claim, bool(aside)) for number, claim, aside in rows} == {
            number: (one.claim, one.aside) for number, one in self.model.reports.items()
        }

    @invariant()
    def money_is_of_three_people(self):
        rows = Computation.objects.values_list("id", "made_by", "approved_by", "total_now_rp", "claim__reported_by")
        sums = {one.number: one for case in self.model.cases.values() for one in case.sums}
        assert {number: (by, approved, rp) for number, by, approved, rp, _ in rows} == {
            number: (one.by, one.approved_by, sum(one.lines.values())) for number, one in sums.items()
        }
        assert all(len({by, approved, reporter}) == 3 for _, by, approved, _, reporter in rows if approved)

    @invariant()
    def what_was_paid_is_held_against_what_is_owed(self):
        paid = [(number, *line) for number, one in self.model.cases.items() for line in one.paid]
        rows = PaymentLine.objects.values_list("payment__claim_id", "code", "amount_rp")
        assert sorted(rows) == sorted(paid)
        gaps = [
            (number, gap.code, gap.owed, gap.paid, gap.opened_by, gap.closed)
            for number, one in self.model.cases.items()
            for gap in one.gaps
        ]
        found = Difference.objects.values_list("claim_id", "code", "owed_rp", "paid_rp", "opened_by", "closing")
        assert sorted(found) == sorted(gaps)

    @invariant()
    def each_act_left_one_event(self):
        found = Audit.objects.filter(act__startswith="claims.").count()
        assert found - self.events == self.model.acts


class Accidents(Casework):
    kinds = ("accident",)


class Deaths(Casework):
    kinds = ("death", "lost_at_sea")


WANTED = {
    Accidents: {"JKK/stage_two", "JKK/paid", "JKK/closed", "JKK/in_care", "NotAllowed", "Lacking", "NotYours"},
    Deaths: {"JKM/submitted", "JKM/paid", "JKK/paid", "open/withdrawn", "NotAllowed", "Lacking", "NotYours"},
}


@pytest.mark.parametrize("machine", [Accidents, Deaths])
def test_claims_go_the_way_of_the_law(machine):
    built()
    machine.steps, machine.seen = 0, set()
    run_state_machine_as_test(machine, settings=settings(max_examples=RUNS, stateful_step_count=A_RUN, deadline=None))
    print(f"{machine.steps} steps, {sorted(machine.seen)}")
    assert machine.steps >= STEPS * 0.6
    assert len(WANTED[machine] - machine.seen) <= len(WANTED[machine]) // 2  # a rare place may stay unreached
