"""Places whose persons are insured no more are free again. Called by the room above that ended the membership."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.audit.rules import hash_of_lines
from payung.decrees.actions.asked import plain_reason, programme_of
from payung.decrees.actions.binding import unbind, unused
from payung.decrees.actions.places import locked_uses, recounted
from payung.decrees.models import Place
from payung.decrees.states import HOLDING
from payung.shared.dates import Month


def free_place(
    *, programme_id: int, person_id: int, last_month: Month, because: str, actor: Actor, now: datetime
) -> bool:
    """One place; whether it was held until now."""
    freed = free_places(
        programme_id=programme_id,
        person_ids=[person_id],
        last_month=last_month,
        because=because,
        actor=actor,
        now=now,
    )
    return freed == 1


def free_places(
    *,
    programme_id: int,
    person_ids: Sequence[int],
    last_month: Month,
    because: str,
    actor: Actor,
    now: datetime,
    owed_month: Month | None = None,
) -> int:
    """These persons hold no place after `last_month`; how many held one until now. The same once more frees nothing.

    Months after `owed_month` (where not said: after `last_month`) that stand on no bill are bound no longer; that is
    before `last_month` where a member was held, and nobody will bill those months any more. A place that an amendment
    not yet in force will free stays counted until then: that amendment disposes of it.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    reason = plain_reason(because)
    with transaction.atomic():
        uses = locked_uses(programme=programme)
        owed = owed_month or last_month
        mine = Place.objects.filter(programme=programme_id, person__in=person_ids)
        places = _bound(mine, owed_month)
        held = mine.filter(freed_month=None)
        freed = sorted(held.values_list("person_id", flat=True))
        if not freed and not places:
            return 0
        gone = unused(places, {place.pk: owed for place in places})
        with recounted(uses, programme=programme):
            Place.objects.filter(id__in=[place.pk for place in places]).update(owed_month=owed.first_day)
            held.update(freed_month=last_month.first_day, owed_month=owed.first_day, freed_because=reason)
        about, source = "Bulan yang tidak dipakai lagi", f"programme:{programme_id}"
        unbind(gone, programme=programme, about=about, source=source, key=uuid4(), actor=actor, now=now)
        record(
            kabupaten=programme.kabupaten,
            act="decrees.free_places",
            actor=actor.key,
            subject=f"programme:{programme_id}",
            facts=_facts(freed, last_month, owed, reason),
            now=now,
        )
    return len(freed)


def _facts(freed: Sequence[int], last_month: Month, owed: Month, reason: str) -> dict[str, object]:
    return {
        "freed": len(freed),
        "last_month": str(last_month),
        "owed_month": str(owed),
        "because": reason,
        "persons_sha256": hash_of_lines(str(person_id) for person_id in freed),
    }


def _bound(mine: QuerySet[Place], owed_month: Month | None) -> list[Place]:
    """Those with months to let go: held until now, or freed before and owed for longer than is known now."""
    less = Q(owed_month__gt=owed_month.first_day) if owed_month else Q(pk__in=[])
    found = mine.filter(Q(freed_month=None) | less, line__decree__state__in=HOLDING)
    return list(found.select_related("line").order_by("id"))
