"""The grants of JKK: death, total disability, and the periodic sum."""

from payung.law.cells import Cells, greater, part_of
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.terms import Terms


def death_share_rp(facts: Facts, terms: Terms) -> Cells:
    """60 % × 80 × base income, before it is held against the death grant of JKM.

    Source: PP 44/2015 (law/benefit.yaml: death_share, multiplier).   Unit: whole rupiah, half up.
    """
    share = terms.death_share
    return part_of(facts.base_income_rp * terms.multiplier, parts=share.numerator, of=share.denominator)


def death_grant_rp(facts: Facts, terms: Terms) -> Cells:
    """Death by work accident: the share of the base income, but not less than the death grant of JKM.

    Source: PP 44/2015, PP 82/2019 (law/benefit.yaml: death_share, jkm_death_grant_rp).
    Unit:   whole rupiah.   Edge: two paid memberships do not double it, and no months need to be paid.
    """
    return greater(death_share_rp(facts, terms), terms.jkm_death_grant_rp)


def total_disability_rp(facts: Facts, terms: Terms) -> Cells:
    """70 % × 80 × base income.

    Source: PP 44/2015 (law/benefit.yaml: total_disability_share, multiplier).   Unit: whole rupiah, half up.
    """
    share = terms.total_disability_share
    return part_of(facts.base_income_rp * terms.multiplier, parts=share.numerator, of=share.denominator)


def periodic_rp(terms: Terms) -> int:
    """Months × monthly sum, paid at once: of JKK for death and total disability, of JKM for death.

    Source: PP 44/2015, PP 82/2019 (law/benefit.yaml: periodic_months, periodic_rp).   Unit: rupiah.
    """
    return terms.periodic_months * terms.periodic_rp
