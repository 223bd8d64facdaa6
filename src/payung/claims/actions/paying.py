"""What BPJS paid is recorded, as its letter, the bank book or its branch's report says, and held against what is owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.claims.actions.asked import Scanned, locked_claim, plain_note, refuse_but_dinas, refuse_days, tell
from payung.claims.actions.differing import compare_within
from payung.claims.actions.stepping import step_within
from payung.claims.models import Claim, Payment, PaymentLine
from payung.claims.rules import money_refusals as refusals
from payung.claims.rules.differences import UNSAID
from payung.claims.rules.facts import LARGEST_RP
from payung.claims.rules.refusals import request_used
from payung.claims.states import OVER, Event, State
from payung.law.rules.benefit.case import LineCode

LETTER = "letter"
CODES = frozenset(code.value for code in LineCode) | {UNSAID}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLine:
    """So much for what; `code` empty where BPJS did not say."""

    code: str
    amount_rp: int


def record_payment(
    *,
    claim_id: int,
    paid_on: date,
    payee: str,
    lines: Sequence[PaidLine],
    paper_number: str = "",
    scan: Scanned | None = None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    """The family has this money; the claim is paid, and differences are opened or mended. Once a request.

    Several payments may follow each other. Raises NotAllowed, Refused.
    """
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        before = Payment.objects.filter(request_key=request_key).first()
        if before:
            if before.claim_id != claim.pk:
                raise request_used()
            return before.pk
        if not actor.may(Role.OPERATOR):
            raise refusals.not_workers()
        _refuse_state(claim)
        refuse_days((paid_on,), since=claim.event_date, now=now)
        _refuse_reported(claim, lines)
        made = put_payment(
            claim=claim,
            paid_on=paid_on,
            payee=plain_note(payee, longest=200),
            lines=lines,
            source=LETTER,
            request_key=request_key,
            actor=actor,
            now=now,
            paper_number=plain_note(paper_number, longest=80),
            scan=scan,
        )
        if claim.state == State.DECIDED:
            step_within(
                claim=claim, event=Event.PAY, happened_on=paid_on, request_key=request_key, actor=actor, now=now
            )
        found = compare_within(claim=claim, actor=actor, now=now)
        facts = {
            "payment": made.pk,
            "amount_rp": made.total_rp,
            "paid_on": paid_on.isoformat(),
            "lines": len(lines),
            "differences": found.opened,
            "mended": found.mended,
            "scan_sha256": scan.sha256 if scan else None,
        }
        tell("record_payment", claim=claim, facts=facts, actor=actor, now=now)
    return made.pk


def confirm_paid(*, claim_id: int, request_key: UUID, actor: Actor, now: datetime) -> None:
    """A payment that came by the branch's report before BPJS's letter: the claim is paid, now that it is decided."""
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        paid_on = Payment.objects.filter(claim=claim).order_by("-paid_on").values_list("paid_on", flat=True).first()
        if claim.state == State.PAID:
            return
        if paid_on is None:
            raise refusals.nothing_paid()
        step_within(claim=claim, event=Event.PAY, happened_on=paid_on, request_key=request_key, actor=actor, now=now)
        found = compare_within(claim=claim, actor=actor, now=now)
        facts = {"paid_on": paid_on.isoformat(), "differences": found.opened}
        tell("confirm_paid", claim=claim, facts=facts, actor=actor, now=now)


def put_payment(
    *,
    claim: Claim,
    paid_on: date,
    payee: str,
    lines: Iterable[PaidLine],
    source: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    paper_number: str,
    scan: Scanned | None,
) -> Payment:
    """The payment with its lines, inside the caller's transaction, which holds the claim and compares afterwards."""
    sums = summed(lines)
    made = Payment.objects.create(
        claim=claim,
        paid_on=paid_on,
        payee=payee,
        total_rp=sum(sums.values()),
        source=source,
        paper_number=paper_number,
        scan_code=scan.code if scan else "",
        scan_name=scan.name[:255] if scan else "",
        scan_sha256=scan.sha256 if scan else "",
        request_key=request_key,
        made_by=actor.key,
        made_at=now,
    )
    PaymentLine.objects.bulk_create(PaymentLine(payment=made, code=code, amount_rp=rp) for code, rp in sums.items())
    return made


def summed(lines: Iterable[PaidLine]) -> dict[str, int]:
    """What was paid by line, each once. Raises Refused for sums that cannot be."""
    sums: dict[str, int] = {}
    for one in lines:
        if one.code not in CODES:
            raise refusals.unknown_line()
        if one.amount_rp <= 0:
            raise refusals.amount_not_positive()
        sums[one.code] = sums.get(one.code, 0) + one.amount_rp
    if not sums:
        raise refusals.nothing_paid()
    if sum(sums.values()) >= LARGEST_RP:
        raise refusals.amount_too_large()
    return sums


def _refuse_state(claim: Claim) -> None:
    if claim.state in OVER:
        raise refusals.claim_over()
    if claim.state not in (State.DECIDED, State.PAID):
        raise refusals.not_decided()


def _refuse_reported(claim: Claim, lines: Sequence[PaidLine]) -> None:
    """The letter of money that the branch has reported already: it is there, and came once."""
    reported = Payment.objects.filter(claim=claim, total_rp=sum(summed(lines).values())).exclude(source=LETTER)
    there = reported.order_by("id").first()
    if there is not None:
        raise refusals.reported_already(total_rp=there.total_rp, paid_on=there.paid_on)
