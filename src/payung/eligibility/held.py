"""Who held a place in the period before, asked of a room above that we do not know.

Commands hand the ids in themselves. Pages of this room have no caller to do that: whoever puts the house together
(`config`) says once, at its start, whom they ask: `held.ask_of(decrees.queries.places_held)`.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from payung.programmes import queries as programmes

PlacesHeld = Callable[[int], NDArray[np.int64]]


class _Above:
    places_held: PlacesHeld | None = None


def ask_of(places_held: PlacesHeld | None) -> None:
    """From now on pages know who is continuing. `places_held` is given a programme's id."""
    _Above.places_held = places_held


def in_period_before(*, programme_id: int) -> NDArray[np.int64]:
    """The persons with a place in the programme before this one; nobody where there is none, or nobody is to be asked."""
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None or programme.previous_id is None or _Above.places_held is None:
        return np.empty(0, dtype=np.int64)
    return _Above.places_held(programme.previous_id)
