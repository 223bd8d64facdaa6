"""A desa answers while the office bills, asks and ends: each waits for the other, and nobody is turned away."""

import time
from datetime import date
from uuid import uuid4

import pytest

from payung.contributions.actions import billing_raising, verifying_answers, verifying_holds, verifying_rounds
from payung.contributions.models import VervalLine
from payung.contributions.rules.refusals import Refused
from payung.contributions.rules.scans import Scan
from payung.contributions.rules.verifying import Said
from payung.contributions.states import VervalAnswer
from payung.contributions.tests import billing_cast as billing
from payung.contributions.tests.reconciling_cast import RINA, SPRING
from payung.decrees.tests.test_races import at_once
from payung.membership import actions as memberships
from payung.membership.actions import Ending, Told, ending, holding
from payung.membership.states import EndReason, HoldReason, NotAllowed
from payung.shared.dates import Month

pytestmark = pytest.mark.commits
SCAN = Scan(code="0" * 32, name="ba.pdf", sha256="a" * 64)


@pytest.fixture
def slowly(monkeypatch):
    """Time passes after a step, so that the other comes in between."""

    def slow(module, name, seconds):
        act = getattr(module, name)

        def acted(*args, **words):
            found = act(*args, **words)
            time.sleep(seconds)
            return found

        monkeypatch.setattr(module, name, acted)

    return slow


def opened(member, month):
    return verifying_rounds.open_round(
        programme_id=member.programme_id,
        first_month=month,
        due_date=date(2027, 4, 20),
        request_key=uuid4(),
        actor=RINA,
        now=SPRING,
    )


def later(act):
    def acted():
        time.sleep(0.2)
        return act() or "done"

    return acted


class TestWhileADesaIsAnswering:
    def test_its_bill_is_raised(self, cloned_database, slowly):
        one, _ = billing.members(2)
        (link,) = opened(one, billing.JANUARY).links
        slowly(billing_raising, "record", 0.5)  # the head of the chain is held, the foreign keys are still to be seen
        slowly(verifying_answers, "write_lines", 0.2)
        words = {"token": link.token, "said": [], "name": "Kades", "now": SPRING}
        at_once(
            lambda: billing.raised(one.programme, now=SPRING),
            later(lambda: verifying_answers.answer_by_link(**words, request_key=uuid4())),
        )

    def test_members_whom_a_round_asks_about_are_held(self, cloned_database, slowly):
        one, _ = billing.members(2)
        slowly(verifying_rounds, "record", 0.5)
        slowly(holding, "leave", 0.2)
        told = [Told(membership_id=one.pk, reason=HoldReason.DIED)]
        at_once(
            lambda: opened(one, billing.APRIL),
            later(lambda: memberships.hold(told=told, source="", request_key=uuid4(), actor=RINA, now=SPRING)),
        )


class TestEndingOneMembershipTwiceAtOnce:
    def test_on_minutes_and_by_letter_ends_it_once(self, cloned_database, slowly):
        one, _ = billing.members(2)
        opened(one, billing.APRIL)
        desa_id = VervalLine.objects.get(membership=one).desa_id
        verifying_answers.answer_on_paper(
            desa_id=desa_id,
            said=[Said(membership_id=one.pk, answer=VervalAnswer.MOVED)],
            name="Kades",
            scan=SCAN,
            request_key=uuid4(),
            actor=RINA,
            now=SPRING,
        )
        slowly(verifying_holds, "_locked_lines", 0.3)
        slowly(ending, "lock_quotas", 0.3)
        words = {"request_key": uuid4(), "actor": RINA, "now": SPRING}
        ends = [Ending(membership_id=one.pk, reason=EndReason.WITHDREW, happened_on=SPRING.date(), note="surat")]

        def refused(act):
            def acted():
                try:
                    return act()
                except (NotAllowed, Refused) as refusal:
                    return refusal

            return acted

        found = at_once(
            refused(lambda: verifying_holds.end_confirmed(desa_id=desa_id, membership_ids=[one.pk], **words)),
            refused(lambda: memberships.end(ends=ends, source="", evidence=None, **words)),
        )
        assert min(map(str, found), key=len) == "1"
        one.refresh_from_db()
        assert one.ended_month is not None
        assert Month.of(one.ended_month) == billing.APRIL
