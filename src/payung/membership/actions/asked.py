"""Who asks for what of which memberships: what every action looks at before it works, and what it leaves behind."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik, hash_of_lines
from payung.membership.models import Act, Membership
from payung.membership.queries.facts import chunks
from payung.membership.rules.refusals import (
    day_ahead,
    holds_nik,
    not_found,
    not_yours,
    reason_missing,
    request_used,
)
from payung.membership.rules.told import Paper
from payung.membership.states import EndReason, Event, HoldReason

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One act on one membership, as its history keeps it."""

    membership_id: int
    reason: EndReason | HoldReason | None = None
    note: str = ""
    happened_on: date | None = None


def locked(ids: Collection[int], *, actor: Actor) -> dict[int, Membership]:
    """These memberships, ours until the transaction ends, in the order of their id. Raises NotFound unless all are the actor's.

    Not against foreign keys to them (NO KEY): a row that names one is looked at when its transaction ends, with the
    head of the audit chain in its hands, for which we wait.
    """
    wanted = sorted(set(ids))
    found: dict[int, Membership] = {}
    for chunk in chunks(wanted):
        rows = Membership.objects.select_for_update(of=("self",), no_key=True).filter(
            id__in=chunk, programme__kabupaten=actor.kabupaten
        )
        for row in rows.select_related("line").order_by("id"):
            if actor.sees(row.line.desa_code):
                found[row.pk] = row
    if len(found) < len(wanted):
        raise not_found()
    return found


def refuse_but_dinas(actor: Actor) -> None:
    if actor.scope != actor.kabupaten:
        raise not_yours()


def done_before(ids: Collection[int], *, request_key: UUID, event: Event) -> frozenset[int]:
    """Those on which this request has had its effect. Raises RequestUsed where it was for something else."""
    found: set[int] = set()
    for chunk in chunks(sorted(set(ids))):
        for membership_id, was in Act.objects.filter(membership__in=chunk, request_key=request_key).values_list(
            "membership_id", "event"
        ):
            if was != event:
                raise request_used()
            found.add(membership_id)
    return frozenset(found)


def plain_note(text: str) -> str:
    """The note without spaces around it. Raises ReasonMissing for one that could hold a NIK."""
    plain = " ".join(text.split())[:LONGEST_NOTE]
    if could_hold_nik(plain):
        raise holds_nik()
    return plain


def plain_reason(text: str) -> str:
    """The same, and there must be one."""
    plain = plain_note(text)
    if not plain:
        raise reason_missing()
    return plain


def refuse_days_ahead(days: Iterable[date | None], *, now: datetime) -> None:
    today = timezone.localtime(now).date()
    for day in days:
        if day and day > today:
            raise day_ahead(day=day)


def leave(
    done: Collection[Done],
    *,
    event: Event,
    source: str,
    evidence: Paper | None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """The acts stand in the history of their memberships."""
    code, name = (evidence.code, evidence.name) if evidence else ("", "")
    Act.objects.bulk_create(
        (
            Act(
                membership_id=one.membership_id,
                event=event,
                reason=one.reason or "",
                note=one.note,
                happened_on=one.happened_on,
                source=source,
                evidence_code=code,
                evidence_name=name,
                request_key=request_key,
                made_by=actor.key,
                made_at=now,
            )
            for one in done
        ),
        batch_size=500,
    )


def tell(
    act: str,
    *,
    ids: Collection[int],
    facts: Mapping[str, object],
    kabupaten: str,
    evidence: Paper | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """The event of an act, as the last write of its transaction: one membership by name, many by their hash."""
    subject = f"membership:{min(ids)}" if len(ids) == 1 else f"memberships:{len(ids)}"
    record(
        kabupaten=kabupaten,
        act=f"membership.{act}",
        actor=actor.key,
        subject=subject,
        facts={
            "count": len(ids),
            "memberships_sha256": hash_of_lines(str(id_) for id_ in sorted(ids)),
            "evidence_sha256": evidence.sha256 if evidence else None,
            **facts,
        },
        now=now,
    )
