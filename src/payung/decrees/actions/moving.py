"""Another fund pays for places than the one their lines name, as BPJS answered. Called by the room above that was told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from uuid import uuid4

from payung.accounts.rules import Actor
from payung.decrees.actions.asked import programme_of
from payung.decrees.actions.binding import bind, bind_decrees, unbind, unused
from payung.decrees.actions.places import locked_uses
from payung.decrees.models import Place
from payung.decrees.states import HOLDING
from payung.shared.dates import Month

_AT_ONCE = 500


def move_places(
    *, programme_id: int, line_ids: Sequence[int], fund_id: int, source: str, actor: Actor, now: datetime
) -> int:
    """The months of these lines that no bill has asked for are bound in this fund, and free in the other; how many.

    Inside the caller's transaction, whose act has the event. Which fund a line names stays, as it was signed, and its
    person-months stay counted there: that this fund has the money is what the books say. Raises MoneyGone.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    locked_uses(programme=programme)
    bind_decrees(programme=programme, actor=actor, now=now)
    places = [place for some in _pieces(line_ids) for place in _places_of(some) if _payer(place) != fund_id]
    spans = unused(places, {place.pk: Month.of(place.line.first_month).plus(-1) for place in places})
    for some in _pieces([place.pk for place in places]):
        Place.objects.filter(id__in=some).update(fund=fund_id)
    about = "Pindah sumber dana"
    unbind(spans, programme=programme, about=about, source=source, key=uuid4(), actor=actor, now=now)
    moved = [replace(span, fund_id=fund_id) for span in spans]
    bind(moved, programme=programme, about=about, source=source, key=uuid4(), actor=actor, now=now)
    return sum(span.months for span in spans)


def _places_of(line_ids: Sequence[int]) -> list[Place]:
    found = Place.objects.filter(line__in=line_ids, line__decree__state__in=HOLDING)
    return list(found.select_related("line").order_by("id"))


def _payer(place: Place) -> int:
    return place.fund_id or place.line.fund_id


def _pieces(ids: Sequence[int]) -> list[list[int]]:
    rest = iter(sorted(set(ids)))
    return list(iter(lambda: list(islice(rest, _AT_ONCE)), []))
