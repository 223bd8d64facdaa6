"""Places whose persons are insured no more are free again. Called by the room above that ended the membership."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.audit.rules import hash_of_lines
from payung.decrees.actions.asked import plain_reason, programme_of
from payung.decrees.actions.places import locked_uses, recounted
from payung.decrees.models import Place
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
    *, programme_id: int, person_ids: Sequence[int], last_month: Month, because: str, actor: Actor, now: datetime
) -> int:
    """These persons hold no place after `last_month`; how many held one until now. The same once more frees nothing.

    A place that an amendment not yet in force will free stays counted until then: that amendment disposes of it.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    reason = plain_reason(because)
    with transaction.atomic():
        uses = locked_uses(programme=programme)
        held = Place.objects.filter(programme=programme_id, person__in=person_ids, freed_month=None)
        freed = sorted(held.values_list("person_id", flat=True))
        if not freed:
            return 0
        with recounted(uses, programme=programme):
            held.update(freed_month=last_month.first_day, freed_because=reason)
        record(
            kabupaten=programme.kabupaten,
            act="decrees.free_places",
            actor=actor.key,
            subject=f"programme:{programme_id}",
            facts={
                "freed": len(freed),
                "last_month": str(last_month),
                "because": reason,
                "persons_sha256": hash_of_lines(str(person_id) for person_id in freed),
            },
            now=now,
        )
    return len(freed)
