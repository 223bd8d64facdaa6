"""What the desk gathers for a check of lists: the members of the period before."""

import numpy as np
import pytest

from payung.desk.queries import held_niks
from payung.eligibility import held
from payung.intake.tests import cast
from payung.matching.actions import match_candidates
from payung.matching.queries import proposed
from payung.programmes.models import Programme


@pytest.fixture
def places():
    """Whoever holds a place, as this test says; afterwards the house is asked again."""
    before = held._Above.places_held
    yield held.ask_of
    held.ask_of(before)


@pytest.mark.django_db
class TestHeldNiks:
    def test_are_of_those_with_a_place_in_the_programme_before_and_no_other(self, settings, tmp_path, places):
        settings.PAYUNG_HOME = tmp_path
        last, this = cast.programme("2026"), cast.programme("2027")
        Programme.objects.filter(id=this.id).update(previous_id=last.id)
        cast.imported(last.id, cast.listed(cast.GOOD))
        match_candidates(programme_id=last.id, actor=cast.OPERATOR, now=cast.NOW)
        (person_id,) = proposed(programme_id=last.id).person_id.tolist()
        places(lambda *, programme_id: np.array([person_id] if programme_id == last.id else [], dtype=np.int64))
        assert held_niks(programme_id=this.id) == {cast.SARI}
        assert held_niks(programme_id=last.id) == frozenset()
