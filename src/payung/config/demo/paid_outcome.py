"""What the demo's two terms came to, as numbers: the keys of CONTRACTS, and who is covered on the day it ends."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from payung.claims.queries import claims, money
from payung.claims.queries.unclaimed import unclaimed
from payung.config.demo.clock import TODAY
from payung.config.demo.insured import counted
from payung.config.demo.paid import payable_rp
from payung.config.demo.terms import Half
from payung.config.demo.year import Done
from payung.contributions.queries import billing_facts, colliding, overpaying, reconciling
from payung.contributions.states import BillState, CollisionState, DifferenceState, OverpaymentState
from payung.law.rules.cover import Status
from payung.ledger import queries as ledger
from payung.membership.queries.covering import covered_column


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOutcome:
    """Everything that the report says of the steps after the decree. Sums in rupiah."""

    steps: Sequence[Done]
    sent: int
    accepted: int
    rejected: int
    bills: int
    dues: int
    billed_rp: int
    paid_rp: int
    compensated_rp: int
    gone: int
    ended: int
    silent: int
    collisions: int
    open_collisions: int
    overpayments: int
    differences: int
    ownerless: int
    trial_balance_rp: int
    claims: int
    claims_paid_rp: int
    unclaimed: int
    unclaimed_rp: int
    status: Counter[Status]  # of all members on the demo's day


def paid_outcome(half: Half) -> PaidOutcome:
    programme, operator = half.year.programme, half.year.cast.operator
    bills = [one for one in billing_facts.bills(programme_id=programme.id) if one.state is not BillState.CANCELLED]
    collisions = colliding.counts_by_state(programme_id=programme.id)
    overpaid = overpaying.sums_by_state(programme_id=programme.id)
    asked = reconciling.DifferencesAsked()
    differences = reconciling.told(reconciling.differences(programme_id=programme.id, actor=operator, asked=asked))
    cover = covered_column(programme_id=programme.id, on=TODAY).covered
    claim_ids = list(claims.in_scope(operator).values_list("id", flat=True))
    waiting = unclaimed(actor=operator, today=TODAY)
    return PaidOutcome(
        steps=half.year.done,
        **counted(half.insuring),
        bills=len(bills),
        dues=sum(one.due_count for one in bills),
        billed_rp=sum(one.jkk_rp + one.jkm_rp for one in bills),
        paid_rp=sum(payable_rp(one) for one in bills if one.state is BillState.RECEIVED),
        compensated_rp=overpaid[OverpaymentState.COMPENSATED].amount_rp,
        gone=sum(one.gone for one in half.verifying.rounds),
        ended=sum(one.ended for one in half.verifying.rounds),
        silent=sum(one.silent for one in half.verifying.rounds),
        collisions=sum(collisions.values()),
        open_collisions=collisions[CollisionState.OPEN],
        overpayments=sum(one.count for one in overpaid.values()),
        differences=len(differences),
        ownerless=sum(one.state is DifferenceState.OPEN for one in differences),
        trial_balance_rp=ledger.trial_balance(kabupaten=programme.kabupaten).total_rp,
        claims=len(claim_ids),
        claims_paid_rp=sum(one.total_rp for id_ in claim_ids for one in money.payments(claim_id=id_)),
        unclaimed=len(waiting.deaths),
        unclaimed_rp=waiting.owed_rp,
        status=Counter(Status(number) for number in np.asarray(cover.status).tolist()),
    )
