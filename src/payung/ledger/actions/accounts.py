"""The accounts of funds: opened all at once, and locked in the order of their ids, after the business rows."""

from collections.abc import Collection, Mapping

from payung.ledger.models import Account
from payung.ledger.rules.moving import Key
from payung.ledger.states import AccountKind


def locked_accounts(*, kabupaten: str, funds: Mapping[int, int]) -> dict[Key, Account]:
    """All accounts of these funds (by id, with their programme's), ours until the transaction ends.

    All of a fund and not only those that are asked for: then whoever closes a month waits for us, and we for them.
    """
    wanted = {Key(fund_id, kind) for fund_id in funds for kind in AccountKind}
    found = _found(kabupaten, funds)
    if missing := wanted - found.keys():
        Account.objects.bulk_create(
            [
                Account(kabupaten=kabupaten, programme_id=funds[key.fund_id], fund_id=key.fund_id, kind=key.kind.value)
                for key in sorted(missing)
            ],
            ignore_conflicts=True,  # another may be as quick: then theirs stand
        )
        found = _found(kabupaten, funds)
    return found


def _found(kabupaten: str, fund_ids: Collection[int]) -> dict[Key, Account]:
    rows = Account.objects.select_for_update().filter(kabupaten=kabupaten, fund__in=fund_ids).order_by("id")
    return {Key(row.fund_id, AccountKind(row.kind)): row for row in rows}
