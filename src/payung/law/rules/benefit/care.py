"""Costs that are paid back: transport, medical and home care, aids and prosthesis."""

from payung.law.cells import Cells, lesser
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.terms import Terms


def transport_rp(facts: Facts, terms: Terms) -> tuple[Cells, ...]:
    """What is paid for each way of transport, in the order of `Mode`: the cost up to the cap of that way.

    Source: PP 44/2015, PP 82/2019 (law/benefit.yaml: transport_*_cap_rp).
    Unit:   rupiah per case.   Edge: several ways have a cap each; several trips of one way share one.
    """
    return tuple(lesser(cost, cap) for cost, cap in zip(facts.transport_rp, terms.transport_caps_rp, strict=True))


def home_care_rp(facts: Facts, terms: Terms) -> Cells:
    """Home care up to its cap.

    Source: PP 82/2019 (law/benefit.yaml: home_care_cap_rp, home_care_years).
    Unit:   rupiah per case.   Edge: nothing before 2 December 2019; the length of the care is not asked.
    """
    return lesser(facts.home_care_cost_rp, terms.home_care_cap_rp)


def aids_rp(facts: Facts, terms: Terms) -> tuple[Cells, ...]:
    """What is paid for each kind of aid, in the order of `Aid`: the cost up to its cap, a prosthesis as it costs.

    Source: PP 44/2015, PP 82/2019 (law/benefit.yaml: denture_cap_rp, hearing_aid_cap_rp, glasses_cap_rp).
    Unit:   rupiah per case.
    Edge:   the cost of a prosthesis has the 40 % and the rehabilitation in it; aids that a law does not know are 0.
    """
    return tuple(
        cost if cap is None else lesser(cost, cap) for cost, cap in zip(facts.aids_rp, terms.aid_caps_rp, strict=True)
    )
