"""A person says of which claim a line of the branch's report is, that it is none of ours, or that this was a mistake."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.claims.actions.asked import plain_reason
from payung.claims.actions.branch import follow, hold_all, put_reported, refuse_but_operator
from payung.claims.actions.opening import open_claims
from payung.claims.models import BranchLine, Claim, Payment
from payung.claims.queries.branch import membership_of
from payung.claims.rules import branch_refusals as refusals
from payung.claims.rules.branch import BranchSettled
from payung.claims.rules.reporting import NewClaim
from payung.claims.states import EventKind, State
from payung.membership import queries as memberships


def take_line(*, line_id: int, code: str, request_key: UUID, actor: Actor, now: datetime) -> int:
    """A person says of which claim the line is (its code), or that it is none yet (empty): a claim is opened.

    Its money is recorded, unless it stands there already. Once decided it stays. Raises Refused.
    """
    refuse_but_operator(actor)
    with transaction.atomic():
        line = _line(line_id, actor)
        if line.decided_by and line.claim_id:
            return line.claim_id
        if line.settled != BranchSettled.WAITING:
            raise refusals.line_settled()
        claim = _named(code, actor) if code else _opened(line, actor, now)
        payment = _paid_by(line, claim)
        settled = BranchSettled.OPENED if not code else BranchSettled.AGREES
        if payment is None and line.paid_rp:
            if line.paid_on is None:
                raise refusals.paid_day_missing()
            payment, settled = _pay(line, claim, actor, now), BranchSettled.PAID if code else settled
        line.claim, line.payment, line.settled, line.decided_by = claim, payment, settled, actor.key
        line.save(update_fields=["claim", "payment", "settled", "decided_by"])
        facts = {"claim_code": claim.code, "settled": settled.value, "request_key": str(request_key)}
        _record_line(line, facts, actor, now)
    return claim.pk


def leave_line(*, line_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """A person says that the line is nothing of ours, and why. Raises Refused."""
    refuse_but_operator(actor)
    reason = plain_reason(because, longest=200)
    with transaction.atomic():
        line = _line(line_id, actor)
        if line.settled == BranchSettled.NOT_OURS and line.decided_by:
            return
        if line.settled != BranchSettled.WAITING:
            raise refusals.line_settled()
        line.settled, line.decided_by = BranchSettled.NOT_OURS, actor.key
        line.save(update_fields=["settled", "decided_by"])
        facts = {"settled": line.settled, "because": reason, "request_key": str(request_key)}
        _record_line(line, facts, actor, now)


def reopen_line(*, line_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """It was left by mistake: the line waits again. Raises Refused for one whose money was recorded."""
    refuse_but_operator(actor)
    reason = plain_reason(because, longest=200)
    with transaction.atomic():
        line = _line(line_id, actor)
        if line.settled == BranchSettled.WAITING:
            return
        if line.settled != BranchSettled.NOT_OURS:
            raise refusals.line_settled()
        line.settled, line.decided_by = BranchSettled.WAITING, ""
        line.save(update_fields=["settled", "decided_by"])
        facts = {"settled": line.settled, "because": reason, "request_key": str(request_key)}
        _record_line(line, facts, actor, now)


def _line(line_id: int, actor: Actor) -> BranchLine:
    rows_ = BranchLine.objects.select_for_update(of=("self",), no_key=True).select_related("report")
    line = rows_.filter(id=line_id, report__kabupaten=actor.kabupaten).first()
    if line is None:
        raise refusals.no_such_line()
    return line


def _named(code: str, actor: Actor) -> Claim:
    rows_ = Claim.objects.select_for_update(of=("self",), no_key=True)
    claim = rows_.filter(code=code.strip().upper(), kabupaten=actor.kabupaten).first()
    if claim is None or claim.state == State.WITHDRAWN:
        raise refusals.no_such_claim()
    return claim


def _opened(line: BranchLine, actor: Actor, now: datetime) -> Claim:
    if line.person_id is None or line.event_date is None or line.scheme not in ("JKK", "JKM"):
        raise refusals.cannot_open()
    members = memberships.of_humans(humans=[line.person_id]).get(line.person_id, [])
    if not members or line.event_date < min(one.registered_date for one in members):
        raise refusals.cannot_open()
    kind = EventKind.DEATH if line.scheme == "JKM" else EventKind.ACCIDENT
    event = NewClaim(
        kind=kind,
        person_id=line.person_id,
        membership_id=membership_of(members, line.event_date),
        event_date=line.event_date,
        death_date=line.event_date if kind is EventKind.DEATH else None,
        told_at=line.report.made_at,
        reported_by=actor.key,
    )
    (claim_id,) = open_claims(kabupaten=line.report.kabupaten, events=[event], now=now)
    if kind is EventKind.DEATH:
        hold_all(line.report, {line.person_id: (members, line.event_date)}, f"line:{line.pk}", actor, now)
    return Claim.objects.select_for_update(of=("self",), no_key=True).get(id=claim_id)


def _paid_by(line: BranchLine, claim: Claim) -> Payment | None:
    """The payment of the claim that the line tells of, where it stands already."""
    same = Payment.objects.filter(claim=claim, total_rp=line.paid_rp or 0).order_by("id")
    that_day = same.filter(paid_on=line.paid_on).first() if line.paid_on else None
    return that_day or same.first()


def _pay(line: BranchLine, claim: Claim, actor: Actor, now: datetime) -> Payment:
    if line.paid_on is None or not line.paid_rp:
        raise refusals.paid_day_missing()
    if line.paid_on < claim.event_date:
        raise refusals.paid_before_the_event()
    made = put_reported(line.report, line.sheet, line.row, line.paid_on, line.paid_rp, claim, actor, now)
    follow(claim, actor, now)
    return made


def _record_line(line: BranchLine, facts: Mapping[str, object], actor: Actor, now: datetime) -> None:
    record(
        kabupaten=line.report.kabupaten,
        act="claims.settle_branch_line",
        actor=actor.key,
        subject=f"branch_line:{line.pk}",
        facts={"report": line.report_id, "row": line.row, **facts},
        now=now,
    )
