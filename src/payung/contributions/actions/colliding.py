"""Benturan pembayar: found from evidence lists and BPJS's answers, best before the bill, and settled by a person."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import hash_of_lines
from payung.contributions.actions.billing_asked import plain_because, programme_of
from payung.contributions.models import Collision
from payung.contributions.queries.colliding import Met, met, suspected
from payung.contributions.rules.colliding import Before, opens
from payung.contributions.rules.reconciling_refusals import collision_not_found, month_missing
from payung.contributions.rules.refusals import not_yours
from payung.contributions.rules.scans import Scan
from payung.contributions.states import COLLISION_STEPS, CollisionEvent, CollisionState, after
from payung.eligibility.prechecks import results
from payung.eligibility.rules.words import Outcome, Register
from payung.gateways.bulk_rows import insert_rows, moment
from payung.intake.rules.text import fold
from payung.membership import actions as memberships
from payung.membership.actions.ending import lock_quotas
from payung.membership.rules.told import Ending, Paper
from payung.membership.states import EndReason
from payung.people import queries as people
from payung.shared.dates import Month

FINDERS = (Role.OPERATOR, Role.HEAD)
_COLUMNS = (
    *("membership_id", "evidence_id", "source", "payer", "nearness"),
    *("first_month", "last_month", "state", "owner"),
)
_MORE = ("opened_at", "closed_by", "closed_because")


def find_collisions(*, programme_id: int, actor: Actor, now: datetime) -> int:
    """Each running or held member for whom another is known to pay has a collision; how many are new.

    What a person settled stays settled unless a later list tells of more (`rules.colliding`). Raises NotFound, NotYours.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    if not actor.may(*FINDERS):
        raise not_yours("operator atau kepala dinas")
    with transaction.atomic():
        before = _before(programme_id)
        seen = [*met(programme_id=programme_id), *_answered(programme_id, kabupaten=programme.kabupaten, now=now)]
        latest = {(one.membership_id, fold(one.payer), one.outside): one for one in seen}
        new = _surest(one for key, one in latest.items() if _is_news(one, before.get(key[:2], [])))
        if not new:
            return 0
        _open(new, now=now)
        record(
            kabupaten=programme.kabupaten,
            act="contributions.find_collisions",
            actor=actor.key,
            subject=f"programme:{programme_id}",
            facts={
                "opened": len(new),
                "alike": sum(one.outside is not None for one in new),
                "lines_sha256": hash_of_lines(f"{one.membership_id}|{one.source}" for one in new),
            },
            now=now,
        )
    return len(new)


def settle_collision(
    *,
    collision_id: int,
    event: CollisionEvent,
    because: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    last_month: Month | None = None,
    evidence: Scan | None = None,
) -> CollisionState:
    """A person decides who pays, or that it is another human being. Raises NotAllowed, Refused.

    Left to them, the membership ends as double-funded with `last_month`, or with the month before theirs where that is
    known: months that were paid beyond it become an overpayment (`overpaying.find_overpayments`).
    """
    reason = plain_because(because)
    with transaction.atomic():
        if event is CollisionEvent.LEAVE_TO_THEM:  # quotas are locked before anything of business
            lock_quotas(Collision.objects.filter(id=collision_id).values_list("membership_id", flat=True))
        row = _locked(collision_id, actor)
        programme = programme_of(programme_id=row.membership.programme_id, actor=actor)
        if row.request_key == request_key:
            return CollisionState(row.state)
        to = after(COLLISION_STEPS, CollisionState(row.state), event, actor.roles)
        last = _last_owed(row, last_month) if event is CollisionEvent.LEAVE_TO_THEM else None
        if last is not None:
            _end(row, last=last, because=reason, evidence=evidence, request_key=request_key, actor=actor, now=now)
        Collision.objects.filter(id=collision_id).update(
            state=to, closed_at=now, closed_by=actor.key, closed_because=reason, request_key=request_key
        )
        record(
            kabupaten=programme.kabupaten,
            act="contributions.settle_collision",
            actor=actor.key,
            subject=f"collision:{collision_id}",
            facts={"state": str(to), "because": reason, "last_month": str(last) if last else None},
            now=now,
        )
    return to


def take_collision(*, collision_id: int, actor: Actor, now: datetime) -> None:
    """The actor has it in hand. Raises NotAllowed, Refused."""
    with transaction.atomic():
        row = _locked(collision_id, actor)
        programme = programme_of(programme_id=row.membership.programme_id, actor=actor)
        after(COLLISION_STEPS, CollisionState(row.state), CollisionEvent.KEEP_OURS, actor.roles)
        if row.owner == actor.key:
            return
        Collision.objects.filter(id=collision_id).update(owner=actor.key)
        record(
            kabupaten=programme.kabupaten,
            act="contributions.take_collision",
            actor=actor.key,
            subject=f"collision:{collision_id}",
            facts={},
            now=now,
        )


def _locked(collision_id: int, actor: Actor) -> Collision:
    rows = Collision.objects.select_for_update(of=("self",)).select_related("membership")
    found = rows.filter(id=collision_id, membership__programme__kabupaten=actor.kabupaten).first()
    if found is None:
        raise collision_not_found()
    return found


def _last_owed(row: Collision, last_month: Month | None) -> Month:
    """As the person says; else the month before theirs, never before the one in which nothing is owed."""
    first = Month.of(row.membership.first_month)
    if last_month is not None:
        return last_month
    if row.first_month is None:
        raise month_missing()
    return min(max(Month.of(row.first_month).plus(-1), first.plus(-1)), Month.of(row.membership.last_month))


def _end(
    row: Collision,
    *,
    last: Month,
    because: str,
    evidence: Scan | None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    paper = Paper(code=evidence.code, name=evidence.name, sha256=evidence.sha256) if evidence else None
    memberships.end(
        ends=[
            Ending(
                membership_id=row.membership_id,
                reason=EndReason.DOUBLE_FUNDED,
                happened_on=timezone.localdate(now),
                note=because,
                last_month=last,
            )
        ],
        source=f"collision:{row.pk}",
        evidence=paper,
        request_key=request_key,
        actor=actor,
        now=now,
    )


def _before(programme_id: int) -> Mapping[tuple[int, str], list[Before]]:
    """Ours until the transaction ends, so that two that look at once do not both open one."""
    rows = Collision.objects.select_for_update(of=("self",)).filter(membership__programme=programme_id)
    rows = rows.select_related("evidence").order_by("id")
    found: dict[tuple[int, str], list[Before]] = {}
    for one in rows:
        closed_on = timezone.localdate(one.closed_at) if one.closed_at else None
        outside = bytes(one.evidence.outside) if one.evidence and one.evidence.outside is not None else None
        before = Before(
            state=CollisionState(one.state), last_month=one.last_month, closed_on=closed_on, outside=outside
        )
        found.setdefault((one.membership_id, fold(one.payer)), []).append(before)
    return found


def _is_news(one: Met, before: list[Before]) -> bool:
    return opens(before=before, last_month=one.last_month, told_on=one.told_on, outside=one.outside)


def _surest(news: Iterable[Met]) -> list[Met]:
    """One for each member and payer: whom a number found, else the most alike."""
    found: dict[tuple[int, str], Met] = {}
    for one in news:
        key = one.membership_id, fold(one.payer)
        if key not in found or _sureness(one) > _sureness(found[key]):
            found[key] = one
    return list(found.values())


def _sureness(one: Met) -> tuple[bool, float]:
    return one.outside is None, one.weight


def _answered(programme_id: int, *, kabupaten: str, now: datetime) -> list[Met]:
    """What BPJS answered last of members, where that names another payer."""
    asked = suspected(programme_id=programme_id)
    if not asked:
        return []
    today = timezone.localdate(now)
    said = results.latest(kabupaten=kabupaten, on=today, person_ids=[one.person_id for one in asked])
    of_person = {person: facts for (person, register), facts in said.items() if register is Register.BPJS}
    kept = _kept_ids([one.person_id for one in asked])
    found = []
    for one in asked:
        facts = of_person.get(kept[one.person_id])
        if facts and facts.outcome is Outcome.OTHER_PAYER and facts.answered_date > one.registered_date:
            found.append(
                Met(
                    membership_id=one.membership_id,
                    evidence_id=None,
                    source=f"answer:{facts.answer_id}",
                    payer=facts.payer or "pembayar lain",
                    first_month=None,
                    last_month=None,
                    told_on=facts.answered_date,
                )
            )
    return found


def _kept_ids(person_ids: list[int]) -> dict[int, int]:
    read = people.columns(person_ids=person_ids)
    return dict(zip(read.ids.tolist(), read.kept_id.tolist(), strict=True))


def _open(new: list[Met], *, now: datetime) -> None:
    at = moment(now)
    insert_rows(
        table="contributions_collision",
        columns=(*_COLUMNS, *_MORE),
        rows=(
            (
                *(one.membership_id, one.evidence_id, one.source, one.payer, one.nearness),
                *(_iso(one.first_month), _iso(one.last_month), CollisionState.OPEN, "", at, "", ""),
            )
            for one in new
        ),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
