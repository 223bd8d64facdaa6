"""What lost parts of the body are worth: each loss, the cap on all together, and the sum. Not here: reading the words."""

from dataclasses import dataclass

from payung.law.cells import Cells, Truths, choose, lesser, no, part_of
from payung.law.rules.benefit.facts import Facts
from payung.law.rules.benefit.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighed:
    """All losses of a case after the cap, in `Facts.parts_of_whole`."""

    cap: int
    anatomical: Cells
    functional: Cells
    cut_anatomical: Cells
    cut_functional: Cells


def is_anatomical(*, function_lost: Cells, whole: int, per_ten: Truths) -> Truths:
    """Whether a loss counts as anatomical: all of the function is lost, or the row counts by tens.

    Source: CONTRACTS `payung benefit`, PP 44/2015 Lampiran III.   Unit: `whole` is all of the function.
    """
    return per_ten | (function_lost >= whole)


def worth(*, percent: Cells, function_lost: Cells, units: Cells, per_ten: Truths, whole: int) -> Cells:
    """One loss: percent of the table × function lost, or percent × whole tens where the row counts by tens.

    Source: PP 44/2015 Lampiran III (law/benefit.yaml: anatomical_losses).
    Unit:   the unit of `percent` times `whole`, where `whole` is all of the function.
    Edge:   a row that counts by tens looks at the tens only.
    """
    return percent * choose(per_ten, units * whole, function_lost)


def weigh(facts: Facts, terms: Terms) -> Weighed:
    """All losses together are worth no more than total disability; the cap shortens the functional ones first.

    Source: domain/law.md 3.7 and 10 (law/benefit.yaml: losses_share_max).
    Unit:   parts of the whole.   Edge: exactly the cap is not cut.
    """
    share = terms.losses_share_max
    cap = share.numerator * facts.parts_of_whole // share.denominator
    anatomical = lesser(facts.anatomical, cap)
    functional = lesser(facts.functional, cap - anatomical)
    return Weighed(
        cap=cap,
        anatomical=anatomical,
        functional=functional,
        cut_anatomical=facts.anatomical - anatomical,
        cut_functional=facts.functional - functional,
    )


def disability_rp(*, used: Cells, facts: Facts, terms: Terms) -> Cells:
    """Share of the losses × 80 × base income.

    Source: PP 44/2015 Lampiran III (law/benefit.yaml: multiplier).   Unit: whole rupiah, half up.
    Edge:   anatomical and functional losses are two lines, each rounded once.
    """
    return part_of(facts.base_income_rp * terms.multiplier, parts=used, of=facts.parts_of_whole)


def cut(weighed: Weighed) -> Truths:
    """Whether the cap took anything."""
    return no((weighed.cut_anatomical == 0) & (weighed.cut_functional == 0))
