"""`payung ledger …`: the trial balance, the closed months, and closing one. Thin over the actions and queries."""

import json
import uuid
from argparse import ArgumentParser
from datetime import date, timedelta
from getpass import getuser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts import queries as accounts
from payung.accounts.rules import Actor, everyone
from payung.ledger import actions, queries
from payung.ledger.rules import Refused
from payung.programmes import load as shipped
from payung.shared.dates import Month

Said = dict[str, Any]


class Command(BaseCommand):
    help = "The books: trial, close."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        trial = _step(steps, "trial", "every account, and whether the books are sound")
        trial.add_argument("--on", type=date.fromisoformat, help="at the end of this day; now, unless given")
        close = _step(steps, "close", "close the books of a month")
        close.add_argument("month", type=Month.parse, metavar="YYYY-MM")
        close.add_argument("--key", type=uuid.UUID, metavar="UUID", help="of the request: the same acts once")

    def handle(self, *, step: str, as_json: bool, **said: Any) -> None:
        try:
            actor = _acting(username=said["username"], kabupaten=said["kabupaten"])
            answer = {"trial": trial, "close": close}[step](said, actor)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if as_json else _in_words(answer))
        if answer.get("sound") is False:
            raise CommandError("the books are not sound", returncode=1)


def trial(said: Said, actor: Actor) -> Said:
    found = queries.trial_balance(kabupaten=actor.kabupaten, on=said["on"])
    changed = queries.changed_since_closed(kabupaten=actor.kabupaten)
    return {
        "trial_balance_rp": found.total_rp,
        "trial_balance_person_months": found.total_person_months,
        "sound": not (found.total_rp or found.total_person_months or changed),
        "changed_since_closed": [str(month) for month in changed],
        "accounts": [
            {
                "programme": row.programme,
                "fund": row.fund,
                "account": row.kind.value,
                "amount_rp": row.amount_rp,
                "person_months": row.person_months,
            }
            for row in found.rows
        ],
    }


def close(said: Said, actor: Actor) -> Said:
    found = actions.close_month(
        kabupaten=actor.kabupaten,
        month=said["month"],
        request_key=said["key"] or uuid.uuid4(),
        actor=actor,
        now=timezone.now(),
    )
    return {
        "month": str(found.month),
        "last_date": (found.month.plus(1).first_day - timedelta(days=1)).isoformat(),
        "entries": found.entry_count,
        "balances_sha256": found.balances_sha256,
    }


def _step(steps: Any, name: str, about: str) -> ArgumentParser:
    parser: ArgumentParser = steps.add_parser(name, help=about)
    parser.add_argument("--as", dest="username", default="", metavar="USER", help="whose roles count")
    parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
    parser.add_argument("--json", action="store_true", dest="as_json")
    return parser


def _acting(*, username: str, kabupaten: str) -> Actor:
    """The named user; without one whoever has a shell on the server."""
    if not username:
        who = getuser()
        return everyone(key=f"command:{who}", name=who, kabupaten=kabupaten or shipped.limits().kabupaten)
    user_id = accounts.user_named(username)
    actor = accounts.actor_of_user(user_id) if user_id else None
    if actor is None:
        raise CommandError(f"no user {username} with a role", returncode=2)
    return actor


def _in_words(answer: Said) -> str:
    lines = [f"{name}: {value}" for name, value in answer.items() if not isinstance(value, list)]
    accounts_of = answer.get("accounts", ())
    lines += ["{programme} {fund} {account}: {amount_rp} ({person_months} OB)".format(**row) for row in accounts_of]
    return "\n".join(lines)
