"""Who asks for what of which payment, and what each step leaves behind."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.contributions.actions.billing_asked import programme_of
from payung.contributions.models import Payment, PaymentAct
from payung.contributions.rules.paying_refusals import payment_not_found
from payung.contributions.rules.refusals import request_used
from payung.programmes.rules.setup import ProgrammeFacts


def asked_payment(*, payment_id: int, actor: Actor) -> ProgrammeFacts:
    """The programme of a payment. Raises NotFound and NotYours."""
    payment = Payment.objects.filter(id=payment_id, programme__kabupaten=actor.kabupaten).first()
    if payment is None:
        raise payment_not_found()
    return programme_of(programme_id=payment.programme_id, actor=actor)


def locked_payment(payment_id: int) -> Payment:
    """The payment, ours until the transaction ends."""
    return Payment.objects.select_for_update().get(id=payment_id)


def paid_before(*, request_key: UUID, event: str, payment_id: int | None = None) -> int | None:
    """The payment of a request that has had its effect already. Raises RequestUsed where it was for something else."""
    act = PaymentAct.objects.filter(request_key=request_key).first()
    if act is None:
        return None
    if act.event != event or payment_id not in (None, act.payment_id):
        raise request_used()
    return act.payment_id


def leave(
    *,
    payment: Payment,
    programme: ProgrammeFacts,
    event: str,
    act: str,
    facts: Mapping[str, object],
    request_key: UUID,
    actor: Actor,
    now: datetime,
    note: str = "",
) -> None:
    """The act stands in the history of the payment, and, as the last write, in the audit chain."""
    PaymentAct.objects.create(
        payment=payment, event=event, note=note[:200], request_key=request_key, made_by=actor.key, made_at=now
    )
    record(
        kabupaten=programme.kabupaten,
        act=act,
        actor=actor.key,
        subject=f"payment:{payment.pk}",
        facts=facts,
        now=now,
    )
