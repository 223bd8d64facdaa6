"""What an amendment does to the lines it takes off, once it is in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from payung.accounts.rules import Actor
from payung.decrees.actions.binding import unused
from payung.decrees.models import Correction, Decree, Line, Place, Strike
from payung.decrees.rules.binding import Span
from payung.decrees.rules.refusals import line_struck
from payung.decrees.states import Event, LineState, State, after
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """How many lines, and which of their months nobody will use that somebody would have used until now."""

    count: int
    freed: Sequence[Span]


def strike_lines(decree: Decree, *, actor: Actor, now: datetime) -> Struck:
    """Its lines are struck, their places free after the last month that counts, their corrections settled.

    Of a first decree: none. Raises LineTaken where another amendment was in force before.
    """
    if decree.amends_id is None:
        return Struck(count=0, freed=())
    strikes = list(Strike.objects.filter(decree=decree, withdrawn=False).select_related("line"))
    for strike in strikes:
        if strike.line.state != LineState.NAMED:
            raise line_struck(strike.line.number)
    line_ids = [strike.line_id for strike in strikes]
    Line.objects.filter(id__in=line_ids).update(state=LineState.STRUCK)
    freed = _free(strikes)
    Correction.objects.filter(line__in=line_ids, settled_at=None).update(settled_at=now, settled_by=decree)
    _amended(decree.amends_id, actor)
    return Struck(count=len(strikes), freed=freed)


def _free(strikes: list[Strike]) -> list[Span]:
    """An earlier month, of a place that was freed already, stays: the decree asks for no more than it says."""
    found = Place.objects.filter(line__in=[strike.line_id for strike in strikes]).select_related("line")
    places = {place.line_id: place for place in found}
    freed = unused(
        list(places.values()), {places[strike.line_id].pk: Month.of(strike.last_month) for strike in strikes}
    )
    for strike in strikes:
        place = places[strike.line_id]
        place.owed_month = min(place.owed_month or strike.last_month, strike.last_month)
        if place.freed_month is None or place.freed_month > strike.last_month:
            place.freed_month, place.freed_because = strike.last_month, strike.because
    Place.objects.bulk_update(places.values(), ["freed_month", "owed_month", "freed_because"], batch_size=500)
    return freed


def _amended(decree_id: int, actor: Actor) -> None:
    base = Decree.objects.select_for_update().get(id=decree_id)
    to = after(State(base.state), Event.AMEND, actor.roles)
    Decree.objects.filter(id=decree_id).update(state=to)
