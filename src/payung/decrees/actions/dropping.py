"""What may still change in a draft: lines are dropped, and a whole draft is set aside."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from payung.accounts.rules import Actor
from payung.audit.rules import hash_of_lines
from payung.decrees.actions.asked import (
    asked_decree,
    done_before,
    leave,
    locked_decree,
    plain_reason,
    refuse_but_operators,
)
from payung.decrees.actions.places import locked_uses, recounted
from payung.decrees.models import Decree, LeftOut, Line, Place, Strike
from payung.decrees.queries.facts import DecreeFacts, facts_of
from payung.decrees.rules.refusals import no_line, nobody_to_name
from payung.decrees.states import STANDS, Event, Kind, LeftOutWhy, NotAllowed, State, after

DROP = "drop"
# Two statements, for a number may not be another line's while they move.
_RENUMBERED = (
    """UPDATE decrees_line SET number = -ranked.place
         FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY number) AS place FROM decrees_line WHERE decree_id = %s) AS ranked
        WHERE ranked.id = decrees_line.id""",
    "UPDATE decrees_line SET number = -number WHERE decree_id = %s",
)


def drop_lines(
    *, decree_id: int, person_ids: Sequence[int], because: str, request_key: UUID, actor: Actor, now: datetime
) -> DecreeFacts:
    """These persons stand in the draft no more; their places are free. Raises NotAllowed, Refused."""
    _, programme = asked_decree(decree_id=decree_id, actor=actor)
    refuse_but_operators(actor)
    reason = plain_reason(because)
    with transaction.atomic():
        uses = locked_uses(programme=programme)
        decree = locked_decree(decree_id)
        if done_before(request_key=request_key, event=DROP, decree_id=decree_id):
            return facts_of(decree_id)
        if decree.state != State.DRAFT:
            raise NotAllowed(STANDS[State(decree.state)])
        with recounted(uses, programme=programme):
            _drop(decree, frozenset(person_ids), reason)
        leave(
            decree=decree,
            programme=programme,
            event=DROP,
            act="drop_lines",
            facts={
                "dropped": len(person_ids),
                "because": reason,
                "persons_sha256": hash_of_lines(str(person_id) for person_id in sorted(person_ids)),
            },
            request_key=request_key,
            actor=actor,
            now=now,
            note=reason,
        )
    return facts_of(decree_id)


def _drop(decree: Decree, person_ids: frozenset[int], reason: str) -> None:
    lines = list(Line.objects.filter(decree=decree, person__in=person_ids))
    if len(lines) != len(person_ids) or not lines:
        raise no_line()
    if decree.kind == Kind.FIRST and decree.lines.count() == len(lines):
        raise nobody_to_name()
    LeftOut.objects.bulk_create(
        LeftOut(
            decree=decree,
            person_id=line.person_id,
            candidate_id=line.candidate_id,
            name=line.name,
            desa_code=line.desa_code,
            rank=line.number,
            why=LeftOutWhy.DROPPED,
            about=reason,
        )
        for line in lines
    )
    ids = [line.pk for line in lines]
    Place.objects.filter(line__in=ids).delete()
    Line.objects.filter(id__in=ids).delete()
    with connection.cursor() as cursor:
        for statement in _RENUMBERED:
            cursor.execute(statement, [decree.pk])


def set_aside(*, decree_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> DecreeFacts:
    """The draft will never be signed; all its places are free, its lines stay to be read. Raises NotAllowed, Refused."""
    _, programme = asked_decree(decree_id=decree_id, actor=actor)
    reason = plain_reason(because)
    with transaction.atomic():
        uses = locked_uses(programme=programme)
        decree = locked_decree(decree_id)
        if done_before(request_key=request_key, event=Event.SET_ASIDE, decree_id=decree_id):
            return facts_of(decree_id)
        to = after(State(decree.state), Event.SET_ASIDE, actor.roles)
        with recounted(uses, programme=programme):
            Place.objects.filter(line__decree=decree).delete()
            Strike.objects.filter(decree=decree).update(withdrawn=True)
            Decree.objects.filter(id=decree_id).update(state=to, set_aside_because=reason)
        leave(
            decree=decree,
            programme=programme,
            event=Event.SET_ASIDE,
            act="set_aside",
            facts={"because": reason, "was": decree.state},
            request_key=request_key,
            actor=actor,
            now=now,
            note=reason,
        )
    return facts_of(decree_id)
