"""What becomes known of a named person after the freeze: the line stays, a correction waits for an amendment."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.decrees.actions.asked import asked_decree, locked_decree, plain_reason, refuse_but_operators
from payung.decrees.files import Paper
from payung.decrees.models import Correction, Decree, Line
from payung.decrees.rules.refusals import day_ahead, no_line
from payung.decrees.states import FROZEN, STANDS, CorrectionKind, LineState, NotAllowed, State


def add_correction(
    *,
    decree_id: int,
    line_number: int,
    kind: CorrectionKind,
    note: str,
    happened_on: date | None,
    evidence: Paper | None,
    actor: Actor,
    now: datetime,
) -> int:
    """The correction stands beside its line; the same of one line twice is one. Raises NotAllowed, Refused.

    In a draft there is none: the line is dropped instead.
    """
    _, programme = asked_decree(decree_id=decree_id, actor=actor)
    refuse_but_operators(actor)
    note = plain_reason(note)
    if happened_on and happened_on > timezone.localtime(now).date():
        raise day_ahead(day=happened_on, what="kejadian")
    with transaction.atomic():
        decree = locked_decree(decree_id)
        line = _open_line(decree, line_number)
        correction, is_new = Correction.objects.get_or_create(
            line=line,
            kind=kind,
            defaults={
                "note": note,
                "happened_on": happened_on,
                "evidence_code": evidence.code if evidence else "",
                "evidence_name": evidence.name if evidence else "",
                "made_by": actor.key,
                "made_at": now,
            },
        )
        if is_new:
            record(
                kabupaten=programme.kabupaten,
                act="decrees.add_correction",
                actor=actor.key,
                subject=f"decree:{decree_id}",
                facts={
                    "line": line_number,
                    "kind": kind.value,
                    "happened_on": happened_on.isoformat() if happened_on else None,
                    "evidence_sha256": evidence.sha256 if evidence else None,
                },
                now=now,
            )
    return correction.pk


def _open_line(decree: Decree, number: int) -> Line:
    if decree.state not in FROZEN:
        raise NotAllowed(STANDS[State(decree.state)])
    line = Line.objects.filter(decree=decree, number=number, state=LineState.NAMED).first()
    if line is None:
        raise no_line()
    return line
