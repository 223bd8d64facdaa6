"""What the database itself refuses of claims, their steps, computations and payments, on both engines."""

from datetime import date
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from payung.claims.models import (
    Claim,
    ClaimStep,
    Computation,
    ComputedLine,
    DeathDecision,
    DeathLine,
    DeathList,
    Difference,
    Payment,
    PaymentLine,
)
from payung.claims.states import STEPS, Event, EventKind, Scheme, State
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, BUDI, DEATH, HEAD, NOW, TODAY, sari

pytestmark = pytest.mark.django_db


def claim(kind: EventKind, **words) -> Claim:
    """Of a fisher whose months nobody has paid: no payment matters here."""
    return cast.claim(kind, of=sari(terms=0), **words)


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def sql(words: str, *params: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words, params)


def step(of: Claim, event: Event, to: State, *, scheme: Scheme | None = None, **words: object) -> ClaimStep:
    row = Claim.objects.get(id=of.pk)
    plain = {
        "from_scheme": row.scheme,
        "from_state": row.state,
        "to_scheme": scheme or row.scheme,
        "to_state": to,
        "happened_on": TODAY,
        "request_key": uuid4(),
        "made_by": BUDI.key,
        "made_at": NOW,
    }
    return ClaimStep.objects.create(claim=row, event=event, **plain | words)


def computation(of: Claim) -> Computation:
    return Computation.objects.create(
        claim=of,
        regime="PP 82/2019",
        law_sha256="a" * 64,
        facts_sha256="b" * 64,
        total_now_rp=42_000_000,
        scholarship_total_rp=0,
        made_by=BUDI.key,
        made_at=NOW,
        reported_by=of.reported_by,
        request_key=uuid4(),
    )


class TestTheTableOfSteps:
    def test_is_that_of_states(self):
        written = import_module("payung.claims.migrations.0004_what_claims_refuse").STEPS
        known = {
            (f"{scheme}/{one.from_}", one.event.value, f"{one.scheme}/{one.to}", kind.value)
            for scheme, steps in STEPS.items()
            for one in steps
            for kind in one.of
            if not (kind is EventKind.ACCIDENT and Scheme.JKK not in (scheme, one.scheme))
        }
        assert {(begin, event, end, kind) for begin, event, end, kinds in written for kind in kinds} == known


class TestClaim:
    def test_goes_nowhere_without_a_step(self):
        of = claim(DEATH)
        rows = Claim.objects.filter(id=of.pk)
        assert refused(lambda: rows.update(scheme="JKM", state="reported"))
        assert refused(lambda: sql("UPDATE claims_claim SET state = 'paid' WHERE id = %s", of.pk))
        step(of, Event.TREAT_AS_DEATH, State.REPORTED, scheme=Scheme.JKM)
        assert refused(lambda: rows.update(scheme="JKK", state="reported"))
        assert rows.update(scheme="JKM", state="reported") == 1

    def test_goes_no_second_way_by_an_old_step(self):
        of = claim(DEATH, state=State.WITHDRAWN)
        step(of, Event.RESTORE, State.UNDETERMINED)
        Claim.objects.filter(id=of.pk).update(state="undetermined")
        assert refused(lambda: Claim.objects.filter(id=of.pk).update(state="withdrawn"))

    def test_begins_where_it_is_told(self):
        of = claim(DEATH, state=State.WITHDRAWN)
        plain = {name: getattr(of, name) for name in ("kabupaten", "person_id", "event_date", "told_at", "made_at")}
        for kind, scheme, state in (
            ("death", "JKM", "reported"),
            ("death", "JKK", "decided"),
            ("accident", "JKK", "paid"),
            ("accident", "JKK", "undetermined"),
        ):
            words = {"kind": kind, "scheme": scheme, "state": state, "code": uuid4().hex[:12], "reported_by": "user:1"}
            assert refused(lambda words=words: Claim.objects.create(**plain | words)), words

    def test_stays_whose_it_is_and_of_its_kind_and_is_never_deleted(self):
        of = claim(DEATH)
        rows = Claim.objects.filter(id=of.pk)
        for words in (
            {"person_id": of.person_id + 1},
            {"reported_by": "user:99"},
            {"code": "lain"},
            {"kind": "lost_at_sea"},
            {"kind": "accident"},
        ):
            assert refused(lambda words=words: rows.update(**words)), words
        assert refused(rows.delete)

    def test_of_an_accident_that_killed_is_of_a_death(self):
        of = claim(ACCIDENT)
        rows = Claim.objects.filter(id=of.pk)
        assert refused(lambda: rows.update(kind="death"))
        assert rows.update(kind="death", death_date=date(2027, 5, 20)) == 1
        assert rows.update(kind="accident", death_date=None) == 1


class TestSteps:
    def test_that_the_table_does_not_know_are_refused(self):
        of = claim(DEATH)
        assert refused(lambda: step(of, Event.PAY, State.PAID))
        assert refused(lambda: step(of, Event.TREAT_AS_DEATH, State.REPORTED, scheme=Scheme.JKK))
        assert refused(lambda: step(of, Event.TREAT_AS_WORK, State.REPORTED, scheme=Scheme.JKK, from_state="withdrawn"))

    def test_of_an_accident_are_not_those_of_a_death(self):
        of = claim(ACCIDENT, state=State.STAGE_ONE)
        assert refused(lambda: step(of, Event.CONCLUDE_OTHER, State.REPORTED, scheme=Scheme.JKM))
        step(of, Event.CONCLUDE_OTHER, State.REFUSED)

    def test_only_grow(self):
        claim(DEATH, state=State.REPORTED, scheme=Scheme.JKM)
        assert refused(lambda: ClaimStep.objects.update(note="lain"))
        assert refused(ClaimStep.objects.all().delete)


class TestComputation:
    def test_changes_only_by_its_approval_and_then_no_more(self):
        made = computation(claim(DEATH))
        rows = Computation.objects.filter(id=made.pk)
        assert refused(lambda: rows.update(total_now_rp=70_000_000))
        rows.update(approved_by=HEAD.key, approved_at=NOW)
        assert refused(lambda: rows.update(approved_by="user:77"))
        assert refused(lambda: rows.update(approved_by="", approved_at=None))
        assert refused(rows.delete)

    def test_has_no_more_lines_once_it_is_approved(self):
        made = computation(claim(DEATH))
        line = {"computation": made, "code": "FUNERAL", "amount_rp": 10_000_000}
        ComputedLine.objects.create(number=1, **line)
        assert refused(lambda: ComputedLine.objects.update(amount_rp=1))
        Computation.objects.filter(id=made.pk).update(approved_by=HEAD.key, approved_at=NOW)
        assert refused(lambda: ComputedLine.objects.create(number=2, **line))


class TestPayment:
    def test_and_its_lines_only_grow(self):
        paid = Payment.objects.create(
            claim=claim(DEATH),
            paid_on=TODAY,
            total_rp=42_000_000,
            source="letter",
            request_key=uuid4(),
            made_by=BUDI.key,
            made_at=NOW,
        )
        PaymentLine.objects.create(payment=paid, code="FUNERAL", amount_rp=10_000_000)
        for rows in (PaymentLine.objects, Payment.objects):
            assert refused(rows.all().delete)
        assert refused(lambda: Payment.objects.update(total_rp=1))
        assert refused(lambda: PaymentLine.objects.update(amount_rp=1))


class TestWhatPeopleDecided:
    def test_of_a_difference_stays_and_an_open_one_goes_nowhere(self):
        plain = {"claim": claim(DEATH), "opened_at": NOW, "opened_by": BUDI.key, "owed_rp": 42_000_000}
        rows = Difference.objects.filter(id=Difference.objects.create(code="FUNERAL", paid_rp=0, **plain).pk)
        assert refused(rows.delete)
        assert rows.update(paid_rp=1) == 1
        rows.update(closed_at=NOW, closed_by=HEAD.key, closing="accepted", because="menurut surat BPJS")
        assert refused(lambda: rows.update(because="lain"))
        assert refused(lambda: rows.update(closed_at=None, closed_by="", closing="", because=""))

    def test_of_a_line_of_a_death_list_only_grows(self):
        plain = {"made_by": BUDI.key, "made_at": NOW}
        of = DeathList.objects.create(kabupaten=cast.KABUPATEN, source="Dukcapil", sha256="d" * 64, **plain)
        line = DeathLine.objects.create(list=of, row=2, agreement="sure", settled="waiting")
        DeathDecision.objects.create(line=line, said="not_so", because="hidup", request_key=uuid4(), **plain)
        assert refused(lambda: DeathDecision.objects.update(because="lain"))
        assert refused(DeathDecision.objects.all().delete)
