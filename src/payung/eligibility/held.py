"""Who holds a place, asked of a room above that we do not know.

Commands hand the ids in themselves. Pages of this room have no caller to do that: whoever puts the house together
(`config`) says once, at its start, whom they ask: `held.ask_of(decrees.queries.places_held)`.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from payung.programmes import queries as programmes


class PlacesHeld(Protocol):
    def __call__(self, *, programme_id: int) -> NDArray[np.int64]: ...


class _Above:
    places_held: PlacesHeld | None = None


def ask_of(places_held: PlacesHeld | None) -> None:
    """From now on pages know who holds a place in a programme."""
    _Above.places_held = staticmethod(places_held) if places_held else None


def in_period_before(*, programme_id: int) -> NDArray[np.int64]:
    """The persons with a place in the programme before this one; nobody where there is none, or nobody is to be asked."""
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None or programme.previous_id is None:
        return np.empty(0, dtype=np.int64)
    return _holders(programme.previous_id)


def now_or_before(*, programme_id: int) -> NDArray[np.int64]:
    """Also those with a place in this one: of all of them, "active" at BPJS without a payer means ours."""
    return np.union1d(in_period_before(programme_id=programme_id), _holders(programme_id))


def _holders(programme_id: int) -> NDArray[np.int64]:
    if _Above.places_held is None:
        return np.empty(0, dtype=np.int64)
    return _Above.places_held(programme_id=programme_id)
