"""What a place costs, by who counts as payer of a fund, and how much of it a ceiling pays. Pure.

Orang-bulan (OB, person-months) are places × months. Not here: what a person owes for a month (law/rules/contribution.py).
"""

from payung.law.dated import Law
from payung.law.rules.contribution import Payer, Sector, kind_of, tariff
from payung.programmes.rules.setup import FundFacts, FundKind, ProgrammeFacts
from payung.shared.dates import Month

PAYERS = {
    FundKind.APBD: Payer.GOVERNMENT,
    FundKind.DBH_SAWIT: Payer.GOVERNMENT,  # transfers run through APBD (law.md §1.2)
    FundKind.DBH_CHT: Payer.GOVERNMENT,
    FundKind.PROVINCE: Payer.GOVERNMENT,
    FundKind.APBDES: Payer.VILLAGE,
    FundKind.CSR: Payer.CSR,
}


def place_rp(*, payer: Payer, first_month: Month, months: int, law: Law) -> int:
    """What one place costs, month by month by the law of each month, in the lowest row of incomes.

    Source: PP 44/2015 Lampiran II, PP 50/2025 (law/contribution.yaml); vulnerable workers are insured in row 1.
    Unit:   rupiah for one person and all months.
    Edge:   where sectors differ the dearer counts, so that a ceiling is never promised beyond what it holds; a discount
            that the sources leave open is not counted on.
    """
    return sum(month_rp(payer=payer, month=first_month.plus(ahead), law=law) for ahead in range(months))


def month_rp(*, payer: Payer, month: Month, law: Law) -> int:
    """What one person costs in one month.

    Source: as `place_rp`.   Unit: rupiah.   Edge: as `place_rp`.
    """
    found = tariff(month=month, law=law)
    kinds = [int(kind_of(sector=sector, payer=payer)) for sector in Sector]
    return max(found.jkk_rp[kind * len(found.brackets)] + found.jkm_rp[kind] for kind in kinds)


def dearest_month_rp(*, fund: FundFacts, programme: ProgrammeFacts, law: Law) -> int:
    """What a person costs in the dearest month of the programme.

    Source: as `place_rp`.   Unit: rupiah.   Edge: the whole sum where a discount is not settled.
    """
    months = (programme.first_month.plus(ahead) for ahead in range(programme.months))
    return max(month_rp(payer=PAYERS[fund.kind], month=month, law=law) for month in months)


def person_months(*, fund: FundFacts, programme: ProgrammeFacts, law: Law) -> int:
    """How many person-months (orang-bulan) the ceiling of a fund pays.

    Source: as `place_rp`.
    Unit:   months of one person.
    Edge:   where months differ the dearest counts: whichever months are bought, the ceiling holds.
    """
    return fund.ceiling_rp // dearest_month_rp(fund=fund, programme=programme, law=law)
