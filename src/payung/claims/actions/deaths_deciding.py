"""A person says whom a line of a death list is about: this very human being, or not so; and may take that back.

What a person said outranks every reading of the list that follows.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.claims.actions.asked import locked_claim, others_of_human, plain_note, plain_reason, refuse_days
from payung.claims.actions.deaths import holds_of, open_members, refuse_but
from payung.claims.actions.opening import open_claims
from payung.claims.actions.stepping import step_within
from payung.claims.models import DeathDecision, DeathLine, Report
from payung.claims.rules.death_refusals import (
    day_missing,
    decided_already,
    ended_already,
    line_not_found,
    nobody_of_ours,
    nothing_to_take_back,
)
from payung.claims.rules.death_words import Agreement, Said, Settled
from payung.claims.rules.deaths import Lack, Stretch, in_force
from payung.claims.rules.refusals import before_birth, request_used
from payung.claims.rules.reporting import NewClaim
from payung.claims.states import Event, EventKind
from payung.claims.states import State as ClaimState
from payung.law.loader import load
from payung.membership import queries as memberships
from payung.membership.actions.holding import hold, release_many
from payung.membership.queries import MembershipFacts
from payung.membership.rules.told import Told
from payung.membership.states import EndReason, HoldReason
from payung.membership.states import Event as MembershipEvent
from payung.membership.states import State as MembershipState
from payung.people import queries as people

LONGEST = 200
_NO_CLAIM = frozenset({Lack.BEFORE_REGISTRATION, Lack.LONG_AFTER_END})


def say_same(
    *, line_id: int, death_date: date | None, note: str = "", request_key: UUID, actor: Actor, now: datetime
) -> int | None:
    """It is this human being: open dues are held and the claim is prepared; its number.

    None where there is nothing to claim: dead before registration, or long after the months were over. Raises Refused
    without a day, for a day that cannot be, and where somebody has decided already.
    """
    refuse_but(actor)
    plain = plain_note(note, longest=LONGEST)
    with transaction.atomic():
        line = _locked(line_id, actor)
        if _said_before(line, request_key, Said.SAME):
            return line.claim_id
        if line.person_id is None:
            raise nobody_of_ours()
        if line.settled not in (Settled.WAITING, Settled.NONE):
            raise decided_already()
        day = death_date or line.death_date
        if day is None:
            raise day_missing()
        refuse_days([day], since=date.min, now=now)
        _refuse_before_birth(line.person_id, day)
        members = memberships.of_humans(humans=[line.person_id]).get(line.person_id, [])
        membership_id, lack = in_force(_stretches(members), day=day, lapse_months=_lapse_months(day))
        line.membership_id, line.death_date = membership_id or line.membership_id, day
        if lack not in _NO_CLAIM:
            line.claim_id = _claim(line, day, request_key, actor, now)
        line.lacks = _lacks(line, lack)
        _decide(line, Said.SAME, Settled.PREPARED, plain, request_key, actor, now)
        _hold(line, members, day, request_key, actor, now)
        _tell(line, Said.SAME, {"claim": line.claim_id, "death_date": day.isoformat()}, actor, now)
    return line.claim_id


def say_not_so(*, line_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """Alive, or another human being: what this list held runs on, and the claim that it alone prepared is withdrawn.

    Raises Refused, and NotAllowed where that claim has gone too far to be withdrawn.
    """
    _undo(line_id, because, Said.NOT_SO, request_key, actor, now)


def take_back(*, line_id: int, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """What somebody decided of the line was a mistake: it waits again, with its claim withdrawn; the sure are held again.

    Raises Refused, NotAllowed.
    """
    _undo(line_id, because, Said.TAKEN_BACK, request_key, actor, now)


def _undo(line_id: int, because: str, said: Said, request_key: UUID, actor: Actor, now: datetime) -> None:
    refuse_but(actor)
    plain = plain_reason(because, longest=LONGEST)
    with transaction.atomic():
        line = _locked(line_id, actor)
        if _said_before(line, request_key, said):
            return
        if line.person_id is None:
            raise nobody_of_ours()
        members = memberships.of_humans(humans=[line.person_id]).get(line.person_id, [])
        was = Settled(line.settled)
        _refuse_undo(line, was, said, members)
        if was is Settled.PREPARED:
            _withdraw(line, plain, request_key, actor, now)
        settled = Settled.NOT_SO if said is Said.NOT_SO else Settled.WAITING
        _decide(line, said, settled, plain, request_key, actor, now)
        if settled is Settled.NOT_SO:
            _release(line, members, plain, request_key, actor, now)
        elif line.agreement == Agreement.SURE:
            _hold(line, members, line.death_date, request_key, actor, now)
        else:
            _release(line, members, plain, request_key, actor, now)
        _tell(line, said, {"because": plain, "claim": line.claim_id}, actor, now)


def _refuse_undo(line: DeathLine, was: Settled, said: Said, members: Collection[MembershipFacts]) -> None:
    if said is Said.NOT_SO and was is Settled.NOT_SO:
        raise decided_already()
    if said is Said.TAKEN_BACK and was not in (Settled.NOT_SO, Settled.PREPARED):
        raise nothing_to_take_back()
    mine = next((one for one in members if one.id == line.membership_id), None)
    if was is Settled.PREPARED and line.claim_id and mine and mine.end_reason is EndReason.DIED:
        raise ended_already()


def _locked(line_id: int, actor: Actor) -> DeathLine:
    rows = DeathLine.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("list").filter(id=line_id, list__kabupaten=actor.kabupaten).first()
    if found is None:
        raise line_not_found()
    return found


def _said_before(line: DeathLine, request_key: UUID, said: Said) -> bool:
    """Whether this request has had its effect. Raises RequestUsed where it was another."""
    found = DeathDecision.objects.filter(line=line, request_key=request_key).first()
    if found is not None and found.said != said:
        raise request_used()
    return found is not None


def _refuse_before_birth(person_id: int, day: date) -> None:
    born = people.columns(person_ids=[person_id]).birth_date[0].item()
    if day < born:
        raise before_birth(day=day, birth_date=born)


def _stretches(members: Collection[MembershipFacts]) -> list[Stretch]:
    return [
        Stretch(
            membership_id=one.id,
            registered_date=one.registered_date,
            first_month=one.first_month,
            owed_through=one.owed_through,
        )
        for one in members
    ]


def _lapse_months(day: date) -> int:
    law = load("cover")
    return law.on(day).whole("lapse_months") if day >= law.begins("lapse_months") else 0


def _claim(line: DeathLine, day: date, request_key: UUID, actor: Actor, now: datetime) -> int:
    """The claim that this line had and that was withdrawn is taken up again, if it is of the same day; else another."""
    if line.claim_id is not None:
        claim = locked_claim(claim_id=line.claim_id, actor=actor)
        if claim.state == ClaimState.WITHDRAWN and claim.event_date == day and not others_of_human(claim).exists():
            today = timezone.localdate(now)
            note = "Putusan atas baris daftar meninggal"
            step_within(
                claim=claim,
                event=Event.RESTORE,
                happened_on=today,
                note=note,
                request_key=request_key,
                actor=actor,
                now=now,
            )
            return claim.pk
    event = NewClaim(
        kind=EventKind.DEATH,
        person_id=line.person_id or 0,
        membership_id=line.membership_id,
        event_date=day,
        death_date=day,
        told_at=line.list.made_at,
        reported_by=line.list.made_by,
    )
    (claim_id,) = open_claims(kabupaten=line.list.kabupaten, events=[event], now=now)
    return claim_id


def _lacks(line: DeathLine, lack: Lack | None) -> str:
    """What still says something once the day is known and a person has decided."""
    of_day = {"no_day", "day_unreadable", "day_unclear", "future_day", "before_birth", "days_differ"}
    of_day |= {"before_registration", "after_end", "long_after_end"}
    kept = [word for word in line.lacks.split() if word not in of_day]
    return " ".join([*kept, *([lack] if lack else [])])


def _decide(
    line: DeathLine, said: Said, settled: Settled, because: str, request_key: UUID, actor: Actor, now: datetime
) -> None:
    DeathDecision.objects.create(
        line=line,
        said=said,
        death_date=line.death_date if said is Said.SAME else None,
        because=because,
        request_key=request_key,
        made_by=actor.key,
        made_at=now,
    )
    line.settled, line.because, line.decided_by, line.decided_at = settled, because, actor.key, now
    line.save()


def _hold(
    line: DeathLine,
    members: Collection[MembershipFacts],
    day: date | None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    told = [
        Told(
            membership_id=one.id,
            reason=HoldReason.DIED,
            happened_on=day,
            note=f"Daftar meninggal: {line.list.source}",
        )
        for one in open_members(list(members))
    ]
    if told:
        hold(told=told, source=holds_of(line.list_id), request_key=request_key, actor=actor, now=now)


def _release(
    line: DeathLine,
    members: Collection[MembershipFacts],
    because: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """Only what this list holds: what a desa or a report told stays told."""
    held = [one.id for one in members if one.state is MembershipState.HELD and one.held_because is HoldReason.DIED]
    ours = [id_ for id_ in held if _held_by(id_) == holds_of(line.list_id)]
    if ours:
        release_many(
            membership_ids=ours,
            note=because,
            source=holds_of(line.list_id),
            request_key=request_key,
            actor=actor,
            now=now,
        )


def _held_by(membership_id: int) -> str:
    acts = memberships.acts_of(membership_id=membership_id)
    return next((one.source for one in acts if one.event is MembershipEvent.HOLD), "")


def _withdraw(line: DeathLine, because: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """The claim, where nobody but this line tells of the death."""
    if line.claim_id is None:
        return
    claim = locked_claim(claim_id=line.claim_id, actor=actor)
    others = DeathLine.objects.filter(claim=claim, settled=Settled.PREPARED).exclude(id=line.pk).exists()
    if (
        claim.state in (ClaimState.WITHDRAWN, ClaimState.CLOSED)
        or others
        or Report.objects.filter(claim=claim).exists()
    ):
        return
    today = timezone.localdate(now)
    step_within(
        claim=claim,
        event=Event.WITHDRAW,
        happened_on=today,
        note=because,
        request_key=request_key,
        actor=actor,
        now=now,
    )


def _tell(line: DeathLine, said: Said, facts: dict[str, object], actor: Actor, now: datetime) -> None:
    record(
        kabupaten=line.list.kabupaten,
        act="claims.settle_death_line",
        actor=actor.key,
        subject=f"death_line:{line.pk}",
        facts={"said": said.value, "person": line.person_id, **facts},
        now=now,
    )
