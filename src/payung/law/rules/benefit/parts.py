"""The lines of one case with what they were worked out from: numbers that the rules had in hand, and no new ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from payung.law.rules.benefit import jkk
from payung.law.rules.benefit.amounts import Amounts
from payung.law.rules.benefit.case import Aid, Case, LineCode, Mode
from payung.law.rules.benefit.children import CaseChildren
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.losses import CaseLosses
from payung.law.rules.benefit.owed import (
    Amount,
    Disability,
    Flat,
    Incapacity,
    Late,
    LossUsed,
    ModeUsed,
    OfBase,
    PaidBack,
    Parts,
    Periodic,
    Scholarship,
    TierUsed,
    Transport,
)
from payung.law.rules.benefit.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """One case with all that the rules made of it."""

    case: Case
    terms: Terms
    facts: Facts
    sums: Amounts
    losses: CaseLosses
    children: CaseChildren


def amount_of(working: Working, code: LineCode, amount_rp: int) -> Amount:
    """A line with its parts and the values of law behind it."""
    parts = PARTS[code](working)
    entries = tuple(working.terms.entries[key] for key in _keys(working, code, parts))
    return Amount(code=code, amount_rp=amount_rp, parts=parts, entries=entries)


def disabilities(working: Working) -> tuple[Disability, ...]:
    """Both kinds of losses, as far as there are any."""
    losses = working.losses
    anatomical = (_anatomical(working),) if losses.anatomical_losses else ()
    return (*anatomical, _functional(working)) if losses.functional_losses else anatomical


def scholarship(working: Working) -> Scholarship:
    terms = working.terms
    return Scholarship(
        children=working.children.paths,
        children_at_most=terms.children_at_most,
        age_below=terms.age_below,
        once=terms.paths.once,
        months_needed=None if working.facts.work else terms.cover.scholarship_paid_months,
        months_paid=working.case.membership.months_paid,
    )


def _death_grant(working: Working) -> OfBase:
    terms = working.terms
    return OfBase(
        percent=terms.death_share * 100,
        multiplier=terms.multiplier,
        base_income_rp=working.case.base_income_rp,
        computed_rp=int(jkk.death_share_rp(working.facts, terms)),
        least_rp=terms.jkm_death_grant_rp,
    )


def _total_disability(working: Working) -> OfBase:
    return OfBase(
        percent=working.terms.total_disability_share * 100,
        multiplier=working.terms.multiplier,
        base_income_rp=working.case.base_income_rp,
        computed_rp=int(working.sums.full_rp[LineCode.JKK_TOTAL_DISABILITY]),
    )


def _anatomical(working: Working) -> Disability:
    losses = working.losses
    cut = int(working.sums.weighed.cut_anatomical)
    return _disability(working, losses.anatomical_losses, before=losses.anatomical, cut=cut)


def _functional(working: Working) -> Disability:
    losses = working.losses
    cut = int(working.sums.weighed.cut_functional)
    return _disability(working, losses.functional_losses, before=losses.functional, cut=cut)


def _disability(working: Working, losses: tuple[LossUsed, ...], *, before: int, cut: int) -> Disability:
    whole = working.losses.parts_of_whole
    return Disability(
        losses=losses,
        sum_percent=Fraction(100 * before, whole),
        cut_percent=Fraction(100 * cut, whole),
        used_percent=Fraction(100 * (before - cut), whole),
        cap_percent=working.terms.losses_share_max * 100,
        multiplier=working.terms.multiplier,
        base_income_rp=working.case.base_income_rp,
    )


def _jkk_periodic(working: Working) -> Periodic:
    return Periodic(months=working.terms.periodic_months, rp_a_month=working.terms.periodic_rp)


def _jkm_periodic(working: Working) -> Periodic:
    terms, times = working.terms, int(working.sums.jkm_times)
    return Periodic(months=terms.periodic_months, rp_a_month=terms.periodic_rp, times=times)


def _jkm_death_grant(working: Working) -> Flat:
    return Flat(sum_rp=working.terms.jkm_death_grant_rp, times=int(working.sums.jkm_times))


def _funeral(working: Working) -> Flat:
    return Flat(sum_rp=working.terms.funeral_rp)


def _incapacity(working: Working) -> Incapacity:
    case, tiers = working.case, zip(working.terms.tiers, working.sums.incapable.in_tiers, strict=True)
    used = tuple(
        TierUsed(
            first_month=tier.first_month,
            last_month=tier.last_month,
            percent=tier.percent,
            months=Fraction(int(time), working.facts.parts_of_month),
        )
        for tier, time in tiers
        if time
    )
    return Incapacity(tiers=used, months=case.months_unable, base_income_rp=case.base_income_rp)


def _transport(working: Working) -> Transport:
    used = tuple(
        ModeUsed(
            mode=mode,
            cost_rp=int(working.facts.transport_rp[mode]),
            cap_rp=working.terms.transport_caps_rp[mode],
            paid_rp=int(working.sums.transport_rp[mode]),
        )
        for mode in Mode
        if working.facts.transport_rp[mode]
    )
    return Transport(modes=used)


def _medical(working: Working) -> PaidBack:
    return PaidBack(cost_rp=working.case.medical_cost_rp, cap_rp=None)


def _home_care(working: Working) -> PaidBack:
    return PaidBack(cost_rp=working.case.home_care_cost_rp, cap_rp=working.terms.home_care_cap_rp)


def _aid(aid: Aid) -> Callable[[Working], PaidBack]:
    def paid_back(working: Working) -> PaidBack:
        return PaidBack(cost_rp=int(working.facts.aids_rp[aid]), cap_rp=working.terms.aid_caps_rp[aid], aid=aid)

    return paid_back


def _late(working: Working) -> Late:
    terms, sums = working.terms, working.sums
    return Late(
        share=terms.late_share_jkk if working.facts.work else terms.late_share_jkm,
        days=working.case.days_paid_late,
        of_rp=int(sums.total_now_rp) - int(sums.payable_rp[LineCode.LATE_COMPENSATION]),
    )


PARTS: Mapping[LineCode, Callable[[Working], Parts]] = {
    LineCode.JKK_DEATH_GRANT: _death_grant,
    LineCode.JKK_TOTAL_DISABILITY: _total_disability,
    LineCode.JKK_PARTIAL_DISABILITY: _anatomical,
    LineCode.JKK_FUNCTIONAL_DISABILITY: _functional,
    LineCode.JKK_PERIODIC: _jkk_periodic,
    LineCode.STMB: _incapacity,
    LineCode.TRANSPORT: _transport,
    LineCode.MEDICAL: _medical,
    LineCode.HOME_CARE: _home_care,
    **{LineCode[aid.name]: _aid(aid) for aid in Aid},
    LineCode.JKM_DEATH_GRANT: _jkm_death_grant,
    LineCode.JKM_PERIODIC: _jkm_periodic,
    LineCode.FUNERAL: _funeral,
    LineCode.SCHOLARSHIP: scholarship,
    LineCode.LATE_COMPENSATION: _late,
}
OF_JKM = frozenset({LineCode.JKM_DEATH_GRANT, LineCode.JKM_PERIODIC})
JKM_CONDITION_KEYS = {
    "active_member": ("jkm_condition",),
    "as_cover": ("jkm_condition", "jkm_full_paid_months", "jkm_full_membership_months"),
}
KEYS_OF: Mapping[LineCode, tuple[str, ...]] = {
    LineCode.JKK_DEATH_GRANT: ("death_share", "multiplier"),
    LineCode.JKK_TOTAL_DISABILITY: ("total_disability_share", "multiplier"),
    LineCode.JKK_PARTIAL_DISABILITY: ("anatomical_losses", "multiplier", "losses_share_max"),
    LineCode.JKK_FUNCTIONAL_DISABILITY: ("anatomical_losses", "multiplier", "losses_share_max"),
    LineCode.JKK_PERIODIC: ("periodic_rp", "periodic_months"),
    LineCode.STMB: ("incapacity_tiers",),
    LineCode.MEDICAL: ("medical_limit",),
    LineCode.HOME_CARE: ("home_care_cap_rp", "home_care_years"),
    LineCode.DENTURE: ("denture_cap_rp",),
    LineCode.HEARING_AID: ("hearing_aid_cap_rp",),
    LineCode.GLASSES: ("glasses_cap_rp",),
    LineCode.PROSTHESIS: ("prosthesis_surcharge",),
    LineCode.JKM_DEATH_GRANT: ("jkm_death_grant_rp",),
    LineCode.JKM_PERIODIC: ("periodic_rp", "periodic_months"),
    LineCode.FUNERAL: ("funeral_rp",),
}


def _keys(working: Working, code: LineCode, parts: Parts) -> tuple[str, ...]:
    """The names of the values of law behind a line, the one that gives the sum first."""
    terms = working.terms
    match parts:
        case OfBase(raised=True):
            return ("jkm_death_grant_rp", "death_share", "multiplier")
        case Transport():
            return tuple(f"transport_{used.mode.name.lower()}_cap_rp" for used in parts.modes)
        case Scholarship():
            sums = "scholarship_once_rp" if terms.paths.once else "scholarship_levels"
            months = () if parts.months_needed is None else ("scholarship_jkm_paid_months",)
            return (sums, "scholarship_children", "scholarship_age_below", *months)
        case Late():
            return ("late_share_jkk" if working.facts.work else "late_share_jkm",)
        case Flat(times=2) | Periodic(times=2):
            return (*KEYS_OF[code], "two_memberships", *JKM_CONDITION_KEYS[terms.jkm_condition])
    return (*KEYS_OF[code], *(JKM_CONDITION_KEYS[terms.jkm_condition] if code in OF_JKM else ()))
