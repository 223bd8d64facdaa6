"""`payung reconcile FILE --programme P --as-of DAY`: BPJS's list is taken in and compared; what differs, by kind.

With `--payer NAME` the file is a list of another payer, and collisions are looked for. With `--overpayments` (and no
file) what BPJS received for months that nobody needed is told. Answers 0 where it is done, 2 where it could not be.
"""

import getpass
import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts.rules import Actor, everyone
from payung.contributions.actions.colliding import find_collisions
from payung.contributions.actions.overpaying import find_overpayments
from payung.contributions.actions.reconciling import compare
from payung.contributions.actions.reconciling_lists import take_evidence_list, take_insurer_list
from payung.contributions.queries.colliding import counts_by_state
from payung.contributions.queries.overpaying import sums_by_state
from payung.contributions.queries.reconciling import open_by_kind, ties
from payung.contributions.queries.reconciling_lists import ListFacts
from payung.contributions.rules.refusals import Refused
from payung.contributions.states import CollisionState, NotAllowed, OverpaymentState
from payung.ledger.rules import Refused as LedgerRefused
from payung.programmes import queries as programmes


class Command(BaseCommand):
    help = "Compare BPJS's list with our bills, look for payer collisions, or for overpayments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="list of BPJS, or with --payer of another payer")
        parser.add_argument("--programme", required=True, help="its code")
        parser.add_argument("--as-of", type=date.fromisoformat, help="day of the list (today where left out)")
        parser.add_argument("--payer", default="", help="whose list it is, where it is not BPJS's")
        parser.add_argument("--overpayments", action="store_true", help="look for months that nobody needed")
        parser.add_argument("--kabupaten", default="63.02", help="its code (63.02)")
        parser.add_argument("--json", action="store_true")

    def handle(
        self,
        *,
        file: Path | None,
        programme: str,
        as_of: date | None,
        payer: str,
        overpayments: bool,
        kabupaten: str,
        **words: Any,
    ) -> None:
        actor = everyone(key=f"command:{getpass.getuser()}", name=getpass.getuser(), kabupaten=kabupaten)
        found = programmes.programme(kabupaten=kabupaten, code=programme)
        if found is None:
            raise CommandError(f"There is no programme {programme} in {kabupaten}.", returncode=2)
        if file is None and not overpayments:
            raise CommandError("Name a list, or ask for --overpayments.", returncode=2)
        told: dict[str, object] = {}
        try:
            if file is not None:
                told |= _taken(file, found.id, as_of or timezone.localdate(), payer, actor)
            if overpayments:
                told["overpaid"] = find_overpayments(programme_id=found.id, actor=actor, now=timezone.now())
        except (Refused, NotAllowed, LedgerRefused, OSError) as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        told |= _standing(found.id)
        self.stdout.write(json.dumps(told, indent=2) if words["json"] else "\n".join(_lines(told)))


def _taken(file: Path, programme_id: int, day: date, payer: str, actor: Actor) -> dict[str, object]:
    once = {"programme_id": programme_id, "upload": file, "actor": actor, "now": timezone.now()}
    if payer:
        taken = take_evidence_list(payer=payer, received_date=day, **once)  # type: ignore[arg-type]
        new = find_collisions(programme_id=programme_id, actor=actor, now=timezone.now())
        return _of_list(taken) | {"passed": taken.passed_count, "collisions_new": new}
    taken = take_insurer_list(as_of=day, **once)  # type: ignore[arg-type]
    compare(list_id=taken.id, actor=actor, now=timezone.now())
    return _of_list(taken)


def _of_list(taken: ListFacts) -> dict[str, object]:
    return {"list": taken.id, "lines": taken.line_count, "unread": taken.unread_count}


def _standing(programme_id: int) -> dict[str, object]:
    by_kind = open_by_kind(programme_id=programme_id)
    return {
        "differences": sum(by_kind.values()),
        "by_kind": {str(kind): count for kind, count in by_kind.items()},
        "collisions_open": counts_by_state(programme_id=programme_id)[CollisionState.OPEN],
        "overpaid_open_rp": sums_by_state(programme_id=programme_id)[OverpaymentState.OPEN].amount_rp,
        "funds": [
            {
                "fund": one.name,
                "named_rp": one.named_rp,
                "billed_rp": one.billed_rp,
                "received_rp": one.received_rp,
            }
            for one in ties(programme_id=programme_id)
        ],
    }


def _lines(told: dict[str, object], of: str = "") -> list[str]:
    """One fact a line: `funds.0.billed_rp: 2620800`, by the names of the JSON."""
    lines: list[str] = []
    for name, value in told.items():
        if isinstance(value, dict):
            lines += _lines(value, f"{of}{name}.")
        elif isinstance(value, list):
            lines += _lines({str(at): one for at, one in enumerate(value)}, f"{of}{name}.")
        else:
            lines.append(f"{of}{name}: {value}")
    return lines
