"""The claims of a programme for the paket pemeriksaan, asked of the room above that keeps them (ADR 0011).

`config` says once whom we ask; where nobody is asked, its file holds headings alone.
"""

from collections.abc import Iterable
from typing import Protocol

from payung.contributions.queries.bundle import Row


class ClaimRows(Protocol):
    def __call__(self, *, programme_id: int) -> Iterable[Row]: ...


class _Above:
    claim_rows: ClaimRows | None = None


def ask_of(claim_rows: ClaimRows | None) -> None:
    """From now on the bundle tells of claims."""
    _Above.claim_rows = staticmethod(claim_rows) if claim_rows else None


def claim_rows(*, programme_id: int) -> Iterable[Row]:
    """A row a claim, in the columns of `klaim.csv`."""
    return _Above.claim_rows(programme_id=programme_id) if _Above.claim_rows else ()
