"""Differences between what is owed and what was paid: opened and mended by payments, accepted by a person.

What a person has accepted is not opened again by a comparison, unless its sums are others.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.claims.actions.asked import locked_claim, plain_reason, refuse_but_dinas, tell
from payung.claims.models import Claim, Difference, Payment
from payung.claims.queries.money import approved, comparison
from payung.claims.rules import money_refusals as refusals
from payung.claims.rules.differences import ComparedLine

_ACCEPTED, _MENDED = "accepted", "mended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How many differences were opened or changed, and how many a payment mended."""

    opened: int
    mended: int


NOTHING = Compared(opened=0, mended=0)


def compare_within(*, claim: Claim, actor: Actor, now: datetime) -> Compared:
    """Differences stand as the payments and the approved computation say, inside another act's transaction.

    Nothing is compared before the first payment, nor without an approved computation that still holds.
    """
    if not Payment.objects.filter(claim=claim).exists():
        return NOTHING
    computation = approved(claim_id=claim.pk)
    if computation is None:
        return NOTHING
    wanted = {one.code: one for one in comparison(computation=computation) if one.kind}
    standing = list(Difference.objects.filter(claim=claim).order_by("id"))
    opened = mended = 0
    for row in standing:
        if row.closed_at is None:
            line = wanted.pop(row.code, None)
            if line is None:
                row.closed_at, row.closed_by, row.closing = now, actor.key, _MENDED
                row.save(update_fields=["closed_at", "closed_by", "closing"])
                mended += 1
            elif (line.owed_rp, line.paid_rp) != (row.owed_rp, row.paid_rp):
                row.owed_rp, row.paid_rp = line.owed_rp, line.paid_rp
                row.save(update_fields=["owed_rp", "paid_rp"])
                opened += 1
    decided = {(row.code, row.owed_rp, row.paid_rp) for row in standing if row.closing == _ACCEPTED}
    fresh = [one for one in wanted.values() if (one.code, one.owed_rp, one.paid_rp) not in decided]
    Difference.objects.bulk_create(_row(claim, one, actor, now) for one in fresh)
    return Compared(opened=opened + len(fresh), mended=mended)


def compare_again(*, claim_id: int, request_key: UUID, actor: Actor, now: datetime) -> Compared:
    """The same as an act of its own: the computation was made anew, or a scholarship year was paid. Raises Lacking."""
    _refuse_but_workers(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        if approved(claim_id=claim_id) is None:
            raise refusals.computation_not_approved()
        found = compare_within(claim=claim, actor=actor, now=now)
        if found != NOTHING:
            facts = {"differences": found.opened, "mended": found.mended, "request_key": str(request_key)}
            tell("compare_payment", claim=claim, facts=facts, actor=actor, now=now)
    return found


def accept_difference(*, difference_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """A person decides that it stays as it is, and why: neither who opened it nor who wrote the report. Raises Refused."""
    _refuse_but_workers(actor)
    reason = plain_reason(because, longest=300)
    with transaction.atomic():
        claim_id = Difference.objects.values_list("claim_id", flat=True).filter(id=difference_id).first()
        if claim_id is None:
            raise refusals.no_such_difference()
        claim = locked_claim(claim_id=claim_id, actor=actor)
        row = Difference.objects.get(id=difference_id)
        if row.closing == _ACCEPTED and (row.closed_by, row.because) == (actor.key, reason):
            return
        if row.closed_at is not None:
            raise refusals.difference_closed()
        if actor.key == row.opened_by:
            raise refusals.opener_accepts()
        if actor.key == claim.reported_by:
            raise refusals.reporter_accepts()
        row.closed_at, row.closed_by, row.closing, row.because = now, actor.key, _ACCEPTED, reason
        row.save(update_fields=["closed_at", "closed_by", "closing", "because"])
        facts = {
            "difference": row.pk,
            "line_code": row.code,
            "owed_rp": row.owed_rp,
            "paid_rp": row.paid_rp,
            "because": reason,
            "request_key": str(request_key),
        }
        tell("accept_difference", claim=claim, facts=facts, actor=actor, now=now)


def _refuse_but_workers(actor: Actor) -> None:
    refuse_but_dinas(actor)
    if not actor.may(Role.OPERATOR, Role.HEAD):
        raise refusals.not_workers()


def _row(claim: Claim, one: ComparedLine, actor: Actor, now: datetime) -> Difference:
    return Difference(
        claim=claim, code=one.code, owed_rp=one.owed_rp, paid_rp=one.paid_rp, opened_at=now, opened_by=actor.key
    )
