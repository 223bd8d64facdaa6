"""One entry goes into the books: under the lock of its accounts, its postings first and the entry, which seals them, last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.gateways.bulk_rows import fresh_ids
from payung.ledger.actions.accounts import locked_accounts
from payung.ledger.models import Account, Entry, Posting
from payung.ledger.queries.balances import sums_of
from payung.ledger.queries.closes import closed_through
from payung.ledger.rules.moving import Key, Sums, balance_of, lacking
from payung.ledger.rules.refusals import day_ahead, month_closed, not_enough, request_used, reversed_already
from payung.ledger.states import EntryKind
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An entry as it is to be written."""

    kind: EntryKind
    on_date: date
    about: str
    source: str
    sums: Sums
    request_key: UUID
    reverses_id: int | None = None


def written(
    *, programme: ProgrammeFacts, funds: Mapping[int, FundFacts], wanted: Wanted, actor: Actor, now: datetime
) -> int:
    """The id of the entry; of the same request once more, of the one that is there.

    Raises Refused, and TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An entry is written in the transaction of its act.")
    touched = {key.fund_id: programme.id for key in wanted.sums}
    accounts = locked_accounts(kabupaten=programme.kabupaten, funds=touched)
    if before := _before(programme, wanted):
        return before
    _refuse_unfit(programme, funds, wanted, accounts, today=timezone.localtime(now).date())
    (entry_id,) = fresh_ids(table="ledger_entry", count=1)
    Posting.objects.bulk_create(
        Posting(
            entry_id=entry_id, account=accounts[key], fund_id=key.fund_id, amount_rp=amount_rp, person_months=months
        )
        for key, (amount_rp, months) in wanted.sums.items()
    )
    Entry.objects.create(
        id=entry_id,
        kabupaten=programme.kabupaten,
        programme_id=programme.id,
        kind=wanted.kind.value,
        on_date=wanted.on_date,
        about=wanted.about[:200],
        source=wanted.source,
        posting_count=len(wanted.sums),
        reverses_id=wanted.reverses_id,
        request_key=wanted.request_key,
        made_by=actor.key,
        made_at=now,
    )
    return entry_id


def _before(programme: ProgrammeFacts, wanted: Wanted) -> int | None:
    found = Entry.objects.filter(request_key=wanted.request_key).first()
    if found is None:
        return None
    if (found.programme_id, found.kind, found.source) != (programme.id, wanted.kind, wanted.source):
        raise request_used()
    return found.pk


def _refuse_unfit(
    programme: ProgrammeFacts,
    funds: Mapping[int, FundFacts],
    wanted: Wanted,
    accounts: Mapping[Key, Account],
    *,
    today: date,
) -> None:
    """Sentences for what the triggers would refuse; these hold against whoever comes past us."""
    if wanted.reverses_id and Entry.objects.filter(reverses=wanted.reverses_id).exists():
        raise reversed_already()
    if wanted.on_date > today:
        raise day_ahead(wanted.on_date)
    through = closed_through(kabupaten=programme.kabupaten)
    if through is not None and Month.of(wanted.on_date) <= through:
        raise month_closed(month=Month.of(wanted.on_date), through=through)
    sums = sums_of([accounts[key] for key in wanted.sums])
    for key, change in wanted.sums.items():
        rp, months = sums.get(accounts[key].pk, (0, 0))
        there = balance_of(kind=key.kind, amount_rp=rp, person_months=months)
        if lacking(there=there, change=change, kind=key.kind):
            raise not_enough(
                kind=key.kind,
                fund=funds[key.fund_id].name,
                there_rp=there.amount_rp,
                months=there.person_months,
                wanted_rp=abs(change[0]),
                wanted=abs(change[1]),
            )
