"""How much each quota and fund of a programme can hold. Pure."""

from collections.abc import Sequence

from payung.decrees.rules.fitting import FUND, UseKey
from payung.law.dated import Law
from payung.programmes.rules.price import person_months
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts, QuotaFacts


def capacities(
    *, programme: ProgrammeFacts, quotas: Sequence[QuotaFacts], funds: Sequence[FundFacts], law: Law
) -> dict[UseKey, int]:
    """Places of each quota, person-months of each fund."""
    found = {UseKey(quota.kind, quota.key): quota.places for quota in quotas}
    return found | {UseKey(FUND, fund.code): person_months(fund=fund, programme=programme, law=law) for fund in funds}
