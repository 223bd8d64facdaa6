"""Memberships end, and their places are free after the last month owed or paid."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.decrees import actions as decrees
from payung.decrees.actions.places import locked_uses
from payung.membership import paid
from payung.membership.actions.asked import (
    Done,
    done_before,
    leave,
    locked,
    plain_reason,
    refuse_but_dinas,
    refuse_days_ahead,
    tell,
)
from payung.membership.models import Membership
from payung.membership.rules.ending import DECIDED, billable_month, ended_month, freed_month, needs_document
from payung.membership.rules.refusals import evidence_missing, last_month_missing, lost_at_sea, month_outside
from payung.membership.rules.told import Ending, Paper
from payung.membership.rules.words import ENDS
from payung.membership.states import Event, HoldReason, State, after
from payung.programmes import queries as programmes
from payung.shared.dates import Month

_SAVED = ("state", "held_because", "end_reason", "ended_date", "ended_month")


def end(
    *,
    ends: Sequence[Ending],
    source: str,
    evidence: Paper | None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    """These memberships end, all or none; on how many this request has had its effect.

    Whoever is lost at sea ends by no plan of age, money or payer. Each needs a note; a death, a move or work for a wage also a document, unless `source` is a verval or claim. Their
    places are free from the month after the last that is owed or paid. Raises NotAllowed, Refused.
    """
    of = {one.membership_id: one for one in ends}
    _refuse_unproved(ends, source, evidence)
    refuse_days_ahead((one.happened_on for one in ends), now=now)
    notes = {one.membership_id: plain_reason(one.note) for one in ends}
    refuse_but_dinas(actor)
    with transaction.atomic():
        lock_quotas(of)
        rows = locked(of, actor=actor)
        before = done_before(of, request_key=request_key, event=Event.END)
        ids = [id_ for id_ in rows if id_ not in before]
        for id_ in ids:
            after(State(rows[id_].state), Event.END, actor.roles)
            if rows[id_].held_because == HoldReason.LOST_AT_SEA and of[id_].reason in DECIDED:
                raise lost_at_sea()
        if not ids:
            return len(before)
        owed = {id_: _owed(rows[id_], of[id_]) for id_ in ids}
        _set_ended({id_: rows[id_] for id_ in ids}, of, owed)
        done = [
            Done(membership_id=id_, reason=of[id_].reason, note=notes[id_], happened_on=of[id_].happened_on)
            for id_ in ids
        ]
        leave(done, event=Event.END, source=source, evidence=evidence, request_key=request_key, actor=actor, now=now)
        freed = _free({id_: rows[id_] for id_ in ids}, of, owed, actor, now)
        facts = {"source": source, "reasons": dict(Counter(of[id_].reason.value for id_ in ids)), "places": freed}
        tell("end", ids=ids, facts=facts, kabupaten=actor.kabupaten, evidence=evidence, actor=actor, now=now)
    return len(before) + len(ids)


def _refuse_unproved(ends: Sequence[Ending], source: str, evidence: Paper | None) -> None:
    for one in ends:
        if evidence is None and needs_document(one.reason, source=source):
            raise evidence_missing(ENDS[one.reason])
        if one.reason in DECIDED and one.last_month is None:
            raise last_month_missing(ENDS[one.reason])


def lock_quotas(of: Collection[int]) -> None:
    """Before the memberships: the order in which all lock (DESIGN §5)."""
    of_programmes = Membership.objects.filter(id__in=list(of)).values_list("programme_id", flat=True)
    for programme_id in sorted(set(of_programmes)):
        programme = programmes.by_id(programme_id=programme_id)
        if programme is not None:
            locked_uses(programme=programme)


def _owed(row: Membership, one: Ending) -> Month:
    first, last = Month.of(row.first_month), Month.of(row.last_month)
    if one.last_month is None:
        return ended_month(happened_on=one.happened_on, first_month=first, last_month=last)
    if not first.plus(-1) <= one.last_month <= last:
        raise month_outside(month=one.last_month, first=first, last=last)
    return one.last_month


def _set_ended(rows: Mapping[int, Membership], of: Mapping[int, Ending], owed: Mapping[int, Month]) -> None:
    for id_, row in rows.items():
        row.state, row.held_because = State.ENDED, ""
        row.end_reason, row.ended_date, row.ended_month = of[id_].reason, of[id_].happened_on, owed[id_].first_day
    Membership.objects.bulk_update(rows.values(), _SAVED, batch_size=500)


def _free(
    rows: Mapping[int, Membership], of: Mapping[int, Ending], owed: Mapping[int, Month], actor: Actor, now: datetime
) -> int:
    """Places by programme, months and reason; how many were held until now."""
    groups: defaultdict[tuple[int, Month, Month, str], list[int]] = defaultdict(list)
    through = _paid_through(rows)
    for id_, row in rows.items():
        last = freed_month(owed=owed[id_], paid=through.get(id_))
        begins = Month.of(row.line.first_month)
        billable = billable_month(reason=of[id_].reason, owed=owed[id_], line_first_month=begins)
        groups[row.programme_id, last, billable, ENDS[of[id_].reason]].append(row.person_id)
    return sum(
        decrees.free_places(
            programme_id=programme_id,
            person_ids=person_ids,
            last_month=last,
            owed_month=billable,
            because=because,
            actor=actor,
            now=now,
        )
        for (programme_id, last, billable, because), person_ids in sorted(groups.items())
    )


def _paid_through(rows: Mapping[int, Membership]) -> dict[int, Month]:
    """The last month of each that BPJS has received; whoever has none is left out."""
    told = paid.months_of(person_ids=sorted({row.person_id for row in rows.values()}))
    found: dict[int, Month] = {}
    for id_, row in rows.items():
        first, last = Month.of(row.first_month), Month.of(row.last_month)
        months = [one.month for one in told.get(row.person_id, ()) if first <= one.month <= last]
        if months:
            found[id_] = max(months)
    return found
