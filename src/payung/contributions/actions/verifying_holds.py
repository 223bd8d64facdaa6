"""What the word of a desa does to memberships: holds, releases, and ends once its minutes are signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.contributions.actions.verifying_asked import asked_desa, done_before, leave
from payung.contributions.models.verifying import VervalDesa, VervalLine
from payung.contributions.rules.verifying import (
    Follow,
    Said,
    follows,
    held_for_claim,
    holds_after,
    no_minutes,
    not_a_member,
    nothing_to_end,
    nothing_to_release,
)
from payung.contributions.states import VervalAnswer, VervalEvent
from payung.membership import actions as memberships
from payung.membership.actions import Ending, Paper, Told
from payung.membership.actions.ending import lock_quotas
from payung.membership.queries import held_for
from payung.membership.states import EndReason, HoldReason, State

_CORRECTED = "Desa membetulkan jawaban vervalnya"
_CONFIRMED = "Menurut berita acara verval desa"
_STILL_WORKING = "Desa menyatakan masih hidup dan bekerja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line of which something else is said than before, and what follows."""

    said: Said
    follow: Follow


def write_lines(*, desa: VervalDesa, said: Sequence[Said]) -> list[Change]:
    """What is said stands on the lines; only what changes them is answered. Raises NotFound for nobody of this desa.

    Lines and memberships stay ours, in the order of memberships, until the transaction ends.
    """
    lines = _locked_lines(desa, [one.membership_id for one in said])
    changed, changes = [], []
    for one in said:
        line = lines[one.membership_id]
        if (line.answer, line.happened_on, line.note) == (one.answer, one.happened_on, one.note):
            continue
        state = State(line.membership.state)
        follow = follows(answer=one.answer, holds=line.holds, state=state)
        line.holds = holds_after(answer=one.answer, holds=line.holds, state=state)
        line.answer, line.happened_on, line.note = one.answer, one.happened_on, one.note
        changed.append(line)
        changes.append(Change(said=one, follow=follow))
    VervalLine.objects.bulk_update(changed, ["answer", "happened_on", "note", "holds"], batch_size=500)
    return changes


def _locked_lines(desa: VervalDesa, membership_ids: Sequence[int]) -> dict[int, VervalLine]:
    found = VervalLine.objects.select_for_update(of=("self", "membership"), no_key=True).select_related("membership")
    lines = {
        line.membership_id: line
        for line in found.filter(desa=desa, membership__in=membership_ids).order_by("membership_id")
    }
    if len(lines) < len(membership_ids):
        raise not_a_member()
    return lines


def follow_up(changes: Sequence[Change], *, desa: VervalDesa, request_key: UUID, actor: Actor, now: datetime) -> None:
    """Memberships are released and held as the changes say."""
    said_of = {follow: [one.said for one in changes if one.follow is follow] for follow in Follow}
    source = f"verval:{desa.round_id}"
    if released := said_of[Follow.RELEASE]:
        memberships.release_many(
            membership_ids=[one.membership_id for one in released],
            note=_CORRECTED,
            source=source,
            request_key=uuid5(request_key, "release"),
            actor=actor,
            now=now,
        )
    if held := said_of[Follow.HOLD]:
        memberships.hold(
            told=[_told(one) for one in held],
            source=source,
            request_key=uuid5(request_key, "hold"),
            actor=actor,
            now=now,
        )


def _told(said: Said) -> Told:
    return Told(
        membership_id=said.membership_id,
        reason=HoldReason(said.answer.value),
        happened_on=said.happened_on,
        note=said.note,
    )


def end_confirmed(
    *, desa_id: int, membership_ids: Sequence[int], request_key: UUID, actor: Actor, now: datetime
) -> int:
    """Held memberships of whom the desa says why they end, end on its signed minutes; how many.

    Where the desa gave no day, it is the day of its answer. Raises NotFound, NotYours, RoundDoesNotFit, and what
    membership refuses.
    """
    asked_desa(desa_id=desa_id, actor=actor)
    with transaction.atomic():
        lock_quotas(membership_ids)  # before anything of business: the order in which all lock
        desa = desa_of_any_round(desa_id)
        if done_before(request_key=request_key, event=VervalEvent.END, desa_id=desa_id):
            return 0
        if not desa.scan_code:
            raise no_minutes()
        lines = _locked_lines(desa, membership_ids).values()
        if not lines or not all(line.answer != VervalAnswer.WORKING and _held(line) for line in lines):
            raise nothing_to_end()
        memberships.end(
            ends=[_ending(line, desa) for line in lines],
            source=f"verval:{desa.round_id}",
            evidence=Paper(code=desa.scan_code, name=desa.scan_name, sha256=desa.scan_sha256),
            request_key=uuid5(request_key, "end"),
            actor=actor,
            now=now,
        )
        _leave(desa, lines, VervalEvent.END, "end_confirmed", request_key, actor, now)
    return len(lines)


def release_confirmed(
    *, desa_id: int, membership_ids: Sequence[int], request_key: UUID, actor: Actor, now: datetime
) -> int:
    """Memberships that others held, and of whom the desa says that they work, run on; how many.

    Raises NotFound, NotYours, RoundDoesNotFit: also where a claim or a list of the dead holds one of them.
    """
    asked_desa(desa_id=desa_id, actor=actor)
    with transaction.atomic():
        desa = desa_of_any_round(desa_id)
        if done_before(request_key=request_key, event=VervalEvent.RELEASE, desa_id=desa_id):
            return 0
        lines = _locked_lines(desa, membership_ids).values()
        if not lines or not all(line.answer == VervalAnswer.WORKING and _held(line) for line in lines):
            raise nothing_to_release()
        if any(one.for_claim for one in held_for(membership_ids=membership_ids).values()):
            raise held_for_claim()
        memberships.release_many(
            membership_ids=[line.membership_id for line in lines],
            note=_STILL_WORKING,
            source=f"verval:{desa.round_id}",
            request_key=uuid5(request_key, "release"),
            actor=actor,
            now=now,
        )
        _leave(desa, lines, VervalEvent.RELEASE, "release_confirmed", request_key, actor, now)
    return len(lines)


def desa_of_any_round(desa_id: int) -> VervalDesa:
    """One desa's part, ours until the transaction ends, also after its round was closed."""
    return (
        VervalDesa.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round__programme")
        .get(id=desa_id)
    )


def _held(line: VervalLine) -> bool:
    return bool(line.answer) and line.membership.state == State.HELD


def _leave(
    desa: VervalDesa,
    lines: Iterable[VervalLine],
    event: VervalEvent,
    act: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    leave(
        of_round=desa.round,
        desa=desa,
        event=event,
        act=act,
        facts={},
        said=[_said(line) for line in lines],
        request_key=request_key,
        actor=actor,
        now=now,
    )


def _ending(line: VervalLine, desa: VervalDesa) -> Ending:
    answered = desa.answered_at or desa.round.opened_at
    return Ending(
        membership_id=line.membership_id,
        reason=EndReason(line.answer),
        happened_on=line.happened_on or timezone.localtime(answered).date(),
        note=line.note or _CONFIRMED,
    )


def _said(line: VervalLine) -> Said:
    return Said(
        membership_id=line.membership_id,
        answer=VervalAnswer(line.answer),
        happened_on=line.happened_on,
        note=line.note,
    )
