"""Which months BPJS has received, asked of the room above that keeps bills and receipts (ADR 0011).

A month is paid from the day on which BPJS received its contribution; a bill without receipt pays nothing. `config` says
once whom we ask; where nobody is asked, nothing is paid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidMonth:
    """A month of one member, and the day on which BPJS received its contribution."""

    month: Month
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidColumns:
    """`membership_id` int64 (members,), ascending; `paid_on` datetime64[D] (members, months), NaT where not paid.

    `months` ascend. Members without any paid month may be left out.
    """

    months: tuple[Month, ...]
    membership_id: NDArray[np.int64]
    paid_on: NDArray[np.datetime64]


class MonthsOf(Protocol):
    def __call__(self, *, person_ids: Sequence[int]) -> Mapping[int, Sequence[PaidMonth]]: ...


class Columns(Protocol):
    def __call__(self, *, programme_id: int, memberships: NDArray[np.int64] | None = None) -> PaidColumns: ...


class _Above:
    months_of: MonthsOf | None = None
    columns: Columns | None = None


def ask_of(months_of: MonthsOf | None, columns: Columns | None) -> None:
    """From now on cover knows what was paid."""
    _Above.months_of = staticmethod(months_of) if months_of else None
    _Above.columns = staticmethod(columns) if columns else None


def months_of(*, person_ids: Sequence[int]) -> Mapping[int, Sequence[PaidMonth]]:
    """The paid months of all memberships of these persons, by person; whoever has none may be left out."""
    return _Above.months_of(person_ids=person_ids) if _Above.months_of else {}


def columns(*, programme_id: int, memberships: NDArray[np.int64] | None = None) -> PaidColumns:
    """The paid months of a programme's members, or of these."""
    if _Above.columns:
        return _Above.columns(programme_id=programme_id, memberships=memberships)
    return PaidColumns(
        months=(), membership_id=np.empty(0, dtype=np.int64), paid_on=np.empty((0, 0), dtype="datetime64[D]")
    )
