"""The budget of a programme as its books have it, and what a half year brought. No person is told of here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import Count, Q, Sum

from payung.contributions.models import Bill, Collision, Overpayment
from payung.contributions.queries.package import OpenDifferences, open_differences
from payung.contributions.rules.half_year import HalfYear
from payung.contributions.states import BillState, CollisionState, OverpaymentState
from payung.decrees import queries as decrees
from payung.decrees.queries import DecreeFacts
from payung.ledger import queries as ledger
from payung.ledger.rules import Balance
from payung.ledger.states import AccountKind
from payung.membership import queries as memberships
from payung.membership.queries.columns import REASONS
from payung.membership.states import EndReason, State
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import AgreementFacts, FundFacts
from payung.shared.dates import Month

_LEFT_TREASURY = (AccountKind.PAID, AccountKind.RECEIVED, AccountKind.OVERPAID, AccountKind.GIVEN_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundCard:
    """One fund on a day. All accounts but the ceiling add up to the ceiling (the books see to that)."""

    fund: FundFacts
    accounts: Mapping[AccountKind, Balance]

    @property
    def ceiling(self) -> Balance:
        return self.accounts[AccountKind.CEILING]

    @property
    def spent(self) -> Balance:
        """What has left the treasury and did not come back."""
        return summed([self.accounts[kind] for kind in _LEFT_TREASURY])


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFacts:
    on: date
    funds: Sequence[FundCard]

    def total(self, kind: AccountKind) -> Balance:
        return summed([card.accounts[kind] for card in self.funds])

    @property
    def spent(self) -> Balance:
        return summed([card.spent for card in self.funds])


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Heads at the beginning and end of a half year, and what came between. `ended` by reason."""

    at_start: int
    registered: int
    ended: Mapping[EndReason, int]
    at_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfYearFacts:
    """What the Bupati reports: rules, money, people, what is open (law.md §8, Inpres 2/2021)."""

    half: HalfYear
    decrees: Sequence[DecreeFacts]
    agreement: AgreementFacts | None
    start: BudgetFacts
    end: BudgetFacts
    members: Members
    person_months: int  # received by BPJS in the half year
    received_rp: int
    differences: Sequence[OpenDifferences]
    overpaid_count: int
    overpaid_rp: int
    collisions: int


def budget(*, programme_id: int, on: date) -> BudgetFacts:
    """The books at the end of the day."""
    found = ledger.balances(programme_id=programme_id, on=on)
    cards = [FundCard(fund=fund, accounts=found[fund.id]) for fund in programmes.funds(programme_id=programme_id)]
    return BudgetFacts(on=on, funds=cards)


def half_year(*, programme_id: int, half: HalfYear) -> HalfYearFacts:
    """What is open is told as of now, all else by its days."""
    in_force = [
        one
        for one in decrees.decrees(programme_id=programme_id)
        if one.in_force_date is not None and one.in_force_date <= half.last_day
    ]
    received = Bill.objects.filter(
        programme=programme_id,
        state=BillState.RECEIVED,
        receipt__received_date__gte=half.first_day,
        receipt__received_date__lte=half.last_day,
    ).aggregate(months=Sum("due_count"), rp=Sum("receipt__amount_rp"))
    overpaid = Overpayment.objects.filter(programme=programme_id, state=OverpaymentState.OPEN)
    open_ones = overpaid.aggregate(many=Count("id"), jkk=Sum("jkk_rp"), jkm=Sum("jkm_rp"))
    return HalfYearFacts(
        half=half,
        decrees=tuple(reversed(in_force)),
        agreement=programmes.agreement(programme_id=programme_id),
        start=budget(programme_id=programme_id, on=half.first_day - timedelta(days=1)),
        end=budget(programme_id=programme_id, on=half.last_day),
        members=_members(programme_id, half),
        person_months=received["months"] or 0,
        received_rp=received["rp"] or 0,
        differences=open_differences(programme_id=programme_id),
        overpaid_count=open_ones["many"],
        overpaid_rp=(open_ones["jkk"] or 0) + (open_ones["jkm"] or 0),
        collisions=Collision.objects.filter(Q(membership__programme=programme_id), state=CollisionState.OPEN).count(),
    )


def summed(found: Sequence[Balance]) -> Balance:
    return Balance(amount_rp=sum(one.amount_rp for one in found), person_months=sum(one.person_months for one in found))


def _members(programme_id: int, half: HalfYear) -> Members:
    """Somebody is a member from the day of registration through the last month that is owed."""
    found = memberships.running(programme_id=programme_id)
    first, last = Month.of(half.first_day).number, Month.of(half.last_day).number
    is_ended = found.in_state(State.ENDED)
    registered = found.registered_date
    before = registered < np.datetime64(half.first_day, "D")
    within = ~before & (registered <= np.datetime64(half.last_day, "D"))
    gone_before = is_ended & (found.last_month < first)
    gone_within = is_ended & ~gone_before & (found.last_month <= last) & (before | within)
    reasons = Counter(found.end_reason[gone_within].tolist())
    return Members(
        at_start=int((before & ~gone_before).sum()),
        registered=int((within & ~gone_before).sum()),
        ended={reason: reasons[place] for place, reason in enumerate(REASONS) if reason and reasons[place]},
        at_end=int(((before | within) & ~gone_before & ~gone_within).sum()),
    )
