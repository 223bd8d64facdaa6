"""The ceilings of the funds, as the office entered them, stand in the books."""

from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.law.loader import load
from payung.ledger.actions.accounts import locked_accounts
from payung.ledger.actions.posting import books_of, post
from payung.ledger.queries.balances import sums_of
from payung.ledger.rules.moving import Balance, Key, Move, balance_of
from payung.ledger.rules.refusals import ceiling_too_low
from payung.ledger.states import AccountKind, EntryKind
from payung.programmes.rules.price import person_months
from payung.programmes.rules.setup import FundFacts

_KINDS = (AccountKind.CEILING, AccountKind.AVAILABLE)


def state_ceilings(*, programme_id: int, actor: Actor, now: datetime) -> None:
    """What the books say of every ceiling is what the programme says, in rupiah and person-months.

    Inside the caller's transaction, without an event of its own; where nothing differs nothing is written. Person-months
    are those of the dearest month. Raises Refused where more is bound already than a lowered ceiling would hold.
    """
    programme, funds = books_of(programme_id)
    accounts = locked_accounts(kabupaten=programme.kabupaten, funds=dict.fromkeys(funds, programme_id))
    wanted = [accounts[Key(fund_id, kind)] for fund_id in funds for kind in _KINDS]
    sums = sums_of(wanted)
    law = load("contribution")
    moves = []
    for fund in funds.values():
        stands, free = (
            balance_of(kind=kind, amount_rp=rp, person_months=months)
            for kind in _KINDS
            for rp, months in [sums.get(accounts[Key(fund.id, kind)].pk, (0, 0))]
        )
        months = person_months(fund=fund, programme=programme, law=law)
        moves += _moves(fund, months=months, stands=stands, free=free)
    if moves:
        post(
            programme_id=programme_id,
            kind=EntryKind.CEILING,
            on_date=timezone.localtime(now).date(),
            about="Pagu dana program",
            source=f"programme:{programme_id}",
            moves=moves,
            request_key=uuid4(),
            actor=actor,
            now=now,
        )


def _moves(fund: FundFacts, *, months: int, stands: Balance, free: Balance) -> list[Move]:
    """Rupiah and person-months each their way; of these none that is bound goes, for law may make months dearer."""
    more_rp, more = fund.ceiling_rp - stands.amount_rp, months - stands.person_months
    if free.amount_rp + more_rp < 0:
        bound_rp = stands.amount_rp - free.amount_rp
        raise ceiling_too_low(fund=fund.name, ceiling_rp=fund.ceiling_rp, bound_rp=bound_rp)
    more = max(more, -free.person_months)
    raised = Move(
        fund_id=fund.id,
        from_=AccountKind.CEILING,
        to=AccountKind.AVAILABLE,
        amount_rp=max(more_rp, 0),
        person_months=max(more, 0),
    )
    lowered = Move(
        fund_id=fund.id,
        from_=AccountKind.AVAILABLE,
        to=AccountKind.CEILING,
        amount_rp=max(-more_rp, 0),
        person_months=max(-more, 0),
    )
    return [move for move in (raised, lowered) if move.amount_rp or move.person_months]
