"""The one thing that is done to the chain: an event is added, last in the transaction of its action."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from payung.audit.models import Chain, Event
from payung.audit.rules import Entry, canonical, hash_of, plain_act, plain_name


def record(*, kabupaten: str, act: str, actor: str, subject: str, facts: Mapping[str, object], now: datetime) -> int:
    """The act stands in the chain of the kabupaten once the caller's transaction commits; its number there.

    `actor` is `user:3` or `command:root`, `subject` what it was done to, as `decree:7`. The chain stays locked until
    that commit: nothing but this comes after it. Raises ValueError for facts that an event must not hold, and
    TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An event is written in the transaction of its act.")
    names = plain_act(act), plain_name(actor, what="actor"), plain_name(subject, what="subject")
    written = canonical(facts)
    chain = _locked(kabupaten)
    entry = Entry(
        kabupaten=kabupaten,
        number=chain.length + 1,
        at=now,
        act=names[0],
        actor=names[1],
        subject=names[2],
        facts=written,
        previous=chain.head,
    )
    _append(chain, entry)
    return entry.number


def _locked(kabupaten: str) -> Chain:
    found = Chain.objects.select_for_update().filter(kabupaten=kabupaten)
    chain = found.first()
    if chain is None:
        Chain.objects.bulk_create([Chain(kabupaten=kabupaten)], ignore_conflicts=True)  # another may be as quick
        chain = found.get()
    return chain


def _append(chain: Chain, entry: Entry) -> None:
    own = hash_of(entry)
    Event.objects.create(
        kabupaten=entry.kabupaten,
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        act=entry.act,
        subject=entry.subject,
        facts=entry.facts,
        previous=entry.previous,
        hash=own,
    )
    Chain.objects.filter(id=chain.id).update(length=entry.number, head=own)
