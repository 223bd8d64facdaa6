"""Who asks for what of bills and payments: what every action looks at before it works."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from payung.accounts.rules import Actor
from payung.audit.rules import could_hold_nik
from payung.contributions.models import Bill, BillAct
from payung.contributions.rules.billing_refusals import (
    because_missing,
    bill_not_found,
    fund_not_found,
    programme_not_found,
)
from payung.contributions.rules.refusals import holds_nik, not_yours, request_used
from payung.decrees.actions import state_commitments
from payung.decrees.actions.places import locked_uses
from payung.ledger import queries as ledger
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts


def programme_of(*, programme_id: int, actor: Actor) -> ProgrammeFacts:
    """The programme, for an actor of the whole kabupaten. Raises NotFound and NotYours."""
    found = programmes.by_id(programme_id=programme_id)
    if found is None or found.kabupaten != actor.kabupaten:
        raise programme_not_found()
    if actor.scope != found.kabupaten:
        raise not_yours("petugas dinas")
    return found


def fund_of(*, programme_id: int, fund_id: int) -> FundFacts:
    for fund in programmes.funds(programme_id=programme_id):
        if fund.id == fund_id:
            return fund
    raise fund_not_found()


def locked_quotas(*, programme: ProgrammeFacts, actor: Actor, now: datetime) -> None:
    """Before anything else of ours: ends wait meanwhile, for what they set free must not be billed in the same moment.

    Of decrees from before there were books the months are bound now. Raises MoneyGone.
    """
    if ledger.is_open(programme_id=programme.id):
        locked_uses(programme=programme)
    else:
        state_commitments(programme_id=programme.id, actor=actor, now=now)


def locked_programme(programme_id: int) -> None:
    """One at a time raises bills and asks for payments of a programme, until the transaction ends.

    Its row, so that two funds do not take one number; on SQLite the write lock is ours from the beginning. Not
    against foreign keys to it (NO KEY), which others may write meanwhile.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM programmes_programme WHERE id = %s FOR NO KEY UPDATE", [programme_id])


def asked_bill(*, bill_id: int, actor: Actor) -> tuple[Bill, ProgrammeFacts]:
    """The bill as it stands, not locked yet. Raises NotFound and NotYours."""
    bill = Bill.objects.filter(id=bill_id, programme__kabupaten=actor.kabupaten).first()
    if bill is None:
        raise bill_not_found()
    return bill, programme_of(programme_id=bill.programme_id, actor=actor)


def locked_bill(bill_id: int) -> Bill:
    """The bill, ours until the transaction ends."""
    return Bill.objects.select_for_update().get(id=bill_id)


def billed_before(*, request_key: UUID, event: str, bill_id: int | None = None) -> int | None:
    """The bill of a request that has had its effect already. Raises RequestUsed where it was for something else."""
    act = BillAct.objects.filter(request_key=request_key).first()
    if act is None:
        return None
    if act.event != event or bill_id not in (None, act.bill_id):
        raise request_used()
    return act.bill_id


def plain_words(text: str, *, longest: int = 200) -> str:
    """The words without spaces around them. Raises WordsMissing for those that could hold a NIK."""
    plain = " ".join(text.split())[:longest]
    if could_hold_nik(plain):
        raise holds_nik()
    return plain


def plain_because(text: str) -> str:
    """As `plain_words`. Raises WordsMissing where there are none."""
    plain = plain_words(text)
    if not plain:
        raise because_missing()
    return plain
