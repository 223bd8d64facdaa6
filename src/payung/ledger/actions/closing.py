"""The books of a month are closed: no entry of its days, or of days before, comes any more."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.ledger.actions.accounts import locked_accounts
from payung.ledger.models import Entry, MonthClose
from payung.ledger.queries.balances import trial_balance
from payung.ledger.queries.closes import CloseFacts, closed_through, closes
from payung.ledger.rules.refusals import not_next, not_over, not_yours, request_used, unsound
from payung.programmes import queries as programmes
from payung.shared.dates import Month


def close_month(*, kabupaten: str, month: Month, request_key: UUID, actor: Actor, now: datetime) -> CloseFacts:
    """The month is closed with the hash of its trial balance; the first close takes all months before with it.

    By the head or whoever keeps the accounts (PPK-SKPD). Raises Refused: it is not over, another comes before it, or
    the books do not balance.
    """
    if actor.kabupaten != kabupaten or actor.scope != kabupaten or not actor.may(Role.HEAD, Role.PPK_SKPD):
        raise not_yours("kepala dinas atau PPK-SKPD")
    with transaction.atomic():
        _lock(kabupaten)
        if (before := MonthClose.objects.filter(request_key=request_key).first()) is None:
            _refuse_unfit(kabupaten, month, today=timezone.localtime(now).date())
            _close(kabupaten, month, request_key=request_key, actor=actor, now=now)
        elif (before.kabupaten, before.month) != (kabupaten, month.first_day):
            raise request_used()
    return next(one for one in closes(kabupaten=kabupaten) if one.month == month)


def _lock(kabupaten: str) -> None:
    """Whoever writes an entry holds the accounts of its fund: we wait for all of them, and they for us."""
    known = programmes.programmes(kabupaten=kabupaten)
    funds = {fund.id: one.id for one in known for fund in programmes.funds(programme_id=one.id)}
    locked_accounts(kabupaten=kabupaten, funds=funds)


def _refuse_unfit(kabupaten: str, month: Month, *, today: date) -> None:
    if month >= Month.of(today):
        raise not_over(month)
    through = closed_through(kabupaten=kabupaten)
    if through is not None and month != through.plus(1):
        raise not_next(month=month, next_=through.plus(1))


def _close(kabupaten: str, month: Month, *, request_key: UUID, actor: Actor, now: datetime) -> None:
    last_date = month.plus(1).first_day - timedelta(days=1)
    balance = trial_balance(kabupaten=kabupaten, on=last_date)
    if balance.total_rp or balance.total_person_months:
        raise unsound(total_rp=balance.total_rp)
    closed = MonthClose.objects.create(
        kabupaten=kabupaten,
        month=month.first_day,
        last_date=last_date,
        entry_count=Entry.objects.filter(kabupaten=kabupaten, on_date__lte=last_date).count(),
        balances_sha256=balance.sha256,
        request_key=request_key,
        closed_by=actor.key,
        closed_at=now,
    )
    record(
        kabupaten=kabupaten,
        act="ledger.close_month",
        actor=actor.key,
        subject=f"month:{month}",
        facts={
            "month": str(month),
            "entries": closed.entry_count,
            "accounts": len(balance.rows),
            "balances_sha256": balance.sha256,
        },
        now=now,
    )
