"""What a month of JKK and JKM costs a BPU member: the tariff of the month, and finding a person in it.

A tariff is worked out once per month from the dated law; a person, or a column of persons, is then looked up in it.
So the one-person answer and the cell of a column cannot differ. Not here: who owes or has paid.
"""

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache

from payung.law.cells import Cells, pick, row_of
from payung.law.dated import Bracket, Law
from payung.shared.dates import Month
from payung.shared.money import rounded_half_up


class Sector(IntEnum):
    """The kinds of work that the discount tells apart; `word` is how commands and law files write it."""

    OTHER = 0
    TRANSPORT = 1

    @property
    def word(self) -> str:
        return self.name.lower()


class Payer(IntEnum):
    """Whose money the contribution is."""

    SELF = 0
    GOVERNMENT = 1
    VILLAGE = 2
    CSR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Treatment(IntEnum):
    """What the discount means for a kind of member in one month."""

    NONE = 0  # no discount this month
    GRANTED = 1
    EXCLUDED = 2
    OPEN = 3  # the sources do not settle it: the whole sum, uncertain


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tariff:
    """What a month costs. Rows are those of the table of incomes, kinds are `kind_of(sector, payer)`.

    `jkk_rp[kind * len(brackets) + row]` and `jkm_rp[kind]` are payable, `uncertain[kind]` is 1 where that is not settled.
    """

    month: Month
    brackets: tuple[Bracket, ...]
    lower_bounds: tuple[int, ...]
    jkk_rp: tuple[int, ...]
    jkm_rp: tuple[int, ...]
    treatments: tuple[Treatment, ...]
    uncertain: tuple[int, ...]
    discount_shares: tuple[Fraction, ...]
    relief_share: Fraction
    full_jkm_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What one month costs: of one person, or columns of persons of one shape."""

    row: Cells
    jkk_rp: Cells
    jkm_rp: Cells
    uncertain: Cells  # 1 where the sources do not settle the sum


def kind_of(*, sector: Cells, payer: Cells) -> Cells:
    """The number of a kind of member within a tariff."""
    return sector * len(Payer) + payer


@lru_cache(maxsize=1024)
def tariff(*, month: Month, law: Law) -> Tariff:
    """All that a month can cost, from the law in force on its first day.

    Source: PP 44/2015 Lampiran II, PP 49/2020, PP 50/2025 (law/contribution.yaml).
    Unit:   rupiah per person and month.
    Edge:   `month` is the month contributed for, whenever it is paid. Raises LawMissing before July 2015.
    """
    in_force = law.on(month.first_day)
    brackets = in_force.brackets("bpu_brackets")
    full_jkm_rp = in_force.whole("jkm_rp")
    relief_share = in_force.share("relief_share")
    discount_shares = tuple(in_force.share(f"discount_share_{sector.word}") for sector in Sector)
    treatments = tuple(
        treatment(month=month, sector=sector, payer=payer, law=law) for sector in Sector for payer in Payer
    )
    shares = tuple(
        relief_share
        * (discount_shares[sector] if treatments[kind_of(sector=sector, payer=payer)] is Treatment.GRANTED else 1)
        for sector in Sector
        for payer in Payer
    )
    columns = {share: jkk_column(brackets=brackets, share=share) for share in set(shares)}
    return Tariff(
        month=month,
        brackets=brackets,
        lower_bounds=tuple(bracket.lower_rp for bracket in brackets),
        jkk_rp=tuple(amount for share in shares for amount in columns[share]),
        jkm_rp=tuple(payable_rp(full_rp=full_jkm_rp, share=share) for share in shares),
        treatments=treatments,
        uncertain=tuple(int(answer is Treatment.OPEN) for answer in treatments),
        discount_shares=discount_shares,
        relief_share=relief_share,
        full_jkm_rp=full_jkm_rp,
    )


def treatment(*, month: Month, sector: Sector, payer: Payer, law: Law) -> Treatment:
    """Whether the half price of PP 50/2025 holds for a member of this sector whose contribution this payer pays.

    Source: PP 50/2025 (law/contribution.yaml: discount_share_*, discount_by_payer).
    Unit:   a word.
    Edge:   money of APBN or APBD is excluded; of APBDes or CSR it is open, and never guessed.
    """
    in_force = law.on(month.first_day)
    if in_force.share(f"discount_share_{sector.word}") == 1:
        return Treatment.NONE
    return Treatment[in_force.word("discount_by_payer", payer.word).upper()]


def jkk_column(*, brackets: tuple[Bracket, ...], share: Fraction) -> tuple[int, ...]:
    """The payable JKK of every row of the table.

    Source: PP 44/2015 Lampiran II (law/contribution.yaml: bpu_brackets).
    Unit:   rupiah per month.   Edge: a table of sums, not 1 % of the real income.
    """
    return tuple(payable_rp(full_rp=bracket.jkk_rp, share=share) for bracket in brackets)


def payable_rp(*, full_rp: int, share: Fraction) -> int:
    """The part of a monthly sum that is payable in a month of relief or discount.

    Source: PP 49/2020, PP 50/2025.   Unit: whole rupiah, half up.   Edge: no row of today's table needs rounding.
    """
    return rounded_half_up(full_rp * share)


def due(*, tariff: Tariff, income_rp: Cells, kind: Cells) -> Due:
    """What the month costs members of these incomes and kinds.

    Source: PP 44/2015 Lampiran II.   Unit: rupiah per month.
    Edge:   an income between two printed rows belongs to the last row whose lower bound is not above it.
    Cells:  `income_rp` and `kind` one int each, or arrays of whole numbers (persons,); the answer has their shape.
    """
    row = row_of(tariff.lower_bounds, income_rp)
    return due_in_row(tariff=tariff, row=row, kind=kind)


def due_in_row(*, tariff: Tariff, row: Cells, kind: Cells) -> Due:
    """`due`, where the row of the table is known already."""
    return Due(
        row=row,
        jkk_rp=pick(tariff.jkk_rp, kind * len(tariff.lower_bounds) + row),
        jkm_rp=pick(tariff.jkm_rp, kind),
        uncertain=pick(tariff.uncertain, kind),
    )
