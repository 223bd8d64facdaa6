"""Who acts in the demo: the accounts that are printed at its end, and whoever set the house up a month before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from payung.accounts.actions import DemoAccount, demo_accounts
from payung.accounts.queries import actor_of_user, user_named
from payung.accounts.rules import Actor, Role

KABUPATEN = "63.02"
DESA = "63.02.06.2014"  # of the desa officer: Semayap


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of the office, and how each signs in."""

    operator: Actor
    head: Actor
    administrator: Actor
    accounts: Sequence[DemoAccount]


def appointed(*, now: datetime) -> Cast:
    """Accounts are there, each with a new password."""
    accounts = demo_accounts(kabupaten=KABUPATEN, desa=DESA, now=now)
    names = {account.role: account.username for account in accounts}
    return Cast(
        operator=_acting(names[Role.OPERATOR]),
        head=_acting(names[Role.HEAD]),
        administrator=_acting(names[Role.ADMINISTRATOR]),
        accounts=accounts,
    )


def _acting(username: str) -> Actor:
    user_id = user_named(username)
    actor = actor_of_user(user_id) if user_id else None
    if actor is None:
        raise LookupError(f"{username} has no role")
    return actor
