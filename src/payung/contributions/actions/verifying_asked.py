"""Who asks for what of a verval round: what its actions look at before they work, and what they leave behind."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik, hash_of_lines
from payung.contributions.models.verifying import VervalAct, VervalDesa, VervalRound
from payung.contributions.rules.refusals import holds_nik, not_yours, request_used
from payung.contributions.rules.verifying import (
    Said,
    checked,
    link_over,
    name_missing,
    no_round,
    no_such_link,
    round_closed,
    said_of_one_twice,
    twice,
)
from payung.contributions.states import VervalEvent

WORKERS = (Role.OPERATOR, Role.HEAD)


def refuse_but_dinas(actor: Actor) -> None:
    """Raises NotYours unless the actor works for the whole kabupaten in the dinas."""
    if not actor.may(*WORKERS) or actor.scope != actor.kabupaten:
        raise not_yours("operator atau kepala dinas")


def asked_round(*, round_id: int, actor: Actor) -> VervalRound:
    """The round as it stands, not locked yet. Raises NotFound and NotYours."""
    found = VervalRound.objects.filter(id=round_id, programme__kabupaten=actor.kabupaten).first()
    if found is None:
        raise no_round()
    refuse_but_dinas(actor)
    return found


def asked_desa(*, desa_id: int, actor: Actor) -> VervalDesa:
    """One desa of a round, for the dinas. Raises NotFound and NotYours."""
    found = VervalDesa.objects.filter(id=desa_id, round__programme__kabupaten=actor.kabupaten).first()
    if found is None:
        raise no_round()
    refuse_but_dinas(actor)
    return found


def linked_desa(*, token: str, now: datetime) -> VervalDesa:
    """The desa of a link that may still be written through. Raises NotFound, RoundClosed.

    Found by the hash of the token, so that the time of the search tells nothing of the links that there are.
    """
    found = VervalDesa.objects.filter(link_sha256=hash_of_token(token)).select_related("round").first()
    if found is None:
        raise no_such_link()
    if found.round.closed_at:
        raise round_closed()
    if found.expires_at is None or found.expires_at <= now:
        raise link_over()
    return found


def hash_of_token(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def locked_round(round_id: int) -> VervalRound:
    """The open round, ours until the transaction ends. Raises RoundClosed.

    Not against foreign keys to it (NO KEY): a bill that names it must not wait for a desa that waits for the bill.
    """
    found = (
        VervalRound.objects.select_for_update(of=("self",), no_key=True).select_related("programme").get(id=round_id)
    )
    if found.closed_at:
        raise round_closed()
    return found


def locked_desa(desa_id: int) -> VervalDesa:
    """The desa of an open round, ours until the transaction ends. Raises RoundClosed.

    The round is locked first: nobody closes it while a desa is being answered for.
    """
    locked_round(VervalDesa.objects.values_list("round_id", flat=True).get(id=desa_id))
    return (
        VervalDesa.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round__programme")
        .get(id=desa_id)
    )


def done_before(*, request_key: UUID, event: VervalEvent, desa_id: int | None = None) -> bool:
    """Whether the request has had its effect. Raises RequestUsed where it was for something else."""
    act = VervalAct.objects.filter(request_key=request_key).first()
    if act is None:
        return False
    if act.event != event or act.desa_id != desa_id:
        raise request_used()
    return True


def plain_said(said: Sequence[Said], *, now: datetime) -> list[Said]:
    """What was said in one line of words each. Raises SaidDoesNotFit, WordsMissing."""
    if said_of_one_twice(said):
        raise twice()
    plain = [checked(one, today=timezone.localtime(now).date()) for one in said]
    if any(could_hold_nik(one.note) for one in plain):
        raise holds_nik()
    return plain


def plain_name(name: str) -> str:
    """The name of whoever answers for a desa. Raises WordsMissing for none, and for one that could be a NIK."""
    plain = " ".join(name.split())[:120]
    if not plain:
        raise name_missing()
    if could_hold_nik(plain):
        raise holds_nik()
    return plain


def plain_number(number: str) -> str:
    """The number that the desa wrote on its minutes, if any. Raises WordsMissing for what could be a NIK."""
    plain = " ".join(number.split())[:80]
    if could_hold_nik(plain):
        raise holds_nik()
    return plain


def hash_of_said(said: Sequence[Said]) -> str:
    """Of what was said of whom, in the order of memberships; nothing where nothing was."""
    lines = sorted(f"{one.membership_id}|{one.answer}|{one.happened_on or ''}|{one.note}" for one in said)
    return hash_of_lines(lines) if lines else ""


def leave(
    *,
    of_round: VervalRound,
    desa: VervalDesa | None,
    event: VervalEvent,
    act: str,
    facts: Mapping[str, object],
    request_key: UUID,
    actor: Actor,
    now: datetime,
    said: Sequence[Said] = (),
    name: str = "",
    scan_code: str = "",
) -> None:
    """The act stands in the history of the round and, as the last write, in the audit chain."""
    hashed = hash_of_said(said)
    VervalAct.objects.create(
        round=of_round,
        desa=desa,
        event=event,
        name=name,
        line_count=len(said),
        lines_sha256=hashed,
        scan_code=scan_code,
        request_key=request_key,
        made_by=actor.key,
        made_at=now,
    )
    record(
        kabupaten=of_round.programme.kabupaten,
        act=f"contributions.{act}",
        actor=actor.key,
        subject=f"verval_desa:{desa.pk}" if desa else f"verval:{of_round.pk}",
        facts={**facts, "lines": len(said), "lines_sha256": hashed} if said else facts,
        now=now,
    )
