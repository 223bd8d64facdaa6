"""Who asks for what of which claim: what every action looks at before it works, and what it leaves behind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik
from payung.claims.models import Claim, ClaimStep
from payung.claims.rules.refusals import (
    NotFound,
    Refused,
    before_the_event,
    day_ahead,
    holds_nik,
    not_found,
    not_yours,
    reason_missing,
    request_used,
)
from payung.claims.states import Event, EventKind, Scheme, Standing, State

__all__ = ["Letter", "NotFound", "Refused", "Scanned", "locked_claim"]

LONGEST_NOTE = 500


class Scanned(Protocol):
    """What lies sealed with what the office keeps; `sha256` is of the clear content (`gateways.scans.Scan`)."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What somebody wrote to us: BPJS, the inspector, a court."""

    number: str
    date: date
    scan: Scanned | None


def locked_claim(*, claim_id: int, actor: Actor) -> Claim:
    """The claim, ours until the transaction ends. Raises NotFound unless it lies in the actor's part of the map.

    Not against foreign keys to it (NO KEY), as memberships: a row that names one waits for nobody.
    """
    rows = Claim.objects.select_for_update(of=("self",), no_key=True).filter(id=claim_id, kabupaten=actor.kabupaten)
    claim = rows.select_related("person__same_as").first()
    if claim is None or not actor.sees((claim.person.same_as or claim.person).desa_code):
        raise not_found()
    return claim


def others_of_human(claim: Claim) -> QuerySet[Claim]:
    """The other claims of the same human being, also under persons that are joined; withdrawn ones do not count."""
    human = claim.person.same_as_id or claim.person_id
    mine = Claim.objects.filter(Q(person=human) | Q(person__same_as=human))
    return mine.exclude(id=claim.pk).exclude(state=State.WITHDRAWN)


def standing_of(claim: Claim) -> Standing:
    return Standing(kind=EventKind(claim.kind), scheme=Scheme(claim.scheme), state=State(claim.state))


def refuse_but_dinas(actor: Actor) -> None:
    if actor.scope != actor.kabupaten:
        raise not_yours()


def refuse_but_workers(actor: Actor) -> None:
    """Raises NotYours for anybody but the operators and heads of the whole kabupaten."""
    if not actor.may(Role.OPERATOR, Role.HEAD):
        raise not_yours()
    refuse_but_dinas(actor)


def step_before(*, claim: Claim, request_key: UUID, event: Event) -> ClaimStep | None:
    """The step that this request has made already. Raises RequestUsed where it was another."""
    step = ClaimStep.objects.filter(claim=claim, request_key=request_key).first()
    if step is not None and step.event != event:
        raise request_used()
    return step


def plain_note(text: str, *, longest: int = LONGEST_NOTE) -> str:
    """The note without spaces around it. Raises ReasonMissing for one that could hold a NIK."""
    plain = " ".join(text.split())[:longest]
    if could_hold_nik(plain):
        raise holds_nik()
    return plain


def plain_reason(text: str, *, longest: int = LONGEST_NOTE) -> str:
    """The same, and there must be one."""
    plain = plain_note(text, longest=longest)
    if not plain:
        raise reason_missing()
    return plain


def refuse_days(days: Iterable[date | None], *, since: date, now: datetime) -> None:
    """Raises DayDoesNotFit for a day that has not come, or lies before the event."""
    today = timezone.localtime(now).date()
    for day in days:
        if day and day > today:
            raise day_ahead(day=day)
        if day and day < since:
            raise before_the_event(day=day, event_date=since)


def tell(act: str, *, claim: Claim, facts: Mapping[str, object], actor: Actor, now: datetime) -> None:
    """The event of an act on a claim, as the last write of its transaction."""
    record(
        kabupaten=claim.kabupaten,
        act=f"claims.{act}",
        actor=actor.key,
        subject=f"claim:{claim.pk}",
        facts={"scheme": claim.scheme, "state": claim.state, **facts},
        now=now,
    )
