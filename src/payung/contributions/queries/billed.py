"""Which months of decree lines stand on a bill: what decrees ask before money is free again (decrees.billed)."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from django.db.models import F

from payung.contributions.models import Due
from payung.contributions.queries.paid import pieces
from payung.shared.dates import Month


def billed_months(*, line_ids: Sequence[int]) -> Mapping[int, frozenset[Month]]:
    """The months of each line that stand on a bill which was not cancelled, paid or not; a line without is left out.

    Dues are found by person and month, the one index they have.
    """
    month_of = cache(_month)
    found: dict[int, set[Month]] = {}
    for some in pieces(sorted(set(line_ids))):
        dues = Due.objects.filter(void=False, membership__line__in=some, person=F("membership__person"))
        for line_id, month in dues.values_list("membership__line_id", "month"):
            found.setdefault(line_id, set()).add(month_of(month))
    return {line_id: frozenset(months) for line_id, months in found.items()}


def _month(day: date) -> Month:
    return Month.of(day)
