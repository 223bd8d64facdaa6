"""What a death that did not come from work leaves: the condition on paid months, and two paid memberships.

Conditions changed in 2025; for each there are two functions, and benefit.yaml says which of them counts on a day.
"""

from collections.abc import Callable, Mapping

from payung.law.cells import Cells, Truths, where
from payung.law.dated import LawMissing
from payung.law.rules import cover
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.terms import Terms


def leaves(facts: Facts, terms: Terms) -> Cells:
    """What JKM the death leaves: a number of `cover.Jkm`, for an active member. Raises LawMissing for an unknown rule."""
    if terms.jkm_condition not in CONDITIONS:
        raise LawMissing(f"benefit.yaml: jkm_condition names no rule that is known: {terms.jkm_condition}")
    return CONDITIONS[terms.jkm_condition](facts, terms)


def whole_for_any_active_member(facts: Facts, terms: Terms) -> Cells:  # noqa: ARG001 the rules share one form
    """An active member, even of one day, leaves the whole JKM.

    Source: PP 44/2015 (law/benefit.yaml: jkm_condition active_member).   Unit: a number of `cover.Jkm`.
    """
    return facts.status * 0 + int(cover.Jkm.FULL)


def as_cover_says(facts: Facts, terms: Terms) -> Cells:
    """Whole, funeral only, or for a person: by the months paid and running since the registration.

    Source: Permenaker 1/2025 (law/cover.yaml, by `cover.jkm`).   Unit: a number of `cover.Jkm`.
    Edge:   registered in January, three months are complete on 1 April.
    """
    return cover.jkm(_paid(facts), on_month=facts.event_month, terms=terms.cover)


CONDITIONS: Mapping[str, Callable[[Facts, Terms], Cells]] = {
    "active_member": whole_for_any_active_member,
    "as_cover": as_cover_says,
}


def scholarship_months_are_enough(facts: Facts, terms: Terms) -> Truths:
    """Whether enough months are paid for the scholarship of JKM.

    Source: PP 82/2019, before 2 December 2019 PP 44/2015 (law/cover.yaml, by `cover.scholarship`).
    Unit:   paid months.   Edge: 36 are enough, 35 are not.
    """
    return cover.scholarship(_paid(facts), terms=terms.cover) == cover.Scholarship.YES


def times(facts: Facts, terms: Terms) -> Cells:
    """How often death grant and periodic sum are paid. Raises LawMissing for an unknown rule."""
    if terms.two_memberships not in TWO_MEMBERSHIPS:
        raise LawMissing(f"benefit.yaml: two_memberships names no rule that is known: {terms.two_memberships}")
    return TWO_MEMBERSHIPS[terms.two_memberships](facts)


def paid_once(facts: Facts) -> Cells:
    """A second paid membership is told, and changes no sum.

    Source: law/benefit.yaml: two_memberships told_only.   Unit: times.
    """
    return facts.other_paid_memberships * 0 + 1


def grants_twice(facts: Facts) -> Cells:
    """Two paid memberships leave death grant and periodic sum twice.

    Source: Permenaker 1/2025 (law/benefit.yaml: two_memberships grants_twice).
    Unit:   times.   Edge: three memberships still twice; the funeral once.
    """
    return 1 + where(facts.other_paid_memberships > 0, 1)


TWO_MEMBERSHIPS: Mapping[str, Callable[[Facts], Cells]] = {"told_only": paid_once, "grants_twice": grants_twice}


def _paid(facts: Facts) -> cover.Paid:
    """The months as `cover` counts them; months from before a lapse are not asked of a case."""
    return cover.Paid(
        last_month=facts.event_month,
        months=facts.months_paid,
        earlier_months=0,
        since_month=facts.registered_month,
    )
