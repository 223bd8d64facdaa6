"""Temporary incapacity (STMB): the base income month by month, less of it the longer it lasts."""

from dataclasses import dataclass

from payung.law.cells import Cells, greater, lesser, part_of
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Incapable:
    """`in_tiers`: the time in each tier, in parts of a month."""

    in_tiers: tuple[Cells, ...]
    amount_rp: Cells


def incapacity(facts: Facts, terms: Terms) -> Incapable:
    """Each month unable to work at the percent of its tier.

    Source: PP 44/2015, PP 82/2019 (law/benefit.yaml: incapacity_tiers).
    Unit:   whole rupiah, half up, once for the whole time; a month has 30 days.
    Edge:   month 12 ends with its last day: 12 months are all in the first tier of PP 82/2019, a day more is not.
    """
    a_month, unable = facts.parts_of_month, facts.unable
    in_tiers = []
    for tier in terms.tiers:
        after = greater(unable - (tier.first_month - 1) * a_month, 0)
        in_tiers.append(
            after if tier.last_month is None else lesser(after, (tier.last_month - tier.first_month + 1) * a_month)
        )
    percents: Cells = 0
    for time, tier in zip(in_tiers, terms.tiers, strict=True):
        percents = percents + time * tier.percent
    amount_rp = part_of(facts.base_income_rp, parts=percents, of=100 * a_month)
    return Incapable(in_tiers=tuple(in_tiers), amount_rp=amount_rp)
