"""A checked draft goes into signature (proses paraf): its lines are frozen and hashed, and change no more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit import queries as audit
from payung.decrees.actions.asked import asked_decree, done_before, leave, locked_decree
from payung.decrees.actions.clearing import objected, uncleared
from payung.decrees.actions.one_human import doubled_names
from payung.decrees.models import Decree, Line
from payung.decrees.queries.annex import lines_hash
from payung.decrees.queries.facts import DecreeFacts, facts_of
from payung.decrees.rules.refusals import named_twice, nobody_to_name, not_cleared, notice_hangs
from payung.decrees.states import Event, State, after
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection.notices import hangs_until


def send_for_signature(*, decree_id: int, request_key: UUID, actor: Actor, now: datetime) -> DecreeFacts:
    """The lines are frozen, with their hash and the audit head of the last closed day. Raises NotAllowed, Refused.

    Everybody named is cleared on this day too: results may have expired since the draft, or somebody died.
    """
    decree, programme = asked_decree(decree_id=decree_id, actor=actor)
    if done_before(request_key=request_key, event=Event.SEND, decree_id=decree_id):
        return facts_of(decree_id)
    after(State(decree.state), Event.SEND, actor.roles)  # who may not is told so before anything is computed
    _refuse_hanging(decree, now)
    _refuse_uncleared(decree, now)
    with transaction.atomic():
        decree = locked_decree(decree_id)
        if not done_before(request_key=request_key, event=Event.SEND, decree_id=decree_id):
            _freeze(decree, programme, request_key, actor, now)
    return facts_of(decree_id)


def _freeze(decree: Decree, programme: ProgrammeFacts, request_key: UUID, actor: Actor, now: datetime) -> None:
    to = after(State(decree.state), Event.SEND, actor.roles)
    seen = lines_hash(decree_id=decree.pk, kabupaten=programme.kabupaten)
    if seen.count == 0 and not decree.strikes.exists():
        raise nobody_to_name()
    head = audit.last_closed_day(kabupaten=programme.kabupaten, today=timezone.localtime(now).date())
    Decree.objects.filter(id=decree.pk).update(
        state=to,
        frozen_at=now,
        line_count=seen.count,
        lines_sha256=seen.text,
        audit_number=head.number if head else None,
        audit_head=head.hash if head else "",
    )
    leave(
        decree=decree,
        programme=programme,
        event=Event.SEND,
        act="send_for_signature",
        facts={
            "lines": seen.count,
            "struck": seen.struck_count,
            "lines_sha256": seen.text,
            "audit_number": head.number if head else None,
        },
        request_key=request_key,
        actor=actor,
        now=now,
    )


def lost_clearance(*, decree_id: int, now: datetime) -> dict[int, str]:
    """Persons of a draft whose pre-check is no longer valid, and which registers are missing; what the page lists."""
    decree = Decree.objects.get(id=decree_id)
    return uncleared(programme_id=decree.programme_id, person_ids=_person_ids(decree), now=now)


def _refuse_hanging(decree: Decree, now: datetime) -> None:
    """An objection that came after the freeze would reach no line."""
    if decree.selection_id is None:
        return
    until = hangs_until(selection_id=decree.selection_id, today=timezone.localdate(now))
    if until is not None:
        raise notice_hangs(until=until)


def _refuse_uncleared(decree: Decree, now: datetime) -> None:
    person_ids = _person_ids(decree)
    root = decree.amends or decree  # whom an amendment names came from the reserve of the first decree's selection
    objections = objected(selection_id=decree.selection_id or root.selection_id)
    held = [person_id for person_id in person_ids if person_id in objections.held | objections.struck]
    missing = uncleared(programme_id=decree.programme_id, person_ids=person_ids, now=now)
    if held or missing:
        raise not_cleared(unchecked=[*missing], held=held)
    if doubled := doubled_names(decree):
        raise named_twice(doubled)


def _person_ids(decree: Decree) -> list[int]:
    return list(Line.objects.filter(decree=decree).order_by("number").values_list("person_id", flat=True))
