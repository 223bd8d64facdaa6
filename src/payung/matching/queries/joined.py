"""Joins as a person made them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownJoins:
    """A page of joins, and how many there are in all."""

    joins: list[JoinFacts]
    count: int


def joins(*, actor: Actor, words: str = "", start: int = 0, count: int = 100) -> ShownJoins:
    """Joins in the actor's part of the map whose persons have these words in their names, the latest first."""
    found = _seen(actor)
    for word in words.split():
        found = found.filter(Q(joined__name__icontains=word) | Q(kept__name__icontains=word))
    rows = found.order_by("-id")[start : start + count]
    return ShownJoins(joins=list(map(_told, rows)), count=found.count())


def joins_of(*, person_id: int, actor: Actor) -> list[JoinFacts]:
    """All that was ever said of this person being another, the latest first."""
    of = Q(kept_id=person_id) | Q(joined_id=person_id) | Q(joined__same_as_id=person_id)
    return list(map(_told, _seen(actor).filter(of).order_by("-id")))


def _seen(actor: Actor) -> QuerySet[Join]:
    here = Q(joined__desa_code=actor.scope) | Q(joined__desa_code__startswith=f"{actor.scope}.")
    return Join.objects.filter(here, joined__kabupaten=actor.kabupaten).select_related("kept", "joined")


def _told(row: Join) -> JoinFacts:
    return JoinFacts(
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
