"""A mistaken entry is turned round by another; both stay."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik
from payung.ledger.actions.posting import books_of
from payung.ledger.actions.writing import Wanted, written
from payung.ledger.queries.entries import EntryFacts, entry, entry_of
from payung.ledger.rules.moving import Key
from payung.ledger.rules.refusals import (
    holds_nik,
    maker_is_checker,
    not_found,
    not_reversible,
    not_yours,
    reason_missing,
)
from payung.ledger.rules.words import OWN_WAY
from payung.ledger.states import EntryKind


def reverse(*, entry_id: int, because: str, on_date: date, request_key: UUID, actor: Actor, now: datetime) -> int:
    """The entry is turned round on this day; the id of the entry that does so.

    Only the books change: what stands behind the entry is mended from its own page. An entry that has an act of its own
    to undo it is not turned round here. By the head, who did not make it. Raises Refused.
    """
    found = _asked(entry_id, actor)
    reason = _plain(because)
    with transaction.atomic():
        if before := entry_of(request_key=request_key):
            return before
        programme, funds = books_of(found.programme_id)
        wanted = Wanted(
            kind=EntryKind.REVERSAL,
            on_date=on_date,
            about=f"Membalik catatan {entry_id}: {reason}",
            source=f"entry:{entry_id}",
            sums={Key(one.fund_id, one.kind): (-one.amount_rp, -one.person_months) for one in found.postings},
            request_key=request_key,
            reverses_id=entry_id,
        )
        made = written(programme=programme, funds=funds, wanted=wanted, actor=actor, now=now)
        record(
            kabupaten=programme.kabupaten,
            act="ledger.reverse",
            actor=actor.key,
            subject=f"entry:{entry_id}",
            facts={
                "kind": found.kind.value,
                "amount_rp": found.amount_rp,
                "person_months": found.person_months,
                "on_date": on_date.isoformat(),
                "because": reason,
                "entry": made,
            },
            now=now,
        )
    return made


def _asked(entry_id: int, actor: Actor) -> EntryFacts:
    if actor.scope != actor.kabupaten or not actor.may(Role.HEAD):
        raise not_yours("kepala dinas")
    found = entry(entry_id=entry_id, actor=actor)
    if found is None:
        raise not_found()
    if found.kind in OWN_WAY:
        raise not_reversible(found.kind)
    if found.made_by == actor.key:
        raise maker_is_checker()
    return found


def _plain(because: str) -> str:
    plain = " ".join(because.split())[:150]
    if not plain:
        raise reason_missing()
    if could_hold_nik(plain):
        raise holds_nik()
    return plain
