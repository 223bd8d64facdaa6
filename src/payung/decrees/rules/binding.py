"""Months of places as money: what a decree binds, and what it binds no longer. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from payung.law.dated import Law
from payung.ledger.rules import Balance
from payung.programmes.rules.price import PAYERS, place_rp
from payung.programmes.rules.setup import FundFacts
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Months of one place that one fund pays; both ends are in it. `last` before `first`: no month."""

    fund_id: int
    first: Month
    last: Month

    @property
    def months(self) -> int:
        return max(0, self.last.number - self.first.number + 1)


def still_free(*, span: Span, owed: Month, billed: Collection[Month]) -> tuple[Span, ...]:
    """The months of the span after the last that is owed that stand on no bill, in as few spans as they need."""
    months = range(max(span.first.number, owed.number + 1), span.last.number + 1)
    taken = {month.number for month in billed}
    runs = groupby(enumerate(sorted(set(months) - taken)), key=lambda one: one[1] - one[0])
    found = ([Month.numbered(number) for _, number in run] for _, run in runs)
    return tuple(Span(fund_id=span.fund_id, first=run[0], last=run[-1]) for run in found)


def shortened(span: Span, last: Month | None) -> Span:
    """The span, but no further than `last`; without one as it is."""
    return span if last is None else Span(fund_id=span.fund_id, first=span.first, last=min(span.last, last))


def worth(spans: Iterable[Span], *, funds: Mapping[int, FundFacts], law: Law) -> dict[int, Balance]:
    """What the spans cost, by fund: rupiah by the law of each month, and person-months. A fund without any is left out.

    Source: as `programmes.rules.price.place_rp`.   Unit: rupiah; person-months (orang-bulan).
    """
    found: dict[int, Balance] = {}
    for span, many in Counter(span for span in spans if span.months).items():
        payer = PAYERS[funds[span.fund_id].kind]
        cost = place_rp(payer=payer, first_month=span.first, months=span.months, law=law)
        before = found.get(span.fund_id, Balance())
        found[span.fund_id] = Balance(
            amount_rp=before.amount_rp + many * cost, person_months=before.person_months + many * span.months
        )
    return found


def at_most(*, wanted: Balance, there: Balance) -> Balance:
    """What of `wanted` is there: rupiah and months each."""
    return Balance(
        amount_rp=min(wanted.amount_rp, there.amount_rp),
        person_months=min(wanted.person_months, there.person_months),
    )
