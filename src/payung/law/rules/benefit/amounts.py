"""Every line of a case and everything that must be told with it: one case, or columns of cases of one law.

Which benefit a case gives is decided here and nowhere else; what each is worth stands in the files beside this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from payung.law.cells import Cells, Truths, no, where
from payung.law.rules import cover
from payung.law.rules.benefit import care, disability, incapacity, jkk, jkm, late
from payung.law.rules.benefit.case import Aid, CaseOutcome, LineCode
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.owed import Open
from payung.law.rules.benefit.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Amounts:
    """`full_rp`: what each line comes to; `payable_rp`: without heirs only the funeral, and with the compensation."""

    full_rp: Mapping[LineCode, Cells]
    payable_rp: Mapping[LineCode, Cells]
    total_now_rp: Cells
    scholarship_total_rp: Cells
    gives_scholarship: Truths
    asks_for_scholarship: Truths  # given, or refused for too few months only
    partial: Truths  # lines of disability
    jkm_times: Cells
    incapable: incapacity.Incapable
    weighed: disability.Weighed
    transport_rp: tuple[Cells, ...]
    flags: Mapping[Open, Truths]


def amounts(facts: Facts, terms: Terms) -> Amounts:
    """What a case owes, line by line.

    Source: PP 44/2015, PP 82/2019, Permenaker 1/2025; CONTRACTS `payung benefit`.
    Unit:   whole rupiah.
    Edge:   nothing where cover was not active; cause other gives something only at a death; of a death without heirs
            only the funeral is payable, to whoever buried.
    Cells:  one case, or arrays (cases,); each amount has their shape.
    """
    gives = _gives(facts, terms)
    weighed, incapable = disability.weigh(facts, terms), incapacity.incapacity(facts, terms)
    times, transport_rp = jkm.times(facts, terms), care.transport_rp(facts, terms)
    full_rp: dict[LineCode, Cells] = {
        **_of_work_rp(gives, facts, terms, weighed=weighed),
        LineCode.STMB: where(gives.work, incapable.amount_rp),
        **_costs_rp(gives, facts, terms, transport_rp=transport_rp),
        **_of_other_deaths_rp(gives, terms, times=times),
        LineCode.FUNERAL: where(facts.active & facts.dead, terms.funeral_rp),
        LineCode.SCHOLARSHIP: where(gives.scholarship, facts.scholarship.first_rp),
    }
    to_family = facts.has_heirs | no(facts.dead)
    payable_rp = {
        code: amount if code is LineCode.FUNERAL else where(to_family, amount) for code, amount in full_rp.items()
    }
    before_late_rp = _sum(tuple(payable_rp.values()))
    payable_rp[LineCode.LATE_COMPENSATION] = late.late_rp(of_rp=before_late_rp, facts=facts, terms=terms)
    return Amounts(
        full_rp=full_rp,
        payable_rp=payable_rp,
        total_now_rp=before_late_rp + payable_rp[LineCode.LATE_COMPENSATION],
        scholarship_total_rp=where(gives.scholarship & to_family, facts.scholarship.total_rp),
        gives_scholarship=gives.scholarship & to_family,
        asks_for_scholarship=(gives.scholarship | gives.whole_jkm) & to_family,
        partial=gives.partial,
        jkm_times=times,
        incapable=incapable,
        weighed=weighed,
        transport_rp=transport_rp,
        flags={
            **_flags_of_membership(facts, gives),
            **_flags_of_scholarship(
                facts,
                terms,
                given=gives.scholarship & to_family,
                too_few=gives.whole_jkm & to_family & no(gives.enough_months),
            ),
            Open.LOSSES_NOT_COUNTED: gives.work & no(gives.partial) & facts.any_loss,
            Open.SUM_CAP: gives.partial & disability.cut(weighed),
            Open.RANGE_ROW: gives.partial & facts.any_range_row,
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Gives:
    """Which benefits a case gives at all: nothing where cover was not active."""

    work: Truths
    work_death: Truths
    total: Truths
    partial: Truths
    other_death: Truths
    left: Cells  # what JKM leaves, `rules.cover.Jkm`
    whole_jkm: Truths
    enough_months: Truths
    scholarship: Truths


def _gives(facts: Facts, terms: Terms) -> _Gives:
    work, other_death = facts.active & facts.work, facts.active & no(facts.work) & facts.dead
    work_death, total = work & facts.dead, work & (facts.outcome == CaseOutcome.TOTAL_DISABILITY)
    left = jkm.leaves(facts, terms)
    whole_jkm = other_death & (left == cover.Jkm.FULL)
    enough_months = jkm.scholarship_months_are_enough(facts, terms)
    return _Gives(
        work=work,
        work_death=work_death,
        total=total,
        partial=work & (facts.outcome == CaseOutcome.PARTIAL_DISABILITY),
        other_death=other_death,
        left=left,
        whole_jkm=whole_jkm,
        enough_months=enough_months,
        scholarship=work_death | total | (whole_jkm & enough_months),
    )


def _of_work_rp(gives: _Gives, facts: Facts, terms: Terms, *, weighed: disability.Weighed) -> dict[LineCode, Cells]:
    """What an accident gives by its outcome."""
    anatomical = disability.disability_rp(used=weighed.anatomical, facts=facts, terms=terms)
    functional = disability.disability_rp(used=weighed.functional, facts=facts, terms=terms)
    return {
        LineCode.JKK_DEATH_GRANT: where(gives.work_death, jkk.death_grant_rp(facts, terms)),
        LineCode.JKK_TOTAL_DISABILITY: where(gives.total, jkk.total_disability_rp(facts, terms)),
        LineCode.JKK_PARTIAL_DISABILITY: where(gives.partial, anatomical),
        LineCode.JKK_FUNCTIONAL_DISABILITY: where(gives.partial, functional),
        LineCode.JKK_PERIODIC: where(gives.work_death | gives.total, jkk.periodic_rp(terms)),
    }


def _costs_rp(gives: _Gives, facts: Facts, terms: Terms, *, transport_rp: tuple[Cells, ...]) -> dict[LineCode, Cells]:
    """What an accident cost, as far as it is paid back."""
    aids_rp = care.aids_rp(facts, terms)
    return {
        LineCode.TRANSPORT: where(gives.work, _sum(transport_rp)),
        LineCode.MEDICAL: where(gives.work, facts.medical_cost_rp),
        LineCode.HOME_CARE: where(gives.work, care.home_care_rp(facts, terms)),
        **{LineCode[aid.name]: where(gives.work, aids_rp[aid]) for aid in Aid},
    }


def _of_other_deaths_rp(gives: _Gives, terms: Terms, *, times: Cells) -> dict[LineCode, Cells]:
    """What JKM gives besides the funeral, once for each paid membership."""
    return {
        LineCode.JKM_DEATH_GRANT: where(gives.whole_jkm, times * terms.jkm_death_grant_rp),
        LineCode.JKM_PERIODIC: where(gives.whole_jkm, times * jkk.periodic_rp(terms)),
    }


def _flags_of_membership(facts: Facts, gives: _Gives) -> dict[Open, Truths]:
    several = facts.other_paid_memberships > 0
    unpaid = facts.status == cover.Status.UNPAID
    return {
        Open.NOT_ACTIVE: no(facts.active) & no(unpaid),
        Open.UNPAID_MONTHS: unpaid,
        Open.NOT_FROM_WORK: facts.active & no(facts.work) & no(facts.dead),
        Open.JKM_FUNERAL_ONLY: gives.other_death & (gives.left == cover.Jkm.FUNERAL_ONLY),
        Open.JKM_TOO_RECENT: gives.other_death & (gives.left == cover.Jkm.UNCERTAIN),
        Open.TWO_MEMBERSHIPS: gives.other_death & several,
        Open.TWO_MEMBERSHIPS_AT_WORK: gives.work_death & several,
        Open.NO_HEIRS: facts.active & facts.dead & (facts.work | gives.other_death) & no(facts.has_heirs),
    }


def _flags_of_scholarship(facts: Facts, terms: Terms, *, given: Truths, too_few: Truths) -> dict[Open, Truths]:
    children = facts.scholarship
    paid = given & (children.total_rp > 0)
    yearly, working = not terms.paths.once, terms.working_child == "person_decides"
    return {
        Open.SCHOLARSHIP_TOO_FEW_MONTHS: too_few & children.any_child,
        Open.SCHOLARSHIP_TOO_OLD: given & children.any_too_old,
        Open.SCHOLARSHIP_MORE_CHILDREN: given & children.more_than_paid_for,
        Open.UPPER_BOUND_NO_BIRTH_DATE: paid & children.no_birth_date,
        Open.SCHOLARSHIP_YEARS_LEFT: paid & yearly,
        Open.SCHOLARSHIP_WORKING_CHILD: paid & working,
    }


def _sum(cells: tuple[Cells, ...]) -> Cells:
    first, *others = cells
    for other in others:
        first = first + other
    return first
