"""What BPJS owes on top where it pays too late."""

from payung.law.cells import Cells, choose, part_of
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.terms import Terms


def late_rp(*, of_rp: Cells, facts: Facts, terms: Terms) -> Cells:
    """A share of all other lines for each day too late.

    Source: PP 44/2015 pasal 37(3) and 40(4) (law/benefit.yaml: late_share_jkk, late_share_jkm).
    Unit:   whole rupiah, half up.   Edge: the first year of a scholarship is among the lines, later years are not.
    """
    jkk, jkm = terms.late_share_jkk, terms.late_share_jkm
    of_jkk = part_of(of_rp, parts=facts.days_paid_late * jkk.numerator, of=jkk.denominator)
    if jkk == jkm:
        return of_jkk
    return choose(facts.work, of_jkk, part_of(of_rp, parts=facts.days_paid_late * jkm.numerator, of=jkm.denominator))
