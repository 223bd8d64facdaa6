"""A place that was freed by mistake is held again. Called by the room above that takes the end of a membership back."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.decrees.actions.asked import programme_of
from payung.decrees.actions.binding import bind, bind_decrees, unused
from payung.decrees.actions.places import locked_uses, recounted
from payung.decrees.models import Place, Strike
from payung.decrees.rules.refusals import PlacesGone, no_place, place_given_away, place_struck, place_taken
from payung.decrees.states import HOLDING, LineState
from payung.shared.dates import Month


def restore_place(*, programme_id: int, person_id: int, actor: Actor, now: datetime) -> bool:
    """The person holds the place again that was freed last, and its months are bound again; whether it was free.

    Raises Refused: nobody freed a place, an amendment disposes of it, or the quota or the money went to another.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    with transaction.atomic():
        uses = locked_uses(programme=programme)
        places = Place.objects.select_for_update(of=("self",)).filter(programme=programme_id, person=person_id)
        if places.filter(freed_month=None).exists():
            return False
        freed = places.filter(line__decree__state__in=HOLDING).order_by("-id")
        place = freed.select_related("line").first()
        if place is None or place.freed_month is None:
            raise no_place()
        _refuse_disposed(place)
        used, owed = Month.of(place.freed_month), Month.of(place.owed_month or place.freed_month)
        try:
            with recounted(uses, programme=programme):
                Place.objects.filter(id=place.pk).update(freed_month=None, owed_month=None, freed_because="")
        except PlacesGone as gone:
            raise place_taken(place.line.name) from gone
        place.owed_month = None
        again = unused([place], {place.pk: owed})
        bind_decrees(programme=programme, actor=actor, now=now)
        bind(
            again,
            programme=programme,
            about="Tempat dipulihkan",
            source=f"decree:{place.line.decree_id}",
            key=uuid4(),
            actor=actor,
            now=now,
        )
        record(
            kabupaten=programme.kabupaten,
            act="decrees.restore_place",
            actor=actor.key,
            subject=f"programme:{programme_id}",
            facts={"line": place.line_id, "freed_month": str(used), "because": place.freed_because},
            now=now,
        )
    return True


def _refuse_disposed(place: Place) -> None:
    """An amendment struck the line, or will: then the place is its to give."""
    if place.line.state != LineState.NAMED:
        raise place_struck(place.line.name)
    if Strike.objects.filter(line=place.line_id, withdrawn=False).exists():
        raise place_given_away(place.line.name)
