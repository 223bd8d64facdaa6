"""Who holds a place in a programme: told to eligibility by its callers, for whoever holds one is asked for less."""

import numpy as np
from numpy.typing import NDArray

from payung.decrees.models import Place
from payung.decrees.states import HOLDING
from payung.matching.queries import kept


def places_held(*, programme_id: int) -> NDArray[np.int64]:
    """Persons, as they are read now, whose decree is in force and whose place was not freed; in the order of their id."""
    found = Place.objects.filter(programme=programme_id, freed_month=None, line__decree__state__in=HOLDING)
    return _kept(list(found.values_list("person_id", flat=True)))


def places_taken(*, programme_id: int) -> NDArray[np.int64]:
    """The same with those whom a decree not yet in force names."""
    found = Place.objects.filter(programme=programme_id, freed_month=None)
    return _kept(list(found.values_list("person_id", flat=True)))


def _kept(person_ids: list[int]) -> NDArray[np.int64]:
    return np.unique(kept(person_ids=np.array(person_ids, dtype=np.int64)))
