"""A payment goes on: verified by the PPK-SKPD, ordered by the head, or taken back before money moved."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.contributions.actions.billing_asked import plain_because, plain_words
from payung.contributions.actions.paying_asked import asked_payment, leave, locked_payment, paid_before
from payung.contributions.models import Payment
from payung.contributions.queries.paying import PaymentFacts, payment_facts_of
from payung.contributions.rules.paying import check_spm_day
from payung.contributions.rules.paying_refusals import number_missing, same_person
from payung.contributions.states import PAYMENT_STEPS, PaymentEvent, PaymentState, after
from payung.programmes import queries as programmes


def verify_payment(*, payment_id: int, request_key: UUID, actor: Actor, now: datetime) -> PaymentFacts:
    """Papers and sums are right, says somebody else than who drew it up. Raises NotFound, NotAllowed, MakerIsChecker."""
    programme = asked_payment(payment_id=payment_id, actor=actor)
    with transaction.atomic():
        payment = locked_payment(payment_id)
        if paid_before(request_key=request_key, event=PaymentEvent.VERIFY, payment_id=payment_id) is None:
            to = after(PAYMENT_STEPS, PaymentState(payment.state), PaymentEvent.VERIFY, actor.roles)
            if actor.key == payment.made_by:
                raise same_person("memverifikasinya")
            Payment.objects.filter(id=payment_id).update(state=to, verified_by=actor.key)
            leave(
                payment=payment,
                programme=programme,
                event=PaymentEvent.VERIFY,
                act="contributions.verify_payment",
                facts={"made_by": payment.made_by, "amount_rp": payment.amount_rp},
                request_key=request_key,
                actor=actor,
                now=now,
            )
    return payment_facts_of(payment_id)


def order_payment(
    *, payment_id: int, spm_number: str, spm_date: date, request_key: UUID, actor: Actor, now: datetime
) -> PaymentFacts:
    """The SPM is signed, within the fiscal year. Raises NotFound, NotAllowed, MakerIsChecker, DayDoesNotFit."""
    programme = asked_payment(payment_id=payment_id, actor=actor)
    number = plain_words(spm_number, longest=80)
    with transaction.atomic():
        payment = locked_payment(payment_id)
        if paid_before(request_key=request_key, event=PaymentEvent.ORDER, payment_id=payment_id) is None:
            to = after(PAYMENT_STEPS, PaymentState(payment.state), PaymentEvent.ORDER, actor.roles)
            if actor.key in (payment.made_by, payment.verified_by):
                raise same_person("menandatangani SPM-nya")
            if not number:
                raise number_missing("SPM")
            check_spm_day(
                day=spm_date,
                spp_date=payment.spp_date,
                today=timezone.localtime(now).date(),
                calendar=programmes.calendar(programme_id=programme.id),
            )
            ordered = {"spm_number": number, "spm_date": spm_date, "ordered_by": actor.key}
            Payment.objects.filter(id=payment_id).update(state=to, **ordered)
            leave(
                payment=payment,
                programme=programme,
                event=PaymentEvent.ORDER,
                act="contributions.order_payment",
                facts={"spm": number, "spm_date": spm_date.isoformat(), "amount_rp": payment.amount_rp},
                request_key=request_key,
                actor=actor,
                now=now,
                note=number,
            )
    return payment_facts_of(payment_id)


def return_payment(*, payment_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> PaymentFacts:
    """The PPK-SKPD gives it back: something in it is not right; another SPP takes its place. Raises NotAllowed."""
    return _taken_back(
        payment_id,
        PaymentEvent.RETURN,
        "contributions.return_payment",
        because,
        request_key=request_key,
        actor=actor,
        now=now,
    )


def withdraw_payment(*, payment_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> PaymentFacts:
    """It will not be paid: its bills may be asked for again. Raises NotFound, NotAllowed, WordsMissing."""
    return _taken_back(
        payment_id,
        PaymentEvent.WITHDRAW,
        "contributions.withdraw_payment",
        because,
        request_key=request_key,
        actor=actor,
        now=now,
    )


def _taken_back(
    payment_id: int,
    event: PaymentEvent,
    act: str,
    because: str,
    *,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> PaymentFacts:
    programme = asked_payment(payment_id=payment_id, actor=actor)
    reason = plain_because(because)
    with transaction.atomic():
        payment = locked_payment(payment_id)
        if paid_before(request_key=request_key, event=event, payment_id=payment_id) is None:
            to = after(PAYMENT_STEPS, PaymentState(payment.state), event, actor.roles)
            Payment.objects.filter(id=payment_id).update(state=to, withdrawn_because=reason)
            leave(
                payment=payment,
                programme=programme,
                event=event,
                act=act,
                facts={"because": reason, "from": payment.state},
                request_key=request_key,
                actor=actor,
                now=now,
                note=reason,
            )
    return payment_facts_of(payment_id)
