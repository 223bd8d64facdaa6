"""The paper came back signed, and its day comes: recorded with number, date, scan and the count of its lines."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.rules import could_hold_nik
from payung.decrees.actions.asked import asked_decree, done_before, leave, locked_decree
from payung.decrees.actions.binding import bind_decrees, unbind
from payung.decrees.actions.places import locked_uses, recounted
from payung.decrees.actions.striking import strike_lines
from payung.decrees.files import Paper
from payung.decrees.models import Decree
from payung.decrees.queries.facts import DecreeFacts, facts_of
from payung.decrees.rules.refusals import (
    count_differs,
    day_ahead,
    day_before,
    holds_nik,
    number_missing,
    number_used,
)
from payung.decrees.states import Event, State, after


def record_signature(
    *,
    decree_id: int,
    number: str,
    signed_date: date,
    scan: Paper,
    scan_line_count: int,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> DecreeFacts:
    """The decree is signed: `scan_line_count` is counted on the paper and must be what was frozen.

    Raises NotAllowed, Refused: then nothing was recorded, and the caller forgets the scan.
    """
    _, programme = asked_decree(decree_id=decree_id, actor=actor)
    number = " ".join(number.split())[:80]
    with transaction.atomic():
        decree = locked_decree(decree_id)
        if not done_before(request_key=request_key, event=Event.SIGN, decree_id=decree_id):
            to = after(State(decree.state), Event.SIGN, actor.roles)
            _refuse_unfit(decree, number=number, signed_date=signed_date, counted=scan_line_count, now=now)
            Decree.objects.filter(id=decree_id).update(
                state=to,
                number=number,
                signed_date=signed_date,
                scan_code=scan.code,
                scan_name=scan.name,
                scan_line_count=scan_line_count,
                signed_by=actor.key,
            )
            leave(
                decree=decree,
                programme=programme,
                event=Event.SIGN,
                act="record_signature",
                facts={
                    "number": number,
                    "signed_date": signed_date.isoformat(),
                    "scan_sha256": scan.sha256,
                    "lines": scan_line_count,
                    "lines_sha256": decree.lines_sha256,
                },
                request_key=request_key,
                actor=actor,
                now=now,
                note=number,
            )
    return facts_of(decree_id)


def _refuse_unfit(decree: Decree, *, number: str, signed_date: date, counted: int, now: datetime) -> None:
    if not number:
        raise number_missing()
    if could_hold_nik(number):
        raise holds_nik()
    if counted != decree.line_count:
        raise count_differs(counted=counted, frozen=decree.line_count)
    if decree.frozen_at and signed_date < (frozen := timezone.localtime(decree.frozen_at).date()):
        raise day_before(day=signed_date, earliest=frozen, what="tanda tangan")
    if signed_date > timezone.localtime(now).date():
        raise day_ahead(day=signed_date, what="tanda tangan")
    if Decree.objects.filter(programme=decree.programme_id, number=number).exclude(id=decree.pk).exists():
        raise number_used(number)


def put_in_force(*, decree_id: int, in_force_date: date, request_key: UUID, actor: Actor, now: datetime) -> DecreeFacts:
    """The decree holds from this day: its months are bound in the books. An amendment strikes its lines, whose months
    are free again, and settles what it was made for.

    Raises NotAllowed, Refused.
    """
    _, programme = asked_decree(decree_id=decree_id, actor=actor)
    with transaction.atomic():
        uses = locked_uses(programme=programme)
        decree = locked_decree(decree_id)
        if done_before(request_key=request_key, event=Event.PUT_IN_FORCE, decree_id=decree_id):
            return facts_of(decree_id)
        to = after(State(decree.state), Event.PUT_IN_FORCE, actor.roles)
        if decree.signed_date and in_force_date < decree.signed_date:
            raise day_before(day=in_force_date, earliest=decree.signed_date, what="mulai berlaku")
        with recounted(uses, programme=programme):
            struck = strike_lines(decree, actor=actor, now=now)
            Decree.objects.filter(id=decree_id).update(state=to, in_force_date=in_force_date)
        unbind(
            struck.freed,
            programme=programme,
            about=f"Dicoret oleh {decree.number}",
            source=f"decree:{decree_id}",
            key=uuid5(request_key, "release"),
            actor=actor,
            now=now,
        )
        bind_decrees(programme=programme, actor=actor, now=now)
        leave(
            decree=decree,
            programme=programme,
            event=Event.PUT_IN_FORCE,
            act="put_in_force",
            facts={"in_force_date": in_force_date.isoformat(), "lines": decree.line_count, "struck": struck.count},
            request_key=request_key,
            actor=actor,
            now=now,
            note=in_force_date.isoformat(),
        )
    return facts_of(decree_id)
