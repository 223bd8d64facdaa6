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
    case_officer: Actor  # another operator: works the claims that the first wrote down
    head: Actor
    pptk: Actor
    ppk: Actor
    treasurer: Actor
    administrator: Actor
    accounts: Sequence[DemoAccount]


def appointed(*, now: datetime) -> Cast:
    """Accounts are there, each with a new password."""
    accounts = demo_accounts(kabupaten=KABUPATEN, desa=DESA, now=now)
    names = {account.role: account.username for account in reversed(accounts)}
    case_officer = next(one.username for one in reversed(accounts) if one.role is Role.OPERATOR)
    return Cast(
        operator=_acting(names[Role.OPERATOR]),
        case_officer=_acting(case_officer),
        head=_acting(names[Role.HEAD]),
        pptk=_acting(names[Role.PPTK]),
        ppk=_acting(names[Role.PPK_SKPD]),
        treasurer=_acting(names[Role.TREASURER]),
        administrator=_acting(names[Role.ADMINISTRATOR]),
        accounts=accounts,
    )


def _acting(username: str) -> Actor:
    user_id = user_named(username)
    actor = actor_of_user(user_id) if user_id else None
    if actor is None:
        raise LookupError(f"{username} has no role")
    return actor
