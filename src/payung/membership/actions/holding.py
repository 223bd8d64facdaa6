"""Something is told of members: their next due waits. The desa says that it is so (`ending`), or that it is not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.membership.actions.asked import (
    Done,
    done_before,
    leave,
    locked,
    plain_note,
    plain_reason,
    refuse_but_dinas,
    refuse_days_ahead,
    tell,
)
from payung.membership.models import Membership
from payung.membership.queries.facts import chunks
from payung.membership.rules.told import Paper, Told
from payung.membership.states import Event, State, after


def hold(
    *,
    told: Sequence[Told],
    source: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    evidence: Paper | None = None,
) -> int:
    """The next due of these members waits; on how many this request has had its effect.

    One that is held already keeps both tellings and is held for the later; one that has ended stays so and does not
    count. Raises NotFound, DayDoesNotFit, ReasonMissing, and NotAllowed for a role that tells nothing.
    """
    of = {one.membership_id: one for one in told}
    notes = {id_: plain_note(one.note) for id_, one in of.items()}
    refuse_days_ahead((one.happened_on for one in told), now=now)
    after(State.RUNNING, Event.HOLD, actor.roles)
    with transaction.atomic():
        rows = locked(of, actor=actor)
        before = done_before(of, request_key=request_key, event=Event.HOLD)
        open_ = [id_ for id_, row in rows.items() if id_ not in before and row.state != State.ENDED]
        if not open_:
            return len(before)
        _set_held({id_: of[id_] for id_ in open_})
        done = [
            Done(membership_id=id_, reason=of[id_].reason, note=notes[id_], happened_on=of[id_].happened_on)
            for id_ in open_
        ]
        leave(done, event=Event.HOLD, source=source, evidence=evidence, request_key=request_key, actor=actor, now=now)
        facts = {"source": source, "reasons": _many_of_each([of[id_].reason.value for id_ in open_])}
        tell("hold", ids=open_, facts=facts, kabupaten=actor.kabupaten, evidence=evidence, actor=actor, now=now)
    return len(before) + len(open_)


def release(*, membership_id: int, note: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """What was told is not so: the membership runs on. Raises NotAllowed, Refused."""
    release_many(membership_ids=[membership_id], note=note, source="", request_key=request_key, actor=actor, now=now)


def release_many(
    *,
    membership_ids: Sequence[int],
    note: str,
    source: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    evidence: Paper | None = None,
) -> int:
    """The same of many, as a desa confirms them: all or none. On how many this request has had its effect."""
    plain = plain_reason(note)
    refuse_but_dinas(actor)
    with transaction.atomic():
        rows = locked(membership_ids, actor=actor)
        before = done_before(membership_ids, request_key=request_key, event=Event.RELEASE)
        ids = [id_ for id_ in rows if id_ not in before]
        for id_ in ids:
            after(State(rows[id_].state), Event.RELEASE, actor.roles)
        if not ids:
            return len(before)
        for chunk in chunks(ids):
            Membership.objects.filter(id__in=chunk).update(state=State.RUNNING, held_because="")
        done = [Done(membership_id=id_, note=plain) for id_ in ids]
        leave(
            done,
            event=Event.RELEASE,
            source=source,
            evidence=evidence,
            request_key=request_key,
            actor=actor,
            now=now,
        )
        tell(
            "release",
            ids=ids,
            facts={"source": source},
            kabupaten=actor.kabupaten,
            evidence=evidence,
            actor=actor,
            now=now,
        )
    return len(before) + len(ids)


def _set_held(told: Mapping[int, Told]) -> None:
    by_reason: defaultdict[str, list[int]] = defaultdict(list)
    for id_, one in told.items():
        by_reason[one.reason].append(id_)
    for reason, ids in by_reason.items():
        for chunk in chunks(ids):
            Membership.objects.filter(id__in=chunk).update(state=State.HELD, held_because=reason)


def _many_of_each(words: Sequence[str]) -> dict[str, int]:
    return {word: words.count(word) for word in sorted(set(words))}
