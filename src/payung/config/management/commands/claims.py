"""`payung claims branch FILE`: the branch's own report of claims is held against ours. Thin over claims.

Answers 0 where it is done, 2 where it could not be.
"""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.actions.branch import keep_report, read_report
from payung.claims.present.branch import headline, refusal_words
from payung.claims.queries.branch import LineFacts, LinesAsked, counts, lines, told
from payung.claims.rules.refusals import Refused
from payung.claims.states import NotAllowed
from payung.config.management.commands.decree import acting
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed as MembershipNotAllowed


class Command(BaseCommand):
    help = "Claims: branch (hold the branch's own report of claims against ours)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        branch = steps.add_parser("branch", help="a report in any layout: NIK or KPJ, scheme, event, paid, date")
        branch.add_argument("file", type=Path, metavar="FILE")
        branch.add_argument("--on", type=date.fromisoformat, help="the day the report is of; today, unless given")
        branch.add_argument("--as", dest="username", default="", metavar="USER", help="whose roles count")
        branch.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
        branch.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path, as_json: bool, **said: Any) -> None:
        actor = acting(username=said["username"], kabupaten=said["kabupaten"])
        try:
            answer, sentence = _taken(file, said["on"] or timezone.localdate(), actor)
        except (Refused, NotAllowed, MembershipRefused, MembershipNotAllowed, OSError) as refusal:
            raise CommandError(" ".join(str(refusal).split()), returncode=2) from refusal
        self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) if as_json else sentence)


def _taken(file: Path, as_of: date, actor: Actor) -> tuple[dict[str, object], str]:
    now = timezone.now()
    kept, is_new = keep_report(upload=file, as_of=as_of, actor=actor, now=now)
    read = read_report(report_id=kept.id, job_id=None, actor=actor, now=now)
    many = counts([read.id])[read.id]
    found = told(lines(report_id=read.id, asked=LinesAsked()), kabupaten=actor.kabupaten)
    answer: dict[str, object] = {
        "report": read.id,
        "on": read.as_of_date,
        "seen_before": not is_new,
        "refusal": read.refusal,
        "rows": read.row_count,
        "counts": {one.value: count for one, count in many.items()},
        "lines": [_of_line(one) for one in found],
    }
    return answer, refusal_words(read.refusal) or headline(read, many)


def _of_line(one: LineFacts) -> dict[str, object]:
    return {
        "sheet": one.sheet,
        "row": one.row,
        "settled": one.settled.value,
        "lacks": [lack.value for lack in one.lacks],
        "name": one.name,
        "kpj": one.kpj,
        "scheme": one.scheme,
        "event_date": one.event_date,
        "paid_rp": one.paid_rp,
        "paid_on": one.paid_on,
        "claim": one.claim.code if one.claim else None,
        "paid_here_rp": one.paid_here_rp,
    }
