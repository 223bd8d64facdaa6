"""What other rooms write into the books, inside their own transaction; their act has the audit event."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from payung.accounts.rules import Actor
from payung.ledger.actions.writing import Wanted, written
from payung.ledger.rules.moving import Move, summed
from payung.ledger.rules.refusals import not_found
from payung.ledger.states import EntryKind
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts


def post(
    *,
    programme_id: int,
    kind: EntryKind,
    on_date: date,
    about: str,
    source: str,
    moves: Sequence[Move],
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    """The entry stands once the caller's transaction commits; its id. The same request once more: the same entry.

    `about` is a sentence for people without NIK or name, `source` what it comes from, as `bill:12`. Raises Refused (an
    account holds too little, the month is closed), and ValueError for moves that do nothing together.
    """
    programme, funds = books_of(programme_id)
    sums = summed(moves)
    if not sums:
        raise ValueError("An entry moves something.")
    if {key.fund_id for key in sums} - funds.keys():
        raise not_found()
    wanted = Wanted(kind=kind, on_date=on_date, about=about, source=source, sums=sums, request_key=request_key)
    return written(programme=programme, funds=funds, wanted=wanted, actor=actor, now=now)


def books_of(programme_id: int) -> tuple[ProgrammeFacts, dict[int, FundFacts]]:
    """The programme with its funds. Raises NotFound."""
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None:
        raise not_found()
    return programme, {fund.id: fund for fund in programmes.funds(programme_id=programme_id)}
