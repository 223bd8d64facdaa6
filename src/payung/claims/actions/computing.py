"""What a claim owes is computed by its officer and approved by the head: neither of whom wrote the report.

A computation never changes. One whose facts have changed since counts for nothing: it is made anew beside it.
"""

from collections.abc import Iterator
from datetime import datetime
from textwrap import wrap
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.claims.actions.asked import locked_claim, refuse_but_dinas, tell
from payung.claims.actions.differing import compare_within
from payung.claims.models import Claim, Computation, ComputedLine
from payung.claims.queries.money import Answered, answered
from payung.claims.rules import money_refusals as refusals
from payung.claims.rules.refusals import request_used
from payung.claims.states import OVER, State
from payung.law.rules.benefit.case import BenefitAnswer, OwedLine

_SOURCE, _TEXT = 200, 500


def compute(*, claim_id: int, request_key: UUID, actor: Actor, now: datetime) -> int:
    """What the claim owes by the record of now, stored with its reasons. Once a request.

    Raises FactsMissing with all that is missing, NotYours for anybody but the officer of the claim, Refused.
    """
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        made = Computation.objects.filter(request_key=request_key).first()
        if made:
            if made.claim_id != claim.pk:
                raise request_used()
            return made.pk
        _refuse_but_officer(claim, actor)
        current = answered(claim_id=claim_id, on=timezone.localdate(now))
        answer = _whole(current)
        made = Computation.objects.create(
            claim=claim,
            regime=answer.regime,
            law_sha256=answer.law,
            facts_sha256=current.facts_sha256,
            total_now_rp=answer.total_now_rp,
            scholarship_total_rp=answer.scholarship_total_rp,
            made_by=actor.key,
            made_at=now,
            reported_by=claim.reported_by,
            request_key=request_key,
        )
        ComputedLine.objects.bulk_create(
            ComputedLine(computation=made, number=number, **columns)
            for number, columns in enumerate(_lines(current, answer), 1)
        )
        facts = {
            "computation": made.pk,
            "amount_rp": answer.total_now_rp,
            "facts_sha256": current.facts_sha256,
            "law_sha256": answer.law,
        }
        tell("compute", claim=claim, facts=facts, actor=actor, now=now)
    return made.pk


def approve(*, computation_id: int, request_key: UUID, actor: Actor, now: datetime) -> None:
    """The head has approved it; differences with what was paid are found anew. Approved before: nothing happens.

    Raises NotYours for anybody but the head, for who made it and who wrote the report; Refused for one that is stale.
    """
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim_id = Computation.objects.values_list("claim_id", flat=True).filter(id=computation_id).first()
        if claim_id is None:
            raise refusals.no_such_computation()
        claim = locked_claim(claim_id=claim_id, actor=actor)
        made = Computation.objects.get(id=computation_id)
        if made.approved_at:
            return
        _refuse_approver(made, actor)
        current = answered(claim_id=claim.pk, on=timezone.localdate(now))
        law = current.answer.law if current.answer else ""
        if (made.facts_sha256, made.law_sha256) != (current.facts_sha256, law):
            raise refusals.computation_stale()
        if Computation.objects.filter(claim=claim, id__gt=made.pk).exists():
            raise refusals.computation_replaced()
        made.approved_by, made.approved_at = actor.key, now
        made.save(update_fields=["approved_by", "approved_at"])
        found = compare_within(claim=claim, actor=actor, now=now)
        facts = {
            "computation": made.pk,
            "amount_rp": made.total_now_rp,
            "differences": found.opened,
            "request_key": str(request_key),
        }
        tell("approve_computation", claim=claim, facts=facts, actor=actor, now=now)


def _refuse_but_officer(claim: Claim, actor: Actor) -> None:
    if claim.state in OVER and claim.state != State.CLOSED:
        raise refusals.claim_withdrawn()
    if not actor.may(Role.OPERATOR):
        raise refusals.officer_computes()
    if actor.key == claim.reported_by:
        raise refusals.reporter_computes()
    if actor.key != claim.officer:
        raise refusals.other_officer(claim.officer_name)


def _refuse_approver(made: Computation, actor: Actor) -> None:
    if not actor.may(Role.HEAD):
        raise refusals.head_approves()
    if actor.key == made.made_by:
        raise refusals.maker_approves()
    if actor.key == made.reported_by:
        raise refusals.reporter_approves()


def _whole(current: Answered) -> BenefitAnswer:
    if current.found.case is None:
        raise refusals.case_lacks(current.found.lacks)
    if current.answer is None:
        raise refusals.law_missing()
    return current.answer


def _lines(current: Answered, answer: BenefitAnswer) -> Iterator[dict[str, object]]:
    yield from (_amount(one) for one in answer.lines)
    told = dict.fromkeys((*answer.for_a_person, *current.found.doubts), True)
    for sentence in (*told, *(one for one in answer.notes if one not in told)):
        for piece in wrap(sentence, _TEXT):
            yield {"note": piece, "for_a_person": sentence in told}


def _amount(one: OwedLine) -> dict[str, object]:
    """Articles that do not fit beside the amount stand in its note: none is left out."""
    first, rest = one.source, ""
    if len(first) > _SOURCE:
        first = first[: _SOURCE + 1].rpartition("; ")[0] or first[:_SOURCE]
        rest = one.source[len(first) :].removeprefix("; ")
    return {
        "code": one.code.value,
        "amount_rp": one.amount_rp,
        "formula": one.formula[:_TEXT],
        "source": first,
        "note": rest[:_TEXT],
    }
