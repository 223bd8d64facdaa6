"""An end that was a mistake is undone, as far as nobody else has taken the place."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.decrees import actions as decrees
from payung.decrees.rules.refusals import Refused as DecreesRefuse
from payung.decrees.states import LineState
from payung.membership.actions.asked import Done, done_before, leave, locked, plain_reason, refuse_but_dinas, tell
from payung.membership.actions.ending import lock_quotas
from payung.membership.models import Membership
from payung.membership.queries.facts import persons_of
from payung.membership.rules.refusals import line_struck, member_again, place_gone
from payung.membership.states import Event, State, after


def restore(*, membership_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """The membership runs again and holds its place again. Raises NotAllowed, Refused.

    Refused where the person was registered anew, where an amendment struck the line, and where a replacement took the
    place or its money. Months that nobody billed meanwhile are owed again; paying them revives no cover.
    """
    plain = plain_reason(because)
    refuse_but_dinas(actor)
    with transaction.atomic():
        lock_quotas([membership_id])
        row = locked([membership_id], actor=actor)[membership_id]
        if done_before([membership_id], request_key=request_key, event=Event.RESTORE):
            return
        after(State(row.state), Event.RESTORE, actor.roles)
        _refuse_taken(row)
        reason, month = row.end_reason, row.ended_month
        Membership.objects.filter(id=membership_id).update(
            state=State.RUNNING, end_reason="", ended_date=None, ended_month=None
        )
        done = [Done(membership_id=membership_id, note=plain)]
        leave(done, event=Event.RESTORE, source="", evidence=None, request_key=request_key, actor=actor, now=now)
        _place_back(row, actor, now)
        facts = {"had_ended": reason, "ended_month": month.isoformat()[:7] if month else None}
        tell("restore", ids=[membership_id], facts=facts, kabupaten=actor.kabupaten, actor=actor, now=now)


def _refuse_taken(row: Membership) -> None:
    if row.line.state != LineState.NAMED:
        raise line_struck()
    kept = row.person.same_as_id or row.person_id
    mine = Membership.objects.filter(programme=row.programme_id, person__in=persons_of(humans=[kept]))
    if mine.exclude(state=State.ENDED).exists():
        raise member_again()


def _place_back(row: Membership, actor: Actor, now: datetime) -> None:
    try:
        decrees.restore_place(programme_id=row.programme_id, person_id=row.person_id, actor=actor, now=now)
    except DecreesRefuse as refusal:
        raise place_gone(str(refusal)) from refusal
