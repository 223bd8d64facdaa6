"""What decrees have taken already, asked of a room above that we do not know; as `eligibility.held` does (ADR 0011).

A second selection of a programme, for a budget revision, leaves out those who hold a place, and reckons with what is
left of quotas and funds: so that what-if says what a decree can take. `config` says once whom we ask.
"""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from payung.selection.rules.ranking import Taken


class PlacesTaken(Protocol):
    def __call__(self, *, programme_id: int) -> NDArray[np.int64]: ...


class Uses(Protocol):
    """(kind of quota, key) or ("fund", code of the fund) to places, of a fund to person-months."""

    def __call__(self, *, programme_id: int) -> Mapping[tuple[str, str], int]: ...


class _Above:
    places_taken: PlacesTaken | None = None
    uses: Uses | None = None


def ask_of(places_taken: PlacesTaken | None, uses: Uses | None) -> None:
    """From now on selections know who has a place, and what is used."""
    _Above.places_taken = staticmethod(places_taken) if places_taken else None
    _Above.uses = staticmethod(uses) if uses else None


def taken(*, programme_id: int) -> Taken:
    """Nobody and nothing where nobody is to be asked."""
    if _Above.places_taken is None or _Above.uses is None:
        return Taken()
    return Taken(
        persons=frozenset(_Above.places_taken(programme_id=programme_id).tolist()),
        uses=dict(_Above.uses(programme_id=programme_id)),
    )
