"""Which months of lines are billed, asked of the room above that keeps bills (ADR 0011).

Months of a place that nobody will use are bound no longer; but a month that stands on a bill is bound no longer
already, and comes back as an overpayment or with a cancelled bill. `config` says once whom we ask; where nobody is
asked, nothing is billed.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from payung.shared.dates import Month


class BilledMonths(Protocol):
    def __call__(self, *, line_ids: Sequence[int]) -> Mapping[int, frozenset[Month]]: ...


class _Above:
    billed_months: BilledMonths | None = None


def ask_of(billed_months: BilledMonths | None) -> None:
    """From now on decrees know which months stand on a bill."""
    _Above.billed_months = staticmethod(billed_months) if billed_months else None


def billed_months(*, line_ids: Sequence[int]) -> Mapping[int, frozenset[Month]]:
    """The months of each line that stand on a bill; a line without is left out."""
    return _Above.billed_months(line_ids=line_ids) if _Above.billed_months else {}
