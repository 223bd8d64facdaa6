"""Who asks for what of which batch: what every action looks at before it works, and what it leaves behind."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik
from payung.enrolment.models import Batch, BatchAct
from payung.enrolment.rules.batches_refusals import (
    holds_nik,
    no_programme,
    not_found,
    not_yours,
    reason_missing,
    request_used,
)
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts

DRAFT, AGAIN = "draft", "again"  # acts beside those of states.Event


def programme_of(*, programme_id: int, actor: Actor) -> ProgrammeFacts:
    """The programme, for an operator of the whole kabupaten. Raises NotFound, NotYours."""
    found = programmes.by_id(programme_id=programme_id)
    if found is None or found.kabupaten != actor.kabupaten:
        raise no_programme()
    if not actor.may(Role.OPERATOR) or actor.scope != found.kabupaten:
        raise not_yours()
    return found


def fund_of(*, programme_id: int, fund_id: int) -> FundFacts:
    """Raises NotFound."""
    found = next((one for one in programmes.funds(programme_id=programme_id) if one.id == fund_id), None)
    if found is None:
        raise no_programme()
    return found


def asked_batch(*, batch_id: int, actor: Actor) -> tuple[Batch, ProgrammeFacts]:
    """The batch as it stands, not locked. Raises NotFound, NotYours."""
    found = Batch.objects.filter(id=batch_id, programme__kabupaten=actor.kabupaten).first()
    if found is None:
        raise not_found()
    return found, programme_of(programme_id=found.programme_id, actor=actor)


def locked_batch(batch_id: int) -> Batch:
    """The batch, ours until the transaction ends."""
    return Batch.objects.select_for_update().get(id=batch_id)


def hold(programme_id: int) -> None:
    """Until this transaction ends nobody else draws up a batch of the programme. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"payung batches {programme_id}"])


def done_before(*, request_key: UUID, event: str, batch_id: int | None = None) -> int | None:
    """The batch of a request that has had its effect already. Raises RequestUsed where it was for something else."""
    act = BatchAct.objects.filter(request_key=request_key).first()
    if act is None:
        return None
    if act.event != event or batch_id not in (None, act.batch_id):
        raise request_used()
    return act.batch_id


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
    batch: Batch,
    programme: ProgrammeFacts,
    event: str,
    act: str,
    facts: Mapping[str, object],
    request_key: UUID,
    actor: Actor,
    now: datetime,
    note: str = "",
) -> None:
    """The act stands in the history of the batch, and, as the last write, in the audit chain."""
    BatchAct.objects.create(
        batch=batch, event=event, request_key=request_key, made_by=actor.key, made_at=now, note=note[:200]
    )
    record(
        kabupaten=programme.kabupaten,
        act=f"enrolment.{act}",
        actor=actor.key,
        subject=f"batch:{batch.pk}",
        facts=facts,
        now=now,
    )
