"""What an amendment does to the lines it takes off, once it is in force."""

from datetime import datetime

from payung.accounts.rules import Actor
from payung.decrees.models import Correction, Decree, Line, Place, Strike
from payung.decrees.rules.refusals import line_struck
from payung.decrees.states import Event, LineState, State, after


def strike_lines(decree: Decree, *, actor: Actor, now: datetime) -> int:
    """Its lines are struck, their places free after the last month that counts, their corrections settled; how many.

    Of a first decree: none. Raises LineTaken where another amendment was in force before.
    """
    if decree.amends_id is None:
        return 0
    strikes = list(Strike.objects.filter(decree=decree, withdrawn=False).select_related("line"))
    for strike in strikes:
        if strike.line.state != LineState.NAMED:
            raise line_struck(strike.line.number)
    line_ids = [strike.line_id for strike in strikes]
    Line.objects.filter(id__in=line_ids).update(state=LineState.STRUCK)
    _free(strikes)
    Correction.objects.filter(line__in=line_ids, settled_at=None).update(settled_at=now, settled_by=decree)
    _amended(decree.amends_id, actor)
    return len(strikes)


def _free(strikes: list[Strike]) -> None:
    """An earlier month, of a place that was freed already, stays: the decree asks for no more than it says."""
    places = {place.line_id: place for place in Place.objects.filter(line__in=[strike.line_id for strike in strikes])}
    for strike in strikes:
        place = places[strike.line_id]
        if place.freed_month is None or place.freed_month > strike.last_month:
            place.freed_month, place.freed_because = strike.last_month, strike.because
    Place.objects.bulk_update(places.values(), ["freed_month", "freed_because"], batch_size=500)


def _amended(decree_id: int, actor: Actor) -> None:
    base = Decree.objects.select_for_update().get(id=decree_id)
    to = after(State(base.state), Event.AMEND, actor.roles)
    Decree.objects.filter(id=decree_id).update(state=to)
