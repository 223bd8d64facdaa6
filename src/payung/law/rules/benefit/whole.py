"""All that one case owes, in numbers: the one entry of the law of benefits. Not here: words, and columns of cases."""

from payung.law.dated import Law
from payung.law.rules.benefit.amounts import amounts
from payung.law.rules.benefit.case import Aid, Case, Cause, LineCode, Mode
from payung.law.rules.benefit.children import CaseChildren, children_of, schedule
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.losses import CaseLosses, any_range_row, losses_of
from payung.law.rules.benefit.owed import Owed
from payung.law.rules.benefit.parts import Working, amount_of, disabilities, scholarship
from payung.law.rules.benefit.terms import terms_on
from payung.law.rules.cover import Status
from payung.shared.dates import Month


def owed(case: Case, *, law: Law, cover_law: Law) -> Owed:
    """What the law of the day of the event owes for one accident or death.

    Raises LawMissing where a file of law has no value for that day; ValueError naming the fact for facts that no case
    can have (the questions refuse them before).
    """
    if case.event_date < case.membership.registered_on:
        raise ValueError("event_date: lies before registered_on")
    terms = terms_on(on=case.event_date, law=law, cover_law=cover_law)
    losses, children = losses_of(case, terms), children_of(case, terms)
    facts = facts_of(case, losses=losses, children=children)
    sums = amounts(facts, terms)
    working = Working(case=case, terms=terms, facts=facts, sums=sums, losses=losses, children=children)
    given = bool(sums.gives_scholarship)
    return Owed(
        regime=terms.regime,
        regime_entry=terms.entries["regime"],
        event_date=case.event_date,
        lines=tuple(amount_of(working, code, int(sums.payable_rp[code])) for code in LineCode if sums.payable_rp[code]),
        total_now_rp=int(sums.total_now_rp),
        scholarship_total_rp=int(sums.scholarship_total_rp),
        scholarship_schedule=schedule(children.paths, event_date=case.event_date) if given else (),
        disabilities=disabilities(working) if sums.partial else (),
        scholarship=scholarship(working) if sums.asks_for_scholarship and case.children else None,
        to_fund=tuple(
            amount_of(working, code, int(rp)) for code, rp in sums.full_rp.items() if rp and not sums.payable_rp[code]
        ),
        open=tuple(its for its, raised in sums.flags.items() if raised),
        law=terms.law,
    )


def facts_of(case: Case, *, losses: CaseLosses, children: CaseChildren) -> Facts:
    """The numbers of the case. Raises ValueError for a word of membership that `cover` does not know."""
    membership = case.membership
    word = membership.status.upper()
    if word not in Status.__members__:
        raise ValueError(f"status: {membership.status!r} is not a word of cover")
    transport, aids = [0] * len(Mode), [0] * len(Aid)
    for cost in case.transport:
        transport[cost.mode] += cost.cost_rp
    for aid in case.aids:
        aids[aid.kind] += aid.cost_rp
    return Facts(
        work=case.cause is Cause.WORK,
        outcome=int(case.outcome),
        base_income_rp=case.base_income_rp,
        status=int(Status[word]),
        months_paid=membership.months_paid,
        registered_month=Month.of(membership.registered_on).number,
        event_month=Month.of(case.event_date).number,
        other_paid_memberships=membership.other_paid_memberships,
        transport_rp=tuple(transport),
        medical_cost_rp=case.medical_cost_rp,
        home_care_cost_rp=case.home_care_cost_rp,
        aids_rp=tuple(aids),
        unable=case.months_unable.numerator,
        parts_of_month=case.months_unable.denominator,
        anatomical=losses.anatomical,
        functional=losses.functional,
        parts_of_whole=losses.parts_of_whole,
        any_loss=bool(case.losses),
        any_range_row=any_range_row((*losses.anatomical_losses, *losses.functional_losses)),
        scholarship=children.facts,
        has_heirs=case.has_heirs,
        days_paid_late=case.days_paid_late,
    )
