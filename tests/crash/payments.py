"""Payments whose requesters are killed: SPP, verification, SPM, SP2D and receipt, of one bill or two, in parts or whole.

`python -m crash.harness payments --kills N` in the house of this environment.
"""

from typing import Any

from crash import insured, looking, money, money_acts
from crash.asking import Requests
from crash.bills import MONTHS
from crash.house import MONTH_RP
from crash.wanted import Wanted
from payung.contributions.states import Scheme
from payung.shared.dates import Month

MOST_MEMBERS = 600  # what dies here is a payment; bills have a harness of their own
RP = {Scheme.JKK: 10_000, Scheme.JKM: 6_800}  # a month, of the lowest row, PP 44/2015 Lampiran II
Shares = list[tuple[int, int]]


def rehearse(wanted: Wanted) -> dict[str, Any]:
    story = Story(wanted)
    while story.months:
        story.go_on()
        if story.requests.are_over:
            break
    return {
        "kills": story.requests.killer.kills,
        "phases": dict(sorted(story.requests.killer.hit.items())),
        "members": story.where.many,
        "acts": len(story.requests.acknowledged),
        "wrong": story.requests.told,
    }


class Story:
    """Months that are billed and paid, and what was acknowledged of them."""

    def __init__(self, wanted: Wanted) -> None:
        self.where = insured.named(wanted.folder, many=min(wanted.rows, MOST_MEMBERS))
        insured.register_all(self.where)
        self.requests = Requests(
            wanted,
            harness="payments",
            steps=money_acts.STEPS,
            known=money.is_known,
            foremost=(money_acts.pay, money_acts.receive),
        )
        self.months = [*MONTHS]
        self._before = len(looking.events())
        self._numbers = 0

    def go_on(self) -> None:
        """A bill or two are paid from both accounts, and BPJS has the money."""
        many = self.requests.dice.choice((1, 1, 2))
        bills = [self._billed(month) for month in self.months[:many]]
        del self.months[:many]
        for scheme in Scheme:
            for shares in self._parts(bills, scheme):
                self._paid(scheme, shares)
            self._look()
        for bill_id in bills:
            self.requests.ask(money_acts.receive, bill_id, self.where.many * MONTH_RP)
        self._look()

    def _billed(self, month: Month) -> int:
        """Nobody dies of it here: that is for the harness of bills."""
        many, ask = self.where.many, self.requests.ask_in_peace
        bill_id = ask(money_acts.bill, self.where.programme.id, self.where.fund_id, month)
        ask(money_acts.issue, bill_id, many, many * MONTH_RP)
        return bill_id

    def _parts(self, bills: list[int], scheme: Scheme) -> list[Shares]:
        """All in one payment, or in two of which each pays something of every bill."""
        whole = self.where.many * RP[scheme]
        if self.requests.dice.random() < 0.6:
            return [[(bill_id, whole) for bill_id in bills]]
        first = self.requests.dice.randint(1, whole - 1)
        return [[(bill_id, part) for bill_id in bills] for part in (first, whole - first)]

    def _paid(self, scheme: Scheme, shares: Shares) -> None:
        """The SP2D is there; perhaps after an SPP that was taken back."""
        steps = (money_acts.verify, money_acts.order)
        if self.requests.dice.random() < 0.25:
            payment_id = self._asked(scheme, shares)
            for act in (*steps[: self.requests.dice.randint(0, 2)], money_acts.withdraw):
                self.requests.ask(act, payment_id)
        payment_id = self._asked(scheme, shares)
        for act in (*steps, money_acts.pay):
            self.requests.ask(act, payment_id)

    def _asked(self, scheme: Scheme, shares: Shares) -> int:
        self._numbers += 1
        words = (self.where.programme.id, scheme, f"SPP/{self._numbers}", shares)
        return self.requests.ask(money_acts.request, *words)

    def _look(self) -> None:
        if not self.requests.told:
            self.requests.told += money.wrong(self.where, self.requests.acknowledged, before=self._before)
