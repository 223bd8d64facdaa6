"""Joins as a person made them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from payung.accounts.rules import Actor
from payung.matching.models import Join


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinFacts:
    """That two persons are one. `undone_at` None: it stands."""

    kept_id: int
    kept_name: str
    joined_id: int
    joined_name: str
    desa_code: str  # of the joined
    reason: str
    made_by: str
    made_at: datetime
    undone_by: str
    undone_at: datetime | None
    undone_because: str


def joins(*, actor: Actor, person_id: int | None = None) -> list[JoinFacts]:
    """Joins in the actor's part of the map, of one person or of all, the latest first."""
    here = Q(joined__desa_code=actor.scope) | Q(joined__desa_code__startswith=f"{actor.scope}.")
    rows = Join.objects.filter(here, joined__kabupaten=actor.kabupaten).select_related("kept", "joined")
    if person_id is not None:
        rows = rows.filter(Q(kept_id=person_id) | Q(joined_id=person_id) | Q(joined__same_as_id=person_id))
    return [
        JoinFacts(
            kept_id=row.kept_id,
            kept_name=row.kept.name,
            joined_id=row.joined_id,
            joined_name=row.joined.name,
            desa_code=row.joined.desa_code,
            reason=row.reason,
            made_by=row.made_by,
            made_at=row.made_at,
            undone_by=row.undone_by,
            undone_at=row.undone_at,
            undone_because=row.undone_because,
        )
        for row in rows.order_by("-id")
    ]
