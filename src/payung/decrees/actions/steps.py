"""A decree goes from one state to the next: checked by another than its maker, or back to its maker."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.decrees.actions.asked import asked_decree, done_before, leave, locked_decree, plain_reason
from payung.decrees.actions.dropping import DROP
from payung.decrees.models import Act, Decree
from payung.decrees.queries.facts import DecreeFacts, facts_of
from payung.decrees.rules.refusals import changed_since, maker_is_checker
from payung.decrees.states import Event, State, after


def check_decree(
    *, decree_id: int, request_key: UUID, actor: Actor, now: datetime, names_seen: int | None = None
) -> DecreeFacts:
    """Somebody else than its maker has read the draft and finds it right. Raises NotAllowed, Refused.

    `names_seen`: how many names stood on the page that was read; a draft only ever loses names, so another count is
    another draft.
    """
    _, programme = asked_decree(decree_id=decree_id, actor=actor)
    with transaction.atomic():
        decree = locked_decree(decree_id)
        if not done_before(request_key=request_key, event=Event.CHECK, decree_id=decree_id):
            to = after(State(decree.state), Event.CHECK, actor.roles)
            if decree.made_by == actor.key or _changed_by(actor, decree):
                raise maker_is_checker()
            names = decree.lines.count()
            if names_seen not in (None, names):
                raise changed_since(names=names)
            Decree.objects.filter(id=decree_id).update(state=to, checked_by=actor.key, checked_at=now)
            leave(
                decree=decree,
                programme=programme,
                event=Event.CHECK,
                act="check_decree",
                facts={"made_by": decree.made_by, "lines": names},
                request_key=request_key,
                actor=actor,
                now=now,
            )
    return facts_of(decree_id)


def return_decree(*, decree_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> DecreeFacts:
    """A checked draft can be changed again, and must be checked again. Raises NotAllowed, Refused."""
    _, programme = asked_decree(decree_id=decree_id, actor=actor)
    reason = plain_reason(because)
    with transaction.atomic():
        decree = locked_decree(decree_id)
        if not done_before(request_key=request_key, event=Event.RETURN, decree_id=decree_id):
            to = after(State(decree.state), Event.RETURN, actor.roles)
            Decree.objects.filter(id=decree_id).update(state=to, checked_by="", checked_at=None)
            leave(
                decree=decree,
                programme=programme,
                event=Event.RETURN,
                act="return_decree",
                facts={"because": reason, "checked_by": decree.checked_by},
                request_key=request_key,
                actor=actor,
                now=now,
                note=reason,
            )
    return facts_of(decree_id)


def _changed_by(actor: Actor, decree: Decree) -> bool:
    """Whoever took a name off the draft is one of its makers."""
    return Act.objects.filter(decree=decree, event=DROP, made_by=actor.key).exists()
