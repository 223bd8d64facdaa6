"""Who asks for what of which decree: what every action looks at before it works, and what it leaves behind."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik
from payung.decrees.models import Act, Decree
from payung.decrees.rules.refusals import holds_nik, not_found, not_yours, reason_missing, request_used
from payung.decrees.states import Event
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

DRAFT = "draft"  # the event with which a decree begins


def programme_of(*, programme_id: int, actor: Actor) -> ProgrammeFacts:
    """The programme, for an actor of the whole kabupaten. Raises NotFound and NotYours."""
    found = programmes.by_id(programme_id=programme_id)
    if found is None or found.kabupaten != actor.kabupaten:
        raise not_found()
    if actor.scope != found.kabupaten:
        raise not_yours("operator atau kepala dinas")
    return found


def refuse_but_operators(actor: Actor) -> None:
    if not actor.may(Role.OPERATOR):
        raise not_yours("operator dinas")


def asked_decree(*, decree_id: int, actor: Actor) -> tuple[Decree, ProgrammeFacts]:
    """The decree as it stands, not locked yet: quotas are locked before it."""
    decree = Decree.objects.filter(id=decree_id).first()
    if decree is None:
        raise not_found()
    return decree, programme_of(programme_id=decree.programme_id, actor=actor)


def locked_decree(decree_id: int) -> Decree:
    """The decree, ours until the transaction ends."""
    return Decree.objects.select_for_update().get(id=decree_id)


def done_before(*, request_key: UUID, event: str, decree_id: int | None = None) -> Decree | None:
    """The decree of a request that has had its effect already. Raises RequestUsed where it was for something else."""
    act = Act.objects.filter(request_key=request_key).select_related("decree").first()
    if act is None:
        return None
    if act.event != event or decree_id not in (None, act.decree_id):
        raise request_used()
    return act.decree


def plain_reason(text: str) -> str:
    """The reason without spaces around it. Raises ReasonMissing for none, and for one that could hold a NIK."""
    plain = " ".join(text.split())[:200]
    if not plain:
        raise reason_missing()
    if could_hold_nik(plain):
        raise holds_nik()
    return plain


def leave(
    *,
    decree: Decree,
    programme: ProgrammeFacts,
    event: Event | str,
    act: str,
    facts: Mapping[str, object],
    request_key: UUID,
    actor: Actor,
    now: datetime,
    note: str = "",
) -> None:
    """The act stands in the history of the decree, and, as the last write, in the audit chain."""
    Act.objects.create(
        decree=decree, event=event, request_key=request_key, made_by=actor.key, made_at=now, note=note[:200]
    )
    record(
        kabupaten=programme.kabupaten,
        act=f"decrees.{act}",
        actor=actor.key,
        subject=f"decree:{decree.pk}",
        facts=facts,
        now=now,
    )
