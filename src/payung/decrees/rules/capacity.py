"""How much each quota and fund of a programme can hold. Pure."""

from collections.abc import Sequence

from payung.decrees.rules.fitting import FUND, UseKey
from payung.law.dated import Law
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts, QuotaFacts
from payung.selection.rules.money import PAYERS, place_rp


def person_months(*, fund: FundFacts, programme: ProgrammeFacts, law: Law) -> int:
    """How many person-months (orang-bulan) the ceiling of a fund pays.

    Source: PP 44/2015 Lampiran II, PP 50/2025 (law/contribution.yaml), as `selection.rules.money.place_rp`.
    Unit:   months of one person.
    Edge:   where months differ the dearest counts: whichever months are bought, the ceiling holds.
    """
    return fund.ceiling_rp // month_rp(fund=fund, programme=programme, law=law)


def month_rp(*, fund: FundFacts, programme: ProgrammeFacts, law: Law) -> int:
    """What a person costs in the dearest month of the programme.

    Source: as `person_months`.   Unit: rupiah.   Edge: the whole sum where a discount is not settled.
    """
    months = [programme.first_month.plus(ahead) for ahead in range(programme.months)]
    return max(place_rp(payer=PAYERS[fund.kind], first_month=month, months=1, law=law) for month in months)


def capacities(
    *, programme: ProgrammeFacts, quotas: Sequence[QuotaFacts], funds: Sequence[FundFacts], law: Law
) -> dict[UseKey, int]:
    """Places of each quota, person-months of each fund."""
    found = {UseKey(quota.kind, quota.key): quota.places for quota in quotas}
    return found | {UseKey(FUND, fund.code): person_months(fund=fund, programme=programme, law=law) for fund in funds}
