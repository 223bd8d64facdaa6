"""A decree as others are told of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Manager, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from payung.accounts.rules import Actor
from payung.decrees.models import Decree, LeftOut, Line
from payung.decrees.rules.refusals import not_found
from payung.decrees.rules.signing import WORDS, Signing
from payung.decrees.states import Kind, LineState, State


@dataclass(frozen=True, slots=True, kw_only=True)
class DecreeFacts:
    """`name_count`: lines that still stand; once frozen, `line_count` is how many were."""

    id: int
    programme_id: int
    kind: Kind
    amends_id: int | None
    selection_id: int | None
    about: str
    state: State
    made_by: str
    made_at: datetime
    checked_by: str
    checked_at: datetime | None
    frozen_at: datetime | None
    line_count: int
    name_count: int
    left_out_count: int
    lines_sha256: str
    audit_number: int | None
    audit_head: str
    number: str
    signed_date: date | None
    scan_code: str
    scan_name: str
    in_force_date: date | None
    set_aside_because: str
    signing: Signing


_PLAIN = (
    *("id", "programme_id", "amends_id", "selection_id", "about", "made_by", "made_at", "checked_by", "checked_at"),
    *("frozen_at", "line_count", "lines_sha256", "audit_number", "audit_head", "number", "signed_date", "scan_code"),
    *("scan_name", "in_force_date", "set_aside_because"),
)


def decree(*, decree_id: int) -> DecreeFacts | None:
    found = _counted().filter(id=decree_id).first()
    return _told(found) if found else None


def decree_for(*, decree_id: int, actor: Actor) -> DecreeFacts:
    """The same, of the actor's kabupaten. Raises NotFound."""
    found = _counted().filter(id=decree_id, programme__kabupaten=actor.kabupaten).first()
    if found is None:
        raise not_found()
    return _told(found)


def decrees(*, programme_id: int) -> tuple[DecreeFacts, ...]:
    """The decrees of a programme, the latest first."""
    return tuple(map(_told, _counted().filter(programme=programme_id).order_by("-id")))


def _counted() -> QuerySet[Decree]:
    return Decree.objects.annotate(
        name_count=_many(Line.objects.filter(state=LineState.NAMED)), left_out_count=_many(LeftOut.objects)
    )


def _many(rows: QuerySet[Any] | Manager[Any]) -> Coalesce:
    """How many rows of the decree, each counted by itself: two joins would multiply."""
    mine = rows.filter(decree=OuterRef("id")).order_by().values("decree").annotate(many=Count("id"))
    return Coalesce(Subquery(mine.values("many")), 0)


def _told(decree: Decree) -> DecreeFacts:
    counts = {name: getattr(decree, name) for name in ("name_count", "left_out_count")}
    plain = {name: getattr(decree, name) for name in _PLAIN}
    return DecreeFacts(**plain, **counts, kind=Kind(decree.kind), state=State(decree.state), signing=signing_of(decree))


def signing_of(decree: Decree) -> Signing:
    return Signing(**{word: getattr(decree, word) for word in WORDS})


def facts_of(decree_id: int) -> DecreeFacts:
    """The same for one that is known to be there."""
    return _told(_counted().get(id=decree_id))
